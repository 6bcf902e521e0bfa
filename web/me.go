package web

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// mePage is a student's own page: the next action first.
type mePage struct {
	Page
	Main    *models.Plan
	Next    []planStep
	Plans   []models.Plan
	Wrote   map[string]bool // the plans on which a teacher had the last word
	Results []resultRow
	Open    *place
	Lesson  *lessonNotice
	Classes []models.Mine
	Asked   []askedRow
}

// resultRow is one finished quiz.
type resultRow struct {
	ID, First string
	At        time.Time
}

func (s *Site) showMe(c *fiber.Ctx) error {
	user := me(c).user
	shown := mePage{Page: s.page(c, "My page", "plan.css")}
	plans, err := s.db.Plans.Of(c.UserContext(), user.ID)
	if err != nil {
		return err
	}
	shown.Plans = plans
	if shown.Wrote, err = s.teacherWrote(c); err != nil {
		return err
	}
	if len(plans) > 0 {
		shown.Main, shown.Next = &plans[0], nextSteps(plans[0], s.today())
	}
	attempts, err := s.db.Attempts.Of(c.UserContext(), me(c).owner())
	if err != nil {
		return err
	}
	if shown.Results, err = s.resultRows(attempts); err != nil {
		return err
	}
	if it, err := s.openSitting(c); err == nil {
		shown.Open = it.here()
	} else if !errors.Is(err, models.ErrNotFound) {
		return err
	}
	if shown.Lesson, err = s.lessonToDo(c, attempts); err != nil {
		return err
	}
	if shown.Asked, err = s.askedOf(c); err != nil {
		return err
	}
	if shown.Classes, err = s.db.Seats.OfStudent(c.UserContext(), user.ID); err != nil {
		return err
	}
	return page(c, "account/me", shown)
}

// lessonToDo is the lesson under way whose quiz none of the student's attempts
// has finished.
func (s *Site) lessonToDo(c *fiber.Ctx, attempts []models.Attempt) (*lessonNotice, error) {
	lesson, err := s.lessonNow(c)
	if lesson == nil || err != nil {
		return nil, err
	}
	for _, attempt := range attempts {
		if attempt.FinishedAt != nil && attempt.LessonID != nil && *attempt.LessonID == lesson.lessonID {
			return nil, nil
		}
	}
	return lesson, nil
}

// resultRows are those of the attempts that are finished.
func (s *Site) resultRows(attempts []models.Attempt) ([]resultRow, error) {
	var rows []resultRow
	for _, attempt := range attempts {
		if attempt.FinishedAt == nil {
			continue
		}
		row := resultRow{ID: attempt.PublicID, At: *attempt.FinishedAt, First: "No clear favourite yet"}
		if attempt.Held {
			row.First = "Your teacher opens it soon"
			rows = append(rows, row)
			continue
		}
		it, err := s.sit(attempt)
		if err != nil {
			return nil, err
		}
		if ranking := it.quiz.Score(it.sheet); ranking.Ranked {
			row.First = ranking.Sectors[0].Name
		}
		rows = append(rows, row)
	}
	return rows, nil
}
