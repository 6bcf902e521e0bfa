package roster

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// readText reads a file of so many lines at most, however its letters are written
// and its cells are parted.
func readText(file []byte, most int) (Table, error) {
	text, err := decode(file)
	if err != nil {
		return Table{}, err
	}
	if strings.Count(text, "\n") > most {
		return Table{}, TooMany
	}
	lines, err := cut(text, separatorOf(text))
	if err != nil {
		return Table{}, err
	}
	return finish(lines)
}

// Split reads what was pasted or typed, which is never refused: a quotation mark
// that nobody closed is a letter like any other there. Nothing typed is no lines.
func Split(text string) Table {
	text = plainLines(text)
	separator := separatorOf(text)
	lines, err := cut(text, separator)
	if err != nil {
		lines = apart(text, separator)
	}
	table, _ := finish(lines)
	return table
}

// decode turns the bytes of a file into text with plain ends of lines.
func decode(file []byte) (string, error) {
	var text string
	switch order := utf16Order(file); {
	case order != nil:
		text = fromUTF16(file, order)
	case utf8.Valid(file):
		text = string(bytes.TrimPrefix(file, []byte("\ufeff")))
	default: // what older spreadsheets on Windows write
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(file)
		if err != nil {
			return "", NoList
		}
		text = string(decoded)
	}
	if strings.ContainsFunc(text, unwritten) {
		return "", NoList
	}
	return plainLines(text), nil
}

// unwritten tells whether a letter is one that no list holds, and that a picture
// or a program is full of.
func unwritten(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' || r >= 0x7f && r < 0xa0
}

// utf16Order is how the bytes of each letter follow one another, nil where it is
// not UTF-16: the mark at its start says so, or else its many empty bytes.
func utf16Order(file []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(file, []byte{0xff, 0xfe}):
		return binary.LittleEndian
	case bytes.HasPrefix(file, []byte{0xfe, 0xff}):
		return binary.BigEndian
	case len(file)%2 != 0:
		return nil
	}
	var empty [2]int
	for i, b := range file {
		if b == 0 {
			empty[i%2]++
		}
	}
	switch most := len(file) / 4; {
	case empty[1] > most && empty[0] == 0:
		return binary.LittleEndian
	case empty[0] > most && empty[1] == 0:
		return binary.BigEndian
	}
	return nil
}

func fromUTF16(file []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(file)/2)
	for i := range units {
		units[i] = order.Uint16(file[2*i:])
	}
	return strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff")
}

func plainLines(text string) string {
	return strings.TrimRight(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
}

// separators part cells; where two would do, the first one.
var separators = []rune{'\t', ';', ','}

// noSeparator parts nothing: each line is one cell. Quotation marks around it still
// count, so it is read as parted by what no list holds.
const (
	noSeparator   = rune(0)
	unitSeparator = '\x1f'
)

// separatorOf finds out what parts the cells: what most of the first lines hold,
// and at least half of them. Below a heading of one word each line is one cell, whatever stands in it.
func separatorOf(text string) rune {
	if said := saidSeparator(text); said != noSeparator {
		return said
	}
	best, most := noSeparator, 0
	sample := firstLines(text)
	for _, separator := range separators {
		lines, total := 0, 0
		for i, line := range sample {
			n := countOutside(line, separator)
			if i == 0 && n == 0 && isHeading([]string{oneLine(line)}) {
				lines, total = 0, 0
				break
			}
			lines, total = lines+min(n, 1), total+n
		}
		if score := lines*1000 + min(total, 999); 2*lines >= len(sample) && lines > 0 && score > most {
			best, most = separator, score
		}
	}
	return best
}

// saidSeparator is what a first line such as "sep=;" says, which some spreadsheets
// write.
func saidSeparator(text string) rune {
	first, _, _ := strings.Cut(text, "\n")
	if len(first) == len("sep=;") && strings.EqualFold(first[:4], "sep=") {
		return rune(first[4])
	}
	return noSeparator
}

// firstLines are the first lines in which something stands.
func firstLines(text string) []string {
	const enough = 20
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
		if len(lines) == enough {
			break
		}
	}
	return lines
}

// countOutside counts a letter where it stands in no quotation marks.
func countOutside(line string, letter rune) int {
	n, quoted := 0, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case r == letter && !quoted:
			n++
		}
	}
	return n
}

// cut parts lines into cells. A quotation mark that stands where none can is a
// Refusal with its line: what comes after it could be read in two ways.
func cut(text string, separator rune) ([]Line, error) {
	if separator == noSeparator {
		lines, err := cut(text, unitSeparator)
		if err != nil {
			return apart(text, separator), nil
		}
		return lines, nil
	}
	if saidSeparator(text) != noSeparator {
		text = text[len("sep=;"):]
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.TrimLeadingSpace = separator, -1, separator != '\t'
	var lines []Line
	for next := 1; ; {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if wrong := new(csv.ParseError); errors.As(err, &wrong) {
			return nil, Refusal(fmt.Sprintf("Line %d has a quotation mark that is not closed, or stands where it cannot. Mend it, and choose the file again.", wrong.StartLine))
		} else if err != nil {
			return nil, NoList
		}
		at, _ := reader.FieldPos(0)
		for ; next < at; next++ { // empty lines, which the reader passes over
			lines = append(lines, Line{Number: next})
		}
		lines = append(lines, Line{at, cells})
		last := len(cells) - 1
		end, _ := reader.FieldPos(last)
		next = end + strings.Count(cells[last], "\n") + 1
	}
}

// apart parts lines wherever the separator stands.
func apart(text string, separator rune) []Line {
	var lines []Line
	for line := range strings.SplitSeq(text, "\n") {
		cells := []string{line}
		if separator != noSeparator {
			cells = strings.Split(line, string(separator))
		}
		lines = append(lines, Line{len(lines) + 1, cells})
	}
	return lines
}
