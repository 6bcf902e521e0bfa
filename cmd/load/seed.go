package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
)

// person is somebody who can sign in, as `pathways seed --json` prints them.
type person struct {
	Who      string `json:"who"`
	UserName string `json:"user_name"`
	Email    string `json:"email"`
	Password string `json:"password"`
}

// seededClasses is how many classes the fixture has, each with a lesson under way.
const seededClasses = 4

// seed fills an empty database with at least so many pupils, and returns everybody.
func (f siteFlags) seed(ctx context.Context, dsn string, pupils int) ([]person, error) {
	each := (pupils + seededClasses - 1) / seededClasses
	command := exec.CommandContext(ctx, f.Program, "seed", "--json", "--db", dsn, "--students", strconv.Itoa(each))
	command.Env = ownEnvironment()
	output, err := command.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return nil, fmt.Errorf("seeding: %w: %s", err, exit.Stderr)
		}
		return nil, err
	}
	var fixture struct {
		People []person `json:"people"`
	}
	if err := json.Unmarshal(output, &fixture); err != nil {
		return nil, err
	}
	return fixture.People, nil
}
