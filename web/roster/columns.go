package roster

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Columns says which column of a table is what, counted from 0; -1 is none. Name
// is the whole name, or only the first name where Surname is a column too.
type Columns struct{ Name, Surname, Class, Year int }

// noColumns has nothing.
var noColumns = Columns{-1, -1, -1, -1}

// Named tells whether there is a name at all.
func (c Columns) Named() bool { return c.Name >= 0 || c.Surname >= 0 }

// The words that head a column, the ones to prefer first.
var (
	nameHeadings = []string{
		"preferred first name", "preferred forename", "chosen name", "known as", "first name", "forename", "forenames", "forename s",
		"given name", "givenname", "legal first name", "legal forename", "first", "name", "full name", "pupil name", "student name",
		"learner name", "preferred name", "pupil", "student", "learner", "pupil s name", "student s name",
	}
	surnameHeadings = []string{
		"preferred surname", "preferred last name", "surname", "last name", "family name", "familyname", "legal surname",
		"legal last name", "legal family name", "last",
	}
	classHeadings = []string{
		"class", "class name", "form", "form group", "reg", "reg group", "reg form", "registration", "registration group",
		"registration form", "tutor group", "tutor", "mentor group", "group", "teaching group", "set",
	}
	yearHeadings = []string{
		"year group", "yeargroup", "nc year", "ncyear", "nc year group", "nc year actual", "national curriculum year", "year", "yr",
		"yr group", "yr grp", "curriculum year", "grade",
	}
)

// headingKey is how headings are compared: "NC_Year:" is "nc year".
func headingKey(cell string) string {
	words := strings.FieldsFunc(strings.ToLower(norm.NFKC.String(cell)), func(r rune) bool { return strings.ContainsRune(" _-.:*()'’", r) })
	return strings.Join(words, " ")
}

// columnsOf finds the columns that a line of headings names.
func columnsOf(cells []string) Columns {
	keys := make([]string, len(cells))
	for i, cell := range cells {
		keys[i] = headingKey(cell)
	}
	find := func(headings []string) int {
		for _, heading := range headings {
			if at := slices.Index(keys, heading); at >= 0 {
				return at
			}
		}
		return -1
	}
	return Columns{find(nameHeadings), find(surnameHeadings), find(classHeadings), find(yearHeadings)}
}

// isHeading tells whether a line heads a column of names.
func isHeading(cells []string) bool { return columnsOf(cells).Named() }

// mostAbove is how many lines of title may stand above the headings.
const mostAbove = 10

// Headings drops a first line that heads a column of names, and says which column
// is what; it is false where the first line is one like the others.
func (t *Table) Headings() (Columns, bool) {
	if len(t.Lines) == 0 || !isHeading(t.Lines[0].Cells) {
		return noColumns, false
	}
	columns := columnsOf(t.Lines[0].Cells)
	t.Lines = t.Lines[1:]
	return columns, true
}

// Recognise finds the headings, drops them and the titles above them from the
// table, and says which column is what. A table of one column without a heading is
// one of names. Otherwise it is false, and somebody has to say it.
func (t *Table) Recognise() (Columns, bool) {
	for i, line := range t.Lines[:min(len(t.Lines), mostAbove)] {
		if !isHeading(line.Cells) || i > 0 && len(line.Cells) == 1 {
			continue
		}
		if i > 0 {
			t.note("What stands above the headings in line %d was left out.", line.Number)
		}
		t.Lines = t.Lines[i:]
		return t.Headings()
	}
	if t.Width() == 1 {
		columns := noColumns
		columns.Name = 0
		return columns, true
	}
	return noColumns, false
}

// Width is how many columns the widest line has.
func (t *Table) Width() int {
	most := 0
	for _, line := range t.Lines {
		most = max(most, len(line.Cells))
	}
	return most
}
