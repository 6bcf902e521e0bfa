package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// FollowUps stores what classes are asked to do after a lesson. A teacher
// reaches them through the class, a student through a seat in it.
type FollowUps struct{ store }

// How much a class may be asked to do.
const (
	MaxFollowUps    = 20 // that are open at once
	LongestFollowUp = 300
)

// FollowUpCount is a follow-up with how many of the class have done it.
type FollowUpCount struct {
	FollowUp
	Done, Asked int
}

// Set asks a teacher's class to do something, and fills in its ids. One more
// than MaxFollowUps that are open is ErrFull.
func (s *FollowUps) Set(ctx context.Context, teacherID int64, classPublicID string, it *FollowUp) error {
	it.PublicID, it.UserID, it.SetAt = newPublicID(), &teacherID, s.now()
	err := s.change(ctx, func(tx *gorm.DB) error {
		class, err := s.findClass(ctx, tx, teacherID, classPublicID)
		if err != nil {
			return err
		}
		// Bumping first makes those who set one at once wait for one another.
		if err := bump(ctx, tx, class.ID); err != nil {
			return err
		}
		n, err := count[FollowUp](ctx, tx.Where("class_id = ? AND closed_at IS NULL", class.ID))
		if err == nil && n >= MaxFollowUps {
			err = ErrFull
		}
		if err != nil {
			return err
		}
		it.ClassID = class.ID
		return insert(ctx, tx, it)
	})
	return explain(err, "setting a follow-up for class %s", classPublicID)
}

// Close takes a follow-up from the class's pages; who did it is kept. One that
// is closed already stays as it was.
func (s *FollowUps) Close(ctx context.Context, teacherID int64, classPublicID, publicID string) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		class, err := s.findClass(ctx, tx, teacherID, classPublicID)
		if err != nil {
			return err
		}
		n, err := run(ctx, tx, "UPDATE follow_ups SET closed_at = COALESCE(closed_at, ?) WHERE public_id = ? AND class_id = ?",
			s.now().UnixMicro(), publicID, class.ID)
		if err := touched(n, err); err != nil {
			return err
		}
		return bump(ctx, tx, class.ID)
	})
	return explain(err, "closing follow-up %s", publicID)
}

// followUps selects follow-ups of a teacher's class, and counts those of the class
// who have done them.
const followUps = `SELECT follow_ups.*,
	(SELECT count(*) FROM seats WHERE seats.class_id = follow_ups.class_id) AS asked,
	(SELECT count(*) FROM follow_up_marks JOIN seats ON seats.user_id = follow_up_marks.user_id
		WHERE follow_up_marks.follow_up_id = follow_ups.id AND seats.class_id = follow_ups.class_id) AS done
	FROM follow_ups JOIN classes ON classes.id = follow_ups.class_id WHERE ` + taught

// Of returns the follow-ups of a teacher's class: first those that are open, and
// among them the newest.
func (s *FollowUps) Of(ctx context.Context, teacherID int64, classPublicID string) ([]FollowUpCount, error) {
	all, err := list[FollowUpCount](ctx, s.read.Raw(
		followUps+" ORDER BY follow_ups.closed_at IS NOT NULL, follow_ups.id DESC", classPublicID, teacherID, s.now().UnixMicro()))
	return all, explain(err, "follow-ups of class %s", classPublicID)
}

// Find returns a follow-up of a teacher's class.
func (s *FollowUps) Find(ctx context.Context, teacherID int64, classPublicID, publicID string) (FollowUpCount, error) {
	it, err := first(list[FollowUpCount](ctx, s.read.Raw(
		followUps+" AND follow_ups.public_id = ?", classPublicID, teacherID, s.now().UnixMicro(), publicID)))
	return it, explain(err, "follow-up %s", publicID)
}

// FollowUpSeat is a seat of the class that was asked, and when its pupil did it.
type FollowUpSeat struct {
	SeatPublicID string
	Name         string
	HiddenAt     *time.Time `gorm:"serializer:micros"`
	DoneAt       *time.Time `gorm:"serializer:micros"`
}

// ShownName is the name for a page that the class may see over a shoulder.
func (f FollowUpSeat) ShownName() string { return shownName(f.Name, f.HiddenAt) }

