package web

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers"
)

func (s *Site) tryoutRoutes() []Route {
	return []Route{
		get("/try-outs", everybody, s.showTryouts),
		get("/try-outs/:tryout", everybody, s.showTryout),
	}
}

// tryoutsPage lists the try-outs by sector.
type tryoutsPage struct {
	Page
	Sectors []tryoutSector
}

type tryoutSector struct {
	*careers.Sector
	Tryouts []*careers.Tryout
}

func (s *Site) showTryouts(c *fiber.Ctx) error {
	shown := tryoutsPage{Page: s.page(c, "Try-outs", "tryout.css")}
	for i := range s.careers.Sectors {
		sector := &s.careers.Sectors[i]
		if found := s.careers.TryoutsIn(sector.ID); len(found) > 0 {
			shown.Sectors = append(shown.Sectors, tryoutSector{sector, found})
		}
	}
	return page(c, "tryout/tryouts", shown)
}

// tryoutPage is one try-out: what it is about, the task, and what somebody in
// the job says to the answer.
type tryoutPage struct {
	Page
	Form
	Crumbs  []crumb
	Tryout  *careers.Tryout
	Figures []figureView
	Task    []taskField // what the form asks for
	Told    *toldView   // nil until all is answered
	Roles   []roleCard
	Next    *careers.Tryout
	Answer  string // the address of the page with the answer
}

// taskField is one field of a task.
type taskField struct {
	Name, Label, Problem string
	Choices              []taskChoice
}

// taskChoice is one choice of a field; in a record it is a line with its cells.
type taskChoice struct {
	choice
	Cells []cell
}

// cell is a value of a record under the name of its column.
type cell struct{ Column, Value string }

// showTryout shows a try-out and, when the address holds an answer, what there
// is to say to it. The answer stands in the address and nowhere else.
func (s *Site) showTryout(c *fiber.Ctx) error {
	tryout, ok := s.careers.Tryout(c.Params("tryout"))
	if !ok {
		return models.ErrNotFound
	}
	sector, _ := s.careers.Sector(tryout.Sector)
	shown := tryoutPage{
		Page:   s.page(c, tryout.Name, "tryout.css"),
		Crumbs: []crumb{{"Try-outs", "/try-outs"}, {sector.Name, sector.Path()}, {tryout.Name, ""}},
		Tryout: tryout, Figures: figureViews(tryout.Figures), Next: s.careers.TryoutAfter(tryout),
		Answer: tryout.Path() + "?" + tryout.Right().Query() + "#told",
	}
	given, problems := tryout.Read(func(field string) []string { return inAddress(c, field) })
	if c.Query("done") == "" {
		problems = nil
	} else if len(problems) == 0 {
		shown.Told = told(tryout, tryout.Tell(given))
	}
	shown.Task = taskOf(tryout, given, problems)
	for _, field := range shown.Task {
		shown.Wrong(field.Name, problems[field.Name])
	}
	for _, id := range tryout.Roles {
		if role, ok := s.careers.Role(id); ok {
			shown.Roles = append(shown.Roles, s.roleCard(role, ""))
		}
	}
	if fromHTMX(c) {
		return part(c, "tryout/tryout#task", shown)
	}
	return page(c, "tryout/tryout", shown)
}

// inAddress are the values that the address holds under a name.
func inAddress(c *fiber.Ctx, name string) []string {
	var values []string
	for _, value := range c.Context().QueryArgs().PeekMulti(name) {
		values = append(values, string(value))
	}
	return values
}

// taskOf makes the fields of a try-out's form, with what was answered in them.
func taskOf(tryout *careers.Tryout, given careers.Given, problems map[string]string) []taskField {
	var fields []taskField
	for _, field := range tryout.Fields() {
		one := taskField{Name: field.Name, Label: field.Label, Problem: problems[field.Name]}
		for i, name := range field.Choices {
			one.Choices = append(one.Choices, taskChoice{choice: choice{strconv.Itoa(i + 1), name, slices.Contains(given[field.Name], i+1)}})
		}
		fields = append(fields, one)
	}
	if tryout.Record != nil {
		for i, row := range tryout.Record.Rows {
			for n, value := range row.Cells {
				cells := &fields[0].Choices[i].Cells
				*cells = append(*cells, cell{tryout.Record.Columns[n], value})
			}
		}
	}
	return fields
}

// toldView is what is said to an answer, with the marks that stand beside its parts.
type toldView struct {
	Voice string
	Whole bool
	Words string
	Lines []toldLine
}

type toldLine struct {
	careers.Line
	Art, Mark string
}

// marks show in a drawing and in words how a part of an answer fits.
var marks = map[careers.Verdict]toldLine{
	careers.Yes:    {Art: "tick", Mark: "Yes"},
	careers.Again:  {Art: "turn", Mark: "Look again"},
	careers.Sooner: {Art: "back", Mark: "Sooner"},
	careers.Later:  {Art: "arrow", Mark: "Later"},
}

func told(tryout *careers.Tryout, to careers.Told) *toldView {
	view := &toldView{Voice: careers.Capital(tryout.Voice), Whole: to.Whole, Words: to.Words}
	for _, line := range to.Lines {
		mark := marks[line.Verdict]
		view.Lines = append(view.Lines, toldLine{line, mark.Art, mark.Mark})
	}
	return view
}
