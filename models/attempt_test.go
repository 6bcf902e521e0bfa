package models_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

func TestAnAnswerIsKeptOnceAndChangesInItsPlace(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db)
		owner := models.Owner{UserID: student.ID}
		attempt := newAttempt(t, db, owner)
		for _, answer := range []models.Answer{
			{Item: "q01", Rating: 2, Seconds: 3}, {Item: "q02", Rating: models.Unknown}, {Item: "q01", Rating: 2, Seconds: 3}, {Item: "q01", Rating: -1},
		} {
			ok(t, db.Attempts.Answer(ctx, owner, attempt.ID, answer))
		}
		got := must[models.Attempt](t)(db.Attempts.Find(ctx, owner, attempt.PublicID))
		if got.Answered != 2 || len(got.Answers) != 2 || got.Revision != 4 {
			t.Fatalf("got %d answered, %d rows, revision %d", got.Answered, len(got.Answers), got.Revision)
		}
		if first := got.Answers[0]; first.Item != "q01" || first.Rating != -1 || first.Seq != 1 {
			t.Errorf("first answer is %+v", first)
		}
		if second := got.Answers[1]; second.Item != "q02" || second.Rating != models.Unknown || second.Seq != 2 {
			t.Errorf("second answer is %+v", second)
		}
	})
}

func TestStudentsSeeAndChangeOnlyTheirOwnAttempts(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		mine := models.Owner{UserID: newStudent(t, db).ID}
		_, session, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		attempt := newAttempt(t, db, mine)
		ok(t, db.Attempts.Answer(ctx, mine, attempt.ID, models.Answer{Item: "q01", Rating: 1}))
		for _, other := range []models.Owner{
			{UserID: newStudent(t, db).ID}, {SessionID: session.ID}, {}, {UserID: -1, SessionID: mine.UserID},
		} {
			_, err := db.Attempts.Find(ctx, other, attempt.PublicID)
			is(t, err, models.ErrNotFound)
			_, err = db.Attempts.Open(ctx, other, "interests")
			is(t, err, models.ErrNotFound)
			is(t, db.Attempts.Answer(ctx, other, attempt.ID, models.Answer{Item: "q01", Rating: 2}), models.ErrNotFound)
			is(t, db.Attempts.Answer(ctx, other, attempt.ID, models.Answer{Item: "q02", Rating: 2}), models.ErrNotFound)
			is(t, db.Attempts.Choose(ctx, other, attempt.ID, "pharma"), models.ErrNotFound)
			is(t, db.Attempts.SkipStageTwo(ctx, other, attempt.ID, true), models.ErrNotFound)
			is(t, db.Attempts.Finish(ctx, other, attempt.ID, models.Packing{Revision: 1, Packed: []byte{1}}), models.ErrNotFound)
			is(t, db.Attempts.SetResume(ctx, other, attempt.ID, "ABCD"), models.ErrNotFound)
			is(t, db.Attempts.Dispute(ctx, other, attempt.ID, "q01", "no"), models.ErrNotFound)
			is(t, db.Attempts.Agree(ctx, other, attempt.ID, "q01"), models.ErrNotFound)
			if all := must[[]models.Attempt](t)(db.Attempts.Of(ctx, other)); len(all) != 0 {
				t.Errorf("%+v sees %d attempts", other, len(all))
			}
		}
		got := must[models.Attempt](t)(db.Attempts.Open(ctx, mine, "interests"))
		if got.Answered != 1 || got.Answers[0].Rating != 1 || got.OwnChoice != "" {
			t.Errorf("somebody changed it: %+v", got)
		}
	})
}

func TestAFinishedAttemptIsPackedAndTakesNoMoreAnswers(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		owner := models.Owner{UserID: newStudent(t, db).ID}
		attempt := newAttempt(t, db, owner)
		ok(t, db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: "q01", Rating: 1}))
		ok(t, db.Attempts.Choose(ctx, owner, attempt.ID, "pharma-manufacturing"))
		ok(t, db.Attempts.SkipStageTwo(ctx, owner, attempt.ID, true))
		read := must[models.Attempt](t)(db.Attempts.Find(ctx, owner, attempt.PublicID))

		ok(t, db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: "q01", Rating: 2}))
		is(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Revision: read.Revision, Packed: []byte("old")}), models.ErrStale)
		ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Revision: read.Revision + 1, Packed: []byte("new")}))

		is(t, db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: "q01", Rating: 0}), models.ErrClosed)
		is(t, db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: "q09", Rating: 0}), models.ErrClosed)
		is(t, db.Attempts.Choose(ctx, owner, attempt.ID, "other"), models.ErrClosed)
		is(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Revision: read.Revision + 1, Packed: []byte("again")}), models.ErrClosed)
		got := must[models.Attempt](t)(db.Attempts.Newest(ctx, owner))
		if string(got.Packed) != "new" || len(got.Answers) != 0 || got.Answered != 1 || got.FinishedAt == nil ||
			got.OwnChoice != "pharma-manufacturing" || !got.StageTwoSkipped {
			t.Errorf("finished attempt is %+v", got)
		}
		_, err := db.Attempts.Open(ctx, owner, "interests")
		is(t, err, models.ErrNotFound)
	})
}

func TestStartingManyTimesAtOnceStartsOneAttempt(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		_, session, err := db.Sessions.Start(ctx, nil)
		ok(t, err)
		for _, owner := range []models.Owner{{UserID: newStudent(t, db).ID}, {SessionID: session.ID}} {
			var leaving string
			for round := range 2 {
				var starts sync.WaitGroup
				var started atomic.Int32
				for range 8 {
					starts.Go(func() {
						attempt := models.Attempt{QuizKey: "interests", QuizVersion: 1, Length: "full"}
						err := db.Attempts.StartInstead(ctx, owner, &attempt, leaving)
						if err == nil {
							started.Add(1)
						} else {
							is(t, err, models.ErrTaken)
						}
					})
				}
				starts.Wait()
				if n := started.Load(); n != 1 {
					t.Errorf("%d attempts were started at once in round %d", n, round)
				}
				leaving = must[models.Attempt](t)(db.Attempts.Open(ctx, owner, "interests")).PublicID
			}
		}
	})
}

func TestNobodyHasAttemptsWithoutEnd(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		owner := models.Owner{UserID: newStudent(t, db).ID}
		var last models.Attempt
		for range models.MostAttempts {
			last = newAttempt(t, db, owner)
		}
		attempt := models.Attempt{QuizKey: "interests", QuizVersion: 1, Length: "full"}
		is(t, db.Attempts.StartInstead(ctx, owner, &attempt, last.PublicID), models.ErrFull)
		newAttempt(t, db, models.Owner{UserID: newStudent(t, db).ID})
	})
}

func TestABadAnswerDoesNotSpoilTheOthersInItsGroup(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		owner := models.Owner{UserID: newStudent(t, db).ID}
		attempt := newAttempt(t, db, owner)
		var callers sync.WaitGroup
		for i := range 60 {
			callers.Go(func() {
				rating, want := int8(1), error(nil)
				if i%3 == 0 {
					rating, want = 7, models.ErrInvalid
				}
				err := db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprint("q", i), Rating: rating})
				if want == nil && err != nil || want != nil && !errors.Is(err, want) {
					t.Errorf("answer %d: %v", i, err)
				}
			})
		}
		callers.Wait()
		got := must[models.Attempt](t)(db.Attempts.Find(ctx, owner, attempt.PublicID))
		if got.Answered != 40 || len(got.Answers) != 40 {
			t.Errorf("%d answered, %d rows", got.Answered, len(got.Answers))
		}
	})
}
