package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

type lessonCommand struct {
	siteFlags
	pupilFlags
	Pupils []int `help:"How many pupils, lesson by lesson." default:"30,150"`
	Pages  int   `help:"How many live pages are opened besides, for their memory." default:"200"`
}

// mostPages is how many live pages this machine may be asked for.
const mostPages = 500

// Validate refuses what could not end well.
func (cmd lessonCommand) Validate() error {
	if cmd.Pages < 1 || cmd.Pages > mostPages {
		return fmt.Errorf("--pages is 1 to %d", mostPages)
	}
	return cmd.check(cmd.Pupils)
}

// Run gives one lesson after the other and fails when an answer failed, was lost
// or doubled, or when the teacher did not see a pupil.
func (cmd lessonCommand) Run(ctx context.Context, out printer) (err error) {
	ctx, cancel := context.WithTimeout(ctx, cmd.Limit)
	defer cancel()
	hello, err := yardstick(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, hello.end()) }()
	metrics, err := freeAddress()
	if err != nil {
		return err
	}
	at, err := cmd.open(ctx, cmd.DB, 1, func(ctx context.Context, dsn string) (*program, error) {
		return launch(ctx, cmd.Program, "serve", "--addr", "127.0.0.1:0", "--metrics-addr", metrics, "--db", dsn)
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, at.close()) }()
	if err := at.settle(ctx); err != nil {
		return err
	}
	for _, pupils := range cmd.Pupils {
		if err := cmd.lesson(ctx, out, at, hello, pupils); err != nil {
			return err
		}
	}
	room, err := openRoom(ctx, at, 1)
	if err != nil {
		return err
	}
	grown, err := room.pagesMemory(ctx, cmd.Pages, metrics)
	if err != nil {
		return err
	}
	return printFigures(out, "Live pages", []figure{grown.named(fmt.Sprintf("memory of %d live pages", cmd.Pages), "%.1f MB").aim("<= 20")})
}

// lesson gives one lesson and prints what it came to.
func (cmd lessonCommand) lesson(ctx context.Context, out printer, at *school, hello *program, pupils int) error {
	room, err := openRoom(ctx, at, pupils)
	if err != nil {
		return err
	}
	watched, err := room.watch(ctx, hello)
	if err != nil {
		return err
	}
	all, err := newPupils(ctx, at.base, hello, pupils, cmd.Think, cmd.Dice)
	if err != nil {
		return err
	}
	room.run(ctx, all, cmd.Arrive)
	if err := watched.wait(ctx, pupils); err != nil {
		return err
	}
	watched.end()
	kept, err := count(ctx, at.dsn, all)
	if err != nil {
		return err
	}
	finished, err := room.finishedInTheFile()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.err != nil {
			kept.lose("%s: %v", p.UserName, p.err)
		}
	}
	if err := errors.Join(watched.own.err, watched.board.err); err != nil {
		kept.lose("the teacher's window: %v", err)
	}
	joins, ends := watched.delays(all)
	if unseen := 2*pupils - len(joins) - len(ends); unseen > 0 {
		kept.lose("%d joins or finishes were not seen by the teacher", unseen)
	}
	if finished != pupils {
		kept.lose("the file of results has %d who finished", finished)
	}
	title := fmt.Sprintf("A lesson of %d pupils on %s: %d answers, %d lost, %d doubled", pupils, cmd.DB, kept.answers, kept.lost, kept.doubled)
	if err := printFigures(out, title, watched.figures(joins, ends)); err != nil {
		return err
	}
	if kept.lost+kept.doubled > 0 {
		return errors.New(strings.Join(kept.problems, "; "))
	}
	return nil
}

// run lets the pupils join, so many at a time, and each take the quiz at once.
func (r *room) run(ctx context.Context, all []*pupil, arrive int) {
	door := make(chan struct{}, arrive)
	seats := make(chan string, len(r.seats))
	for _, seat := range r.seats {
		seats <- seat
	}
	each(all, func(p *pupil) {
		door <- struct{}{}
		p.err = p.join(r.code, <-seats)
		<-door
		if p.err == nil {
			p.err = p.takeQuiz(ctx)
		}
		p.close()
		p.hello.close()
	})
}
