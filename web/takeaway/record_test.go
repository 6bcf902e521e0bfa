package takeaway

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func recordOf(t testing.TB, record Record) *document {
	t.Helper()
	record.MadeOn = time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	file, err := RecordPDF(record)
	if err != nil {
		t.Fatal(err)
	}
	return readPDF(t, file)
}

func TestAScreenReaderMeetsARecordInItsOrder(t *testing.T) {
	t.Parallel()
	got := recordOf(t, Record{
		Name: "Amira K", Lead: "10B Science · Tyne Academy",
		Parts: []RecordPart{
			{Heading: "What was done", Entries: []RecordEntry{{"25 November 2026", "Pathways careers quiz", "finished"}, {"", "Talked at home", ""}}},
			{Heading: "Plan", Lines: []string{"No plan is shared."}},
		},
	}).outline()
	want := `Document
 P Pathways · record of careers education
 H1 Amira K
 P 10B Science · Tyne Academy
 Sect
  H2 What was done
  L
   LI
    LBody
     P 25 November 2026
     P Pathways careers quiz
     P finished
   LI
    LBody
     P Talked at home
 Sect
  H2 Plan
  P No plan is shared.
 P Made on 25 November 2026. ` + RecordFoot + "\n"
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("the record reads\n%s\nwant\n%s", got, want)
	}
}

func TestALongRecordGoesOnToTheNextPageAndLosesNothing(t *testing.T) {
	t.Parallel()
	var entries []RecordEntry
	for n := range 90 {
		entries = append(entries, RecordEntry{"25 November 2026", fmt.Sprintf("Entry %02d", n), strings.Repeat("more of it ", n%30)})
	}
	read := recordOf(t, Record{Name: "Zoë Ó Briain-" + strings.Repeat("W", 60), Lead: "10B", Parts: []RecordPart{{Heading: "All", Entries: entries}}})
	text := read.outline()
	for n := range entries {
		if !strings.Contains(text, fmt.Sprintf("Entry %02d", n)) {
			t.Errorf("entry %d is lost", n)
		}
	}
}
