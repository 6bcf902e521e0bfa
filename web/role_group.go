package web

import (
	"net/url"
	"strconv"

	"pathways/quizzes/careers"
)

// roleGroup is the part of a list of roles that one sector has.
type roleGroup struct {
	Sector string // empty when the list is of one sector anyway
	Count  int    // of roles, also those that are not shown
	Cards  []roleCard
	More   string // the address with all of them, when not all are shown
}

// A list of roles this long is shown whole; of a longer one each sector shows the
// first few, and the rest at an address of its own.
const (
	wholeList = 15
	firstFew  = 4
)

// roleGroups cuts what a filter found by sector.
func (s *Site) roleGroups(found []*careers.Role, wanted careers.Filter) []roleGroup {
	if wanted.Sector != "" && len(found) > 0 {
		return []roleGroup{{Count: len(found), Cards: s.roleCards(found)}}
	}
	var groups []roleGroup
	for _, sector := range s.careers.Sectors {
		var roles []*careers.Role
		for _, role := range found {
			if role.Sector == sector.ID {
				roles = append(roles, role)
			}
		}
		if len(roles) == 0 {
			continue
		}
		group := roleGroup{Sector: sector.ID, Count: len(roles)}
		if len(found) > wholeList && len(roles) > firstFew+1 {
			roles = roles[:firstFew]
			within := wanted
			within.Sector = sector.ID
			group.More = rolesAt(within)
		}
		group.Cards = s.roleCards(roles)
		groups = append(groups, group)
	}
	return groups
}

// rolesAt is the address of what a filter finds.
func rolesAt(f careers.Filter) string {
	query := url.Values{}
	for name, value := range map[string]string{"sector": f.Sector, "contact": f.Contact, "place": f.Place} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if f.Level != 0 {
		query.Set("level", strconv.Itoa(f.Level))
	}
	return "/roles?" + query.Encode()
}
