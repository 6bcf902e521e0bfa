package web

import (
	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// sharedPlanPage is a plan that its student shows.
type sharedPlanPage struct {
	Page
	Plan models.Plan
	Back string
	Talk talk
}

func (s *Site) sharedPlanPage(c *fiber.Ctx) (sharedPlanPage, error) {
	ctx, teacher, at := c.UserContext(), me(c).user, sharedPlan(c)
	plan, err := s.db.Plans.Shared(ctx, teacher.ID, at.Class, at.Seat, at.Plan)
	if err != nil {
		return sharedPlanPage{}, err
	}
	comments, err := s.db.Comments.OfShared(ctx, teacher.ID, at)
	return sharedPlanPage{
		s.page(c, "A shared plan", "plan.css"), plan, "/classes/" + at.Class + "/seats/" + at.Seat,
		newTalk(sharedPath(c), comments, teacher, true),
	}, err
}

func (s *Site) showSharedPlan(c *fiber.Ctx) error {
	shown, err := s.sharedPlanPage(c)
	if err != nil {
		return err
	}
	return page(c, "class/plan", shown)
}
