package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// noChoice is kept when a student cannot say which sector they would pick; it
// is an answer too, and not asked again.
const noChoice = "none"

// choicePage asks which door the student would open today, before any result.
type choicePage struct {
	Page
	Form
	Attempt string
	Sectors []string
}

func (s *Site) showChoice(c *fiber.Ctx) error {
	it, err := s.openSitting(c)
	if errors.Is(err, models.ErrNotFound) {
		return seeOther(c, "/quiz")
	}
	if err != nil {
		return err
	}
	if !it.mayGoOn() {
		return seeOther(c, it.here().path())
	}
	return page(c, "quiz/choice", s.choicePage(c, it))
}

func (s *Site) choicePage(c *fiber.Ctx, it *sitting) choicePage {
	shown := choicePage{Page: s.page(c, "If you had to pick today", "quiz.css"), Attempt: it.attempt.PublicID}
	for _, sector := range s.careers.Sectors {
		shown.Sectors = append(shown.Sectors, sector.ID)
	}
	return shown
}

// keepChoice keeps the student's own choice, and goes on to the closer look
// inside the top two sectors, when there is one.
func (s *Site) keepChoice(c *fiber.Ctx) error {
	it, err := s.sittingOf(c, typed(c, "attempt"))
	if err != nil {
		return err
	}
	choice := typed(c, "sector")
	if _, known := s.careers.Sector(choice); !known && choice != noChoice {
		shown := s.choicePage(c, it)
		shown.Wrong("sectors", "Pick one of the five, or say that you can't yet.")
		return page(invalid(c), "quiz/choice", shown)
	}
	err = s.db.Attempts.Choose(c.UserContext(), me(c).owner(), it.attempt.ID, choice)
	if errors.Is(err, models.ErrClosed) {
		return seeOther(c, "/results/"+it.attempt.PublicID)
	}
	if err != nil {
		return err
	}
	it.attempt.OwnChoice = choice
	if next := it.here(); next.after != "/quiz/finish" {
		return seeOther(c, next.path())
	}
	return s.finish(c, it)
}

// finishPage offers the result to a student who has answered everything.
type finishPage struct {
	Page
	Attempt string
}

func (s *Site) showFinish(c *fiber.Ctx) error {
	it, err := s.openSitting(c)
	if errors.Is(err, models.ErrNotFound) {
		return seeOther(c, "/quiz")
	}
	if err != nil {
		return err
	}
	if !it.mayGoOn() || it.attempt.OwnChoice == "" {
		return seeOther(c, it.here().path())
	}
	return page(c, "quiz/finish", finishPage{Page: s.page(c, "Your result is ready", "quiz.css"), Attempt: it.attempt.PublicID})
}

// finishAttempt shows the result; what is left of the closer look is skipped.
func (s *Site) finishAttempt(c *fiber.Ctx) error {
	it, err := s.sittingOf(c, typed(c, "attempt"))
	if err != nil {
		return err
	}
	if it.attempt.FinishedAt == nil && !it.mayGoOn() {
		return seeOther(c, it.here().path())
	}
	return s.finish(c, it)
}

// finish packs the answers for good and goes to the result. An answer that came
// in between, from another tab, is taken along.
func (s *Site) finish(c *fiber.Ctx, it *sitting) error {
	id := it.attempt.PublicID
	for range 5 {
		fresh, err := s.sittingOf(c, id)
		if err != nil {
			return err
		}
		if fresh.attempt.FinishedAt != nil {
			break
		}
		packing := models.Packing{Revision: fresh.attempt.Revision, Packed: fresh.quiz.Pack(fresh.sheet)}
		err = s.db.Attempts.Finish(c.UserContext(), me(c).owner(), fresh.attempt.ID, packing)
		if err == nil || errors.Is(err, models.ErrClosed) {
			break
		}
		if !errors.Is(err, models.ErrStale) {
			return err
		}
	}
	return goOn(c, "/results/"+id)
}
