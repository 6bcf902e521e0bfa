package web

import (
	"errors"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

func (s *Site) accountRoutes() []Route {
	return []Route{
		get("/sign-in", everybody, s.showSignIn),
		post("/sign-in", everybody, s.signIn).fresh(),
		post("/sign-out", everybody, s.signOut).fresh(),
		get("/sign-up", learners, s.showSignUp),
		post("/sign-up", learners, s.signUp).fresh(),
		get("/recovery", learners, s.showRecovery),
		post("/recovery", learners, s.recover).fresh(),
		get("/password", signedIn, s.showPassword).fresh(),
		post("/password", signedIn, s.changePassword).fresh(),
		get("/invitations/:token", everybody, s.showInvitation).fresh(),
		post("/invitations/:token", everybody, s.acceptInvitation).fresh(),
		get("/resets/:token", everybody, s.showReset).fresh(),
		post("/resets/:token", everybody, s.useReset).fresh(),
	}
}

// homeOf is where somebody goes after signing in.
func homeOf(who Who) string {
	switch who {
	case Student:
		return "/me"
	case Teacher:
		return "/classes"
	case Admin:
		return "/school"
	}
	return "/"
}

// pendingForm is a form that was sent without a session, and waits for a sign-in.
type pendingForm struct {
	Path   string // where it was sent
	Fields string // as it was sent, form-encoded
}

// mostWaiting is how large a form may be that waits: it comes back inside another.
const mostWaiting = formLimit / 4

// waiting is a form that waits, or nil when it must not: only somebody's own
// form is kept, and the session that ended still has to tell whose it was.
func (s *Site) waiting(c *fiber.Ctx, path, fields string) *pendingForm {
	if len(fields) > mostWaiting || me(c).endedOf == 0 || ownPath(path, "") == "" || !s.keepsForms(path) {
		return nil
	}
	return &pendingForm{path, fields}
}

// Hidden are the fields of a form that waits, to stand in a page as they were.
func (p pendingForm) Hidden() []hiddenField {
	values, err := url.ParseQuery(p.Fields)
	if err != nil {
		return nil
	}
	var fields []hiddenField
	for name, list := range values {
		for _, value := range list {
			fields = append(fields, hiddenField{name, value})
		}
	}
	return fields
}

type hiddenField struct{ Name, Value string }

// bring is what a form asks about the answers of a visitor, and as it was ticked.
func (s *Site) bring(c *fiber.Ctx) bring {
	return bring{Asked: me(c).user == nil && me(c).session != nil, Ticked: brings(c)}
}

// brings tells whether the asker says that the answers on this computer are theirs.
func brings(c *fiber.Ctx) bool { return typed(c, "bring") == "yes" }

// welcome opens a session for somebody who has just proved who they are. What a
// visitor did on this browser comes along when it is theirs.
func (s *Site) welcome(c *fiber.Ctx, user *models.User, bringAnswers bool) error {
	visitor := me(c)
	if visitor.user == nil && visitor.session != nil {
		var err error
		if bringAnswers && user.Who == models.Student {
			_, err = s.db.Attempts.Adopt(c.UserContext(), visitor.session.ID, user.ID)
			err = errors.Join(err, s.db.Profiles.Adopt(c.UserContext(), visitor.session.ID, user.ID))
		} else {
			err = errors.Join(s.db.Attempts.ClearVisitor(c.UserContext(), visitor.session.ID),
				s.db.Profiles.ClearVisitor(c.UserContext(), visitor.session.ID))
		}
		if err != nil {
			return err
		}
	}
	if _, err := s.open(c, user); err != nil {
		return err
	}
	if err := s.db.Users.SignedIn(c.UserContext(), user.ID); err != nil {
		return err
	}
	return s.audit(c, "signed in", user)
}

// audit writes down what the asker did, and about whom.
func (s *Site) audit(c *fiber.Ctx, what string, about *models.User) error {
	return auditIn(c, s.db, what, about)
}

// auditIn is audit within a transaction, so that what was done is written down
// or not done.
func auditIn(c *fiber.Ctx, tx *models.DB, what string, about *models.User) error {
	var aboutID *int64
	if about != nil {
		aboutID = &about.ID
	}
	return noteIn(c, tx, what, aboutID, "")
}

// noteIn is auditIn for what is about somebody by their id, if about anybody, with
// a detail: an id or a count, and never a name.
func noteIn(c *fiber.Ctx, tx *models.DB, what string, aboutID *int64, detail string) error {
	entry := models.AuditEntry{What: what, AboutUserID: aboutID, Detail: detail}
	if a := me(c); a.user != nil {
		entry.ActorID, entry.SchoolID = &a.user.ID, a.user.SchoolID
	}
	return tx.Audit.Add(c.UserContext(), entry)
}

// byThemselves is what somebody did to their own account, signed in or not.
func byThemselves(what string, user models.User) models.AuditEntry {
	return models.AuditEntry{What: what, ActorID: &user.ID, SchoolID: user.SchoolID, AboutUserID: &user.ID}
}

// signOut ends the session and leaves nothing in the browser.
func (s *Site) signOut(c *fiber.Ctx) error {
	if err := s.leave(c); err != nil {
		return err
	}
	return seeOther(c, "/sign-in?out=1")
}
