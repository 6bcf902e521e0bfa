package quizzes

import (
	"fmt"
	"slices"
)

// Suggestion is a role to look at.
type Suggestion struct {
	Role       string `json:"role"`
	Why        string `json:"why"`
	EntryLevel int    `json:"entry_level"`
	Sector     string `json:"sector"`
	Wildcard   bool   `json:"wildcard"`
}

// rolesEach is how many roles a shown sector gets.
const rolesEach = 3

// suggest picks, for each sector that is shown, three roles at different entry
// levels with at least one that needs no degree, and one wildcard from another
// sector. A sheet that is not ranked gets three sectors to look at.
func (q *Quiz) suggest(r Ranking, seed int64) []Suggestion {
	shown := []string{r.Sectors[0].ID, r.Sectors[1].ID}
	if !r.Ranked {
		shown = q.threeToLookAt(seed)
	}
	list := []Suggestion{}
	taken := map[string]bool{}
	for _, sector := range shown {
		for _, role := range q.threeRoles(r, sector, taken) {
			taken[role.ID] = true
			list = append(list, Suggestion{Role: role.ID, Why: q.why(r, role, sector), EntryLevel: role.EntryLevel, Sector: sector})
		}
	}
	if wild := q.wildcard(r, shown, taken); wild != nil {
		list = append(list, Suggestion{
			Role: wild.ID, Why: "from another part of the street", EntryLevel: wild.EntryLevel, Sector: wild.Sector, Wildcard: true,
		})
	}
	return list
}

// threeToLookAt chooses by the seed alone: the answers do not say.
func (q *Quiz) threeToLookAt(seed int64) []string {
	ids := make([]string, len(q.Sectors))
	for i := range q.Sectors {
		ids[i] = q.Sectors[i].ID
	}
	slices.SortFunc(ids, func(a, b string) int {
		if hashOf(seed, a) < hashOf(seed, b) {
			return -1
		}
		return 1
	})
	return ids[:min(3, len(ids))]
}

// threeRoles goes down the ranking and takes the best role of each entry level
// not yet shown; when the third is due and all need a degree, it has to be one
// that does not. Levels run out in a small sector: then the best that is left.
func (q *Quiz) threeRoles(r Ranking, sector string, taken map[string]bool) []*Target {
	var picked []*Target
	candidates := q.rolesIn(r, sector, taken)
	take := func(fits func(*Target) bool) bool {
		for _, role := range candidates {
			if !slices.Contains(picked, role) && fits(role) {
				picked = append(picked, role)
				return true
			}
		}
		return false
	}
	newLevel := func(role *Target) bool {
		return !slices.ContainsFunc(picked, func(p *Target) bool { return p.EntryLevel == role.EntryLevel })
	}
	noDegree := func(role *Target) bool { return !role.Degree() }
	for len(picked) < rolesEach {
		last := len(picked) == rolesEach-1 && !slices.ContainsFunc(picked, noDegree)
		switch {
		case last && take(func(role *Target) bool { return noDegree(role) && newLevel(role) }):
		case last && take(noDegree):
		case take(newLevel):
		case take(func(*Target) bool { return true }):
		default:
			return picked
		}
	}
	return picked
}

// rolesIn lists the roles of a sector, those that also belong to it included,
// best first.
func (q *Quiz) rolesIn(r Ranking, sector string, taken map[string]bool) []*Target {
	var list []*Target
	for _, scored := range r.Roles {
		role := q.role(scored.ID)
		if !taken[role.ID] && (role.Sector == sector || slices.Contains(role.AlsoIn, sector)) {
			list = append(list, role)
		}
	}
	return list
}

func (q *Quiz) role(id string) *Target { return &q.Roles[q.model.roleAt[id]] }

// why says what speaks for a role, by its strongest answer.
func (q *Quiz) why(r Ranking, role *Target, sector string) string {
	plus, _ := r.Reasons(role.ID)
	if !r.Ranked || len(plus) == 0 {
		return fmt.Sprintf("a way into %s", q.sector(sector).Name)
	}
	item, _ := q.Item(plus[0].Item)
	return "because of your answer to: " + item.Text
}

// wildcard is the best role of the sectors that are not shown.
func (q *Quiz) wildcard(r Ranking, shown []string, taken map[string]bool) *Target {
	for _, scored := range r.Roles {
		role := q.role(scored.ID)
		elsewhere := !slices.Contains(shown, role.Sector) && !slices.ContainsFunc(role.AlsoIn, func(s string) bool { return slices.Contains(shown, s) })
		if elsewhere && !taken[role.ID] {
			return role
		}
	}
	return nil
}
