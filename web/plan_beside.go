package web

import (
	"fmt"
	"slices"

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
	Next    []models.PlanStep
}

// besideYear is one school year of both plans.
type besideYear struct {
	Name  string
	Cells []besideCell
}

// besideCell is what one plan holds for a school year.
type besideCell struct {
	Whose, Sector string
	Steps         []models.PlanStep
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
	shown.Years = besideYears(shown.Sides)
	return page(c, "plan/beside", shown)
}

// planSide adds up how long a plan takes and how much of it is paid. Steps that
// are skipped or that nobody knows the length of are left out.
func (s *Site) planSide(plan models.Plan, name string) planSide {
	side := planSide{Plan: plan, Name: name, Next: nextSteps(plan)}
	months, paid, open := 0, 0, false
	for _, step := range plan.Steps {
		if step.Kind != models.RouteStep || step.State == models.Skip {
			continue
		}
		months += step.Months
		open = open || step.Months == 0
		if known, ok := s.careers.Step(step.StepID); ok && known.Paid() {
			paid += step.Months
		}
	}
	side.Length, side.Earning = totalLength(months, open), "No step of it is paid"
	if paid > 0 {
		side.Earning = "Paid for " + doors.LengthWords(paid) + " of it"
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

// afterSchool is the year group of everything after Year 13.
const afterSchool = 14

// besideYears sets the steps of both plans into the same rows, one a school year;
// what has no year comes last.
func besideYears(sides []planSide) []besideYear {
	var years []besideYear
	for year := 7; year <= afterSchool+1; year++ {
		row, held := besideYear{Name: nameOfYear(year)}, false
		for _, side := range sides {
			cell := besideCell{Whose: side.Name, Sector: side.Sector}
			for _, step := range side.Steps {
				if yearRow(step.YearGroup) == year {
					cell.Steps, held = append(cell.Steps, step), true
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		if held {
			years = append(years, row)
		}
	}
	return years
}

// yearRow is the row of a step: its school year, or the last one when it has none.
func yearRow(yearGroup int) int {
	if yearGroup == 0 {
		return afterSchool + 1
	}
	return min(max(yearGroup, 7), afterSchool)
}

func nameOfYear(year int) string {
	switch {
	case year < afterSchool:
		return fmt.Sprintf("Year %d", year)
	case year == afterSchool:
		return "After Year 13"
	}
	return "Any time"
}
