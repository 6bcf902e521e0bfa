package models

import (
	"context"

	"gorm.io/gorm"
)

// Appoint makes somebody of a school's staff a Teacher or an Admin, and ends their
// sessions: what they may do begins with a new one. The last admin stays one: that
// is ErrLast. Whoever is disabled is not found.
func (s *Schools) Appoint(ctx context.Context, schoolID int64, publicID, who string) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		if who != Teacher && who != Admin {
			return ErrInvalid
		}
		user, err := take[User](ctx, tx.Where("school_id = ? AND public_id = ? AND who IN ? AND disabled_at IS NULL",
			schoolID, publicID, []string{Teacher, Admin}))
		if err != nil {
			return err
		}
		if _, err := run(ctx, tx, "UPDATE users SET who = ? WHERE id = ?", who, user.ID); err != nil {
			return err
		}
		if _, err := remove[Session](ctx, tx.Where("user_id = ?", user.ID)); err != nil {
			return err
		}
		return (&Schools{s.within(tx)}).KeepAdmin(ctx, schoolID)
	})
	return explain(err, "making somebody of school %d a %s", schoolID, who)
}

// KeepAdmin is ErrLast when nobody is left who runs a school. Ask it together with
// what may take an admin away, after that.
func (s *Schools) KeepAdmin(ctx context.Context, schoolID int64) error {
	// Writing first makes two admins who put out each other wait for one another.
	n, err := run(ctx, s.write, "UPDATE schools SET name = name WHERE id = ?", schoolID)
	if err := touched(n, err); err != nil {
		return explain(err, "admins of school %d", schoolID)
	}
	left, err := count[User](ctx, s.write.Where("school_id = ? AND who = ? AND disabled_at IS NULL", schoolID, Admin))
	if err == nil && left == 0 {
		err = ErrLast
	}
	return explain(err, "admins of school %d", schoolID)
}
