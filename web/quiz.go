package web

import (
	"errors"
	"math/rand/v2"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes"
)

// theQuiz is the key of the quiz that everybody takes.
const theQuiz = "interests"

func (s *Site) quizRoutes() []Route {
	return []Route{
		get("/quiz", learners, s.showQuiz),
		post("/quiz/attempt", learners, s.startAttempt).fresh(),
		get("/quiz/attempt", learners, s.showAttempt),
		get("/quiz/questions/:n", learners, s.showQuestion),
		post("/quiz/answers", learners, s.answerQuestion),
		get("/quiz/choice", learners, s.showChoice),
		post("/quiz/choice", learners, s.keepChoice),
		get("/quiz/finish", learners, s.showFinish),
		post("/quiz/finish", learners, s.finishAttempt),
		get("/quiz/code", learners, s.showCode),
		post("/quiz/code", learners, s.makeCode),
		get("/quiz/resume", learners, s.showResume),
		post("/quiz/resume", learners, s.resumeAttempt).fresh(),
		get("/quiz/clear", learners, s.showClear),
		post("/quiz/clear", learners, s.clearVisitor).fresh(),
		get(pausePath, learners, s.showPause).quiet(),
		get(waitingPath, students, s.showWaiting).quiet(),
		post("/quiz/hand", students, s.raiseHand),
		get("/results/:attempt", learners, s.showResult),
		get("/results/:attempt/held", learners, s.showHeld).quiet(),
		post("/results/:attempt/disputes", learners, s.disputeReason),
	}
}

// quizPage begins a quiz: how long, and what happens to the answers.
type quizPage struct {
	Page
	Form
	Open   *place // where an attempt that was begun goes on
	Again  string // that attempt, to be left aside by whoever starts again
	Result string // the newest result, if there is one
	Lesson *lessonNotice
}

// lessonNotice tells a student whose class is taking the quiz what the teacher
// will see.
type lessonNotice struct {
	Class, Length   string
	Waiting, HandUp bool // not let in yet; has asked for help
	lessonID        int64
}

func (s *Site) showQuiz(c *fiber.Ctx) error {
	shown, err := s.quizPage(c)
	if err != nil {
		return err
	}
	if shown.Lesson != nil && shown.Lesson.Waiting && shown.Open == nil {
		return seeOther(c, waitingPath)
	}
	return page(c, "quiz/start", shown)
}

func (s *Site) quizPage(c *fiber.Ctx) (quizPage, error) {
	shown := quizPage{Page: s.page(c, "Take the quiz", "quiz.css")}
	var err error
	if shown.Lesson, err = s.lessonNow(c); err != nil {
		return shown, err
	}
	it, err := s.openSitting(c)
	switch {
	case err == nil && !shown.Lesson.without(it.attempt):
		shown.Open, shown.Again = it.here(), it.attempt.PublicID
	case err != nil && !errors.Is(err, models.ErrNotFound):
		return shown, err
	}
	switch newest, err := s.db.Attempts.Newest(c.UserContext(), me(c).owner()); {
	case err == nil:
		shown.Result = newest.PublicID
	case !errors.Is(err, models.ErrNotFound):
		return shown, err
	}
	return shown, nil
}

// without tells of an attempt that there is a lesson under way which it is not in.
func (l *lessonNotice) without(attempt models.Attempt) bool {
	return l != nil && (attempt.LessonID == nil || *attempt.LessonID != l.lessonID)
}

// lessonNow is the lesson that is under way in the student's class, if any.
func (s *Site) lessonNow(c *fiber.Ctx) (*lessonNotice, error) {
	user := me(c).user
	if user == nil {
		return nil, nil
	}
	lesson, err := s.db.Lessons.Current(c.UserContext(), user.ID)
	if errors.Is(err, models.ErrNotFound) {
		return nil, nil
	}
	return &lessonNotice{
		Class: lesson.ClassName, Length: lesson.Length, Waiting: lesson.Waiting, HandUp: lesson.HandUp, lessonID: lesson.ID,
	}, err
}

// startAttempt begins the quiz, or goes on with one that was begun: a second
// tap, or a second tab, never makes a second attempt.
func (s *Site) startAttempt(c *fiber.Ctx) error {
	asker, err := s.visit(c)
	if err != nil {
		return err
	}
	quiz, ok := s.quizzes.Newest(theQuiz)
	if !ok {
		return fiber.ErrNotFound
	}
	attempt := models.Attempt{QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(lengthOf(typed(c, "length"))), Seed: rand.Int64N(1 << 31)}
	if waits, err := s.inLesson(c, &attempt); err != nil {
		return err
	} else if waits {
		return seeOther(c, waitingPath)
	}
	err = s.db.Attempts.StartInstead(c.UserContext(), asker.owner(), &attempt, typed(c, "again"))
	switch {
	case err == nil:
		return seeOther(c, "/quiz/questions/1")
	case errors.Is(err, models.ErrTaken):
		return s.showAttempt(c)
	case errors.Is(err, models.ErrFull):
		return s.refuseAttempt(c)
	}
	return err
}

// refuseAttempt tells somebody who began the quiz hundreds of times to stop.
func (s *Site) refuseAttempt(c *fiber.Ctx) error {
	shown, err := s.quizPage(c)
	if err != nil {
		return err
	}
	shown.Wrong("start", "You have begun this quiz very many times, so there is no room for another one. Look at the results you have.")
	return page(invalid(c), "quiz/start", shown)
}

// inLesson puts an attempt into the lesson under way in the student's class;
// the lesson says which quiz it is, and how long. Waits tells that the teacher
// has not let the student in yet.
func (s *Site) inLesson(c *fiber.Ctx, attempt *models.Attempt) (waits bool, err error) {
	user := me(c).user
	if user == nil {
		return false, nil
	}
	lesson, err := s.db.Lessons.Current(c.UserContext(), user.ID)
	if errors.Is(err, models.ErrNotFound) {
		return false, nil
	}
	if err == nil {
		attempt.LessonID, attempt.QuizKey, attempt.QuizVersion, attempt.Length = &lesson.ID, lesson.QuizKey, lesson.QuizVersion, lesson.Length
	}
	return lesson.Waiting, err
}

func lengthOf(value string) quizzes.Length {
	if value == string(quizzes.Starter) {
		return quizzes.Starter
	}
	return quizzes.Full
}

// showAttempt brings a student to where they are: on with the quiz, or to the
// result of the last one.
func (s *Site) showAttempt(c *fiber.Ctx) error {
	it, err := s.newestSitting(c)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return seeOther(c, "/quiz")
	case err != nil:
		return err
	case it.attempt.FinishedAt != nil:
		return seeOther(c, "/results/"+it.attempt.PublicID)
	}
	lesson, err := s.lessonNow(c)
	if err != nil {
		return err
	}
	if lesson.without(it.attempt) {
		return seeOther(c, "/quiz")
	}
	return seeOther(c, it.here().path())
}
