package web

import (
	"errors"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers/calendar"
)

func (s *Site) classRoutes() []Route {
	return []Route{
		get("/classes", teachers, s.showClasses),
		post("/classes", teachers, s.makeClass),
		get("/classes/:class", teachers, s.showClass),
		post("/classes/:class/seats", teachers, s.addSeats),
		post("/classes/:class/lessons", teachers, s.startLesson),
		get("/classes/:class/results", teachers, s.showResults).quiet(),
		get("/classes/:class/results.csv", teachers, s.sendResults),
		get("/classes/:class/lesson-plan", teachers, s.showLessonPlan),
		get("/classes/:class/results.xlsx", teachers, s.sendResults),
		get("/classes/:class/report", teachers, s.showReport),
		get("/classes/:class/evidence", teachers, s.showEvidence),
		get("/classes/:class/evidence.csv", teachers, s.sendEvidence),
		get("/classes/:class/evidence.xlsx", teachers, s.sendEvidence),
		get("/classes/:class/seats/:seat", teachers, s.showSeat),
		get("/classes/:class/seats/:seat/plans/:plan", teachers, s.showSharedPlan),
		post("/classes/:class/seats/:seat/release", teachers, s.releaseSeat),
		post("/classes/:class/seats/:seat/reset", teachers, s.resetSeat),
		post("/classes/:class/seats/:seat/name", teachers, s.renameSeat),
		post("/classes/:class/seats/:seat/admission", teachers, s.letIn),
		post("/classes/:class/seats/:seat/help", teachers, s.markHelp),
		post("/classes/:class/seats/:seat/hidden", teachers, s.hideSeat),
		post("/classes/:class/seats/:seat/removal", teachers, s.removeSeat),
		get("/lessons/:lesson", teachers, s.showLesson).quiet().watching(),
		get("/lessons/:lesson/board", teachers, s.showBoard).quiet().watching(),
		get("/lessons/:lesson/events", teachers, s.streamLesson).quiet().watching(),
		post("/lessons/:lesson/reveal", teachers, s.revealLesson),
		post("/lessons/:lesson/pause", teachers, s.pauseLesson),
		post("/lessons/:lesson/end", teachers, s.endLesson),
		post("/lessons/:lesson/extension", teachers, s.extendLesson),
	}
}

// classesPage lists a teacher's classes.
type classesPage struct {
	Page
	Form
	Classes []models.ClassSummary
	Years   []choice
}

// Current are the classes that are taught.
func (p classesPage) Current() []models.ClassSummary { return p.those(false) }

// Away are the classes that were put away.
func (p classesPage) Away() []models.ClassSummary { return p.those(true) }

func (p classesPage) those(away bool) []models.ClassSummary {
	return slices.DeleteFunc(slices.Clone(p.Classes), func(class models.ClassSummary) bool { return (class.ArchivedAt != nil) != away })
}

// Name is the input for a new class.
func (p classesPage) Name() field {
	return field{Name: "name", Label: "Name of the class", Hint: "Such as 10B Science.", Value: p.Value("name"), Problem: p.Problem("name"), MaxLength: longestName, Required: true}
}

func (s *Site) classesPage(c *fiber.Ctx, form Form) (classesPage, error) {
	classes, err := s.db.Classes.Of(c.UserContext(), me(c).user.ID)
	return classesPage{s.page(c, "My classes", "class.css"), form, classes, yearGroups(form.Value("year"))}, err
}

func (s *Site) showClasses(c *fiber.Ctx) error {
	shown, err := s.classesPage(c, Form{})
	if err != nil {
		return err
	}
	shown.Notice = addedWords(c)
	return page(c, "class/classes", shown)
}

func (s *Site) makeClass(c *fiber.Ctx) error {
	form := Form{Typed: map[string]string{"name": typedLine(c, "name"), "year": typed(c, "year"), "names": typed(c, "names")}}
	form.Wrong("name", nameProblem(form.Value("name")))
	list := readNames(form.Value("names"), nil)
	for _, problem := range list.Problems {
		form.Wrong("names", problem)
	}
	if !form.OK() {
		shown, err := s.classesPage(c, form)
		if err != nil {
			return err
		}
		return page(invalid(c), "class/classes", shown)
	}
	class := models.Class{Name: form.Value("name"), YearGroup: yearGroup(form.Value("year")), SchoolYear: schoolYear(time.Now())}
	err := s.db.Together(c.UserContext(), func(tx *models.DB) error {
		if err := tx.Classes.Create(c.UserContext(), me(c).user.ID, &class); err != nil {
			return err
		}
		_, err := tx.Seats.Add(c.UserContext(), me(c).user.ID, class.PublicID, list.Names)
		return err
	})
	if err != nil {
		return err
	}
	return seeOther(c, list.address(class.PublicID))
}

