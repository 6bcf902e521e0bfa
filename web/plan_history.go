package web

import (
	"errors"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

func (s *Site) historyRoutes() []Route {
	return []Route{
		get("/plans/:plan/history", students, s.showHistory),
		get("/plans/:plan/history/:version", students, s.showVersion),
		post("/plans/:plan/history/:version", students, s.putBack),
		post("/plans/:plan/undo", students, s.undoChange),
		post("/plans/:plan/redo", students, s.redoChange),
	}
}

// lastChange is what was done last to a plan, to say so and to undo it.
type lastChange struct {
	models.Last
	PlanID string
	Fresh  bool // it was done a moment ago, and the page says that it is saved
	About  bool // it was a change to the plan, and not to who sees it
}

// noticeFor is how long after a change the page of the plan says "Saved". No
// address, cookie or row has to carry the word then.
const noticeFor = 20 * time.Second

// lastChange looks up what was done last to a plan.
func (s *Site) lastChange(c *fiber.Ctx, plan models.Plan) (lastChange, error) {
	last, err := s.db.Plans.Last(c.UserContext(), me(c).user.ID, plan.PublicID)
	return lastChange{
		Last: last, PlanID: plan.PublicID,
		Fresh: time.Since(plan.UpdatedAt) < noticeFor, About: !last.MadeAt.Before(plan.UpdatedAt),
	}, err
}

// historyPage lists the versions of a plan, the newest first.
type historyPage struct {
	Page
	Plan  models.Plan
	Last  lastChange
	Days  []historyDay
	Stale string // why nothing was changed, when it was not
}

// historyDay is the versions of one day.
type historyDay struct {
	At      time.Time
	Entries []historyEntry
}

// historyEntry is one version.
type historyEntry struct {
	models.VersionEntry
	Who string
	Now bool // the plan is this one
}

func (s *Site) historyPage(c *fiber.Ctx) (historyPage, error) {
	ctx, user := c.UserContext(), me(c).user
	plan, err := s.db.Plans.Find(ctx, user.ID, c.Params("plan"))
	if err != nil {
		return historyPage{}, err
	}
	entries, err := s.db.Plans.Versions(ctx, user.ID, plan.PublicID)
	if err != nil {
		return historyPage{}, err
	}
	shown := historyPage{Page: s.page(c, "History of my plan", "plan.css"), Plan: plan, Days: historyDays(entries, user.ID)}
	shown.Last, err = s.lastChange(c, plan)
	return shown, err
}

// historyDays sets versions under their days.
func historyDays(entries []models.VersionEntry, readerID int64) []historyDay {
	var days []historyDay
	for i, entry := range entries {
		if n := len(days); n == 0 || date(days[n-1].At) != date(entry.MadeAt) {
			days = append(days, historyDay{At: entry.MadeAt})
		}
		day := &days[len(days)-1]
		day.Entries = append(day.Entries, historyEntry{entry, whoWrote(entry.UserID, entry.Writer, readerID), i == 0})
	}
	return days
}

// whoWrote names somebody to a reader: "You", or by the name that is shown.
func whoWrote(userID *int64, name string, readerID int64) string {
	switch {
	case userID != nil && *userID == readerID:
		return "You"
	case name == "":
		return "Somebody who has left"
	}
	return name
}

func (s *Site) showHistory(c *fiber.Ctx) error {
	shown, err := s.historyPage(c)
	if err != nil {
		return err
	}
	return page(c, "plan/history", shown)
}

// versionPage is a plan as it stood.
type versionPage struct {
	Page
	Plan    models.Plan
	Version models.PlanVersion
	Newest  int // the revision of the version that is the plan now
}

// Now tells whether the plan is this version.
func (p versionPage) Now() bool { return p.Version.Revision == p.Newest }

// version is the number of a version in an address; no version is 0.
func version(c *fiber.Ctx) int { return numberIn(c.Params("version")) }

func (s *Site) showVersion(c *fiber.Ctx) error {
	ctx, user := c.UserContext(), me(c).user
	plan, it, err := s.db.Plans.Version(ctx, user.ID, c.Params("plan"), version(c))
	if err != nil {
		return err
	}
	last, err := s.db.Plans.Last(ctx, user.ID, plan.PublicID)
	if err != nil {
		return err
	}
	return page(c, "plan/version", versionPage{s.page(c, "My plan as it was", "plan.css"), plan, it, last.Revision})
}

// seen is the revision of the newest version that somebody was looking at; none
// is 0, and so too old.
func seen(c *fiber.Ctx) int { return numberIn(typed(c, "revision")) }

// putBack makes a plan again what it was at a version.
func (s *Site) putBack(c *fiber.Ctx) error {
	err := s.db.Plans.PutBack(c.UserContext(), me(c).user.ID, c.Params("plan"), seen(c), version(c))
	if errors.Is(err, models.ErrStale) {
		shown, err := s.historyPage(c)
		if err != nil {
			return err
		}
		shown.Stale = "Your plan was changed somewhere else in the meantime, so nothing was put back. This is its history as it is now."
		return page(c.Status(http.StatusUnprocessableEntity), "plan/history", shown)
	}
	if err != nil {
		return err
	}
	return seeOther(c, "/plans/"+c.Params("plan"))
}

func (s *Site) undoChange(c *fiber.Ctx) error {
	step, err := s.db.Plans.Undo(c.UserContext(), me(c).user.ID, c.Params("plan"), seen(c))
	return s.turned(c, step, err, "undone")
}

func (s *Site) redoChange(c *fiber.Ctx) error {
	step, err := s.db.Plans.Redo(c.UserContext(), me(c).user.ID, c.Params("plan"), seen(c))
	return s.turned(c, step, err, "done again")
}

// turned leads to what an undo changed, or says why it changed nothing.
func (s *Site) turned(c *fiber.Ctx, step string, err error, what string) error {
	switch {
	case errors.Is(err, models.ErrStale):
		return s.showNewest(c, "Your plan was changed somewhere else in the meantime, so nothing was "+what+". This is your plan as it is now.")
	case errors.Is(err, models.ErrClosed):
		return s.showNewest(c, "There is nothing more that can be "+what+". This is your plan as it is now.")
	case err != nil:
		return err
	case step == "":
		return seeOther(c, "/plans/"+c.Params("plan"))
	}
	return seeOther(c, "/plans/"+c.Params("plan")+"#"+step)
}
