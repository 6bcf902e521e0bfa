package web

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pathways/web/roster"
)

// columnSample is a column as a teacher recognises it: by what stands in it.
type columnSample struct {
	Value string
	Words string
}

// samples describe the columns of a table by their first cells.
func samples(table roster.Table) []columnSample {
	const shown = 3
	var list []columnSample
	for column := range table.Width() {
		var cells []string
		for _, line := range table.Lines {
			if column < len(line.Cells) && line.Cells[column] != "" && len(cells) < shown {
				cells = append(cells, line.Cells[column])
			}
		}
		number := strconv.Itoa(column + 1)
		list = append(list, columnSample{number, "Column " + number + ": " + strings.Join(cells, ", ")})
	}
	return list
}

// columnChoice is one of the questions which column is what.
type columnChoice struct {
	Name, Label, None string
	Options           []columnSample
	Chosen, Problem   string
}

// Choices are the questions which column is what.
func (p rosterPage) Choices() []columnChoice {
	list := []columnChoice{
		{Name: "name", Label: "The name, or the first name", None: "Choose a column"},
		{Name: "surname", Label: "The surname, if it is in a column of its own", None: "No such column"},
		{Name: "group", Label: "The class", None: "No such column"},
		{Name: "year", Label: "The year group", None: "No such column"},
	}
	for i := range list {
		list[i].Options, list[i].Chosen, list[i].Problem = p.Columns, p.Value(list[i].Name), p.Problem(list[i].Name)
	}
	if !p.One() {
		list[2].None = "Choose a column"
	}
	return list
}

// columns says which column is what: as it was chosen, or as the headings tell. It
// is not known where something is missing, and then that is said.
func (p *rosterPage) columns(c *fiber.Ctx, table *roster.Table) (roster.Columns, bool) {
	if c.Request().PostArgs().Has("name") {
		return p.chosenColumns(table)
	}
	whole := table.Lines
	columns, known := table.Recognise()
	if !known || columns.Class >= 0 || p.One() {
		return columns, known
	}
	p.wantClass()
	for field, column := range map[string]int{"name": columns.Name, "surname": columns.Surname, "year": columns.Year} {
		p.Typed[field] = numberOrNone(column + 1)
	}
	if dropped := len(whole) - len(table.Lines); dropped > 0 {
		table.Lines, p.Typed["headings"] = whole[dropped-1:], "yes"
	}
	return columns, false
}

// chosenColumns are those that a teacher chose, and drops the headings if there are
// any.
func (p *rosterPage) chosenColumns(table *roster.Table) (roster.Columns, bool) {
	columns := roster.Columns{Name: p.column("name"), Surname: p.column("surname"), Class: p.column("group"), Year: p.column("year")}
	if columns.Name < 0 {
		p.Wrong("name", "Choose the column in which the names are.")
	}
	if columns.Class < 0 && !p.One() {
		p.wantClass()
	}
	if p.OK() && p.Value("headings") == "yes" && len(table.Lines) > 0 {
		table.Lines = table.Lines[1:]
	}
	return columns, p.OK()
}

// wantClass says that the list names no class, though it goes into several.
func (p *rosterPage) wantClass() {
	p.Wrong("group", "Choose the column in which the classes are. To fill one class with a list that names none, open that class and choose Add names from a file.")
}

// column is the column that was chosen for something, -1 when none was.
func (p *rosterPage) column(field string) int {
	number, err := strconv.Atoi(p.Value(field))
	if err != nil || number < 1 {
		return -1
	}
	return number - 1
}
