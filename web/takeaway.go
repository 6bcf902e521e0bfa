package web

import (
	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/takeaway"
)

// takeawayRoutes come before the plan's own page: its address ends anyhow.
func (s *Site) takeawayRoutes() []Route {
	return []Route{
		get("/plans/:plan.pdf", students, s.sendPlan("pdf", "application/pdf", takeaway.PDF)).drawn(),
		get("/plans/:plan.ics", students, s.sendPlan("ics", "text/calendar; charset=utf-8; method=PUBLISH", takeaway.Calendar)),
		get("/plans/:plan.json", students, s.sendPlan("json", "application/json", takeaway.JSON)),
		get("/plans/:plan/print", students, s.printPlan),
		get("/classes/:class/seats/:seat/plans/:plan.pdf", teachers, s.sendSharedPlan).drawn(),
	}
}

// Dated is how many steps the calendar file has.
func (p planPage) Dated() int {
	n := 0
	for _, step := range p.Plan.Steps {
		if takeaway.InCalendar(step) {
			n++
		}
	}
	return n
}

// printPage is a plan on one sheet of paper.
type printPage struct {
	Page
	Plan takeaway.Plan
}

func (s *Site) printPlan(c *fiber.Ctx) error {
	plan, err := s.db.Plans.Find(c.UserContext(), me(c).user.ID, c.Params("plan"))
	if err != nil {
		return err
	}
	return page(c, "plan/print", printPage{s.page(c, "My plan on one page", "plan.css"), s.takeaway(plan, "/plans/"+plan.PublicID)})
}

// sendPlan sends a student's own plan as a file.
func (s *Site) sendPlan(ending, kind string, write func(takeaway.Plan) ([]byte, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		plan, err := s.db.Plans.Find(c.UserContext(), me(c).user.ID, c.Params("plan"))
		if err != nil {
			return err
		}
		file, err := write(s.takeaway(plan, "/plans/"+plan.PublicID))
		if err != nil {
			return err
		}
		return attach(c, takeaway.FileName("my-plan", plan, ending), kind, file)
	}
}

// sendSharedPlan sends a teacher the plan that its student shows.
func (s *Site) sendSharedPlan(c *fiber.Ctx) error {
	class, seat := c.Params("class"), c.Params("seat")
	plan, err := s.db.Plans.Shared(c.UserContext(), me(c).user.ID, class, seat, c.Params("plan"))
	if err != nil {
		return err
	}
	file, err := takeaway.PDF(s.takeaway(plan, "/classes/"+class+"/seats/"+seat+"/plans/"+plan.PublicID))
	if err != nil {
		return err
	}
	if err := s.audit(c, "exported a shared plan", &models.User{ID: plan.UserID}); err != nil {
		return err
	}
	return attach(c, takeaway.FileName("plan", plan, "pdf"), "application/pdf", file)
}

// takeaway is a plan with the words that its files say around it.
func (s *Site) takeaway(plan models.Plan, path string) takeaway.Plan {
	return takeaway.Plan{
		Plan: plan, SectorName: s.sectorName(plan.Sector), Address: s.base.Scheme + "://" + s.base.Host + path,
		MadeOn: s.db.Now().In(london), Years: s.paperYears(plan), Next: s.paperNext(plan),
	}
}

func (s *Site) paperNext(plan models.Plan) []models.PlanStep {
	var next []models.PlanStep
	for _, step := range nextSteps(plan, s.today()) {
		next = append(next, step.PlanStep)
	}
	return next
}

// paperYears are the school years of a plan, as its page has them.
func (s *Site) paperYears(plan models.Plan) []takeaway.Year {
	var years []takeaway.Year
	for _, year := range yearsOf(plan, s.today()) {
		paper := takeaway.Year{Name: year.Name}
		for _, step := range year.Steps {
			one := takeaway.Step{PlanStep: step.PlanStep, When: step.Day, How: stateWords(step.State)}
			if one.When == step.StartsIn {
				one.When = "" // its year says so
			}
			paper.Steps = append(paper.Steps, one)
		}
		years = append(years, paper)
	}
	return years
}
