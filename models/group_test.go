package models_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

// counted is a context that counts how often somebody began to wait for it.
type counted struct {
	context.Context
	waits *atomic.Int64
}

func (c counted) Done() <-chan struct{} {
	c.waits.Add(1)
	return c.Context.Done()
}

func TestAnswersThatWaitTogetherAreSavedByOneCommit(t *testing.T) {
	t.Parallel()
	db := testdb.Open(t, testdb.SQLite(t), models.Options{})
	owner := models.Owner{UserID: newStudent(t, db).ID}
	attempt := newAttempt(t, db, owner)
	for i := range 10 {
		ok(t, db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprint("a", i), Rating: 1}))
	}
	if n := db.Counts().Commits.Load(); n != 10 {
		t.Errorf("10 answers one after the other took %d commits", n)
	}

	waits := atomic.Int64{}
	cancelled, cancel := context.WithCancel(ctx)
	var callers sync.WaitGroup
	ok(t, db.Together(ctx, func(*models.DB) error { // holds the writer
		for i := range 64 {
			callers.Go(func() {
				parent := ctx
				if i == 0 {
					parent = cancelled
				}
				err := db.Attempts.Answer(counted{parent, &waits}, owner, attempt.ID, models.Answer{Item: fmt.Sprint("b", i), Rating: 1})
				if err != nil && i != 0 {
					t.Error(err)
				}
			})
		}
		// Each waits to hand over its answer, and then for the commit.
		for waits.Load() < 2*64 {
			runtime.Gosched()
		}
		cancel()
		return nil
	}))
	callers.Wait()
	if n := db.Counts().Commits.Load() - 10; 64/n < 8 {
		t.Errorf("64 waiting answers took %d commits, fewer than 8 answers each", n)
	}
	got := must[models.Attempt](t)(db.Attempts.Find(ctx, owner, attempt.PublicID))
	if got.Answered != 74 || len(got.Answers) != 74 {
		t.Errorf("%d answered, %d rows", got.Answered, len(got.Answers))
	}
}

func TestClosingSavesWhatWaitsAndRefusesTheRest(t *testing.T) {
	t.Parallel()
	dsn := testdb.SQLite(t)
	db := must[*models.DB](t)(models.Open(ctx, dsn, models.Options{}))
	owner := models.Owner{UserID: newStudent(t, db).ID}
	attempt := newAttempt(t, db, owner)
	var saved atomic.Int64
	var callers sync.WaitGroup
	begun := make(chan struct{}, 1000)
	for caller := range 16 {
		callers.Go(func() {
			for i := 0; ; i++ {
				err := db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprint(caller, "-", i), Rating: 1})
				if err != nil {
					is(t, err, models.ErrBusy)
					return
				}
				saved.Add(1)
				select {
				case begun <- struct{}{}:
				default:
				}
			}
		})
	}
	for range 50 {
		<-begun
	}
	ok(t, db.Close())
	callers.Wait()
	again := testdb.Open(t, dsn, models.Options{})
	got := must[models.Attempt](t)(again.Attempts.Find(ctx, owner, attempt.PublicID))
	if int64(len(got.Answers)) != saved.Load() || got.Answered != len(got.Answers) {
		t.Errorf("%d acknowledged, %d rows, counter %d", saved.Load(), len(got.Answers), got.Answered)
	}
}

func TestGroupsOfOneAreOneCommitEach(t *testing.T) {
	t.Parallel()
	db := testdb.Open(t, testdb.SQLite(t), models.Options{LargestGroup: 1})
	owner := models.Owner{UserID: newStudent(t, db).ID}
	attempt := newAttempt(t, db, owner)
	var callers sync.WaitGroup
	for i := range 32 {
		callers.Go(func() {
			if err := db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprint("q", i), Rating: 1}); err != nil {
				t.Error(err)
			}
		})
	}
	callers.Wait()
	if n := db.Counts().Commits.Load(); n != 32 {
		t.Errorf("32 answers took %d commits", n)
	}
}

// packedSize is a little more than the longest sheet of the quiz takes, with its
// closer look.
const packedSize = 60

func TestAFinishedAttemptTakesAtMost250Bytes(t *testing.T) {
	t.Parallel()
	db := testdb.Open(t, testdb.SQLite(t), models.Options{})
	_, read, err := models.Pools(db)
	ok(t, err)
	size := func() (bytes int) {
		ok(t, read.QueryRow("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&bytes))
		return bytes
	}
	const pupils = 2_000
	var owners []models.Owner
	ok(t, db.Together(ctx, func(tx *models.DB) error {
		for range pupils {
			owners = append(owners, models.Owner{UserID: newStudent(t, tx).ID})
		}
		return nil
	}))
	before := size()
	ok(t, db.Together(ctx, func(tx *models.DB) error {
		for i, owner := range owners {
			attempt := models.Attempt{QuizKey: "interests", QuizVersion: 1, Length: "full", Seed: int64(i) * 7919 * 7919}
			ok(t, tx.Attempts.Start(ctx, owner, &attempt))
			// Their rows go when it is finished, so it does not matter how many.
			for item := range 3 {
				ok(t, tx.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprintf("q%02d", item), Rating: 1, Seconds: 4.5}))
			}
			ok(t, tx.Attempts.Choose(ctx, owner, attempt.ID, "pharma-manufacturing"))
			packing := models.Packing{Revision: 3, Packed: bytes.Repeat([]byte{0xA7}, packedSize)}
			ok(t, tx.Attempts.Finish(ctx, owner, attempt.ID, packing))
		}
		return nil
	}))
	each := float64(size()-before) / pupils
	t.Logf("%.0f bytes a finished attempt", each)
	if each > 250 {
		t.Errorf("a finished attempt takes %.0f bytes", each)
	}
}
