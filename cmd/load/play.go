package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// lesson is how a wave of pupils goes.
type lesson struct {
	pupils int
	think  time.Duration
	arrive int // how many sign in at the same time
	dice   uint64
}

// play lets the pupils sign in, class by class, and when all sit lets them take
// the quiz. It returns them with what they were told.
func (l lesson) play(ctx context.Context, at *school, hello *program) ([]*pupil, error) {
	if len(at.pupils) < l.pupils {
		return nil, fmt.Errorf("%d can sign in, not %d", len(at.pupils), l.pupils)
	}
	all, err := newPupils(ctx, at.base, hello, l.pupils, l.think, l.dice)
	if err != nil {
		return nil, err
	}
	for i, p := range all {
		p.person = at.pupils[i]
	}
	door := make(chan struct{}, l.arrive)
	each(all, func(p *pupil) {
		door <- struct{}{}
		defer func() { <-door }()
		p.err = p.signIn()
	})
	each(all, func(p *pupil) {
		if p.err == nil {
			p.err = p.takeQuiz(ctx)
		}
		p.close()
		p.hello.close()
	})
	return all, ctx.Err()
}

// each does something for all pupils at once and waits for the last.
func each(all []*pupil, do func(*pupil)) {
	var wait sync.WaitGroup
	for _, p := range all {
		wait.Go(func() { do(p) })
	}
	wait.Wait()
}
