// Package roster reads lists of pupils out of the files that schools have: CSV in
// its many spellings, XLSX, and the three files of OneRoster. It knows no HTTP and
// no database: bytes go in, and a Table comes out, or a Refusal that says why not.
//
//	table, err := roster.Read([]roster.File{{Name: "10B.csv", Bytes: file}})
//	columns, ok := table.Recognise()
//	rows := table.Rows(columns, roster.Initial)
//
// Every Row has the number of its line and, when it cannot be taken, the reason.
package roster

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// The limits within which a file is read, however it is packed.
const (
	MostBytes    = 1_000_000        // of all files together
	MostUnzipped = 8 << 20          // of what a zip or XLSX file holds
	MostLines    = 2_000            // below the headings
	MostCells    = 200_000          // of all lines
	MostTime     = 3 * time.Second  // for reading
	mostColumns  = 60               // of a line; more are left out
	mostInCell   = 200              // letters; what stands behind is left out
	mostRaw      = MostLines + 1000 // lines of a list, with empty ones and headings
	mostInPart   = 10_000           // lines of a part of OneRoster, which has staff too
)

// File is one of the files that somebody chose.
type File struct {
	Name  string
	Bytes []byte
}

// Table is the cells of a file, each with single spaces and accents in one piece.
type Table struct {
	Lines []Line   // those in which something stands
	Empty int      // how many lines were empty
	Notes []string // sentences about what was left out
}

// Line is a line of a file, with its number there.
type Line struct {
	Number int
	Cells  []string
}

// Refusal is a file that cannot be read at all. Its sentence is for a teacher.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// The refusals that have no number in them.
const (
	NoFile    = Refusal("Choose a file first.")
	TooLarge  = Refusal("This file is larger than 1 MB. Leave in only the names, classes and year groups, and choose it again.")
	TooMany   = Refusal("This file has more than 2,000 lines. Leave in only the pupils you need, or make several files of it.")
	TooWide   = Refusal("This file has too many cells. Leave in only the names, classes and year groups, and choose it again.")
	TooSlow   = Refusal("This file takes too long to read. Save it as CSV, and choose that one.")
	Unpacked  = Refusal("This file unpacks to far more than a class list. Save the list as CSV, and choose that one.")
	NoList    = Refusal("This is not a list that we can read. In your spreadsheet choose Save as, then CSV or XLSX.")
	Damaged   = Refusal("This file is damaged. Open it in your spreadsheet, save it again, and choose the new one.")
	Protected = Refusal("This file is protected with a password. Take the password off, or save the list as CSV.")
	OldKind   = Refusal("This is an old kind of spreadsheet. Open it, choose Save as, then XLSX or CSV.")
	Nothing   = Refusal("There is nothing in this file.")
	Together  = Refusal("Choose one list, or the three files users.csv, classes.csv and enrollments.csv together.")
)

// Read reads one list, or the files of OneRoster, chosen together or as one zip.
// What cannot be read is a Refusal; there is no other error.
func Read(files []File) (Table, error) {
	total, until := 0, time.Now().Add(MostTime)
	for _, file := range files {
		total += len(file.Bytes)
	}
	switch {
	case total > MostBytes:
		return Table{}, TooLarge
	case len(files) == 0:
		return Table{}, NoFile
	case len(files) > 1 || oneRosterPart(files[0].Name) != "":
		return readOneRoster(files)
	case bytes.HasPrefix(files[0].Bytes, []byte("PK")):
		return readZip(files[0].Bytes, until)
	case bytes.HasPrefix(files[0].Bytes, boxed) && bytes.Contains(files[0].Bytes, sealed):
		return Table{}, Protected
	case bytes.HasPrefix(files[0].Bytes, boxed):
		return Table{}, OldKind
	}
	return readText(files[0].Bytes, mostRaw)
}

// How the spreadsheets of before 2007 begin, and what a protected one of today
// has inside: the name of its sealed part, in UTF-16.
var (
	boxed  = []byte("\xd0\xcf\x11\xe0")
	sealed = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
)

// finish tidies the cells of lines that were read and drops the empty ones.
func finish(lines []Line) (Table, error) {
	var table Table
	cells := 0
	for _, line := range lines {
		if line.Cells = tidy(line.Cells); len(line.Cells) == 0 {
			table.Empty++
			continue
		}
		if cells += len(line.Cells); cells > MostCells {
			return Table{}, TooWide
		}
		table.Lines = append(table.Lines, line)
	}
	if len(table.Lines) == 0 {
		return Table{}, Nothing
	}
	return table, nil
}

// tidy gives each cell single spaces and whole accents, and cuts what is too much
// to be part of a list; a line of empty cells becomes none.
func tidy(cells []string) []string {
	cells = cells[:min(len(cells), mostColumns)]
	last := 0
	for i, cell := range cells {
		if cells[i] = oneLine(cell); cells[i] != "" {
			last = i + 1
		}
	}
	return cells[:last]
}

func oneLine(text string) string {
	text = strings.Join(strings.Fields(norm.NFC.String(strings.ToValidUTF8(text, ""))), " ")
	n := 0
	for i := range text {
		if n++; n > mostInCell {
			return text[:i]
		}
	}
	return text
}

// note adds a sentence about what was left out.
func (t *Table) note(sentence string, args ...any) {
	t.Notes = append(t.Notes, fmt.Sprintf(sentence, args...))
}
