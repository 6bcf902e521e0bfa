package web

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers"
	"pathways/quizzes/careers/doors"
)

// newPlanPage chooses a role, and a way there from where the pupil is.
type newPlanPage struct {
	Page
	Form
	Role  *careers.Role
	Said  bool // the pupil has said where they are
	Ways  []plannedWay
	Roles []choice
	Years []choice
}

// plannedWay is a route as the plan would have it.
type plannedWay struct {
	doors.RouteTo
	Plan   models.Plan
	Chosen bool
}

// Stops are its steps, without the dates between them.
func (w plannedWay) Stops() []models.PlanStep { return stepsOf(w.Plan, models.RouteStep) }

// Dates are what there is to do for them.
func (w plannedWay) Dates() []models.PlanStep { return stepsOf(w.Plan, models.DateStep) }

// tally is how many requirements of a way stand in a state.
type tally struct {
	State doors.Standing
	Count int
}

// Standings says in short how the pupil stands to what the way asks for.
func (w plannedWay) Standings() []tally {
	counts := map[doors.Standing]int{}
	for _, step := range w.Steps {
		for _, need := range step.Requirements {
			counts[need.State]++
		}
	}
	var list []tally
	for _, state := range []doors.Standing{doors.Met, doors.OnTrack, doors.Gap, doors.NotKnown} {
		if counts[state] > 0 {
			list = append(list, tally{state, counts[state]})
		}
	}
	return list
}

func (s *Site) showNewPlan(c *fiber.Ctx) error {
	shown, err := s.newPlanPage(c, c.Query("role"), c.Query("route"), yearGroup(c.Query("year")))
	if err != nil {
		return err
	}
	return page(c, "plan/new", shown)
}

// newPlanPage sets the ways to a role in a year; 0 is the year that is known.
func (s *Site) newPlanPage(c *fiber.Ctx, roleID, routeID string, year int) (newPlanPage, error) {
	shown := newPlanPage{Page: s.page(c, "A new plan", "plan.css", "planner.css")}
	profile, revision, err := s.whereIs(c)
	if err != nil {
		return shown, err
	}
	if year != 0 {
		profile.YearGroup = doors.YearGroup(year)
	}
	shown.Said, shown.Years = revision > 0, yearGroups(strconv.Itoa(int(profile.YearGroup)))
	if profile.YearGroup == 0 {
		shown.Years = yearGroups("")
	}
	role, ok := s.careers.Role(roleID)
	if !ok {
		for i := range s.careers.Roles {
			shown.Roles = append(shown.Roles, choice{Value: s.careers.Roles[i].ID, Name: s.careers.Roles[i].Name})
		}
		return shown, nil
	}
	shown.Role = role
	routes, _ := s.planner.Routes(role.ID, profile)
	for i, route := range routes.Routes {
		chosen := route.ID == routeID || routeID == "" && i == 0
		shown.Ways = append(shown.Ways, plannedWay{route, PlanOf(s.careers, role, route, s.today()), chosen})
	}
	return shown, nil
}

// savePlan makes the chosen way a plan of the student's own.
func (s *Site) savePlan(c *fiber.Ctx) error {
	year := yearGroup(typed(c, "year"))
	shown, err := s.newPlanPage(c, typed(c, "role"), typed(c, "route"), year)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(shown.Ways, func(way plannedWay) bool { return way.ID == typed(c, "route") })
	if at < 0 {
		shown.Wrong("route", "Choose one of the ways.")
		return page(invalid(c), "plan/new", shown)
	}
	if err := s.sayYear(c, year); err != nil {
		return err
	}
	plan := shown.Ways[at].Plan
	err = s.db.Plans.Create(c.UserContext(), me(c).user.ID, &plan)
	if errors.Is(err, models.ErrFull) {
		shown.Wrong("route", "You have twelve plans, which is the most we keep. Remove one first.")
		return page(invalid(c), "plan/new", shown)
	}
	if err != nil {
		return err
	}
	return seeOther(c, "/plans/"+plan.PublicID)
}

// sayYear keeps the year that a plan was made for wherever the student has said
// one, and touches nothing else of what they said. When another device says
// something at that moment, that stands.
func (s *Site) sayYear(c *fiber.Ctx, year int) error {
	if year == 0 {
		return nil
	}
	kept, err := s.db.Profiles.Find(c.UserContext(), me(c).owner())
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	if err == nil {
		said := map[string]any{}
		if err := json.Unmarshal([]byte(kept.Body), &said); err != nil {
			return err
		}
		said["year_group"] = doors.YearGroup(year)
		body, err := json.Marshal(said)
		if err != nil {
			return err
		}
		_, err = s.db.Profiles.Save(c.UserContext(), me(c).owner(), string(body), kept.Revision)
		if err != nil && !errors.Is(err, models.ErrStale) {
			return err
		}
	}
	return s.keepYear(c, doors.YearGroup(year))
}
