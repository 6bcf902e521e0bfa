package roster

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// readZip reads what is packed: an XLSX file, or the files of OneRoster.
func readZip(file []byte, until time.Time) (Table, error) {
	packed, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return Table{}, Damaged
	}
	parts, err := unpack(packed, until)
	if err != nil {
		return Table{}, err
	}
	if slices.ContainsFunc(parts, func(part File) bool { return part.Name == "xl/workbook.xml" }) {
		return readXLSX(file, parts, until)
	}
	if slices.ContainsFunc(parts, func(part File) bool { return oneRosterPart(part.Name) != "" }) {
		return readOneRoster(parts)
	}
	return Table{}, NoList
}

// mostParts is how many files may be in a packed one.
const mostParts = 500

// unpack reads all that is in a packed file, which shows that nothing of it is
// damaged, and stops where it becomes too much.
func unpack(packed *zip.Reader, until time.Time) ([]File, error) {
	if len(packed.File) > mostParts {
		return nil, Unpacked
	}
	left := int64(MostUnzipped)
	var parts []File
	for _, part := range packed.File {
		in, err := part.Open()
		if err != nil {
			return nil, refused(err)
		}
		bytes, err := io.ReadAll(io.LimitReader(in, left+1))
		if left -= int64(len(bytes)); left < 0 {
			return nil, Unpacked
		}
		if err = errors.Join(err, in.Close()); err != nil {
			return nil, refused(err)
		}
		if time.Now().After(until) {
			return nil, TooSlow
		}
		parts = append(parts, File{part.Name, bytes})
	}
	return parts, nil
}

// refused says why a part of a packed file cannot be read.
func refused(err error) error {
	if errors.Is(err, zip.ErrAlgorithm) {
		return Protected // or packed in a way that no spreadsheet uses
	}
	return Damaged
}

// readXLSX reads the first sheet that is shown. Nothing goes to the disk: what
// would is over the limit.
func readXLSX(file []byte, parts []File, until time.Time) (Table, error) {
	for _, part := range parts {
		if err := wellFormed(part, until); err != nil {
			return Table{}, err
		}
	}
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{UnzipSizeLimit: MostUnzipped, UnzipXMLSizeLimit: MostUnzipped})
	if err != nil {
		return Table{}, Damaged
	}
	defer book.Close()
	sheets := book.GetSheetList()
	at := slices.IndexFunc(sheets, func(name string) bool {
		shown, err := book.GetSheetVisible(name)
		return err == nil && shown
	})
	if at < 0 {
		return Table{}, Nothing
	}
	lines, err := readSheet(book, sheets[at], until)
	if err != nil {
		return Table{}, err
	}
	table, err := finish(lines)
	if err == nil && len(sheets) > 1 {
		table.note("Only the sheet “%s” was read.", sheets[at])
	}
	return table, err
}

// A cell of a sheet is five pieces: it begins, holds a value that begins, is and
// ends, and ends. No sheet has parts within parts within parts for long.
const (
	mostPieces = 5 * MostCells
	mostDepth  = 100
)

// wellFormed reads a part to its end: whatever came behind a fault would be left
// out without a word, and what has too many pieces would take too much memory.
func wellFormed(part File, until time.Time) error {
	if !strings.HasSuffix(part.Name, ".xml") && !strings.HasSuffix(part.Name, ".rels") {
		return nil
	}
	decoder := xml.NewDecoder(bytes.NewReader(part.Bytes))
	for n, depth := 0, 0; ; n++ {
		piece, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil, depth > mostDepth:
			return Damaged
		case n > mostPieces:
			return TooWide
		case n%1000 == 0 && time.Now().After(until):
			return TooSlow
		}
		switch piece.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
}

// readSheet reads a sheet line by line, formulas as what they show.
func readSheet(book *excelize.File, sheet string, until time.Time) ([]Line, error) {
	rows, err := book.Rows(sheet)
	if err != nil {
		return nil, Damaged
	}
	defer rows.Close()
	var lines []Line
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		switch {
		case err != nil:
			return nil, Damaged
		case number > mostRaw && len(cells) > 0:
			return nil, TooMany
		case number%100 == 0 && time.Now().After(until):
			return nil, TooSlow
		case number <= mostRaw:
			lines = append(lines, Line{number, slices.Clone(cells[:min(len(cells), mostColumns)])})
		}
	}
	if rows.Error() != nil {
		return nil, Damaged
	}
	return lines, nil
}
