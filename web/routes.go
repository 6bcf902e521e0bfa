package web

import (
	"net/http"
	"slices"

	"github.com/gofiber/fiber/v2"
)

// Who is what a person may do here. "Role" is kept for jobs in the catalogue.
type Who string

// The people of the site.
const (
	Visitor  Who = "visitor"
	Student  Who = "student"
	Teacher  Who = "teacher"
	Admin    Who = "admin"
	Operator Who = "operator"
)

var (
	everybody = []Who{Visitor, Student, Teacher, Admin, Operator}
	learners  = []Who{Visitor, Student}
	signedIn  = []Who{Student, Teacher, Admin, Operator}
	students  = []Who{Student}
	teachers  = []Who{Teacher, Admin}
	admins    = []Who{Admin}
)

// Route is one address of the site: the table of them is the only way in.
type Route struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Who    []Who  `json:"who"`
	// Changes tells whether the route changes anything; only a POST may.
	Changes bool `json:"changes"`

	handle fiber.Handler
	access access
}

// access is what a guard has to know of a route besides who may use it.
type access struct {
	anonymous bool // never asks who it is: files and health
	quiet     bool // asked by the page itself, and no sign that somebody is there
	watching  bool // stays open past the idle time while the teacher's lesson runs
	fresh     bool // a form that needs no session to go on, such as signing in
	drawn     bool // a file that takes a processor long, which a session gets only so often
	large     bool // a form with a file, or with what was read from one
}

func (r Route) anonymous() Route { r.access.anonymous = true; return r }
func (r Route) quiet() Route     { r.access.quiet = true; return r }
func (r Route) watching() Route  { r.access.watching = true; return r }
func (r Route) fresh() Route     { r.access.fresh = true; return r }
func (r Route) drawn() Route     { r.access.drawn = true; return r }
func (r Route) large() Route     { r.access.large = true; return r }

// asks marks a form that is sent to be answered and changes nothing.
func (r Route) asks() Route { r.Changes = false; return r }

func get(path string, who []Who, handle fiber.Handler) Route {
	return Route{Method: http.MethodGet, Path: path, Who: who, handle: handle}
}

func post(path string, who []Who, handle fiber.Handler) Route {
	return Route{Method: http.MethodPost, Path: path, Who: who, Changes: true, handle: handle}
}

// Routes lists every address, in the order in which they are tried.
func (s *Site) Routes() []Route { return slices.Clone(s.routes) }

// mount gives Fiber every route with its guard in front. What is not in the
// table is not found.
func (s *Site) mount(app *fiber.App) {
	for _, r := range s.routes {
		guard := s.guard(r)
		app.Add(r.Method, r.Path, guard, r.handle)
		if r.Method == http.MethodGet {
			app.Add(http.MethodHead, r.Path, guard, r.handle)
		}
	}
	app.Use(s.notFound)
}

// notFound answers for every other address. It asks who it is, so that the page
// reads as it does where something is and is not theirs.
func (s *Site) notFound(c *fiber.Ctx) error {
	a, err := s.identify(c, access{quiet: true})
	if err != nil {
		return err
	}
	c.Locals(askerKey, a)
	return fiber.ErrNotFound
}

// keepsForms tells whether a form for this path may wait for a sign-in: one in
// the table that has no password. Those that go on without a session are the
// ones that hold one, and would put it into the page.
func (s *Site) keepsForms(path string) bool {
	return slices.ContainsFunc(s.routes, func(r Route) bool {
		return r.Changes && !r.access.fresh && fiber.RoutePatternMatch(path, r.Path)
	})
}
