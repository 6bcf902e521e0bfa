package web

import (
	"github.com/gofiber/fiber/v2"

	"pathways/quizzes"
)

func (s *Site) publicRoutes() []Route {
	return []Route{
		get("/", everybody, s.showLanding),
		get("/sectors", everybody, s.showSectors),
		get("/sectors/:sector", everybody, s.showSector),
		get("/sectors/:sector/:specialism", everybody, s.showSpecialism),
		get("/roles", everybody, s.showRoles),
		get("/roles/:role", everybody, s.showRole),
		get("/compare", everybody, s.showComparison),
		get("/employers", everybody, s.showEmployers),
		get("/search", everybody, s.showSearch),
		get("/how-this-works", everybody, s.showHow),
		get("/privacy", everybody, s.showPrivacy),
		get("/accessibility", everybody, s.showAccessibility),
		get("/cookies", everybody, s.showCookies),
	}
}

// door is a sector on the street.
type door struct {
	ID, Name, Hook string
	RoleCount      int
}

// streetPage shows the five sectors as doors.
type streetPage struct {
	Page
	Sectors []door
}

func (s *Site) streetPage(c *fiber.Ctx, title string) streetPage {
	shown := streetPage{Page: s.page(c, title, "explore.css")}
	for i := range s.careers.Sectors {
		sector := &s.careers.Sectors[i]
		shown.Sectors = append(shown.Sectors, door{sector.ID, sector.Name, sector.Hook, len(s.careers.RolesIn(sector.ID)) + len(s.careers.AlsoIn(sector.ID))})
	}
	return shown
}

func (s *Site) showLanding(c *fiber.Ctx) error {
	shown := s.streetPage(c, "Health and science jobs in the North East")
	if c.Query("cleared") == "1" {
		shown.Notice = "Your answers are gone from this computer."
	}
	return page(c, "home/landing", shown)
}

func (s *Site) showSectors(c *fiber.Ctx) error {
	return page(c, "career/sectors", s.streetPage(c, "Five sectors"))
}

// howPage explains the rule, with the figures that were measured of it.
type howPage struct {
	Page
	Report  *quizzes.Report // nil while it is being measured
	Quiz    *quizzes.Quiz
	Sectors []door
}

// FirstShare is a sector's share of first places, in percent.
func (p howPage) FirstShare(kind, sector string) float64 { return p.Report.FirstPlaces[kind][sector] }

func (s *Site) showHow(c *fiber.Ctx) error {
	quiz, ok := s.quizzes.Newest(theQuiz)
	if !ok {
		return fiber.ErrNotFound
	}
	return page(c, "about/how", howPage{Page: s.page(c, "How this works"), Report: s.fairness.Load(), Quiz: quiz, Sectors: s.streetPage(c, "").Sectors})
}

func (s *Site) showPrivacy(c *fiber.Ctx) error {
	return page(c, "about/privacy", textPage{s.page(c, "Your data"), s.cookieName()})
}

func (s *Site) showAccessibility(c *fiber.Ctx) error {
	return page(c, "about/accessibility", textPage{s.page(c, "Everybody can use this"), s.cookieName()})
}

func (s *Site) showCookies(c *fiber.Ctx) error {
	return page(c, "about/cookies", textPage{s.page(c, "One cookie, and why"), s.cookieName()})
}

// textPage is a page of plain text.
type textPage struct {
	Page
	Cookie string
}
