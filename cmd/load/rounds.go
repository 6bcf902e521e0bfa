package main

import (
	"context"
	"fmt"
	"time"
)

// roundFlags are the settings of everything that is measured in turn.
type roundFlags struct {
	Rounds int           `help:"How often everything is measured, in turn." default:"3"`
	Limit  time.Duration `help:"End after so long, whatever happens." default:"20m"`
}

const (
	mostRounds      = 20
	mostConnections = 256
)

// check refuses what would take for ever.
func (f roundFlags) check() error {
	if f.Rounds < 1 || f.Rounds > mostRounds {
		return fmt.Errorf("--rounds is 1 to %d", mostRounds)
	}
	return nil
}

// within ends everything when the limit is reached.
func (f roundFlags) within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, f.Limit)
}

// connectionFlags say how much is asked at once, and for how long.
type connectionFlags struct {
	Connections int           `help:"How many ask at once." default:"64"`
	Window      time.Duration `help:"How long each is asked in a round." default:"2s"`
}

// check refuses what the machine could not carry.
func (f connectionFlags) check() error {
	if f.Connections < 1 || f.Connections > mostConnections || f.Window <= 0 || f.Window > time.Minute {
		return fmt.Errorf("--connections is 1 to %d, and --window up to a minute", mostConnections)
	}
	return nil
}
