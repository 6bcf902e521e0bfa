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
	Attempts int `help:"How many finished attempts are in the big database." default:"1000000"`
}

// Validate refuses what would take for ever.
func (cmd startCommand) Validate() error {
	if cmd.Attempts < 1 || cmd.Attempts > mostAttempts {
		return fmt.Errorf("--attempts is 1 to %d", mostAttempts)
	}
	return cmd.check()
}

// mostAttempts are a gigabyte.
const mostAttempts = 5_000_000

// Run measures starts on an empty and on a big database, in turn.
func (cmd startCommand) Run(ctx context.Context, out printer) (err error) {
	ctx, cancel := cmd.within(ctx)
	defer cancel()
	var stores [2]*store
	for i := range stores {
		kept, err := newStore("sqlite")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, kept.gone()) }()
		stores[i] = kept
	}
	began := time.Now()
	size, err := fill(ctx, stores[1].dsn, cmd.Attempts)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d finished attempts took %.0f MiB, %.0f bytes each, and were made in %.0f s\n",
		cmd.Attempts, float64(size)/(1<<20), float64(size)/float64(cmd.Attempts), time.Since(began).Seconds())

	starts := [2]figure{{name: "an empty start to the first page", format: "%.0f ms"}, {name: "a start on the big database", format: "%.0f ms"}}
	memory := [2]figure{{name: "memory at rest, empty", format: "%.1f MiB", goal: "<= 45"}, {name: "memory at rest, big", format: "%.1f MiB", goal: "<= 45"}}
	for range cmd.Rounds {
		for i, kept := range stores {
			took, mib, err := cmd.once(ctx, kept.dsn)
			if err != nil {
				return err
			}
			starts[i].add(took)
			memory[i].add(mib)
		}
	}
	return printFigures(out, "Starts", []figure{
		starts[0], starts[1], starts[1].over(starts[0], "big / empty", "<= 2"), memory[0], memory[1],
	})
}

// once starts the program, takes the time to its first page and, when it is at
// rest, its memory.
func (cmd startCommand) once(ctx context.Context, dsn string) (took, memory float64, err error) {
	began := time.Now()
	running, err := cmd.serve(ctx, dsn)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, running.end()) }()
	visitor, err := newBrowser(ctx, running.base)
	if err != nil {
		return 0, 0, err
	}
	defer visitor.close()
	if _, err := visitor.follow("/"); err != nil {
		return 0, 0, err
	}
	took = time.Since(began).Seconds() * 1000
	if err := running.settle(ctx); err != nil {
		return 0, 0, err
	}
	memory, err = running.memory()
	return took, memory, err
}
