package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

// signInPage asks for a name and a password.
type signInPage struct {
	Page
	Form
	Next string
	// Pending is a form that waits until its owner has signed in; NotSaved tells
	// that one was sent and not kept.
	Pending  *pendingForm
	NotSaved bool
	Words    string // what was written in a form that is not saved
	Bring    bring
}

// goOnPage offers back the form that waited.
type goOnPage struct {
	Page
	Pending pendingForm
}

// Fields are the inputs of the page.
func (p signInPage) Fields() []field {
	return []field{
		{Name: "name", Label: "User name, or e-mail if you work here", Value: p.Value("name"), Problem: p.Problem("name"), Autocomplete: "username", MaxLength: 200, Required: true},
		{Name: "password", Label: "Password", Type: "password", Problem: p.Problem("password"), Autocomplete: "current-password", MaxLength: 200, Required: true},
	}
}

// ForPlan tells that somebody wanted to plan.
func (p signInPage) ForPlan() bool { return strings.HasPrefix(p.Next, "/plans") }

func (s *Site) signInPage(c *fiber.Ctx) signInPage {
	return signInPage{Page: s.page(c, "Sign in"), Bring: s.bring(c)}
}

func (s *Site) showSignIn(c *fiber.Ctx) error {
	shown := s.signInPage(c)
	shown.Next = ownPath(c.Query("next"), "")
	// The code on a login card names the account; only names that we made up count.
	shown.Form = Form{Typed: map[string]string{"name": secret.AsMadeUp(c.Query("name"))}}
	if c.Query("out") == "1" {
		shown.Notice = "You are signed out. Nothing of you is left on this computer."
	}
	return page(c, "account/sign-in", shown)
}

// showSignInFor shows the sign-in page that keeps a form, if it may be kept,
// until it can be sent.
func (s *Site) showSignInFor(c *fiber.Ctx, pending *pendingForm) error {
	shown := s.signInPage(c)
	if shown.Pending, shown.NotSaved = pending, pending == nil; shown.NotSaved {
		shown.Words = unsaved(c, http.StatusUnauthorized)
	}
	return page(c.Status(http.StatusUnauthorized), "account/sign-in", shown)
}

// One answer for a name nobody has, a wrong password and a shut account.
const (
	wrongSignIn = "That name and password do not go together. Check both, or ask your teacher for a new password."
	waitSignIn  = "There were many wrong tries for this name. Wait until %s, or ask your teacher for a new password."
)

// signIn opens a session for whoever knows the name and its password.
func (s *Site) signIn(c *fiber.Ctx) error {
	form := Form{Typed: map[string]string{"name": strings.TrimSpace(typed(c, "name"))}}
	next := ownPath(typed(c, "next"), "")
	shown := s.signInPage(c)
	shown.Form, shown.Next = form, next
	shown.Pending = s.waiting(c, typed(c, "pending_path"), typed(c, "pending_fields"))
	owner := me(c).endedOf
	user, sentence, err := s.prove(c.UserContext(), signInKey(form.Value("name")), form.Value("name"), typed(c, "password"))
	if err != nil {
		return err
	}
	if sentence != "" {
		shown.Wrong("name", sentence)
		return page(invalid(c), "account/sign-in", shown)
	}
	if err := s.welcome(c, &user, brings(c)); err != nil {
		return err
	}
	switch {
	case user.MustChange:
		return seeOther(c, "/password")
	case shown.Pending != nil && owner == user.ID:
		return page(c, "account/go-on", goOnPage{Page: s.page(c, "Go on"), Pending: *shown.Pending})
	case next != "":
		return seeOther(c, next)
	}
	return seeOther(c, homeOf(Who(user.Who)))
}

// prove returns the account that a name and a password open, or the sentence
// that says why none is. Every refusal costs the same time.
// Key is what the guesses are counted by.
func (s *Site) prove(ctx context.Context, key, name, password string) (models.User, string, error) {
	until, err := s.db.Failures.Try(ctx, key)
	if err != nil {
		return models.User{}, "", err
	}
	user, err := s.byName(ctx, name)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return models.User{}, "", err
	}
	right, err := s.hasher.Matches(ctx, password, user.PasswordHash)
	switch {
	case err != nil:
		return models.User{}, "", err
	case !until.IsZero():
		return models.User{}, sentenceAt(waitSignIn, until), nil
	case !right, user.DisabledAt != nil, user.SecretExpiresAt != nil && user.SecretExpiresAt.Before(time.Now()):
		return models.User{}, wrongSignIn, nil
	}
	return user, "", s.db.Failures.Clear(ctx, key)
}

// signInKey is what guesses at an account are counted by, however its name is typed.
func signInKey(name string) string { return "sign-in " + models.NameKey(name) }

// seatKey is what guesses at the name of a seat are counted by. They shut only
// that shorter way: whoever has the code of a lesson sees all names of the class,
// and could keep everybody out of their accounts.
func seatKey(seat models.Seat) string { return "seat " + seat.PublicID }

// byName finds staff by e-mail and students by user name.
func (s *Site) byName(ctx context.Context, name string) (models.User, error) {
	if strings.Contains(models.NameKey(name), "@") {
		return s.db.Users.ByEmail(ctx, name)
	}
	return s.db.Users.ByUserName(ctx, name)
}
