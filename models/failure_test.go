package models_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pathways/models"
)

func TestGuessingGetsSlowerAndSlowerAndARightGuessForgets(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		for i := range 10 {
			until := must[time.Time](t)(db.Failures.Try(ctx, "calm-otter"))
			if !until.IsZero() {
				t.Fatalf("guess %d was refused", i+1)
			}
		}
		guesses, last := 10, time.Duration(0)
		for range 6 {
			until := must[time.Time](t)(db.Failures.Try(ctx, "calm-otter"))
			wait := until.Sub(c.now())
			if until.IsZero() || wait < last {
				t.Fatalf("after %d guesses the wait is %s, before it was %s", guesses, wait, last)
			}
			last = wait
			c.forward(wait)
			if until := must[time.Time](t)(db.Failures.Try(ctx, "calm-otter")); !until.IsZero() {
				t.Fatalf("refused after waiting")
			}
			guesses++
		}
		if until := must[time.Time](t)(db.Failures.Try(ctx, "another")); !until.IsZero() {
			t.Error("another account is locked too")
		}
		ok(t, db.Failures.Clear(ctx, "calm-otter"))
		if until := must[time.Time](t)(db.Failures.Try(ctx, "calm-otter")); !until.IsZero() {
			t.Error("still locked after a right guess")
		}
	})
}

func TestAHundredGuessesAtOnceCountAsAHundred(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		var allowed atomic.Int64
		var guesses sync.WaitGroup
		for range 100 {
			guesses.Go(func() {
				until, err := db.Failures.Try(ctx, "calm-otter")
				if err != nil {
					t.Error(err)
				}
				if until.IsZero() {
					allowed.Add(1)
				}
			})
		}
		guesses.Wait()
		if allowed.Load() != 10 {
			t.Errorf("%d guesses were allowed", allowed.Load())
		}
	})
}

func TestALinkWorksOnceAndNotForEver(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		school := newSchool(t, db)
		teacher := newTeacher(t, db, school)
		token := must[string](t)(db.Links.Create(ctx, &models.Link{Kind: models.Invitation, SchoolID: &school.ID, Who: models.Teacher, Email: "New@Example.org "}))
		c.forward(models.InvitationLimit - time.Second)
		if link := must[models.Link](t)(db.Links.Find(ctx, models.Invitation, token)); link.Email != "new@example.org" {
			t.Errorf("invited %q", link.Email)
		}
		_, err := db.Links.Find(ctx, models.Reset, token)
		is(t, err, models.ErrNotFound)
		if n := len(must[[]models.Link](t)(db.Links.Waiting(ctx, school.ID))); n != 1 {
			t.Errorf("%d invitations are waiting", n)
		}

		var used atomic.Int64
		var callers sync.WaitGroup
		for range 8 {
			callers.Go(func() {
				if _, err := db.Links.Use(ctx, models.Invitation, token); err == nil {
					used.Add(1)
				} else if !errors.Is(err, models.ErrClosed) {
					t.Error(err)
				}
			})
		}
		callers.Wait()
		if used.Load() != 1 {
			t.Errorf("used %d times", used.Load())
		}

		first := must[string](t)(db.Links.Create(ctx, &models.Link{Kind: models.Reset, UserID: &teacher.ID}))
		second := must[string](t)(db.Links.Create(ctx, &models.Link{Kind: models.Reset, UserID: &teacher.ID}))
		_, err = db.Links.Find(ctx, models.Reset, first)
		is(t, err, models.ErrNotFound)
		c.forward(models.ResetLimit)
		_, err = db.Links.Find(ctx, models.Reset, second)
		is(t, err, models.ErrClosed)
		_, err = db.Links.Use(ctx, models.Reset, second)
		is(t, err, models.ErrClosed)
	})
}
