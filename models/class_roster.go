package models

import (
	"context"

	"gorm.io/gorm"
)

// Roster is a list of pupils by their classes, as somebody brings it.
type Roster struct {
	UserID     int64 // who brings it
	School     bool  // into all classes of the admin's school, and not only their own
	SchoolYear int
	Classes    []RosterClass
}

// RosterClass is a class of a roster. No two have the same name, nor two pupils of
// a class.
type RosterClass struct {
	Name      string
	YearGroup int // of the class when it is made; one that is there keeps its own
	Names     []string
}

// PlacedClass is a class of a roster beside what is there.
type PlacedClass struct {
	RosterClass
	PublicID   string   // of the class that is there, empty when it is to be made
	Same       int      // how many that are there have its name: of two, none is meant
	There, New []string // the names that are on its list already, and those that are not
	classID    int64
}

// reaches is the condition of the classes of this school year into which a roster
// goes: those the asker teaches, or those of the school of which they are an admin.
func (s store) reaches(roster Roster) (condition string, args []any) {
	condition = "classes.school_year = ? AND classes.archived_at IS NULL AND "
	if roster.School {
		return condition + `classes.school_id = (SELECT users.school_id FROM users
			WHERE users.id = ? AND users.who = ? AND users.disabled_at IS NULL)`, []any{roster.SchoolYear, roster.UserID, Admin}
	}
	return condition + taughtBy, []any{roster.SchoolYear, roster.UserID, s.now().UnixMicro()}
}

// Place looks up which classes of a roster are there, by their names, and which of
// its pupils. It changes nothing.
func (s *Classes) Place(ctx context.Context, roster Roster) ([]PlacedClass, error) {
	placed, err := s.place(ctx, s.read, roster)
	return placed, explain(err, "placing a roster of %d", roster.UserID)
}

func (s store) place(ctx context.Context, db *gorm.DB, roster Roster) ([]PlacedClass, error) {
	which, args := s.reaches(roster)
	classes, err := list[Class](ctx, db.Where(which, args...).Order("id"))
	if err != nil {
		return nil, err
	}
	seats, err := list[Seat](ctx, db.Select("class_id, name_key").
		Where("class_id IN (SELECT classes.id FROM classes WHERE "+which+")", args...))
	if err != nil {
		return nil, err
	}
	type name struct {
		classID int64
		key     string
	}
	byName, taken := map[string][]Class{}, map[name]bool{}
	for _, class := range classes {
		byName[NameKey(class.Name)] = append(byName[NameKey(class.Name)], class)
	}
	for _, seat := range seats {
		taken[name{seat.ClassID, seat.NameKey}] = true
	}
	placed := make([]PlacedClass, len(roster.Classes))
	for i, wanted := range roster.Classes {
		same := byName[NameKey(wanted.Name)]
		placed[i] = PlacedClass{RosterClass: wanted, Same: len(same)}
		if len(same) > 0 {
			placed[i].PublicID, placed[i].classID = same[0].PublicID, same[0].ID
		}
		placed[i].Part(func(key string) bool { return taken[name{placed[i].classID, key}] })
	}
	return placed, nil
}

// Part parts the pupils of a roster's class into those who are on the list already
// and those who are not; there tells it of a name's key.
func (p *PlacedClass) Part(there func(nameKey string) bool) {
	for _, pupil := range p.Names {
		if there(NameKey(pupil)) {
			p.There = append(p.There, pupil)
		} else {
			p.New = append(p.New, pupil)
		}
	}
}

// Enter makes the classes of a roster that are not there, with the asker as their
// teacher, and puts the pupils who are not there on their lists: all or none, and
// the same roster again changes nothing. A class of which there are two, and a name
// that comes twice, is ErrTaken.
func (s *Classes) Enter(ctx context.Context, roster Roster) ([]PlacedClass, error) {
	var placed []PlacedClass
	err := s.change(ctx, func(tx *gorm.DB) error {
		// Touching the school first makes two rosters wait for one another, or both would make a class.
		n, err := run(ctx, tx, "UPDATE schools SET name = name WHERE id = (SELECT users.school_id FROM users WHERE users.id = ? AND users.who <> ?)", roster.UserID, Student)
		if err := touched(n, err); err != nil {
			return err
		}
		user, err := take[User](ctx, tx.Where("id = ?", roster.UserID))
		if err != nil {
			return err
		}
		class := Class{SchoolID: *user.SchoolID, SchoolYear: roster.SchoolYear}
		if placed, err = s.place(ctx, tx, roster); err != nil {
			return err
		}
		var seats []Seat
		for i := range placed {
			if err := s.ready(ctx, tx, &placed[i], class, user.ID); err != nil {
				return err
			}
			for _, name := range placed[i].New {
				seats = append(seats, newSeat(placed[i].classID, name))
			}
		}
		if len(seats) == 0 {
			return nil
		}
		return tx.WithContext(ctx).CreateInBatches(&seats, 100).Error
	})
	return placed, explain(err, "entering a roster of %d", roster.UserID)
}

// ready makes a class, or makes everybody who watches it look again.
func (s store) ready(ctx context.Context, tx *gorm.DB, placed *PlacedClass, class Class, teacherID int64) error {
	switch {
	case placed.Same > 1:
		return ErrTaken
	case placed.Same == 1 && len(placed.New) == 0:
		return nil
	case placed.Same == 1:
		return bump(ctx, tx, placed.classID)
	}
	class.Name, class.YearGroup = placed.Name, placed.YearGroup
	err := s.newClass(ctx, tx, teacherID, &class)
	placed.PublicID, placed.classID = class.PublicID, class.ID
	return err
}
