package models

import (
	"context"

	"gorm.io/gorm"
)

// SetResume gives the owner's attempt a resume code, in place of any before.
func (s *Attempts) SetResume(ctx context.Context, owner Owner, attemptID int64, code string) error {
	mine := s.write.Where("id = ? AND "+owned, attemptID, owner.UserID, owner.SessionID)
	n, err := update[Attempt](ctx, mine, "resume_hash", hashed(code))
	return explain(touched(n, err), "resume code of attempt %d", attemptID)
}

// Waits reports whether an attempt waits for somebody with a resume code.
func (s *Attempts) Waits(ctx context.Context, code string) (bool, error) {
	n, err := count[Attempt](ctx, s.read.Where("resume_hash = ? AND resume_hash <> '' AND user_id IS NULL", hashed(code)))
	return n > 0, explain(err, "an attempt by its code")
}

// Resume hands a visitor's attempt to whoever knows its code and returns it.
// The code keeps working; an attempt that an account owns has none.
func (s *Attempts) Resume(ctx context.Context, owner Owner, code string) (Attempt, error) {
	var attempt Attempt
	err := s.change(ctx, func(tx *gorm.DB) error {
		column, id := "session_id", owner.SessionID
		if owner.UserID != 0 {
			column, id = "user_id", owner.UserID
		}
		left := tx.Where("resume_hash = ? AND resume_hash <> '' AND user_id IS NULL", hashed(code))
		n, err := update[Attempt](ctx, left, column, id)
		if err := touched(n, err); err != nil {
			return err
		}
		attempt, err = whole(ctx, tx, "resume_hash = ?", hashed(code))
		return err
	})
	return attempt, explain(err, "resuming an attempt")
}

// Adopt moves what a visitor did in a session to an account, and returns how
// many attempts that was.
func (s *Attempts) Adopt(ctx context.Context, sessionID, userID int64) (int, error) {
	n, err := run(ctx, s.write, `UPDATE attempts SET user_id = ?, session_id = NULL, resume_hash = ''
		WHERE session_id = ? AND user_id IS NULL`, userID, sessionID)
	return n, explain(err, "adopting the attempts of session %d", sessionID)
}

// ClearVisitor takes from a session what a visitor did in it. An attempt whose
// resume code was handed out stays for whoever has the code, as it does when a
// session ends; the others are deleted.
func (s *Attempts) ClearVisitor(ctx context.Context, sessionID int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		if _, err := run(ctx, tx, `UPDATE attempts SET session_id = NULL
			WHERE session_id = ? AND user_id IS NULL AND resume_hash <> ''`, sessionID); err != nil {
			return err
		}
		_, err := remove[Attempt](ctx, tx.Where("session_id = ? AND user_id IS NULL", sessionID))
		return err
	})
	return explain(err, "clearing session %d", sessionID)
}

// Dispute keeps the owner's "that's not me" about an item; a second one
// replaces the note of the first.
func (s *Attempts) Dispute(ctx context.Context, owner Owner, attemptID int64, item, note string) error {
	n, err := run(ctx, s.write, `INSERT INTO disputes (attempt_id, item, note, created_at)
		SELECT id, ?, ?, ? FROM attempts WHERE id = ? AND `+owned+`
		ON CONFLICT (attempt_id, item) DO UPDATE SET note = excluded.note`,
		item, note, s.now().UnixMicro(), attemptID, owner.UserID, owner.SessionID)
	return explain(touched(n, err), "dispute in attempt %d", attemptID)
}

// Agree takes back the owner's dispute about an item.
func (s *Attempts) Agree(ctx context.Context, owner Owner, attemptID int64, item string) error {
	n, err := remove[Dispute](ctx, s.write.
		Where("item = ? AND attempt_id IN (SELECT id FROM attempts WHERE id = ? AND "+owned+")",
			item, attemptID, owner.UserID, owner.SessionID))
	return explain(touched(n, err), "dispute in attempt %d", attemptID)
}
