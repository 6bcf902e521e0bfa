package models_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

// asks sets a follow-up for the class of the room.
func (r room) asks(t testing.TB, db *models.DB, text string) models.FollowUp {
	t.Helper()
	it := models.FollowUp{Text: text, DueOn: "2026-11-27"}
	ok(t, db.FollowUps.Set(ctx, r.teacher.ID, r.class.PublicID, &it))
	return it
}

func TestAPupilMarksWhatTheClassWasAskedAndTheTeacherSeesWhoDid(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		amy, ben := r.join(t, db, 0), r.join(t, db, 1)
		it := r.asks(t, db, "Add two actions by Friday")
		for range 2 { // pressed twice, it is done once
			ok(t, db.FollowUps.Mark(ctx, amy.ID, it.PublicID, true))
		}
		ok(t, db.FollowUps.Mark(ctx, ben.ID, it.PublicID, true))
		ok(t, db.FollowUps.Mark(ctx, ben.ID, it.PublicID, false))

		mine := must[[]models.MyFollowUp](t)(db.FollowUps.OfStudent(ctx, amy.ID))
		if len(mine) != 1 || mine[0].Text != it.Text || mine[0].DueOn != "2026-11-27" || mine[0].ClassName != "9B" || mine[0].DoneAt == nil {
			t.Errorf("Amy reads %+v", mine)
		}
		if mine := must[[]models.MyFollowUp](t)(db.FollowUps.OfStudent(ctx, ben.ID)); len(mine) != 1 || mine[0].DoneAt != nil {
			t.Errorf("Ben reads %+v", mine)
		}
		all := must[[]models.FollowUpCount](t)(db.FollowUps.Of(ctx, r.teacher.ID, r.class.PublicID))
		found := must[models.FollowUpCount](t)(db.FollowUps.Find(ctx, r.teacher.ID, r.class.PublicID, it.PublicID))
		if len(all) != 1 || all[0].Done != 1 || all[0].Asked != 3 || found.Done != 1 || found.Text != it.Text {
			t.Errorf("the teacher reads %+v and %+v", all, found)
		}
		who := must[[]models.FollowUpSeat](t)(db.FollowUps.Who(ctx, r.teacher.ID, r.class.PublicID, it.PublicID))
		if len(who) != 3 || who[0].Name != "Amy B" || who[0].DoneAt == nil || who[1].DoneAt != nil || who[2].DoneAt != nil {
			t.Errorf("the teacher sees %+v", who)
		}
		done := must[map[string]int](t)(db.FollowUps.DoneBySeat(ctx, r.teacher.ID, r.class.PublicID))
		if len(done) != 1 || done[r.seats[0].PublicID] != 1 {
			t.Errorf("done are %v", done)
		}
	})
}

func TestNobodyElseReadsSetsClosesOrMarksAFollowUp(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r, elsewhere := newRoom(t, db), newRoom(t, db)
		amy, foreign := r.join(t, db, 0), elsewhere.join(t, db, 0)
		it, class := r.asks(t, db, "Add two actions"), r.class.PublicID
		theirs := elsewhere.asks(t, db, "Something else")
		ok(t, db.FollowUps.Mark(ctx, amy.ID, it.PublicID, true))
		for _, other := range []int64{newTeacher(t, db, r.school).ID, elsewhere.teacher.ID, amy.ID, 0} {
			_, found := db.FollowUps.Find(ctx, other, class, it.PublicID)
			for what, err := range map[string]error{
				"find": found, "close": db.FollowUps.Close(ctx, other, class, it.PublicID),
				"set": db.FollowUps.Set(ctx, other, class, &models.FollowUp{Text: "x"}),
			} {
				if !errors.Is(err, models.ErrNotFound) {
					t.Errorf("%s by %d: %v", what, other, err)
				}
			}
			if seen := len(must[[]models.FollowUpCount](t)(db.FollowUps.Of(ctx, other, class))) +
				len(must[[]models.FollowUpSeat](t)(db.FollowUps.Who(ctx, other, class, it.PublicID))) +
				len(must[map[string]int](t)(db.FollowUps.DoneBySeat(ctx, other, class))) +
				len(must[[]models.LessonPart](t)(db.Lessons.Parts(ctx, other, class))); seen != 0 {
				t.Errorf("%d sees %d rows of another's class", other, seen)
			}
		}
		_, crossed := db.FollowUps.Find(ctx, r.teacher.ID, class, theirs.PublicID)
		is(t, crossed, models.ErrNotFound)
		is(t, db.FollowUps.Close(ctx, r.teacher.ID, class, theirs.PublicID), models.ErrNotFound)
		for _, other := range []int64{foreign.ID, newStudent(t, db).ID, r.teacher.ID, 0} {
			is(t, db.FollowUps.Mark(ctx, other, it.PublicID, true), models.ErrNotFound)
			is(t, db.FollowUps.Mark(ctx, other, it.PublicID, false), models.ErrNotFound)
		}
		if found := must[models.FollowUpCount](t)(db.FollowUps.Find(ctx, r.teacher.ID, class, it.PublicID)); found.Done != 1 || found.ClosedAt != nil {
			t.Errorf("somebody changed it: %+v", found)
		}
	})
}

