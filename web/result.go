package web

import (
	"errors"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// resultPage explains a finished attempt: which sectors, why, what would change
// it, and which roles to look at.
type resultPage struct {
	Page
	Form
	resultView
	Attempt string
	CanSave bool // a visitor, who could keep this in an account
}

// showResult shows the asker's own result. Without is an answer to leave out,
// for somebody who says "that's not me".
func (s *Site) showResult(c *fiber.Ctx) error {
	it, err := s.sittingOf(c, c.Params("attempt"))
	if err != nil {
		return err
	}
	if it.attempt.FinishedAt == nil {
		return seeOther(c, it.here().path())
	}
	if it.attempt.Held {
		return seeOther(c, "/results/"+it.attempt.PublicID+"/held")
	}
	return page(c, "quiz/result", s.resultPage(c, it, c.Query("without")))
}

func (s *Site) resultPage(c *fiber.Ctx, it *sitting, without string) resultPage {
	return resultPage{
		Page: s.page(c, "Your result", "result.css"), Attempt: it.attempt.PublicID,
		resultView: s.resultView(it, without), CanSave: me(c).user == nil,
	}
}

// longestNote is how much somebody may say about one reason, in characters.
const longestNote = 2000

// noteProblem says what is wrong with a note of somebody's own.
func noteProblem(note string) string {
	switch {
	case utf8.RuneCountInString(note) > longestNote:
		return "Keep the note under 2,000 characters."
	case unfit(note):
		return "Something in this cannot be shown. Copy only the words, or type them again."
	}
	return ""
}

// disputeReason keeps "that's not me" about one answer, with a note, and shows
// the ranking without it. The answers themselves stay as they were given.
func (s *Site) disputeReason(c *fiber.Ctx) error {
	it, err := s.sittingOf(c, c.Params("attempt"))
	if err != nil {
		return err
	}
	if it.attempt.Held {
		return seeOther(c, "/results/"+it.attempt.PublicID+"/held")
	}
	item, known := it.quiz.Item(typed(c, "item"))
	if !known {
		return models.ErrNotFound
	}
	owner, back := me(c).owner(), "/results/"+it.attempt.PublicID
	if typed(c, "agree") == "yes" {
		err := s.db.Attempts.Agree(c.UserContext(), owner, it.attempt.ID, item.ID)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		return seeOther(c, back)
	}
	note := typedText(c, "note")
	if problem := noteProblem(note); problem != "" {
		shown := s.resultPage(c, it, item.ID)
		shown.Form = Form{Typed: map[string]string{"note": note}}
		shown.Wrong("note", problem)
		return page(invalid(c), "quiz/result", shown)
	}
	if err := s.db.Attempts.Dispute(c.UserContext(), owner, it.attempt.ID, item.ID, note); err != nil {
		return err
	}
	return seeOther(c, back+"?without="+item.ID)
}
