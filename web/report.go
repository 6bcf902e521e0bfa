package web

import (
	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// reportPage is a class on one sheet of paper, without names.
type reportPage struct {
	Page
	Class                  models.Class
	Total, Joined, Count   int
	Planned, Shared        int
	Sectors                []sectorBar
	Unclear                int
	Means                  []meanBar
	Most, Least            []string // what the class would like to do, and would not
	Same, Other, Undecided int      // whether the own choice is the first sector
	MadeOn                 string
}

// Drawn tells whether so many have finished that nobody can be told from the
// picture: the sheet may go round.
func (p reportPage) Drawn() bool { return p.Count >= fewestRevealed }

// Fewest is how many have to have finished for that.
func (reportPage) Fewest() int { return fewestRevealed }

func (s *Site) showReport(c *fiber.Ctx) error {
	class, sum, err := s.classResults(c)
	if err != nil {
		return err
	}
	shown := reportPage{
		Page: s.page(c, "Class report", "class.css"), Class: class, Total: len(sum.rows), Count: sum.count,
		Sectors: sum.bars(), Unclear: sum.unclear(), Means: sum.means(), MadeOn: date(s.db.Now()),
	}
	shown.Most, shown.Least = sum.ends()
	for _, row := range sum.rows {
		shown.count(row, s.choiceName(row.OwnChoice))
	}
	return page(c, "class/report", shown)
}

// count adds a pupil to the sheet, with the sector that they named themselves.
func (p *reportPage) count(row seatRow, chosen string) {
	if row.ClaimedAt != nil {
		p.Joined++
	}
	if row.HasPlan {
		p.Planned++
	}
	if row.SharedPlans > 0 {
		p.Shared++
	}
	switch {
	case row.AttemptPublicID == "":
	case chosen == "" || !row.Ranked:
		p.Undecided++
	case chosen == row.First:
		p.Same++
	default:
		p.Other++
	}
}
