package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// kept is the condition of a class that a teacher has for good: those who cover
// for somebody teach it, and leave it as it is.
const kept = `classes.public_id = ? AND classes.id IN (SELECT class_id FROM class_teachers
	WHERE class_teachers.user_id = ? AND class_teachers.until IS NULL)`

// keptClass returns a class that a teacher has for good.
func keptClass(ctx context.Context, db *gorm.DB, teacherID int64, publicID string) (Class, error) {
	return take[Class](ctx, db.Where(kept, publicID, teacherID))
}

// Rename changes the name and year group of a class that the teacher keeps.
func (s *Classes) Rename(ctx context.Context, teacherID int64, publicID, name string, yearGroup int) error {
	n, err := run(ctx, s.write, "UPDATE classes SET name = ?, year_group = ?, version = version + 1 WHERE "+kept,
		name, yearGroup, publicID, teacherID)
	return explain(touched(n, err), "class %s", publicID)
}

// Archive puts a class away, or brings it back. A lesson under way ends.
func (s *Classes) Archive(ctx context.Context, teacherID int64, publicID string, away bool) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		class, err := keptClass(ctx, tx, teacherID, publicID)
		if err != nil {
			return err
		}
		if away {
			_, err = run(ctx, tx, "UPDATE lessons SET ended_at = ? WHERE class_id = ? AND ended_at IS NULL", s.now().UnixMicro(), class.ID)
		}
		if err != nil {
			return err
		}
		_, err = run(ctx, tx, "UPDATE classes SET archived_at = ?, version = version + 1 WHERE id = ?", s.since(away), class.ID)
		return err
	})
	return explain(err, "putting away class %s", publicID)
}

// NextYear makes a class of the next school year with the pupils of one that the
// teacher keeps, each in the seat of their account, and a year group further. The
// class there was stays as it is.
func (s *Classes) NextYear(ctx context.Context, teacherID int64, publicID, name string) (Class, error) {
	next := Class{Name: name}
	err := s.change(ctx, func(tx *gorm.DB) error {
		class, err := keptClass(ctx, tx, teacherID, publicID)
		if err != nil {
			return err
		}
		next.SchoolID, next.SchoolYear, next.YearGroup = class.SchoolID, class.SchoolYear+1, class.YearGroup
		if class.YearGroup > 0 {
			next.YearGroup = min(class.YearGroup+1, lastYearGroup)
		}
		if err := s.newClass(ctx, tx, teacherID, &next); err != nil {
			return err
		}
		return copySeats(ctx, tx, class.ID, next.ID)
	})
	return next, explain(err, "moving up class %s", publicID)
}

// lastYearGroup is that of those who have left school.
const lastYearGroup = 14

// copySeats puts the pupils of one class into another as well.
func copySeats(ctx context.Context, tx *gorm.DB, from, to int64) error {
	seats, err := list[Seat](ctx, tx.Where("class_id = ?", from).Order("id"))
	if err != nil || len(seats) == 0 {
		return err
	}
	for i := range seats {
		seats[i].ID, seats[i].PublicID, seats[i].ClassID = 0, newPublicID(), to
		seats[i].Waiting, seats[i].HandAt = false, nil
	}
	return tx.WithContext(ctx).CreateInBatches(&seats, 100).Error
}

// Move puts pupils into another class, both of which the teacher keeps. When one
// has a name that is there already, or sits there already, nobody is moved: that
// is ErrTaken, with those names. A class that was put away is ErrClosed.
func (s *Classes) Move(ctx context.Context, teacherID int64, from, to string, seats []string) (clashing []string, err error) {
	err = s.change(ctx, func(tx *gorm.DB) error {
		class, err := keptClass(ctx, tx, teacherID, from)
		if err != nil {
			return err
		}
		next, err := keptClass(ctx, tx, teacherID, to)
		switch {
		case err == nil && next.ArchivedAt != nil:
			err = ErrClosed
		case err == nil && (next.SchoolID != class.SchoolID || next.ID == class.ID):
			err = gorm.ErrRecordNotFound
		}
		if err != nil {
			return err
		}
		// Always in the same order, so that two moves wait and do not block each other.
		for _, id := range []int64{min(class.ID, next.ID), max(class.ID, next.ID)} {
			if err := bump(ctx, tx, id); err != nil {
				return err
			}
		}
		if clashing, err = clashes(ctx, tx, class.ID, next.ID, seats); err != nil {
			return err
		}
		n, err := run(ctx, tx, "UPDATE seats SET class_id = ?, waiting = ?, hand_at = NULL WHERE class_id = ? AND public_id IN ?",
			next.ID, false, class.ID, seats)
		if err == nil && n < len(seats) {
			err = gorm.ErrRecordNotFound
		}
		return touched(n, err)
	})
	return clashing, explain(err, "moving pupils of class %s", from)
}

