package models_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pathways/models"
	"pathways/models/testdb"
)

func TestALessonsResultsAreOneAPupilTheEarliestFirst(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		for i, packed := range [][]string{{"ben first", "ben again"}, {"cat"}} {
			student := r.join(t, db, i+1)
			owner := models.Owner{UserID: student.ID}
			for _, text := range packed {
				attempt := models.Attempt{LessonID: &r.lesson.ID, QuizKey: "interests", QuizVersion: 1, Length: "full"}
				ok(t, db.Attempts.Start(ctx, owner, &attempt))
				ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Packed: []byte(text)}))
			}
		}
		results := must[[]models.PackedResult](t)(db.Lessons.Finished(ctx, r.teacher.ID, r.lesson.PublicID))
		if len(results) != 2 || string(results[0].Packed) != "ben first" || string(results[1].Packed) != "cat" || results[0].QuizKey != "interests" {
			t.Errorf("results are %+v", results)
		}
		if others := must[[]models.PackedResult](t)(db.Lessons.Finished(ctx, r.teacher.ID+1, r.lesson.PublicID)); len(others) != 0 {
			t.Errorf("another teacher reads %+v", others)
		}
		ok(t, db.Seats.Release(ctx, r.teacher.ID, r.class.PublicID, r.seats[1].PublicID))
		if left := must[[]models.PackedResult](t)(db.Lessons.Finished(ctx, r.teacher.ID, r.lesson.PublicID)); len(left) != 1 || string(left[0].Packed) != "cat" {
			t.Errorf("after an undone claim the results are %+v", left)
		}
	})
}

func TestALiveLessonShowsHowFarEachSeatIs(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		stamp := func() string { return must[string](t)(db.Lessons.Stamp(ctx, r.teacher.ID, r.lesson.PublicID)) }
		stamps := []string{stamp()}
		changed := func(what string) {
			t.Helper()
			now := stamp()
			if slices.Contains(stamps, now) {
				t.Errorf("%s does not change the stamp %s", what, now)
			}
			stamps = append(stamps, now)
			if now != stamp() {
				t.Errorf("after %s the stamp changes by itself", what)
			}
		}
		student := r.join(t, db, 2)
		changed("a claim")
		owner := models.Owner{UserID: student.ID}
		attempt := models.Attempt{QuizKey: "interests", QuizVersion: 1, Length: "starter", LessonID: &r.lesson.ID}
		ok(t, db.Attempts.Start(ctx, owner, &attempt))
		changed("a start")
		ok(t, db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: "q01", Rating: 1}))
		changed("an answer")
		progress := must[[]models.Progress](t)(db.Lessons.Progress(ctx, r.teacher.ID, r.lesson.PublicID))
		cleo := progress[2]
		if len(progress) != 3 || cleo.Answered != 1 || cleo.LastAnswerAt == nil || cleo.JoinedAt == nil || cleo.StartedAt == nil || cleo.FinishedAt != nil {
			t.Errorf("progress is %+v", progress)
		}
		ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Revision: 1, Packed: []byte("x")}))
		changed("a finish")
		newPlan(t, db, student.ID, 1)
		changed("a plan")
		ok(t, db.Seats.Hide(ctx, r.teacher.ID, r.class.PublicID, r.seats[2].PublicID, true))
		changed("hiding")
		progress = must[[]models.Progress](t)(db.Lessons.Progress(ctx, r.teacher.ID, r.lesson.PublicID))
		if cleo := progress[2]; cleo.FinishedAt == nil || !cleo.HasPlan || cleo.HiddenAt == nil {
			t.Errorf("at the end progress is %+v", cleo)
		}
		ok(t, db.Seats.Release(ctx, r.teacher.ID, r.class.PublicID, r.seats[2].PublicID))
		changed("a release")
		ok(t, db.Lessons.Reveal(ctx, r.teacher.ID, r.lesson.PublicID))
		changed("the reveal")
		ok(t, db.Lessons.End(ctx, r.teacher.ID, r.lesson.PublicID))
		changed("the end")
		is(t, db.Lessons.Extend(ctx, r.teacher.ID, r.lesson.PublicID), models.ErrClosed)
	})
}

func TestOnlyPupilsOfTheClassStartAttemptsInItsLesson(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		attempt := models.Attempt{QuizKey: "interests", LessonID: &r.lesson.ID}
		is(t, db.Attempts.Start(ctx, models.Owner{UserID: newStudent(t, db).ID}, &attempt), models.ErrNotFound)
		is(t, db.Attempts.Start(ctx, models.Owner{}, &attempt), models.ErrNotFound)
		student := r.join(t, db, 0)
		got := must[models.LessonView](t)(db.Lessons.Current(ctx, student.ID))
		if got.ID != r.lesson.ID || got.ClassName != "9B" || got.SchoolName != "Hillside" {
			t.Errorf("the lesson of the student is %+v", got)
		}
	})
}

