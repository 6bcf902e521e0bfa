package models

import "context"

// Audit stores who did what to whom.
type Audit struct{ store }

// Add writes an entry. It is kept as it is, even when its people are erased.
func (s *Audit) Add(ctx context.Context, entry AuditEntry) error {
	if entry.At.IsZero() {
		entry.At = s.now()
	}
	return explain(insert(ctx, s.write, &entry), "audit of %s", entry.What)
}

// OfSchool returns a school's newest entries.
func (s *Audit) OfSchool(ctx context.Context, schoolID int64, limit int) ([]AuditEntry, error) {
	entries, err := list[AuditEntry](ctx, s.read.Where("school_id = ?", schoolID).Order("id DESC").Limit(limit))
	return entries, explain(err, "audit of school %d", schoolID)
}

// Settings stores facts about the database itself.
type Settings struct{ store }

// Find returns a setting; one that was never put is ErrNotFound.
func (s *Settings) Find(ctx context.Context, key string) (string, error) {
	setting, err := take[Setting](ctx, s.read.Where("key = ?", key))
	return setting.Value, explain(err, "setting %s", key)
}

// Put keeps a setting.
func (s *Settings) Put(ctx context.Context, key, value string) error {
	_, err := run(ctx, s.write, `INSERT INTO settings (key, value) VALUES (?, ?)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
	return explain(err, "setting %s", key)
}
