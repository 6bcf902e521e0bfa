package models_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pathways/models"
	"pathways/models/testdb"
)

// writes puts an entry of a school into the audit.
func writes(t testing.TB, db *models.DB, school models.School, what string, actor, about *int64) {
	t.Helper()
	ok(t, db.Audit.Add(ctx, models.AuditEntry{What: what, ActorID: actor, AboutUserID: about, SchoolID: &school.ID}))
}

func TestAnAdminSearchesTheAuditOfTheirOwnSchoolOnly(t *testing.T) {
	t.Parallel()
	eachWithClock(t, func(t *testing.T, db *models.DB, c *clock) {
		school, other := newSchool(t, db), newSchool(t, db)
		admin, teacher, stranger := newAdmin(t, db, school), newTeacher(t, db, school), newTeacher(t, db, other)
		writes(t, db, school, "signed in", &teacher.ID, &teacher.ID)
		noon := c.now()
		c.forward(time.Hour)
		writes(t, db, school, "reset a password", &admin.ID, &teacher.ID)
		writes(t, db, other, "signed in", &stranger.ID, &stranger.ID)
		for name, wanted := range map[string]struct {
			search models.AuditSearch
			whats  []string
		}{
			"all":            {models.AuditSearch{}, []string{"reset a password", "signed in"}},
			"what":           {models.AuditSearch{What: "signed in"}, []string{"signed in"}},
			"who":            {models.AuditSearch{Who: admin.PublicID}, []string{"reset a password"}},
			"a stranger":     {models.AuditSearch{Who: stranger.PublicID}, nil},
			"from":           {models.AuditSearch{From: noon.Add(time.Minute)}, []string{"reset a password"}},
			"to":             {models.AuditSearch{To: noon.Add(time.Minute)}, []string{"signed in"}},
			"both":           {models.AuditSearch{What: "signed in", Who: admin.PublicID}, nil},
			"a condition":    {models.AuditSearch{What: "' OR 1=1 --"}, nil},
			"nobody's words": {models.AuditSearch{What: "%"}, nil},
		} {
			var whats []string
			for _, line := range must[[]models.AuditLine](t)(db.Audit.Search(ctx, school.ID, admin.ID, wanted.search, 50, 0)) {
				whats = append(whats, line.What)
			}
			n := must[int](t)(db.Audit.Count(ctx, school.ID, wanted.search))
			if !slices.Equal(whats, wanted.whats) || n != len(whats) {
				t.Errorf("%s finds %q and counts %d, want %q", name, whats, n, wanted.whats)
			}
		}
		if whats := must[[]string](t)(db.Audit.Whats(ctx, other.ID)); !slices.Equal(whats, []string{"signed in"}) {
			t.Errorf("the other school has %q", whats)
		}
	})
}

func TestTheAuditComesInPagesAndNoEntryTwice(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		school := newSchool(t, db)
		admin := newAdmin(t, db, school)
		var want, got []string
		for n := range 7 {
			what := fmt.Sprint("did ", n)
			writes(t, db, school, what, &admin.ID, nil)
			want = append([]string{what}, want...)
		}
		for offset := 0; offset < 9; offset += 3 {
			for _, line := range must[[]models.AuditLine](t)(db.Audit.Search(ctx, school.ID, admin.ID, models.AuditSearch{}, 3, offset)) {
				got = append(got, line.What)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("the pages hold %q, want %q", got, want)
		}
	})
}

func TestTheAuditNamesWhomTheAdminMayKnow(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		pupil := r.join(t, db, 0)
		own := newRoom(t, db)
		stranger := own.join(t, db, 0)
		admin := newAdmin(t, db, r.school)
		names := func() map[string]string {
			names := map[string]string{}
			for _, line := range must[[]models.AuditLine](t)(db.Audit.Search(ctx, r.school.ID, admin.ID, models.AuditSearch{}, 50, 0)) {
				names[line.What] = line.Actor + " > " + line.About + " > " + line.ClassName
			}
			return names
		}
		ok(t, db.Audit.Add(ctx, models.AuditEntry{What: "of a pupil", ActorID: &r.teacher.ID, AboutUserID: &pupil.ID, SchoolID: &r.school.ID, Detail: r.class.PublicID}))
		ok(t, db.Audit.Add(ctx, models.AuditEntry{What: "of a stranger", ActorID: &own.teacher.ID, AboutUserID: &stranger.ID, SchoolID: &r.school.ID, Detail: own.class.PublicID}))
		writes(t, db, r.school, "of nobody", nil, nil)
		got := names()
		for what, want := range map[string]string{"of a pupil": "T > " + pupil.UserName + " > 9B", "of a stranger": " >  > ", "of nobody": " >  > "} {
			if got[what] != want {
				t.Errorf("%s is told as %q, want %q", what, got[what], want)
			}
		}
		ok(t, db.Classes.Share(ctx, r.teacher.ID, r.class.PublicID, admin.ID, nil))
		if got := names()["of a pupil"]; got != "T > Amy B > 9B" {
			t.Errorf("to the pupil's own teacher it is told as %q", got)
		}
	})
}
