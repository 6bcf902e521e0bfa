package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Users stores accounts.
type Users struct{ store }

// Create keeps a new account and fills in its ids. A user name or e-mail that
// somebody has is ErrTaken.
func (s *Users) Create(ctx context.Context, user *User) error {
	user.PublicID, user.CreatedAt = newPublicID(), s.now()
	user.YearGroupAt = user.CreatedAt
	user.UserName, user.Email = NameKey(user.UserName), NameKey(user.Email)
	err := insert(ctx, s.write, user)
	return explain(err, "creating a %s", user.Who)
}

// Find returns an account by its id.
func (s *Users) Find(ctx context.Context, userID int64) (User, error) {
	user, err := take[User](ctx, s.read.Where("id = ?", userID))
	return user, explain(err, "user %d", userID)
}

// ByUserName returns the student with a user name, however it is typed.
func (s *Users) ByUserName(ctx context.Context, userName string) (User, error) {
	user, err := take[User](ctx, s.read.Where("user_name = ? AND user_name <> ''", NameKey(userName)))
	return user, explain(err, "user by name")
}

// ByEmail returns the member of staff with an e-mail address.
func (s *Users) ByEmail(ctx context.Context, email string) (User, error) {
	user, err := take[User](ctx, s.read.Where("email = ? AND email <> ''", NameKey(email)))
	return user, explain(err, "user by e-mail")
}

// InSchool returns somebody of an admin's own school.
func (s *Users) InSchool(ctx context.Context, schoolID int64, publicID string) (User, error) {
	user, err := take[User](ctx, s.read.Where("school_id = ? AND public_id = ?", schoolID, publicID))
	return user, explain(err, "user %s of school %d", publicID, schoolID)
}

// List returns everybody, for the operator at the command line.
func (s *Users) List(ctx context.Context) ([]User, error) {
	users, err := list[User](ctx, s.read.Order("id"))
	return users, explain(err, "all users")
}

// Count returns how many accounts there are.
func (s *Users) Count(ctx context.Context) (int64, error) {
	n, err := count[User](ctx, s.read)
	return n, explain(err, "counting users")
}

// Password is a new password for somebody.
type Password struct {
	Hash string
	// MustChange and ExpiresAt are those of a one-time secret.
	MustChange bool
	ExpiresAt  *time.Time
	// KeepSession is the session that made the change and goes on; 0 for none.
	KeepSession int64
	// KeepRecovery leaves the recovery code as it is, for somebody who knew the
	// old password. Otherwise the code goes with it.
	KeepRecovery bool
}

// SetPassword changes a password and shuts the old ways in: the user's other
// sessions, the links for a new password, and the recovery code.
func (s *Users) SetPassword(ctx context.Context, userID int64, password Password) error {
	var expires any
	if password.ExpiresAt != nil {
		expires = password.ExpiresAt.UnixMicro()
	}
	err := s.change(ctx, func(tx *gorm.DB) error {
		n, err := run(ctx, tx, "UPDATE users SET password_hash = ?, must_change = ?, secret_expires_at = ? WHERE id = ?",
			password.Hash, password.MustChange, expires, userID)
		if err := touched(n, err); err != nil {
			return err
		}
		if !password.KeepRecovery {
			if err := (&Users{s.within(tx)}).SetRecovery(ctx, userID, ""); err != nil {
				return err
			}
		}
		_, err = remove[Link](ctx, tx.Where("user_id = ? AND kind = ? AND used_at IS NULL", userID, Reset))
		if err != nil {
			return err
		}
		_, err = remove[Session](ctx, tx.Where("user_id = ? AND id <> ?", userID, password.KeepSession))
		return err
	})
	return explain(err, "password of user %d", userID)
}

// Rehash replaces a password's hash by a newer one of the same password.
func (s *Users) Rehash(ctx context.Context, userID int64, old, hash string) error {
	_, err := update[User](ctx, s.write.Where("id = ? AND password_hash = ?", userID, old), "password_hash", hash)
	return explain(err, "password of user %d", userID)
}

// SetRecovery keeps the hash of a new recovery code.
func (s *Users) SetRecovery(ctx context.Context, userID int64, hash string) error {
	return s.set(ctx, userID, "recovery_hash", hash)
}

// Rename changes the name that is shown.
func (s *Users) Rename(ctx context.Context, userID int64, displayName string) error {
	return s.set(ctx, userID, "display_name", displayName)
}

// SetYearGroup keeps the year group that a student is in now.
func (s *Users) SetYearGroup(ctx context.Context, userID int64, yearGroup int) error {
	n, err := run(ctx, s.write, "UPDATE users SET year_group = ?, year_group_at = ? WHERE id = ?",
		yearGroup, s.now().UnixMicro(), userID)
	return explain(touched(n, err), "year group of user %d", userID)
}

// SignedIn keeps when somebody last signed in.
func (s *Users) SignedIn(ctx context.Context, userID int64) error {
	return s.set(ctx, userID, "last_sign_in_at", s.now().UnixMicro())
}

// Disable shuts an account and ends its sessions.
func (s *Users) Disable(ctx context.Context, userID int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := (&Users{s.within(tx)}).set(ctx, userID, "disabled_at", s.now().UnixMicro()); err != nil {
			return err
		}
		_, err := remove[Session](ctx, tx.Where("user_id = ?", userID))
		return err
	})
	return explain(err, "disabling")
}

// Enable opens an account that was shut.
func (s *Users) Enable(ctx context.Context, userID int64) error {
	return s.set(ctx, userID, "disabled_at", nil)
}

// set changes one column; every caller names it in its own words.
func (s *Users) set(ctx context.Context, userID int64, column string, value any) error {
	n, err := update[User](ctx, s.write.Where("id = ?", userID), column, value)
	return explain(touched(n, err), "%s of user %d", column, userID)
}
