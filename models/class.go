package models

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// Classes stores classes. Every query carries the teacher who asks.
type Classes struct{ store }

// taught is the condition of every class that a teacher asks for.
const taught = `classes.public_id = ? AND classes.id IN (
	SELECT class_id FROM class_teachers WHERE class_teachers.user_id = ?)`

// Create keeps a new class of the teacher's school and fills in its ids.
func (s *Classes) Create(ctx context.Context, teacherID int64, class *Class) error {
	class.PublicID, class.CreatedAt = newPublicID(), s.now()
	err := s.change(ctx, func(tx *gorm.DB) error {
		teacher, err := gorm.G[User](tx).
			Where("id = ? AND who <> ? AND school_id IS NOT NULL", teacherID, Student).Take(ctx)
		if err != nil {
			return err
		}
		class.SchoolID = *teacher.SchoolID
		if err := gorm.G[Class](tx).Create(ctx, class); err != nil {
			return err
		}
		return gorm.G[ClassTeacher](tx).Create(ctx, &ClassTeacher{ClassID: class.ID, UserID: teacherID})
	})
	return explain(err, "creating a class of teacher %d", teacherID)
}

// Find returns a teacher's class.
func (s *Classes) Find(ctx context.Context, teacherID int64, publicID string) (Class, error) {
	class, err := findClass(ctx, s.read, teacherID, publicID)
	return class, explain(err, "class %s", publicID)
}

func findClass(ctx context.Context, db *gorm.DB, teacherID int64, publicID string) (Class, error) {
	return gorm.G[Class](db).Where(taught, publicID, teacherID).Take(ctx)
}

// Rename changes the name and year group of a teacher's class.
func (s *Classes) Rename(ctx context.Context, teacherID int64, publicID, name string, yearGroup int) error {
	n, err := run(ctx, s.write, "UPDATE classes SET name = ?, year_group = ?, version = version + 1 WHERE "+taught,
		name, yearGroup, publicID, teacherID)
	return explain(touched(n, err), "class %s", publicID)
}

// Archive puts a teacher's class away.
func (s *Classes) Archive(ctx context.Context, teacherID int64, publicID string) error {
	n, err := run(ctx, s.write, "UPDATE classes SET archived_at = ?, version = version + 1 WHERE "+taught,
		s.now().UnixMicro(), publicID, teacherID)
	return explain(touched(n, err), "class %s", publicID)
}

// Share gives a second teacher of the same school the right to a class.
func (s *Classes) Share(ctx context.Context, teacherID int64, publicID string, otherID int64) error {
	n, err := run(ctx, s.write, `INSERT INTO class_teachers (class_id, user_id)
		SELECT classes.id, users.id FROM classes JOIN users ON users.school_id = classes.school_id
		WHERE users.id = ? AND users.who <> 'student' AND `+taught+`
		ON CONFLICT (class_id, user_id) DO UPDATE SET user_id = excluded.user_id`, otherID, publicID, teacherID)
	return explain(touched(n, err), "sharing class %s", publicID)
}

// ClassSummary is a class in a teacher's list.
type ClassSummary struct {
	Class
	Seats, Claimed int
	// Finished counts the pupils with a result.
	Finished int
	// RunningLesson is the public id of the lesson under way, or empty.
	RunningLesson string
}

