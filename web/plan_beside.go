package web

import (
	"cmp"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers/doors"
)

func (s *Site) besideRoutes() []Route {
	return []Route{get("/plans/beside", students, s.showBeside)}
}

// besidePage is a student's main plan with another one, plan B, at its side.
type besidePage struct {
	Page
	Sides  []planSide // none while there are no two plans
	Years  []besideYear
	Others []choice
}

// planSide is what one of two plans adds up to.
type planSide struct {
	models.Plan
	Name    string // what it is to the student
	Length  string
	Earning string
	Next    []planStep
}

// besideYear is one school year of both plans.
type besideYear struct {
	Name  string
	Cells []besideCell
	year  int // 0 for what has no day
}

// besideCell is what one plan holds for a school year.
type besideCell struct {
	Whose, Sector string
	Steps         []planStep
}

func (s *Site) showBeside(c *fiber.Ctx) error {
	plans, err := s.db.Plans.Of(c.UserContext(), me(c).user.ID)
	if err != nil {
		return err
	}
	shown := besidePage{Page: s.page(c, "Two plans side by side", "plan.css")}
	if len(plans) < 2 {
		return page(c, "plan/beside", shown)
	}
	main, others := plans[0], plans[1:]
	b := 0
	if asked := c.Query("plan"); asked != "" {
		if b = slices.IndexFunc(others, func(p models.Plan) bool { return p.PublicID == asked }); b < 0 {
			return fiber.ErrNotFound
		}
	}
	for i, other := range others {
		shown.Others = append(shown.Others, choice{other.PublicID, other.RoleName + ", " + other.RouteName, i == b})
	}
	shown.Sides = []planSide{s.planSide(main, "My main plan"), s.planSide(others[b], "Plan B")}
	shown.Years = besideYears(shown.Sides, s.today())
	return page(c, "plan/beside", shown)
}

// planSide adds up how long a plan takes and how much of it is paid. Steps that
// are skipped or that nobody knows the length of are left out.
func (s *Site) planSide(plan models.Plan, name string) planSide {
	side := planSide{Plan: plan, Name: name, Next: nextSteps(plan, s.today())}
	months, paid, open, earns := 0, 0, false, false
	for _, step := range plan.Steps {
		if step.Kind != models.RouteStep || step.State == models.Skip {
			continue
		}
		months += step.Months
		open = open || step.Months == 0
		if known, ok := s.careers.Step(step.StepID); ok && known.Paid() {
			paid += step.Months
			earns = true
		}
	}
	side.Length, side.Earning = totalLength(months, open), "No step of it is paid"
	switch {
	case paid > 0:
		side.Earning = "Paid for " + doors.LengthWords(paid) + " of it"
	case earns:
		side.Earning = "Paid, for a time that nobody can say"
	}
	return side
}

// totalLength says how long the steps of a plan take, one after another.
func totalLength(months int, open bool) string {
	switch words := doors.LengthWords(months); {
	case months == 0:
		return "Nobody can say"
	case open:
		return "At least " + words
	default:
		return words
	}
}

// besideYears sets the steps of both plans into the same rows, one a school year.
func besideYears(sides []planSide, today time.Time) []besideYear {
	var years []besideYear
	for i, side := range sides {
		for _, year := range yearsOf(side.Plan, today) {
			at := slices.IndexFunc(years, func(y besideYear) bool { return y.is(year) })
			if at < 0 {
				at = len(years)
				years = append(years, newBesideYear(year, sides))
			}
			years[at].Cells[i].Steps = year.Steps
		}
	}
	slices.SortStableFunc(years, func(a, b besideYear) int {
		return cmp.Or(cmp.Compare(bit(a.year == 0), bit(b.year == 0)), cmp.Compare(a.year, b.year))
	})
	return years
}

// is tells whether a plan's year belongs into this row.
func (y besideYear) is(year planYear) bool {
	return y.year == year.Year && (year.Year > 0 || y.Name == year.Name)
}

func newBesideYear(year planYear, sides []planSide) besideYear {
	row := besideYear{Name: year.Name, year: year.Year}
	for _, side := range sides {
		row.Cells = append(row.Cells, besideCell{Whose: side.Name, Sector: side.Sector})
	}
	return row
}
