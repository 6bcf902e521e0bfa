package models_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pathways/models"
)

var ctx = context.Background()

// must fails the test at an error and returns the value.
func must[T any](t testing.TB) func(T, error) T {
	t.Helper()
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// is fails the test unless err is the one that is wanted.
func is(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got error %v, want %v", err, want)
	}
}

var people atomic.Int64

func newSchool(t testing.TB, db *models.DB) models.School {
	t.Helper()
	school := models.School{Name: "Hillside", Place: "Gateshead"}
	ok(t, db.Schools.Create(ctx, &school))
	return school
}

func newTeacher(t testing.TB, db *models.DB, school models.School) models.User {
	t.Helper()
	user := models.User{Who: models.Teacher, SchoolID: &school.ID, Email: fmt.Sprintf("t%d@example.org", people.Add(1)), DisplayName: "T"}
	ok(t, db.Users.Create(ctx, &user))
	return user
}

func newStudent(t testing.TB, db *models.DB) models.User {
	t.Helper()
	user := models.User{Who: models.Student, UserName: fmt.Sprintf("calm-otter-%d", people.Add(1))}
	ok(t, db.Users.Create(ctx, &user))
	return user
}

func newAttempt(t testing.TB, db *models.DB, owner models.Owner) models.Attempt {
	t.Helper()
	attempt := models.Attempt{QuizKey: "interests", QuizVersion: 1, Length: "full", Seed: 7}
	open, err := db.Attempts.Open(ctx, owner, attempt.QuizKey)
	if err != nil {
		is(t, err, models.ErrNotFound)
	}
	ok(t, db.Attempts.StartInstead(ctx, owner, &attempt, open.PublicID))
	return attempt
}

// clock is a clock that a test moves.
type clock struct{ at atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.at.Store(time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC).UnixMicro())
	return c
}

func (c *clock) now() time.Time           { return time.UnixMicro(c.at.Load()) }
func (c *clock) forward(by time.Duration) { c.at.Add(by.Microseconds()) }
func (c *clock) options() models.Options  { return models.Options{Now: c.now} }

// atOnce does something so often at once, and counts how often it was kept and how
// often refused because it was too much; anything else is an error.
func atOnce(t testing.TB, times int, do func() error) (kept, full int) {
	t.Helper()
	errs := make([]error, times)
	var doers sync.WaitGroup
	for i := range errs {
		doers.Go(func() { errs[i] = do() })
	}
	doers.Wait()
	for _, err := range errs {
		switch {
		case err == nil:
			kept++
		case errors.Is(err, models.ErrFull):
			full++
		default:
			t.Error(err)
		}
	}
	return kept, full
}
