package models

import (
	"context"
	"database/sql"
	"errors"
)

// saving is one answer on its way into the database.
type saving struct {
	owner     Owner
	attemptID int64
	answer    Answer
}

// Answer keeps the rating of one item, and returns once that is on the disk.
// The same answer twice is one row; a changed one keeps its place in the order.
// A finished attempt is ErrClosed, somebody else's ErrNotFound.
func (s *Attempts) Answer(ctx context.Context, owner Owner, attemptID int64, answer Answer) error {
	if answer.AnsweredAt.IsZero() {
		answer.AnsweredAt = s.now()
	}
	it := saving{owner, attemptID, answer}
	var err error
	switch {
	case s.group != nil:
		err = s.group.save(ctx, it)
	case s.postgres:
		err = s.saveAtOnce(ctx, it)
	default:
		err = it.save(ctx, s.write.Statement.ConnPool.ExecContext)
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = s.why(ctx, owner, attemptID)
		if err == nil {
			err = ErrStale
		}
	}
	return explain(err, "answer to %s in attempt %d", answer.Item, attemptID)
}

// execute runs a statement, as the ExecContext of a transaction does.
type execute func(ctx context.Context, query string, args ...any) (sql.Result, error)

// The statements of one answer on SQLite. There is one writer, so nothing can
// come between them.
const (
	insertAnswer = `INSERT INTO answers (attempt_id, item, rating, seconds, seq, answered_at)
		SELECT id, ?, ?, ?, answered + 1, ? FROM attempts
		WHERE id = ? AND finished_at IS NULL AND ` + owned + `
		ON CONFLICT (attempt_id, item) DO NOTHING`
	changeAnswer = `UPDATE answers SET rating = ?, seconds = ?, answered_at = ?
		WHERE item = ? AND attempt_id IN (
			SELECT id FROM attempts WHERE id = ? AND finished_at IS NULL AND ` + owned + `)`
	countAnswer = `UPDATE attempts SET answered = answered + ?, revision = revision + 1, answered_at = ? WHERE id = ?`
)

// save runs the statements of one answer; sql.ErrNoRows means that the attempt
// is finished or not the owner's.
func (it saving) save(ctx context.Context, do execute) error {
	a, at := it.answer, it.answer.AnsweredAt.UnixMicro()
	fresh, err := rows(do(ctx, insertAnswer,
		a.Item, a.Rating, a.Seconds, at, it.attemptID, it.owner.UserID, it.owner.SessionID))
	if err != nil {
		return err
	}
	if fresh == 0 {
		changed, err := rows(do(ctx, changeAnswer,
			a.Rating, a.Seconds, at, a.Item, it.attemptID, it.owner.UserID, it.owner.SessionID))
		if err != nil {
			return err
		}
		if changed == 0 {
			return sql.ErrNoRows
		}
	}
	_, err = do(ctx, countAnswer, fresh, at, it.attemptID)
	return err
}

func rows(result sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// saveAtOnce is one answer on PostgreSQL: one statement that locks the attempt,
// so that two answers, or an answer and the finish, wait for one another.
func (s *Attempts) saveAtOnce(ctx context.Context, it saving) error {
	a, at := it.answer, it.answer.AnsweredAt.UnixMicro()
	n, err := run(ctx, s.write, `WITH mine AS (
			SELECT id, answered FROM attempts WHERE id = ? AND finished_at IS NULL AND `+owned+` FOR UPDATE
		), kept AS (
			INSERT INTO answers (attempt_id, item, rating, seconds, seq, answered_at)
			SELECT id, ?, ?, ?, answered + 1, ? FROM mine
			ON CONFLICT (attempt_id, item) DO UPDATE SET
				rating = excluded.rating, seconds = excluded.seconds, answered_at = excluded.answered_at
			RETURNING attempt_id, (xmax = 0) AS fresh
		)
		UPDATE attempts SET answered = attempts.answered + kept.fresh::int, revision = revision + 1, answered_at = ?
		FROM kept WHERE attempts.id = kept.attempt_id`,
		it.attemptID, it.owner.UserID, it.owner.SessionID, a.Item, a.Rating, a.Seconds, at, at)
	if err == nil {
		s.counts.Commits.Add(1)
		s.counts.Answers.Add(int64(n))
		if n == 0 {
			err = sql.ErrNoRows
		}
	}
	return err
}
