package careers

import (
	"fmt"
	"slices"
)

// PlannedStep is a step of a route at its time in a pupil's own years.
type PlannedStep struct {
	StepID            string
	Title             string
	Detail            string
	Kind              string
	Level             int
	Stage             int    // which stage of the route it is, from 0
	StartYearGroup    int    // 7 to 13; 14 is after Year 13
	StartsIn          string // "Year 10", "After Year 13", "2 years after Year 13"
	StartOffsetMonths int    // from the 1 September of the pupil's school year; below 0 is in the past
	Months            int    // 0: nobody can say
	Past              bool   // over before the pupil's school year
	Usually           bool   // the length or the entry is what is usual, not read in a source
	Entry             string
	Apply             string
	Money             string
	SourceURL         string
	Others            []string // ids of the other steps of the stage that are open
}

// The years are counted in months from the start of Year 7.
const (
	monthsAYear   = 12
	ageAtYear7    = 11
	afterYear13   = 14
	year10        = 3 * monthsAYear
	year12        = 5 * monthsAYear
	leavingSchool = 7 * monthsAYear
)

// Outline sets a route's steps in the years of a pupil: year groups 7 to 13, or
// 14 for after that. choose says which step of a stage to take, by the stage's
// position; where it says nothing, it is the first open one that fits the step before.
func (c *Catalogue) Outline(route *Route, yearGroup int, choose map[int]string) []PlannedStep {
	now := (min(max(yearGroup, 7), afterYear13) - 7) * monthsAYear
	at, before := 0, ""
	var planned []PlannedStep
	for i, stage := range route.Stages {
		step := c.choice(stage, before, choose[i])
		if step == nil {
			continue
		}
		at = max(at, c.earliest(step))
		one := c.plan(step, at, now)
		one.Stage, one.Others = i, c.others(stage, step.ID)
		planned = append(planned, one)
		at += one.Months
		before = step.ID
	}
	return planned
}

// choice is the wanted step of a stage, or else the first that is open and may follow the step before.
func (c *Catalogue) choice(stage []string, before, wanted string) *Step {
	if step, ok := c.steps[wanted]; ok && slices.Contains(stage, wanted) {
		return step
	}
	var first *Step
	for _, id := range stage {
		step, ok := c.steps[id]
		if !ok || step.Closed() {
			continue
		}
		if before == "" || slices.Contains(step.After, before) {
			return step
		}
		if first == nil {
			first = step
		}
	}
	return first
}

func (c *Catalogue) others(stage []string, chosen string) []string {
	var others []string
	for _, id := range stage {
		if step, ok := c.steps[id]; ok && id != chosen && !step.Closed() {
			others = append(others, id)
		}
	}
	return others
}

// earliest is when a step can begin, by its stage and the age that it asks for.
func (c *Catalogue) earliest(step *Step) int {
	start := year12
	switch {
	case step.Stage == "ks4":
		start = year10
	case step.Kind == "degree":
		start = leavingSchool
	}
	if step.Entry.AgeMin > ageAtYear7 && step.Stage != "ks4" {
		start = max(start, (step.Entry.AgeMin-ageAtYear7)*monthsAYear)
	}
	return start
}

func (c *Catalogue) plan(step *Step, at, now int) PlannedStep {
	months := step.Duration.Typical()
	one := PlannedStep{
		StepID: step.ID, Title: step.Name, Detail: step.Plain, Kind: step.Kind, Level: step.Level, Money: step.Money,
		StartYearGroup: min(7+at/monthsAYear, afterYear13), StartsIn: StartsIn(at), StartOffsetMonths: at - now, Months: months,
		Past: at < now && at+months <= now, Entry: step.Entry.Words,
		Usually: months == 0 || step.Says("duration") != "" || step.Says("entry") != "",
	}
	if step.Application != nil {
		one.Apply = step.Application.Words
	}
	if len(step.Sources) > 0 {
		one.SourceURL = c.Sources[step.Sources[0].Source].URL
	}
	return one
}

// Typical is the months to reckon with: as given, or the least, with the assessment.
func (d Duration) Typical() int {
	if d.Months > 0 {
		return d.Months + d.Assessment
	}
	return d.MonthsMin
}

// StartsIn says when something starts, in school years; at is months from the start of Year 7.
func StartsIn(at int) string {
	switch late := (at - leavingSchool) / monthsAYear; {
	case at < leavingSchool:
		return fmt.Sprintf("Year %d", 7+at/monthsAYear)
	case late == 0:
		return "After Year 13"
	case late == 1:
		return "1 year after Year 13"
	default:
		return fmt.Sprintf("%d years after Year 13", late)
	}
}

// Words is the length for people: "3 years", "18 months", "12 to 48 months".
func (d Duration) Words() string {
	switch {
	case d.Months > 0:
		return lengthWords(d.Months)
	case d.MonthsMin > 0 && d.MonthsMax > 0:
		return fmt.Sprintf("%d to %d months", d.MonthsMin, d.MonthsMax)
	case d.MonthsMin > 0:
		return "at least " + lengthWords(d.MonthsMin)
	case d.Days > 0:
		return fmt.Sprintf("%d days", d.Days)
	}
	return ""
}

func lengthWords(months int) string {
	switch {
	case months == monthsAYear:
		return "1 year"
	case months%monthsAYear == 0:
		return fmt.Sprintf("%d years", months/monthsAYear)
	}
	return fmt.Sprintf("%d months", months)
}
