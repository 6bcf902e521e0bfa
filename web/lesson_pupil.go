package web

import (
	"errors"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// waitPage is a kind line for a student who waits for their teacher; it looks by
// itself whether the waiting is over.
type waitPage struct {
	Page
	Heading, Lead string
	Looks         string // the address that tells
	Elsewhere     bool   // whether there is something to look at meanwhile
}

// wait shows the page, or tells the page that looks that nothing has changed.
func (s *Site) wait(c *fiber.Ctx, heading, lead string, elsewhere bool) error {
	if fromHTMX(c) {
		return c.SendStatus(http.StatusNoContent)
	}
	return page(c, "quiz/wait", waitPage{s.page(c, heading, "quiz.css"), heading, lead, c.Path(), elsewhere})
}

// pausePath is where students of a lesson that stands still are.
const pausePath = "/quiz/pause"

func (s *Site) showPause(c *fiber.Ctx) error {
	it, err := s.openSitting(c)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return goOn(c, "/quiz")
	case err != nil:
		return err
	case !it.attempt.Paused:
		return goOn(c, it.here().path())
	}
	return s.wait(c, "Pause", "Your teacher has stopped the quiz for a moment. Every answer is kept, and it goes on by itself.", false)
}

// showHeld keeps a result that the teacher opens for all at once.
func (s *Site) showHeld(c *fiber.Ctx) error {
	it, err := s.sittingOf(c, c.Params("attempt"))
	if errors.Is(err, models.ErrNotFound) && me(c).ended {
		return s.askToSignIn(c)
	}
	if err != nil {
		return err
	}
	if !it.attempt.Held {
		return goOn(c, "/results/"+it.attempt.PublicID)
	}
	return s.wait(c, "You have finished", "Your result is ready. Your teacher opens all results together, and yours then opens here by itself.", true)
}

// waitingPath is where students are whom the teacher has not let in yet.
const waitingPath = "/quiz/waiting"

func (s *Site) showWaiting(c *fiber.Ctx) error {
	lesson, err := s.lessonNow(c)
	if err != nil {
		return err
	}
	if lesson == nil || !lesson.Waiting {
		return goOn(c, "/quiz")
	}
	return s.wait(c, "Nearly in", "Your teacher lets you in to "+lesson.Class+". The quiz opens here by itself.", true)
}

// raiseHand tells the teacher that a student needs help, or does not any more.
func (s *Site) raiseHand(c *fiber.Ctx) error {
	err := s.db.Seats.RaiseHand(c.UserContext(), me(c).user.ID, typed(c, "up") == "yes")
	if err != nil && !errors.Is(err, models.ErrNotFound) { // the lesson has just ended
		return err
	}
	return seeOther(c, "/quiz/attempt")
}
