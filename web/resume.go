package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

// codePage offers, or shows this once, the code to carry on elsewhere.
type codePage struct {
	Page
	Attempt string
	Code    string // only right after it was made
}

// newestSitting is the attempt that goes on or, when none does, the last result.
func (s *Site) newestSitting(c *fiber.Ctx) (*sitting, error) {
	it, err := s.openSitting(c)
	if !errors.Is(err, models.ErrNotFound) {
		return it, err
	}
	attempt, err := s.db.Attempts.Newest(c.UserContext(), me(c).owner())
	if err != nil {
		return nil, err
	}
	return s.sit(attempt)
}

func (s *Site) showCode(c *fiber.Ctx) error {
	if me(c).user != nil { // the account is their way back
		return seeOther(c, "/quiz/attempt")
	}
	it, err := s.newestSitting(c)
	if errors.Is(err, models.ErrNotFound) {
		return seeOther(c, "/quiz")
	}
	if err != nil {
		return err
	}
	return page(c, "quiz/code", codePage{Page: s.page(c, "Carry on somewhere else", "quiz.css"), Attempt: it.attempt.PublicID})
}

// makeCode gives an attempt a new code and shows it; only its hash is kept.
func (s *Site) makeCode(c *fiber.Ctx) error {
	it, err := s.sittingOf(c, typed(c, "attempt"))
	if err != nil {
		return err
	}
	if me(c).user != nil {
		return seeOther(c, "/quiz/attempt")
	}
	code := secret.Code(12)
	if err := s.db.Attempts.SetResume(c.UserContext(), me(c).owner(), it.attempt.ID, code); err != nil {
		return err
	}
	return page(c, "quiz/code", codePage{Page: s.page(c, "Your code to carry on", "quiz.css"), Attempt: it.attempt.PublicID, Code: secret.Grouped(code)})
}

// resumePage takes a code that was made elsewhere.
type resumePage struct {
	Page
	Form
}

// Code is the page's one input.
func (p resumePage) Code() field {
	return field{
		Name: "code", Label: "Your code", Hint: "12 letters and numbers. Small letters and gaps are fine.", Value: p.Value("code"),
		Problem: p.Problem("code"), Autocomplete: "off", Size: "code", MaxLength: 20, Code: true, Required: true,
	}
}

func (s *Site) showResume(c *fiber.Ctx) error {
	return page(c, "quiz/resume", resumePage{Page: s.page(c, "Carry on a quiz", "quiz.css")})
}

// resumeAttempt brings an attempt to this browser, or into this account. A code
// that is wrong leaves nothing behind, not even a session.
func (s *Site) resumeAttempt(c *fiber.Ctx) error {
	code := secret.Typed(typed(c, "code"))
	waits, err := s.db.Attempts.Waits(c.UserContext(), code)
	if err != nil {
		return err
	}
	if !waits {
		shown := resumePage{Page: s.page(c, "Carry on a quiz", "quiz.css"), Form: Form{Typed: map[string]string{"code": typed(c, "code")}}}
		shown.Wrong("code", "No quiz has this code. Look at each letter and number again.")
		return page(invalid(c), "quiz/resume", shown)
	}
	asker, err := s.visit(c)
	if err != nil {
		return err
	}
	attempt, err := s.db.Attempts.Resume(c.UserContext(), asker.owner(), code)
	if err != nil {
		return err
	}
	if attempt.FinishedAt != nil {
		return seeOther(c, "/results/"+attempt.PublicID)
	}
	return seeOther(c, "/quiz/attempt")
}
