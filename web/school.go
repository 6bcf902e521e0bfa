package web

import (
	"errors"
	"net/mail"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

func (s *Site) schoolRoutes() []Route {
	return []Route{
		get("/school", admins, s.showSchool),
		post("/school/invitations", admins, s.inviteTeacher),
		post("/school/people/:person/disabled", admins, s.disablePerson),
		post("/school/people/:person/reset", admins, s.resetPerson),
	}
}

// schoolPage is a school's staff and its numbers.
type schoolPage struct {
	Page
	Form
	School  models.School
	Counts  models.SchoolCounts
	Staff   []models.User
	Invited []models.Link // who has not come yet
	Me      string        // the admin's own id, to whom no help is offered
	Link    string        // shown once, right after it was made
	LinkFor string
}

// Email is the input of an invitation.
func (p schoolPage) Email() field {
	return field{Name: "email", Label: "E-mail of a teacher", Type: "email", Value: p.Value("email"), Problem: p.Problem("email"), Autocomplete: "off", MaxLength: 200, Required: true}
}

func (s *Site) schoolPage(c *fiber.Ctx) (schoolPage, error) {
	ctx, id := c.UserContext(), *me(c).user.SchoolID
	school, err := s.db.Schools.Find(ctx, id)
	if err != nil {
		return schoolPage{}, err
	}
	counts, err := s.db.Schools.People(ctx, id)
	if err != nil {
		return schoolPage{}, err
	}
	staff, err := s.db.Schools.Staff(ctx, id)
	if err != nil {
		return schoolPage{}, err
	}
	invited, err := s.db.Links.Waiting(ctx, id)
	return schoolPage{Page: s.page(c, "My school", "class.css"), School: school, Counts: counts, Staff: staff, Invited: invited, Me: me(c).user.PublicID}, err
}

func (s *Site) showSchool(c *fiber.Ctx) error {
	shown, err := s.schoolPage(c)
	if err != nil {
		return err
	}
	shown.Notice = addedWords(c)
	return page(c, "school/school", shown)
}

// isEmail tells whether this is one address and nothing besides, that a person
// could read out.
func isEmail(text string) bool {
	parsed, err := mail.ParseAddress(text)
	return err == nil && parsed.Address == text && !unseen(text)
}

// inviteTeacher makes a link that works once, for seven days.
func (s *Site) inviteTeacher(c *fiber.Ctx) error {
	shown, err := s.schoolPage(c)
	if err != nil {
		return err
	}
	email := models.NameKey(typed(c, "email")) // as it is kept
	shown.Form = Form{Typed: map[string]string{"email": email}}
	if !isEmail(email) {
		shown.Wrong("email", "Type an e-mail address, such as bell@school.example.")
	} else if _, err := s.db.Users.ByEmail(c.UserContext(), email); err == nil {
		shown.Wrong("email", "Somebody has an account with this address already.")
	} else if !errors.Is(err, models.ErrNotFound) {
		return err
	}
	if !shown.OK() {
		return page(invalid(c), "school/school", shown)
	}
	by := me(c).user
	link := models.Link{Kind: models.Invitation, Who: models.Teacher, Email: email, SchoolID: by.SchoolID, CreatedBy: &by.ID}
	var token string
	err = s.db.Together(c.UserContext(), func(tx *models.DB) error {
		if token, err = tx.Links.Create(c.UserContext(), &link); err != nil {
			return err
		}
		return auditIn(c, tx, "invited a teacher", nil)
	})
	if err != nil {
		return err
	}
	if shown, err = s.schoolPage(c); err != nil { // now with the invitation
		return err
	}
	shown.Link, shown.LinkFor = s.base.String()+"/invitations/"+token, email
	return page(c, "school/school", shown)
}

// colleague finds somebody of the admin's own school, who is not the admin.
func (s *Site) colleague(c *fiber.Ctx) (models.User, error) {
	person, err := s.db.Users.InSchool(c.UserContext(), *me(c).user.SchoolID, c.Params("person"))
	if err == nil && (person.ID == me(c).user.ID || !person.Staff()) {
		err = models.ErrNotFound
	}
	return person, err
}

func (s *Site) disablePerson(c *fiber.Ctx) error {
	person, err := s.colleague(c)
	if err != nil {
		return err
	}
	change, what := (*models.Users).Disable, "disabled an account"
	if typed(c, "disabled") == "no" {
		change, what = (*models.Users).Enable, "opened an account"
	}
	err = s.db.Together(c.UserContext(), func(tx *models.DB) error {
		if err := change(tx.Users, c.UserContext(), person.ID); err != nil {
			return err
		}
		if err := tx.Schools.KeepAdmin(c.UserContext(), *person.SchoolID); err != nil {
			return err
		}
		return auditIn(c, tx, what, &person)
	})
	return s.afterStaff(c, err)
}

// resetPerson makes a link that works once, for 24 hours.
func (s *Site) resetPerson(c *fiber.Ctx) error {
	person, err := s.colleague(c)
	if err != nil {
		return err
	}
	shown, err := s.schoolPage(c)
	if err != nil {
		return err
	}
	by := me(c).user
	link := models.Link{Kind: models.Reset, Who: person.Who, Email: person.Email, UserID: &person.ID, SchoolID: by.SchoolID, CreatedBy: &by.ID}
	var token string
	err = s.db.Together(c.UserContext(), func(tx *models.DB) error {
		if token, err = tx.Links.Create(c.UserContext(), &link); err != nil {
			return err
		}
		return auditIn(c, tx, "made a link for a new password", &person)
	})
	if err != nil {
		return err
	}
	shown.Link, shown.LinkFor = s.base.String()+"/resets/"+token, person.DisplayName
	return page(c, "school/school", shown)
}
