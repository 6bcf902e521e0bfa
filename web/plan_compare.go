package web

import (
	"cmp"
	"slices"
	"time"

	"pathways/models"
	"pathways/quizzes/careers"
	"pathways/quizzes/careers/calendar"
)

// planChange is a step for which a plan and the catalogue differ. Saved is nil for
// what the plan does not have, Now is nil for what the catalogue has no more.
type planChange struct {
	Key        string // of its choice in the form
	Saved, Now *models.PlanStep
}

// Name is what to call the step.
func (d planChange) Name() string {
	if d.Saved == nil {
		return d.Now.Title
	}
	return d.Saved.Title
}

// difference is one thing that is not as it was saved.
type difference struct{ What, Saved, Now string }

// Differences are what of a step is not as it was saved.
func (d planChange) Differences() []difference {
	if d.Saved == nil || d.Now == nil {
		return nil
	}
	var list []difference
	for _, one := range []difference{
		{"Name", d.Saved.Title, d.Now.Title},
		{"Words", d.Saved.Detail, d.Now.Detail},
		{"When", dayWords(*d.Saved), dayWords(*d.Now)},
	} {
		if one.Saved != one.Now {
			list = append(list, one)
		}
	}
	return list
}

// comparison goes through a plan's route and finds what differs from the
// catalogue. What the student did with a step is no part of it, and neither is
// what is over.
type comparison struct {
	c     *careers.Catalogue
	plan  models.Plan
	route *careers.Route // nil when the catalogue has it no more
	today string
	found []planChange
	ends  string // when the step before ends now
	moved bool   // steps from here on start later than they did
}

// changesOf compares a plan with the catalogue.
func changesOf(c *careers.Catalogue, plan models.Plan, today time.Time) []planChange {
	k := &comparison{c: c, plan: plan, today: iso(today)}
	if plan.ContentVersion == c.Version {
		return nil
	}
	k.route, _ = c.Route(plan.RouteID)
	before, stage, first := unsure, -1, true
	for _, saved := range k.ofKind(models.RouteStep) {
		step, there := c.Step(saved.StepID)
		at := k.stageOf(saved.StepID)
		if !there || at < 0 && !first && k.route != nil {
			k.gone(saved)
			continue
		}
		if at >= 0 {
			if stage >= 0 { // the stages before the first were done, or the student has a course of their own
				before = k.between(stage, at, before)
			}
			stage = at
		}
		k.step(saved, step, before)
		before, first = step.Kind, false
	}
	if k.route != nil && stage >= 0 {
		k.between(stage, len(k.route.Stages), before)
	}
	k.lone()
	return k.found
}

// ofKind are the plan's steps of a kind, in the order of their days.
func (k *comparison) ofKind(kind string) []models.PlanStep {
	steps := stepsOf(k.plan, kind)
	slices.SortStableFunc(steps, func(a, b models.PlanStep) int { return cmp.Compare(a.StartsOn, b.StartsOn) })
	return steps
}

func (k *comparison) stageOf(stepID string) int {
	if k.route == nil {
		return -1
	}
	return slices.IndexFunc(k.route.Stages, func(stage []string) bool { return slices.Contains(stage, stepID) })
}

// unsure stands for the step before a plan's first one: it was done when the plan
// was made, and the plan does not say what it was.
const unsure = "unsure"

// between tells of the stages between two steps of the plan that it has no step
// for, and returns the kind of the step before the later one.
func (k *comparison) between(last, next int, before string) string {
	for at := last + 1; at < next; at++ {
		for _, id := range k.route.Stages[at] {
			step, ok := k.c.Step(id)
			if !ok || step.Closed() {
				continue
			}
			k.came(step, before)
			before = step.Kind
			break
		}
	}
	return before
}

func (k *comparison) gone(saved models.PlanStep) {
	k.found = append(k.found, planChange{Key: saved.PublicID, Saved: &saved})
	for _, date := range k.datesOf(saved.StepID) {
		if !over(date, k.today) {
			k.found = append(k.found, planChange{Key: date.PublicID, Saved: &date})
		}
	}
}

// step compares one step of the route and its dates.
func (k *comparison) step(saved models.PlanStep, step *careers.Step, before string) {
	now, last := saved, k.ends
	now.Title, now.Detail, now.Months = step.Name, detailOf(step), step.Duration.Typical()
	now.Usually = step.Says("duration") != "" || now.Months == 0
	if from, to, ok := daysOf(saved); ok {
		if k.moved && saved.StartsOn <= k.ends {
			from = after(k.ends, from)
		}
		end := time.Time{}
		if now.Months > 0 {
			end = from.AddDate(0, now.Months, -1)
		}
		now.StartsOn, now.EndsOn = iso(from), iso(end)
		if now.StartsOn != saved.StartsOn {
			k.named(&now)
		}
		k.moved, k.ends = k.moved || end.After(to), now.EndsOn
	}
	if before != unsure && !follows(last, now.StartsOn) {
		before = "" // what hangs on the step before is long over
	}
	if now.Title != saved.Title || now.Detail != saved.Detail || now.StartsOn != saved.StartsOn || now.EndsOn != saved.EndsOn {
		k.found = append(k.found, planChange{Key: saved.PublicID, Saved: &saved, Now: &now})
	}
	k.dates(now, step, before)
}

// follows tells whether a day is the first after another.
func follows(end, start string) bool {
	at, err := time.Parse(time.DateOnly, end)
	return err == nil && iso(at.AddDate(0, 0, 1)) == start
}

