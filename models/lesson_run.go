package models

import "context"

// held tells of an attempt that its lesson still keeps the result from the pupil.
// The lesson's end opens it, for Reveal may have been forgotten.
const held = `EXISTS (SELECT 1 FROM lessons WHERE lessons.id = attempts.lesson_id
	AND held AND revealed_at IS NULL AND ended_at IS NULL)`

// Sweep ends the lessons that their teachers forgot to end: nobody waits for ever
// for one that stands still, or for a result that is held.
func (s *Lessons) Sweep(ctx context.Context) error {
	_, err := run(ctx, s.write, "UPDATE lessons SET ended_at = started_at + ? WHERE ended_at IS NULL AND started_at <= ?",
		SessionLimit.Microseconds(), s.now().Add(-SessionLimit).UnixMicro())
	return explain(err, "sweeping lessons")
}

// Pause makes a lesson stand still, or lets it go on: its pupils wait, and what
// they have answered is kept.
func (s *Lessons) Pause(ctx context.Context, teacherID int64, publicID string, pause bool) error {
	update := "UPDATE lessons SET paused_at = NULL, resumed_at = ?"
	if pause {
		update = "UPDATE lessons SET paused_at = ?"
	}
	return s.mark(ctx, teacherID, publicID, update, s.now().UnixMicro())
}
