package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers"
)

// sectorPage is one of the five sectors, with what is in it.
type sectorPage struct {
	Page
	Crumbs      []crumb
	Sector      *careers.Sector
	Specialisms []specialismCard
	Roles       []roleCard
	Employers   []*careers.Employer
	Tryouts     []*careers.Tryout
}

// specialismCard is a specialism with how many roles it has.
type specialismCard struct {
	*careers.Specialism
	Count int
}

func (s *Site) showSector(c *fiber.Ctx) error {
	sector, ok := s.careers.Sector(c.Params("sector"))
	if !ok {
		return models.ErrNotFound
	}
	shown := sectorPage{
		Page: s.page(c, sector.Name, "explore.css"), Crumbs: []crumb{{"Sectors", "/sectors"}, {sector.Name, ""}},
		Sector: sector, Employers: s.careers.EmployersIn(sector.ID), Tryouts: s.careers.TryoutsIn(sector.ID),
	}
	for _, specialism := range s.careers.SpecialismsIn(sector.ID) {
		shown.Specialisms = append(shown.Specialisms, specialismCard{specialism, len(s.careers.RolesIn(specialism.ID))})
	}
	shown.Roles = s.roleCards(slices.Concat(s.careers.RolesIn(sector.ID), s.careers.AlsoIn(sector.ID)))
	return page(c, "career/sector", shown)
}

// specialismPage is one field of work within a sector.
type specialismPage struct {
	Page
	Crumbs     []crumb
	Sector     *careers.Sector
	Specialism *careers.Specialism
	Roles      []roleCard
}

func (s *Site) showSpecialism(c *fiber.Ctx) error {
	specialism, ok := s.careers.Specialism(c.Params("sector") + "/" + c.Params("specialism"))
	if !ok {
		return models.ErrNotFound
	}
	sector, _ := s.careers.Sector(specialism.Sector)
	return page(c, "career/specialism", specialismPage{
		Page:   s.page(c, specialism.Name, "explore.css"),
		Crumbs: []crumb{{"Sectors", "/sectors"}, {sector.Name, sector.Path()}, {specialism.Name, ""}},
		Sector: sector, Specialism: specialism, Roles: s.roleCards(s.careers.RolesIn(specialism.ID)),
	})
}

func (s *Site) roleCards(roles []*careers.Role) []roleCard {
	cards := make([]roleCard, 0, len(roles))
	for _, role := range roles {
		cards = append(cards, s.roleCard(role, ""))
	}
	return cards
}
