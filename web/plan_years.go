package web

import (
	"cmp"
	"slices"
	"time"

	"pathways/models"
	"pathways/quizzes/careers/calendar"
)

// planYear is a school year of a plan with its steps, in the student's order.
type planYear struct {
	Name  string // "2026/27 · Year 11", or "Any time"
	Year  int    // 0 for what has no day
	Now   bool   // the school year that it is
	Steps []planStep
}

// planStep is a step as a plan shows it.
type planStep struct {
	models.PlanStep
	Day    string // in words
	Passed bool   // its last day is over, and it is not done
}

// yearsOf sets a plan's steps into school years. Steps without a day come last,
// under the year that they name.
func yearsOf(plan models.Plan, today time.Time) []planYear {
	var years []planYear
	for _, step := range plan.Steps {
		shown := planStep{PlanStep: step, Day: dayWords(step), Passed: passed(step, today)}
		year, name := yearOf(step)
		at := slices.IndexFunc(years, func(y planYear) bool { return y.Year == year && (year > 0 || y.Name == name) })
		if at < 0 {
			at = len(years)
			years = append(years, planYear{Year: year, Name: name, Now: year == calendar.SchoolYear(today)})
		}
		if years[at].Name == schoolYearName(year) {
			years[at].Name = name // the first did not say which year the student is in
		}
		years[at].Steps = append(years[at].Steps, shown)
	}
	slices.SortStableFunc(years, func(a, b planYear) int {
		return cmp.Or(cmp.Compare(bit(a.Year == 0), bit(b.Year == 0)), cmp.Compare(a.Year, b.Year))
	})
	return years
}

func bit(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// yearOf is the school year that a step begins in, and its name.
func yearOf(step models.PlanStep) (int, string) {
	from, _, ok := daysOf(step)
	if !ok {
		return 0, cmp.Or(step.StartsIn, "Any time")
	}
	year := calendar.SchoolYear(from)
	if step.StartsIn == "" {
		return year, schoolYearName(year)
	}
	return year, schoolYearName(year) + " · " + step.StartsIn
}

// stepsOf are the steps of a plan of one kind, in the student's order.
func stepsOf(plan models.Plan, kind string) []models.PlanStep {
	return slices.DeleteFunc(slices.Clone(plan.Steps), func(step models.PlanStep) bool { return step.Kind != kind })
}

// passed tells whether the last day of a step went by, and it was not done.
func passed(step models.PlanStep, today time.Time) bool {
	return undone(step) && over(step, iso(today))
}

// undone tells of a step that is neither done nor skipped.
func undone(step models.PlanStep) bool {
	return step.State == models.Todo || step.State == models.Doing
}

// nextSteps are the next three things to do: by their days first, then what has
// none, in the student's order.
func nextSteps(plan models.Plan, today time.Time) []planStep {
	var next []planStep
	for _, step := range plan.Steps {
		if undone(step) && !passed(step, today) {
			next = append(next, planStep{PlanStep: step, Day: nextWords(step, today)})
		}
	}
	slices.SortStableFunc(next, func(a, b planStep) int {
		return cmp.Compare(due(a.PlanStep, today), due(b.PlanStep, today))
	})
	return next[:min(len(next), 3)]
}

// nextWords says when something is next: of a course to come, when it starts.
func nextWords(step models.PlanStep, today time.Time) string {
	from, _, ok := daysOf(step)
	if !ok || step.Kind != models.RouteStep || from.Before(today) {
		return dayWords(step)
	}
	return "starts in " + from.Format("January 2006")
}

// due is the day by which a step wants doing: the last day of an action, the first
// of a course. A course that has begun presses nobody, and neither does what has
// no day.
func due(step models.PlanStep, today time.Time) string {
	const atTheEnd = "9999"
	switch {
	case step.StartsOn == "":
		return atTheEnd
	case step.Kind != models.RouteStep:
		return step.EndsOn
	case step.StartsOn < iso(today):
		return atTheEnd
	}
	return step.StartsOn
}
