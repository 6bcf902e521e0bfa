package web

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

func (s *Site) followUpRoutes() []Route {
	return []Route{
		post("/classes/:class/follow-ups", teachers, s.setFollowUp),
		get("/classes/:class/follow-ups/:followup", teachers, s.showFollowUp),
		post("/classes/:class/follow-ups/:followup/closing", teachers, s.closeFollowUp),
		post("/follow-ups/:followup", students, s.markFollowUp),
	}
}

// followUpRow is something that a class is asked to do, for its teacher.
type followUpRow struct {
	models.FollowUpCount
	When string // until when, in words
}

// openFollowUps are those that the class of the address is asked to do now.
func (s *Site) openFollowUps(c *fiber.Ctx) ([]followUpRow, error) {
	all, err := s.db.FollowUps.Of(c.UserContext(), me(c).user.ID, c.Params("class"))
	var rows []followUpRow
	for _, it := range all {
		if it.ClosedAt == nil {
			rows = append(rows, followUpRow{it, dueWords(it.DueOn, s.today())})
		}
	}
	return rows, err
}

// askedRow is something that a student is asked to do.
type askedRow struct {
	models.MyFollowUp
	When string
}

// askedOf is what the classes of the student who asks want of them.
func (s *Site) askedOf(c *fiber.Ctx) ([]askedRow, error) {
	mine, err := s.db.FollowUps.OfStudent(c.UserContext(), me(c).user.ID)
	var rows []askedRow
	for _, it := range mine {
		rows = append(rows, askedRow{it, dueWords(it.DueOn, s.today())})
	}
	return rows, err
}

// dueWords says until when something is to be done; without a day, nothing.
func dueWords(day string, today time.Time) string {
	due, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	words := due.Format("Monday 2 January")
	if due.Year() != today.Year() {
		words = due.Format("Monday 2 January 2006")
	}
	switch {
	case due.Before(today):
		return "it was for " + words
	case due.Equal(today):
		return "by today, " + words
	case due.Equal(today.AddDate(0, 0, 1)):
		return "by tomorrow, " + words
	}
	return "by " + words
}

// followUpProblem says what is wrong with what a class is asked to do.
func followUpProblem(text string) string {
	switch {
	case text == "":
		return "Say what the class is asked to do."
	case utf8.RuneCountInString(text) > models.LongestFollowUp:
		return fmt.Sprintf("Use %d characters or fewer. Nothing is lost: it is still in the box.", models.LongestFollowUp)
	case unfit(text):
		return "Something in this cannot be shown. Type it again with letters, numbers and spaces."
	}
	return ""
}

// dueProblem says what is wrong with the day by which it is to be done.
func (s *Site) dueProblem(day string) string {
	if problem := dayProblem(day); problem != "" || day == "" {
		return problem
	}
	if day < iso(s.today()) {
		return "This day is over. Choose today or a later one."
	}
	return ""
}

// ToDo is the input for what the class is asked to do.
func (p resultsPage) ToDo() field {
	return field{
		Name: "text", Label: "Ask the class to", Hint: "Such as: add two actions to your plan. They see it on their own page, and say when it is done.",
		Value: p.Value("text"), Problem: p.Problem("text"), Required: true,
	}
}

// Due is the input for the day by which.
func (p resultsPage) Due() field {
	return field{Name: "day", Label: "By a day, if there is one", Type: "date", Value: p.Value("day"), Problem: p.Problem("day")}
}

// setFollowUp asks the class to do something.
func (s *Site) setFollowUp(c *fiber.Ctx) error {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("class")
	stamp, err := s.db.Classes.Stamp(ctx, teacher, id)
	if err != nil {
		return err
	}
	form := Form{Typed: map[string]string{"text": typedLine(c, "text"), "day": typedLine(c, "day")}}
	form.Wrong("text", followUpProblem(form.Value("text")))
	form.Wrong("day", s.dueProblem(form.Value("day")))
	if form.OK() {
		err = s.db.FollowUps.Set(ctx, teacher, id, &models.FollowUp{Text: form.Value("text"), DueOn: form.Value("day")})
		if errors.Is(err, models.ErrFull) {
			form.Wrong("text", fmt.Sprintf("The class is asked to do %d things already, which is the most it can be. Close one first.", models.MaxFollowUps))
		} else if err != nil {
			return err
		}
	}
	if !form.OK() {
		shown, err := s.resultsPage(c, stamp)
		if err != nil {
			return err
		}
		shown.Form = form
		return page(invalid(c), "class/results", shown)
	}
	return seeOther(c, "/classes/"+id+"/results#follow-ups")
}

// followUpPage is who has done what the class was asked, and who has not.
type followUpPage struct {
	Page
	Class        models.Class
	FollowUp     followUpRow
	Done, NotYet []models.FollowUpSeat
}

func (s *Site) showFollowUp(c *fiber.Ctx) error {
	ctx, teacher, id, which := c.UserContext(), me(c).user.ID, c.Params("class"), c.Params("followup")
	class, err := s.db.Classes.Find(ctx, teacher, id)
	if err != nil {
		return err
	}
	it, err := s.db.FollowUps.Find(ctx, teacher, id, which)
	if err != nil {
		return err
	}
	seats, err := s.db.FollowUps.Who(ctx, teacher, id, which)
	if err != nil {
		return err
	}
	shown := followUpPage{Page: s.page(c, "A follow-up", "class.css"), Class: class, FollowUp: followUpRow{it, dueWords(it.DueOn, s.today())}}
	for _, seat := range seats {
		if seat.DoneAt != nil {
			shown.Done = append(shown.Done, seat)
		} else {
			shown.NotYet = append(shown.NotYet, seat)
		}
	}
	return page(c, "class/follow-up", shown)
}

func (s *Site) closeFollowUp(c *fiber.Ctx) error {
	if err := s.db.FollowUps.Close(c.UserContext(), me(c).user.ID, c.Params("class"), c.Params("followup")); err != nil {
		return err
	}
	return seeOther(c, "/classes/"+c.Params("class")+"/results#follow-ups")
}

// markFollowUp keeps a student's word that they have done what was asked, or
// takes it back.
func (s *Site) markFollowUp(c *fiber.Ctx) error {
	if err := s.db.FollowUps.Mark(c.UserContext(), me(c).user.ID, c.Params("followup"), typed(c, "done") != "no"); err != nil {
		return err
	}
	return seeOther(c, "/me#asked")
}
