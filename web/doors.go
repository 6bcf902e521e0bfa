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
	WhatIf  *whatIfAnswer
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

// The most that is shown of what would open doors, and of ways to keep them.
const (
	mostOpeners = 3
	mostKept    = 6
)

func (s *Site) showDoors(c *fiber.Ctx) error {
	profile, revision, err := s.whereIs(c)
	if err != nil {
		return err
	}
	shown, err := s.doorsPage(c, profile, revision)
	if err != nil {
		return err
	}
	return page(c, "planner/doors", shown)
}

// doorsPage is the wall for what a pupil has said, and the revision of that.
func (s *Site) doorsPage(c *fiber.Ctx, profile doors.Profile, revision int) (doorsPage, error) {
	all := s.planner.Doors(profile)
	shown := doorsPage{
		Page: s.page(c, "My doors", "planner.css"), Said: revision > 0, Year: int(profile.YearGroup),
		Counts: all.Counts, whatIfForm: whatIfForm{planner: s.planner, profile: profile},
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
	if !shown.Said {
		return shown, nil
	}
	shown.Openers = least(s.planner.Openers(profile, mostOpeners))
	var err error
	shown.Keep, err = s.keptOptions(c, profile)
	return shown, err
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
