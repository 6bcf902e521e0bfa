package models_test

import (
	"fmt"
	"testing"
	"time"

	"pathways/models"
	"pathways/models/testdb"
)

// eachWithClock runs f on each kind of database with a clock of its own.
func eachWithClock(t *testing.T, f func(t *testing.T, db *models.DB, c *clock)) {
	t.Helper()
	testdb.EachDSN(t, func(t *testing.T, dsn string) {
		c := newClock()
		f(t, testdb.Open(t, dsn, c.options()), c)
	})
}

func TestASessionEndsWhenNobodyUsesIt(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		teacher, student := newTeacher(t, db, newSchool(t, db)), newStudent(t, db)
		for _, who := range []struct {
			user *int64
			idle time.Duration
		}{{&teacher.ID, models.StaffIdle}, {&student.ID, models.StudentIdle}, {nil, models.StudentIdle}} {
			token, _, err := db.Sessions.Start(ctx, who.user)
			ok(t, err)
			c.forward(who.idle - time.Second)
			session, user, err := db.Sessions.Find(ctx, token)
			ok(t, err)
			if (user == nil) != (who.user == nil) || user != nil && user.ID != *who.user {
				t.Errorf("session of %v has user %+v", who.user, user)
			}
			ok(t, db.Sessions.Touch(ctx, session))
			c.forward(who.idle - time.Second)
			_, _, err = db.Sessions.Find(ctx, token)
			ok(t, err)
			c.forward(time.Second)
			_, _, err = db.Sessions.Find(ctx, token)
			is(t, err, models.ErrNotFound)
		}
	})
}

func TestASessionEndsAfterTwelveHoursHoweverBusy(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		token, _, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		for range 23 {
			c.forward(30 * time.Minute)
			session, _, err := db.Sessions.Find(ctx, token)
			ok(t, err)
			ok(t, db.Sessions.Touch(ctx, session))
		}
		c.forward(30 * time.Minute)
		_, _, err = db.Sessions.Find(ctx, token)
		is(t, err, models.ErrNotFound)
	})
}

func TestASessionIsTouchedAtMostOnceAMinute(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		token, begun, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		c.forward(59 * time.Second)
		ok(t, db.Sessions.Touch(ctx, begun))
		session, _, err := db.Sessions.Find(ctx, token)
		ok(t, err)
		if !session.LastSeenAt.Equal(begun.LastSeenAt) {
			t.Errorf("touched after %s", session.LastSeenAt.Sub(begun.LastSeenAt))
		}
	})
}

func TestSigningInMakesTheOldCookieWorthless(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		student := newStudent(t, db)
		old, visitor, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		attempt := newAttempt(t, db, models.Owner{SessionID: visitor.ID})
		token, session, err := db.Sessions.Rotate(ctx, visitor, &student.ID)
		ok(t, err)
		_, _, err = db.Sessions.Rotate(ctx, visitor, &student.ID)
		is(t, err, models.ErrNotFound)
		_, _, err = db.Sessions.Find(ctx, old)
		is(t, err, models.ErrNotFound)
		_, user, err := db.Sessions.Find(ctx, token)
		ok(t, err)
		if user == nil || user.UserName != student.UserName || !user.CreatedAt.Equal(student.CreatedAt) {
			t.Errorf("signed in as %+v", user)
		}
		if n := must[int](t)(db.Attempts.Adopt(ctx, session.ID, student.ID)); n != 1 {
			t.Errorf("adopted %d attempts", n)
		}
		must[models.Attempt](t)(db.Attempts.Find(ctx, models.Owner{UserID: student.ID}, attempt.PublicID))
		_, err = db.Attempts.Find(ctx, models.Owner{SessionID: session.ID}, attempt.PublicID)
		is(t, err, models.ErrNotFound)
	})
}

