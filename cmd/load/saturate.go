package main

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// flow is what came of many who asked at once, as quickly as they could.
type flow struct {
	rate float64 // a second
	took []time.Duration
}

// saturate lets every browser ask over and over again for a while, each counting
// its own turns.
func saturate(ctx context.Context, browsers []*browser, window time.Duration, ask func(b *browser, turn int) error) (flow, error) {
	took, failed := make([][]time.Duration, len(browsers)), make([]error, len(browsers))
	began := time.Now()
	var wait sync.WaitGroup
	for i, b := range browsers {
		wait.Go(func() {
			for turn := i; time.Since(began) < window && ctx.Err() == nil; turn++ {
				asked := time.Now()
				if failed[i] = ask(b, turn); failed[i] != nil {
					return
				}
				took[i] = append(took[i], time.Since(asked))
			}
		})
	}
	wait.Wait()
	all := flow{}
	for _, one := range took {
		all.took = append(all.took, one...)
	}
	all.rate = float64(len(all.took)) / time.Since(began).Seconds()
	return all, errors.Join(errors.Join(failed...), ctx.Err())
}

// visitors opens so many browsers.
func visitors(ctx context.Context, base string, n int) ([]*browser, error) {
	all := make([]*browser, n)
	for i := range all {
		var err error
		if all[i], err = newBrowser(ctx, base); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// asking gets one path over and over again, and takes nothing but 200.
func asking(path string, htmx bool) func(*browser, int) error {
	return func(b *browser, _ int) error {
		if err := b.send("GET", path, "", htmx); err != nil {
			return err
		}
		return b.expect(path)
	}
}

// sittingDown lets visitors begin the quiz: nobody has to sign in for it.
func sittingDown(ctx context.Context, base string, n int) ([]*sitting, error) {
	browsers, err := visitors(ctx, base, n)
	if err != nil {
		return nil, err
	}
	all := make([]*sitting, n)
	for i, b := range browsers {
		all[i] = &sitting{browser: b}
		if err := all[i].begin(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// answering is how many answers a second the site takes over so many
// connections. Each goes through the whole first stage for one visitor after the
// other, because one session may not answer without end.
func answering(ctx context.Context, base string, items []string, connections, visitors int) (float64, error) {
	waiting, err := sittingDown(ctx, base, visitors)
	if err != nil {
		return 0, err
	}
	failed := make([]error, connections)
	var next atomic.Int64
	var wait sync.WaitGroup
	began := time.Now()
	for i := range connections {
		wait.Go(func() {
			for n := next.Add(1); n <= int64(visitors) && failed[i] == nil; n = next.Add(1) {
				failed[i] = waiting[n-1].answerAll(items)
			}
		})
	}
	wait.Wait()
	rate := float64(visitors*len(items)) / time.Since(began).Seconds()
	for _, s := range waiting {
		s.close()
	}
	return rate, errors.Join(errors.Join(failed...), ctx.Err())
}

// answerAll answers the questions in their order; each answer has to bring the
// next one, or lead on.
func (s *sitting) answerAll(items []string) error {
	for i, item := range items {
		if err := s.tap(item, ratings[i%len(ratings)]); err != nil {
			return err
		}
		if s.reply.Header.Peek("HX-Push-Url") == nil && s.reply.Header.Peek("HX-Redirect") == nil {
			return errNowhere
		}
	}
	return nil
}
