package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

func (s *Site) staffRoutes() []Route {
	return []Route{
		post("/school/people/:person/who", admins, s.appointPerson),
		post("/school/invitations/removal", admins, s.cancelInvitation),
	}
}

// appointPerson makes a teacher an admin, or an admin a teacher again. They sign in
// anew.
func (s *Site) appointPerson(c *fiber.Ctx) error {
	ctx := c.UserContext()
	person, err := s.colleague(c)
	if err != nil {
		return err
	}
	who, what := models.Teacher, "made an admin a teacher"
	if typed(c, "who") == models.Admin {
		who, what = models.Admin, "made a teacher an admin"
	}
	err = s.db.Together(ctx, func(tx *models.DB) error {
		if err := tx.Schools.Appoint(ctx, *person.SchoolID, person.PublicID, who); err != nil {
			return err
		}
		return auditIn(c, tx, what, &person)
	})
	return s.afterStaff(c, err)
}

// afterStaff goes back to the staff, or says that somebody has to run the school.
func (s *Site) afterStaff(c *fiber.Ctx, err error) error {
	if err == nil {
		return seeOther(c, "/school")
	}
	if !errors.Is(err, models.ErrLast) {
		return err
	}
	shown, err := s.schoolPage(c)
	if err != nil {
		return err
	}
	shown.Wrong("staff", "A school keeps at least one admin. Make somebody else an admin first.")
	return page(invalid(c), "school/school", shown)
}

// cancelInvitation takes back the link that was sent to an address.
func (s *Site) cancelInvitation(c *fiber.Ctx) error {
	err := s.db.Together(c.UserContext(), func(tx *models.DB) error {
		if err := tx.Links.Cancel(c.UserContext(), *me(c).user.SchoolID, typed(c, "email")); err != nil {
			return err
		}
		return auditIn(c, tx, "cancelled an invitation", nil)
	})
	if err != nil {
		return err
	}
	return seeOther(c, "/school")
}
