package web

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
)

// spreadsheet reads a file as spreadsheets do.
func spreadsheet(t *testing.T, got *reply) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(strings.NewReader(got.is(http.StatusOK).body))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

func TestTheSpreadsheetSaysWhatTheCSVSaysWithEveryCellAsText(t *testing.T) {
	t.Parallel()
	_, teacher, amira, class := newAskedClass(t)
	amira.takes()
	teacher.post(class+"/seats", "names", "=HYPERLINK(\"http://elsewhere.test\")\n@Zoë Ó Briain\n00123").is(http.StatusOK)
	for _, file := range []string{"/results", "/evidence"} {
		want, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(teacher.get(class+file+".csv").body, "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		book := spreadsheet(t, teacher.get(class+file+".xlsx"))
		sheet := book.GetSheetName(0)
		rows, err := book.GetRows(sheet)
		if err != nil || len(rows) != len(want) {
			t.Fatalf("%s: %d rows, want %d: %v", file, len(rows), len(want), err)
		}
		for i, row := range want {
			for j, text := range row {
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				is, _ := book.GetCellValue(sheet, at)
				kind, _ := book.GetCellType(sheet, at)
				formula, _ := book.GetCellFormula(sheet, at)
				if is != strings.TrimPrefix(text, "'") || kind != excelize.CellTypeInlineString || formula != "" {
					t.Errorf("%s: %s holds %q of kind %v with the formula %q, want %q", file, at, is, kind, formula, text)
				}
			}
		}
		panes, err := book.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the headings are not kept in sight: %+v, %v", file, panes, err)
		}
		style, _ := book.GetCellStyle(sheet, "B1")
		if bold, err := book.GetStyle(style); err != nil || bold.Font == nil || !bold.Font.Bold {
			t.Errorf("%s: the headings are not bold: %v", file, err)
		}
	}
}

func TestASpreadsheetIsSentToBeKeptAndWrittenDown(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	got := teacher.get("/classes/" + class + "/results.xlsx").is(http.StatusOK)
	if name := got.header.Get("Content-Disposition"); !strings.HasPrefix(name, `attachment; filename="10B-Science-results-`) || !strings.HasSuffix(name, `.xlsx"`) {
		t.Errorf("the file is sent as %s", name)
	}
	if kind := got.header.Get("Content-Type"); kind != "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" {
		t.Errorf("the file is sent as a %s", kind)
	}
	for _, page := range []string{"/results", "/evidence"} {
		shown := teacher.get("/classes/" + class + page)
		for _, kind := range []string{".csv", ".xlsx"} {
			if !slices.ContainsFunc(find(shown.tree(), "a"), func(node *html.Node) bool {
				to, _ := attributeOf(node, "href")
				return to == "/classes/"+class+page+kind
			}) {
				t.Errorf("%s does not lead to its %s", page, kind)
			}
		}
	}
}
