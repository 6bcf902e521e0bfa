package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Failures limits guessing, per account or code and for all replicas together.
type Failures struct{ store }

// After guessLimit wrong secrets within guessWindow each further one makes the
// next wait twice as long, from firstDelay up to longestDelay.
const (
	guessLimit   = 10
	guessWindow  = 15 * time.Minute
	firstDelay   = 30 * time.Second
	longestDelay = 15 * time.Minute
)

// Try counts a guess before it is looked at, so that a hundred at once count as
// a hundred. It returns when the next guess is allowed if this one is not;
// otherwise the zero time. Clear it when the guess was right.
func (s *Failures) Try(ctx context.Context, key string) (time.Time, error) {
	now := s.now()
	var until time.Time
	err := s.change(ctx, func(tx *gorm.DB) error {
		row, err := first(list[Failure](ctx, tx.Raw(`INSERT INTO failures (key, count, first_at, locked_until)
			VALUES (?, 1, ?, 0)
			ON CONFLICT (key) DO UPDATE SET
				count = CASE WHEN failures.locked_until > ? THEN failures.count
					WHEN failures.first_at <= ? AND failures.locked_until <= ? THEN 1 ELSE failures.count + 1 END,
				first_at = CASE WHEN failures.first_at <= ? AND failures.locked_until <= ?
					THEN excluded.first_at ELSE failures.first_at END
			RETURNING *`,
			hashed(key), now.UnixMicro(), now.UnixMicro(),
			now.Add(-guessWindow).UnixMicro(), now.Add(-guessWindow).UnixMicro(),
			now.Add(-guessWindow).UnixMicro(), now.Add(-guessWindow).UnixMicro())))
		if err != nil {
			return err
		}
		if row.LockedUntil.After(now) {
			until = row.LockedUntil
			return nil
		}
		if row.Count < guessLimit {
			return nil
		}
		_, err = run(ctx, tx, "UPDATE failures SET locked_until = ? WHERE key = ?",
			now.Add(delay(row.Count)).UnixMicro(), hashed(key))
		return err
	})
	return until, explain(err, "counting a guess")
}

// delay is the wait after the nth guess.
func delay(n int) time.Duration {
	if doublings := n - guessLimit; doublings < 5 {
		return firstDelay << doublings
	}
	return longestDelay
}

// Clear forgets the guesses for a key, after a right one or when the secret
// was changed.
func (s *Failures) Clear(ctx context.Context, key string) error {
	_, err := remove[Failure](ctx, s.write.Where("key = ?", hashed(key)))
	return explain(err, "clearing guesses")
}

// Sweep forgets guesses of long ago.
func (s *Failures) Sweep(ctx context.Context) error {
	past := s.now().Add(-24 * time.Hour).UnixMicro()
	_, err := remove[Failure](ctx, s.write.Where("first_at <= ? AND locked_until <= ?", past, past))
	return explain(err, "sweeping guesses")
}
