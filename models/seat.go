package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Seats stores the places in classes. A teacher reaches them through the class,
// a pupil through an open lesson.
type Seats struct{ store }

// seatTaught is the condition of every seat that a teacher asks for.
const seatTaught = `public_id = ? AND class_id IN (SELECT classes.id FROM classes WHERE ` + taught + `)`

// Add puts names on the list of a teacher's class; a name that is there already
// is ErrTaken, and then none is added.
func (s *Seats) Add(ctx context.Context, teacherID int64, classPublicID string, names []string) ([]Seat, error) {
	var seats []Seat
	err := s.change(ctx, func(tx *gorm.DB) error {
		class, err := s.findClass(ctx, tx, teacherID, classPublicID)
		if err != nil {
			return err
		}
		for _, name := range names {
			seats = append(seats, newSeat(class.ID, name))
		}
		if len(seats) == 0 {
			return nil
		}
		if err := tx.WithContext(ctx).CreateInBatches(&seats, 100).Error; err != nil {
			return err
		}
		return bump(ctx, tx, class.ID)
	})
	return seats, explain(err, "adding seats to class %s", classPublicID)
}

func newSeat(classID int64, name string) Seat {
	return Seat{PublicID: newPublicID(), ClassID: classID, Name: name, NameKey: NameKey(name), Listed: true}
}

// bump makes everybody who watches the class look again.
func bump(ctx context.Context, tx *gorm.DB, classID int64) error {
	_, err := run(ctx, tx, "UPDATE classes SET version = version + 1 WHERE id = ?", classID)
	return err
}

// Find returns a seat of a teacher's class.
func (s *Seats) Find(ctx context.Context, teacherID int64, classPublicID, seatPublicID string) (Seat, error) {
	seat, err := s.findSeat(ctx, s.read, teacherID, classPublicID, seatPublicID)
	return seat, explain(err, "seat %s", seatPublicID)
}

func (s store) findSeat(ctx context.Context, db *gorm.DB, teacherID int64, classPublicID, seatPublicID string) (Seat, error) {
	return take[Seat](ctx, db.Where(seatTaught, seatPublicID, classPublicID, teacherID, s.now().UnixMicro()))
}

// Of returns the seats of a teacher's class in the order of the list.
func (s *Seats) Of(ctx context.Context, teacherID int64, classPublicID string) ([]Seat, error) {
	seats, err := list[Seat](ctx, s.read.
		Where("class_id IN (SELECT classes.id FROM classes WHERE "+taught+")", classPublicID, teacherID, s.now().UnixMicro()).
		Order("id"))
	return seats, explain(err, "seats of class %s", classPublicID)
}

// OfLesson returns the listed seats of a lesson's class, for somebody who has
// come by its code: the free ones to choose from, the claimed ones to say so.
func (s *Seats) OfLesson(ctx context.Context, lessonID int64) ([]Seat, error) {
	seats, err := list[Seat](ctx, s.read.
		Where(`listed AND hidden_at IS NULL AND class_id = (
			SELECT class_id FROM lessons WHERE lessons.id = ? AND ended_at IS NULL AND open_until > ?)`,
			lessonID, s.now().UnixMicro()).
		Order("id"))
	return seats, explain(err, "seats of lesson %d", lessonID)
}

// Claim gives a free listed seat of an open lesson's class to a student: of two
// who try, one gets it and the other ErrTaken. A hidden one is not found. Somebody who sits in the class
// already is ErrTaken too.
func (s *Seats) Claim(ctx context.Context, lessonID int64, seatPublicID string, userID int64) (Seat, error) {
	var seat Seat
	err := s.change(ctx, func(tx *gorm.DB) error {
		lesson, err := joinable(ctx, tx, lessonID, s.now())
		if err != nil {
			return err
		}
		n, err := run(ctx, tx, `UPDATE seats SET user_id = ?, claimed_at = ?, waiting = ?, hand_at = NULL
			WHERE public_id = ? AND class_id = ? AND listed AND user_id IS NULL AND hidden_at IS NULL`,
			userID, s.now().UnixMicro(), lesson.Approve, seatPublicID, lesson.ClassID)
		if err != nil {
			return err
		}
		seat, err = take[Seat](ctx, tx.Where("public_id = ? AND class_id = ? AND hidden_at IS NULL", seatPublicID, lesson.ClassID))
		if err == nil && n == 0 {
			err = ErrTaken
		}
		if err != nil {
			return err
		}
		if err := s.takeYear(ctx, tx, lesson.ClassID, userID); err != nil {
			return err
		}
		return bump(ctx, tx, lesson.ClassID)
	})
	return seat, explain(err, "claiming seat %s", seatPublicID)
}

