package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"

	"pathways/quizzes"
)

// pupil signs in, takes the quiz and looks at the result. Beside each answer the
// yardstick is asked too, so that both meet the same machine at the same moment.
type pupil struct {
	person
	sitting
	hello    *browser
	dice     *rand.Rand
	think    time.Duration
	signedIn time.Duration // how long signing in took
	joined   time.Time     // when a seat was theirs, in a lesson by the code
	samples  []sample
	refused  int // answers that were not acknowledged at once
	err      error
}

// sample is one answer as the pupil felt it, and the yardstick beside it.
type sample struct {
	at            time.Time
	answer, hello time.Duration
	bytes         int
}

// What pupils do besides: one answer in so many is tapped twice, and one is "I
// don't know what this is". No quiz has more screens.
const (
	doubleTaps  = 10
	notKnown    = 15
	mostScreens = 80
	sectors     = 5
)

// again is how long the page waits each time before it sends an answer that was
// not taken once more.
var again = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second}

// signIn signs in and opens the first question.
func (p *pupil) signIn() error {
	began := time.Now()
	if err := p.get("/sign-in"); err != nil {
		return err
	}
	if _, err := p.post("/sign-in", url.Values{"name": {p.UserName}, "password": {p.Password}}); err != nil {
		return err
	}
	p.signedIn = time.Since(began)
	if _, err := p.follow("/quiz"); err != nil {
		return err
	}
	return p.begin()
}

// takeQuiz goes from the first question to the result.
func (p *pupil) takeQuiz(ctx context.Context) error {
	// Nobody reads the first question exactly as long as everybody else.
	err := pause(ctx, time.Duration(p.dice.Float64()*float64(p.think)))
	for range mostScreens {
		if err != nil {
			return err
		}
		switch {
		case strings.HasPrefix(p.at, "/quiz/questions/"):
			err = p.answer(ctx)
		case p.at == "/quiz/choice":
			err = p.choose([]string{"none", "healthcare-science", "pharma-manufacturing"}[p.dice.IntN(3)])
		case strings.HasPrefix(p.at, "/results/"):
			return p.look()
		default:
			err = fmt.Errorf("the quiz led to %s", p.at)
		}
	}
	return errors.New("the quiz never ends")
}

// answer thinks, answers, now and then taps twice, and moves on.
func (p *pupil) answer(ctx context.Context) error {
	if err := pause(ctx, p.think*3/4+time.Duration(p.dice.Float64()*float64(p.think)/2)); err != nil {
		return err
	}
	item, rating := p.item, quizzes.Rating(p.dice.IntN(5)-2)
	if p.dice.IntN(notKnown) == 0 {
		rating = quizzes.Unknown
	}
	if err := p.insist(ctx, item, rating); err != nil {
		return err
	}
	if p.dice.IntN(doubleTaps) == 0 && p.reply.Header.Peek("HX-Redirect") == nil {
		if err := p.insist(ctx, item, rating); err != nil {
			return err
		}
	}
	return p.moveOn()
}

// insist sends an answer again, as the page does, until it is acknowledged.
func (p *pupil) insist(ctx context.Context, item string, rating quizzes.Rating) error {
	err := p.timed(item, rating)
	for _, wait := range again {
		if err == nil {
			break
		}
		p.refused++
		p.close()
		if err := pause(ctx, wait); err != nil {
			return err
		}
		err = p.timed(item, rating)
	}
	return err
}

// timed taps, with the yardstick before or after it in turn.
func (p *pupil) timed(item string, rating quizzes.Rating) error {
	var s sample
	var err error
	first := len(p.samples)%2 == 0
	if first {
		s.hello, err = p.greet()
	}
	if err == nil {
		s.at = time.Now()
		err = p.tap(item, rating)
		s.answer, s.bytes = time.Since(s.at), p.bytes
	}
	if !first && err == nil {
		s.hello, err = p.greet()
	}
	if err == nil {
		p.samples = append(p.samples, s)
	}
	return err
}

func (p *pupil) greet() (time.Duration, error) {
	began := time.Now()
	err := p.hello.get("/hello")
	return time.Since(began), err
}

// look checks that the page at hand is the result: all five sectors are on it.
func (p *pupil) look() error {
	page, err := p.text()
	if err != nil {
		return err
	}
	if n := bytes.Count(page, []byte(`class="rank__name"`)); n != sectors {
		return fmt.Errorf("the result shows %d sectors", n)
	}
	p.told.finished = true
	return nil
}
