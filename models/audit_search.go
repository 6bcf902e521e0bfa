package models

import (
	"context"
	"time"
)

// AuditSearch is what an admin asks of the audit of a school; zero values ask for
// everything.
type AuditSearch struct {
	What string
	Who  string    // the public id of who did it
	From time.Time // the first moment
	To   time.Time // the first moment that is too late
}

// AuditLine is an entry with its people as the asker may know them: staff by their
// name, a pupil of the asker's own class by the name on its list, any other pupil of
// the school by user name. Whoever is none of these has no name here, only an id.
type AuditLine struct {
	AuditEntry
	Actor, About string
	ClassName    string // of the class that the detail names
}

// auditOf is the condition of the entries that a search finds.
const auditOf = `audit_entries.school_id = ? AND audit_entries.at >= ? AND audit_entries.at < ?
	AND (CAST(? AS TEXT) = '' OR audit_entries.what = ?)
	AND (CAST(? AS TEXT) = '' OR audit_entries.actor_id IN (SELECT users.id FROM users WHERE users.public_id = ? AND users.school_id = ?))`

// always is later than any entry.
const always = int64(1) << 62

func (q AuditSearch) args(schoolID int64) []any {
	from, to := int64(0), always
	if !q.From.IsZero() {
		from = q.From.UnixMicro()
	}
	if !q.To.IsZero() {
		to = q.To.UnixMicro()
	}
	return []any{schoolID, from, to, q.What, q.What, q.Who, q.Who, schoolID}
}

// knownPeople are those whom an admin may know, with the name by which they do.
const knownPeople = `SELECT users.id, CASE WHEN users.who <> 'student' THEN users.display_name ELSE COALESCE((
		SELECT seats.name FROM seats JOIN class_teachers ON class_teachers.class_id = seats.class_id
		WHERE seats.user_id = users.id AND class_teachers.user_id = ? AND ` + inForce + `
		ORDER BY seats.id DESC LIMIT 1), users.user_name) END AS name
	FROM users WHERE users.id IN (
		SELECT here.id FROM users AS here WHERE here.school_id = ?
		UNION SELECT seats.user_id FROM classes JOIN seats ON seats.class_id = classes.id
			WHERE classes.school_id = ? AND seats.user_id IS NOT NULL)`

// Search returns the entries of a school that an admin asks for, the newest first:
// at most limit, after the first offset.
func (s *Audit) Search(ctx context.Context, schoolID, adminID int64, q AuditSearch, limit, offset int) ([]AuditLine, error) {
	args := append([]any{adminID, s.now().UnixMicro(), schoolID, schoolID, schoolID}, q.args(schoolID)...)
	lines, err := list[AuditLine](ctx, s.read.Raw(`WITH known AS (`+knownPeople+`)
		SELECT audit_entries.*, COALESCE(actors.name, '') AS actor, COALESCE(others.name, '') AS about,
			COALESCE(classes.name, '') AS class_name
		FROM audit_entries LEFT JOIN known AS actors ON actors.id = audit_entries.actor_id
		LEFT JOIN known AS others ON others.id = audit_entries.about_user_id
		LEFT JOIN classes ON classes.public_id = audit_entries.detail AND classes.school_id = ?
		WHERE `+auditOf+` ORDER BY audit_entries.id DESC LIMIT ? OFFSET ?`, append(args, limit, offset)...))
	return lines, explain(err, "audit of school %d", schoolID)
}

// Count returns how many entries of a school a search finds.
func (s *Audit) Count(ctx context.Context, schoolID int64, q AuditSearch) (int, error) {
	n, err := first(list[int](ctx, s.read.Raw("SELECT count(*) FROM audit_entries WHERE "+auditOf, q.args(schoolID)...)))
	return n, explain(err, "audit of school %d", schoolID)
}

// Whats returns what is written down of a school, each kind once.
func (s *Audit) Whats(ctx context.Context, schoolID int64) ([]string, error) {
	whats, err := list[string](ctx, s.read.Raw("SELECT DISTINCT what FROM audit_entries WHERE school_id = ? ORDER BY what", schoolID))
	return whats, explain(err, "audit of school %d", schoolID)
}
