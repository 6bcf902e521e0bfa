package careers

import (
	"slices"
	"strings"
)

// Filter chooses roles. What is empty may be anything.
type Filter struct {
	Sector  string
	Contact string
	Place   string
	Level   int // the level that people start with
}

// Find lists the roles that a filter lets through, in the order of the catalogue.
// A role that works in two sectors is found under both.
func (c *Catalogue) Find(f Filter) []*Role {
	return c.pick(func(r *Role) bool {
		return (f.Sector == "" || r.Sector == f.Sector || slices.Contains(r.AlsoIn, f.Sector)) &&
			(f.Contact == "" || r.Contact == Contact(f.Contact)) &&
			(f.Place == "" || slices.Contains(r.Places, Place(f.Place))) &&
			(f.Level == 0 || r.EntryLevel == f.Level)
	})
}

// RolesIn lists the roles at home in a sector, or in a specialism when the id is one's.
func (c *Catalogue) RolesIn(id string) []*Role {
	return c.pick(func(r *Role) bool { return r.Sector == id || r.Specialism == id })
}

// AlsoIn lists the roles of other sectors that work in this one too.
func (c *Catalogue) AlsoIn(sector string) []*Role {
	return c.pick(func(r *Role) bool { return slices.Contains(r.AlsoIn, sector) })
}

func (c *Catalogue) pick(wanted func(*Role) bool) []*Role {
	var roles []*Role
	for i := range c.Roles {
		if wanted(&c.Roles[i]) {
			roles = append(roles, &c.Roles[i])
		}
	}
	return roles
}

// SpecialismsIn lists the specialisms of a sector, in order.
func (c *Catalogue) SpecialismsIn(sector string) []*Specialism {
	var found []*Specialism
	for i := range c.Specialisms {
		if strings.HasPrefix(c.Specialisms[i].ID, sector+"/") {
			found = append(found, &c.Specialisms[i])
		}
	}
	return found
}

// EmployersOf lists the employers known to have a role.
func (c *Catalogue) EmployersOf(role string) []*Employer {
	return c.employersWith(func(e *Employer) bool { return slices.Contains(e.Roles, role) })
}

// EmployersIn lists the employers of a sector.
func (c *Catalogue) EmployersIn(sector string) []*Employer {
	return c.employersWith(func(e *Employer) bool { return slices.Contains(e.Sectors, sector) })
}

func (c *Catalogue) employersWith(wanted func(*Employer) bool) []*Employer {
	var found []*Employer
	for i := range c.Employers {
		if wanted(&c.Employers[i]) {
			found = append(found, &c.Employers[i])
		}
	}
	return found
}

// RoutesTo lists the routes to a role, in the role's own order.
func (c *Catalogue) RoutesTo(role string) []*Route {
	one, ok := c.Role(role)
	if !ok {
		return nil
	}
	return all(c.routes, one.Routes)
}

// Above lists the roles that people often move on to from a role.
func (c *Catalogue) Above(role *Role) []*Role { return all(c.roles, role.Ladder.Above) }

// Below lists the roles that people often come from.
func (c *Catalogue) Below(role *Role) []*Role { return all(c.roles, role.Ladder.Below) }

func all[T any](known map[string]*T, ids []string) []*T {
	found := make([]*T, 0, len(ids))
	for _, id := range ids {
		if one, ok := known[id]; ok {
			found = append(found, one)
		}
	}
	return found
}

// Cited is a source together with what it supports.
type Cited struct {
	Source
	Supports string
}

// Cited looks up the sources that an entry cites.
func (c *Catalogue) Cited(cites []Cite) []Cited {
	found := make([]Cited, 0, len(cites))
	for _, cite := range cites {
		if source, ok := c.Sources[cite.Source]; ok {
			found = append(found, Cited{source, cite.Supports})
		}
	}
	return found
}
