package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes"
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

type sectorBar struct {
	ID, Name     string
	First, Share int
}

type meanBar struct {
	Name        string
	Mean        float64
	From, Width int
}

// picture is what a class's results add up to.
type picture struct {
	site  *Site
	rows  []seatRow
	first map[string]int
	sums  map[string]float64
	names []quizzes.DimensionScore
	liked map[string]*liking
	count int
}

func (s *Site) newPicture() *picture {
	return &picture{site: s, first: map[string]int{}, sums: map[string]float64{}, liked: map[string]*liking{}}
}

// add scores a result, by the version it was answered with.
func (p *picture) add(result models.PackedResult) (quizzes.Ranking, error) {
	quiz, ok := p.site.quizzes.Find(result.QuizKey, result.QuizVersion)
	if !ok {
		return quizzes.Ranking{}, fmt.Errorf("a result needs quiz %s version %d", result.QuizKey, result.QuizVersion)
	}
	sheet, err := quiz.Unpack(result.Packed)
	if err != nil {
		return quizzes.Ranking{}, err
	}
	ranking := quiz.Score(sheet)
	p.count++
	if ranking.Ranked {
		p.first[ranking.Sectors[0].ID]++
	}
	for _, d := range ranking.Dimensions {
		p.sums[d.ID] += d.Score
	}
	p.names = ranking.Dimensions
	p.like(quiz, sheet)
	return ranking, nil
}

// classPicture adds up the newest result of every seat.
func (s *Site) classPicture(seats []models.SeatResult) (*picture, error) {
	p := s.newPicture()
	for _, seat := range seats {
		row := seatRow{SeatResult: seat}
		if seat.AttemptPublicID != "" {
			ranking, err := p.add(seat.PackedResult)
			if err != nil {
				return nil, err
			}
			if row.Ranked = ranking.Ranked; row.Ranked {
				row.First, row.Second = ranking.Sectors[0].Name, ranking.Sectors[1].Name
			}
		}
		p.rows = append(p.rows, row)
	}
	return p, nil
}

// bars are the shares of first places, in the order of the street.
func (p *picture) bars() []sectorBar {
	var bars []sectorBar
	for _, sector := range p.site.careers.Sectors {
		bar := sectorBar{ID: sector.ID, Name: sector.Name, First: p.first[sector.ID]}
		if p.count > 0 {
			bar.Share = 100 * bar.First / p.count
		}
		bars = append(bars, bar)
	}
	return bars
}

// unclear is how many results name no favourite.
func (p *picture) unclear() int {
	ranked := 0
	for _, n := range p.first {
		ranked += n
	}
	return p.count - ranked
}

// means are the class's means, drawn left or right of the middle; a mean of two
// steps fills the half.
func (p *picture) means() []meanBar {
	var bars []meanBar
	for _, d := range p.names {
		mean := p.sums[d.ID] / float64(p.count)
		width := int(math.Min(math.Abs(mean)/2, 1) * 50)
		bar := meanBar{Name: d.Name, Mean: mean, From: 50, Width: width}
		if mean < 0 {
			bar.From = 50 - width
		}
		bars = append(bars, bar)
	}
	return bars
}

// skyline is the class as a street, without names.
func (p *picture) skyline() []building {
	most := 1
	for _, n := range p.first {
		most = max(most, n)
	}
	var street []building
	for i, sector := range p.site.careers.Sectors {
		height := lowest + (highest-lowest)*p.first[sector.ID]/most
		street = append(street, building{
			ID: sector.ID, Lit: p.first[sector.ID] == most, Left: firstHouse + houseStep*i, Top: ground - height, Height: height, Windows: height - 24,
		})
	}
	return street
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
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	_ = w.Write([]string{"Name", "User name", "First sector", "Second sector", "Own choice", "Finished", "Has a plan"})
	for _, row := range sum.rows {
		finished := ""
		if row.FinishedAt != nil {
			finished = row.FinishedAt.In(london).Format("2006-01-02 15:04")
		}
		_ = w.Write([]string{
			textCell(row.Name), textCell(row.UserName), textCell(row.First), textCell(row.Second),
			textCell(s.choiceName(row.OwnChoice)), finished, yesOrNo(row.HasPlan),
		})
	}
	w.Flush()
	if err := s.audit(c, "exported class results", nil); err != nil {
		return err
	}
	c.Set("Content-Type", "text/csv; charset=utf-8")
	download(c, class.Name, "results", "csv")
	return c.Send(out.Bytes())
}

// yesOrNo is how a cell says whether something is so.
func yesOrNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func (s *Site) choiceName(id string) string {
	if id == "" || id == noChoice {
		return ""
	}
	return s.sectorName(id)
}

// textCell keeps a spreadsheet from taking a name for a formula, also when it
// begins with one of the wide forms of the same signs.
func textCell(text string) string {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.ContainsAny(firstRune(text), "=+-@＝＋－＠") {
		return "'" + text
	}
	return text
}

func firstRune(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}

// seatPage is one student's result, for their teacher.
type seatPage struct {
	Page
	Class  models.Class
	Seat   models.Seat
	Result *resultView
	Plans  []models.Plan
	HasAny bool
}

func (s *Site) showSeat(c *fiber.Ctx) error {
	ctx, teacher, classID, seatID := c.UserContext(), me(c).user.ID, c.Params("class"), c.Params("seat")
	class, err := s.db.Classes.Find(ctx, teacher, classID)
	if err != nil {
		return err
	}
	seat, err := s.db.Seats.Find(ctx, teacher, classID, seatID)
	if err != nil {
		return err
	}
	attempts, err := s.db.Attempts.OfSeat(ctx, teacher, classID, seatID)
	if err != nil {
		return err
	}
	shown := seatPage{Page: s.page(c, "A student's result", "result.css", "class.css"), Class: class, Seat: seat}
	if len(attempts) > 0 {
		it, err := s.sit(attempts[0])
		if err != nil {
			return err
		}
		view := s.resultView(it, "")
		shown.Result = &view
	}
	if shown.Plans, err = s.db.Plans.SharedOf(ctx, teacher, classID, seatID); err != nil {
		return err
	}
	if seat.UserID != nil {
		if err := s.audit(c, "looked at a result", &models.User{ID: *seat.UserID}); err != nil {
			return err
		}
	}
	return page(c, "class/seat", shown)
}

// sharedPlanPage is a plan that its student shows.
type sharedPlanPage struct {
	Page
	Plan models.Plan
	Back string
	Talk talk
}

func (s *Site) sharedPlanPage(c *fiber.Ctx) (sharedPlanPage, error) {
	ctx, teacher, at := c.UserContext(), me(c).user, sharedPlan(c)
	plan, err := s.db.Plans.Shared(ctx, teacher.ID, at.Class, at.Seat, at.Plan)
	if err != nil {
		return sharedPlanPage{}, err
	}
	comments, err := s.db.Comments.OfShared(ctx, teacher.ID, at)
	return sharedPlanPage{
		s.page(c, "A shared plan", "plan.css"), plan, "/classes/" + at.Class + "/seats/" + at.Seat,
		newTalk(sharedPath(c), comments, teacher, true),
	}, err
}

func (s *Site) showSharedPlan(c *fiber.Ctx) error {
	shown, err := s.sharedPlanPage(c)
	if err != nil {
		return err
	}
	return page(c, "class/plan", shown)
}
