package models

import (
	"context"

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
		teacher, err := take[User](ctx, tx.Where("id = ? AND who <> ? AND school_id IS NOT NULL", teacherID, Student))
		if err != nil {
			return err
		}
		class.SchoolID = *teacher.SchoolID
		if err := insert(ctx, tx, class); err != nil {
			return err
		}
		return insert(ctx, tx, &ClassTeacher{ClassID: class.ID, UserID: teacherID})
	})
	return explain(err, "creating a class of teacher %d", teacherID)
}

// Find returns a teacher's class.
func (s *Classes) Find(ctx context.Context, teacherID int64, publicID string) (Class, error) {
	class, err := findClass(ctx, s.read, teacherID, publicID)
	return class, explain(err, "class %s", publicID)
}

func findClass(ctx context.Context, db *gorm.DB, teacherID int64, publicID string) (Class, error) {
	return take[Class](ctx, db.Where(taught, publicID, teacherID))
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
	classes, err := list[ClassSummary](ctx, s.read.Raw(`SELECT classes.*,
		(SELECT count(*) FROM seats WHERE seats.class_id = classes.id) AS seats,
		(SELECT count(*) FROM seats WHERE seats.class_id = classes.id AND seats.user_id IS NOT NULL) AS claimed,
		(SELECT count(*) FROM seats WHERE seats.class_id = classes.id AND EXISTS (
			SELECT 1 FROM attempts WHERE attempts.user_id = seats.user_id AND attempts.finished_at IS NOT NULL)) AS finished,
		COALESCE((SELECT lessons.public_id FROM lessons
			WHERE lessons.class_id = classes.id AND lessons.ended_at IS NULL), '') AS running_lesson
		FROM classes JOIN class_teachers ON class_teachers.class_id = classes.id
		WHERE class_teachers.user_id = ?
		ORDER BY classes.school_year DESC, classes.id`, teacherID))
	return classes, explain(err, "classes of teacher %d", teacherID)
}
