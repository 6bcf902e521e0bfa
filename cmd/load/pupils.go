package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"
)

// pupilFlags are the settings of everything that lets pupils take the quiz.
type pupilFlags struct {
	Think  time.Duration `help:"How long a pupil thinks about a question, give or take a quarter. Under 1.6s the quiz takes it for rushing and asks no second stage." default:"1.7s"`
	Arrive int           `help:"How many pupils come in at the same time." default:"30"`
	DB     string        `help:"Database to measure on: ${enum}." enum:"sqlite,postgres" default:"sqlite"`
	Dice   uint64        `help:"Seed of what the pupils answer." default:"1"`
	Limit  time.Duration `help:"End after so long, whatever happens." default:"20m"`
}

// What pupils may ask of the machine.
const (
	mostPupils   = 2000
	longestThink = 20 * time.Second
	mostArrivals = 500
)

// check refuses what could not end well, for each number of pupils.
func (f pupilFlags) check(numbers []int) error {
	for _, pupils := range numbers {
		if pupils < 1 || pupils > mostPupils {
			return fmt.Errorf("--pupils %d: give 1 to %d", pupils, mostPupils)
		}
	}
	if f.Think < 0 || f.Think > longestThink || f.Arrive < 1 || f.Arrive > mostArrivals {
		return fmt.Errorf("--think is 0s to %v, and --arrive 1 to %d", longestThink, mostArrivals)
	}
	return nil
}

// newPupils makes so many pupils, each with a browser and the yardstick beside it,
// and dice of their own.
func newPupils(ctx context.Context, base string, hello *program, n int, think time.Duration, dice uint64) ([]*pupil, error) {
	all := make([]*pupil, n)
	for i := range all {
		p := &pupil{think: think, dice: rand.New(rand.NewPCG(dice, uint64(i)))}
		var err error
		if p.browser, err = newBrowser(ctx, base); err != nil {
			return nil, err
		}
		if p.hello, err = newBrowser(ctx, hello.base); err != nil {
			return nil, err
		}
		all[i] = p
	}
	return all, nil
}
