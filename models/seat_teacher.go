package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Release undoes a claim: the seat is free again and the account that had it is
// signed out. A made-up seat goes altogether.
func (s *Seats) Release(ctx context.Context, teacherID int64, classPublicID, seatPublicID string) error {
	err := s.onSeat(ctx, teacherID, classPublicID, seatPublicID, func(tx *gorm.DB, seat Seat) error {
		if seat.UserID != nil {
			if _, err := remove[Session](ctx, tx.Where("user_id = ?", *seat.UserID)); err != nil {
				return err
			}
		}
		if !seat.Listed {
			_, err := remove[Seat](ctx, tx.Where("id = ?", seat.ID))
			return err
		}
		_, err := run(ctx, tx, "UPDATE seats SET user_id = NULL, claimed_at = NULL, waiting = ?, hand_at = NULL WHERE id = ?", false, seat.ID)
		return err
	})
	return explain(err, "releasing seat %s", seatPublicID)
}

// Rename changes the name of a seat; one that the class has already is ErrTaken.
func (s *Seats) Rename(ctx context.Context, teacherID int64, classPublicID, seatPublicID, name string) error {
	err := s.onSeat(ctx, teacherID, classPublicID, seatPublicID, func(tx *gorm.DB, seat Seat) error {
		_, err := run(ctx, tx, "UPDATE seats SET name = ?, name_key = ? WHERE id = ?", name, NameKey(name), seat.ID)
		return err
	})
	return explain(err, "renaming seat %s", seatPublicID)
}

// shownName is a seat's name where others may look on.
func shownName(name string, hiddenAt *time.Time) string {
	if hiddenAt != nil {
		return "(hidden name)"
	}
	return name
}

// Hide keeps a seat's name from the other pupils, or shows it again.
func (s *Seats) Hide(ctx context.Context, teacherID int64, classPublicID, seatPublicID string, hide bool) error {
	err := s.onSeat(ctx, teacherID, classPublicID, seatPublicID, func(tx *gorm.DB, seat Seat) error {
		_, err := run(ctx, tx, "UPDATE seats SET hidden_at = ? WHERE id = ?", s.since(hide), seat.ID)
		return err
	})
	return explain(err, "hiding seat %s", seatPublicID)
}

// Remove takes a seat out of the class. The pupil's account and its answers stay
// the pupil's.
func (s *Seats) Remove(ctx context.Context, teacherID int64, classPublicID, seatPublicID string) error {
	err := s.onSeat(ctx, teacherID, classPublicID, seatPublicID, func(tx *gorm.DB, seat Seat) error {
		_, err := remove[Seat](ctx, tx.Where("id = ?", seat.ID))
		return err
	})
	return explain(err, "removing seat %s", seatPublicID)
}

// onSeat changes a seat of the teacher's class, and the class's version with it.
func (s *Seats) onSeat(ctx context.Context, teacherID int64, classPublicID, seatPublicID string, f func(*gorm.DB, Seat) error) error {
	return s.change(ctx, func(tx *gorm.DB) error {
		seat, err := s.findSeat(ctx, tx, teacherID, classPublicID, seatPublicID)
		if err != nil {
			return err
		}
		if err := f(tx, seat); err != nil {
			return err
		}
		return bump(ctx, tx, seat.ClassID)
	})
}
