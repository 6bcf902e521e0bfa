package models_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

// talk is a pupil's shared plan in a teacher's class.
type talk struct {
	room
	pupil models.User
	plan  models.Plan
	at    models.SharedPlan
}

func newTalk(t testing.TB, db *models.DB) talk {
	t.Helper()
	it := talk{room: newRoom(t, db)}
	it.pupil = it.join(t, db, 0)
	it.plan = newPlan(t, db, it.pupil.ID, 1)
	it.at = models.SharedPlan{Class: it.class.PublicID, Seat: it.seats[0].PublicID, Plan: it.plan.PublicID}
	ok(t, db.Plans.Share(ctx, it.pupil.ID, it.plan.PublicID, true))
	return it
}

func TestTeacherAndPupilTalkAboutASharedPlanInTheOrderOfTime(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		it := newTalk(t, db)
		must[string](t)(db.Comments.Write(ctx, it.teacher.ID, it.at, "Look at the open day"))
		must[string](t)(db.Comments.Answer(ctx, it.pupil.ID, it.plan.PublicID, "I will"))
		for reader, comments := range map[string][]models.Comment{
			"pupil":   must[[]models.Comment](t)(db.Comments.Of(ctx, it.pupil.ID, it.plan.PublicID)),
			"teacher": must[[]models.Comment](t)(db.Comments.OfShared(ctx, it.teacher.ID, it.at)),
		} {
			if len(comments) != 2 || comments[0].Text != "Look at the open day" || comments[0].Pupil || comments[0].Writer != it.teacher.DisplayName ||
				!comments[1].Pupil || comments[1].WrittenAt.Before(comments[0].WrittenAt) {
				t.Errorf("the %s reads %+v", reader, comments)
			}
		}
	})
}

func TestNobodyElseReadsWritesHidesOrRemovesComments(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		it, elsewhere := newTalk(t, db), newTalk(t, db)
		said := must[string](t)(db.Comments.Write(ctx, it.teacher.ID, it.at, "Look at the open day"))
		answered := must[string](t)(db.Comments.Answer(ctx, it.pupil.ID, it.plan.PublicID, "I will"))
		crossed := elsewhere.at
		crossed.Plan = it.plan.PublicID
		other := elsewhere.teacher.ID
		_, readTeacher := db.Comments.OfShared(ctx, other, it.at)
		_, readCrossed := db.Comments.OfShared(ctx, other, crossed)
		_, readPupil := db.Comments.Of(ctx, elsewhere.pupil.ID, it.plan.PublicID)
		_, readOwnAsTeacher := db.Comments.OfShared(ctx, it.pupil.ID, it.at)
		_, written := db.Comments.Write(ctx, other, it.at, "x")
		_, crossing := db.Comments.Write(ctx, other, crossed, "x")
		_, answer := db.Comments.Answer(ctx, elsewhere.pupil.ID, it.plan.PublicID, "x")
		refused := map[string]error{
			"read as another teacher": readTeacher, "read by another seat": readCrossed, "read as another pupil": readPupil,
			"read as a teacher": readOwnAsTeacher, "write": written, "write by another seat": crossing, "answer": answer,
			"hide":                      db.Comments.Hide(ctx, other, it.at, answered, true),
			"hide by another seat":      db.Comments.Hide(ctx, other, crossed, answered, true),
			"hide on another plan":      db.Comments.Hide(ctx, other, elsewhere.at, answered, true),
			"hide a teacher's own":      db.Comments.Hide(ctx, it.teacher.ID, it.at, said, true),
			"take back another's":       db.Comments.TakeBack(ctx, other, it.at, said),
			"take back a pupil's":       db.Comments.TakeBack(ctx, it.teacher.ID, it.at, answered),
			"remove a teacher's":        db.Comments.Remove(ctx, it.pupil.ID, it.plan.PublicID, said),
			"remove another pupil's":    db.Comments.Remove(ctx, elsewhere.pupil.ID, it.plan.PublicID, answered),
			"remove on another plan":    db.Comments.Remove(ctx, it.pupil.ID, elsewhere.plan.PublicID, answered),
			"take back on another plan": db.Comments.TakeBack(ctx, it.teacher.ID, elsewhere.at, said),
		}
		for what, err := range refused {
			if !errors.Is(err, models.ErrNotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
		comments := must[[]models.Comment](t)(db.Comments.Of(ctx, it.pupil.ID, it.plan.PublicID))
		if len(comments) != 2 || comments[1].HiddenAt != nil {
			t.Errorf("somebody changed them: %+v", comments)
		}
	})
}

