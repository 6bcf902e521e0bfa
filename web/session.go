package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers/doors"
)

// asker is who sends a request.
type asker struct {
	session *models.Session // nil for a visitor of whom nothing is kept
	user    *models.User    // nil unless signed in
	ended   bool            // the browser brought a session that is over
	endedOf int64           // whose that was; 0 when nothing is left of it
}

const askerKey = "asker"

// me returns who is asking; on routes without a guard, a visitor.
func me(c *fiber.Ctx) *asker {
	if a, ok := c.Locals(askerKey).(*asker); ok {
		return a
	}
	return &asker{}
}

func (a *asker) who() Who {
	if a.user == nil {
		return Visitor
	}
	return Who(a.user.Who)
}

// owner names whose attempts these are: an account's, or this browser's.
func (a *asker) owner() models.Owner {
	switch {
	case a.user != nil:
		return models.Owner{UserID: a.user.ID}
	case a.session != nil:
		return models.Owner{SessionID: a.session.ID}
	}
	return models.Owner{}
}

// guard lets through those whom the route's row names, and nobody else. To
// anybody else who is signed in, the page is not there.
func (s *Site) guard(r Route) fiber.Handler {
	if r.access.anonymous {
		return func(c *fiber.Ctx) error { return c.Next() }
	}
	return func(c *fiber.Ctx) error {
		a, err := s.identify(c, r.access)
		if err != nil {
			return err
		}
		c.Locals(askerKey, a)
		switch {
		case !slices.Contains(r.Who, a.who()) && a.user != nil:
			return fiber.ErrNotFound
		case !slices.Contains(r.Who, a.who()), r.Changes && a.ended && !r.access.fresh:
			return s.askToSignIn(c)
		case r.Changes && a.session != nil && !s.writes.allows(a.session.ID),
			r.access.drawn && a.session != nil && !s.drawings.allows(a.session.ID):
			return fiber.ErrTooManyRequests
		case a.user != nil && a.user.MustChange && !r.access.fresh:
			return seeOther(c, "/password")
		}
		return c.Next()
	}
}

// identify looks up the session that the cookie names, if there is one.
func (s *Site) identify(c *fiber.Ctx, how access) (*asker, error) {
	token := c.Cookies(s.cookieName())
	if token == "" {
		return &asker{}, nil
	}
	session, user, err := s.db.Sessions.Find(c.UserContext(), token)
	if errors.Is(err, models.ErrNotFound) && how.watching {
		session, user, err = s.db.Sessions.Watching(c.UserContext(), token, c.Params("lesson"))
		how.quiet = true
	}
	if errors.Is(err, models.ErrNotFound) {
		return s.askerOfEnded(c, token)
	}
	if err == nil && !how.quiet {
		err = s.db.Sessions.Touch(c.UserContext(), session)
	}
	if err != nil {
		return nil, err
	}
	if user != nil {
		user.YearGroup = int(grown(doors.YearGroup(user.YearGroup), s.yearsSince(user.YearGroupAt)))
	}
	return &asker{session: &session, user: user}, nil
}

// askerOfEnded is a visitor whose session was somebody's, as far as is known.
func (s *Site) askerOfEnded(c *fiber.Ctx, token string) (*asker, error) {
	userID, err := s.db.Sessions.EndedUser(c.UserContext(), token)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return nil, err
	}
	return &asker{ended: true, endedOf: userID}, nil
}

// cookieName is bound to this host wherever there is TLS.
func (s *Site) cookieName() string {
	if s.base.Scheme == "https" {
		return "__Host-pathways"
	}
	return "pathways"
}

// open gives the browser a session for a user, or for a visitor when nil. It
// is new at every change of right: one that was there gets another token, and
// what a visitor did stays with it until it is adopted or cleared.
func (s *Site) open(c *fiber.Ctx, user *models.User) (*asker, error) {
	var userID *int64
	if user != nil {
		userID = &user.ID
	}
	a := me(c)
	var token string
	var session models.Session
	err := models.ErrNotFound
	if a.session != nil {
		token, session, err = s.db.Sessions.Rotate(c.UserContext(), *a.session, userID)
	}
	// One that is over by now, such as by the new password itself, is not missed.
	if errors.Is(err, models.ErrNotFound) {
		token, session, err = s.db.Sessions.Start(c.UserContext(), userID)
	}
	if err != nil {
		return nil, err
	}
	s.setCookie(c, token)
	a = &asker{session: &session, user: user}
	c.Locals(askerKey, a)
	return a, nil
}

// visit returns who asks, with a session to keep answers in.
func (s *Site) visit(c *fiber.Ctx) (*asker, error) {
	if a := me(c); a.session != nil {
		return a, nil
	}
	return s.open(c, nil)
}

// leave ends the session and takes from the browser all that it kept of us.
func (s *Site) leave(c *fiber.Ctx) error {
	if a := me(c); a.session != nil {
		if err := s.db.Sessions.End(c.UserContext(), a.session.ID); err != nil {
			return err
		}
	}
	c.Locals(askerKey, &asker{})
	s.setCookie(c, "")
	c.Set("Clear-Site-Data", `"cache", "cookies", "storage"`)
	return nil
}

// setCookie lasts until the browser closes; an empty token takes it away.
func (s *Site) setCookie(c *fiber.Ctx, token string) {
	cookie := &fiber.Cookie{
		Name: s.cookieName(), Value: token, Path: "/", HTTPOnly: true,
		Secure: s.base.Scheme == "https", SameSite: fiber.CookieSameSiteLaxMode, SessionOnly: true,
	}
	if token == "" {
		cookie.SessionOnly = false
		cookie.Expires = time.Unix(0, 0)
	}
	c.Cookie(cookie)
}

// page begins a page's struct: what the frame needs to know.
func (s *Site) page(c *fiber.Ctx, title string, styles ...string) Page {
	p := Page{Title: title, Path: c.Path(), Styles: styles}
	if a := me(c); a.session != nil {
		p.Viewer = &Viewer{Who: a.who(), HasAnswers: a.user == nil}
		if a.user != nil {
			p.Viewer.Name = a.user.DisplayName
		}
	}
	return p
}

// askToSignIn sends a reader to the sign-in page and back again afterwards. A
// form waits on the sign-in page, when it is known whose it is.
func (s *Site) askToSignIn(c *fiber.Ctx) error {
	if c.Method() != http.MethodPost {
		return goOn(c, "/sign-in?next="+url.QueryEscape(pageOf(c)))
	}
	return s.showSignInFor(c, s.waiting(c, c.Path(), string(c.Body())))
}

// pageOf is the page that is asked for, or that asks for one of its parts.
func pageOf(c *fiber.Ctx) string {
	asking, err := url.Parse(c.Get("HX-Current-URL"))
	if err != nil || !fromHTMX(c) {
		return c.OriginalURL()
	}
	return ownPath(asking.RequestURI(), c.OriginalURL())
}
