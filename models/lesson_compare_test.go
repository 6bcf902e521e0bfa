package models_test

import (
	"slices"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

// finishes lets a student finish the quiz in a lesson.
func finishes(t testing.TB, db *models.DB, student models.User, lesson models.Lesson, packed string) {
	t.Helper()
	owner := models.Owner{UserID: student.ID}
	attempt := models.Attempt{LessonID: &lesson.ID, QuizKey: "interests", QuizVersion: 1, Length: "starter"}
	ok(t, db.Attempts.Start(ctx, owner, &attempt))
	ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Packed: []byte(packed)}))
}

func TestLessonsAreComparedByThePupilsWhoAreInTheClassAndOnlyAcrossTheTeachersOwn(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		amy, ben := r.join(t, db, 0), r.join(t, db, 1)
		finishes(t, db, amy, r.lesson, "Amy then")
		finishes(t, db, amy, r.lesson, "Amy once more")
		finishes(t, db, ben, r.lesson, "Ben then")
		next := must[models.Class](t)(db.Classes.NextYear(ctx, r.teacher.ID, r.class.PublicID, "10B"))
		later := models.Lesson{QuizKey: "interests", QuizVersion: 1, Length: "full"}
		ok(t, db.Lessons.Start(ctx, r.teacher.ID, next.PublicID, &later))
		finishes(t, db, amy, later, "Amy now")
		colleague := newTeacher(t, db, r.school)
		ok(t, db.Classes.Share(ctx, r.teacher.ID, next.PublicID, colleague.ID, nil))

		seen := func(teacher models.User, class models.Class) []string {
			var list []string
			for _, result := range must[[]models.LessonResult](t)(db.Lessons.Compared(ctx, teacher.ID, class.PublicID)) {
				list = append(list, result.ClassName+": "+string(result.Packed))
			}
			return list
		}
		for _, class := range []models.Class{r.class, next} {
			if got := seen(r.teacher, class); !slices.Equal(got, []string{"9B: Amy then", "9B: Ben then", "10B: Amy now"}) {
				t.Errorf("of %s is seen %q", class.Name, got)
			}
		}
		if got := seen(colleague, next); !slices.Equal(got, []string{"10B: Amy now"}) {
			t.Errorf("who teaches only the later class sees %q", got)
		}
		if got := seen(colleague, r.class); len(got) > 0 {
			t.Errorf("who does not teach the class sees %q", got)
		}
	})
}