// Who returns each seat of a teacher's class, in the order of the list, with
// whether its pupil has done what was asked.
func (s *FollowUps) Who(ctx context.Context, teacherID int64, classPublicID, publicID string) ([]FollowUpSeat, error) {
	seats, err := list[FollowUpSeat](ctx, s.read.Raw(`SELECT seats.public_id AS seat_public_id, seats.name, seats.hidden_at,
		follow_up_marks.done_at
		FROM follow_ups JOIN classes ON classes.id = follow_ups.class_id JOIN seats ON seats.class_id = classes.id
		LEFT JOIN follow_up_marks ON follow_up_marks.follow_up_id = follow_ups.id AND follow_up_marks.user_id = seats.user_id
		WHERE follow_ups.public_id = ? AND `+taught+` ORDER BY seats.id`, publicID, classPublicID, teacherID, s.now().UnixMicro()))
	return seats, explain(err, "who did follow-up %s", publicID)
}

// DoneBySeat counts how many follow-ups of a teacher's class each of its pupils
// has done, by the public id of the seat.
func (s *FollowUps) DoneBySeat(ctx context.Context, teacherID int64, classPublicID string) (map[string]int, error) {
	rows, err := list[struct {
		SeatPublicID string
		Done         int
	}](ctx, s.read.Raw(`SELECT seats.public_id AS seat_public_id, count(*) AS done
		FROM classes JOIN seats ON seats.class_id = classes.id JOIN follow_ups ON follow_ups.class_id = classes.id
		JOIN follow_up_marks ON follow_up_marks.follow_up_id = follow_ups.id AND follow_up_marks.user_id = seats.user_id
		WHERE `+taught+` GROUP BY seats.public_id`, classPublicID, teacherID, s.now().UnixMicro()))
	done := map[string]int{}
	for _, row := range rows {
		done[row.SeatPublicID] = row.Done
	}
	return done, explain(err, "what the pupils of class %s did", classPublicID)
}

// MyFollowUp is a follow-up as one of the class knows it.
type MyFollowUp struct {
	PublicID  string
	Text      string
	DueOn     string
	ClassName string
	DoneAt    *time.Time `gorm:"serializer:micros"`
}

// OfStudent returns what a student is asked to do, in the order in which it was
// asked. Somebody who waits to be let in is asked nothing.
func (s *FollowUps) OfStudent(ctx context.Context, userID int64) ([]MyFollowUp, error) {
	mine, err := list[MyFollowUp](ctx, s.read.Raw(`SELECT follow_ups.public_id, follow_ups.text, follow_ups.due_on,
		classes.name AS class_name, follow_up_marks.done_at
		FROM seats JOIN classes ON classes.id = seats.class_id JOIN follow_ups ON follow_ups.class_id = classes.id
		LEFT JOIN follow_up_marks ON follow_up_marks.follow_up_id = follow_ups.id AND follow_up_marks.user_id = seats.user_id
		WHERE seats.user_id = ? AND NOT seats.waiting AND classes.archived_at IS NULL AND follow_ups.closed_at IS NULL
		ORDER BY follow_ups.id`, userID))
	return mine, explain(err, "follow-ups of student %d", userID)
}

// Mark keeps a student's word that they have done what their class was asked, or
// takes it back. A teacher who closes it meanwhile does not lose them the mark.
func (s *FollowUps) Mark(ctx context.Context, userID int64, publicID string, done bool) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		it, err := take[FollowUp](ctx, tx.Where(`public_id = ? AND class_id IN (
			SELECT class_id FROM seats WHERE seats.user_id = ? AND NOT seats.waiting)`, publicID, userID))
		if err != nil {
			return err
		}
		if done {
			_, err = run(ctx, tx, `INSERT INTO follow_up_marks (follow_up_id, user_id, done_at) VALUES (?, ?, ?)
				ON CONFLICT (follow_up_id, user_id) DO NOTHING`, it.ID, userID, s.now().UnixMicro())
		} else {
			_, err = run(ctx, tx, "DELETE FROM follow_up_marks WHERE follow_up_id = ? AND user_id = ?", it.ID, userID)
		}
		if err != nil {
			return err
		}
		return bump(ctx, tx, it.ClassID)
	})
	return explain(err, "marking follow-up %s", publicID)
}