func TestALessonTakesAlongWhatItsPupilHasBegunAlone(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		for seat, begun := range []models.Attempt{
			{QuizKey: "interests", QuizVersion: r.lesson.QuizVersion, Length: r.lesson.Length},
			{QuizKey: "interests", QuizVersion: r.lesson.QuizVersion, Length: "other"},
		} {
			pupil := r.join(t, db, seat)
			owner := models.Owner{UserID: pupil.ID}
			ok(t, db.Attempts.Start(ctx, owner, &begun))
			ok(t, db.Attempts.Answer(ctx, owner, begun.ID, models.Answer{Item: "q01", Rating: 1}))
			inLesson := func() models.Attempt {
				return models.Attempt{QuizKey: "interests", QuizVersion: r.lesson.QuizVersion, Length: r.lesson.Length, LessonID: &r.lesson.ID}
			}
			first, again := inLesson(), inLesson()
			err := db.Attempts.Start(ctx, owner, &first)
			is(t, db.Attempts.Start(ctx, owner, &again), models.ErrTaken)
			open := must[models.Attempt](t)(db.Attempts.Open(ctx, owner, "interests"))
			if open.LessonID == nil || *open.LessonID != r.lesson.ID {
				t.Fatalf("the pupil is at %+v", open)
			}
			if goesOn := errors.Is(err, models.ErrTaken); goesOn != (seat == 0) || len(open.Answers) != 1-seat {
				t.Errorf("begun at length %q: %v, with %d answers", begun.Length, err, len(open.Answers))
			}
			must[models.Attempt](t)(db.Attempts.Find(ctx, owner, begun.PublicID)) // nothing is gone
		}
	})
}

func TestALessonLeavesAsideWhatIsOpenOfAnEarlierOne(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		owner := models.Owner{UserID: r.join(t, db, 0).ID}
		before := models.Attempt{QuizKey: "interests", LessonID: &r.lesson.ID}
		ok(t, db.Attempts.Start(ctx, owner, &before))
		next := models.Lesson{QuizKey: "interests"}
		ok(t, db.Lessons.Start(ctx, r.teacher.ID, r.class.PublicID, &next))
		now := models.Attempt{QuizKey: "interests", LessonID: &next.ID}
		ok(t, db.Attempts.Start(ctx, owner, &now))
		if kept := must[models.Attempt](t)(db.Attempts.Find(ctx, owner, before.PublicID)); *kept.LessonID != r.lesson.ID {
			t.Errorf("the earlier attempt is in lesson %d", *kept.LessonID)
		}
	})
}

func TestALessonIsJoinedWithItsCodeWhileItIsOpen(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		r := newRoom(t, db)
		_, err := db.Lessons.FindByCode(ctx, "22222222")
		is(t, err, models.ErrNotFound)
		view := must[models.LessonView](t)(db.Lessons.FindByCode(ctx, r.lesson.Code))
		if view.ID != r.lesson.ID || len(r.lesson.Code) != 8 {
			t.Errorf("found %+v", view)
		}
		if n := len(must[[]models.Seat](t)(db.Seats.OfLesson(ctx, r.lesson.ID))); n != 3 {
			t.Errorf("%d seats to choose from", n)
		}
		_, err = db.Seats.Sit(ctx, r.lesson.ID, "calm otter", newStudent(t, db).ID)
		is(t, err, models.ErrNotFound)

		c.forward(models.JoinLimit)
		_, err = db.Lessons.FindByCode(ctx, r.lesson.Code)
		is(t, err, models.ErrClosed)
		_, err = db.Seats.Claim(ctx, r.lesson.ID, r.seats[0].PublicID, newStudent(t, db).ID)
		is(t, err, models.ErrClosed)
		ok(t, db.Lessons.Extend(ctx, r.teacher.ID, r.lesson.PublicID))
		must[models.LessonView](t)(db.Lessons.FindByCode(ctx, r.lesson.Code))

		next := models.Lesson{QuizKey: "interests", JoinBy: models.JoinOpenly}
		ok(t, db.Lessons.Start(ctx, r.teacher.ID, r.class.PublicID, &next))
		_, err = db.Lessons.FindByCode(ctx, r.lesson.Code)
		is(t, err, models.ErrClosed)
		seat := must[models.Seat](t)(db.Seats.Sit(ctx, next.ID, "calm otter", newStudent(t, db).ID))
		_, err = db.Seats.Sit(ctx, next.ID, "Calm Otter", newStudent(t, db).ID)
		is(t, err, models.ErrTaken)
		ok(t, db.Seats.Release(ctx, r.teacher.ID, r.class.PublicID, seat.PublicID))
		_, err = db.Seats.Find(ctx, r.teacher.ID, r.class.PublicID, seat.PublicID)
		is(t, err, models.ErrNotFound)
		classes := must[[]models.ClassSummary](t)(db.Classes.Of(ctx, r.teacher.ID))
		if len(classes) != 1 || classes[0].Seats != 3 || classes[0].RunningLesson != next.PublicID {
			t.Errorf("classes are %+v", classes)
		}
		c.forward(time.Hour)
	})
}
