package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Attempts stores the quizzes that people have begun.
type Attempts struct {
	store
	counts *Counts
}

// owned is the condition of everything that an Owner asks for. A session owns
// an attempt only until an account does.
const owned = "(user_id = ? OR (user_id IS NULL AND session_id = ?))"

// MostAttempts is how many attempts an owner may have: more than anybody takes
// in seven years at school.
const MostAttempts = 200

// Start keeps a new attempt for the owner and fills in its ids and times. An
// attempt in a lesson needs a seat in the lesson's class. It is ErrTaken while
// another one at the same quiz is open, and ErrFull after MostAttempts. A lesson
// takes along what its pupil has begun alone, when that is the same quiz at the
// same length, and leaves anything else aside.
func (s *Attempts) Start(ctx context.Context, owner Owner, attempt *Attempt) error {
	return s.StartInstead(ctx, owner, attempt, "")
}

// StartInstead is Start for an owner who leaves their open attempt aside. Which
// one has to be named, so that asking twice at once starts one and not two.
func (s *Attempts) StartInstead(ctx context.Context, owner Owner, attempt *Attempt, leaving string) error {
	attempt.PublicID = newPublicID()
	attempt.UserID, attempt.SessionID = nil, nil
	if owner.UserID != 0 {
		attempt.UserID = &owner.UserID
	} else if owner.SessionID != 0 {
		attempt.SessionID = &owner.SessionID
	} else {
		return explain(ErrNotFound, "attempt of nobody")
	}
	if attempt.StartedAt.IsZero() {
		attempt.StartedAt = s.now()
	}
	taken := false
	err := s.change(ctx, func(tx *gorm.DB) error {
		s := s.within(tx)
		if err := s.alone(ctx, owner); err != nil {
			return err
		}
		if attempt.LessonID != nil {
			if err := seated(ctx, tx, *attempt.LessonID, owner.UserID); err != nil {
				return err
			}
		}
		open, err := s.openNow(ctx, owner, attempt.QuizKey)
		if err != nil {
			return err
		}
		if taken = open.ID != 0 && open.PublicID != leaving && !open.leftFor(attempt); taken {
			if open.LessonID == nil && attempt.LessonID != nil {
				_, err = update[Attempt](ctx, tx.Where("id = ?", open.ID), "lesson_id", *attempt.LessonID)
			}
			return err
		}
		n, err := count[Attempt](ctx, s.read.Where(owned, owner.UserID, owner.SessionID))
		if err == nil && n >= MostAttempts {
			err = ErrFull
		}
		if err != nil {
			return err
		}
		return insert(ctx, tx.Omit("Answers", "Disputes"), attempt)
	})
	if err == nil && taken {
		err = ErrTaken
	}
	return explain(err, "starting an attempt at %s", attempt.QuizKey)
}

// openNow is the owner's newest unfinished attempt at a quiz, without its answers;
// its id is 0 when there is none.
func (s store) openNow(ctx context.Context, owner Owner, quizKey string) (Attempt, error) {
	open, err := list[Attempt](ctx, s.read.
		Where("quiz_key = ? AND finished_at IS NULL AND "+owned, quizKey, owner.UserID, owner.SessionID).
		Order("id DESC").Limit(1))
	if err != nil || len(open) == 0 {
		return Attempt{}, err
	}
	return open[0], nil
}

// leftFor tells of an open attempt that it cannot go on in the lesson of another
// one: it belongs to an earlier lesson, or is not the quiz that this lesson takes.
func (a *Attempt) leftFor(other *Attempt) bool {
	switch {
	case other.LessonID == nil:
		return false
	case a.LessonID != nil:
		return *a.LessonID != *other.LessonID
	}
	return a.QuizVersion != other.QuizVersion || a.Length != other.Length
}

// alone makes two requests of one owner wait for one another until the
// transaction ends. On SQLite only one transaction writes at a time anyway.
func (s store) alone(ctx context.Context, owner Owner) error {
	if !s.postgres {
		return nil
	}
	statement, id := "SELECT id FROM sessions WHERE id = ? FOR NO KEY UPDATE", owner.SessionID
	if owner.UserID != 0 {
		statement, id = "SELECT id FROM users WHERE id = ? FOR NO KEY UPDATE", owner.UserID
	}
	_, err := first(list[int64](ctx, s.read.Raw(statement, id)))
	return err
}

// seated fails unless the student has a seat in the lesson's class, and was let in.
func seated(ctx context.Context, tx *gorm.DB, lessonID, userID int64) error {
	_, err := first(list[int64](ctx, tx.Raw(
		`SELECT seats.id FROM seats JOIN lessons ON lessons.class_id = seats.class_id
		WHERE lessons.id = ? AND lessons.ended_at IS NULL AND seats.user_id = ? AND NOT seats.waiting`, lessonID, userID)))
	return err
}