func TestWithoutSharingTeachersNeitherSeeNorWriteAndThePupilKeepsWhatWasSaid(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		it := newTalk(t, db)
		said := must[string](t)(db.Comments.Write(ctx, it.teacher.ID, it.at, "Look at the open day"))
		ok(t, db.Plans.Share(ctx, it.pupil.ID, it.plan.PublicID, false))
		_, err := db.Comments.OfShared(ctx, it.teacher.ID, it.at)
		is(t, err, models.ErrNotFound)
		_, err = db.Comments.Write(ctx, it.teacher.ID, it.at, "Hello?")
		is(t, err, models.ErrNotFound)
		is(t, db.Comments.TakeBack(ctx, it.teacher.ID, it.at, said), models.ErrNotFound)
		_, err = db.Comments.Answer(ctx, it.pupil.ID, it.plan.PublicID, "Nobody reads this")
		is(t, err, models.ErrClosed)
		if got := must[[]models.Comment](t)(db.Comments.Of(ctx, it.pupil.ID, it.plan.PublicID)); len(got) != 1 {
			t.Errorf("the pupil reads %+v", got)
		}
	})
}

func TestATeacherHidesAPupilsCommentAndWritersRemoveTheirOwn(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		it := newTalk(t, db)
		said := must[string](t)(db.Comments.Write(ctx, it.teacher.ID, it.at, "Look at the open day"))
		answered := must[string](t)(db.Comments.Answer(ctx, it.pupil.ID, it.plan.PublicID, "Rude"))
		hidden := func() bool {
			comments := must[[]models.Comment](t)(db.Comments.OfShared(ctx, it.teacher.ID, it.at))
			return comments[1].HiddenAt != nil
		}
		ok(t, db.Comments.Hide(ctx, it.teacher.ID, it.at, answered, true))
		if !hidden() {
			t.Error("it is not hidden")
		}
		ok(t, db.Comments.Hide(ctx, it.teacher.ID, it.at, answered, false))
		if hidden() {
			t.Error("it is still hidden")
		}
		ok(t, db.Comments.Remove(ctx, it.pupil.ID, it.plan.PublicID, answered))
		ok(t, db.Comments.TakeBack(ctx, it.teacher.ID, it.at, said))
		if left := must[[]models.Comment](t)(db.Comments.Of(ctx, it.pupil.ID, it.plan.PublicID)); len(left) != 0 {
			t.Errorf("left are %+v", left)
		}
	})
}

func TestAPlanTakesAHundredCommentsOfAThousandCharacters(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		it := newTalk(t, db)
		long := strings.Repeat("ä", models.LongestRemark)
		_, err := db.Comments.Answer(ctx, it.pupil.ID, it.plan.PublicID, long+"!")
		is(t, err, models.ErrInvalid)
		_, err = db.Comments.Answer(ctx, it.pupil.ID, it.plan.PublicID, "")
		is(t, err, models.ErrInvalid)
		kept, full := atOnce(t, models.MaxComments+8, func() error {
			return errorOf(db.Comments.Write(ctx, it.teacher.ID, it.at, long))
		})
		if kept != models.MaxComments || full != 8 {
			t.Errorf("%d kept, %d refused", kept, full)
		}
	})
}

func TestATeacherWhoHasLeftIsNamedAsNobodyAndTheWordsStay(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		it := newTalk(t, db)
		must[string](t)(db.Comments.Write(ctx, it.teacher.ID, it.at, "Look at the open day"))
		write, _, err := models.Pools(db)
		ok(t, err)
		_, err = write.Exec("UPDATE plan_comments SET user_id = NULL") // as the database does when the account goes
		ok(t, err)
		got := must[[]models.Comment](t)(db.Comments.Of(ctx, it.pupil.ID, it.plan.PublicID))
		if len(got) != 1 || got[0].Writer != "" || got[0].Pupil || got[0].Text == "" {
			t.Errorf("reads %+v", got)
		}
	})
}

func TestAPupilIsToldWhereATeacherHadTheLastWord(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		it := newTalk(t, db)
		quiet := newPlan(t, db, it.pupil.ID, 1)
		ok(t, db.Plans.Share(ctx, it.pupil.ID, quiet.PublicID, true))
		tells := func(want ...string) {
			t.Helper()
			if got := must[[]string](t)(db.Comments.Unanswered(ctx, it.pupil.ID)); !slices.Equal(got, want) {
				t.Errorf("tells of %v, want %v", got, want)
			}
		}
		tells()
		must[string](t)(db.Comments.Write(ctx, it.teacher.ID, it.at, "Look at the open day"))
		tells(it.plan.PublicID)
		ok(t, db.Plans.Share(ctx, it.pupil.ID, it.plan.PublicID, false))
		tells()
		ok(t, db.Plans.Share(ctx, it.pupil.ID, it.plan.PublicID, true))
		must[string](t)(db.Comments.Answer(ctx, it.pupil.ID, it.plan.PublicID, "I will"))
		tells()
	})
}
