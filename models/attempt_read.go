package models

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"
)

// Find returns the owner's attempt with its answers and disputes.
func (s *Attempts) Find(ctx context.Context, owner Owner, publicID string) (Attempt, error) {
	attempt, err := whole(ctx, s.read, "public_id = ? AND "+owned, publicID, owner.UserID, owner.SessionID)
	return attempt, explain(err, "attempt %s", publicID)
}

// Open returns the owner's newest unfinished attempt at a quiz.
func (s *Attempts) Open(ctx context.Context, owner Owner, quizKey string) (Attempt, error) {
	attempt, err := whole(ctx, s.read,
		"id = (SELECT max(id) FROM attempts WHERE quiz_key = ? AND finished_at IS NULL AND "+owned+")",
		quizKey, owner.UserID, owner.SessionID)
	return attempt, explain(err, "open attempt at %s", quizKey)
}

// Newest returns the owner's newest finished attempt.
func (s *Attempts) Newest(ctx context.Context, owner Owner) (Attempt, error) {
	attempt, err := whole(ctx, s.read, `id = (SELECT id FROM attempts WHERE finished_at IS NOT NULL AND `+owned+`
			ORDER BY finished_at DESC, id DESC LIMIT 1)`, owner.UserID, owner.SessionID)
	return attempt, explain(err, "newest finished attempt")
}

// attemptRow is an attempt with its answers on one line: a student in the middle
// of the quiz has dozens, and reading each as a row would be most of the cost of
// a question.
type attemptRow struct {
	Attempt
	Line                      string
	LessonPaused, ResultsHeld bool
}

// selectWhole selects attempts as attemptRow; the condition is still to come. It
// names one attempt: SQLite would sort the whole line with each, which takes
// longer than all the rest.
const selectWhole = `SELECT attempts.*, coalesce((
		SELECT string_agg(item || ' ' || rating || ' ' || seconds || ' ' || seq || ' ' || answered_at, ';' ORDER BY seq)
		FROM answers WHERE answers.attempt_id = attempts.id), '') AS line,
	EXISTS (SELECT 1 FROM lessons WHERE lessons.id = attempts.lesson_id
		AND ended_at IS NULL AND paused_at IS NOT NULL) AS lesson_paused,
	` + held + ` AS results_held
	FROM attempts WHERE `

// whole returns the attempt that a condition finds, with its answers while it is
// open and its disputes once it is finished.
func whole(ctx context.Context, db *gorm.DB, condition string, args ...any) (Attempt, error) {
	row, err := first(list[attemptRow](ctx, db.Raw(selectWhole+condition, args...)))
	if err != nil {
		return Attempt{}, err
	}
	attempt := row.Attempt
	attempt.Paused, attempt.Held = row.LessonPaused, row.ResultsHeld
	if attempt.Answers, err = answersOn(row.Line, attempt.ID); err != nil || attempt.FinishedAt == nil {
		return attempt, err
	}
	attempt.Disputes, err = list[Dispute](ctx, db.Where("attempt_id = ?", attempt.ID).Order("id"))
	return attempt, err
}

// answersOn reads the answers of an attempt from the line that holds them.
func answersOn(line string, attemptID int64) ([]Answer, error) {
	if line == "" {
		return nil, nil
	}
	answers := make([]Answer, 0, strings.Count(line, ";")+1)
	for words := range strings.SplitSeq(line, ";") {
		answer, err := answerOf(strings.Fields(words))
		if err != nil {
			return nil, fmt.Errorf("answer %q of attempt %d: %w", words, attemptID, err)
		}
		answer.AttemptID = attemptID
		answers = append(answers, answer)
	}
	return answers, nil
}

// answerOf reads one answer from item, rating, seconds, place and time.
func answerOf(words []string) (Answer, error) {
	if len(words) != 5 {
		return Answer{}, fmt.Errorf("has %d parts, not 5", len(words))
	}
	rating, notRating := strconv.ParseInt(words[1], 10, 8)
	seconds, notSeconds := strconv.ParseFloat(words[2], 32)
	seq, notSeq := strconv.Atoi(words[3])
	at, notTime := strconv.ParseInt(words[4], 10, 64)
	return Answer{
		Item: words[0], Rating: int8(rating), Seconds: float32(seconds), Seq: seq, AnsweredAt: time.UnixMicro(at).UTC(),
	}, errors.Join(notRating, notSeconds, notSeq, notTime)
}
