package web

import (
	"net/http"

	"github.com/gofiber/fiber/v2"

	"pathways/static"
)

func (s *Site) operationRoutes() []Route {
	return []Route{
		get("/healthz", everybody, showAlive).anonymous(),
		get("/readyz", everybody, s.showReady).anonymous(),
		get("/static/*", everybody, showStatic).anonymous(),
	}
}

// showAlive tells that the program runs.
func showAlive(c *fiber.Ctx) error { return c.SendString("alive\n") }

// showReady tells whether the database answers.
func (s *Site) showReady(c *fiber.Ctx) error {
	if err := s.db.Ready(c.UserContext()); err != nil {
		s.log.Warn("the database does not answer", "error", err)
		return c.Status(http.StatusServiceUnavailable).SendString("the database does not answer\n")
	}
	return c.SendString("ready\n")
}

// showStatic sends a built file. Its name holds a hash of what is in it, so
// browsers keep it for good; its compressed copies were made when it was built.
func showStatic(c *fiber.Ctx) error {
	plain, gzip, brotli, contentType, ok := static.File(c.Params("*"))
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set("Content-Type", contentType)
	c.Set("Cache-Control", "public, max-age=31536000, immutable")
	c.Response().Header.Del("Vary")
	c.Vary("Accept-Encoding")
	switch {
	case brotli != nil && unpacks(c, "br"):
		c.Set("Content-Encoding", "br")
		return c.Send(brotli)
	case gzip != nil && unpacks(c, "gzip"):
		c.Set("Content-Encoding", "gzip")
		return c.Send(gzip)
	}
	return c.Send(plain())
}

// unpacks tells whether the browser said that it can unpack a coding; ";q=0"
// says that it cannot.
func unpacks(c *fiber.Ctx, coding string) bool {
	return c.Get("Accept-Encoding") != "" && c.AcceptsEncodings(coding) == coding
}
