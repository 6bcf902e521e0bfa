package web

import (
	"strings"

	"pathways/models"
	"pathways/quizzes/careers"
)

// PlanOf is a student's own copy of a route: its steps from the year group on,
// as the catalogue tells them today. What changes there later changes no plan.
func PlanOf(c *careers.Catalogue, role *careers.Role, route *careers.Route, yearGroup int) models.Plan {
	plan := models.Plan{
		RoleID: role.ID, RoleName: role.Name, Sector: role.Sector, RouteID: route.ID, RouteName: route.Name, ContentVersion: c.Version,
	}
	for _, step := range c.Outline(route, yearGroup, nil) {
		if step.Past {
			continue
		}
		plan.Steps = append(plan.Steps, models.PlanStep{
			Kind: models.RouteStep, StepID: step.StepID, Title: step.Title, Detail: detailOf(step), StartsIn: step.StartsIn,
			YearGroup: step.StartYearGroup, Months: step.Months, Usually: step.Usually, State: models.Todo,
		})
	}
	return plan
}

// detailOf is what a step's plan says under its title.
func detailOf(step careers.PlannedStep) string {
	var parts []string
	for _, text := range []string{step.Detail, step.Entry, step.Apply, step.Money} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " ")
}
