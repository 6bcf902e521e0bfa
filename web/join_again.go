package web

import (
	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// sitsIn tells whether the asker has a seat in the class of a lesson.
func (s *Site) sitsIn(c *fiber.Ctx, lesson models.LessonView) (bool, error) {
	if me(c).user == nil {
		return false, nil
	}
	return s.db.Seats.Sits(c.UserContext(), lesson.ID, me(c).user.ID)
}

// takenSeatPage asks for the password of a name that is taken. It tells no more
// of the account than the list does: its user name is on no page.
type takenSeatPage struct {
	Page
	Form
	Seat  models.Seat
	Code  string
	Bring bring
}

// Password is the page's one input.
func (p takenSeatPage) Password() field {
	return field{
		Name: "password", Label: "Your password", Type: "password", Problem: p.Problem("password"),
		Autocomplete: "current-password", MaxLength: 200, Required: true,
	}
}

// takenSeat finds the taken name that the address names in an open lesson, or
// answers itself: with the list when there is no such name on it.
func (s *Site) takenSeat(c *fiber.Ctx) (shown takenSeatPage, ok bool, err error) {
	lesson, ok, err := s.lessonByCode(c, c.Params("code"))
	if !ok {
		return shown, false, err
	}
	list, err := s.seatsPage(c, lesson)
	if err != nil {
		return shown, false, err
	}
	for _, seat := range list.Taken {
		if seat.PublicID == c.Params("seat") && !list.Open() {
			return takenSeatPage{Page: s.page(c, "Sign in", "class.css"), Seat: seat, Code: lesson.Code, Bring: s.bring(c)}, true, nil
		}
	}
	list.Wrong("seat", "Choose your name from the list.")
	return shown, false, page(invalid(c), "join/seats", list)
}

func (s *Site) showTakenSeat(c *fiber.Ctx) error {
	shown, ok, err := s.takenSeat(c)
	if !ok {
		return err
	}
	return page(c, "join/taken", shown)
}

// signInAtSeat is signing in for a pupil who knows their name in the class and
// not the user name. Wrong passwords are counted for the seat.
func (s *Site) signInAtSeat(c *fiber.Ctx) error {
	shown, ok, err := s.takenSeat(c)
	if !ok {
		return err
	}
	owner, err := s.db.Users.Find(c.UserContext(), *shown.Seat.UserID)
	if err != nil {
		return err
	}
	user, sentence, err := s.prove(c.UserContext(), seatKey(shown.Seat), owner.UserName, typed(c, "password"))
	if err != nil {
		return err
	}
	if sentence != "" {
		shown.Wrong("password", sentence)
		return page(invalid(c), "join/taken", shown)
	}
	if err := s.welcome(c, &user, brings(c)); err != nil {
		return err
	}
	if user.MustChange {
		return seeOther(c, "/password")
	}
	return seeOther(c, "/quiz")
}
