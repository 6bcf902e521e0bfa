package web

import (
	"github.com/gofiber/fiber/v2"

	"pathways/models"
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
		get("/plans/:plan/changes", students, s.showChanges),
		post("/plans/:plan/changes", students, s.takeChanges),
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

// planPage is one plan as a line with its stations, by school years.
type planPage struct {
	Page
	Form
	Plan    models.Plan
	Changed bool // the catalogue says something else now, or lacks the role or the way
	Years   []planYear
	Next    []planStep
	Own     []choice // the school years that a step of one's own can be in
	Last    lastChange
	Talk    talk
	Stale   string // why nothing was changed, when it was not
}

// Title is the input for a step of one's own.
func (p planPage) Title() field {
	return field{Name: "title", Label: "What will you do?", Value: p.Value("title"), Problem: p.Problem("title"), MaxLength: longestTitle, Required: true}
}

// Day is the input for its day.
func (p planPage) Day() field { return dayField(p.Form, p.Value("day")) }

func (s *Site) planPage(c *fiber.Ctx) (planPage, error) {
	plan, err := s.db.Plans.Find(c.UserContext(), me(c).user.ID, c.Params("plan"))
	if err != nil {
		return planPage{}, err
	}
	today := s.today()
	shown := planPage{
		Page: s.page(c, "My plan", "plan.css"), Plan: plan, Changed: s.hasChanged(plan),
		Years: yearsOf(plan, today), Next: nextSteps(plan, today), Own: s.schoolYears("", me(c).user.YearGroup),
	}
	shown.Script = "order.js"
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
