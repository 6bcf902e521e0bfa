package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

func (s *Site) joinRoutes() []Route {
	return []Route{
		get("/join", everybody, s.showJoin),
		post("/join", everybody, s.findLesson).fresh(),
		get("/join/:code", everybody, s.showSeats),
		post("/join/:code/seats", learners, s.takeSeat).fresh(),
		get("/join/:code/seats/:seat", learners, s.showTakenSeat),
		post("/join/:code/seats/:seat", learners, s.signInAtSeat).fresh(),
	}
}

// joinPage takes the code on the board.
type joinPage struct {
	Page
	Form
}

// Code is the page's one input.
func (p joinPage) Code() field {
	return field{
		Name: "code", Label: "Code from the board", Hint: "8 letters and numbers. Capitals or not, both work.", Value: p.Value("code"),
		Problem: p.Problem("code"), Autocomplete: "off", Size: "code", MaxLength: 12, Code: true, Required: true,
	}
}

func (s *Site) showJoin(c *fiber.Ctx) error {
	return page(c, "join/join", joinPage{Page: s.page(c, "Join a class", "class.css")})
}

func (s *Site) findLesson(c *fiber.Ctx) error {
	lesson, ok, err := s.lessonByCode(c, typed(c, "code"))
	if !ok {
		return err
	}
	return seeOther(c, "/join/"+lesson.Code)
}

// lessonByCode finds the lesson of a code, or answers with the page that says
// why there is none. A wrong code says nothing about any class.
func (s *Site) lessonByCode(c *fiber.Ctx, code string) (models.LessonView, bool, error) {
	lesson, err := s.db.Lessons.FindByCode(c.UserContext(), secret.Typed(code))
	sentence := ""
	switch {
	case err == nil:
		return lesson, true, nil
	case errors.Is(err, models.ErrNotFound):
		sentence = "No lesson has this code. Look at the board again, letter by letter."
	case errors.Is(err, models.ErrClosed):
		sentence = "This lesson is closed for joining. Ask your teacher to open it again."
	default:
		return lesson, false, err
	}
	shown := joinPage{Page: s.page(c, "Join a class", "class.css"), Form: Form{Typed: map[string]string{"code": code}}}
	shown.Wrong("code", sentence)
	return lesson, false, page(invalid(c), "join/join", shown)
}

// seatsPage is where a student finds their own name, or gets a made-up one.
type seatsPage struct {
	Page
	Form
	Lesson    models.LessonView
	Code      string
	Free      []models.Seat
	Taken     []models.Seat // whose pupils sign in with their password
	Names     []string      // made-up ones, when the lesson is joined openly
	Returning bool          // signed in already
	Bring     bring
}

// Password is the input for a new password.
func (p seatsPage) Password() field { return newPasswordField(p.Form) }

// Open tells that names are made up, and not on a list.
func (p seatsPage) Open() bool { return p.Lesson.JoinBy == models.JoinOpenly }

// Full tells that every name of the list is taken.
func (p seatsPage) Full() bool { return !p.Open() && len(p.Free) == 0 }

func (s *Site) showSeats(c *fiber.Ctx) error {
	lesson, ok, err := s.lessonByCode(c, c.Params("code"))
	if !ok {
		return err
	}
	sits, err := s.sitsIn(c, lesson)
	if err != nil {
		return err
	}
	if sits { // and is not asked for a name again
		return seeOther(c, "/quiz")
	}
	shown, err := s.seatsPage(c, lesson)
	if err != nil {
		return err
	}
	return page(c, "join/seats", shown)
}

func (s *Site) seatsPage(c *fiber.Ctx, lesson models.LessonView) (seatsPage, error) {
	shown := seatsPage{Page: s.page(c, "Find your seat", "class.css"), Lesson: lesson, Code: lesson.Code, Returning: me(c).user != nil, Bring: s.bring(c)}
	seats, err := s.db.Seats.OfLesson(c.UserContext(), lesson.ID)
	if err != nil {
		return shown, err
	}
	for _, seat := range seats {
		if seat.UserID != nil {
			shown.Taken = append(shown.Taken, seat)
		} else {
			shown.Free = append(shown.Free, seat)
		}
	}
	if shown.Open() {
		shown.Names, err = s.freeNames(c)
	}
	return shown, err
}

