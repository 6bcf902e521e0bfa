package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"pathways/models"
	"pathways/quizzes/careers"
	"pathways/quizzes/careers/calendar"
	"pathways/quizzes/careers/doors"
)

// PlanOf is a student's own copy of a route as the planner set it in their years:
// its steps and what there is to do for each, in the order of their days. What is
// done already is left out; a day that is past and shuts a start stays, and says
// so. What changes in the catalogue later changes no plan.
func PlanOf(c *careers.Catalogue, role *careers.Role, route doors.RouteTo, today time.Time) models.Plan {
	plan := models.Plan{
		RoleID: role.ID, RoleName: role.Name, Sector: role.Sector, RouteID: route.ID, RouteName: route.Name, ContentVersion: c.Version,
	}
	for _, step := range calendar.Set(c, route, today) {
		if step.StartsOn.IsZero() {
			continue
		}
		for _, action := range step.Actions {
			plan.Steps = append(plan.Steps, dateStep(step.ID, action))
		}
		plan.Steps = append(plan.Steps, routeStep(c, step))
	}
	slices.SortStableFunc(plan.Steps, func(a, b models.PlanStep) int { return cmp.Compare(a.StartsOn, b.StartsOn) })
	return plan
}

func routeStep(c *careers.Catalogue, step calendar.Step) models.PlanStep {
	one := models.PlanStep{
		Kind: models.RouteStep, StepID: step.ID, Title: step.Name, StartsIn: step.StartsIn, YearGroup: step.YearGroup,
		StartsOn: iso(step.StartsOn), EndsOn: iso(step.EndsOn), Months: step.Months, Usually: step.Confidence != "seen", State: models.Todo,
	}
	if step.Where == doors.UnderWay {
		one.State = models.Doing
	}
	if known, ok := c.Step(step.ID); ok {
		one.Detail = detailOf(known)
	}
	return one
}

// dateStep is what there is to do for a step. Where it is over and shuts a
// September, its words begin with that.
func dateStep(stepID string, action calendar.Action) models.PlanStep {
	detail := action.Plain
	if action.Passed {
		words := action.Words()
		detail = strings.ToUpper(words[:1]) + words[1:] + ". " + detail
	}
	return models.PlanStep{
		Kind: models.DateStep, StepID: stepID, DateID: action.ID, Title: action.Title, Detail: detail,
		StartsIn: action.StartsIn, YearGroup: action.YearGroup,
		StartsOn: iso(action.From), EndsOn: iso(action.To), Usually: action.Usually, State: models.Todo,
	}
}

// detailOf is what a plan says under the title of a step.
func detailOf(step *careers.Step) string {
	parts := []string{step.Plain, step.Entry.Words}
	if step.Application != nil {
		parts = append(parts, step.Application.Words)
	}
	parts = append(parts, step.Money)
	return strings.Join(slices.DeleteFunc(parts, func(text string) bool { return text == "" }), " ")
}