func TestDisablingAndANewPasswordEndSessionsAtOnce(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		student := newStudent(t, db)
		here, session, err := db.Sessions.Start(ctx, &student.ID)
		ok(t, err)
		there, _, err := db.Sessions.Start(ctx, &student.ID)
		ok(t, err)
		ok(t, db.Users.SetPassword(ctx, student.ID, models.Password{Hash: "new", KeepSession: session.ID}))
		_, _, err = db.Sessions.Find(ctx, there)
		is(t, err, models.ErrNotFound)
		_, user, err := db.Sessions.Find(ctx, here)
		ok(t, err)
		if user.PasswordHash != "new" {
			t.Errorf("password is %q", user.PasswordHash)
		}
		ok(t, db.Users.Disable(ctx, student.ID))
		_, _, err = db.Sessions.Find(ctx, here)
		is(t, err, models.ErrNotFound)
		late, _, err := db.Sessions.Start(ctx, &student.ID)
		ok(t, err)
		_, _, err = db.Sessions.Find(ctx, late)
		is(t, err, models.ErrNotFound)
		ok(t, db.Users.Enable(ctx, student.ID))
		_, _, err = db.Sessions.Find(ctx, late)
		ok(t, err)
	})
}

func TestALessonsLiveViewStaysOpenForItsTeacherOnly(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		room := newRoom(t, db)
		token, _, err := db.Sessions.Start(ctx, &room.teacher.ID)
		ok(t, err)
		other := newTeacher(t, db, room.school)
		otherToken, _, err := db.Sessions.Start(ctx, &other.ID)
		ok(t, err)
		c.forward(2 * time.Hour)
		_, _, err = db.Sessions.Find(ctx, token)
		is(t, err, models.ErrNotFound)
		_, user, err := db.Sessions.Watching(ctx, token, room.lesson.PublicID)
		ok(t, err)
		if user.ID != room.teacher.ID {
			t.Errorf("watched by %+v", user)
		}
		_, _, err = db.Sessions.Watching(ctx, otherToken, room.lesson.PublicID)
		is(t, err, models.ErrNotFound)
		ok(t, db.Lessons.End(ctx, room.teacher.ID, room.lesson.PublicID))
		_, _, err = db.Sessions.Watching(ctx, token, room.lesson.PublicID)
		is(t, err, models.ErrNotFound)
	})
}

func TestWhatAVisitorLeavesIsClearedUnlessItCanBeResumed(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		_, session, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		owner := models.Owner{SessionID: session.ID}
		lost, kept := newAttempt(t, db, owner), newAttempt(t, db, owner)
		student := newStudent(t, db)
		_, theirs, err := db.Sessions.Start(ctx, &student.ID)
		ok(t, err)
		newAttempt(t, db, models.Owner{SessionID: theirs.ID})
		ok(t, db.Sessions.EndAll(ctx, student.ID))
		ok(t, db.Attempts.SetResume(ctx, owner, kept.ID, "ABCD2345"))
		c.forward(time.Hour)
		ok(t, db.Sessions.Sweep(ctx))
		_, pool, err := models.Pools(db)
		ok(t, err)
		var left int
		ok(t, pool.QueryRow("SELECT count(*) FROM attempts").Scan(&left))
		if left != 1 {
			t.Errorf("%d attempts are left", left)
		}

		_, next, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		elsewhere := models.Owner{SessionID: next.ID}
		_, err = db.Attempts.Resume(ctx, elsewhere, "WRONG234")
		is(t, err, models.ErrNotFound)
		_, err = db.Attempts.Resume(ctx, elsewhere, "")
		is(t, err, models.ErrNotFound)
		got := must[models.Attempt](t)(db.Attempts.Resume(ctx, elsewhere, "ABCD2345"))
		if got.PublicID != kept.PublicID {
			t.Errorf("resumed %s", got.PublicID)
		}
		must[models.Attempt](t)(db.Attempts.Find(ctx, elsewhere, kept.PublicID))
		_, err = db.Attempts.Find(ctx, elsewhere, lost.PublicID)
		is(t, err, models.ErrNotFound)
	})
}

