package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

type lessonCommand struct {
	siteFlags
	Pupils []int         `help:"How many pupils, lesson by lesson." default:"30,150"`
	Think  time.Duration `help:"How long a pupil thinks about a question, give or take a quarter." default:"1.7s"`
	Arrive int           `help:"How many pupils join at the same time." default:"30"`
	Pages  int           `help:"How many live pages are opened besides, for their memory." default:"200"`
	DB     string        `help:"Database to measure on: ${enum}." enum:"sqlite,postgres" default:"sqlite"`
	Dice   uint64        `help:"Seed of what the pupils answer." default:"1"`
	Limit  time.Duration `help:"End after so long, whatever happens." default:"20m"`
}

// mostPages is how many live pages this machine may be asked for.
const mostPages = 500

// Validate refuses what could not end well.
func (cmd lessonCommand) Validate() error {
	if cmd.Pages < 1 || cmd.Pages > mostPages {
		return fmt.Errorf("--pages is 1 to %d", mostPages)
	}
	return waveCommand{Pupils: cmd.Pupils, Think: cmd.Think, Arrive: cmd.Arrive}.Validate()
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
	all, err := room.fill(ctx, hello, cmd.Think, cmd.Dice)
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

// fill makes the pupils, who have not joined yet.
func (r *room) fill(ctx context.Context, hello *program, think time.Duration, dice uint64) ([]*pupil, error) {
	all := make([]*pupil, r.pupils)
	for i := range all {
		p := &pupil{think: think, dice: rand.New(rand.NewPCG(dice, uint64(i)))}
		var err error
		if p.browser, err = newBrowser(ctx, r.base.String()); err != nil {
			return nil, err
		}
		if p.hello, err = newBrowser(ctx, hello.base); err != nil {
			return nil, err
		}
		all[i] = p
	}
	return all, nil
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
