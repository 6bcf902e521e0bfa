package web

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/secret"
)

// errorPage is shown for everything that went wrong outside a form.
type errorPage struct {
	Page
	Status    int
	Heading   string
	Sentences []string
	Reference string // to tell to whoever looks after the site; only of our own faults
	Words     string // what was written in vain, to be copied
}

// longFields are the names of the fields in which people write at length.
var longFields = []string{"text", "note", "names", "title"}

// unsaved is what somebody wrote at length in a form that was not taken. A form
// from elsewhere has no say in what our pages say.
func unsaved(c *fiber.Ctx, status int) string {
	if c.Method() != http.MethodPost || status == http.StatusForbidden {
		return ""
	}
	for _, name := range longFields {
		if words := typedText(c, name); words != "" {
			return words
		}
	}
	return ""
}

// explain makes a page of every error, and is the only place that does. A page
// that is not there and one that is somebody else's are the same bytes.
func (s *Site) explain(c *fiber.Ctx, err error) error {
	s.setHeaders(c)
	status := statusOf(err)
	shown := errorPage{Page: s.page(c, "Something went wrong"), Status: status}
	shown.Path = ""
	shown.Heading, shown.Sentences = words(status)
	shown.Words = unsaved(c, status)
	switch {
	case status == http.StatusNotFound:
		shown.Title = "Not found"
	case status == http.StatusInternalServerError:
		shown.Reference = secret.Code(6)
		s.log.Error("a request failed", "reference", shown.Reference, "method", c.Method(), "route", routeOf(c), "error", err)
	}
	if err := page(intoMain(c.Status(status)), "home/error", shown); err != nil {
		s.log.Error("the error page cannot be drawn", "error", err)
		return c.Status(http.StatusInternalServerError).SendString("Something went wrong here. Please try again in a minute.")
	}
	return nil
}

// statusOf says which kind of answer an error is.
func statusOf(err error) int {
	var known *fiber.Error
	switch {
	case errors.As(err, &known) && known.Code == http.StatusMethodNotAllowed:
		return http.StatusNotFound
	case errors.As(err, &known):
		return known.Code
	case errors.Is(err, models.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, models.ErrBusy), errors.Is(err, secret.ErrBusy):
		return http.StatusServiceUnavailable
	case errors.Is(err, models.ErrInvalid):
		return http.StatusUnprocessableEntity
	}
	return http.StatusInternalServerError
}

// gone turns a link that was used, or is too old, into the page that says so.
func gone(err error) error {
	if errors.Is(err, models.ErrClosed) {
		return fiber.NewError(http.StatusGone)
	}
	return err
}

// words tells a pupil what happened and what to do now.
func words(status int) (heading string, sentences []string) {
	switch status {
	case http.StatusNotFound:
		return "This page is not here", []string{"The address may be old, or have a letter wrong.", "What you saved is safe."}
	case http.StatusGone:
		return "This link has been used, or is too old", []string{"Each link works once, and not for ever.", "Ask the person who sent it for a new one."}
	case http.StatusForbidden:
		return "This form came from somewhere else", []string{"Nothing was changed.", "Open the page here and send the form again."}
	case http.StatusServiceUnavailable:
		return "Not saved, try again", []string{"The place where we keep things did not answer.", "Wait a few seconds, go back and send it again. What was saved before is safe."}
	case http.StatusTooManyRequests:
		return "That was very quick", []string{"Wait a few seconds, then go on.", "What was saved before is safe."}
	case http.StatusRequestEntityTooLarge:
		return "That is too much text", []string{"Nothing was changed.", "Go back, make it shorter and send it again."}
	case http.StatusInternalServerError:
		return "Something went wrong here", []string{"It is our fault, not yours.", "What was saved before is safe. Go back and try again."}
	}
	return "We could not understand that", []string{"Nothing was changed.", "Go back and try again."}
}

// notePanic keeps what is needed to find the fault, and nothing anybody typed.
func (s *Site) notePanic(c *fiber.Ctx, cause any) {
	s.log.Error("a handler broke", "route", routeOf(c), "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
}

// routeOf names the route and not the address, which may hold ids and codes.
func routeOf(c *fiber.Ctx) string {
	if r := c.Route(); r != nil {
		return r.Path
	}
	return ""
}
