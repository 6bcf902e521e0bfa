package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Sessions stores who is signed in where.
type Sessions struct{ store }

// How long a session lasts: in all, without activity for staff and for
// students and visitors, and how often activity is written down.
const (
	SessionLimit  = 12 * time.Hour
	StaffIdle     = 20 * time.Minute
	StudentIdle   = time.Hour
	touchInterval = time.Minute
)

// ResumeMonths is how long a visitor's attempt waits for its resume code, from
// when something was last answered in it.
const ResumeMonths = 12

// Start begins a session, a visitor's if userID is nil, and returns the token
// for its cookie, which is kept nowhere.
func (s *Sessions) Start(ctx context.Context, userID *int64) (string, Session, error) {
	token, now := newToken(), s.now()
	session := Session{
		TokenHash: hashed(token), UserID: userID,
		CreatedAt: now, LastSeenAt: now, EndsAt: now.Add(SessionLimit),
	}
	err := insert(ctx, s.write, &session)
	return token, session, explain(err, "starting a session")
}

// Rotate gives a session a new token and a new twelve hours, at sign-in and
// whenever its rights change. The old token is worth nothing afterwards; what
// the visitor did stays with the session until it is adopted or cleared.
func (s *Sessions) Rotate(ctx context.Context, session Session, userID *int64) (string, Session, error) {
	token, now, old := newToken(), s.now(), session.TokenHash
	session.TokenHash, session.UserID = hashed(token), userID
	session.CreatedAt, session.LastSeenAt, session.EndsAt = now, now, now.Add(SessionLimit)
	n, err := run(ctx, s.write, `UPDATE sessions
		SET token_hash = ?, user_id = ?, created_at = ?, last_seen_at = ?, ends_at = ?
		WHERE id = ? AND token_hash = ?`,
		session.TokenHash, userID, now.UnixMicro(), now.UnixMicro(), session.EndsAt.UnixMicro(), session.ID, old)
	return token, session, explain(touched(n, err), "rotating session %d", session.ID)
}

// Find returns the session of a cookie and its user, nil for a visitor. A
// session that ended, was idle too long or belongs to a disabled account is
// ErrNotFound.
func (s *Sessions) Find(ctx context.Context, token string) (Session, *User, error) {
	now := s.now()
	return s.find(ctx, liveSession+` AND sessions.last_seen_at > (CASE
			WHEN users.who IS NOT NULL AND users.who <> 'student' THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END)`,
		hashed(token), now.UnixMicro(), now.Add(-StaffIdle).UnixMicro(), now.Add(-StudentIdle).UnixMicro())
}

// Watching is Find for the read-only live view of a lesson: while the lesson
// runs, its teacher's view stays open however long nobody touches it.
func (s *Sessions) Watching(ctx context.Context, token, lessonPublicID string) (Session, *User, error) {
	return s.find(ctx, liveSession+` AND EXISTS (SELECT 1 FROM lessons
			JOIN class_teachers ON class_teachers.class_id = lessons.class_id
			WHERE class_teachers.user_id = users.id AND `+inForce+`
			AND lessons.public_id = ? AND lessons.ended_at IS NULL)`,
		hashed(token), s.now().UnixMicro(), s.now().UnixMicro(), lessonPublicID)
}

// EndedUser returns whose session it was that ended by being idle. Of one that
// was signed out, or ended by somebody else, nothing is left: ErrNotFound.
func (s *Sessions) EndedUser(ctx context.Context, token string) (int64, error) {
	session, err := take[Session](ctx, s.read.Where("token_hash = ? AND user_id IS NOT NULL", hashed(token)))
	if err != nil {
		return 0, explain(err, "ended session")
	}
	return *session.UserID, nil
}

// liveSession selects a session and its user in one row; the user's columns
// begin with user__.
const liveSession = `SELECT sessions.*,
	users.id AS user__id, users.public_id AS user__public_id, users.school_id AS user__school_id,
	users.who AS user__who, users.user_name AS user__user_name, users.email AS user__email,
	users.display_name AS user__display_name, users.password_hash AS user__password_hash,
	users.recovery_hash AS user__recovery_hash, users.must_change AS user__must_change,
	users.secret_expires_at AS user__secret_expires_at, users.disabled_at AS user__disabled_at,
	users.year_group AS user__year_group, users.year_group_at AS user__year_group_at, users.created_at AS user__created_at,
	users.last_sign_in_at AS user__last_sign_in_at
	FROM sessions LEFT JOIN users ON users.id = sessions.user_id
	WHERE sessions.token_hash = ? AND sessions.ends_at > ? AND users.disabled_at IS NULL`

// sessionRow is a session joined with its user.
type sessionRow struct {
	Session
	User *User `gorm:"embedded;embeddedPrefix:user__"`
}

func (s *Sessions) find(ctx context.Context, sql string, args ...any) (Session, *User, error) {
	row, err := first(list[sessionRow](ctx, s.read.Raw(sql, args...)))
	if err != nil || row.UserID == nil {
		return row.Session, nil, explain(err, "session")
	}
	return row.Session, row.User, nil
}

// Touch writes down that the session is in use, at most once a minute. Call it
// for what a person does, never for what a page does by itself.
func (s *Sessions) Touch(ctx context.Context, session Session) error {
	now := s.now()
	if now.Sub(session.LastSeenAt) < touchInterval {
		return nil
	}
	same := s.write.Where("id = ? AND token_hash = ?", session.ID, session.TokenHash)
	_, err := update[Session](ctx, same, "last_seen_at", now.UnixMicro())
	return explain(err, "touching session %d", session.ID)
}

// End ends a session. Attempts of a visitor that have no resume code go with it.
func (s *Sessions) End(ctx context.Context, sessionID int64) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		return end(ctx, tx, "id = ?", sessionID)
	})
	return explain(err, "ending session %d", sessionID)
}

// EndAll ends all sessions of a user.
func (s *Sessions) EndAll(ctx context.Context, userID int64) error {
	_, err := remove[Session](ctx, s.write.Where("user_id = ?", userID))
	return explain(err, "ending the sessions of user %d", userID)
}

// Sweep deletes the sessions that are over, and what visitors left behind.
func (s *Sessions) Sweep(ctx context.Context) error {
	now := s.now()
	err := s.change(ctx, func(tx *gorm.DB) error {
		if err := end(ctx, tx, "ends_at <= ? OR (user_id IS NULL AND last_seen_at <= ?)",
			now.UnixMicro(), now.Add(-StudentIdle).UnixMicro()); err != nil {
			return err
		}
		// What was begun in a session that somebody else ended is nobody's.
		if _, err := remove[Attempt](ctx, tx.Where(
			"user_id IS NULL AND session_id IS NULL AND resume_hash = ''")); err != nil {
			return err
		}
		_, err := remove[Attempt](ctx, tx.Where("user_id IS NULL AND session_id IS NULL AND COALESCE(finished_at, answered_at, started_at) <= ?",
			now.AddDate(0, -ResumeMonths, 0).UnixMicro()))
		return err
	})
	return explain(err, "sweeping sessions")
}

// end deletes sessions, first the attempts that nobody could reach afterwards.
func end(ctx context.Context, tx *gorm.DB, which string, args ...any) error {
	_, err := remove[Attempt](ctx, tx.Where(
		"user_id IS NULL AND resume_hash = '' AND session_id IN (SELECT id FROM sessions WHERE "+which+")", args...))
	if err != nil {
		return err
	}
	_, err = remove[Session](ctx, tx.Where(which, args...))
	return err
}
