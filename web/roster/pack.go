package roster

import (
	"strconv"
	"strings"
)

// Pack writes a table as text that a form can carry to the next page: a line for
// each line, its number first.
func (t *Table) Pack() string {
	var text strings.Builder
	for _, line := range t.Lines {
		text.WriteString(strconv.Itoa(line.Number) + "\t" + strings.Join(line.Cells, "\t") + "\n")
	}
	return text.String()
}

// Unpack reads what Pack wrote and a form brought back. It is held to the same
// limits as a file, because anybody can have written it.
func Unpack(text string) (Table, error) {
	if len(text) > MostBytes {
		return Table{}, TooLarge
	}
	text = plainLines(text)
	if strings.Count(text, "\n") > mostRaw {
		return Table{}, TooMany
	}
	var table Table
	cells := 0
	for line := range strings.SplitSeq(text, "\n") {
		number, rest, _ := strings.Cut(line, "\t")
		n, err := strconv.Atoi(number)
		if err != nil {
			return Table{}, Damaged
		}
		found := tidy(strings.Split(rest, "\t"))
		if cells += len(found); cells > MostCells {
			return Table{}, TooWide
		}
		table.Lines = append(table.Lines, Line{n, found}) // empty ones too: a pupil without a name is one to be named
	}
	return table, nil
}

// PackRows writes rows as a table with headings that Recognise knows.
func PackRows(rows []Row) string {
	table := Table{Lines: []Line{{0, []string{"Name", "Class", "Year group"}}}}
	for _, row := range rows {
		year := ""
		if row.Year > 0 {
			year = strconv.Itoa(row.Year)
		}
		table.Lines = append(table.Lines, Line{row.Line, []string{row.Name, row.Class, year}})
	}
	return table.Pack()
}
