package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// seatPage is one student's result, for their teacher.
type seatPage struct {
	Page
	Class      models.Class
	Seat       models.Seat
	Result     *resultView
	FinishedAt *time.Time // when that was; nil without a result
	Plans      []models.Plan
}

// seatPage reads what the teacher of a student may know of them.
func (s *Site) seatPage(c *fiber.Ctx) (seatPage, error) {
	ctx, teacher, classID, seatID := c.UserContext(), me(c).user.ID, c.Params("class"), c.Params("seat")
	class, err := s.db.Classes.Find(ctx, teacher, classID)
	if err != nil {
		return seatPage{}, err
	}
	seat, err := s.db.Seats.Find(ctx, teacher, classID, seatID)
	if err != nil {
		return seatPage{}, err
	}
	attempts, err := s.db.Attempts.OfSeat(ctx, teacher, classID, seatID)
	if err != nil {
		return seatPage{}, err
	}
	shown := seatPage{Page: s.page(c, "A student's result", "result.css", "class.css"), Class: class, Seat: seat}
	if len(attempts) > 0 {
		it, err := s.sit(attempts[0])
		if err != nil {
			return seatPage{}, err
		}
		view := s.resultView(it, "")
		shown.Result, shown.FinishedAt = &view, attempts[0].FinishedAt
	}
	shown.Plans, err = s.db.Plans.SharedOf(ctx, teacher, classID, seatID)
	return shown, err
}

// seenSeat writes down that the asker looked at somebody; of a free seat there is
// nothing to see.
func (s *Site) seenSeat(c *fiber.Ctx, what string, seat models.Seat) error {
	if seat.UserID == nil {
		return nil
	}
	return s.audit(c, what, &models.User{ID: *seat.UserID})
}

func (s *Site) showSeat(c *fiber.Ctx) error {
	shown, err := s.seatPage(c)
	if err != nil {
		return err
	}
	if err := s.seenSeat(c, "looked at a result", shown.Seat); err != nil {
		return err
	}
	return page(c, "class/seat", shown)
}
