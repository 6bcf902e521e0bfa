package web

import (
	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// seatPage is one student's result, for their teacher.
type seatPage struct {
	Page
	Class  models.Class
	Seat   models.Seat
	Result *resultView
	Plans  []models.Plan
}

func (s *Site) showSeat(c *fiber.Ctx) error {
	ctx, teacher, classID, seatID := c.UserContext(), me(c).user.ID, c.Params("class"), c.Params("seat")
	class, err := s.db.Classes.Find(ctx, teacher, classID)
	if err != nil {
		return err
	}
	seat, err := s.db.Seats.Find(ctx, teacher, classID, seatID)
	if err != nil {
		return err
	}
	attempts, err := s.db.Attempts.OfSeat(ctx, teacher, classID, seatID)
	if err != nil {
		return err
	}
	shown := seatPage{Page: s.page(c, "A student's result", "result.css", "class.css"), Class: class, Seat: seat}
	if len(attempts) > 0 {
		it, err := s.sit(attempts[0])
		if err != nil {
			return err
		}
		view := s.resultView(it, "")
		shown.Result = &view
	}
	if shown.Plans, err = s.db.Plans.SharedOf(ctx, teacher, classID, seatID); err != nil {
		return err
	}
	if seat.UserID != nil {
		if err := s.audit(c, "looked at a result", &models.User{ID: *seat.UserID}); err != nil {
			return err
		}
	}
	return page(c, "class/seat", shown)
}
