package main

import (
	"context"
	"os"

	"pathways/quizzes"
)

// Those that are measured in turn.
const (
	greeting   = "hello"
	alone      = "a question rendered alone"
	questions  = "a question of the site"
	grouped    = "answers, saved in groups"
	oneByOne   = "answers, saved one by one"
	single     = "answers of 1 connection"
	disk       = "the disk's syncs"
	onPostgres = "answers on PostgreSQL"
)

// enlist starts what is measured, and says how.
func (b *bench) enlist(ctx context.Context) error {
	hello, err := yardstick(ctx)
	if err != nil {
		return err
	}
	b.closing = append(b.closing, hello.end)
	if b.items, err = firstStage(); err != nil {
		return err
	}
	b.add(greeting, b.asked(hello, "/hello"))
	b.add(alone, b.asked(hello, "/question"))
	return b.enlistSites(ctx)
}

// enlistSites starts a site for each way to save an answer.
func (b *bench) enlistSites(ctx context.Context) error {
	at, err := b.school(ctx, "sqlite", b.serve)
	if err != nil {
		return err
	}
	reading, err := b.reading(ctx, at)
	if err != nil {
		return err
	}
	b.add(questions, reading)
	b.add(grouped, b.answered(at, b.Connections))
	b.add(single, b.answered(at, 1))
	b.add(disk, func(context.Context) (float64, error) { return syncs(b.Window) })
	if at, err = b.school(ctx, "sqlite", ungrouped); err != nil {
		return err
	}
	b.add(oneByOne, b.answered(at, b.Connections))
	if !b.Postgres {
		return nil
	}
	if at, err = b.school(ctx, "postgres", b.serve); err != nil {
		return err
	}
	b.add(onPostgres, b.answered(at, b.Connections))
	return nil
}

func (b *bench) add(name string, measure func(context.Context) (float64, error)) {
	b.order = append(b.order, name)
	b.runners[name] = &runner{figure{name: name, format: "%.0f"}, measure}
}

// school starts a site on a new database, and waits until it is at rest.
func (b *bench) school(ctx context.Context, kind string, serve server) (*school, error) {
	at, err := b.open(ctx, kind, 0, serve)
	if err != nil {
		return nil, err
	}
	b.closing = append(b.closing, at.close)
	return at, at.settle(ctx)
}

// ungrouped serves the site with a commit for each answer.
func ungrouped(ctx context.Context, dsn string) (*program, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return launch(ctx, self, "site", "--db", dsn, "--largest-group", "1")
}

// asked measures how often a path can be got.
func (b *bench) asked(p *program, path string) func(context.Context) (float64, error) {
	return func(ctx context.Context) (float64, error) {
		browsers, err := visitors(ctx, p.base, b.Connections)
		if err != nil {
			return 0, err
		}
		got, err := saturate(ctx, browsers, b.Window, asking(path, false))
		for _, one := range browsers {
			one.close()
		}
		return got.rate, err
	}
}

// reading measures how often a question is got by visitors in the middle of the quiz.
func (b *bench) reading(ctx context.Context, at *school) (func(context.Context) (float64, error), error) {
	sitting, err := sittingDown(ctx, at.base, b.Connections)
	if err != nil {
		return nil, err
	}
	var browsers []*browser
	for _, s := range sitting {
		if err := s.answerAll(b.items[:len(b.items)/2]); err != nil {
			return nil, err
		}
		browsers = append(browsers, s.browser)
	}
	return func(ctx context.Context) (float64, error) {
		got, err := saturate(ctx, browsers, b.Window, asking("/quiz/questions/2", true))
		return got.rate, err
	}, nil
}

// fewestVisitors is how many take the quiz when they do so one after the other.
const fewestVisitors = 16

// answered measures durable answers: two visitors a connection, one after the other.
func (b *bench) answered(at *school, connections int) func(context.Context) (float64, error) {
	return func(ctx context.Context) (float64, error) {
		return answering(ctx, at.base, b.items, connections, max(2*connections, fewestVisitors))
	}
}

// firstStage lists the questions of the full quiz in their order.
func firstStage() ([]string, error) {
	quiz, err := newestQuiz()
	if err != nil {
		return nil, err
	}
	var items []string
	for _, item := range quiz.Items {
		if item.Stage == 1 {
			items = append(items, item.ID)
		}
	}
	return items, nil
}

// ratings are what is answered where it does not matter.
var ratings = []quizzes.Rating{2, -2, 1, -1, 0}
