package models_test

import (
	"testing"
	"time"

	"pathways/models"
	"pathways/models/testdb"
)

func TestALessonThatNobodyEndsEndsByItself(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		ok(t, db.Lessons.Sweep(ctx))
		if got := must[models.LessonView](t)(db.Lessons.Find(ctx, r.teacher.ID, r.lesson.PublicID)); got.EndedAt != nil {
			t.Fatal("a lesson that has just begun was ended")
		}
		write, _, err := models.Pools(db)
		ok(t, err)
		_, err = write.ExecContext(ctx, "UPDATE lessons SET started_at = started_at - 86400000000")
		ok(t, err)
		ok(t, db.Lessons.Sweep(ctx))
		got := must[models.LessonView](t)(db.Lessons.Find(ctx, r.teacher.ID, r.lesson.PublicID))
		if got.EndedAt == nil || got.EndedAt.Sub(got.StartedAt) != 12*time.Hour {
			t.Errorf("it ended at %v", got.EndedAt)
		}
	})
}
