package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pathways/models"
)

func TestTheEvidenceCountsEachLessonAndKeepsARecordOfEachPupil(t *testing.T) {
	t.Parallel()
	_, teacher, amira, class := newAskedClass(t)
	amira.takes()
	amira.newTestPlan("podiatrist")
	teacher.post(class+"/follow-ups", "text", "Add two actions")
	amira.get("/me").submit("#asked form")
	page := teacher.get(class+"/evidence").is(http.StatusOK).
		sees("dt", "2: Learning from career").sees("dt", "3: Addressing the needs").sees("dt", "8: Personal guidance")
	page.sees("#lessons tr", "25 November 2026 Pathways careers quiz, 16 questions 1 1 1 0 1 1")
	page.sees("#pupils tr", "Amira K 2026-11-25").sees("#pupils tr", "Ben T not yet").
		sees("#follow-ups tr", "Add two actions 1 of 2")
}

func TestTheEvidenceAsAFileIsARowForEachPupilAndNoFormula(t *testing.T) {
	t.Parallel()
	site, teacher, amira, class := newAskedClass(t)
	amira.takes()
	teacher.post(class+"/seats", "names", "=HYPERLINK(1)\nZoë Ó Briain")
	got := teacher.get(class + "/evidence.csv").is(http.StatusOK)
	if name := got.header.Get("Content-Disposition"); !strings.Contains(name, "10B-Science-evidence-") || !strings.HasPrefix(got.body, "\ufeff") {
		t.Errorf("the file is %s and begins %q", name, got.body[:8])
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(got.body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 5 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	want := []string{"Amira K", "10B Science", "10", "Pathways careers quiz", "2026-11-25", "", "", "Healthcare Science", "no", "no", "0", "2, 3, 8"}
	amirasRow := slices.Clone(rows[1])
	if amirasRow[5], amirasRow[6] = "", ""; !slices.Equal(amirasRow, want) { // whatever her sectors are
		t.Errorf("Amira's row is %q, want %q", amirasRow, want)
	}
	if rows[3][0] != "'=HYPERLINK(1)" || rows[4][0] != "Zoë Ó Briain" || rows[4][4] != "" {
		t.Errorf("the others are %q", rows[2:])
	}
	bell, err := site.byName(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := site.db.Audit.OfSchool(t.Context(), *bell.SchoolID, 100)
	if err != nil || !slices.ContainsFunc(entries, func(e models.AuditEntry) bool { return e.What == "exported class evidence" }) {
		t.Errorf("nobody wrote it down: %v", err)
	}
}

func TestTheReportNamesNobodyAndDrawsNothingUntilFiveHaveFinished(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	names := []string{"Amira K", "Ben T", "Cai W", "Dina R", "Ella S", "Fay U"}
	school := site.newTestSchool(t, "Tyne Academy")
	teacher := site.newTestStaff(t, Teacher, school.ID, "bell@tyne.test")
	class, _, code := teacher.opensClass("bell@tyne.test", names...)
	report := "/classes/" + class + "/report"
	for i := range 5 {
		if i == 4 {
			teacher.get(report).sees(".paper__counts", "4 finished").sees(".notice", "when 5 have finished").seesNo("caption", "First sectors")
		}
		pupil, _ := site.takesSeat(t, code)
		pupil.takes()
	}
	page := teacher.get(report).sees(".paper__counts", "6 on the list").sees(".paper__counts", "5 joined").
		sees("caption", "First sectors of 5 students").sees("h2", "Would enjoy most").sees("h2", "Would enjoy least")
	same, other, none := 0, 0, 0
	for i, into := range []*int{&same, &other, &none} {
		cells := find(page.tree(), ".paper section .table__number")
		if _, err := fmt.Sscan(textOf(cells[i]), into); err != nil {
			t.Fatal(err)
		}
	}
	if same+other+none != 5 {
		t.Errorf("%d, %d and %d of 5", same, other, none)
	}
	for _, name := range names {
		if strings.Contains(page.text(), name) {
			t.Errorf("the report names %s", name)
		}
	}
}