// Of returns a teacher's classes, the newest school year first.
func (s *Classes) Of(ctx context.Context, teacherID int64) ([]ClassSummary, error) {
	classes, err := gorm.G[ClassSummary](s.read).Raw(`SELECT classes.*,
		(SELECT count(*) FROM seats WHERE seats.class_id = classes.id) AS seats,
		(SELECT count(*) FROM seats WHERE seats.class_id = classes.id AND seats.user_id IS NOT NULL) AS claimed,
		(SELECT count(*) FROM seats WHERE seats.class_id = classes.id AND EXISTS (
			SELECT 1 FROM attempts WHERE attempts.user_id = seats.user_id AND attempts.finished_at IS NOT NULL)) AS finished,
		COALESCE((SELECT lessons.public_id FROM lessons
			WHERE lessons.class_id = classes.id AND lessons.ended_at IS NULL), '') AS running_lesson
		FROM classes JOIN class_teachers ON class_teachers.class_id = classes.id
		WHERE class_teachers.user_id = ?
		ORDER BY classes.school_year DESC, classes.id`, teacherID).Find(ctx)
	return classes, explain(err, "classes of teacher %d", teacherID)
}

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
	QuizKey         string
	QuizVersion     int
	OwnChoice       string
	Packed          []byte
	FinishedAt      *time.Time `gorm:"serializer:micros"`
	StageTwoSkipped bool
	HasPlan         bool
	// SharedPlans counts the plans that the pupil shows to the teacher.
	SharedPlans int
}

// Results returns each seat of a teacher's class with its newest result, in the
// order of the list.
func (s *Classes) Results(ctx context.Context, teacherID int64, publicID string) ([]SeatResult, error) {
	results, err := gorm.G[SeatResult](s.read).Raw(`SELECT
		seats.public_id AS seat_public_id, seats.name, COALESCE(users.user_name, '') AS user_name,
		seats.listed, seats.claimed_at, seats.hidden_at,
		COALESCE(attempts.public_id, '') AS attempt_public_id, COALESCE(attempts.quiz_key, '') AS quiz_key,
		COALESCE(attempts.quiz_version, 0) AS quiz_version, COALESCE(attempts.own_choice, '') AS own_choice,
		attempts.packed, attempts.finished_at, COALESCE(attempts.stage_two_skipped, ?) AS stage_two_skipped,
		EXISTS (SELECT 1 FROM plans WHERE plans.user_id = seats.user_id) AS has_plan,
		(SELECT count(*) FROM plans WHERE plans.user_id = seats.user_id AND plans.shared) AS shared_plans
		FROM classes JOIN seats ON seats.class_id = classes.id
		LEFT JOIN users ON users.id = seats.user_id
		LEFT JOIN attempts ON attempts.id = (SELECT newest.id FROM attempts AS newest
			WHERE newest.user_id = seats.user_id AND newest.finished_at IS NOT NULL
			ORDER BY newest.finished_at DESC, newest.id DESC LIMIT 1)
		WHERE `+taught+`
		ORDER BY seats.id`, false, publicID, teacherID).Find(ctx)
	return results, explain(err, "results of class %s", publicID)
}

// stamp is what changes when a class changes.
type stamp struct {
	Version, Finished, Answered, Plans, Shared, Lesson int64
}

// Stamp returns a short text that is another one whenever the class's seats,
// results or plans have changed.
func (s *Classes) Stamp(ctx context.Context, teacherID int64, publicID string) (string, error) {
	now, err := first(gorm.G[stamp](s.read).Raw(`SELECT classes.version,
		(SELECT COALESCE(sum(attempts.id), 0) FROM attempts JOIN seats ON seats.user_id = attempts.user_id
			WHERE seats.class_id = classes.id AND attempts.finished_at IS NOT NULL) AS finished,
		(SELECT count(*) FROM plans JOIN seats ON seats.user_id = plans.user_id
			WHERE seats.class_id = classes.id) AS plans,
		(SELECT count(*) FROM plans JOIN seats ON seats.user_id = plans.user_id
			WHERE seats.class_id = classes.id AND plans.shared) AS shared
		FROM classes WHERE `+taught, publicID, teacherID).Find(ctx))
	return now.String(), explain(err, "stamp of class %s", publicID)
}

// String writes the stamp as it stands in an address.
func (s stamp) String() string {
	return fmt.Sprintf("%d-%d-%d-%d-%d-%d", s.Version, s.Finished, s.Answered, s.Plans, s.Shared, s.Lesson)
}