// MostMadeUp is how many may join a class under made-up names: two classes
// together, and no more than a teacher can look through.
const MostMadeUp = 60

// Sit makes a new seat for a student who joins a lesson under a made-up name.
// A name that somebody in the class has is ErrTaken; a class with MostMadeUp of
// them is ErrFull.
func (s *Seats) Sit(ctx context.Context, lessonID int64, name string, userID int64) (Seat, error) {
	var seat Seat
	err := s.change(ctx, func(tx *gorm.DB) error {
		lesson, err := joinable(ctx, tx, lessonID, s.now())
		if err != nil {
			return err
		}
		if lesson.JoinBy != JoinOpenly {
			return ErrNotFound
		}
		// Bumping first makes those who sit down at once wait for one another.
		if err := bump(ctx, tx, lesson.ClassID); err != nil {
			return err
		}
		n, err := count[Seat](ctx, tx.Where("class_id = ? AND NOT listed", lesson.ClassID))
		if err == nil && n >= MostMadeUp {
			err = ErrFull
		}
		if err != nil {
			return err
		}
		now := s.now()
		seat = newSeat(lesson.ClassID, name)
		seat.Listed, seat.UserID, seat.ClaimedAt, seat.Waiting = false, &userID, &now, lesson.Approve
		if err := s.takeYear(ctx, tx, lesson.ClassID, userID); err != nil {
			return err
		}
		return insert(ctx, tx, &seat)
	})
	return seat, explain(err, "joining lesson %d", lessonID)
}

// takeYear gives a student who has said no year group that of the class.
func (s store) takeYear(ctx context.Context, tx *gorm.DB, classID, userID int64) error {
	_, err := run(ctx, tx, `UPDATE users SET year_group = (SELECT year_group FROM classes WHERE classes.id = ?), year_group_at = ?
		WHERE id = ? AND year_group = 0`, classID, s.now().UnixMicro(), userID)
	return err
}

// Sits reports whether a student has a seat in the class of a lesson.
func (s *Seats) Sits(ctx context.Context, lessonID, userID int64) (bool, error) {
	n, err := count[Seat](ctx, s.read.Where(
		"user_id = ? AND class_id = (SELECT class_id FROM lessons WHERE lessons.id = ?)", userID, lessonID))
	return n > 0, explain(err, "student %d in lesson %d", userID, lessonID)
}

// joinable returns a lesson that can be joined now.
func joinable(ctx context.Context, tx *gorm.DB, lessonID int64, now time.Time) (Lesson, error) {
	lesson, err := take[Lesson](ctx, tx.Where("id = ?", lessonID))
	if err == nil && !lesson.Open(now) {
		err = ErrClosed
	}
	return lesson, err
}

// Mine is a class as one of its pupils knows it.
type Mine struct {
	SeatPublicID string
	ClassName    string
	SchoolName   string
	Teachers     int
}

// OfStudent returns the classes in which a student sits.
func (s *Seats) OfStudent(ctx context.Context, userID int64) ([]Mine, error) {
	mine, err := list[Mine](ctx, s.read.Raw(`SELECT seats.public_id AS seat_public_id,
		classes.name AS class_name, schools.name AS school_name,
		(SELECT count(*) FROM class_teachers WHERE class_teachers.class_id = classes.id
			AND `+inForce+`) AS teachers
		FROM seats JOIN classes ON classes.id = seats.class_id JOIN schools ON schools.id = classes.school_id
		WHERE seats.user_id = ? AND classes.archived_at IS NULL ORDER BY seats.id`, s.now().UnixMicro(), userID))
	return mine, explain(err, "classes of student %d", userID)
}
