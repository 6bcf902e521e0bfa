package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// program is a process that this one started: the site, or a yardstick.
type program struct {
	ctx     context.Context // when it is over, so is the program
	command *exec.Cmd
	base    string       // the address that it printed
	said    bytes.Buffer // its errors, to be read when it has ended
}

// endsWithin is how long a program may take to end after it was told to.
const endsWithin = 12 * time.Second

// launch starts a program and waits until it prints the address where it serves.
// It ends with ctx, or by end.
func launch(ctx context.Context, path string, args ...string) (*program, error) {
	p := &program{ctx: ctx, command: exec.CommandContext(ctx, path, args...)}
	p.command.Cancel = func() error { return p.command.Process.Signal(syscall.SIGTERM) }
	p.command.WaitDelay = endsWithin
	p.command.Env = ownEnvironment()
	p.command.Stderr = &p.said
	output, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewReader(output)
	first, err := lines.ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s did not start", path), p.end())
	}
	go io.Copy(io.Discard, lines) //nolint:errcheck // it ends with the program
	words := strings.Fields(first)
	p.base = words[len(words)-1]
	return p, nil
}

// ownEnvironment is ours without settings of the program, which come as flags.
func ownEnvironment() []string {
	var kept []string
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "PATHWAYS_") {
			kept = append(kept, pair)
		}
	}
	return kept
}

// end tells the program to stop and waits until it has. One that had ended by
// itself, or did not end well, is an error with what it said.
func (p *program) end() error {
	over := p.command.Process.Signal(syscall.SIGTERM)
	err := errors.Join(over, p.command.Wait())
	if err == nil || p.ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("%s: %w\n%s", p.command.Path, err, p.said.String())
}

// yardstick starts this program again, as the plainest site there is.
func yardstick(ctx context.Context) (*program, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return launch(ctx, self, "hello")
}
