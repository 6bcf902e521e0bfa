package main

import (
	"context"
	"errors"
	"slices"
	"time"
)

type waveCommand struct {
	siteFlags
	pupilFlags
	Pupils []int `help:"How many pupils, wave by wave." default:"30,300"`
}

// Validate refuses what could not end well.
func (cmd waveCommand) Validate() error { return cmd.check(cmd.Pupils) }

// Run plays every wave on one site and fails when an answer failed, was lost or
// doubled.
func (cmd waveCommand) Run(ctx context.Context, out printer) (err error) {
	ctx, cancel := context.WithTimeout(ctx, cmd.Limit)
	defer cancel()
	hello, err := yardstick(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, hello.end()) }()
	at, err := cmd.open(ctx, cmd.DB, slices.Max(cmd.Pupils), cmd.serve)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, at.close()) }()
	if err := at.settle(ctx); err != nil {
		return err
	}
	var waves []wave
	for _, pupils := range cmd.Pupils {
		w, err := cmd.wave(ctx, at, hello, pupils)
		if err != nil {
			return err
		}
		if err := w.print(out); err != nil {
			return err
		}
		waves = append(waves, w)
	}
	return summary(out, waves)
}

// wave is what one wave came to.
type wave struct {
	tally
	pupils, errors int
	kind           string
	think          time.Duration
	signIns        []time.Duration
	rounds         [waveRounds]part
}

// waveRounds cuts the answering into parts of the same length: each is measured
// beside the yardstick as it was at that time.
const waveRounds = 3

// part is one round of a wave.
type part struct {
	answers, hellos []time.Duration
	bytes           int
	took            time.Duration
}

func (cmd waveCommand) wave(ctx context.Context, at *school, hello *program, pupils int) (wave, error) {
	w := wave{pupils: pupils, kind: cmd.DB, think: cmd.Think}
	all, err := lesson{pupils, cmd.Think, cmd.Arrive, cmd.Dice}.play(ctx, at, hello)
	if err != nil {
		return w, err
	}
	if w.tally, err = count(ctx, at.dsn, all); err != nil {
		return w, err
	}
	for _, p := range all {
		w.errors += p.refused
		if p.err != nil {
			w.errors++
			w.wrong("%s: %v", p.UserName, p.err)
		}
		w.signIns = append(w.signIns, p.signedIn)
	}
	w.cut(all)
	return w, nil
}

// cut puts the samples into their rounds.
func (w *wave) cut(all []*pupil) {
	var first, last time.Time
	for _, p := range all {
		for _, s := range p.samples {
			if first.IsZero() || s.at.Before(first) {
				first = s.at
			}
			if s.at.After(last) {
				last = s.at
			}
		}
	}
	length := last.Sub(first)/waveRounds + 1
	for _, p := range all {
		for _, s := range p.samples {
			round := &w.rounds[s.at.Sub(first)/length]
			round.answers, round.hellos = append(round.answers, s.answer), append(round.hellos, s.hello)
			round.bytes += s.bytes
			round.took = length
		}
	}
}