// clashes are the names of seats that cannot move to another class; with any it
// is ErrTaken.
func clashes(ctx context.Context, tx *gorm.DB, from, to int64, seats []string) ([]string, error) {
	names, err := list[string](ctx, tx.Raw(`SELECT seats.name FROM seats WHERE seats.class_id = ? AND seats.public_id IN ?
		AND EXISTS (SELECT 1 FROM seats AS there WHERE there.class_id = ?
			AND (there.name_key = seats.name_key OR there.user_id = seats.user_id))
		ORDER BY seats.id`, from, seats, to))
	if err == nil && len(names) > 0 {
		err = ErrTaken
	}
	return names, err
}

// ClassColleague is somebody with a right to a class.
type ClassColleague struct {
	UserID      int64
	PublicID    string
	DisplayName string
	Until       *time.Time `gorm:"serializer:micros"`
}

// Teachers returns who teaches a teacher's class, those who cover for somebody
// last.
func (s *Classes) Teachers(ctx context.Context, teacherID int64, publicID string) ([]ClassColleague, error) {
	now := s.now().UnixMicro()
	colleagues, err := list[ClassColleague](ctx, s.read.Raw(`SELECT users.id AS user_id, users.public_id, users.display_name, class_teachers.until
		FROM classes JOIN class_teachers ON class_teachers.class_id = classes.id JOIN users ON users.id = class_teachers.user_id
		WHERE `+taught+` AND `+inForce+`
		ORDER BY class_teachers.until IS NOT NULL, users.display_name, users.id`, publicID, teacherID, now, now))
	return colleagues, explain(err, "teachers of class %s", publicID)
}

// Share gives a second teacher of the same school the right to a class, for good
// or, to cover for somebody, until a time. Who has it for good is ErrTaken.
func (s *Classes) Share(ctx context.Context, teacherID int64, publicID string, otherID int64, until *time.Time) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		class, err := keptClass(ctx, tx, teacherID, publicID)
		if err != nil {
			return err
		}
		other, err := take[User](ctx, tx.Where("id = ? AND school_id = ? AND who <> ? AND disabled_at IS NULL", otherID, class.SchoolID, Student))
		if err != nil {
			return err
		}
		if _, err := run(ctx, tx, "DELETE FROM class_teachers WHERE class_id = ? AND user_id = ? AND until IS NOT NULL", class.ID, other.ID); err != nil {
			return err
		}
		return insert(ctx, tx, &ClassTeacher{ClassID: class.ID, UserID: other.ID, Until: until})
	})
	return explain(err, "sharing class %s", publicID)
}

// Unshare takes the right to a class from a teacher, who may be the asker. The
// last one who has it for good keeps it: that is ErrLast.
func (s *Classes) Unshare(ctx context.Context, teacherID int64, publicID, otherPublicID string) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		class, err := keptClass(ctx, tx, teacherID, publicID)
		if err != nil {
			return err
		}
		// Bumping first makes two who leave at once wait for one another.
		if err := bump(ctx, tx, class.ID); err != nil {
			return err
		}
		n, err := run(ctx, tx, `DELETE FROM class_teachers WHERE class_id = ?
			AND user_id = (SELECT id FROM users WHERE users.public_id = ?)`, class.ID, otherPublicID)
		if err := touched(n, err); err != nil {
			return err
		}
		left, err := list[int64](ctx, tx.Raw(`SELECT users.id FROM class_teachers JOIN users ON users.id = class_teachers.user_id
			WHERE class_teachers.class_id = ? AND class_teachers.until IS NULL AND users.disabled_at IS NULL`, class.ID))
		if err == nil && len(left) == 0 {
			err = ErrLast
		}
		return err
	})
	return explain(err, "sharing class %s no more", publicID)
}
