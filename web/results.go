package web

import (
	"net/http"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// resultsPage is a class's picture: sectors and measures as charts with their
// tables, who has a result, and what the class is asked to do next.
type resultsPage struct {
	Page
	Form
	Class     models.Class
	Stamp     string
	Seats     []seatRow // those that were asked for, in the order that was
	Total     int       // of all seats
	Who, Sort string
	Count     int
	Sectors   []sectorBar
	Unclear   int // results that name no favourite
	Means     []meanBar
	FollowUps []followUpRow // that are open
}

// seatRow is a student's line of the results.
type seatRow struct {
	models.SeatResult
	First, Second string
	Ranked        bool
}

// resultsPage reads a class's results after the stamp that they are shown with.
func (s *Site) resultsPage(c *fiber.Ctx, stamp string) (resultsPage, error) {
	class, sum, err := s.classResults(c)
	if err != nil {
		return resultsPage{}, err
	}
	shown := resultsPage{
		Page: s.page(c, "Class results", "class.css"), Class: class, Stamp: stamp, Total: len(sum.rows),
		Count: sum.count, Sectors: sum.bars(), Unclear: sum.unclear(), Means: sum.means(),
	}
	shown.choose(sum.rows, c.Query("who"), c.Query("sort"))
	shown.FollowUps, err = s.openFollowUps(c)
	return shown, err
}

// classResults is the class that the address names, with what its results add
// up to.
func (s *Site) classResults(c *fiber.Ctx) (models.Class, *picture, error) {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("class")
	class, err := s.db.Classes.Find(ctx, teacher, id)
	if err != nil {
		return class, nil, err
	}
	seats, err := s.db.Classes.Results(ctx, teacher, id)
	if err != nil {
		return class, nil, err
	}
	sum, err := s.classPicture(seats)
	return class, sum, err
}

func (s *Site) showResults(c *fiber.Ctx) error {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("class")
	stamp, err := s.db.Classes.Stamp(ctx, teacher, id)
	if err != nil {
		return err
	}
	if fromHTMX(c) && c.Query("stamp") == stamp {
		return c.SendStatus(http.StatusNoContent)
	}
	shown, err := s.resultsPage(c, stamp)
	if err != nil {
		return err
	}
	if fromHTMX(c) {
		return part(c, "class/results#picture", shown)
	}
	return page(c, "class/results", shown)
}

// sendResults is the list as a file for spreadsheets.
func (s *Site) sendResults(c *fiber.Ctx) error {
	class, sum, err := s.classResults(c)
	if err != nil {
		return err
	}
	rows := [][]string{{"Name", "User name", "First sector", "Second sector", "Own choice", "Finished", "Has a plan"}}
	for _, row := range sum.rows {
		finished := ""
		if row.FinishedAt != nil {
			finished = row.FinishedAt.In(london).Format("2006-01-02 15:04")
		}
		rows = append(rows, []string{
			row.Name, row.UserName, row.First, row.Second,
			s.choiceName(row.OwnChoice), finished, yesOrNo(row.HasPlan),
		})
	}
	if err := s.audit(c, "exported class results", nil); err != nil {
		return err
	}
	return attachTable(c, class.Name, "results", rows)
}

func (s *Site) choiceName(id string) string {
	if id == "" || id == noChoice {
		return ""
	}
	return s.sectorName(id)
}
