package careers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// KeyDate is something to do by a day, or in a window, on the way to a role.
type KeyDate struct {
	ID         string     `yaml:"id" json:"id"`
	Title      string     `yaml:"title" json:"title"` // as an action: "Send your UCAS form"
	Plain      string     `yaml:"plain" json:"plain"`
	For        DateFor    `yaml:"for" json:"for"`
	Falls      Falls      `yaml:"falls" json:"falls"`
	Shuts      bool       `yaml:"shuts,omitempty" json:"shuts"` // once it is past, that September is shut
	Known      []KnownDay `yaml:"known,omitempty" json:"known"`
	Confidence Confidence `yaml:"confidence" json:"confidence"` // of when it falls in any year
	Sources    []Cite     `yaml:"sources,omitempty" json:"sources"`
	Reviewed   string     `yaml:"reviewed" json:"reviewed"`
}

// DateFor says to which steps a date belongs. A step has to fit all that is there.
type DateFor struct {
	Kinds    []string `yaml:"kinds,omitempty" json:"kinds"`
	Stages   []string `yaml:"stages,omitempty" json:"stages"`
	Via      []string `yaml:"via,omitempty" json:"via"`
	Steps    []string `yaml:"steps,omitempty" json:"steps"`
	NotSteps []string `yaml:"not_steps,omitempty" json:"not_steps"`
	After    []string `yaml:"after,omitempty" json:"after"` // kinds of the step before it on the route
}

// Falls is when a date is, by the September in which its step starts.
type Falls struct {
	YearsBefore int    `yaml:"years_before" json:"years_before"`
	From        string `yaml:"from" json:"from"` // a month, "09", or a month and a day, "10-15"
	To          string `yaml:"to,omitempty" json:"to"`
}

// KnownDay is the day, or the window, that is known for one September.
type KnownDay struct {
	Entry      int        `yaml:"entry" json:"entry"`
	From       string     `yaml:"from" json:"from"`
	To         string     `yaml:"to,omitempty" json:"to"`
	Confidence Confidence `yaml:"confidence" json:"confidence"`
}

// Belongs tells whether a date is one of a step that comes after a step of a kind;
// a kind that is empty stands for no step before it.
func (d *KeyDate) Belongs(step *Step, kindBefore string) bool {
	via := ""
	if step.Application != nil {
		via = step.Application.Via
	}
	fits := func(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }
	f := &d.For
	return fits(f.Kinds, step.Kind) && fits(f.Stages, step.Stage) && fits(f.Via, via) && fits(f.Steps, step.ID) &&
		!slices.Contains(f.NotSteps, step.ID) && fits(f.After, kindBefore)
}

// Days is a day or a window. One that is told as usual and has no published day
// begins and ends with a month, or with the early, middle or late part of one.
type Days struct {
	From, To time.Time
	Usually  bool
}

// When is the day or window of a date for a step that starts in a school year,
// such as 2027 for 2027/28.
func (d *KeyDate) When(entry int) Days {
	for _, known := range d.Known {
		if known.Entry == entry {
			span, _ := known.span()
			return span
		}
	}
	return d.Falls.span(entry)
}

func (k KnownDay) span() (Days, error) {
	from, err := time.Parse(time.DateOnly, k.From)
	if err != nil || k.To == "" {
		return Days{from, from, k.Confidence != Seen}, err
	}
	to, err := time.Parse(time.DateOnly, k.To)
	return Days{from, to, k.Confidence != Seen}, err
}

func (f Falls) span(entry int) Days {
	month, day := monthDay(f.From)
	from, to := around(entry-f.YearsBefore, month, day)
	if f.To != "" {
		month, day = monthDay(f.To)
		year := from.Year()
		if _, to = around(year, month, day); to.Before(from) {
			_, to = around(year+1, month, day)
		}
	}
	return Days{from, to, true}
}

// around is the whole month, or the third of it that a day is in.
func around(year int, month time.Month, day int) (from, to time.Time) {
	first, last := 1, lastOf(year, month)
	switch {
	case day > 20:
		first = 21
	case day > 10:
		first, last = 11, 20
	case day > 0:
		last = 10
	}
	return date(year, month, first), date(year, month, last)
}

func lastOf(year int, month time.Month) int { return date(year, month+1, 0).Day() }

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// monthDay reads "09" or "10-15"; the check has seen that it can be read.
func monthDay(text string) (time.Month, int) {
	month, day, _ := strings.Cut(text, "-")
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	return time.Month(m), d
}

// Words is the day or window for people: "by 15 October 2026", "usually
// mid-January 2028", "25 February to 1 July 2027".
func (s Days) Words() string {
	if s.Usually {
		if vague, ok := s.vague(); ok {
			return "usually " + vague
		}
	}
	words := "by " + s.To.Format("2 January 2006")
	if !s.From.Equal(s.To) {
		words = s.From.Format(shortest(s, "2 January")) + " to " + s.To.Format("2 January 2006")
	}
	if s.Usually {
		words += ", usually"
	}
	return words
}

// shortest leaves the year out where the end says it.
func shortest(s Days, layout string) string {
	if s.From.Year() == s.To.Year() {
		return layout
	}
	return layout + " 2006"
}

// vague says a span in months and their parts. It is false for one that begins or
// ends within a part.
func (s Days) vague() (string, bool) {
	starts := map[int]string{1: "early ", 11: "mid-", 21: "late "}
	ends := map[int]string{10: "early ", 20: "mid-", lastOf(s.To.Year(), s.To.Month()): "late "}
	from, okFrom := starts[s.From.Day()]
	to, okTo := ends[s.To.Day()]
	if !okFrom || !okTo {
		return "", false
	}
	if s.From.Day() == 1 && to == "late " {
		from, to = "", ""
	}
	last := to + s.To.Format("January 2006")
	if s.From.Year() == s.To.Year() && s.From.Month() == s.To.Month() && from == to {
		return last, true
	}
	return fmt.Sprintf("%s%s to %s", from, s.From.Format(shortest(s, "January")), last), true
}

// DatesOf are the dates that belong to a step, after a step of a kind.
func (c *Catalogue) DatesOf(step *Step, kindBefore string) []*KeyDate {
	var list []*KeyDate
	for i := range c.Dates {
		if c.Dates[i].Belongs(step, kindBefore) {
			list = append(list, &c.Dates[i])
		}
	}
	return list
}