// Of returns all attempts of the owner, newest first, without their answers.
func (s *Attempts) Of(ctx context.Context, owner Owner) ([]Attempt, error) {
	rows, err := list[attemptRow](ctx, s.read.Raw("SELECT attempts.*, "+held+" AS results_held FROM attempts WHERE "+owned+
		" ORDER BY id DESC", owner.UserID, owner.SessionID))
	attempts := make([]Attempt, len(rows))
	for i, row := range rows {
		attempts[i] = row.Attempt
		attempts[i].Held = row.ResultsHeld
	}
	return attempts, explain(err, "attempts of an owner")
}

// OfSeat returns the finished attempts of the pupil in a seat of the teacher's
// class, newest first, with their disputes.
func (s *Attempts) OfSeat(ctx context.Context, teacherID int64, classPublicID, seatPublicID string) ([]Attempt, error) {
	attempts, err := list[Attempt](ctx, s.read.Preload("Disputes", byID).
		Where("finished_at IS NOT NULL AND user_id = (?)", gorm.Expr(seatUser, seatPublicID, classPublicID, teacherID, s.now().UnixMicro())).
		Order("finished_at DESC, id DESC"))
	return attempts, explain(err, "attempts of seat %s", seatPublicID)
}

// seatUser selects whose seat it is, for a teacher of the class only.
const seatUser = `SELECT seats.user_id FROM seats
	JOIN classes ON classes.id = seats.class_id
	WHERE seats.public_id = ? AND ` + taught

// Choose keeps what the pupil would pick themselves, before the result.
func (s *Attempts) Choose(ctx context.Context, owner Owner, attemptID int64, choice string) error {
	return s.set(ctx, owner, attemptID, "own_choice", choice, "own choice")
}

// SkipStageTwo keeps that the pupil went on without the second stage, or not.
func (s *Attempts) SkipStageTwo(ctx context.Context, owner Owner, attemptID int64, skip bool) error {
	return s.set(ctx, owner, attemptID, "stage_two_skipped", skip, "second stage")
}

func (s *Attempts) set(ctx context.Context, owner Owner, attemptID int64, column string, value any, doing string) error {
	open := s.write.Where("id = ? AND finished_at IS NULL AND "+owned, attemptID, owner.UserID, owner.SessionID)
	n, err := update[Attempt](ctx, open, column, value)
	if err == nil && n == 0 {
		err = s.why(ctx, owner, attemptID)
	}
	return explain(err, "%s of attempt %d", doing, attemptID)
}

// Packing is a finished attempt as it is kept for good.
type Packing struct {
	// Revision is that of the attempt whose answers were packed.
	Revision int
	Packed   []byte
	// At is when it was finished; now, if zero.
	At time.Time
}

// Finish replaces the answers of an attempt by their packed form. It returns
// ErrStale when an answer arrived after the attempt was read: read it again.
func (s *Attempts) Finish(ctx context.Context, owner Owner, attemptID int64, packing Packing) error {
	if packing.At.IsZero() {
		packing.At = s.now()
	}
	err := s.change(ctx, func(tx *gorm.DB) error {
		n, err := run(ctx, tx, `UPDATE attempts SET packed = ?, finished_at = ?, answered_at = NULL
			WHERE id = ? AND revision = ? AND finished_at IS NULL AND `+owned,
			packing.Packed, packing.At.UnixMicro(), attemptID, packing.Revision, owner.UserID, owner.SessionID)
		if err != nil {
			return err
		}
		if n == 0 {
			return s.within(tx).stale(ctx, owner, attemptID)
		}
		_, err = remove[Answer](ctx, tx.Where("attempt_id = ?", attemptID))
		return err
	})
	return explain(err, "finishing attempt %d", attemptID)
}

// stale says why an open attempt could not be finished.
func (s store) stale(ctx context.Context, owner Owner, attemptID int64) error {
	if err := s.why(ctx, owner, attemptID); err != nil {
		return err
	}
	return ErrStale
}

// why says what stands against changing an attempt: nothing, that it is
// finished, or that it is not the owner's.
func (s store) why(ctx context.Context, owner Owner, attemptID int64) error {
	attempt, err := take[Attempt](ctx, s.write.Select("id", "finished_at").
		Where("id = ? AND "+owned, attemptID, owner.UserID, owner.SessionID))
	if err == nil && attempt.FinishedAt != nil {
		err = ErrClosed
	}
	return err
}

func byID(db *gorm.DB) *gorm.DB { return db.Order("id") }
