package web

import (
	"errors"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

// invitationPage lets invited staff make their account.
type invitationPage struct {
	Page
	Form
	Email, As, School string
}

// Fields are the inputs of the page.
func (p invitationPage) Fields() []field {
	return []field{
		{Name: "name", Label: "Your name, as students know it", Hint: "Such as Ms Bell.", Value: p.Value("name"), Problem: p.Problem("name"), Autocomplete: "name", MaxLength: longestName, Required: true},
		newPasswordField(p.Form),
	}
}

// longestName is as long as a name may be that others see.
const longestName = 60

// nameProblem says what is wrong with a name that others will see.
func nameProblem(name string) string {
	switch {
	case name == "":
		return "Type a name."
	case utf8.RuneCountInString(name) > longestName:
		return "Use 60 characters or fewer for the name."
	case unseen(name), strings.ContainsAny(name, "<>"):
		return "Use letters, spaces, and marks such as ' and - in the name."
	}
	return ""
}

func (s *Site) invitationPage(c *fiber.Ctx) (invitationPage, error) {
	link, err := s.db.Links.Find(c.UserContext(), models.Invitation, c.Params("token"))
	if err != nil {
		return invitationPage{}, gone(err)
	}
	shown := invitationPage{Page: s.page(c, "Your invitation"), Email: link.Email, As: link.Who}
	if link.SchoolID != nil {
		school, err := s.db.Schools.Find(c.UserContext(), *link.SchoolID)
		if err != nil {
			return shown, err
		}
		shown.School = school.Name
	}
	return shown, nil
}

func (s *Site) showInvitation(c *fiber.Ctx) error {
	shown, err := s.invitationPage(c)
	if err != nil {
		return err
	}
	return page(c, "account/invitation", shown)
}

// acceptInvitation spends the link and makes the account in one go.
func (s *Site) acceptInvitation(c *fiber.Ctx) error {
	shown, err := s.invitationPage(c)
	if err != nil {
		return err
	}
	shown.Form = Form{Typed: map[string]string{"name": typedLine(c, "name")}}
	shown.Wrong("name", nameProblem(shown.Value("name")))
	shown.Wrong("password", secret.Refused(typed(c, "password"), shown.Value("name"), shown.School))
	if !shown.OK() {
		return page(invalid(c), "account/invitation", shown)
	}
	hash, err := s.hasher.Hash(c.UserContext(), typed(c, "password"))
	if err != nil {
		return err
	}
	var user models.User
	err = s.db.Together(c.UserContext(), func(tx *models.DB) error {
		link, err := tx.Links.Use(c.UserContext(), models.Invitation, c.Params("token"))
		if err != nil {
			return err
		}
		user = models.User{Who: link.Who, SchoolID: link.SchoolID, Email: link.Email, DisplayName: shown.Value("name"), PasswordHash: hash}
		if err := tx.Users.Create(c.UserContext(), &user); err != nil {
			return err
		}
		return tx.Audit.Add(c.UserContext(), byThemselves("accepted an invitation", user))
	})
	if errors.Is(err, models.ErrTaken) {
		return fiber.NewError(http.StatusGone) // another invitation made the account
	}
	if err != nil {
		return gone(err)
	}
	if err := s.welcome(c, &user, false); err != nil {
		return err
	}
	return seeOther(c, homeOf(Who(user.Who)))
}

// resetPage lets somebody choose a new password by a link.
type resetPage struct {
	Page
	Form
}

// Fields are the inputs of the page.
func (p resetPage) Fields() []field { return []field{newPasswordField(p.Form)} }

func (s *Site) showReset(c *fiber.Ctx) error {
	if _, err := s.db.Links.Find(c.UserContext(), models.Reset, c.Params("token")); err != nil {
		return gone(err)
	}
	return page(c, "account/reset", resetPage{Page: s.page(c, "A new password")})
}

// useReset spends the link, sets the password and ends every session.
func (s *Site) useReset(c *fiber.Ctx) error {
	link, err := s.db.Links.Find(c.UserContext(), models.Reset, c.Params("token"))
	if err != nil {
		return gone(err)
	}
	user, err := s.db.Users.Find(c.UserContext(), *link.UserID)
	if err != nil {
		return err
	}
	shown := resetPage{Page: s.page(c, "A new password")}
	shown.Wrong("password", secret.Refused(typed(c, "password"), user.UserName, user.DisplayName))
	if !shown.OK() {
		return page(invalid(c), "account/reset", shown)
	}
	hash, err := s.hasher.Hash(c.UserContext(), typed(c, "password"))
	if err != nil {
		return err
	}
	var code string
	err = s.db.Together(c.UserContext(), func(tx *models.DB) error {
		if _, err := tx.Links.Use(c.UserContext(), models.Reset, c.Params("token")); err != nil {
			return err
		}
		code, err = setPassword(c, tx, user, models.Password{Hash: hash}, "used a link for a new password")
		return err
	})
	if err != nil {
		return gone(err)
	}
	if err := s.forgive(c.UserContext(), user); err != nil {
		return err
	}
	user.MustChange = false
	if err := s.welcome(c, &user, false); err != nil {
		return err
	}
	return s.goOnWith(c, user, code)
}
