package takeaway

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"pgregory.net/rapid"

	"pathways/models"
)

// readCalendar reads a calendar, and checks what parsers pass over: how lines end,
// and how long they are.
func readCalendar(t failer, plan Plan) *ics.Calendar {
	t.Helper()
	file, err := Calendar(plan)
	if err != nil {
		t.Fatalf("%v", err)
	}
	for _, line := range strings.SplitAfter(string(file), "\r\n") {
		if len(line) > 77 || strings.ContainsAny(strings.TrimSuffix(line, "\r\n"), "\r\n") || !utf8.ValidString(line) {
			t.Fatalf("a line is too long, ends otherwise, or breaks a letter: %q", line)
		}
	}
	if !bytes.HasSuffix(file, []byte("END:VCALENDAR\r\n")) {
		t.Fatalf("the last line does not end")
	}
	calendar, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("%v in\n%s", err, file)
	}
	return calendar
}

func value(event *ics.VEvent, name ics.ComponentProperty) string {
	if p := event.GetProperty(name); p != nil {
		return p.Value
	}
	return ""
}

// entry is an event as a student sees it.
type entry struct {
	uid, first, after, summary, status string
	reminders                          []string
}

func entriesOf(calendar *ics.Calendar) []entry {
	var list []entry
	for _, event := range calendar.Events() {
		e := entry{
			event.Id(), value(event, ics.ComponentPropertyDtStart), value(event, ics.ComponentPropertyDtEnd),
			value(event, ics.ComponentPropertySummary), value(event, ics.ComponentPropertyStatus), nil,
		}
		for _, alarm := range event.Alarms() {
			trigger := alarm.GetProperty(ics.ComponentPropertyTrigger)
			e.reminders = append(e.reminders, strings.Join(append(slices.Clone(trigger.ICalParameters["RELATED"]), trigger.Value), " "))
		}
		list = append(list, e)
	}
	return list
}

func TestEachStepWithDaysIsAnEntryOfWholeDays(t *testing.T) {
	t.Parallel()
	got := entriesOf(readCalendar(t, usual()))
	want := []entry{
		{"step0000000000000001@pathways.test", "20271014", "20271015", "College open day", "CONFIRMED", []string{"-P6DT15H", "-PT15H"}},
		{"step0000000000000002@pathways.test", "20271101", "20280201", "Apply to college (usually)", "CONFIRMED", []string{"-P6DT15H", "END -P7DT15H"}},
		{"step0000000000000003@pathways.test", "20280901", "20280902", "A levels", "CONFIRMED", []string{"-P6DT15H", "-PT15H"}},
		{"step0000000000000004@pathways.test", "20281025", "20281026", "Done: Visit the ward", "CONFIRMED", nil},
		{"step0000000000000005@pathways.test", "20290702", "20290707", "Skipped: Summer school", "CANCELLED", nil},
	}
	if !slices.EqualFunc(got, want, func(a, b entry) bool {
		return a.uid == b.uid && a.first == b.first && a.after == b.after && a.summary == b.summary && a.status == b.status && slices.Equal(a.reminders, b.reminders)
	}) {
		t.Errorf("the entries are\n%v\nand not\n%v", got, want)
	}
}

func TestAnEntrySaysWhatTheStepSays(t *testing.T) {
	t.Parallel()
	events := readCalendar(t, usual()).Events()
	for text, event := range map[string]*ics.VEvent{
		"My note: Ask Mr Hall, if he is there; he knows":            events[0],
		"This is what is usual.":                                    events[1],
		"It begins about this day: your school,":                    events[2],
		"https://pathways.test/plans/plan0000000000000000":          events[3],
		"A step of my plan to Diagnostic radiographer: https://pat": events[4],
	} {
		if got := value(event, ics.ComponentPropertyDescription); !strings.Contains(got, text) {
			t.Errorf("%q is not in %q", text, got)
		}
		if value(event, ics.ComponentPropertyUrl) == "" || value(event, ics.ComponentPropertyCategories) != "Pathways" {
			t.Errorf("%s does not lead back to the plan", event.Id())
		}
	}
}

func TestALaterFileChangesTheEntriesOfAnEarlierOne(t *testing.T) {
	t.Parallel()
	before := usual()
	after := usual()
	after.Steps[1].StartsOn, after.Steps[1].EndsOn, after.Steps[1].Revision = "2027-10-21", "2027-10-21", 2
	after.MadeOn, after.Address = madeOn.Add(time.Hour), "https://pathways.test/plans/plan0000000000000000"
	old, new := readCalendar(t, before).Events()[0], readCalendar(t, after).Events()[0]
	if old.Id() != new.Id() {
		t.Errorf("%s is another entry than %s", new.Id(), old.Id())
	}
	if o, n := value(old, ics.ComponentPropertySequence), value(new, ics.ComponentPropertySequence); o != "1" || n != "2" {
		t.Errorf("the version goes from %s to %s", o, n)
	}
	if o, n := value(old, ics.ComponentPropertyDtstamp), value(new, ics.ComponentPropertyDtstamp); n <= o {
		t.Errorf("made at %s, and later at %s", o, n)
	}
}

func TestAPlanWithoutDaysIsAnEmptyCalendar(t *testing.T) {
	t.Parallel()
	calendar := readCalendar(t, planOf(models.PlanStep{Title: "GCSEs"}, models.PlanStep{Title: "Odd", StartsOn: "2027-02-30"},
		models.PlanStep{Title: "Some time in a school year", Kind: models.OwnStep, StartsOn: "2027-09-01", EndsOn: "2028-08-31"}))
	if n := len(calendar.Events()); n != 0 {
		t.Errorf("it has %d entries", n)
	}
}

func TestAnyWordsComeBackFromTheCalendar(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plan := planOf(rapid.SliceOfN(steps(), 0, 6).Draw(t, "steps")...)
		events := readCalendar(t, plan).Events()
		at := 0
		for _, step := range plan.Steps {
			if !InCalendar(step) {
				continue
			}
			summary, told := value(events[at], ics.ComponentPropertySummary), value(events[at], ics.ComponentPropertyDescription)
			if !strings.Contains(summary, line(step.Title)) || !strings.Contains(told, text(step.Note)) || !strings.Contains(told, text(step.Detail)) {
				t.Fatalf("%q, %q and %q became %q and %q", step.Title, step.Detail, step.Note, summary, told)
			}
			at++
		}
		if at != len(events) {
			t.Fatalf("%d steps with days became %d entries", at, len(events))
		}
	})
}

func FuzzCalendarAndPDFTakeAnyText(f *testing.F) {
	for _, words := range awkward {
		f.Add(words, "2027-10-14")
	}
	f.Add("\x00\x1b[0m\xff\u2028", "2027-10-14T00:00")
	f.Fuzz(func(t *testing.T, words, day string) {
		plan := planOf(models.PlanStep{Title: words, Note: words, Detail: words, StartsOn: day, EndsOn: "2028-01-01"})
		plan.RoleName, plan.RouteName = words, words
		readCalendar(t, plan)
		file, err := PDF(plan)
		if err != nil {
			t.Fatal(err)
		}
		readPDF(t, file)
	})
}
