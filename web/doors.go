package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"pathways/quizzes/careers/doors"
)

func (s *Site) plannerRoutes() []Route {
	return []Route{
		get("/where-i-am", learners, s.showWhere),
		post("/where-i-am", learners, s.keepWhere).fresh(),
		get("/doors", everybody, s.showDoors),
		post("/doors/what-if", everybody, s.showWhatIf).asks(),
		get("/roles/:role/ways", everybody, s.showWays),
	}
}

// doorsPage is a wall of all roles: which are open to the pupil as things stand.
type doorsPage struct {
	Page
	Said    bool // the pupil has told something
	Year    int
	Counts  doors.Counts
	Sectors []wallSector
	Openers []doors.Difference
	Keep    []keptOption
	WhatIf  *doors.Difference
	whatIfForm
}

// wallSector is one sector of the wall.
type wallSector struct {
	ID, Name string
	Doors    []wallDoor
}

// wallDoor is one role of the wall.
type wallDoor struct {
	doors.Role
	Path string
}

// Word says the state; it always stands beside its shape.
func (d wallDoor) Word() string { return stateWord(d.State) }

func stateWord(state doors.State) string {
	switch state {
	case doors.Open:
		return "open"
	case doors.Narrow:
		return "narrow"
	}
	return "closed for now"
}

// keptOption is a choice to come, and how many doors it leaves open.
type keptOption struct {
	doors.Option
	OpenCount, NarrowCount, ClosedCount int
}

// whatIfForm are the selects of what-if.
type whatIfForm struct {
	planner             *doors.Planner
	Subject, Grade, Add string // what was asked
}

// Subjects are the GCSEs whose grade may be another one.
func (f whatIfForm) Subjects() []choice {
	list := []choice{{"", "Choose a GCSE", f.Subject == ""}}
	for _, subject := range f.planner.Subjects() {
		if subject.ID != "combined-science" {
			list = append(list, choice{subject.ID, subject.Name, subject.ID == f.Subject})
		}
	}
	return list
}

// Grades are those that any GCSE may have, and not taking it.
func (f whatIfForm) Grades() []choice {
	list := []choice{{notTaken, "I drop it", f.Grade == notTaken}}
	for grade := 9; grade >= 1; grade-- {
		value := string(rune('0' + grade))
		list = append(list, choice{value, "grade " + value, value == f.Grade || f.Grade == "" && grade == 5})
	}
	return list
}

// Courses are what may be taken after GCSEs.
func (f whatIfForm) Courses() []choice {
	list := []choice{{"", "Choose a course", f.Add == ""}}
	for _, course := range f.planner.Qualifications() {
		list = append(list, choice{course.ID, course.Name, course.ID == f.Add})
	}
	return list
}

// The most that is shown of what would open doors, and of ways to keep them.
const (
	mostOpeners = 3
	mostKept    = 6
)

func (s *Site) showDoors(c *fiber.Ctx) error {
	shown, _, err := s.doorsPage(c)
	if err != nil {
		return err
	}
	return page(c, "planner/doors", shown)
}

func (s *Site) doorsPage(c *fiber.Ctx) (doorsPage, doors.Profile, error) {
	profile, revision, err := s.whereIs(c)
	if err != nil {
		return doorsPage{}, profile, err
	}
	all := s.planner.Doors(profile)
	shown := doorsPage{
		Page: s.page(c, "My doors", "planner.css"), Said: revision > 0, Year: int(profile.YearGroup),
		Counts: all.Counts, whatIfForm: whatIfForm{planner: s.planner},
	}
	at := map[string]int{}
	for i := range s.careers.Sectors {
		at[s.careers.Sectors[i].ID] = i
		shown.Sectors = append(shown.Sectors, wallSector{ID: s.careers.Sectors[i].ID, Name: s.careers.Sectors[i].Name})
	}
	for _, role := range all.Roles {
		if known, ok := s.careers.Role(role.ID); ok {
			sector := &shown.Sectors[at[known.Sector]]
			sector.Doors = append(sector.Doors, wallDoor{role, "/roles/" + role.ID + "/ways"})
		}
	}
	if shown.Said {
		shown.Openers = least(s.planner.Openers(profile, mostOpeners))
		shown.Keep, err = s.keptOptions(c, profile)
	}
	return shown, profile, err
}

// least leaves out a change that does no more than a smaller one of the same
// subject: a 5 in maths where a 4 opens as much.
func least(openers []doors.Difference) []doors.Difference {
	return slices.DeleteFunc(slices.Clone(openers), func(d doors.Difference) bool {
		return slices.ContainsFunc(openers, func(other doors.Difference) bool {
			return d.Change.Subject != "" && other.Change.Subject == d.Change.Subject && other.Rank <= d.Rank &&
				other.Change.Grade.Grade < d.Change.Grade.Grade
		})
	})
}

// keptOptions compares the choices to come by the roles of the pupil's plans,
// or, with no plan, by all.
func (s *Site) keptOptions(c *fiber.Ctx, profile doors.Profile) ([]keptOption, error) {
	var roles []string
	if user := me(c).user; user != nil {
		plans, err := s.db.Plans.Of(c.UserContext(), user.ID)
		if err != nil {
			return nil, err
		}
		for _, plan := range plans {
			if _, known := s.careers.Role(plan.RoleID); known {
				roles = append(roles, plan.RoleID)
			}
		}
	}
	options, _ := s.planner.KeepOptions(profile, roles)
	var kept []keptOption
	for _, option := range options {
		if option.Rank <= mostKept {
			kept = append(kept, keptOption{option, len(option.Open), len(option.Narrow), len(option.Closed)})
		}
	}
	return kept, nil
}

// showWhatIf tells which doors one change would open or close. Nothing is kept;
// it is a POST so that no grade stands in an address.
func (s *Site) showWhatIf(c *fiber.Ctx) error {
	shown, profile, err := s.doorsPage(c)
	if err != nil {
		return err
	}
	shown.Subject, shown.Grade, shown.Add = typed(c, "subject"), typed(c, "grade"), typed(c, "add")
	if change, ok := s.changeOf(shown.whatIfForm); ok {
		difference := s.planner.WhatIf(profile, change)
		shown.WhatIf = &difference
	}
	if fromHTMX(c) {
		return part(c, "planner/doors#what-if", shown)
	}
	return page(c, "planner/doors", shown)
}

// changeOf is the one change that the form asks about, if it fits.
func (s *Site) changeOf(asked whatIfForm) (doors.Change, bool) {
	known := func(list []doors.Choice, id string) bool {
		for _, one := range list {
			if one.ID == id {
				return true
			}
		}
		return false
	}
	switch {
	case asked.Add != "" && known(s.planner.Qualifications(), asked.Add):
		return doors.Change{Add: &doors.Qualification{ID: asked.Add, Kind: doors.Predicted}}, true
	case !known(s.planner.Subjects(), asked.Subject):
		return doors.Change{}, false
	case asked.Grade == notTaken:
		return doors.Change{Subject: asked.Subject, Grade: &doors.Grade{Kind: doors.NotTaken}}, true
	case len(asked.Grade) == 1 && asked.Grade >= "1" && asked.Grade <= "9":
		return doors.Change{Subject: asked.Subject, Grade: &doors.Grade{Grade: asked.Grade, Kind: doors.Predicted}}, true
	}
	return doors.Change{}, false
}
