package web

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pathways/models"
)

// nameList is what was read from the names that a teacher typed, or pasted from
// a spreadsheet.
type nameList struct {
	Names    []string
	Problems []string // one a line that cannot be taken, with its number
	Heading  bool     // the first line was the heading of a spreadsheet
	Cut      int      // lines of which only the name was taken
}

// Words that head a column of names, and one of family names.
var (
	nameHeadings   = []string{"name", "first name", "forename", "given name", "preferred name", "preferred forename", "legal forename", "pupil", "pupil name", "student", "student name", "full name"}
	familyHeadings = []string{"surname", "last name", "family name", "legal surname", "preferred surname"}
)

// readNames reads one name a line. Of a line with more than one column only the
// name is taken: the columns are those that the heading names, or else the first
// one that holds letters. Of a family name only the first letter is taken.
func readNames(text string, seats []models.SeatResult) nameList {
	var list nameList
	there := map[string]bool{}
	for _, seat := range seats {
		there[models.NameKey(seat.Name)] = true
	}
	given, family := -1, -1
	for i, line := range strings.Split(text, "\n") {
		cells := cellsOf(line)
		if len(cells) == 0 {
			continue
		}
		if given < 0 && len(list.Names) == 0 && !list.Heading {
			given, family = columnOf(cells, nameHeadings), columnOf(cells, familyHeadings)
			if list.Heading = given >= 0; list.Heading {
				continue
			}
		}
		name := nameIn(cells, given, family)
		if strings.Join(cells, "") != name {
			list.Cut++
		}
		problem := nameProblem(name)
		if problem == "" && there[models.NameKey(name)] {
			problem = name + " is on the list already. Add a letter to tell them apart."
		}
		if problem != "" {
			list.Problems = append(list.Problems, fmt.Sprintf("Line %d: %s", i+1, problem))
		}
		there[models.NameKey(name)] = true
		list.Names = append(list.Names, name)
	}
	return list
}

// cellsOf are the columns of a line with single spaces; none when all are empty.
func cellsOf(line string) []string {
	cells := strings.Split(line, "\t")
	filled := false
	for i, cell := range cells {
		cells[i] = strings.Join(strings.Fields(cell), " ")
		filled = filled || cells[i] != ""
	}
	if !filled {
		return nil
	}
	return cells
}

// columnOf finds the column with one of some headings, or -1.
func columnOf(cells, headings []string) int {
	return slices.IndexFunc(cells, func(cell string) bool { return slices.Contains(headings, models.NameKey(cell)) })
}

// nameIn takes the name out of the columns of a line.
func nameIn(cells []string, given, family int) string {
	if given < 0 {
		given = max(0, slices.IndexFunc(cells, func(cell string) bool { return strings.ContainsFunc(cell, unicode.IsLetter) }))
	}
	if given >= len(cells) {
		return ""
	}
	name := cells[given]
	if family >= 0 && family < len(cells) && cells[family] != "" {
		first, _ := utf8.DecodeRuneInString(cells[family])
		name += " " + string(first)
	}
	return name
}

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
