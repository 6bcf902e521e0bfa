package web

import (
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// stepOrder is how a step can be moved within its school year.
type stepOrder struct {
	PlanID, ID, Title string
	Place, Of         int    // such as 3 of 7
	Earlier           string // the step that it comes before when it is moved up; empty for the first
	Later             string // the step that it comes before when it is moved down; empty for the end
}

// First and Last tell whether a step has nobody before or behind it.
func (o stepOrder) First() bool { return o.Place == 1 }

// Last tells whether a step is the last of its year.
func (o stepOrder) Last() bool { return o.Place == o.Of }

// Order is a step's place among those of its school year.
func (p planPage) Order(step models.PlanStep) stepOrder {
	order := stepOrder{PlanID: p.Plan.PublicID, ID: step.PublicID, Title: step.Title}
	var year []models.PlanStep
	for _, other := range p.Plan.Steps {
		if other.SameYear(step) {
			year = append(year, other)
		}
	}
	order.Of = len(year)
	for i, other := range year {
		if other.PublicID != step.PublicID {
			continue
		}
		order.Place = i + 1
		if i > 0 {
			order.Earlier = year[i-1].PublicID
		}
		if i+2 < len(year) {
			order.Later = year[i+2].PublicID
		}
	}
	return order
}

// moveStep puts a step before another one of its year, or at the year's end.
func (s *Site) moveStep(c *fiber.Ctx) error {
	if !c.Request().PostArgs().Has("before") {
		return seeOther(c, "/plans/"+c.Params("plan"))
	}
	err := s.db.Plans.Move(c.UserContext(), me(c).user.ID, c.Params("plan"), c.Params("step"), typed(c, "before"))
	if errors.Is(err, models.ErrStale) {
		return s.showNewest(c, "The order was changed somewhere else, so this step was not moved. This is your plan as it is now.")
	}
	if err != nil {
		return err
	}
	return seeOther(c, "/plans/"+c.Params("plan")+"#"+c.Params("step"))
}

// showNewest shows a plan as it is now to somebody who looked at an older one.
func (s *Site) showNewest(c *fiber.Ctx, sentence string) error {
	shown, err := s.planPage(c)
	if err != nil {
		return err
	}
	shown.Stale = sentence
	return page(c.Status(http.StatusUnprocessableEntity), "plan/plan", shown)
}
