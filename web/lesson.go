package web

import (
	"fmt"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"
	"rsc.io/qr"

	"pathways/models"
	"pathways/quizzes"
	"pathways/web/secret"
)

// lessonPage is the teacher's own view of a lesson: who is where.
type lessonPage struct {
	Page
	Lesson                             models.LessonView
	Code, Stamp                        string
	Rows                               []progressRow
	Joined, Answering, Finished, Stuck int
	Open                               bool
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
		p.Answering++
	case "answering":
		p.Answering++
	}
	if row.State != "away" {
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

// boardPage is for the projector: it shows no names.
type boardPage struct {
	Page
	Lesson             models.LessonView
	Code, Address      string
	QR                 string
	Size               int
	Finished           int
	CanReveal, Ended   bool
	Revealed           bool
	Skyline            []building
	Stamp, JoinAddress string
}

// fewestRevealed is how many have to have finished before a picture is shown,
// and steps is how many more each time it moves: nobody can be told from it.
const (
	fewestRevealed = 5
	revealStep     = 3
)

func (s *Site) showBoard(c *fiber.Ctx) error {
	ctx, teacher := c.UserContext(), me(c).user.ID
	lesson, err := s.db.Lessons.Find(ctx, teacher, c.Params("lesson"))
	if err != nil {
		return err
	}
	progress, err := s.db.Lessons.Progress(ctx, teacher, c.Params("lesson"))
	if err != nil {
		return err
	}
	shown := boardPage{
		Page: s.page(c, "The board", "class.css", "result.css"), Lesson: lesson, Code: secret.Grouped(lesson.Code),
		Address: s.base.Host + "/join", JoinAddress: s.base.String() + "/join/" + lesson.Code, Ended: lesson.EndedAt != nil, Revealed: lesson.RevealedAt != nil,
	}
	for _, p := range progress {
		if p.FinishedAt != nil {
			shown.Finished++
		}
	}
	shown.CanReveal = shown.Finished >= fewestRevealed
	shown.Stamp = fmt.Sprintf("%d-%v-%v", shown.Finished, shown.Revealed, shown.Ended)
	if fromHTMX(c) && c.Query("stamp") == shown.Stamp {
		return c.SendStatus(http.StatusNoContent)
	}
	if shown.Revealed && shown.CanReveal {
		results, err := s.db.Classes.Results(ctx, teacher, lesson.ClassPublicID)
		if err != nil {
			return err
		}
		picture, err := s.classPicture(results)
		if err != nil {
			return err
		}
		shown.Skyline = picture.skyline(shown.Finished / revealStep * revealStep)
	}
	if shown.QR, shown.Size, err = qrPath(shown.JoinAddress); err != nil {
		return err
	}
	if fromHTMX(c) {
		return part(c, "class/board#wall", shown)
	}
	return page(c, "class/board", shown)
}

// quietZone is the white border a QR code needs, in its own squares.
const quietZone = 4

// qrPath draws a QR code as one path, in squares of 1.
func qrPath(text string) (path string, size int, err error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", 0, err
	}
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				path += fmt.Sprintf("M%d %dh1v1h-1z", x+quietZone, y+quietZone)
			}
		}
	}
	return path, code.Size + 2*quietZone, nil
}

func (s *Site) revealLesson(c *fiber.Ctx) error {
	if err := s.db.Lessons.Reveal(c.UserContext(), me(c).user.ID, c.Params("lesson")); err != nil {
		return gone(err)
	}
	return seeOther(c, "/lessons/"+c.Params("lesson")+"/board")
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
