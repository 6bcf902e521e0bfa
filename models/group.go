package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

var errStopped = errors.New("the database is being closed")

// groupWriter saves answers on SQLite. One goroutine takes all that wait, puts
// them into one transaction with one sync to the disk, and only then tells the
// callers. No timer: whoever comes first is not kept waiting for others.
type groupWriter struct {
	db      *sql.DB
	counts  *Counts
	largest int // how many answers one commit keeps
	waiting chan request
	closing chan struct{}
	done    chan struct{}
	once    sync.Once
}

type request struct {
	saving
	answered chan error
}

const (
	largestGroup = 256
	groupLimit   = 10 * time.Second
)

func newGroupWriter(db *sql.DB, counts *Counts, largest int) *groupWriter {
	w := &groupWriter{
		db: db, counts: counts, largest: largest,
		waiting: make(chan request, 4*largestGroup),
		closing: make(chan struct{}),
		done:    make(chan struct{}),
	}
	go w.work()
	return w
}

// save hands an answer to the writer and waits until it is on the disk. A
// caller who gives up waiting gets an error, but the answer may still be kept.
func (w *groupWriter) save(ctx context.Context, it saving) error {
	r := request{it, make(chan error, 1)}
	select {
	case <-w.closing:
		return errStopped
	default:
	}
	select {
	case w.waiting <- r:
	case <-w.closing:
		return errStopped
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-r.answered:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-w.done:
		return r.last()
	}
}

// last is the answer to a request when the writer has ended: saved with its
// last group, or not at all.
func (r request) last() error {
	select {
	case err := <-r.answered:
		return err
	default:
		return errStopped
	}
}

// close lets the writer save what waits, and returns when it has ended.
func (w *groupWriter) close() {
	w.once.Do(func() { close(w.closing) })
	<-w.done
}

func (w *groupWriter) work() {
	defer close(w.done)
	for {
		select {
		case r := <-w.waiting:
			w.saveGroup(w.drain([]request{r}))
		case <-w.closing:
			for group := w.drain(nil); len(group) > 0; group = w.drain(nil) {
				w.saveGroup(group)
			}
			return
		}
	}
}

// drain adds what waits already to the group.
func (w *groupWriter) drain(group []request) []request {
	for len(group) < w.largest {
		select {
		case r := <-w.waiting:
			group = append(group, r)
		default:
			return group
		}
	}
	return group
}

// saveGroup saves a group in one transaction and then answers its callers.
func (w *groupWriter) saveGroup(group []request) {
	results := make([]error, len(group))
	if err := w.commit(group, results); err != nil {
		for i := range results {
			results[i] = err
		}
	}
	for i, r := range group {
		r.answered <- results[i]
	}
}

// commit keeps each answer's own error in results: a bad answer changes
// nothing and the rest go on. Any other trouble fails the whole group.
func (w *groupWriter) commit(group []request, results []error) (err error) {
	defer func() {
		if trouble := recover(); trouble != nil {
			err = fmt.Errorf("saving answers: %v", trouble)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), groupLimit)
	defer cancel()
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	do := prepared(tx)
	kept := int64(0)
	for i, r := range group {
		// Without a deadline: for one, the driver would start a goroutine each.
		results[i] = r.save(context.Background(), do)
		switch {
		case results[i] == nil:
			kept++
		case !errors.Is(results[i], sql.ErrNoRows) && constraint(results[i]) == nil:
			return results[i]
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	w.counts.Commits.Add(1)
	w.counts.Answers.Add(kept)
	return nil
}

// prepared runs statements in tx, each of them read by the database only once.
func prepared(tx *sql.Tx) execute {
	ready := map[string]*sql.Stmt{}
	return func(ctx context.Context, query string, args ...any) (sql.Result, error) {
		if ready[query] == nil {
			statement, err := tx.PrepareContext(ctx, query)
			if err != nil {
				return nil, err
			}
			ready[query] = statement // closed with tx
		}
		return ready[query].ExecContext(ctx, args...)
	}
}
