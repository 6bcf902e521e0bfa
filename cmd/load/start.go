package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type startCommand struct {
	siteFlags
	roundFlags
	Attempts int           `help:"How many finished attempts are in the big database." default:"1000000"`
	Rest     time.Duration `help:"How long the program rests before its memory is read. Go gives back what it does not need within two minutes." default:"3m"`
}

// mostAttempts are a gigabyte.
const mostAttempts = 5_000_000

// Validate refuses what would take for ever.
func (cmd startCommand) Validate() error {
	if cmd.Attempts < 1 || cmd.Attempts > mostAttempts {
		return fmt.Errorf("--attempts is 1 to %d", mostAttempts)
	}
	return cmd.check()
}

// Run measures starts on an empty and on a big database, in turn, and then the
// memory of both.
func (cmd startCommand) Run(ctx context.Context, out printer) (err error) {
	ctx, cancel := cmd.within(ctx)
	defer cancel()
	var stores [2]*store
	for i := range stores {
		if stores[i], err = newStore("sqlite"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, stores[i].gone()) }()
	}
	if err := cmd.fill(ctx, out, stores[1]); err != nil {
		return err
	}
	starts, err := cmd.starts(ctx, stores)
	if err != nil {
		return err
	}
	memory, err := cmd.memory(ctx, stores)
	if err != nil {
		return err
	}
	return printFigures(out, "Starts and memory", []figure{
		starts[0].named("an empty start to the first page", "%.0f ms"), starts[1].named("a start on the big database", "%.0f ms"),
		starts[1].over(starts[0], "big / empty", "<= 2"), memory[0], memory[1],
	})
}

// fill makes the big database and tells how big it is.
func (cmd startCommand) fill(ctx context.Context, out printer, kept *store) error {
	began := time.Now()
	size, err := fill(ctx, kept.dsn, cmd.Attempts)
	fmt.Fprintf(out, "%d finished attempts and their pupils took %.0f MiB, %.0f bytes each, and were made in %.0f s\n",
		cmd.Attempts, float64(size)/(1<<20), float64(size)/float64(cmd.Attempts), time.Since(began).Seconds())
	return err
}

// starts measures from the start of the program to its first page.
func (cmd startCommand) starts(ctx context.Context, stores [2]*store) (starts [2]figure, err error) {
	for range cmd.Rounds {
		for i, kept := range stores {
			began := time.Now()
			running, err := cmd.opened(ctx, kept)
			if err != nil {
				return starts, err
			}
			starts[i].add(time.Since(began).Seconds() * 1000)
			if err := errors.Join(running.settle(ctx), running.end()); err != nil {
				return starts, err
			}
		}
	}
	return starts, nil
}

// memory lets both rest at the same time and reads what they hold.
func (cmd startCommand) memory(ctx context.Context, stores [2]*store) (memory [2]figure, err error) {
	names := [2]string{"memory at rest, empty", "memory at rest, big"}
	var running [2]*program
	for i, kept := range stores {
		if running[i], err = cmd.opened(ctx, kept); err != nil {
			return memory, err
		}
		defer func() { err = errors.Join(err, running[i].end()) }()
	}
	if err := pause(ctx, cmd.Rest); err != nil {
		return memory, err
	}
	for i, p := range running {
		mib, err := p.memory()
		if err != nil {
			return memory, err
		}
		memory[i] = figure{name: names[i], format: "%.1f MiB", goal: "<= 45"}
		memory[i].add(mib)
	}
	return memory, nil
}

// opened starts the program and opens its first page.
func (cmd startCommand) opened(ctx context.Context, kept *store) (*program, error) {
	running, err := cmd.serve(ctx, kept.dsn)
	if err != nil {
		return nil, err
	}
	visitor, err := newBrowser(ctx, running.base)
	if err != nil {
		return nil, errors.Join(err, running.end())
	}
	defer visitor.close()
	if _, err := visitor.follow("/"); err != nil {
		return nil, errors.Join(err, running.end())
	}
	return running, nil
}
