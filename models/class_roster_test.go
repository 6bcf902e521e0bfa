package models_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

// admin makes somebody who looks after a school.
func admin(t testing.TB, db *models.DB, school models.School) models.User {
	t.Helper()
	user := models.User{Who: models.Admin, SchoolID: &school.ID, Email: fmt.Sprintf("admin-%d@school.test", school.ID), DisplayName: "Office"}
	ok(t, db.Users.Create(ctx, &user))
	return user
}

// theirs are the names on the list of a class that somebody teaches.
func theirs(t testing.TB, db *models.DB, teacherID int64, class string) []string {
	t.Helper()
	var names []string
	for _, seat := range must[[]models.Seat](t)(db.Seats.Of(ctx, teacherID, class)) {
		names = append(names, seat.Name)
	}
	return names
}

func TestARosterMakesItsClassesOnceAndAddsWhoIsMissing(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		roster := models.Roster{UserID: r.teacher.ID, SchoolYear: 2026, Classes: []models.RosterClass{
			{Name: "9b", YearGroup: 7, Names: []string{"amy b", "Zoë Ó"}}, {Name: "10A", YearGroup: 10, Names: []string{"Dan E"}},
		}}
		before := must[[]models.PlacedClass](t)(db.Classes.Place(ctx, roster))
		if got := before[0]; got.PublicID != r.class.PublicID || !slices.Equal(got.There, []string{"amy b"}) || !slices.Equal(got.New, []string{"Zoë Ó"}) {
			t.Errorf("the class that is there is placed as %+v", got)
		}
		if got := before[1]; got.PublicID != "" || got.Same != 0 || len(got.New) != 1 {
			t.Errorf("the new class is placed as %+v", got)
		}
		made := must[[]models.PlacedClass](t)(db.Classes.Enter(ctx, roster))
		if got := theirs(t, db, r.teacher.ID, r.class.PublicID); !slices.Equal(got, []string{"Amy B", "Ben C", "Cleo D", "Zoë Ó"}) {
			t.Errorf("the list is %q", got)
		}
		class := must[models.Class](t)(db.Classes.Find(ctx, r.teacher.ID, made[1].PublicID))
		if class.Name != "10A" || class.YearGroup != 10 || class.SchoolYear != 2026 || class.SchoolID != r.school.ID {
			t.Errorf("the class that was made is %+v", class)
		}
		stamp := must[string](t)(db.Classes.Stamp(ctx, r.teacher.ID, r.class.PublicID))
		for _, placed := range must[[]models.PlacedClass](t)(db.Classes.Enter(ctx, roster)) {
			if len(placed.New) > 0 || placed.PublicID == "" {
				t.Errorf("the second time it is placed as %+v", placed)
			}
		}
		if n := len(must[[]models.ClassSummary](t)(db.Classes.Of(ctx, r.teacher.ID))); n != 2 {
			t.Errorf("there are %d classes after the second time", n)
		}
		if must[string](t)(db.Classes.Stamp(ctx, r.teacher.ID, r.class.PublicID)) != stamp {
			t.Error("the second time changed the class")
		}
	})
}

func TestARosterReachesOnlyTheClassesOfWhoBringsIt(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r, elsewhere := newRoom(t, db), newRoom(t, db)
		office, other := admin(t, db, r.school), newTeacher(t, db, r.school)
		old := models.Class{Name: "8Z", SchoolYear: 2025}
		ok(t, db.Classes.Create(ctx, r.teacher.ID, &old))
		away := models.Class{Name: "8Y", SchoolYear: 2026}
		ok(t, db.Classes.Create(ctx, r.teacher.ID, &away))
		ok(t, db.Classes.Archive(ctx, r.teacher.ID, away.PublicID, true))
		roster := func(userID int64, school bool) models.Roster {
			return models.Roster{UserID: userID, School: school, SchoolYear: 2026, Classes: []models.RosterClass{
				{Name: "9B", Names: []string{"Zoë Ó"}}, {Name: "8Z", Names: []string{"Dan E"}}, {Name: "8Y", Names: []string{"Dan E"}},
			}}
		}
		for who, it := range map[string]struct {
			roster models.Roster
			there  string
		}{
			"their teacher":                 {roster(r.teacher.ID, false), r.class.PublicID},
			"another teacher":               {roster(other.ID, false), ""},
			"the admin of the school":       {roster(office.ID, true), r.class.PublicID},
			"the admin as a teacher":        {roster(office.ID, false), ""},
			"a teacher who says they may":   {roster(r.teacher.ID, true), ""},
			"the admin of another school":   {roster(admin(t, db, elsewhere.school).ID, true), elsewhere.class.PublicID},
			"the teacher of another school": {roster(elsewhere.teacher.ID, false), elsewhere.class.PublicID},
		} {
			placed := must[[]models.PlacedClass](t)(db.Classes.Place(ctx, it.roster))
			if placed[0].PublicID != it.there || placed[1].PublicID != "" || placed[2].PublicID != "" {
				t.Errorf("%s reaches %+v", who, placed)
			}
		}
		made := must[[]models.PlacedClass](t)(db.Classes.Enter(ctx, roster(office.ID, true)))
		if got := theirs(t, db, r.teacher.ID, r.class.PublicID); !slices.Contains(got, "Zoë Ó") {
			t.Errorf("the admin's roster left the list as %q", got)
		}
		if got := theirs(t, db, elsewhere.teacher.ID, elsewhere.class.PublicID); len(got) != 3 {
			t.Errorf("the class of another school has %q", got)
		}
		if class := must[models.Class](t)(db.Classes.Find(ctx, office.ID, made[1].PublicID)); class.SchoolID != r.school.ID {
			t.Errorf("the class is made in school %d", class.SchoolID)
		}
		student := r.join(t, db, 0)
		for _, nobody := range []int64{student.ID, 0} {
			_, err := db.Classes.Enter(ctx, roster(nobody, true))
			is(t, err, models.ErrNotFound)
		}
	})
}

func TestARosterIsEnteredWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		first := models.RosterClass{Name: "10A", Names: []string{"Dan E"}}
		_, err := db.Classes.Enter(ctx, models.Roster{UserID: r.teacher.ID, SchoolYear: 2026, Classes: []models.RosterClass{first, {Name: "9B", Names: []string{"Eve F", "eve f"}}}})
		is(t, err, models.ErrTaken)
		again := models.Class{Name: "9b", SchoolYear: 2026}
		ok(t, db.Classes.Create(ctx, r.teacher.ID, &again))
		_, err = db.Classes.Enter(ctx, models.Roster{UserID: r.teacher.ID, SchoolYear: 2026, Classes: []models.RosterClass{first, {Name: "9B", Names: []string{"Eve F"}}}})
		is(t, err, models.ErrTaken) // nobody can tell which of the two is meant
		if n := len(must[[]models.ClassSummary](t)(db.Classes.Of(ctx, r.teacher.ID))); n != 2 {
			t.Errorf("there are %d classes", n)
		}
	})
}

func TestTheSameRosterTwiceAtOnceMakesEachClassOnce(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		school := newSchool(t, db)
		office := admin(t, db, school)
		roster := models.Roster{UserID: office.ID, School: true, SchoolYear: 2026, Classes: []models.RosterClass{{Name: "10A", Names: []string{"Dan E", "Eve F"}}}}
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if _, err := db.Classes.Enter(ctx, roster); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		classes := must[[]models.ClassSummary](t)(db.Classes.Of(ctx, office.ID))
		if len(classes) != 1 || classes[0].Seats != 2 {
			t.Errorf("the classes are %+v", classes)
		}
	})
}
