// Package calendar sets a route in real days: from the school year that a pupil is
// in now to when each step starts, and to what there is to do before it.
//
// The planner (doors) says in which of the pupil's years a step is; the catalogue
// says when a date falls, by the September in which its step starts. What is over
// is not proposed, but told where it shuts that September, and what nobody has
// published is no day, but a window.
package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"pathways/quizzes/careers"
	"pathways/quizzes/careers/doors"
)

// Step is a step of a route with its days. A step that is done, or not needed, has
// none.
type Step struct {
	doors.Step
	YearGroup int       // the pupil's when it starts: 7 to 13, or 14 for after that
	StartsOn  time.Time // the 1 September of a course, the first of a month for the rest
	EndsOn    time.Time // the last day; zero where nobody can say how long it takes
	Actions   []Action  // what there is to do for it, the first to start first
}

// Action is a key date set in the pupil's years.
type Action struct {
	*careers.KeyDate
	careers.Days
	YearGroup int
	StartsIn  string // the school year in words: "Year 11", "After Year 13"
	Source    *careers.Source
	Passed    bool // it is over, and with it the September that its step starts in
	next      int  // the year of the September after that
}

// Words is when it is, or what follows from it where it is over.
func (a Action) Words() string {
	if !a.Passed {
		return a.Days.Words()
	}
	return fmt.Sprintf("passed %s. If you did not do this, the next start is September %d", a.over(), a.next)
}

// over is the last day of what is over.
func (a Action) over() string {
	if a.Usually {
		return "by now, " + a.Days.Words()
	}
	return "on " + a.To.Format("2 January 2006")
}

// SchoolYear is the year in which the school year of a day began: 2026 for 2026/27.
func SchoolYear(day time.Time) int {
	if day.Month() < time.September {
		return day.Year() - 1
	}
	return day.Year()
}

// YearStart is the 1 September on which a school year begins.
func YearStart(year int) time.Time { return time.Date(year, time.September, 1, 0, 0, 0, 0, time.UTC) }

// Set sets a route in days, for a pupil who is in that school year on the day.
func Set(c *careers.Catalogue, route doors.RouteTo, today time.Time) []Step {
	today = dayOf(today)
	s := setting{c: c, today: today, begin: YearStart(SchoolYear(today)), now: route.Now}
	steps := make([]Step, 0, len(route.Steps))
	for _, step := range route.Steps {
		one := s.step(step)
		steps = append(steps, one)
		s.before, s.ends = one.Kind, one.StartMonth+one.Months
		if one.Where == doors.Done {
			s.before = "" // its results are out long since
		}
	}
	return steps
}

func dayOf(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
}

// setting is what a route is set in.
type setting struct {
	c     *careers.Catalogue
	today time.Time
	begin time.Time // of this school year
	now   int       // the same, in months from the start of the pupil's Year 7

	before string // the kind of the step before, if that is still to end
	ends   int    // the month in which it does
}

func (s *setting) step(from doors.Step) Step {
	one := Step{Step: from, YearGroup: s.yearGroup(from.StartMonth)}
	if from.Where != doors.ToCome && from.Where != doors.UnderWay {
		return one
	}
	one.StartsOn = s.begin.AddDate(0, from.StartMonth, 0)
	if from.Months > 0 {
		one.EndsOn = one.StartsOn.AddDate(0, from.Months, -1)
	}
	if from.Where == doors.ToCome {
		one.Actions = s.actions(&one)
	}
	return one
}

const afterYear13 = 14

// yearGroup is the pupil's in a month from the start of this school year.
func (s *setting) yearGroup(month int) int {
	return min(7+(s.now+month)/12, afterYear13)
}

// actions are the dates of a step that are not over, or that are and shut its
// September, in the order of their days.
// What hangs on the step before, such as its results, is there only where this one
// starts as that one ends.
func (s *setting) actions(step *Step) []Action {
	known, ok := s.c.Step(step.ID)
	if !ok {
		return nil
	}
	before := s.before
	if s.ends != step.StartMonth {
		before = ""
	}
	var list []Action
	for _, date := range s.c.DatesOf(known, before) {
		one := Action{KeyDate: date, Days: date.When(SchoolYear(step.StartsOn))}
		if one.To.Before(s.today) {
			if !date.Shuts {
				continue
			}
			one.Passed, one.next = true, SchoolYear(step.StartsOn)+1
		}
		month := 12 * (SchoolYear(one.From) - s.begin.Year())
		one.YearGroup, one.StartsIn = s.yearGroup(month), careers.StartsIn(s.now+month)
		if len(date.Sources) > 0 {
			if source, ok := s.c.Source(date.Sources[0].Source); ok {
				one.Source = &source
			}
		}
		list = append(list, one)
	}
	slices.SortStableFunc(list, func(a, b Action) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	return list
}
