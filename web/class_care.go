package web

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers/doors"
)

func (s *Site) careRoutes() []Route {
	return []Route{
		get("/classes/:class/settings", teachers, s.showSettings),
		post("/classes/:class/settings", teachers, s.renameClass),
		post("/classes/:class/teachers", teachers, s.shareClass),
		post("/classes/:class/teachers/:teacher/removal", teachers, s.unshareClass),
		post("/classes/:class/archive", teachers, s.archiveClass),
		post("/classes/:class/next-year", teachers, s.moveUpClass),
		post("/classes/:class/moves", teachers, s.movePupils),
	}
}

// settingsPage is all that changes a class as a whole.
type settingsPage struct {
	Page
	Form
	Class    models.Class
	Teachers []models.ClassColleague
	Seats    []models.Seat
	Others   []models.ClassSummary // where pupils can move
	Me       int64
	Earliest string // the first day on which a cover can end
	ticked   []string
}

// Own tells whether the asker keeps the class: whoever only covers for somebody
// changes nothing here.
func (p settingsPage) Own() bool { return p.Until() == nil }

// Until is when the asker's right to the class ends, nil when it is for good.
func (p settingsPage) Until() *time.Time {
	for _, colleague := range p.Teachers {
		if colleague.UserID == p.Me {
			return colleague.Until
		}
	}
	return nil
}

// Years are the year groups that the class can be of.
func (p settingsPage) Years() []choice { return yearGroups(p.Value("year")) }

// Name is the input for another name of the class.
func (p settingsPage) Name() field {
	return field{Name: "name", Label: "Name of the class", Value: p.Value("name"), Problem: p.Problem("name"), MaxLength: longestName, Required: true}
}

// NextName is the input for the name of the class of the next year.
func (p settingsPage) NextName() field {
	return field{Name: "next", Label: "Name of the new class", Value: p.Value("next"), Problem: p.Problem("next"), MaxLength: longestName, Required: true}
}

// NextYear is the school year after the one of the class.
func (p settingsPage) NextYear() string { return schoolYearName(p.Class.SchoolYear + 1) }

// NextGroup is the year group that the pupils are in then, 0 if it is not known.
func (p settingsPage) NextGroup() int { return int(grown(doors.YearGroup(p.Class.YearGroup), 1)) }

// Sharing are the inputs for another teacher.
func (p settingsPage) Sharing() []field {
	return []field{
		{Name: "email", Label: "E-mail of a teacher at your school", Type: "email", Value: p.Value("email"), Problem: p.Problem("email"), Autocomplete: "off", MaxLength: 200, Required: true},
		{Name: "until", Label: "Last day, if they only cover", Type: "date", Value: p.Value("until"), Problem: p.Problem("until"), Hint: "Leave it empty for a teacher of the class for good."},
	}
}

// Ticked tells whether a pupil was chosen to move.
func (p settingsPage) Ticked(id string) bool { return slices.Contains(p.ticked, id) }

// settingsPage shows a class as it is; typed replaces what stands in its inputs.
func (s *Site) settingsPage(c *fiber.Ctx, typed map[string]string) (settingsPage, error) {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("class")
	class, err := s.db.Classes.Find(ctx, teacher, id)
	if err != nil {
		return settingsPage{}, err
	}
	shown := settingsPage{Page: s.page(c, "Settings of a class", "class.css"), Class: class, Me: teacher}
	shown.Typed = map[string]string{"name": class.Name, "year": numberOrNone(class.YearGroup), "next": nameAfter(class)}
	for name, value := range typed {
		shown.Typed[name] = value
	}
	if shown.Teachers, err = s.db.Classes.Teachers(ctx, teacher, id); err != nil {
		return shown, err
	}
	if shown.Seats, err = s.db.Seats.Of(ctx, teacher, id); err != nil {
		return shown, err
	}
	all, err := s.db.Classes.Of(ctx, teacher)
	shown.Others = slices.DeleteFunc(all, func(other models.ClassSummary) bool {
		return other.ID == class.ID || other.ArchivedAt != nil || other.Until != nil || other.SchoolID != class.SchoolID
	})
	return shown, err
}

// nameAfter is what a class may be called a year later: 10B becomes 11B.
func nameAfter(class models.Class) string {
	now, then := numberOrNone(class.YearGroup), numberOrNone(class.YearGroup+1)
	if rest, begins := strings.CutPrefix(class.Name, now); begins && now != "" {
		return then + rest
	}
	return class.Name
}

