package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// tick is the unit in which Linux counts a process's time.
const tick = 10 * time.Millisecond

// cpu is how long the program has run on a core so far.
func (p *program) cpu() (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.command.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("the time of a process can be read on Linux only: %w", err)
	}
	// The name, in brackets, may hold blanks: the fields are counted after it.
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0, fmt.Errorf("the time of a process cannot be read from %q", text)
	}
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick, err
}

// memory is how many MiB the program holds.
func (p *program) memory() (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("the memory of a process can be read on Linux only: %w", err)
	}
	_, rest, _ := strings.Cut(string(text), "VmRSS:")
	kib, err := strconv.ParseFloat(strings.TrimSpace(strings.SplitN(rest, "kB", 2)[0]), 64)
	return kib / 1024, err
}

// The program works a while after its start, for the page that tells how fair the
// quiz is; it is at rest when it has hardly used a core for so long.
const (
	quiet      = 500 * time.Millisecond
	settlesFor = time.Minute
)

// settle waits until the program is at rest.
func (p *program) settle(ctx context.Context) error {
	before, err := p.cpu()
	for end := time.Now().Add(settlesFor); err == nil && time.Now().Before(end); {
		if err := pause(ctx, quiet); err != nil {
			return err
		}
		var now time.Duration
		if now, err = p.cpu(); now-before <= tick {
			return err
		}
		before = now
	}
	return err
}

// pause waits, but no longer than ctx lasts.
func pause(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
