package models

import (
	"context"
	"fmt"
	"time"
)

// SeatResult is a seat with its pupil's newest result.
type SeatResult struct {
	SeatPublicID string
	Name         string
	UserName     string
	Listed       bool
	ClaimedAt    *time.Time `gorm:"serializer:micros"`
	HiddenAt     *time.Time `gorm:"serializer:micros"`
	// AttemptPublicID is empty when the pupil has not finished a quiz.
	AttemptPublicID string
	PackedResult    `gorm:"embedded"`
	OwnChoice       string
	FinishedAt      *time.Time `gorm:"serializer:micros"`
	StageTwoSkipped bool
	HasPlan         bool
	// SharedPlans counts the plans that the pupil shows to the teacher.
	SharedPlans int
	// Wrote counts those of them on which the pupil had the last word.
	Wrote int
}

// ShownName is the name for a page that the class may see over a shoulder.
func (r SeatResult) ShownName() string { return shownName(r.Name, r.HiddenAt) }

// Results returns each seat of a teacher's class with its newest result, in the
// order of the list.
func (s *Classes) Results(ctx context.Context, teacherID int64, publicID string) ([]SeatResult, error) {
	results, err := list[SeatResult](ctx, s.read.Raw(`SELECT
		seats.public_id AS seat_public_id, seats.name, COALESCE(users.user_name, '') AS user_name,
		seats.listed, seats.claimed_at, seats.hidden_at,
		COALESCE(attempts.public_id, '') AS attempt_public_id, COALESCE(attempts.quiz_key, '') AS quiz_key,
		COALESCE(attempts.quiz_version, 0) AS quiz_version, COALESCE(attempts.own_choice, '') AS own_choice,
		attempts.packed, attempts.finished_at, COALESCE(attempts.stage_two_skipped, ?) AS stage_two_skipped,
		EXISTS (SELECT 1 FROM plans WHERE plans.user_id = seats.user_id) AS has_plan,
		(SELECT count(*) FROM plans WHERE plans.user_id = seats.user_id AND plans.shared) AS shared_plans,
		(SELECT count(*) FROM plans JOIN plan_comments ON plan_comments.plan_id = plans.id AND plan_comments.user_id = plans.user_id
			WHERE plans.user_id = seats.user_id AND plans.shared AND plan_comments.hidden_at IS NULL
			AND plan_comments.id = (SELECT max(id) FROM plan_comments AS others WHERE others.plan_id = plans.id)) AS wrote
		FROM classes JOIN seats ON seats.class_id = classes.id
		LEFT JOIN users ON users.id = seats.user_id
		LEFT JOIN attempts ON attempts.id = (SELECT newest.id FROM attempts AS newest
			WHERE newest.user_id = seats.user_id AND newest.finished_at IS NOT NULL
			ORDER BY newest.finished_at DESC, newest.id DESC LIMIT 1)
		WHERE `+taught+`
		ORDER BY seats.id`, false, publicID, teacherID, s.now().UnixMicro()))
	return results, explain(err, "results of class %s", publicID)
}

// stamp is what changes when a class changes.
type stamp struct {
	Version, Finished, Answered, Chosen, Plans, Shared, Lesson int64
}

// Stamp returns a short text that is another one whenever the class's seats,
// results or plans have changed.
func (s *Classes) Stamp(ctx context.Context, teacherID int64, publicID string) (string, error) {
	now, err := first(list[stamp](ctx, s.read.Raw(`SELECT classes.version,
		(SELECT COALESCE(sum(attempts.id), 0) FROM attempts JOIN seats ON seats.user_id = attempts.user_id
			WHERE seats.class_id = classes.id AND attempts.finished_at IS NOT NULL) AS finished,
		(SELECT count(*) FROM plans JOIN seats ON seats.user_id = plans.user_id
			WHERE seats.class_id = classes.id) AS plans,
		(SELECT count(*) FROM plans JOIN seats ON seats.user_id = plans.user_id
			WHERE seats.class_id = classes.id AND plans.shared) AS shared
		FROM classes WHERE `+taught, publicID, teacherID, s.now().UnixMicro())))
	return now.String(), explain(err, "stamp of class %s", publicID)
}

// String writes the stamp as it stands in an address.
func (s stamp) String() string {
	return fmt.Sprintf("%d-%d-%d-%d-%d-%d-%d", s.Version, s.Finished, s.Answered, s.Chosen, s.Plans, s.Shared, s.Lesson)
}
