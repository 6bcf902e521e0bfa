package models

import "context"

// LessonPart is what one pupil did in one lesson, and has made of it since.
type LessonPart struct {
	LessonID            int64
	Finished            int // how often the quiz was finished, 0 when never
	HasPlan, SharesPlan bool
}

// Parts returns who took part in the lessons of a teacher's class, a row for
// each pupil and lesson, without names.
func (s *Lessons) Parts(ctx context.Context, teacherID int64, classPublicID string) ([]LessonPart, error) {
	parts, err := list[LessonPart](ctx, s.read.Raw(`SELECT attempts.lesson_id, count(attempts.finished_at) AS finished,
		EXISTS (SELECT 1 FROM plans WHERE plans.user_id = attempts.user_id) AS has_plan,
		EXISTS (SELECT 1 FROM plans WHERE plans.user_id = attempts.user_id AND plans.shared) AS shares_plan
		FROM classes JOIN lessons ON lessons.class_id = classes.id JOIN attempts ON attempts.lesson_id = lessons.id
		JOIN seats ON seats.class_id = classes.id AND seats.user_id = attempts.user_id
		WHERE `+taught+` GROUP BY attempts.lesson_id, attempts.user_id
		ORDER BY attempts.lesson_id, attempts.user_id`, classPublicID, teacherID, s.now().UnixMicro()))
	return parts, explain(err, "who took part in the lessons of class %s", classPublicID)
}
