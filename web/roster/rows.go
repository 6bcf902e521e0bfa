package roster

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Way is how a first name and a surname in columns of their own become one name.
type Way bool

// The ways: "Amira K", which is enough to find oneself on a list, and "Amira Khan".
const (
	Initial Way = false
	Whole   Way = true
)

// Row is a pupil of a list.
type Row struct {
	Line        int // in the file
	Name, Class string
	Year        int    // 7 to 13, 0 where the list says none
	Problem     string // why the row cannot be taken, empty when it can
}

// Rows reads the pupils out of a table, one a line, in the order of the file.
func (t *Table) Rows(columns Columns, way Way) []Row {
	rows := make([]Row, 0, len(t.Lines))
	for _, line := range t.Lines {
		row := Row{Line: line.Number, Name: line.name(columns, way), Class: line.cell(columns.Class)}
		row.Problem = Fault(row.Name)
		year, known := yearOf(line.cell(columns.Year))
		if row.Year = year; !known && row.Problem == "" {
			row.Problem = fmt.Sprintf("“%s” is no year group from 7 to 13.", line.cell(columns.Year))
		}
		rows = append(rows, row)
	}
	return rows
}

// cell is the cell of a column, empty where the line has none.
func (l Line) cell(column int) string {
	if column < 0 || column >= len(l.Cells) {
		return ""
	}
	return l.Cells[column]
}

// name joins the name of a line. A single cell such as "Khan, Amira" is a surname
// and a first name as well.
func (l Line) name(columns Columns, way Way) string {
	if columns.Name < 0 {
		return l.cell(columns.Surname)
	}
	name, surname := l.cell(columns.Name), l.cell(columns.Surname)
	if before, after, found := strings.Cut(name, ","); found && surname == "" && !strings.Contains(after, ",") && strings.TrimSpace(after) != "" {
		name, surname = strings.TrimSpace(after), strings.TrimSpace(before)
	}
	switch {
	case name == "" || surname == "" || strings.HasSuffix(name, " "+surname):
		return name
	case way == Initial:
		first, _ := utf8.DecodeRuneInString(surname)
		surname = string(first)
	}
	return name + " " + surname
}

// Fault says why what a cell holds is no name at all, empty when it may be one.
func Fault(name string) string {
	switch {
	case name == "":
		return "There is no name."
	case strings.ContainsAny(name[:1], "=+-@#") || strings.HasPrefix(name, "＝"):
		return fmt.Sprintf("“%s” is a formula or a fault of the spreadsheet, not a name.", name)
	case strings.ContainsRune(name, utf8.RuneError):
		return fmt.Sprintf("A letter of “%s” got lost when the file was saved.", name)
	}
	return ""
}

// spelling is how lists write a year group: 10, Y10, Yr 10, Year 10, 10.0.
var spelling = regexp.MustCompile(`(?i)^(?:nc )?(?:y|yr|year)?\.? ?0?(\d{1,2})(?:\.0)?$`)

// yearOf reads a year group; none is 0, and known.
func yearOf(cell string) (year int, known bool) {
	if cell == "" {
		return 0, true
	}
	found := spelling.FindStringSubmatch(cell)
	if found == nil {
		return 0, false
	}
	year, _ = strconv.Atoi(found[1]) // two digits at most
	if year < 7 || year > 13 {
		return 0, false
	}
	return year, true
}
