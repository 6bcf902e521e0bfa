package web

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"pathways/models"
	"pathways/web/roster"
)

// nameList is what was read from the names that a teacher typed, or pasted from
// a spreadsheet.
type nameList struct {
	Names    []string
	Problems []string // one a line that cannot be taken, with its number
	Heading  bool     // the first line was the heading of a spreadsheet
	Cut      int      // lines of which only the name was taken
}

// readNames reads one name a line. Of a line with more than one column only the
// name is taken: the columns are those that the heading names, or else the first
// one that holds letters. Of a family name only the first letter is taken.
func readNames(text string, seats []models.SeatResult) nameList {
	var list nameList
	there := map[string]bool{}
	for _, seat := range seats {
		there[models.NameKey(seat.Name)] = true
	}
	table := roster.Split(text)
	columns, headed := table.Headings()
	list.Heading = headed
	columns.Year = -1 // is left out here
	if !headed {
		columns.Name = 0
	}
	for i, row := range table.Rows(columns, roster.Initial) {
		cells := table.Lines[i].Cells
		if !headed && len(cells) > 1 {
			name, problem := nameAmong(cells)
			if row.Name = name; problem != "" {
				list.wrong(row, problem)
				return list // headings mend it for all lines at once
			}
		}
		list.take(row, cells, there)
	}
	return list
}

// take puts a name on the list, or says why it cannot stand there.
func (l *nameList) take(row roster.Row, cells []string, there map[string]bool) {
	if strings.Join(cells, "") != row.Name {
		l.Cut++
	}
	problem, key := nameProblem(row.Name), models.NameKey(row.Name)
	if problem == "" && there[key] {
		problem = row.Name + " is on the list already. Add a letter to tell them apart."
	}
	if problem != "" {
		l.wrong(row, problem)
	}
	there[key] = true
	l.Names = append(l.Names, row.Name)
}

func (l *nameList) wrong(row roster.Row, problem string) {
	l.Problems = append(l.Problems, fmt.Sprintf("Line %d: %s", row.Line, problem))
}

// nameAmong takes the name out of the columns of a line without a heading, which
// is the first one with letters. Where that is one word and so is the next, one of
// them is the surname, and nobody guesses which.
func nameAmong(cells []string) (name, problem string) {
	words := slices.DeleteFunc(slices.Clone(cells), func(cell string) bool { return !hasLetter(cell) })
	switch {
	case len(words) == 0:
		return cells[0], ""
	case len(words) > 1 && !strings.ContainsAny(words[0], " 0123456789") && !strings.ContainsAny(words[1], "0123456789"):
		return words[0], fmt.Sprintf("We cannot tell whether “%s” or “%s” is the first name. Put the headings above the list, such as First name and Surname.", words[0], words[1])
	}
	return words[0], ""
}

func hasLetter(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// address is that of a class, which says what was taken of the list.
func (l nameList) address(class string) string {
	address := "/classes/" + class
	if len(l.Names) > 0 {
		address += fmt.Sprintf("?names=%d", len(l.Names))
	}
	if l.Cut > 0 {
		address += fmt.Sprintf("&cut=%d", l.Cut)
	}
	if l.Heading && len(l.Names) > 0 {
		address += "&heading=yes"
	}
	return address
}

// takenWords say what was taken of a list, and what was left out.
func takenWords(names, cut int, heading bool) string {
	words := plural(names, "name is", "names are") + " on the list now."
	if cut > 0 {
		words += " Only the name was taken of " + plural(cut, "line", "lines") + ": the other columns were left out."
	}
	if heading {
		words += " The heading was left out too."
	}
	return words
}