func TestAClosedFollowUpLeavesThePupilsPageAndWhoDidItIsKept(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		amy, class := r.join(t, db, 0), r.class.PublicID
		it := r.asks(t, db, "Add two actions")
		newer := r.asks(t, db, "Ask at home")
		ok(t, db.FollowUps.Close(ctx, r.teacher.ID, class, newer.PublicID))
		closed := must[models.FollowUpCount](t)(db.FollowUps.Find(ctx, r.teacher.ID, class, newer.PublicID)).ClosedAt
		ok(t, db.FollowUps.Close(ctx, r.teacher.ID, class, newer.PublicID))
		ok(t, db.FollowUps.Mark(ctx, amy.ID, newer.PublicID, true)) // pressed while the teacher closed it
		if mine := must[[]models.MyFollowUp](t)(db.FollowUps.OfStudent(ctx, amy.ID)); len(mine) != 1 || mine[0].PublicID != it.PublicID {
			t.Errorf("the pupil reads %+v", mine)
		}
		all := must[[]models.FollowUpCount](t)(db.FollowUps.Of(ctx, r.teacher.ID, class))
		if len(all) != 2 || all[0].PublicID != it.PublicID || all[1].Done != 1 || !all[1].ClosedAt.Equal(*closed) {
			t.Errorf("the teacher reads %+v", all)
		}
	})
}

func TestWhoWaitsToBeLetInOrHasLeftIsAskedNothing(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		amy, class := r.join(t, db, 0), r.class.PublicID
		it := r.asks(t, db, "Add two actions")
		ok(t, db.FollowUps.Mark(ctx, amy.ID, it.PublicID, true))
		ok(t, db.Lessons.End(ctx, r.teacher.ID, r.lesson.PublicID))
		next := models.Lesson{QuizKey: "interests", QuizVersion: 1, Length: "starter", Approve: true}
		ok(t, db.Lessons.Start(ctx, r.teacher.ID, class, &next))
		waits := newStudent(t, db)
		must[models.Seat](t)(db.Seats.Claim(ctx, next.ID, r.seats[1].PublicID, waits.ID))
		is(t, db.FollowUps.Mark(ctx, waits.ID, it.PublicID, true), models.ErrNotFound)
		if mine := must[[]models.MyFollowUp](t)(db.FollowUps.OfStudent(ctx, waits.ID)); len(mine) != 0 {
			t.Errorf("somebody outside reads %+v", mine)
		}
		ok(t, db.Seats.LetIn(ctx, r.teacher.ID, class, r.seats[1].PublicID))
		ok(t, db.FollowUps.Mark(ctx, waits.ID, it.PublicID, true))
		ok(t, db.Seats.Remove(ctx, r.teacher.ID, class, r.seats[0].PublicID))
		is(t, db.FollowUps.Mark(ctx, amy.ID, it.PublicID, false), models.ErrNotFound)
		if found := must[models.FollowUpCount](t)(db.FollowUps.Find(ctx, r.teacher.ID, class, it.PublicID)); found.Done != 1 || found.Asked != 2 {
			t.Errorf("of those who are left: %+v", found)
		}
	})
}

func TestAClassIsAskedTwentyThingsOfThreeHundredCharactersAtOnce(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		long := strings.Repeat("ä", models.LongestFollowUp)
		for _, bad := range []models.FollowUp{{Text: long + "!"}, {Text: ""}, {Text: "x", DueOn: "Friday"}} {
			is(t, db.FollowUps.Set(ctx, r.teacher.ID, r.class.PublicID, &bad), models.ErrInvalid)
		}
		kept, full := atOnce(t, models.MaxFollowUps+4, func() error {
			return db.FollowUps.Set(ctx, r.teacher.ID, r.class.PublicID, &models.FollowUp{Text: long})
		})
		if kept != models.MaxFollowUps || full != 4 {
			t.Errorf("%d kept, %d refused", kept, full)
		}
		all := must[[]models.FollowUpCount](t)(db.FollowUps.Of(ctx, r.teacher.ID, r.class.PublicID))
		ok(t, db.FollowUps.Close(ctx, r.teacher.ID, r.class.PublicID, all[0].PublicID))
		r.asks(t, db, "There is room again")
	})
}

func TestTheClasssPageMovesWhenAFollowUpDoes(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		amy := r.join(t, db, 0)
		var stamps []string
		look := func() {
			stamps = append(stamps, must[string](t)(db.Classes.Stamp(ctx, r.teacher.ID, r.class.PublicID)))
		}
		look()
		it := r.asks(t, db, "Add two actions")
		look()
		ok(t, db.FollowUps.Mark(ctx, amy.ID, it.PublicID, true))
		look()
		ok(t, db.FollowUps.Close(ctx, r.teacher.ID, r.class.PublicID, it.PublicID))
		look()
		if distinct := slices.Compact(slices.Sorted(slices.Values(stamps))); len(distinct) != len(stamps) {
			t.Errorf("the stamps are %v", stamps)
		}
	})
}

func TestALessonCountsWhoTookPartWhoFinishedAndWhoHasAPlan(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		r := newRoom(t, db)
		amy, ben := r.join(t, db, 0), r.join(t, db, 1)
		start := func(userID int64, finish bool) {
			owner := models.Owner{UserID: userID}
			attempt := models.Attempt{QuizKey: "interests", QuizVersion: 1, Length: "starter", LessonID: &r.lesson.ID}
			ok(t, db.Attempts.Start(ctx, owner, &attempt))
			if finish {
				ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Packed: []byte("x")}))
			}
		}
		start(amy.ID, true)
		start(amy.ID, true) // taken twice, she took part once
		start(ben.ID, false)
		plan := newPlan(t, db, amy.ID, 1)
		ok(t, db.Plans.Share(ctx, amy.ID, plan.PublicID, true))
		newPlan(t, db, ben.ID, 1)
		parts := must[[]models.LessonPart](t)(db.Lessons.Parts(ctx, r.teacher.ID, r.class.PublicID))
		want := []models.LessonPart{
			{LessonID: r.lesson.ID, Finished: 2, HasPlan: true, SharesPlan: true},
			{LessonID: r.lesson.ID, HasPlan: true},
		}
		if !slices.Equal(parts, want) {
			t.Errorf("took part: %+v", parts)
		}
	})
}
