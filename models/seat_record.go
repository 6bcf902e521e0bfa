package models

import (
	"context"
	"time"
)

// SeatLesson is a lesson in which the pupil of a seat took part; FinishedAt is nil
// when they did not finish the quiz.
type SeatLesson struct {
	Lesson
	FinishedAt *time.Time `gorm:"serializer:micros"`
}

// OfSeat returns the lessons of a teacher's class in which the pupil of a seat took
// part, the first one first.
func (s *Lessons) OfSeat(ctx context.Context, teacherID int64, classPublicID, seatPublicID string) ([]SeatLesson, error) {
	lessons, err := list[SeatLesson](ctx, s.read.Raw(`SELECT lessons.*, min(attempts.finished_at) AS finished_at
		FROM classes JOIN seats ON seats.class_id = classes.id JOIN lessons ON lessons.class_id = classes.id
		JOIN attempts ON attempts.lesson_id = lessons.id AND attempts.user_id = seats.user_id
		WHERE seats.public_id = ? AND `+taught+` GROUP BY lessons.id ORDER BY lessons.id`,
		seatPublicID, classPublicID, teacherID, s.now().UnixMicro()))
	return lessons, explain(err, "lessons of seat %s", seatPublicID)
}

// SeatFollowUp is a follow-up of a class, and when the pupil of a seat said that it
// was done; nil when they did not.
type SeatFollowUp struct {
	FollowUp
	DoneAt *time.Time `gorm:"serializer:micros"`
}

// OfSeat returns what a teacher's class was asked to do and whether the pupil of a
// seat did it, the first one first.
func (s *FollowUps) OfSeat(ctx context.Context, teacherID int64, classPublicID, seatPublicID string) ([]SeatFollowUp, error) {
	asked, err := list[SeatFollowUp](ctx, s.read.Raw(`SELECT follow_ups.*, follow_up_marks.done_at
		FROM classes JOIN seats ON seats.class_id = classes.id JOIN follow_ups ON follow_ups.class_id = classes.id
		LEFT JOIN follow_up_marks ON follow_up_marks.follow_up_id = follow_ups.id AND follow_up_marks.user_id = seats.user_id
		WHERE seats.public_id = ? AND `+taught+` ORDER BY follow_ups.id`,
		seatPublicID, classPublicID, teacherID, s.now().UnixMicro()))
	return asked, explain(err, "follow-ups of seat %s", seatPublicID)
}
