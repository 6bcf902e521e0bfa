package models

import (
	"context"
	"time"
)

// LessonResult is what the pupil of a seat finished in a lesson: of the seat's own
// class, or of another one.
type LessonResult struct {
	SeatPublicID   string
	LessonPublicID string
	StartedAt      time.Time `gorm:"serializer:micros"`
	Length         string
	ClassPublicID  string
	ClassName      string
	SchoolYear     int
	PackedResult   `gorm:"embedded"`
}

// Compared returns what the pupils of a teacher's class finished in its lessons, and
// in those of the teacher's other classes where they sat too, such as that of the
// year before: one result a pupil and lesson, the first lesson first. A quiz that is
// taken again does not change what was there.
func (s *Lessons) Compared(ctx context.Context, teacherID int64, classPublicID string) ([]LessonResult, error) {
	now := s.now().UnixMicro()
	results, err := list[LessonResult](ctx, s.read.Raw(`SELECT seats.public_id AS seat_public_id,
		lessons.public_id AS lesson_public_id, lessons.started_at, lessons.length,
		there.public_id AS class_public_id, there.name AS class_name, there.school_year,
		attempts.quiz_key, attempts.quiz_version, attempts.packed
		FROM classes JOIN seats ON seats.class_id = classes.id
		JOIN attempts ON attempts.user_id = seats.user_id AND attempts.finished_at IS NOT NULL
		JOIN lessons ON lessons.id = attempts.lesson_id JOIN classes AS there ON there.id = lessons.class_id
		WHERE `+taught+` AND there.id IN (`+theirClasses+`)
		AND NOT EXISTS (SELECT 1 FROM attempts AS earlier
			WHERE earlier.lesson_id = attempts.lesson_id AND earlier.user_id = attempts.user_id
				AND earlier.finished_at IS NOT NULL AND earlier.id < attempts.id)
		ORDER BY lessons.started_at, lessons.id, seats.id`, classPublicID, teacherID, now, teacherID, now))
	return results, explain(err, "lessons of class %s side by side", classPublicID)
}
