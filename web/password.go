package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

// passwordPage lets somebody who is signed in choose another password.
type passwordPage struct {
	Page
	Form
	Must     bool   // a one-time password was used, and has to be changed now
	UserName string // for password managers
}

// Fields are the inputs of the page.
func (p passwordPage) Fields() []field {
	fresh := newPasswordField(p.Form)
	if p.Must {
		return []field{fresh}
	}
	current := field{Name: "current", Label: "The password you have now", Type: "password", Problem: p.Problem("current"), Autocomplete: "current-password", MaxLength: 200, Required: true}
	return []field{current, fresh}
}

func (s *Site) passwordPage(c *fiber.Ctx) passwordPage {
	user := me(c).user
	return passwordPage{Page: s.page(c, "Change your password"), Must: user.MustChange, UserName: user.UserName + user.Email}
}

func (s *Site) showPassword(c *fiber.Ctx) error {
	return page(c, "account/password", s.passwordPage(c))
}

// changePassword takes the old password as proof, except in place of a one-time
// one that was proved a moment ago. Sessions elsewhere end.
func (s *Site) changePassword(c *fiber.Ctx) error {
	user := me(c).user
	shown := s.passwordPage(c)
	if !user.MustChange {
		_, sentence, err := s.prove(c.UserContext(), signInKey(user.UserName+user.Email), user.UserName+user.Email, typed(c, "current"))
		if err != nil {
			return err
		}
		if sentence == wrongSignIn {
			sentence = "That is not the password you have now."
		}
		shown.Wrong("current", sentence)
	}
	shown.Wrong("password", secret.Refused(typed(c, "password"), user.UserName, user.DisplayName))
	if !shown.OK() {
		return page(invalid(c), "account/password", shown)
	}
	hash, err := s.hasher.Hash(c.UserContext(), typed(c, "password"))
	if err != nil {
		return err
	}
	var code string
	err = s.db.Together(c.UserContext(), func(tx *models.DB) error {
		password := models.Password{Hash: hash, KeepSession: me(c).session.ID, KeepRecovery: !user.MustChange}
		code, err = setPassword(c, tx, *user, password, "changed password")
		return err
	})
	if err != nil {
		return err
	}
	if _, err := s.open(c, user); err != nil {
		return err
	}
	return s.goOnWith(c, *user, code)
}

// goOnWith ends a form that set a password: a new recovery code is shown first.
func (s *Site) goOnWith(c *fiber.Ctx, user models.User, code string) error {
	home := homeOf(Who(user.Who))
	if code == "" {
		return seeOther(c, home)
	}
	return s.showLoginCard(c, "Your new password is set", user, code, home)
}

// forgive forgets the wrong guesses at an account whose secret was changed.
func (s *Site) forgive(ctx context.Context, user models.User) error {
	return s.db.Failures.Clear(ctx, signInKey(user.UserName+user.Email))
}
