package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"pathways/quizzes/careers"
)

// searchPage is what was looked for and what was found.
type searchPage struct {
	Page
	Query string
	Note  string // how what was found fits what was looked for
	Hits  []careers.Hit
}

// A search is this long at most, and finds this many.
const (
	longestQuery = 80
	mostHits     = 30
)

func (s *Site) showSearch(c *fiber.Ctx) error {
	query := strings.TrimSpace(c.Query("q"))
	if runes := []rune(query); len(runes) > longestQuery {
		query = string(runes[:longestQuery])
	}
	shown := searchPage{Page: s.page(c, "Search", "explore.css"), Query: query, Hits: s.careers.Search(query, mostHits)}
	if synonym, ok := s.careers.SynonymOf(query); ok {
		shown.Note = synonym.Note
	}
	if fromHTMX(c) {
		return part(c, "career/search#hits", shown)
	}
	return page(c, "career/search", shown)
}

// employersPage lists who employs people in the region.
type employersPage struct {
	Page
	Employers []employerCard
}

type employerCard struct {
	*careers.Employer
	Known []*careers.Role
}

func (s *Site) showEmployers(c *fiber.Ctx) error {
	shown := employersPage{Page: s.page(c, "Employers", "explore.css")}
	for i := range s.careers.Employers {
		card := employerCard{Employer: &s.careers.Employers[i]}
		for _, id := range card.Roles {
			if role, ok := s.careers.Role(id); ok {
				card.Known = append(card.Known, role)
			}
		}
		shown.Employers = append(shown.Employers, card)
	}
	return page(c, "career/employers", shown)
}
