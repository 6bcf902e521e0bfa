package web

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers"
)

// rolesPage lists the roles that a filter lets through; the filter is in the address.
type rolesPage struct {
	Page
	Filters []filter
	Count   int
	Groups  []roleGroup
	Ignored bool // the address asked for something that no filter has
}

// filter is one choice of the form.
type filter struct {
	Name, Label string
	Choices     []choice
}

func (s *Site) showRoles(c *fiber.Ctx) error {
	shown := rolesPage{Page: s.page(c, "Roles", "explore.css")}
	level, _ := strconv.Atoi(c.Query("level"))
	wanted := careers.Filter{Sector: c.Query("sector"), Contact: c.Query("contact"), Place: c.Query("place"), Level: level}
	shown.Filters = s.filters(wanted)
	for i, value := range []string{c.Query("sector"), c.Query("level"), c.Query("contact"), c.Query("place")} {
		shown.Ignored = shown.Ignored || value != "" && !offers(shown.Filters[i], value)
	}
	if shown.Ignored {
		wanted = careers.Filter{}
		shown.Filters = s.filters(wanted)
	}
	found := s.careers.Find(wanted)
	shown.Count, shown.Groups = len(found), s.roleGroups(found, wanted)
	if fromHTMX(c) {
		return part(c, "career/roles#found", shown)
	}
	return page(c, "career/roles", shown)
}

func offers(f filter, value string) bool {
	for _, option := range f.Choices {
		if option.Value == value {
			return true
		}
	}
	return false
}

func (s *Site) filters(wanted careers.Filter) []filter {
	sectors, levels, contacts, places := []choice{{Name: "Any"}}, []choice{{Name: "Any"}}, []choice{{Name: "Any"}}, []choice{{Name: "Any"}}
	for _, sector := range s.careers.Sectors {
		sectors = append(sectors, choice{sector.ID, sector.Name, sector.ID == wanted.Sector})
	}
	for level := 2; level <= 7; level++ {
		levels = append(levels, choice{strconv.Itoa(level), careers.Capital(levelWords(level)), level == wanted.Level})
	}
	for _, contact := range careers.Contacts {
		contacts = append(contacts, choice{string(contact), contact.Words(), string(contact) == wanted.Contact})
	}
	for _, place := range careers.Places {
		places = append(places, choice{string(place), place.Words(), string(place) == wanted.Place})
	}
	return []filter{{"sector", "Sector", sectors}, {"level", "Way in", levels}, {"contact", "Patients", contacts}, {"place", "Place", places}}
}

// rolePage is everything about one role.
type rolePage struct {
	Page
	Crumbs       []crumb
	Role         *careers.Role
	Pay          []string
	Way          stair
	Above, Below []*careers.Role
	Routes       []routeView
	Employers    []*careers.Employer
	Sources      []careers.Cited
	Also         []*careers.Sector
	Tryouts      []*careers.Tryout
}

// routeView is a route with its stages.
type routeView struct {
	*careers.Route
	Steps []careers.Stage
}

func (s *Site) showRole(c *fiber.Ctx) error {
	role, ok := s.careers.Role(c.Params("role"))
	if !ok {
		return models.ErrNotFound
	}
	sector, _ := s.careers.Sector(role.Sector)
	shown := rolePage{
		Page:   s.page(c, role.Name, "explore.css", "plan.css"),
		Crumbs: []crumb{{"Sectors", "/sectors"}, {sector.Name, sector.Path()}, {role.Name, ""}},
		Role:   role, Pay: s.careers.PayText(role), Way: stair{role.EntryLevel, levelWords(role.EntryLevel)},
		Above: s.careers.Above(role), Below: s.careers.Below(role), Employers: s.careers.EmployersOf(role.ID), Sources: s.careers.Cited(role.Sources),
		Tryouts: s.careers.TryoutsOf(role.ID),
	}
	for _, id := range role.AlsoIn {
		if other, ok := s.careers.Sector(id); ok {
			shown.Also = append(shown.Also, other)
		}
	}
	for _, route := range s.careers.RoutesTo(role.ID) {
		shown.Routes = append(shown.Routes, routeView{route, s.careers.StagesOf(route)})
	}
	return page(c, "career/role", shown)
}

// mostCompared is how many roles fit side by side.
const mostCompared = 3

// comparePage puts up to three roles side by side.
type comparePage struct {
	Page
	Roles   []comparedRole
	Choices []choice // roles that can be added
	Full    bool
}

// comparedRole is one column.
type comparedRole struct {
	*careers.Role
	Pay    string
	Way    stair
	Remove string // the address without it
}

func (s *Site) showComparison(c *fiber.Ctx) error {
	shown := comparePage{Page: s.page(c, "Compare roles", "explore.css")}
	var ids []string
	for _, value := range c.Context().QueryArgs().PeekMulti("role") {
		role, ok := s.careers.Role(string(value))
		if !ok || len(ids) == mostCompared || slices.Contains(ids, role.ID) {
			continue
		}
		ids = append(ids, role.ID)
		shown.Roles = append(shown.Roles, comparedRole{Role: role, Pay: s.careers.PayShort(role), Way: stair{role.EntryLevel, levelWords(role.EntryLevel)}})
	}
	for i := range shown.Roles {
		shown.Roles[i].Remove = "/compare"
		mark := "?"
		for _, id := range ids {
			if id != ids[i] {
				shown.Roles[i].Remove += mark + "role=" + id
				mark = "&"
			}
		}
	}
	shown.Full = len(ids) == mostCompared
	for i := range s.careers.Roles {
		role := &s.careers.Roles[i]
		if !slices.Contains(ids, role.ID) {
			shown.Choices = append(shown.Choices, choice{Value: role.ID, Name: role.Name})
		}
	}
	return page(c, "career/compare", shown)
}
