package main

import (
	"context"
	"errors"
	"fmt"
)

type benchCommand struct {
	siteFlags
	roundFlags
	connectionFlags
	Postgres bool `help:"Measure answers on PostgreSQL too."`
}

// Validate refuses what would take for ever, or more than the machine has.
func (cmd benchCommand) Validate() error {
	return errors.Join(cmd.roundFlags.check(), cmd.connectionFlags.check())
}

// bench is everything that runs while it is measured.
type bench struct {
	benchCommand
	items   []string // of the first stage, in the order in which they are asked
	runners map[string]*runner
	order   []string
	closing []func() error
}

// runner is one of those that are measured in turn, in things a second.
type runner struct {
	figure
	measure func(context.Context) (float64, error)
}

// Run measures every runner once a round and prints rates and ratios.
func (cmd benchCommand) Run(ctx context.Context, out printer) (err error) {
	ctx, cancel := cmd.within(ctx)
	defer cancel()
	b := &bench{benchCommand: cmd, runners: map[string]*runner{}}
	defer func() { err = errors.Join(err, b.close()) }()
	if err := b.enlist(ctx); err != nil {
		return err
	}
	for range cmd.Rounds {
		for _, name := range b.order {
			rate, err := b.runners[name].measure(ctx)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			b.runners[name].add(rate)
		}
	}
	return b.print(out)
}

// print tells the rates, and their ratios to the yardsticks.
func (b *bench) print(out printer) error {
	var rates []figure
	for _, name := range b.order {
		rates = append(rates, b.runners[name].figure)
	}
	if err := printFigures(out, fmt.Sprintf("A second, at %d connections", b.Connections), rates); err != nil {
		return err
	}
	ratios := []figure{
		b.ratio(grouped, greeting, "durable answers / hello", ">= 0.08, stretch 0.25"),
		b.ratio(grouped, oneByOne, "answers in groups / one by one", ">= 2.5"),
		b.ratio(questions, alone, "a question / rendered alone", ">= 0.7, stretch 2"),
		b.ratio(grouped, disk, "answers / the disk's syncs", ""),
		b.ratio(single, disk, "answers of 1 connection / the disk's syncs", ""),
	}
	if b.Postgres {
		ratios = append(ratios, b.ratio(onPostgres, grouped, "answers, PostgreSQL / SQLite", ">= 0.45"))
	}
	return printFigures(out, "Ratios", ratios)
}

func (b *bench) ratio(measured, yardstick, name, goal string) figure {
	return b.runners[measured].over(b.runners[yardstick].figure, name, goal)
}

// close ends what was started, the last first.
func (b *bench) close() error {
	var failed []error
	for i := len(b.closing) - 1; i >= 0; i-- {
		failed = append(failed, b.closing[i]())
	}
	return errors.Join(failed...)
}
