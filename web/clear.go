package web

import (
	"errors"
	"fmt"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// clearPage asks once more before what a visitor did is taken off the computer.
type clearPage struct {
	Page
	Lost  []string // what goes for good
	Kept  []string // what a code brings back
	Offer string   // the attempt that can get a code before it goes
}

func (s *Site) showClear(c *fiber.Ctx) error {
	if a := me(c); a.session == nil || a.user != nil {
		return seeOther(c, homeOf(a.who()))
	}
	shown := clearPage{Page: s.page(c, "Finish and clear", "quiz.css")}
	attempts, err := s.db.Attempts.Of(c.UserContext(), me(c).owner())
	if err != nil {
		return err
	}
	for _, attempt := range attempts {
		if attempt.ResumeHash != "" {
			shown.Kept = append(shown.Kept, attemptWords(attempt))
		} else {
			shown.Lost = append(shown.Lost, attemptWords(attempt))
		}
	}
	if it, err := s.newestSitting(c); err == nil && it.attempt.ResumeHash == "" {
		shown.Offer = it.attempt.PublicID
	} else if err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	_, err = s.db.Profiles.Find(c.UserContext(), me(c).owner())
	switch {
	case err == nil:
		shown.Lost = append(shown.Lost, "What you said under “Where I am”")
	case !errors.Is(err, models.ErrNotFound):
		return err
	}
	return page(c, "quiz/clear", shown)
}

// attemptWords are an attempt as its visitor knows it.
func attemptWords(attempt models.Attempt) string {
	if attempt.FinishedAt != nil {
		return fmt.Sprintf("Your result of %s, and its reasons", clock(*attempt.FinishedAt))
	}
	return fmt.Sprintf("The answers of the quiz you began at %s", clock(attempt.StartedAt))
}

// clearVisitor takes away all that this browser did without an account.
func (s *Site) clearVisitor(c *fiber.Ctx) error {
	if a := me(c); a.session != nil && a.user == nil {
		if err := s.db.Attempts.ClearVisitor(c.UserContext(), a.session.ID); err != nil {
			return err
		}
		if err := s.leave(c); err != nil {
			return err
		}
	}
	return seeOther(c, "/?cleared=1")
}
