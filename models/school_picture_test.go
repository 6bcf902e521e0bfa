package models_test

import (
	"slices"
	"testing"
	"time"

	"pathways/models"
)

func TestASchoolsPictureCountsEachPupilOnceAndOnlyItsOwn(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		from, to := c.now().Add(-time.Hour), c.now().Add(24*time.Hour)
		finish := func(student models.User, packed string) {
			owner := models.Owner{UserID: student.ID}
			attempt := newAttempt(t, db, owner)
			ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Packed: []byte(packed)}))
			c.forward(time.Minute)
		}
		r := newRoom(t, db)
		amy, ben := r.join(t, db, 0), r.join(t, db, 1)
		finish(ben, "first of Ben")
		finish(amy, "first of Amy")
		finish(ben, "second of Ben")
		newPlan(t, db, amy.ID, 1)
		newPlan(t, db, amy.ID, 1)
		// Amy sits in another class of the same year too, and in the one of the year after.
		second := models.Class{Name: "10Z", YearGroup: 10, SchoolYear: 2026}
		ok(t, db.Classes.Create(ctx, r.teacher.ID, &second))
		must[[]string](t)(db.Classes.Move(ctx, r.teacher.ID, r.class.PublicID, second.PublicID, []string{r.seats[0].PublicID}))
		must[models.Class](t)(db.Classes.NextYear(ctx, r.teacher.ID, second.PublicID, "11Z"))
		other := newRoom(t, db)
		finish(other.join(t, db, 0), "elsewhere")

		groups := must[[]models.SchoolYearGroup](t)(db.Schools.YearGroups(ctx, r.school.ID))
		want := []models.SchoolYearGroup{{2027, 11, 1, 0, 1, 1}, {2026, 9, 1, 1, 1, 0}, {2026, 10, 1, 0, 1, 1}}
		if !slices.Equal(groups, want) {
			t.Errorf("the year groups are %+v, want %+v", groups, want)
		}
		var results []string
		for _, result := range must[[]models.YearResult](t)(db.Schools.Results(ctx, r.school.ID, 2026, from, to)) {
			results = append(results, string(result.Packed))
		}
		if !slices.Equal(results, []string{"first of Ben", "first of Amy"}) {
			t.Errorf("the results are %q", results)
		}
		if n := len(must[[]models.YearResult](t)(db.Schools.Results(ctx, r.school.ID, 2026, to, to.Add(time.Hour)))); n != 0 {
			t.Errorf("%d results of another time", n)
		}
	})
}
