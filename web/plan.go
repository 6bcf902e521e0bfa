package web

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers"
)

func (s *Site) planRoutes() []Route {
	return []Route{
		get("/me", students, s.showMe),
		get("/plans", students, s.showPlans),
		get("/plans/new", students, s.showNewPlan),
		post("/plans", students, s.savePlan),
		get("/plans/:plan", students, s.showPlan),
		post("/plans/:plan/steps", students, s.addStep),
		get("/plans/:plan/steps/:step", students, s.showStep),
		post("/plans/:plan/steps/:step", students, s.changeStep),
		post("/plans/:plan/steps/:step/position", students, s.moveStep),
		post("/plans/:plan/main", students, s.makeMain),
		post("/plans/:plan/sharing", students, s.sharePlan),
		get("/plans/:plan/removal", students, s.showRemoval),
		post("/plans/:plan/removal", students, s.removePlan),
	}
}

// plansPage lists a student's plans, the main one first.
type plansPage struct {
	Page
	Plans []models.Plan
	Wrote map[string]bool // the plans on which a teacher had the last word
}

func (s *Site) showPlans(c *fiber.Ctx) error {
	plans, err := s.db.Plans.Of(c.UserContext(), me(c).user.ID)
	if err != nil {
		return err
	}
	wrote, err := s.teacherWrote(c)
	if err != nil {
		return err
	}
	return page(c, "plan/plans", plansPage{s.page(c, "My plans", "plan.css"), plans, wrote})
}

// newPlanPage chooses a role, a route, and the year to start from.
type newPlanPage struct {
	Page
	Form
	Role   *careers.Role
	Routes []plannedRoute
	Roles  []choice
	Years  []choice
}

// plannedRoute is a route with its steps by school year.
type plannedRoute struct {
	*careers.Route
	Steps  []models.PlanStep
	Chosen bool
}

func (s *Site) showNewPlan(c *fiber.Ctx) error {
	year := me(c).user.YearGroup
	if asked := yearGroup(c.Query("year")); asked != 0 {
		year = asked
	}
	return page(c, "plan/new", s.newPlanPage(c, c.Query("role"), c.Query("route"), year))
}

// usualStart is the year a plan starts from when nobody says.
const usualStart = 10

func (s *Site) newPlanPage(c *fiber.Ctx, roleID, routeID string, year int) newPlanPage {
	shown := newPlanPage{Page: s.page(c, "A new plan", "plan.css"), Years: yearGroups(strconv.Itoa(year))}
	if year == 0 {
		shown.Years, year = yearGroups(""), usualStart
	}
	role, ok := s.careers.Role(roleID)
	if !ok {
		for i := range s.careers.Roles {
			shown.Roles = append(shown.Roles, choice{Value: s.careers.Roles[i].ID, Name: s.careers.Roles[i].Name})
		}
		return shown
	}
	shown.Role = role
	for i, route := range s.careers.RoutesTo(role.ID) {
		chosen := route.ID == routeID || routeID == "" && i == 0
		shown.Routes = append(shown.Routes, plannedRoute{route, PlanOf(s.careers, role, route, year).Steps, chosen})
	}
	return shown
}

// savePlan copies the route into a plan of the student's own.
func (s *Site) savePlan(c *fiber.Ctx) error {
	user := me(c).user
	year := yearGroup(typed(c, "year"))
	role, okRole := s.careers.Role(typed(c, "role"))
	route, okRoute := s.careers.Route(typed(c, "route"))
	if !okRole || !okRoute || !strings.Contains(" "+strings.Join(role.Routes, " ")+" ", " "+route.ID+" ") {
		shown := s.newPlanPage(c, typed(c, "role"), "", year)
		shown.Wrong("route", "Choose one of the ways.")
		return page(invalid(c), "plan/new", shown)
	}
	if year != 0 && year != user.YearGroup {
		if err := s.db.Users.SetYearGroup(c.UserContext(), user.ID, year); err != nil {
			return err
		}
	}
	if year == 0 {
		year = usualStart
	}
	plan := PlanOf(s.careers, role, route, year)
	err := s.db.Plans.Create(c.UserContext(), user.ID, &plan)
	if errors.Is(err, models.ErrFull) {
		shown := s.newPlanPage(c, role.ID, route.ID, year)
		shown.Wrong("route", "You have twelve plans, which is the most we keep. Remove one first.")
		return page(invalid(c), "plan/new", shown)
	}
	if err != nil {
		return err
	}
	return seeOther(c, "/plans/"+plan.PublicID)
}

// planPage is one plan as a line with its stations.
type planPage struct {
	Page
	Form
	Plan    models.Plan
	Changed bool // the catalogue is another one than when the plan was made
	Last    lastChange
	Talk    talk
	Stale   string // why nothing was changed, when it was not
}

// Next are the next three steps that are not done or skipped.
func (p planPage) Next() []models.PlanStep { return nextSteps(p.Plan) }

// Title is the input for a step of one's own.
func (p planPage) Title() field {
	return field{Name: "title", Label: "What will you do?", Value: p.Value("title"), Problem: p.Problem("title"), MaxLength: longestTitle, Required: true}
}

// Own lists the years a step of one's own can be in.
func (p planPage) Own() []choice { return yearGroups(p.Value("year")) }

func nextSteps(plan models.Plan) []models.PlanStep {
	var next []models.PlanStep
	for _, step := range plan.Steps {
		if (step.State == models.Todo || step.State == models.Doing) && len(next) < 3 {
			next = append(next, step)
		}
	}
	return next
}

func (s *Site) planPage(c *fiber.Ctx) (planPage, error) {
	plan, err := s.db.Plans.Find(c.UserContext(), me(c).user.ID, c.Params("plan"))
	if err != nil {
		return planPage{}, err
	}
	shown := planPage{Page: s.page(c, "My plan", "plan.css"), Plan: plan, Changed: plan.ContentVersion != s.careers.Version}
	if shown.Last, err = s.lastChange(c, plan); err != nil {
		return planPage{}, err
	}
	shown.Talk, err = s.talkOf(c, plan)
	return shown, err
}

func (s *Site) showPlan(c *fiber.Ctx) error {
	shown, err := s.planPage(c)
	if err != nil {
		return err
	}
	return page(c, "plan/plan", shown)
}

func (s *Site) makeMain(c *fiber.Ctx) error {
	if err := s.db.Plans.SetMain(c.UserContext(), me(c).user.ID, c.Params("plan")); err != nil {
		return err
	}
	return seeOther(c, "/plans/"+c.Params("plan"))
}

func (s *Site) sharePlan(c *fiber.Ctx) error {
	if err := s.db.Plans.Share(c.UserContext(), me(c).user.ID, c.Params("plan"), typed(c, "shared") == "yes"); err != nil {
		return err
	}
	return seeOther(c, "/plans/"+c.Params("plan")+"#sharing")
}

func (s *Site) showRemoval(c *fiber.Ctx) error {
	shown, err := s.planPage(c)
	if err != nil {
		return err
	}
	return page(c, "plan/removal", shown)
}

func (s *Site) removePlan(c *fiber.Ctx) error {
	if err := s.db.Plans.Remove(c.UserContext(), me(c).user.ID, c.Params("plan")); err != nil {
		return err
	}
	return seeOther(c, "/plans")
}
