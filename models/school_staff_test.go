package models_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

func newAdmin(t testing.TB, db *models.DB, school models.School) models.User {
	t.Helper()
	user := models.User{Who: models.Admin, SchoolID: &school.ID, Email: fmt.Sprintf("a%d@example.org", people.Add(1)), DisplayName: "A"}
	ok(t, db.Users.Create(ctx, &user))
	return user
}

func TestATeacherBecomesAnAdminAndBackAndSignsInAnew(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		school := newSchool(t, db)
		newAdmin(t, db, school)
		teacher := newTeacher(t, db, school)
		for _, who := range []string{models.Admin, models.Teacher} {
			token, _, err := db.Sessions.Start(ctx, &teacher.ID)
			ok(t, err)
			ok(t, db.Schools.Appoint(ctx, school.ID, teacher.PublicID, who))
			if now := must[models.User](t)(db.Users.Find(ctx, teacher.ID)); now.Who != who {
				t.Errorf("the teacher is a %s, not a %s", now.Who, who)
			}
			_, _, err = db.Sessions.Find(ctx, token)
			is(t, err, models.ErrNotFound)
		}
	})
}

func TestNobodyIsAppointedButTheStaffOfTheSchool(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		school := newSchool(t, db)
		teacher, pupil, gone := newTeacher(t, db, school), newStudent(t, db), newTeacher(t, db, school)
		ok(t, db.Users.Disable(ctx, gone.ID))
		other := newSchool(t, db)
		newAdmin(t, db, other)
		is(t, db.Schools.Appoint(ctx, other.ID, teacher.PublicID, models.Admin), models.ErrNotFound)
		is(t, db.Schools.Appoint(ctx, school.ID, pupil.PublicID, models.Admin), models.ErrNotFound)
		is(t, db.Schools.Appoint(ctx, school.ID, gone.PublicID, models.Admin), models.ErrNotFound)
		is(t, db.Schools.Appoint(ctx, school.ID, teacher.PublicID, models.Operator), models.ErrInvalid)
	})
}

func TestOfTwoAdminsWhoPutOutEachOtherOneStays(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		school := newSchool(t, db)
		one, two := newAdmin(t, db, school), newAdmin(t, db, school)
		ways := []func() error{
			func() error { return db.Schools.Appoint(ctx, school.ID, one.PublicID, models.Teacher) },
			func() error {
				return db.Together(ctx, func(tx *models.DB) error {
					return errors.Join(tx.Users.Disable(ctx, two.ID), tx.Schools.KeepAdmin(ctx, school.ID))
				})
			},
		}
		errs := make([]error, len(ways))
		var both sync.WaitGroup
		for i, way := range ways {
			both.Go(func() { errs[i] = way() })
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("both were put out, or none: %v", errs)
		}
		is(t, errors.Join(errs...), models.ErrLast)
	})
}

func TestAnInvitationIsCancelledByItsOwnSchoolOnly(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		school, other := newSchool(t, db), newSchool(t, db)
		link := models.Link{Kind: models.Invitation, Who: models.Teacher, Email: "New@example.org", SchoolID: &school.ID}
		token := must[string](t)(db.Links.Create(ctx, &link))
		is(t, db.Links.Cancel(ctx, other.ID, "new@example.org"), models.ErrNotFound)
		is(t, db.Links.Cancel(ctx, school.ID, ""), models.ErrNotFound)
		ok(t, db.Links.Cancel(ctx, school.ID, " NEW@example.org "))
		_, err := db.Links.Find(ctx, models.Invitation, token)
		is(t, err, models.ErrNotFound)
		is(t, db.Links.Cancel(ctx, school.ID, "new@example.org"), models.ErrNotFound)
	})
}
