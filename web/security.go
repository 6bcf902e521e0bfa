package web

import (
	"bytes"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// partPolicy is that of parts, which htmx puts into a page under the page's own
// policy: nothing is let in that the page would not, and by itself a part shows
// and runs nothing at all.
const partPolicy = "default-src 'none'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// formLimit is the largest form that is read.
const formLimit = 64 << 10

// headers sets what every answer carries, errors and parts too.
func (s *Site) headers(c *fiber.Ctx) error {
	s.setHeaders(c)
	return c.Next()
}

func (s *Site) setHeaders(c *fiber.Ctx) {
	c.Set("X-Content-Type-Options", "nosniff")
	c.Set("Cache-Control", "no-store")
	c.Vary("HX-Request", "Cookie")
	if s.base.Scheme == "https" {
		c.Set("Strict-Transport-Security", "max-age=31536000")
	}
	if fromHTMX(c) {
		// The others are for documents, and a part is none; no other site can
		// ask for one. They would be a fifth of every answer.
		c.Set("Content-Security-Policy", partPolicy)
		return
	}
	c.Set("Content-Security-Policy", contentPolicy)
	c.Set("Referrer-Policy", "same-origin")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
}

// knownMethods answers a request with a made-up method as every other that is
// refused. Fiber would answer it before any middleware has set a header.
func (s *Site) knownMethods(next fasthttp.RequestHandler) fasthttp.RequestHandler {
	return func(request *fasthttp.RequestCtx) {
		if slices.Contains(fiber.DefaultMethods, string(request.Method())) {
			next(request)
			return
		}
		c := s.app.AcquireCtx(request)
		defer s.app.ReleaseCtx(c)
		_ = s.explain(c, fiber.ErrBadRequest) // it answers in any case
	}
}

// sane refuses requests no browser of ours sends: another host's name, a packed
// body, a form that is too long, bytes that are no text.
func (s *Site) sane(c *fiber.Ctx) error {
	switch {
	case !s.knownHost(string(c.Request().Host())) && !asksHealth(c):
		return fiber.NewError(http.StatusMisdirectedRequest)
	case c.Get("Content-Encoding") != "":
		return fiber.ErrUnsupportedMediaType
	case len(c.Request().Body()) > formLimit && !s.takesFiles(c.Path()):
		return fiber.ErrRequestEntityTooLarge
	case !isText(c.Request()):
		return fiber.ErrUnprocessableEntity
	}
	return c.Next()
}

// asksHealth tells whether this is a probe, which knows us only by a number.
func asksHealth(c *fiber.Ctx) bool {
	return c.Path() == "/healthz" || c.Path() == "/readyz"
}

// isText tells whether address and form hold only what a text may hold. SQLite
// would keep the rest, PostgreSQL refuses it only when it is asked to.
func isText(request *fasthttp.Request) bool {
	uri := request.URI()
	return plain(uri.PathOriginal()) && plain(uri.Path()) && plainArgs(uri.QueryArgs()) && plainArgs(request.PostArgs())
}

func plain(text []byte) bool {
	return utf8.Valid(text) && !bytes.ContainsRune(text, 0)
}

func plainArgs(args *fasthttp.Args) bool {
	for name, value := range args.All() {
		if !plain(name) || !plain(value) {
			return false
		}
	}
	return true
}

// knownHost accepts the configured address and, when that is this machine
// itself, its other spellings.
func (s *Site) knownHost(host string) bool {
	if strings.EqualFold(host, s.base.Host) {
		return true
	}
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return isLoopback(s.base.Hostname()) && isLoopback(name) && port == s.base.Port()
}

func isLoopback(name string) bool {
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

// sameOrigin lets a request change something only when our own page sent it.
func (s *Site) sameOrigin(c *fiber.Ctx) error {
	if c.Method() == http.MethodGet || c.Method() == http.MethodHead {
		return c.Next()
	}
	switch site := c.Get("Sec-Fetch-Site"); {
	case site == "same-origin":
		return c.Next()
	case site == "" && strings.EqualFold(c.Get("Origin"), s.base.Scheme+"://"+s.base.Host):
		return c.Next()
	}
	return fiber.NewError(http.StatusForbidden)
}

// ownPath returns the path when it is one of our own and safe to send a browser
// to, and otherwise the fallback.
func ownPath(path, fallback string) string {
	u, err := url.Parse(path)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(path, "/") ||
		strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") {
		return fallback
	}
	return path
}
