package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/xuri/excelize/v2"
)

// attachTable sends rows of cells as a file for spreadsheets, of the kind that the
// address ends in: .csv or .xlsx. Its name says what it is of and from which day:
// "10B-Science-results-2026-11-25.csv". The first row is the headings.
func attachTable(c *fiber.Ctx, of, what string, rows [][]string) error {
	kind, write := "text/csv; charset=utf-8", writeCSV
	if path.Ext(c.Path()) == ".xlsx" {
		kind, write = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", writeXLSX
	}
	var out bytes.Buffer
	if err := write(&out, rows); err != nil {
		return err
	}
	name := fmt.Sprintf("%s-%s-%s%s", fileWord(of), what, time.Now().In(london).Format(time.DateOnly), path.Ext(c.Path()))
	return attach(c, name, kind, out.Bytes())
}

func writeCSV(out *bytes.Buffer, rows [][]string) error {
	out.WriteString("\ufeff") // without it spreadsheets take accents for two letters
	safe := make([][]string, len(rows))
	for i, row := range rows {
		safe[i] = make([]string, len(row))
		for j, cell := range row {
			safe[i][j] = textCell(cell)
		}
	}
	return csv.NewWriter(out).WriteAll(safe)
}

// textCell keeps a spreadsheet from taking a name in a CSV for a formula, also when
// it begins with one of the wide forms of the same signs.
func textCell(text string) string {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.ContainsAny(firstRune(text), "=+-@＝＋－＠") {
		return "'" + text
	}
	return text
}

func firstRune(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}

// writeXLSX writes every cell as text: none can be a formula, and no date turns
// into another. The headings stay in sight.
func writeXLSX(out *bytes.Buffer, rows [][]string) error {
	book := excelize.NewFile()
	defer book.Close()
	sheet := book.GetSheetName(0)
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	stream, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := stream.SetColWidth(1, len(rows[0]), 18); err != nil {
		return err
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, row := range rows {
		style := 0
		if i == 0 {
			style = bold
		}
		cells := make([]any, len(row))
		for j, text := range row {
			cells[j] = excelize.Cell{StyleID: style, Value: text}
		}
		if err := stream.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return book.Write(out)
}
