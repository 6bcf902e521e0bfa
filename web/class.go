package web

import (
	"errors"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers/calendar"
	"pathways/web/secret"
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
		get("/classes/:class/report", teachers, s.showReport),
		get("/classes/:class/evidence", teachers, s.showEvidence),
		get("/classes/:class/evidence.csv", teachers, s.sendEvidence),
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
	Secret  *oneTimeSecret
}

// oneTimeSecret is a password that works once; it is on no other page.
type oneTimeSecret struct{ Name, UserName, Password string }

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
	if err := s.db.Lessons.Start(c.UserContext(), me(c).user.ID, c.Params("class"), &lesson); err != nil {
		return err
	}
	return seeOther(c, "/lessons/"+lesson.PublicID)
}

// changeSeat changes a seat of the teacher's class and writes down, in the same
// transaction, who did it and to whom: ids only, and no name.
func (s *Site) changeSeat(c *fiber.Ctx, what string, change func(seats *models.Seats, teacherID int64, class, seat string) error) error {
	ctx, teacher, class, id := c.UserContext(), me(c).user, c.Params("class"), c.Params("seat")
	return s.db.Together(ctx, func(tx *models.DB) error {
		seat, err := tx.Seats.Find(ctx, teacher.ID, class, id)
		if err != nil {
			return err
		}
		if err := change(tx.Seats, teacher.ID, class, id); err != nil {
			return err
		}
		return tx.Audit.Add(ctx, models.AuditEntry{
			What: what, ActorID: &teacher.ID, SchoolID: teacher.SchoolID, AboutUserID: seat.UserID, Detail: seat.PublicID,
		})
	})
}

// letIn lets in a student who waits for the teacher's word.
func (s *Site) letIn(c *fiber.Ctx) error {
	return s.changeSeatAndGoBack(c, "let a student in", func(seats *models.Seats, teacherID int64, class, seat string) error {
		return seats.LetIn(c.UserContext(), teacherID, class, seat)
	})
}

// markHelp marks a student as needing help, or as helped.
func (s *Site) markHelp(c *fiber.Ctx) error {
	err := s.db.Seats.Help(c.UserContext(), me(c).user.ID, c.Params("class"), c.Params("seat"), typed(c, "needed") == "yes")
	if err != nil {
		return err
	}
	return seeOther(c, ownPath(typed(c, "back"), "/classes/"+c.Params("class")))
}

// changeSeatAndGoBack is changeSeat for a button that stands on several pages.
func (s *Site) changeSeatAndGoBack(c *fiber.Ctx, what string, change func(seats *models.Seats, teacherID int64, class, seat string) error) error {
	if err := s.changeSeat(c, what, change); err != nil {
		return err
	}
	return seeOther(c, ownPath(typed(c, "back"), "/classes/"+c.Params("class")))
}

func (s *Site) releaseSeat(c *fiber.Ctx) error {
	return s.changeSeatAndGoBack(c, "set a seat free", func(seats *models.Seats, teacherID int64, class, seat string) error {
		return seats.Release(c.UserContext(), teacherID, class, seat)
	})
}

// onceFor is how long a one-time password may be used.
const onceFor = 24 * time.Hour

// resetSeat gives a student who forgot the password one that works once. The
// teacher sees that one, and never the one the student then chooses.
func (s *Site) resetSeat(c *fiber.Ctx) error {
	ctx := c.UserContext()
	shown, err := s.classPage(c)
	if err != nil {
		return err
	}
	seat, err := s.db.Seats.Find(ctx, me(c).user.ID, c.Params("class"), c.Params("seat"))
	if err != nil {
		return err
	}
	if seat.UserID == nil {
		return models.ErrNotFound
	}
	user, err := s.db.Users.Find(ctx, *seat.UserID)
	if err != nil {
		return err
	}
	password, until := secret.Code(8), time.Now().Add(onceFor)
	hash, err := s.hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	err = s.db.Together(ctx, func(tx *models.DB) error {
		once := models.Password{Hash: hash, MustChange: true, ExpiresAt: &until}
		if err := tx.Users.SetPassword(ctx, user.ID, once); err != nil {
			return err
		}
		return auditIn(c, tx, "reset a password", &user)
	})
	if err != nil {
		return err
	}
	if err := errors.Join(s.forgive(ctx, user), s.db.Failures.Clear(ctx, seatKey(seat))); err != nil {
		return err
	}
	shown.Secret = &oneTimeSecret{seat.Name, user.UserName, password}
	return page(c, "class/class", shown)
}

func (s *Site) renameSeat(c *fiber.Ctx) error {
	name := typedLine(c, "name")
	shown, err := s.classPage(c)
	if err != nil {
		return err
	}
	shown.Wrong("names", nameProblem(name))
	if shown.OK() {
		err = s.changeSeat(c, "renamed a seat", func(seats *models.Seats, teacherID int64, class, seat string) error {
			return seats.Rename(c.UserContext(), teacherID, class, seat, name)
		})
		if err == nil {
			return seeOther(c, "/classes/"+c.Params("class"))
		}
		if !errors.Is(err, models.ErrTaken) {
			return err
		}
		shown.Wrong("names", name+" is on the list already. Add a letter to tell them apart.")
	}
	return page(invalid(c), "class/class", shown)
}

// hideSeat takes a name off the pages that others see, or puts it back.
func (s *Site) hideSeat(c *fiber.Ctx) error {
	hide, what := typed(c, "hide") == "yes", "showed the name of a seat"
	if hide {
		what = "hid the name of a seat"
	}
	err := s.changeSeat(c, what, func(seats *models.Seats, teacherID int64, class, seat string) error {
		return seats.Hide(c.UserContext(), teacherID, class, seat, hide)
	})
	if err != nil {
		return err
	}
	return seeOther(c, "/classes/"+c.Params("class"))
}

func (s *Site) removeSeat(c *fiber.Ctx) error {
	err := s.changeSeat(c, "took a seat out of a class", func(seats *models.Seats, teacherID int64, class, seat string) error {
		return seats.Remove(c.UserContext(), teacherID, class, seat)
	})
	if err != nil {
		return err
	}
	return seeOther(c, "/classes/"+c.Params("class"))
}
