package web

import (
	"fmt"
	"time"

	"pathways/models"
	"pathways/quizzes/careers"
	"pathways/quizzes/careers/calendar"
)

// today is the day in the Hub's schools, by the clock of the database.
func (s *Site) today() time.Time {
	now := s.db.Now().In(london)
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
}

// iso is a day as plans keep it; none is empty.
func iso(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

// daysOf are the first and last day of a step, as far as it has them.
func daysOf(step models.PlanStep) (from, to time.Time, ok bool) {
	from, err := time.Parse(time.DateOnly, step.StartsOn)
	if err != nil {
		return from, to, false
	}
	to, _ = time.Parse(time.DateOnly, step.EndsOn)
	return from, to, true
}

// dayWords says when a step is: "by 13 January 2027, usually", "on 12 March 2027",
// "September 2027 to August 2029". A step without days says its school year.
func dayWords(step models.PlanStep) string {
	from, to, ok := daysOf(step)
	switch {
	case !ok:
		return step.StartsIn
	case step.Kind == models.DateStep && !to.IsZero():
		return careers.Days{From: from, To: to, Usually: step.Usually}.Words()
	case step.Kind == models.RouteStep && to.IsZero():
		return "from " + from.Format("January 2006")
	case step.Kind == models.RouteStep:
		return from.Format("January 2006") + " to " + to.Format("January 2006")
	case from.Equal(to):
		return "on " + from.Format("2 January 2006")
	}
	return "some time in " + schoolYearName(calendar.SchoolYear(from))
}

// schoolYearName is a school year as schools write it: 2026/27.
func schoolYearName(year int) string { return fmt.Sprintf("%d/%02d", year, (year+1)%100) }

// Own steps may have a day from this year to that.
const (
	earliestDay = 2020
	latestDay   = 2045
)

// dayProblem says what is wrong with a day that was typed.
func dayProblem(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	switch {
	case day == "":
		return ""
	case err != nil:
		return "This is no day. Write it as year, month and day, such as 2027-03-12."
	case at.Year() < earliestDay || at.Year() > latestDay:
		return fmt.Sprintf("Choose a day from %d to %d.", earliestDay, latestDay)
	}
	return ""
}

// midnight is when a day begins in the schools' time, or why it is no day.
func midnight(day string) (time.Time, string) {
	at, err := time.ParseInLocation(time.DateOnly, day, london)
	if err != nil {
		return at, dayProblem("no day")
	}
	return at, ""
}

// dayField is the input for a day.
func dayField(f Form, day string) field {
	return field{Name: "day", Label: "On a day, if there is one", Type: "date", Value: day, Problem: f.Problem("day")}
}

// setOwn sets a student's own step on a day, or in a school year, or at no time.
func (s *Site) setOwn(step *models.PlanStep, day string, year, yearGroup int) {
	step.StartsOn, step.EndsOn, step.StartsIn, step.YearGroup = day, day, "", 0
	if day == "" && year == 0 {
		return
	}
	if day == "" {
		step.StartsOn, step.EndsOn = iso(calendar.YearStart(year)), iso(calendar.YearStart(year+1).AddDate(0, 0, -1))
	} else if at, err := time.Parse(time.DateOnly, day); err == nil {
		year = calendar.SchoolYear(at)
	}
	step.StartsIn, step.YearGroup = s.yearThen(yearGroup, year)
}

// yearThen is the year that a student of a year group is in, in a school year, in
// words and as a number; unknown is empty.
func (s *Site) yearThen(yearGroup, year int) (words string, then int) {
	then = yearGroup + year - calendar.SchoolYear(s.today())
	if yearGroup == 0 || yearGroup >= leftSchool || then < 7 {
		return "", 0
	}
	return careers.StartsIn((then - 7) * 12), min(then, leftSchool)
}

// leftSchool is the year group of somebody who has left.
const leftSchool = 14

// schoolYears are those that a student's own step can be in, named with the year
// that the student is in then.
func (s *Site) schoolYears(chosen string, yearGroup int) []choice {
	list := []choice{{"", "Any time", chosen == ""}}
	first := calendar.SchoolYear(s.today())
	if kept := numberIn(chosen); kept >= earliestDay && kept < first {
		first = kept // a step of long ago stays where it is
	}
	for year := first; year < first+10; year++ {
		name := schoolYearName(year)
		if words, _ := s.yearThen(yearGroup, year); words != "" {
			name += " · " + words
		}
		list = append(list, choice{fmt.Sprint(year), name, chosen == fmt.Sprint(year)})
	}
	return list
}

// chosenIn is the school year that was chosen, 0 for none.
func chosenIn(years []choice) int {
	for _, year := range years {
		if year.Chosen {
			return numberIn(year.Value)
		}
	}
	return 0
}

func numberOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