func TestWhatOnlyACodeKeepsGoesAYearAfterTheLastAnswer(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		_, session, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		owner := models.Owner{SessionID: session.ID}
		begun, answered, finished, adopted := newAttempt(t, db, owner), newAttempt(t, db, owner), newAttempt(t, db, owner), newAttempt(t, db, owner)
		for i, attempt := range []models.Attempt{begun, answered, finished, adopted} {
			ok(t, db.Attempts.SetResume(ctx, owner, attempt.ID, fmt.Sprintf("ABCD234%d", i)))
		}
		student := newStudent(t, db)
		must[models.Attempt](t)(db.Attempts.Resume(ctx, models.Owner{UserID: student.ID}, "ABCD2343"))
		c.forward(30 * time.Minute)
		ok(t, db.Attempts.Answer(ctx, owner, answered.ID, models.Answer{Item: "q01", Rating: 1}))
		ok(t, db.Attempts.Finish(ctx, owner, finished.ID, models.Packing{Packed: []byte("x")}))
		ok(t, db.Sessions.End(ctx, session.ID))
		left := func(at time.Duration, want ...bool) {
			t.Helper()
			c.forward(at)
			ok(t, db.Sessions.Sweep(ctx))
			for i, wanted := range want {
				if waits := must[bool](t)(db.Attempts.Waits(ctx, fmt.Sprintf("ABCD234%d", i))); waits != wanted {
					t.Errorf("the code of attempt %d works: %v, want %v", i, waits, wanted)
				}
			}
		}
		year := c.now().AddDate(0, models.ResumeMonths, 0).Sub(c.now())
		left(year-31*time.Minute, true, true, true)
		left(2*time.Minute, false, true, true)
		left(30*time.Minute, false, false, false)
		must[models.Attempt](t)(db.Attempts.Find(ctx, models.Owner{UserID: student.ID}, adopted.PublicID))
	})
}

func TestACodeThatWasHandedOutWorksAfterTheBrowserIsCleared(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		_, session, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		owner := models.Owner{SessionID: session.ID}
		kept, lost := newAttempt(t, db, owner), newAttempt(t, db, owner)
		ok(t, db.Attempts.SetResume(ctx, owner, kept.ID, "ABCD2345"))
		ok(t, db.Attempts.ClearVisitor(ctx, session.ID))
		for _, gone := range []models.Attempt{kept, lost} {
			_, err = db.Attempts.Find(ctx, owner, gone.PublicID)
			is(t, err, models.ErrNotFound)
		}
		_, next, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		if got := must[models.Attempt](t)(db.Attempts.Resume(ctx, models.Owner{SessionID: next.ID}, "ABCD2345")); got.PublicID != kept.PublicID {
			t.Errorf("resumed %s", got.PublicID)
		}
		_, pool, err := models.Pools(db)
		ok(t, err)
		var left int
		ok(t, pool.QueryRow("SELECT count(*) FROM attempts").Scan(&left))
		if left != 1 {
			t.Errorf("%d attempts are left", left)
		}
	})
}

func TestASessionThatWasIdleTellsWhoseItWasAndOneThatWasTakenAwayDoesNot(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		student := newStudent(t, db)
		token, session, err := db.Sessions.Start(ctx, &student.ID)
		ok(t, err)
		visitor, _, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		c.forward(models.StudentIdle + time.Minute)
		owner, err := db.Sessions.EndedUser(ctx, token)
		ok(t, err)
		if owner != student.ID {
			t.Errorf("it was the session of %d, and is said to be of %d", student.ID, owner)
		}
		_, err = db.Sessions.EndedUser(ctx, visitor)
		is(t, err, models.ErrNotFound)
		ok(t, db.Sessions.End(ctx, session.ID))
		_, err = db.Sessions.EndedUser(ctx, token)
		is(t, err, models.ErrNotFound)
	})
}
