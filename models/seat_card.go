package models

import (
	"context"

	"gorm.io/gorm"
)

// Give keeps a new account and puts it into a free listed seat of a teacher's
// class, as one: its pupil comes with a login card and needs no lesson. A seat
// that somebody has is ErrTaken, and so is a user name.
func (s *Seats) Give(ctx context.Context, teacherID int64, classPublicID, seatPublicID string, user *User) error {
	err := s.onSeat(ctx, teacherID, classPublicID, seatPublicID, func(tx *gorm.DB, seat Seat) error {
		if err := (&Users{s.within(tx)}).Create(ctx, user); err != nil {
			return err
		}
		n, err := run(ctx, tx, `UPDATE seats SET user_id = ?, claimed_at = ?, waiting = ?, hand_at = NULL
			WHERE id = ? AND listed AND user_id IS NULL`, user.ID, s.now().UnixMicro(), false, seat.ID)
		if err == nil && n == 0 {
			err = ErrTaken
		}
		if err != nil {
			return err
		}
		return s.takeYear(ctx, tx, seat.ClassID, user.ID)
	})
	return explain(err, "giving away seat %s", seatPublicID)
}
