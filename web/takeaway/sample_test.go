package takeaway

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"pathways/models"
)

// madeOn is when the files of the tests are made.
var madeOn = time.Date(2026, time.November, 25, 9, 30, 0, 0, time.UTC)

// planOf is a plan of some steps, as the site gives it.
func planOf(steps ...models.PlanStep) Plan {
	plan := Plan{
		Plan: models.Plan{
			PublicID: "plan0000000000000000", RoleID: "diagnostic-radiographer", RoleName: "Diagnostic radiographer",
			Sector: "secondary-healthcare", RouteID: "route-radiography", RouteName: "Radiography degree", ContentVersion: "2026-11",
			IsMain: true, Revision: 7, CreatedAt: madeOn.AddDate(0, -1, 0), UpdatedAt: madeOn.AddDate(0, 0, -1), Steps: steps,
		},
		SectorName: "Secondary Healthcare", Address: "https://pathways.test/plans/plan0000000000000000", MadeOn: madeOn,
	}
	for i := range plan.Steps {
		step := &plan.Steps[i]
		step.PublicID, step.Position = fmt.Sprintf("step%016d", i), i+1
		step.Revision = max(step.Revision, 1)
		if step.State == "" {
			step.State = models.Todo
		}
		if step.Kind == "" {
			step.Kind = models.RouteStep
		}
		name := fmt.Sprintf("Year %d", step.YearGroup)
		if n := len(plan.Years); n == 0 || plan.Years[n-1].Name != name {
			plan.Years = append(plan.Years, Year{Name: name})
		}
		year := &plan.Years[len(plan.Years)-1]
		year.Steps = append(year.Steps, Step{PlanStep: *step, When: step.StartsOn, How: "To do"})
	}
	plan.Next = plan.Steps[:min(3, len(plan.Steps))]
	return plan
}

// usual is a plan as long as most are, with days, states and notes.
func usual() Plan {
	return planOf(
		models.PlanStep{Title: "GCSEs", Detail: "Five of them, with maths.", YearGroup: 10, State: models.Doing, Usually: true, Months: 24},
		models.PlanStep{Title: "College open day", Kind: models.DateStep, YearGroup: 11, StartsOn: "2027-10-14", EndsOn: "2027-10-14", Note: "Ask Mr Hall, if he is there; he knows"},
		models.PlanStep{Title: "Apply to college", Kind: models.DateStep, YearGroup: 11, StartsOn: "2027-11-01", EndsOn: "2028-01-31", Usually: true},
		models.PlanStep{Title: "A levels", YearGroup: 12, StartsOn: "2028-09-01", EndsOn: "2030-08-31", Months: 24},
		models.PlanStep{Title: "Visit the ward", Kind: models.OwnStep, YearGroup: 12, State: models.Done, StartsOn: "2028-10-25", EndsOn: "2028-10-25"},
		models.PlanStep{Title: "Summer school", Kind: models.OwnStep, YearGroup: 12, State: models.Skip, StartsOn: "2029-07-02", EndsOn: "2029-07-06"},
		models.PlanStep{Title: "Radiography degree", YearGroup: 14, Months: 36},
	)
}

// awkward are texts that a format could take for its own signs, or that its
// fonts have no letters for.
var awkward = []string{
	`commas, semicolons; colons: back\slashes \n and "quotes"`, "one\ntwo\n\nfour", "=cmd|' /C calc'!A0", "(brackets) (that (do not close",
	"👩‍🔬 in a lab 🧪🧪", "مرحبا بالعالم and עברית", "naïve Zoë Łukasz Ωμέγα Жанна", "e\u0301cole", "日本語", "tab\there", "END:VEVENT\r\nBEGIN:VALARM",
	strings.Repeat("a", 300), strings.Repeat("🧪", 90), strings.Repeat("long words ", 180), "<b>&amp;</b> {{.}} %PDF-1.7 >> endobj",
}

// texts draws what people type: nothing that the forms refuse.
func texts(longest int) *rapid.Generator[string] {
	letters := rapid.StringOfN(rapid.RuneFrom([]rune(" \n,;:\\()<>=-'\"éŁ€Ωж□مש日🧪👩\u200d🔬abcXYZ019")), 1, longest, -1)
	return rapid.Map(rapid.OneOf(letters, rapid.SampledFrom(awkward)), strings.TrimSpace)
}

// steps draws a step with anything in it.
func steps() *rapid.Generator[models.PlanStep] {
	return rapid.Custom(func(t *rapid.T) models.PlanStep {
		step := models.PlanStep{
			Title: "T" + texts(200).Draw(t, "title"), Detail: texts(400).Draw(t, "detail"), Note: texts(2000).Draw(t, "note"),
			Kind:      rapid.SampledFrom([]string{models.RouteStep, models.DateStep, models.OwnStep}).Draw(t, "kind"),
			State:     rapid.SampledFrom([]string{models.Todo, models.Doing, models.Done, models.Skip}).Draw(t, "state"),
			YearGroup: rapid.IntRange(9, 14).Draw(t, "year"), Usually: rapid.Bool().Draw(t, "usually"), Revision: rapid.IntRange(1, 40).Draw(t, "revision"),
		}
		if rapid.Bool().Draw(t, "dated") {
			first := madeOn.AddDate(0, 0, rapid.IntRange(-400, 2500).Draw(t, "from"))
			step.StartsOn = first.Format(time.DateOnly)
			step.EndsOn = first.AddDate(0, 0, rapid.IntRange(0, 200).Draw(t, "days")).Format(time.DateOnly)
		}
		return step
	})
}
