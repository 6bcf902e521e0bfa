package models_test

import (
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

func TestAProfileIsOneAnOwnerAndTwoDevicesLoseNothing(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		ann, ben := newStudent(t, db), newStudent(t, db)
		mine, other := models.Owner{UserID: ann.ID}, models.Owner{UserID: ben.ID}
		_, err := db.Profiles.Find(ctx, mine)
		is(t, err, models.ErrNotFound)

		first := must[models.Profile](t)(db.Profiles.Save(ctx, mine, `{"year_group":9}`, 0))
		kept, err := db.Profiles.Save(ctx, mine, `{"year_group":10}`, 0)
		is(t, err, models.ErrStale)
		if kept.Body != first.Body {
			t.Errorf("the second device is shown %q", kept.Body)
		}
		second := must[models.Profile](t)(db.Profiles.Save(ctx, mine, `{"year_group":10}`, first.Revision))
		if second.Revision != first.Revision+1 {
			t.Errorf("revision is %d", second.Revision)
		}
		_, err = db.Profiles.Save(ctx, mine, `{"year_group":11}`, first.Revision)
		is(t, err, models.ErrStale)
		_, err = db.Profiles.Find(ctx, other)
		is(t, err, models.ErrNotFound)
	})
}

func TestAVisitorsProfileComesAlongOnlyWhenItIsAdopted(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		_, session, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		visitor := models.Owner{SessionID: session.ID}
		must[models.Profile](t)(db.Profiles.Save(ctx, visitor, `{"year_group":9}`, 0))
		ann := newStudent(t, db)
		ok(t, db.Profiles.Adopt(ctx, session.ID, ann.ID))
		kept := must[models.Profile](t)(db.Profiles.Find(ctx, models.Owner{UserID: ann.ID}))
		if kept.Body != `{"year_group":9}` {
			t.Errorf("kept %q", kept.Body)
		}
		must[models.Profile](t)(db.Profiles.Save(ctx, visitor, `{"year_group":8}`, 0))
		ok(t, db.Profiles.ClearVisitor(ctx, session.ID))
		_, err = db.Profiles.Find(ctx, visitor)
		is(t, err, models.ErrNotFound)
	})
}
