// Package careers is the catalogue: sectors, specialisms and roles, the routes
// to them step by step, who employs and who teaches, and where each fact was read.
// It is read from YAML that people edit; nothing of it changes while the site runs.
package careers

import (
	"maps"
	"slices"
)

// Catalogue is everything that the content says about careers.
type Catalogue struct {
	Version        string // a short hash of all content: it changes when a word does
	Sectors        []Sector
	Specialisms    []Specialism
	Roles          []Role
	Routes         []Route
	Steps          []Step
	Employers      []Employer
	Providers      []Provider
	Rules          []Rule
	Pay            PayTable
	Qualifications Qualifications
	Tryouts        []Tryout
	Synonyms       []Synonym
	Dates          []KeyDate
	Sources        map[string]Source

	sectors     map[string]*Sector
	specialisms map[string]*Specialism
	roles       map[string]*Role
	routes      map[string]*Route
	steps       map[string]*Step
	employers   map[string]*Employer
	tryouts     map[string]*Tryout
	synonyms    map[string]*Synonym
	dates       map[string]*KeyDate
	search      *index
}

// Sector finds a sector by its id.
func (c *Catalogue) Sector(id string) (*Sector, bool) { return find(c.sectors, id) }

// Specialism finds a specialism by its id, sector and key: "healthcare-science/audiology".
func (c *Catalogue) Specialism(id string) (*Specialism, bool) { return find(c.specialisms, id) }

// Role finds a role by its id.
func (c *Catalogue) Role(id string) (*Role, bool) { return find(c.roles, id) }

// Route finds a route by its id.
func (c *Catalogue) Route(id string) (*Route, bool) { return find(c.routes, id) }

// Step finds a step by its id.
func (c *Catalogue) Step(id string) (*Step, bool) { return find(c.steps, id) }

// Employer finds an employer by its id.
func (c *Catalogue) Employer(id string) (*Employer, bool) { return find(c.employers, id) }

// Date finds a key date by its id.
func (c *Catalogue) Date(id string) (*KeyDate, bool) { return find(c.dates, id) }

// Source finds a source by its id.
func (c *Catalogue) Source(id string) (Source, bool) {
	source, ok := c.Sources[id]
	return source, ok
}

func find[T any](all map[string]*T, id string) (*T, bool) {
	one, ok := all[id]
	return one, ok
}

// byID maps the entries of a list by their ids.
func byID[T any](list []T, id func(*T) string) map[string]*T {
	all := make(map[string]*T, len(list))
	for i := range list {
		all[id(&list[i])] = &list[i]
	}
	return all
}

// tie makes the lookups, and fills in what follows from what others say.
func (c *Catalogue) tie() {
	c.sectors = byID(c.Sectors, func(s *Sector) string { return s.ID })
	c.specialisms = byID(c.Specialisms, func(s *Specialism) string { return s.ID })
	c.roles = byID(c.Roles, func(r *Role) string { return r.ID })
	c.routes = byID(c.Routes, func(r *Route) string { return r.ID })
	c.steps = byID(c.Steps, func(s *Step) string { return s.ID })
	c.employers = byID(c.Employers, func(e *Employer) string { return e.ID })
	c.tryouts = byID(c.Tryouts, func(t *Tryout) string { return t.ID })
	for i := range c.Tryouts {
		if role, ok := c.roles[c.Tryouts[i].home()]; ok {
			c.Tryouts[i].Sector = role.Sector
		}
	}
	c.synonyms = synonymsBy(c.Synonyms)
	c.dates = byID(c.Dates, func(d *KeyDate) string { return d.ID })
	for i := range c.Specialisms {
		if sector, ok := c.sectors[c.Specialisms[i].Sector]; ok {
			sector.Specialisms = append(sector.Specialisms, c.Specialisms[i].ID)
		}
	}
	for i := range c.Roles {
		for _, above := range c.Roles[i].Ladder.Above {
			if role, ok := c.roles[above]; ok {
				role.Ladder.Below = append(role.Ladder.Below, c.Roles[i].ID)
			}
		}
	}
}

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
