package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Profile is where a pupil says they are: year group, grades, choices. It is a
// document that the planner reads; here it is plain text. There is one an owner.
type Profile struct {
	ID        int64
	UserID    *int64
	SessionID *int64
	Body      string
	Revision  int
	UpdatedAt time.Time `gorm:"serializer:micros;autoUpdateTime:false"`
}

// Profiles stores where pupils say they are.
type Profiles struct{ store }

// Find returns the owner's profile.
func (s *Profiles) Find(ctx context.Context, owner Owner) (Profile, error) {
	profile, err := take[Profile](ctx, s.read.Where(owned, owner.UserID, owner.SessionID))
	return profile, explain(err, "profile of an owner")
}

// Save keeps the owner's profile and returns it as it is kept. Revision is that
// of the profile the owner was looking at, 0 if there was none. If it was changed
// since, nothing is kept, the error is ErrStale, and the profile is the one that
// is there, so that both can be shown.
func (s *Profiles) Save(ctx context.Context, owner Owner, body string, revision int) (Profile, error) {
	var kept Profile
	err := s.change(ctx, func(tx *gorm.DB) error {
		n, err := s.put(ctx, tx, owner, body, revision)
		if err != nil {
			return err
		}
		kept, err = take[Profile](ctx, tx.Where(owned, owner.UserID, owner.SessionID))
		if err == nil && n == 0 {
			err = ErrStale
		}
		return err
	})
	return kept, explain(err, "saving a profile")
}

// put inserts the first profile of an owner, or changes the one of a revision.
func (s *Profiles) put(ctx context.Context, tx *gorm.DB, owner Owner, body string, revision int) (int, error) {
	now := s.now().UnixMicro()
	if revision > 0 {
		return run(ctx, tx, "UPDATE profiles SET body = ?, revision = revision + 1, updated_at = ? WHERE revision = ? AND "+owned,
			body, now, revision, owner.UserID, owner.SessionID)
	}
	if owner.UserID != 0 {
		return run(ctx, tx, `INSERT INTO profiles (user_id, body, revision, updated_at) VALUES (?, ?, 1, ?)
			ON CONFLICT (user_id) DO NOTHING`, owner.UserID, body, now)
	}
	return run(ctx, tx, `INSERT INTO profiles (session_id, body, revision, updated_at) VALUES (?, ?, 1, ?)
		ON CONFLICT (session_id) DO NOTHING`, owner.SessionID, body, now)
}

// Adopt moves what a visitor said in a session to an account that has said
// nothing yet.
func (s *Profiles) Adopt(ctx context.Context, sessionID, userID int64) error {
	_, err := run(ctx, s.write, `UPDATE profiles SET user_id = ?, session_id = NULL
		WHERE session_id = ? AND NOT EXISTS (SELECT 1 FROM profiles AS there WHERE there.user_id = ?)`, userID, sessionID, userID)
	return explain(err, "adopting the profile of session %d", sessionID)
}

// ClearVisitor deletes what a visitor said in a session.
func (s *Profiles) ClearVisitor(ctx context.Context, sessionID int64) error {
	_, err := remove[Profile](ctx, s.write.Where("session_id = ?", sessionID))
	return explain(err, "clearing the profile of session %d", sessionID)
}
