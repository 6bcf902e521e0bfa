package takeaway

import (
	"bytes"
	"net/url"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"pathways/models"
)

// Reminders come at nine in the morning: an event of whole days begins at
// midnight, when nobody should be told anything.
const (
	aWeekBefore = "-P6DT15H"
	aDayBefore  = "-PT15H"
)

// Calendar is the plan's days as an iCalendar file (RFC 5545): an event for each
// step that has days. An event's UID stays, and its SEQUENCE grows with the step's
// revision, so a calendar that took an older file changes its events.
//
// What is done or skipped stays in the file, says so and reminds of nothing: were
// it left out, calendars that know it from an older file would go on reminding.
func Calendar(plan Plan) ([]byte, error) {
	calendar := ics.NewCalendar()
	calendar.SetProductId("-//Health and Science Careers Hub North East//Pathways//EN")
	calendar.SetCalscale("GREGORIAN")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetXWRCalName("My plan: " + line(plan.RoleName))
	calendar.SetUrl(plan.Address)
	host := "pathways"
	if address, err := url.Parse(plan.Address); err == nil && address.Host != "" {
		host = address.Host
	}
	for _, step := range plan.Steps {
		if InCalendar(step) {
			calendar.AddVEvent(event(plan, step, host))
		}
	}
	var out bytes.Buffer
	err := calendar.SerializeTo(&out, ics.WithNewLineWindows)
	return out.Bytes(), err
}

// InCalendar tells whether a step has days to be entered on. A step of one's own
// that is for some time in a school year has that year's days, and none of them.
func InCalendar(step models.PlanStep) bool {
	const halfAYear = 183 * 24 * time.Hour
	first, last, ok := days(step)
	return ok && !(step.Kind == models.OwnStep && last.Sub(first) > halfAYear)
}

// event is a step's entry. A course of years is its first day only: an entry of
// two years would stand over every other day.
func event(plan Plan, step models.PlanStep, host string) *ics.VEvent {
	first, last, _ := days(step)
	until := last
	if step.Kind == models.RouteStep {
		until = first
	}
	e := ics.NewEvent(step.PublicID + "@" + host)
	e.SetDtStampTime(plan.MadeOn)
	e.SetLastModifiedAt(plan.UpdatedAt)
	e.SetSequence(step.Revision)
	e.SetAllDayStartAt(first)
	e.SetAllDayEndAt(until.AddDate(0, 0, 1)) // the day after: the end of an event is not in it
	e.SetSummary(summary(step))
	e.SetDescription(description(plan, step))
	e.SetURL(plan.Address)
	e.AddCategory("Pathways")
	e.SetTimeTransparency(ics.TransparencyTransparent) // a plan keeps nobody busy
	switch step.State {
	case models.Skip:
		e.SetStatus(ics.ObjectStatusCancelled)
	case models.Done:
		e.SetStatus(ics.ObjectStatusConfirmed)
	default:
		e.SetStatus(ics.ObjectStatusConfirmed)
		remind(e, summary(step), until.After(first))
	}
	return e
}

// remind sets a reminder a week before, and one before the end: of a day on the
// day before, of several a week before the last of them.
func remind(e *ics.VEvent, words string, several bool) {
	alarm := func(trigger string, more ...ics.PropertyParameter) {
		a := e.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetTrigger(trigger, more...)
		a.SetDescription(words)
	}
	alarm(aWeekBefore)
	if several {
		// The end is the midnight after the last day.
		alarm("-P7DT15H", &ics.KeyValues{Key: "RELATED", Value: []string{"END"}})
		return
	}
	alarm(aDayBefore)
}

// summary is the one line that calendars show.
func summary(step models.PlanStep) string {
	words := line(step.Title)
	if step.Usually {
		words += " (usually)"
	}
	switch step.State {
	case models.Done:
		return "Done: " + words
	case models.Skip:
		return "Skipped: " + words
	}
	return words
}

func description(plan Plan, step models.PlanStep) string {
	parts := []string{step.Detail}
	if step.Kind == models.RouteStep {
		parts = append(parts, "It begins about this day: your school, college or employer says when.")
	}
	if step.Usually {
		parts = append(parts, "This is what is usual. Check the day before you count on it.")
	}
	if step.Note != "" {
		parts = append(parts, "My note: "+step.Note)
	}
	parts = append(parts, "A step of my plan to "+plan.RoleName+": "+plan.Address)
	var said []string
	for _, part := range parts {
		if part = text(part); part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, "\n\n")
}

// text is what a calendar can hold: lines end in one way, and there are no
// control characters.
func text(words string) string {
	words = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(strings.ToValidUTF8(words, "\ufffd"))
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f {
			return -1
		}
		return r
	}, words))
}

// line is a text of one line.
func line(words string) string { return strings.Join(strings.Fields(text(words)), " ") }
