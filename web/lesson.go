package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes"
	"pathways/web/secret"
)

// lessonPage is the teacher's own view of a lesson: who is where.
type lessonPage struct {
	Page
	Lesson                                         models.LessonView
	Code, Stamp, Site                              string
	Rows                                           []progressRow
	Sort                                           string
	Away, Joined, Answering, Finished, Stuck, Help int
	Waiting                                        int
	Open                                           bool
}

// The orders of the teacher's view: as on the list, or whoever needs the teacher first.
const (
	sortByList = "list"
	sortByNeed = "need"
	sortByFar  = "far"
)

// Sorts are the orders to choose from.
func (p lessonPage) Sorts() []choice {
	return []choice{
		{Value: sortByList, Name: "List", Chosen: p.Sort == sortByList},
		{Value: sortByNeed, Name: "Who needs me", Chosen: p.Sort == sortByNeed},
		{Value: sortByFar, Name: "How far", Chosen: p.Sort == sortByFar},
	}
}

// progressRow is where one student is.
type progressRow struct {
	models.Progress
	State   string // away, waiting, joined, answering, stuck, finished
	Words   string
	Percent int
}

// stuckAfter is how long somebody answers nothing before the teacher is told.
const stuckAfter = 2 * time.Minute

func (s *Site) showLesson(c *fiber.Ctx) error {
	ctx, teacher := c.UserContext(), me(c).user.ID
	stamp, err := s.lessonStamp(ctx, teacher, c.Params("lesson"))
	if err != nil {
		return err
	}
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
	shown := lessonPage{
		Page: s.page(c, "Lesson now", "class.css"), Lesson: lesson, Code: secret.Grouped(lesson.Code), Stamp: stamp, Site: s.base.Host,
		Open: lesson.Open(s.db.Now()), Sort: sortOf(c.Query("sort")),
	}
	total := s.totalOf(lesson.Lesson)
	for _, p := range progress {
		row := rowOf(p, lesson.Lesson, total, s.db.Now())
		shown.count(row)
		shown.Rows = append(shown.Rows, row)
	}
	shown.sort()
	if fromHTMX(c) {
		return part(c, "class/lesson#live", shown)
	}
	return page(c, "class/lesson", shown)
}

func sortOf(asked string) string {
	if asked == sortByNeed || asked == sortByFar {
		return asked
	}
	return sortByList
}

// sort puts the rows into the chosen order; among equals that of the list stays.
func (p *lessonPage) sort() {
	switch p.Sort {
	case sortByNeed:
		slices.SortStableFunc(p.Rows, func(a, b progressRow) int { return cmp.Compare(a.need(), b.need()) })
	case sortByFar:
		slices.SortStableFunc(p.Rows, func(a, b progressRow) int { return cmp.Compare(a.Percent, b.Percent) })
	}
}

// need is how soon the teacher should look, 0 first.
func (r progressRow) need() int {
	if r.HandAt != nil {
		return 0
	}
	return 1 + slices.Index([]string{"waiting", "stuck", "away", "joined", "answering", "finished"}, r.State)
}

func (p *lessonPage) count(row progressRow) {
	if row.HandAt != nil {
		p.Help++
	}
	switch row.State {
	case "waiting":
		p.Waiting++
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

// rowOf tells where a student of a lesson is. While it stands still nobody gets
// stuck, and a pause counts for no one's.
func rowOf(p models.Progress, lesson models.Lesson, total int, now time.Time) progressRow {
	row := progressRow{Progress: p, State: "away", Words: "not joined"}
	switch {
	case p.FinishedAt != nil:
		row.State, row.Words, row.Percent = "finished", "finished", 100
	case p.StartedAt != nil:
		last := *p.StartedAt
		if p.LastAnswerAt != nil {
			last = *p.LastAnswerAt
		}
		if lesson.ResumedAt != nil && lesson.ResumedAt.After(last) {
			last = *lesson.ResumedAt
		}
		if lesson.PausedAt != nil {
			now = *lesson.PausedAt
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
	case p.Waiting:
		row.State, row.Words = "waiting", "waits for you to let them in"
	case p.JoinedAt != nil:
		row.State, row.Words = "joined", "joined"
	}
	return row
}

// revealLesson opens results that were held, and shows the picture as soon as so
// many have finished that nobody can be told from it.
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
	if lesson.EndedAt == nil && !lesson.Held && shownOf(len(finished)) == 0 {
		return seeOther(c, "/lessons/"+id+"/board")
	}
	if err := s.db.Lessons.Reveal(ctx, teacher, id); err != nil {
		return gone(err)
	}
	return seeOther(c, "/lessons/"+id+"/board")
}

// pauseLesson makes the lesson stand still, or lets it go on.
func (s *Site) pauseLesson(c *fiber.Ctx) error {
	if err := s.db.Lessons.Pause(c.UserContext(), me(c).user.ID, c.Params("lesson"), typed(c, "pause") == "yes"); err != nil {
		return gone(err)
	}
	return seeOther(c, "/lessons/"+c.Params("lesson"))
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
