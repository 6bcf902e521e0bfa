package web

import (
	"crypto/subtle"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

// recoveryPage lets a student in who forgot the password and has the code.
type recoveryPage struct {
	Page
	Form
}

// Fields are the inputs of the page.
func (p recoveryPage) Fields() []field {
	return []field{
		{Name: "name", Label: "User name", Value: p.Value("name"), Problem: p.Problem("name"), Autocomplete: "username", MaxLength: 200, Required: true},
		{Name: "code", Label: "Recovery code", Hint: "The 12 letters and numbers on your login card.", Value: p.Value("code"), Problem: p.Problem("code"), Autocomplete: "off", MaxLength: 20, Code: true, Required: true},
		newPasswordField(p.Form),
	}
}

func (s *Site) showRecovery(c *fiber.Ctx) error {
	return page(c, "account/recovery", recoveryPage{Page: s.page(c, "Forgotten password")})
}

const wrongRecovery = "That name and code do not go together. Check both, or ask your teacher for a new password."

// recover sets a new password for whoever has the recovery code, and gives out
// a new code, because the old one has been typed.
func (s *Site) recover(c *fiber.Ctx) error {
	ctx := c.UserContext()
	form := Form{Typed: map[string]string{"name": strings.TrimSpace(typed(c, "name")), "code": typed(c, "code")}}
	key := "recovery " + models.NameKey(form.Value("name"))
	until, err := s.db.Failures.Try(ctx, key)
	if err != nil {
		return err
	}
	user, err := s.db.Users.ByUserName(ctx, form.Value("name"))
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	given := secret.Hash(secret.Typed(form.Value("code")))
	known := subtle.ConstantTimeCompare([]byte(given), []byte(user.RecoveryHash)) == 1
	switch {
	case !until.IsZero():
		form.Wrong("name", sentenceAt(waitSignIn, until))
	case !known, user.DisabledAt != nil:
		form.Wrong("code", wrongRecovery)
	default:
		form.Wrong("password", secret.Refused(typed(c, "password"), user.UserName, user.DisplayName))
	}
	if !form.OK() {
		return page(invalid(c), "account/recovery", recoveryPage{Page: s.page(c, "Forgotten password"), Form: form})
	}
	hash, err := s.hasher.Hash(ctx, typed(c, "password"))
	if err != nil {
		return err
	}
	var code string
	err = s.db.Together(ctx, func(tx *models.DB) error {
		code, err = setPassword(c, tx, user, models.Password{Hash: hash}, "used the recovery code")
		return err
	})
	if err != nil {
		return err
	}
	if err := errors.Join(s.db.Failures.Clear(ctx, key), s.forgive(ctx, user)); err != nil {
		return err
	}
	if err := s.welcome(c, &user, false); err != nil {
		return err
	}
	return s.goOnWith(c, user, code)
}

// setPassword keeps the password that somebody chose and writes it down. A
// student whose recovery code goes with the old password gets a new one.
func setPassword(c *fiber.Ctx, tx *models.DB, user models.User, password models.Password, what string) (code string, err error) {
	ctx := c.UserContext()
	if err := tx.Users.SetPassword(ctx, user.ID, password); err != nil {
		return "", err
	}
	if user.Who == models.Student && !password.KeepRecovery {
		code = secret.Code(12)
		if err := tx.Users.SetRecovery(ctx, user.ID, secret.Hash(code)); err != nil {
			return "", err
		}
	}
	return code, tx.Audit.Add(ctx, byThemselves(what, user))
}
