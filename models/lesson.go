package models

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
)

// Lessons stores the sittings of classes.
type Lessons struct{ store }

// JoinLimit is how long a lesson can be joined, from its start or from when its
// teacher last extended it.
const JoinLimit = time.Hour

// Open reports whether the lesson can be joined.
func (l *Lesson) Open(now time.Time) bool {
	return l.EndedAt == nil && now.Before(l.OpenUntil)
}

// Start begins a lesson of a teacher's class and fills in its ids, code and
// times. A lesson of the class that was still running ends. A class that was put
// away is ErrClosed.
func (s *Lessons) Start(ctx context.Context, teacherID int64, classPublicID string, lesson *Lesson) error {
	var err error
	// One code in 656,100,000,000 is taken; the second try is for that one.
	for range 2 {
		if err = s.start(ctx, teacherID, classPublicID, lesson); !errors.Is(err, gorm.ErrDuplicatedKey) {
			break
		}
	}
	return explain(err, "starting a lesson of class %s", classPublicID)
}

func (s *Lessons) start(ctx context.Context, teacherID int64, classPublicID string, lesson *Lesson) error {
	now := s.now()
	return s.change(ctx, func(tx *gorm.DB) error {
		class, err := s.findClass(ctx, tx, teacherID, classPublicID)
		if err != nil {
			return err
		}
		if class.ArchivedAt != nil {
			return ErrClosed
		}
		if lesson.JoinBy == "" {
			lesson.JoinBy = JoinByList
		}
		lesson.PublicID, lesson.ClassID, lesson.Code = newPublicID(), class.ID, newCode()
		lesson.StartedAt, lesson.OpenUntil = now, now.Add(JoinLimit)
		// Bumping first makes two starts at once wait for one another.
		if err := bump(ctx, tx, class.ID); err != nil {
			return err
		}
		if _, err := run(ctx, tx, "UPDATE lessons SET ended_at = ? WHERE class_id = ? AND ended_at IS NULL",
			now.UnixMicro(), class.ID); err != nil {
			return err
		}
		// Who waited or asked for help did so in the lesson before.
		if _, err := run(ctx, tx, "UPDATE seats SET waiting = ?, hand_at = NULL WHERE class_id = ?", false, class.ID); err != nil {
			return err
		}
		return insert(ctx, tx, lesson)
	})
}

// lessonTaught is the condition of every lesson that a teacher asks for.
const lessonTaught = `lessons.public_id = ? AND lessons.class_id IN (` + theirClasses + `)`

// LessonView is a lesson with what a page says about its class.
type LessonView struct {
	Lesson
	ClassPublicID string
	ClassName     string
	SchoolID      int64
	SchoolName    string
	// Waiting tells the student who asks that the teacher has not let them in
	// yet, HandUp that they asked for help.
	Waiting, HandUp bool
}

const (
	lessonColumns = `SELECT lessons.*, classes.public_id AS class_public_id, classes.name AS class_name,
		classes.school_id, schools.name AS school_name`
	lessonTables = ` FROM lessons JOIN classes ON classes.id = lessons.class_id
		JOIN schools ON schools.id = classes.school_id`
	lessonView    = lessonColumns + lessonTables + " WHERE "
	currentLesson = lessonColumns + `, seats.waiting, seats.hand_at IS NOT NULL AS hand_up` + lessonTables + `
		JOIN seats ON seats.class_id = lessons.class_id AND seats.user_id = ?
		WHERE lessons.ended_at IS NULL AND lessons.started_at > ? ORDER BY lessons.id DESC LIMIT 1`
)

// Find returns a lesson of one of the teacher's classes.
func (s *Lessons) Find(ctx context.Context, teacherID int64, publicID string) (LessonView, error) {
	lesson, err := first(list[LessonView](ctx, s.read.Raw(lessonView+lessonTaught, publicID, teacherID, s.now().UnixMicro())))
	return lesson, explain(err, "lesson %s", publicID)
}

// FindByCode returns the lesson with a code that can be joined now. A code that
// no lesson ever had is ErrNotFound, that of a lesson that is over ErrClosed.
func (s *Lessons) FindByCode(ctx context.Context, code string) (LessonView, error) {
	lesson, err := first(list[LessonView](ctx, s.read.Raw(
		lessonView+"lessons.code = ? ORDER BY lessons.id DESC LIMIT 1", code)))
	if err == nil && !lesson.Open(s.now()) {
		err = ErrClosed
	}
	return lesson, explain(err, "lesson by code")
}

// Of returns the lessons of a teacher's class, newest first.
func (s *Lessons) Of(ctx context.Context, teacherID int64, classPublicID string) ([]Lesson, error) {
	lessons, err := list[Lesson](ctx, s.read.
		Where("class_id IN (SELECT classes.id FROM classes WHERE "+taught+")", classPublicID, teacherID, s.now().UnixMicro()).
		Order("id DESC"))
	return lessons, explain(err, "lessons of class %s", classPublicID)
}

// Current returns the newest lesson under way in a class where a student sits.
func (s *Lessons) Current(ctx context.Context, userID int64) (LessonView, error) {
	lesson, err := first(list[LessonView](ctx, s.read.Raw(currentLesson, userID, s.now().Add(-SessionLimit).UnixMicro())))
	return lesson, explain(err, "lesson of student %d", userID)
}

// Extend lets a lesson be joined for another hour from now.
func (s *Lessons) Extend(ctx context.Context, teacherID int64, publicID string) error {
	return s.mark(ctx, teacherID, publicID, "UPDATE lessons SET open_until = ?", s.now().Add(JoinLimit).UnixMicro())
}

// End ends a lesson; pupils who are answering can go on.
func (s *Lessons) End(ctx context.Context, teacherID int64, publicID string) error {
	return s.mark(ctx, teacherID, publicID, "UPDATE lessons SET ended_at = ?", s.now().UnixMicro())
}

// Reveal lets the projector show the class's picture.
func (s *Lessons) Reveal(ctx context.Context, teacherID int64, publicID string) error {
	return s.mark(ctx, teacherID, publicID, "UPDATE lessons SET revealed_at = ?", s.now().UnixMicro())
}

// mark sets a time of a lesson that is under way, in microseconds or nil; it is
// ErrClosed if the lesson is over.
func (s *Lessons) mark(ctx context.Context, teacherID int64, publicID, update string, at any) error {
	n, err := run(ctx, s.write, update+" WHERE ended_at IS NULL AND "+lessonTaught,
		at, publicID, teacherID, s.now().UnixMicro())
	if err == nil && n == 0 {
		_, err = take[Lesson](ctx, s.write.Where(lessonTaught, publicID, teacherID, s.now().UnixMicro()))
		if err == nil {
			err = ErrClosed
		}
	}
	return explain(err, "lesson %s", publicID)
}
