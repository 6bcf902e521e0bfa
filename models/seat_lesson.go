package models

import (
	"context"

	"gorm.io/gorm"
)

// LetIn lets the pupil in a seat into a lesson that its teacher approves.
func (s *Seats) LetIn(ctx context.Context, teacherID int64, classPublicID, seatPublicID string) error {
	err := s.onSeat(ctx, teacherID, classPublicID, seatPublicID, func(tx *gorm.DB, seat Seat) error {
		_, err := run(ctx, tx, "UPDATE seats SET waiting = ? WHERE id = ?", false, seat.ID)
		return err
	})
	return explain(err, "letting in seat %s", seatPublicID)
}

// Help marks a seat as needing help, or as helped.
func (s *Seats) Help(ctx context.Context, teacherID int64, classPublicID, seatPublicID string, needed bool) error {
	err := s.onSeat(ctx, teacherID, classPublicID, seatPublicID, func(tx *gorm.DB, seat Seat) error {
		_, err := run(ctx, tx, "UPDATE seats SET hand_at = ? WHERE id = ?", s.since(needed), seat.ID)
		return err
	})
	return explain(err, "help for seat %s", seatPublicID)
}

// RaiseHand tells the teacher of a lesson under way that a pupil needs help, or
// does not any more.
func (s *Seats) RaiseHand(ctx context.Context, userID int64, needed bool) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		seats, err := list[Seat](ctx, tx.Where(`user_id = ? AND class_id IN (
			SELECT class_id FROM lessons WHERE ended_at IS NULL)`, userID))
		if err == nil && len(seats) == 0 {
			err = gorm.ErrRecordNotFound
		}
		for _, seat := range seats {
			if err == nil {
				_, err = run(ctx, tx, "UPDATE seats SET hand_at = ? WHERE id = ?", s.since(needed), seat.ID)
			}
			if err == nil {
				err = bump(ctx, tx, seat.ClassID)
			}
		}
		return err
	})
	return explain(err, "a hand of student %d", userID)
}
