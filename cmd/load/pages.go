package main

import (
	"context"
	"errors"
)

type pagesCommand struct {
	siteFlags
	roundFlags
	connectionFlags
}

// Validate refuses what would take for ever, or more than the machine has.
func (cmd pagesCommand) Validate() error {
	return errors.Join(cmd.roundFlags.check(), cmd.connectionFlags.check())
}

// walk is where a pupil goes, besides the quiz.
var walk = []string{
	"/", "/quiz", "/quiz/questions/1", "/sectors", "/sectors/healthcare-science", "/roles", "/roles/podiatrist",
	"/search?q=blood", "/employers",
}

// Run draws pages and parts at once, then lets pupils walk from page to page.
func (cmd pagesCommand) Run(ctx context.Context, out printer) (err error) {
	ctx, cancel := cmd.within(ctx)
	defer cancel()
	hello, err := yardstick(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, hello.end()) }()
	at, err := cmd.open(ctx, "sqlite", 0, cmd.serve)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, at.close()) }()
	if err := at.settle(ctx); err != nil {
		return err
	}
	if err := cmd.mix(ctx, out, at.program, hello); err != nil {
		return err
	}
	return cmd.cost(ctx, out, at.program, hello)
}

// readers are browsers of visitors who have begun the quiz.
func readers(ctx context.Context, base string, n int) ([]*browser, error) {
	sitting, err := sittingDown(ctx, base, n)
	var browsers []*browser
	for _, s := range sitting {
		browsers = append(browsers, s.browser)
	}
	return browsers, err
}