// takeSeat gives a student the seat they chose, and an account to come back to.
// Both are kept or neither is.
func (s *Site) takeSeat(c *fiber.Ctx) error {
	lesson, ok, err := s.lessonByCode(c, c.Params("code"))
	if !ok {
		return err
	}
	form := Form{Typed: map[string]string{"seat": typed(c, "seat"), "name": typed(c, "name")}}
	user := models.User{Who: models.Student, SchoolID: &lesson.SchoolID}
	if lesson.JoinBy == models.JoinOpenly {
		if user.UserName = secret.AsMadeUp(form.Value("name")); user.UserName == "" {
			form.Wrong("seat", "Pick one of the made-up names.")
		}
		user.DisplayName = user.UserName
	} else if user.UserName, user.DisplayName, err = s.namesAt(c, lesson, form.Value("seat")); err != nil {
		return err
	}
	if me(c).user == nil {
		form.Wrong("password", secret.Refused(typed(c, "password"), user.UserName, user.DisplayName, lesson.ClassName, lesson.SchoolName))
	}
	if form.OK() {
		code, err := s.sitDown(c, lesson, &user, form.Value("seat"))
		switch {
		case err == nil && code == "":
			return seeOther(c, "/quiz")
		case err == nil:
			return s.showLoginCard(c, "You are in", user, code, "/quiz")
		case errors.Is(err, models.ErrTaken):
			form.Wrong("seat", "Somebody took that name just now. If it is yours, tell your teacher: one tap sets it free.")
		case errors.Is(err, models.ErrFull):
			form.Wrong("seat", "This class is full. Tell your teacher, who can make room.")
		case errors.Is(err, models.ErrNotFound):
			form.Wrong("seat", "Choose your name from the list.")
		default:
			return err
		}
	}
	shown, err := s.seatsPage(c, lesson)
	if err != nil {
		return err
	}
	shown.Form = form
	return page(invalid(c), "join/seats", shown)
}

// namesAt makes up a user name for whoever takes a seat, and tells the name on
// the list, which is empty when there is no such seat.
func (s *Site) namesAt(c *fiber.Ctx, lesson models.LessonView, seatID string) (userName, listed string, err error) {
	seats, err := s.db.Seats.OfLesson(c.UserContext(), lesson.ID)
	if err != nil {
		return "", "", err
	}
	for _, seat := range seats {
		if seat.PublicID == seatID {
			listed = strings.TrimSpace(seat.Name)
		}
	}
	userName, err = s.freeName(c)
	return userName, listed, err
}

// sitDown seats somebody who is signed in already, or makes their account with
// the seat. The recovery code is empty for an account that was there.
func (s *Site) sitDown(c *fiber.Ctx, lesson models.LessonView, user *models.User, seatID string) (code string, err error) {
	ctx := c.UserContext()
	seat := func(tx *models.DB, userID int64) error {
		if lesson.JoinBy == models.JoinOpenly {
			_, err := tx.Seats.Sit(ctx, lesson.ID, user.DisplayName, userID)
			return err
		}
		_, err := tx.Seats.Claim(ctx, lesson.ID, seatID, userID)
		return err
	}
	if there := me(c).user; there != nil {
		return "", s.db.Together(ctx, func(tx *models.DB) error { return seat(tx, there.ID) })
	}
	if user.DisplayName == "" {
		return "", models.ErrNotFound
	}
	code, err = s.newStudent(c, user, typed(c, "password"), func(tx *models.DB) error { return seat(tx, user.ID) })
	if err != nil {
		return "", err
	}
	return code, s.welcome(c, user, brings(c))
}
