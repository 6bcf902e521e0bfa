package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Classes stores classes. Every query carries the teacher who asks.
type Classes struct{ store }

// taught is the condition of every class that a teacher asks for.
const taught = `classes.public_id = ? AND ` + taughtBy

// taughtBy is the condition of the classes of a teacher, and of the time of asking.
const taughtBy = `classes.id IN (` + theirClasses + `)`

// theirClasses selects the ids of the classes of a teacher, at the time of asking.
const theirClasses = `SELECT class_id FROM class_teachers WHERE class_teachers.user_id = ? AND ` + inForce

// inForce is the condition of a right to a class, at the time of asking: whoever
// only covers for somebody has it until it ends, and nobody has to end it.
const inForce = `(class_teachers.until IS NULL OR class_teachers.until > ?)`

// Create keeps a new class of the teacher's school and fills in its ids.
func (s *Classes) Create(ctx context.Context, teacherID int64, class *Class) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		teacher, err := take[User](ctx, tx.Where("id = ? AND who <> ? AND school_id IS NOT NULL", teacherID, Student))
		if err != nil {
			return err
		}
		class.SchoolID = *teacher.SchoolID
		return s.newClass(ctx, tx, teacherID, class)
	})
	return explain(err, "creating a class of teacher %d", teacherID)
}

// newClass keeps a new class with its first teacher and fills in its ids.
func (s store) newClass(ctx context.Context, tx *gorm.DB, teacherID int64, class *Class) error {
	class.PublicID, class.CreatedAt = newPublicID(), s.now()
	if err := insert(ctx, tx, class); err != nil {
		return err
	}
	return insert(ctx, tx, &ClassTeacher{ClassID: class.ID, UserID: teacherID})
}

// Find returns a teacher's class.
func (s *Classes) Find(ctx context.Context, teacherID int64, publicID string) (Class, error) {
	class, err := s.findClass(ctx, s.read, teacherID, publicID)
	return class, explain(err, "class %s", publicID)
}

func (s store) findClass(ctx context.Context, db *gorm.DB, teacherID int64, publicID string) (Class, error) {
	return take[Class](ctx, db.Where(taught, publicID, teacherID, s.now().UnixMicro()))
}

// ClassSummary is a class in a teacher's list.
type ClassSummary struct {
	Class
	Seats, Claimed int
	// Finished counts the pupils with a result.
	Finished int
	// RunningLesson is the public id of the lesson under way, or empty.
	RunningLesson string
	// Until is when the teacher's right ends, nil when it is for good.
	Until *time.Time `gorm:"serializer:micros"`
}

// Of returns a teacher's classes, the newest school year first.
func (s *Classes) Of(ctx context.Context, teacherID int64) ([]ClassSummary, error) {
	classes, err := list[ClassSummary](ctx, s.read.Raw(`SELECT classes.*,
		(SELECT count(*) FROM seats WHERE seats.class_id = classes.id) AS seats,
		(SELECT count(*) FROM seats WHERE seats.class_id = classes.id AND seats.user_id IS NOT NULL) AS claimed,
		(SELECT count(*) FROM seats WHERE seats.class_id = classes.id AND EXISTS (
			SELECT 1 FROM attempts WHERE attempts.user_id = seats.user_id AND attempts.finished_at IS NOT NULL)) AS finished,
		COALESCE((SELECT lessons.public_id FROM lessons
			WHERE lessons.class_id = classes.id AND lessons.ended_at IS NULL), '') AS running_lesson,
		class_teachers.until
		FROM classes JOIN class_teachers ON class_teachers.class_id = classes.id AND class_teachers.user_id = ?
		WHERE `+taughtBy+`
		ORDER BY classes.school_year DESC, classes.id`, teacherID, teacherID, s.now().UnixMicro()))
	return classes, explain(err, "classes of teacher %d", teacherID)
}
