package models

import "context"

// PackedResult is a finished attempt as far as it can be scored: the quiz that
// was answered, and the answers.
type PackedResult struct {
	QuizKey     string
	QuizVersion int
	Packed      []byte
}

// Finished returns what the pupils of a teacher's lesson have finished in it,
// one result a pupil, the earliest first. A quiz that is taken again does not
// change what was there; that of a claim that was undone is not the class's.
func (s *Lessons) Finished(ctx context.Context, teacherID int64, publicID string) ([]PackedResult, error) {
	results, err := list[PackedResult](ctx, s.read.Raw(`SELECT attempts.quiz_key, attempts.quiz_version, attempts.packed
		FROM lessons JOIN attempts ON attempts.lesson_id = lessons.id
		JOIN seats ON seats.class_id = lessons.class_id AND seats.user_id = attempts.user_id
		WHERE `+lessonTaught+` AND attempts.finished_at IS NOT NULL AND NOT EXISTS (
			SELECT 1 FROM attempts AS earlier
			WHERE earlier.lesson_id = attempts.lesson_id AND earlier.user_id = attempts.user_id
				AND earlier.finished_at IS NOT NULL AND earlier.id < attempts.id)
		ORDER BY attempts.finished_at, attempts.id`, publicID, teacherID, s.now().UnixMicro()))
	return results, explain(err, "results of lesson %s", publicID)
}
