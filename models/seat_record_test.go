package models_test

import (
	"testing"

	"pathways/models"
)

func TestARecordTellsWhatTheirOwnTeacherMayKnow(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		r := newRoom(t, db)
		amy := r.join(t, db, 0)
		finishes(t, db, amy, r.lesson, "Amy's")
		first := c.now()
		second := models.Lesson{QuizKey: "interests", QuizVersion: 1, Length: "full"}
		ok(t, db.Lessons.Start(ctx, r.teacher.ID, r.class.PublicID, &second))
		begun := models.Attempt{LessonID: &second.ID, QuizKey: "interests", QuizVersion: 1, Length: "full"}
		ok(t, db.Attempts.Start(ctx, models.Owner{UserID: amy.ID}, &begun))
		done, open := r.asks(t, db, "Add two actions"), r.asks(t, db, "Talk at home")
		ok(t, db.FollowUps.Mark(ctx, amy.ID, done.PublicID, true))

		lessons := must[[]models.SeatLesson](t)(db.Lessons.OfSeat(ctx, r.teacher.ID, r.class.PublicID, r.seats[0].PublicID))
		if len(lessons) != 2 || lessons[0].FinishedAt == nil || !lessons[0].FinishedAt.Equal(first) || lessons[1].FinishedAt != nil || lessons[1].Length != "full" {
			t.Errorf("the lessons are %+v", lessons)
		}
		asked := must[[]models.SeatFollowUp](t)(db.FollowUps.OfSeat(ctx, r.teacher.ID, r.class.PublicID, r.seats[0].PublicID))
		if len(asked) != 2 || asked[0].DoneAt == nil || asked[1].DoneAt != nil || asked[1].Text != open.Text {
			t.Errorf("asked was %+v", asked)
		}
		if n := len(must[[]models.SeatLesson](t)(db.Lessons.OfSeat(ctx, r.teacher.ID, r.class.PublicID, r.seats[1].PublicID))); n != 0 {
			t.Errorf("a free seat took part in %d lessons", n)
		}
		for _, stranger := range []int64{newTeacher(t, db, r.school).ID, newRoom(t, db).teacher.ID, amy.ID, 0} {
			n := len(must[[]models.SeatLesson](t)(db.Lessons.OfSeat(ctx, stranger, r.class.PublicID, r.seats[0].PublicID))) +
				len(must[[]models.SeatFollowUp](t)(db.FollowUps.OfSeat(ctx, stranger, r.class.PublicID, r.seats[0].PublicID)))
			if n != 0 {
				t.Errorf("%d is told %d things of another's class", stranger, n)
			}
		}
	})
}
