package web

import (
	"errors"
	"html/template"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes"
)

// questionPage is one activity and the choices. The question itself is the same
// for everybody and ready-made; what is the student's own stands around it.
type questionPage struct {
	Page
	Form
	Attempt  string
	Question template.HTML
	Choices  []quizzes.Choice
	Lesson   *lessonNotice // where a teacher can be asked for help
}

func (s *Site) showQuestion(c *fiber.Ctx) error {
	it, err := s.openSitting(c)
	if errors.Is(err, models.ErrNotFound) {
		return seeOther(c, "/quiz")
	}
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(c.Params("n"))
	at := it.place(n)
	if at == nil || it.attempt.Paused {
		return goOn(c, it.here().path())
	}
	return s.drawQuestion(c, it, at)
}

// drawQuestion answers with the ready-made part to htmx, and else with a page.
func (s *Site) drawQuestion(c *fiber.Ctx, it *sitting, at *place) error {
	ready, err := s.questions.of(it.quiz, at)
	if err != nil {
		return err
	}
	if fromHTMX(c) {
		return ready.send(c)
	}
	shown, err := s.questionPage(c, it, at, ready)
	if err != nil {
		return err
	}
	return page(c, "quiz/question", shown)
}

func (s *Site) questionPage(c *fiber.Ctx, it *sitting, at *place, ready *readyPart) (questionPage, error) {
	shown := questionPage{
		Page: s.page(c, at.title(), "quiz.css"), Attempt: it.attempt.PublicID,
		Question: ready.html(), Choices: it.quiz.Choices,
	}
	var err error
	if it.attempt.LessonID != nil {
		shown.Lesson, err = s.lessonNow(c)
	}
	return shown, err
}

// answerQuestion keeps one answer, on the disk before it is answered itself,
// and moves on.
func (s *Site) answerQuestion(c *fiber.Ctx) error {
	it, err := s.sittingOf(c, typed(c, "attempt"))
	if err != nil {
		return err
	}
	if it.attempt.FinishedAt != nil {
		return goOn(c, "/results/"+it.attempt.PublicID)
	}
	at := it.whereIs(typed(c, "item"))
	if at == nil {
		return goOn(c, it.here().path())
	}
	rating, ok := ratingOf(typed(c, "value"))
	if !ok {
		return s.askAgain(c, it, at)
	}
	answer := models.Answer{Item: at.Item.ID, Rating: int8(rating), Seconds: it.secondsFor(at.Item.ID, time.Now())}
	err = s.db.Attempts.Answer(c.UserContext(), me(c).owner(), it.attempt.ID, answer)
	if errors.Is(err, models.ErrClosed) {
		return goOn(c, "/results/"+it.attempt.PublicID)
	}
	if err != nil {
		return err
	}
	it.note(answer)
	return s.moveOn(c, it, at)
}

// sittingOf finds the attempt that a form names, if it is the asker's.
func (s *Site) sittingOf(c *fiber.Ctx, publicID string) (*sitting, error) {
	attempt, err := s.db.Attempts.Find(c.UserContext(), me(c).owner(), publicID)
	if err != nil {
		return nil, err
	}
	return s.sit(attempt)
}

// askAgain shows the question once more to somebody who chose nothing.
func (s *Site) askAgain(c *fiber.Ctx, it *sitting, at *place) error {
	ready, err := s.questions.of(it.quiz, at)
	if err != nil {
		return err
	}
	shown, err := s.questionPage(c, it, at, ready)
	if err != nil {
		return err
	}
	shown.Wrong("choices", "Choose how you would feel about doing this.")
	return page(invalid(c), "quiz/question", shown)
}

// ratingOf reads what the five choices, and "I don't know what this is", send.
func ratingOf(value string) (quizzes.Rating, bool) {
	if value == "unknown" {
		return quizzes.Unknown, true
	}
	n, err := strconv.Atoi(value)
	return quizzes.Rating(n), err == nil && n >= -2 && n <= 2
}

// longestThought is the most that one answer counts: who goes to lunch in the
// middle of a question did not think about it for an hour.
const longestThought = 60

// secondsFor is how long an item took: since the answer before it. One that is
// changed keeps its first time.
func (it *sitting) secondsFor(item string, now time.Time) float32 {
	if before, ok := it.sheet.Seconds[item]; ok {
		return float32(before)
	}
	since := it.attempt.StartedAt
	for _, answer := range it.attempt.Answers {
		if answer.AnsweredAt.After(since) {
			since = answer.AnsweredAt
		}
	}
	return float32(min(max(now.Sub(since).Seconds(), 0), longestThought))
}

// note puts an answer that was kept into the sitting at hand.
func (it *sitting) note(answer models.Answer) {
	if _, known := it.sheet.Ratings[answer.Item]; !known {
		it.attempt.Answers = append(it.attempt.Answers, answer)
	}
	it.sheet.Ratings[answer.Item] = quizzes.Rating(answer.Rating)
	it.sheet.Seconds[answer.Item] = float64(answer.Seconds)
}

// moveOn brings the student to the screen after the one just answered.
func (s *Site) moveOn(c *fiber.Ctx, it *sitting, at *place) error {
	next := it.here()
	if at.N < at.Of && !it.attempt.Paused {
		if following := it.place(at.number + 1); following != nil {
			next = following
		}
	}
	if next.after == "/quiz/finish" {
		return s.finish(c, it)
	}
	if next.Item == nil || !fromHTMX(c) {
		return goOn(c, next.path())
	}
	c.Set("HX-Push-Url", next.path())
	return s.drawQuestion(c, it, next)
}

// goOn sends a browser to another page, also from within htmx.
func goOn(c *fiber.Ctx, path string) error {
	if fromHTMX(c) {
		c.Set("HX-Redirect", path)
		return c.SendString("")
	}
	return seeOther(c, path)
}
