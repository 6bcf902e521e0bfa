package models

import (
	"context"
	"time"
)

// Progress is how far the pupil in a seat is in a lesson.
type Progress struct {
	SeatPublicID string
	Name         string
	UserName     string
	Listed       bool
	JoinedAt     *time.Time `gorm:"serializer:micros"`
	HiddenAt     *time.Time `gorm:"serializer:micros"`
	// StartedAt is nil while the pupil has not begun the lesson's quiz.
	StartedAt    *time.Time `gorm:"serializer:micros"`
	Answered     int
	LastAnswerAt *time.Time `gorm:"serializer:micros"`
	FinishedAt   *time.Time `gorm:"serializer:micros"`
	OwnChoice    string
	Length       string
	HasPlan      bool
	Waiting      bool
	HandAt       *time.Time `gorm:"serializer:micros"`
}

// ShownName is the name for a page that the class may see over a shoulder.
func (p Progress) ShownName() string { return shownName(p.Name, p.HiddenAt) }

// Progress returns how far each seat of the class is in a teacher's lesson, in
// the order of the list.
func (s *Lessons) Progress(ctx context.Context, teacherID int64, publicID string) ([]Progress, error) {
	progress, err := list[Progress](ctx, s.read.Raw(`SELECT
		seats.public_id AS seat_public_id, seats.name, COALESCE(users.user_name, '') AS user_name,
		seats.listed, seats.claimed_at AS joined_at, seats.hidden_at, seats.waiting, seats.hand_at,
		attempts.started_at, COALESCE(attempts.answered, 0) AS answered, attempts.answered_at AS last_answer_at,
		attempts.finished_at, COALESCE(attempts.own_choice, '') AS own_choice, COALESCE(attempts.length, '') AS length,
		EXISTS (SELECT 1 FROM plans WHERE plans.user_id = seats.user_id) AS has_plan
		FROM lessons JOIN seats ON seats.class_id = lessons.class_id
		LEFT JOIN users ON users.id = seats.user_id
		LEFT JOIN attempts ON attempts.id = (SELECT max(newest.id) FROM attempts AS newest
			WHERE newest.user_id = seats.user_id AND newest.lesson_id = lessons.id)
		WHERE `+lessonTaught+`
		ORDER BY seats.id`, publicID, teacherID, s.now().UnixMicro()))
	return progress, explain(err, "progress of lesson %s", publicID)
}

// Stamp returns a short text that is another one whenever the lesson's progress
// has changed; reading it costs a few rows, whatever the class has answered.
func (s *Lessons) Stamp(ctx context.Context, teacherID int64, publicID string) (string, error) {
	now, err := first(list[stamp](ctx, s.read.Raw(`SELECT classes.version,
		(SELECT count(attempts.finished_at) FROM attempts WHERE attempts.lesson_id = lessons.id) AS finished,
		(SELECT COALESCE(sum(attempts.revision + 1), 0) FROM attempts WHERE attempts.lesson_id = lessons.id) AS answered,
		(SELECT count(*) FROM plans JOIN seats ON seats.user_id = plans.user_id
			WHERE seats.class_id = classes.id) AS plans,
		(SELECT count(*) FROM attempts WHERE attempts.lesson_id = lessons.id AND own_choice <> '') AS chosen,
		lessons.open_until + COALESCE(lessons.ended_at, 0) + COALESCE(lessons.revealed_at, 0) + COALESCE(lessons.paused_at, 0) AS lesson
		FROM lessons JOIN classes ON classes.id = lessons.class_id
		WHERE `+lessonTaught, publicID, teacherID, s.now().UnixMicro())))
	return now.String(), explain(err, "stamp of lesson %s", publicID)
}
