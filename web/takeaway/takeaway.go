// Package takeaway writes a student's plan as files to take away: a PDF, a
// calendar, and JSON. It knows no requests and no database.
package takeaway

import (
	"slices"
	"strings"
	"time"

	"pathways/models"
)

// Plan is a plan with the words that its files say around it.
type Plan struct {
	models.Plan
	SectorName string
	Address    string    // the plan's own page, where a browser finds it
	MadeOn     time.Time // when the files are made, in the school's own time
	Years      []Year
	Next       []models.PlanStep
}

// Year is the steps of one school year.
type Year struct {
	Name  string
	Steps []Step
}

// Step is a step with its days and its state in words.
type Step struct {
	models.PlanStep
	When string // empty where the name of the year says it already
	How  string
}

// SaysUsually tells that "usually" has to be said beside the step, since its days
// do not say it.
func (s Step) SaysUsually() bool { return s.Usually && !strings.Contains(s.When, "usually") }

// HasDays tells whether any step says when it is, besides its year.
func (p Plan) HasDays() bool {
	return slices.ContainsFunc(p.Years, func(year Year) bool {
		return slices.ContainsFunc(year.Steps, func(step Step) bool { return step.When != "" })
	})
}

// FileName names a file by what it is and the role, and never by the student.
func FileName(what string, plan models.Plan, ending string) string {
	var name strings.Builder
	name.WriteString(what)
	for i, word := range strings.FieldsFunc(strings.ToLower(plan.RoleID), unsafeInName) {
		if i > 5 {
			break
		}
		name.WriteString("-" + word[:min(len(word), 40)])
	}
	return name.String() + "." + ending
}

func unsafeInName(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }

// days are the first and the last day of a step, when it has days.
func days(step models.PlanStep) (first, last time.Time, ok bool) {
	first, err := time.Parse(time.DateOnly, step.StartsOn)
	if err != nil {
		return time.Time{}, time.Time{}, false
	}
	last, err = time.Parse(time.DateOnly, step.EndsOn)
	if err != nil || last.Before(first) {
		last = first
	}
	return first, last, true
}
