package web

import (
	"fmt"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"
	"pathways/models"
	"pathways/quizzes"
	"pathways/web/secret"
)

// lessonPage is the teacher's own view of a lesson: who is where.
type lessonPage struct {
	Page
	Lesson                                   models.LessonView
	Code, Stamp                              string
	Rows                                     []progressRow
	Away, Joined, Answering, Finished, Stuck int
	Open                                     bool
}

// progressRow is where one student is.
type progressRow struct {
	models.Progress
	State   string // away, joined, answering, stuck, finished
	Words   string
	Percent int
}

// stuckAfter is how long somebody answers nothing before the teacher is told.
const stuckAfter = 2 * time.Minute

func (s *Site) showLesson(c *fiber.Ctx) error {
	ctx, teacher := c.UserContext(), me(c).user.ID
	stamp, err := s.db.Lessons.Stamp(ctx, teacher, c.Params("lesson"))
	if err != nil {
		return err
	}
	// Somebody gets stuck without anything being saved, so a minute counts too.
	stamp = fmt.Sprintf("%s-%d", stamp, time.Now().Unix()/30)
	if fromHTMX(c) && c.Query("stamp") == stamp {
		return c.SendStatus(http.StatusNoContent)
	}
	lesson, err := s.db.Lessons.Find(ctx, teacher, c.Params("lesson"))
	if err != nil {
		return err
	}
	progress, err := s.db.Lessons.Progress(ctx, teacher, c.Params("lesson"))
	if err != nil {
		return err
	}
	shown := lessonPage{Page: s.page(c, "Lesson now", "class.css"), Lesson: lesson, Code: secret.Grouped(lesson.Code), Stamp: stamp, Open: lesson.Open(time.Now())}
	total := s.totalOf(lesson.Lesson)
	for _, p := range progress {
		row := rowOf(p, total, time.Now())
		shown.count(row)
		shown.Rows = append(shown.Rows, row)
	}
	if fromHTMX(c) {
		return part(c, "class/lesson#live", shown)
	}
	return page(c, "class/lesson", shown)
}

func (p *lessonPage) count(row progressRow) {
	switch row.State {
	case "finished":
		p.Finished++
	case "stuck":
		p.Stuck++
	case "answering":
		p.Answering++
	}
	if row.State == "away" {
		p.Away++
	} else {
		p.Joined++
	}
}

func (s *Site) totalOf(lesson models.Lesson) int {
	if quiz, ok := s.quizzes.Find(lesson.QuizKey, lesson.QuizVersion); ok {
		return quiz.StageOneTotal(quizzes.Length(lesson.Length))
	}
	return 1
}

func rowOf(p models.Progress, total int, now time.Time) progressRow {
	row := progressRow{Progress: p, State: "away", Words: "not joined"}
	switch {
	case p.FinishedAt != nil:
		row.State, row.Words, row.Percent = "finished", "finished", 100
	case p.StartedAt != nil:
		last := *p.StartedAt
		if p.LastAnswerAt != nil {
			last = *p.LastAnswerAt
		}
		row.Percent = min(100*p.Answered/total, 99)
		at := min(p.Answered+1, total)
		row.State, row.Words = "answering", fmt.Sprintf("question %d of %d", at, total)
		if p.Answered >= total {
			row.Words = "the closer look"
		}
		if quiet := now.Sub(last); quiet > stuckAfter {
			row.State, row.Words = "stuck", fmt.Sprintf("stuck %d minutes on %d", int(quiet.Minutes()), at)
		}
	case p.JoinedAt != nil:
		row.State, row.Words = "joined", "joined"
	}
	return row
}

// revealLesson shows the picture, or the board as it was while so few have
// finished that somebody could be told from it.
func (s *Site) revealLesson(c *fiber.Ctx) error {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("lesson")
	lesson, err := s.db.Lessons.Find(ctx, teacher, id)
	if err != nil {
		return err
	}
	finished, err := s.db.Lessons.Finished(ctx, teacher, id)
	if err != nil {
		return err
	}
	if lesson.EndedAt == nil && shownOf(len(finished)) == 0 {
		return seeOther(c, "/lessons/"+id+"/board")
	}
	if err := s.db.Lessons.Reveal(ctx, teacher, id); err != nil {
		return gone(err)
	}
	return seeOther(c, "/lessons/"+id+"/board")
}

func (s *Site) endLesson(c *fiber.Ctx) error {
	if err := s.db.Lessons.End(c.UserContext(), me(c).user.ID, c.Params("lesson")); err != nil {
		return gone(err)
	}
	return seeOther(c, "/lessons/"+c.Params("lesson"))
}

func (s *Site) extendLesson(c *fiber.Ctx) error {
	if err := s.db.Lessons.Extend(c.UserContext(), me(c).user.ID, c.Params("lesson")); err != nil {
		return gone(err)
	}
	return seeOther(c, "/lessons/"+c.Params("lesson"))
}
