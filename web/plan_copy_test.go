package web

import (
	"strings"
	"testing"

	"pathways/models"
	"pathways/quizzes/careers/calendar"
	"pathways/quizzes/careers/doors"
)

// yearsOfPupils are pupils who have said no more than where they are, and some who
// are on a course.
var yearsOfPupils = map[string]doors.Profile{
	"nothing said": {}, "Year 9": {YearGroup: 9}, "Year 10": {YearGroup: 10}, "Year 11": {YearGroup: 11},
	"Year 12": {YearGroup: 12}, "Year 13": {YearGroup: 13}, "left": {YearGroup: doors.Left}, "left at 17": {YearGroup: doors.Left, Age: 17},
	"Year 12, T Level":  {YearGroup: 12, Post16: []doors.Qualification{{ID: "t-level-health", Kind: doors.Predicted}}},
	"left, with a BTEC": {YearGroup: doors.Left, Finished: []doors.Qualification{{ID: "btec-applied-science", Grade: "DDD"}}},
}

func TestAPlanHasTheDatesOfTheWayItWasMadeFrom(t *testing.T) {
	t.Parallel()
	parts, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	planner, err := doors.New(parts.Careers)
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2026-09-01", "2026-11-25", "2027-08-31"} {
		today := onDay(day)
		for name, profile := range yearsOfPupils {
			for i := range parts.Careers.Roles {
				role := &parts.Careers.Roles[i]
				routes, _ := planner.Routes(role.ID, profile)
				for _, way := range routes.Routes {
					if wrong := disagree(way, PlanOf(parts.Careers, role, way, today), day); wrong != "" {
						t.Errorf("%s on %s, %s by %s: %s", name, day, role.ID, way.ID, wrong)
					}
				}
			}
		}
	}
}

// disagree tells in what a plan and the way it was made from say something else, or
// begin something that is past.
func disagree(way doors.RouteTo, plan models.Plan, day string) string {
	begin, last := calendar.YearStart(calendar.SchoolYear(onDay(day))), ""
	saved := map[string]models.PlanStep{}
	for _, step := range plan.Steps {
		if step.Kind == models.RouteStep {
			saved[step.StepID], last = step, max(last, step.EndsOn)
		}
	}
	for _, step := range way.Steps {
		here := step.Where == doors.ToCome || step.Where == doors.UnderWay
		kept, ok := saved[step.ID]
		starts := iso(begin.AddDate(0, step.StartMonth, 0))
		switch {
		case ok != here:
			return step.ID + " is only in one of them"
		case here && (kept.StartsOn != starts || kept.StartsIn != step.StartsIn || kept.Months != step.Months):
			return step.ID + ": the way says " + step.StartsIn + ", " + starts + ", the plan " + kept.StartsIn + ", " + kept.StartsOn
		case step.Where == doors.ToCome && (kept.State != models.Todo || starts <= day):
			return step.ID + " is still to come, and starts on " + starts
		case step.Where == doors.UnderWay && (kept.State != models.Doing || starts > day):
			return step.ID + " is under way, and starts on " + starts
		}
	}
	if end := iso(begin.AddDate(0, way.Months, -1)); last != "" && !way.AtLeast && last != end {
		return "the way ends on " + end + ", the plan on " + last
	}
	return ""
}

func TestSomebodyWhoLeftAt17StartsNoALevelsInThePast(t *testing.T) {
	t.Parallel()
	parts, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	planner, err := doors.New(parts.Careers)
	if err != nil {
		t.Fatal(err)
	}
	routes, _ := planner.Routes("adult-nurse", yearsOfPupils["left at 17"])
	for _, way := range routes.Routes {
		for _, step := range way.Steps {
			if step.Where == doors.ToCome && (step.StartMonth < 12 || step.StartsIn == "Year 13") {
				t.Errorf("%s: %s starts in %s, month %d", way.ID, step.ID, step.StartsIn, step.StartMonth)
			}
		}
	}
}

func TestAPlanForMedicineSaysThatTheDayForThisSeptemberHasPassed(t *testing.T) {
	t.Parallel()
	parts, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	plan := planFor(t, parts.Careers, "hospital-doctor-consultant", "route-consultant", doors.Profile{YearGroup: 13}, onDay("2026-11-25"))
	told := map[string]string{}
	for _, step := range plan.Steps {
		told[step.DateID] = step.StartsOn + " " + step.Detail
	}
	for id, want := range map[string]string{
		"ucat-test":  "2026-07-13 Passed on 24 September 2026. If you did not do this, the next start is September 2028. You sit it once",
		"ucas-early": "2026-10-15 Passed on 15 October 2026. If you did not do this, the next start is September 2028. Medicine",
	} {
		if !strings.HasPrefix(told[id], want) {
			t.Errorf("%s: %q", id, told[id])
		}
	}
	if found := changesOf(edited(t), plan, onDay("2026-11-25")); len(found) > 0 {
		t.Errorf("a plan that was just made has something to take over: %s", found[0].Name())
	}
}