func (s *Site) showSettings(c *fiber.Ctx) error {
	shown, err := s.settingsPage(c, nil)
	if err != nil {
		return err
	}
	return page(c, "class/settings", shown)
}

// cares changes a class and writes it down in the same transaction: ids only.
func (s *Site) cares(c *fiber.Ctx, what string, about *int64, change func(tx *models.Classes, teacherID int64, class string) error) error {
	class := c.Params("class")
	return s.db.Together(c.UserContext(), func(tx *models.DB) error {
		if err := change(tx.Classes, me(c).user.ID, class); err != nil {
			return err
		}
		return noteIn(c, tx, what, about, class)
	})
}

// settingsWith shows the page again, with what is wrong and what was typed.
func (s *Site) settingsWith(c *fiber.Ctx, field, sentence string, typed map[string]string) error {
	shown, err := s.settingsPage(c, typed)
	if err != nil {
		return err
	}
	if !shown.Own() {
		return models.ErrNotFound
	}
	shown.ticked = typedAll(c, "seat")
	shown.Wrong(field, sentence)
	return page(invalid(c), "class/settings", shown)
}

func settingsOf(c *fiber.Ctx) string { return "/classes/" + c.Params("class") + "/settings" }

func (s *Site) renameClass(c *fiber.Ctx) error {
	name, year := typedLine(c, "name"), typed(c, "year")
	if problem := nameProblem(name); problem != "" {
		return s.settingsWith(c, "name", problem, map[string]string{"name": name, "year": year})
	}
	err := s.cares(c, "renamed a class", nil, func(tx *models.Classes, teacherID int64, class string) error {
		return tx.Rename(c.UserContext(), teacherID, class, name, yearGroup(year))
	})
	if err != nil {
		return err
	}
	return seeOther(c, settingsOf(c))
}

// archiveClass puts a class away or brings it back.
func (s *Site) archiveClass(c *fiber.Ctx) error {
	away, what := typed(c, "away") == "yes", "brought back a class"
	if away {
		what = "put away a class"
	}
	err := s.cares(c, what, nil, func(tx *models.Classes, teacherID int64, class string) error {
		return tx.Archive(c.UserContext(), teacherID, class, away)
	})
	if err != nil {
		return err
	}
	return seeOther(c, settingsOf(c))
}

// moveUpClass makes the class of the next school year, and puts this one away
// when that is wanted.
func (s *Site) moveUpClass(c *fiber.Ctx) error {
	ctx, name, away := c.UserContext(), typedLine(c, "next"), typed(c, "away") == "yes"
	if problem := nameProblem(name); problem != "" {
		return s.settingsWith(c, "next", problem, map[string]string{"next": name})
	}
	var next models.Class
	err := s.cares(c, "moved up a class", nil, func(tx *models.Classes, teacherID int64, class string) error {
		var err error
		if next, err = tx.NextYear(ctx, teacherID, class, name); err != nil || !away {
			return err
		}
		return tx.Archive(ctx, teacherID, class, true)
	})
	if err != nil {
		return err
	}
	return seeOther(c, "/classes/"+next.PublicID)
}

// movePupils puts the ticked pupils into another class of the teacher, all of
// them or none.
func (s *Site) movePupils(c *fiber.Ctx) error {
	to, seats := typed(c, "to"), typedAll(c, "seat")
	slices.Sort(seats)
	seats = slices.Compact(seats)
	again := func(sentence string) error {
		return s.settingsWith(c, "moves", sentence, map[string]string{"to": to})
	}
	if len(seats) == 0 {
		return again("Tick at least one pupil.")
	}
	var clashing []string
	err := s.cares(c, "moved pupils to another class", nil, func(tx *models.Classes, teacherID int64, class string) error {
		var err error
		clashing, err = tx.Move(c.UserContext(), teacherID, class, to, seats)
		return err
	})
	switch {
	case errors.Is(err, models.ErrTaken) && len(clashing) > 0:
		return again("Nobody was moved. In the other class there is already somebody with the name or the account of " +
			strings.Join(clashing, ", ") + ". Rename one of the two, or move the others.")
	case errors.Is(err, models.ErrTaken), errors.Is(err, models.ErrClosed):
		return again("Nobody was moved: the other class was changed just now. Look at both, and try again.")
	case err != nil:
		return err
	}
	return seeOther(c, "/classes/"+to)
}