// after is the next start after a day: the next 1 September for what starts then.
func after(end string, start time.Time) time.Time {
	next, err := time.Parse(time.DateOnly, end)
	if err != nil {
		return start
	}
	next = next.AddDate(0, 0, 1)
	for start.Before(next) {
		start = start.AddDate(1, 0, 0)
	}
	return start
}

// named says in which of the student's years a step begins, as far as the plan
// tells when that student is in which.
func (k *comparison) named(step *models.PlanStep) {
	from, _, _ := daysOf(*step)
	for _, known := range k.plan.Steps {
		at, _, ok := daysOf(known)
		if !ok || known.YearGroup == 0 || known.YearGroup >= leftSchool {
			continue
		}
		then := known.YearGroup + calendar.SchoolYear(from) - calendar.SchoolYear(at)
		step.StartsIn, step.YearGroup = careers.StartsIn((then-7)*12), min(then, leftSchool)
		return
	}
}

// dates compares the dates of a step that starts when it does now.
func (k *comparison) dates(step models.PlanStep, known *careers.Step, before string) {
	from, _, ok := daysOf(step)
	if !ok {
		return
	}
	saved := k.datesOf(step.StepID)
	belong := k.c.DatesOf(known, before)
	if before == unsure {
		belong = k.perhaps(known, saved)
	}
	for _, old := range saved {
		at := slices.IndexFunc(belong, func(d *careers.KeyDate) bool { return d.ID == old.DateID })
		switch {
		case at >= 0:
			now := k.dated(step, belong[at], from)
			now.PublicID = old.PublicID
			change := planChange{Key: old.PublicID, Saved: &old, Now: &now}
			if !(over(old, k.today) && over(now, k.today)) && len(change.Differences()) > 0 {
				k.found = append(k.found, change)
			}
		case !over(old, k.today):
			k.found = append(k.found, planChange{Key: old.PublicID, Saved: &old})
		}
	}
	if step.StartsOn < k.today {
		return // nothing new is to be done for what has begun
	}
	for _, date := range belong {
		now := k.dated(step, date, from)
		if !over(now, k.today) && !slices.ContainsFunc(saved, func(old models.PlanStep) bool { return old.DateID == date.ID }) {
			k.found = append(k.found, planChange{Key: step.StepID + "." + date.ID, Now: &now})
		}
	}
}

// perhaps are the dates of a plan's first step: what hangs on the step before it
// stays where it was saved, and does not come where it was not.
func (k *comparison) perhaps(step *careers.Step, saved []models.PlanStep) []*careers.KeyDate {
	list := k.c.DatesOf(step, unsure)
	for _, old := range saved {
		if date, ok := k.c.Date(old.DateID); ok && len(date.For.After) > 0 && date.Belongs(step, date.For.After[0]) {
			list = append(list, date)
		}
	}
	return list
}

// dated is a date as a step of the plan that it belongs to has it.
func (k *comparison) dated(step models.PlanStep, date *careers.KeyDate, starts time.Time) models.PlanStep {
	days := date.When(calendar.SchoolYear(starts))
	now := models.PlanStep{
		Kind: models.DateStep, StepID: step.StepID, DateID: date.ID, Title: date.Title, Detail: date.Plain,
		StartsOn: iso(days.From), EndsOn: iso(days.To), Usually: days.Usually, State: models.Todo,
	}
	k.named(&now)
	return now
}

// came is a step of the route that the plan does not have.
func (k *comparison) came(step *careers.Step, before string) {
	now := models.PlanStep{
		Kind: models.RouteStep, StepID: step.ID, Title: step.Name, Detail: detailOf(step),
		Months: step.Duration.Typical(), Usually: step.Says("duration") != "", State: models.Todo,
	}
	if end, err := time.Parse(time.DateOnly, k.ends); err == nil {
		from := after(k.ends, calendar.YearStart(calendar.SchoolYear(end)))
		now.StartsOn = iso(from)
		if now.Months > 0 {
			now.EndsOn = iso(from.AddDate(0, now.Months, -1))
			k.ends, k.moved = now.EndsOn, true
		}
		k.named(&now)
	}
	k.found = append(k.found, planChange{Key: step.ID, Now: &now})
	k.dates(now, step, before)
}

// lone finds dates whose step the plan no longer has: the words may differ yet.
func (k *comparison) lone() {
	for _, saved := range k.ofKind(models.DateStep) {
		if slices.ContainsFunc(k.plan.Steps, func(step models.PlanStep) bool { return step.Kind == models.RouteStep && step.StepID == saved.StepID }) {
			continue
		}
		date, ok := k.c.Date(saved.DateID)
		if !ok && !over(saved, k.today) {
			k.found = append(k.found, planChange{Key: saved.PublicID, Saved: &saved})
		} else if ok && !over(saved, k.today) && (date.Title != saved.Title || date.Plain != saved.Detail) {
			now := saved
			now.Title, now.Detail = date.Title, date.Plain
			k.found = append(k.found, planChange{Key: saved.PublicID, Saved: &saved, Now: &now})
		}
	}
}

func (k *comparison) datesOf(stepID string) []models.PlanStep {
	return slices.DeleteFunc(k.ofKind(models.DateStep), func(step models.PlanStep) bool { return step.StepID != stepID })
}

// over tells of a step whose last day went by.
func over(step models.PlanStep, today string) bool { return step.EndsOn != "" && step.EndsOn < today }