// schoolYear is the year in which the school year of a day began, in September.
func schoolYear(at time.Time) int { return calendar.SchoolYear(at.In(london)) }

// classPage is a class with its seats and lessons.
type classPage struct {
	Page
	Form
	Class   models.Class
	Seats   []models.SeatResult
	Lessons []models.Lesson
	Card    *loginCard // of a password that was made just now
}

// Running is the lesson under way, if there is one.
func (p classPage) Running() *models.Lesson {
	for i := range p.Lessons {
		if p.Lessons[i].EndedAt == nil {
			return &p.Lessons[i]
		}
	}
	return nil
}

// Past are the lessons that are over, newest first.
func (p classPage) Past() []models.Lesson {
	return slices.DeleteFunc(slices.Clone(p.Lessons), func(l models.Lesson) bool { return l.EndedAt == nil })
}

func (s *Site) classPage(c *fiber.Ctx) (classPage, error) {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("class")
	class, err := s.db.Classes.Find(ctx, teacher, id)
	if err != nil {
		return classPage{}, err
	}
	seats, err := s.db.Classes.Results(ctx, teacher, id)
	if err != nil {
		return classPage{}, err
	}
	lessons, err := s.db.Lessons.Of(ctx, teacher, id)
	return classPage{Page: s.page(c, "A class", "class.css"), Class: class, Seats: seats, Lessons: lessons}, err
}

func (s *Site) showClass(c *fiber.Ctx) error {
	shown, err := s.classPage(c)
	if err != nil {
		return err
	}
	if names := c.QueryInt("names"); names > 0 {
		shown.Notice = takenWords(names, c.QueryInt("cut"), c.Query("heading") == "yes")
	}
	return page(c, "class/class", shown)
}

// addSeats puts the names that the teacher typed on the list; with a problem in
// any line none is added, and every line is told.
func (s *Site) addSeats(c *fiber.Ctx) error {
	shown, err := s.classPage(c)
	if err != nil {
		return err
	}
	shown.Form = Form{Typed: map[string]string{"names": typed(c, "names")}}
	list := readNames(typed(c, "names"), shown.Seats)
	for _, problem := range list.Problems {
		shown.Wrong("names", problem)
	}
	if len(list.Names) == 0 {
		shown.Wrong("names", "Type at least one name, one a line.")
	}
	if !shown.OK() {
		return page(invalid(c), "class/class", shown)
	}
	_, err = s.db.Seats.Add(c.UserContext(), me(c).user.ID, shown.Class.PublicID, list.Names)
	if errors.Is(err, models.ErrTaken) {
		shown.Wrong("names", "One of these names came on the list just now. Look at the list, and type the others again.")
		return page(invalid(c), "class/class", shown)
	}
	if err != nil {
		return err
	}
	return seeOther(c, list.address(shown.Class.PublicID))
}

// startLesson opens joining for an hour, with a code of its own.
func (s *Site) startLesson(c *fiber.Ctx) error {
	quiz, ok := s.quizzes.Newest(theQuiz)
	if !ok {
		return fiber.ErrNotFound
	}
	lesson := models.Lesson{QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(lengthOf(typed(c, "length"))), JoinBy: models.JoinByList}
	switch typed(c, "join") {
	case models.JoinOpenly:
		lesson.JoinBy = models.JoinOpenly
	case "approval":
		lesson.Approve = true
	}
	lesson.Held = typed(c, "results") == "held"
	if shown, err := s.classPage(c); err != nil {
		return err
	} else if len(shown.Seats) == 0 && lesson.JoinBy == models.JoinByList {
		shown.Wrong("names", "Add the names first, or let students join with made-up names.")
		return page(invalid(c), "class/class", shown)
	}
	err := s.db.Lessons.Start(c.UserContext(), me(c).user.ID, c.Params("class"), &lesson)
	if errors.Is(err, models.ErrClosed) { // put away, which its page says
		return seeOther(c, "/classes/"+c.Params("class"))
	}
	if err != nil {
		return err
	}
	return seeOther(c, "/lessons/"+lesson.PublicID)
}
