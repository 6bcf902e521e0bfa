package calendar_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pathways/quizzes/careers"
	"pathways/quizzes/careers/calendar"
	"pathways/quizzes/careers/doors"
)

func planner(t testing.TB) (*careers.Catalogue, *doors.Planner) {
	t.Helper()
	c, err := careers.Load(careers.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	p, err := doors.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return c, p
}

func day(text string) time.Time {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return at
}

// routeTo is a route to a role for a pupil of a year who has said no more.
func routeTo(t testing.TB, p *doors.Planner, role, route string, profile doors.Profile) doors.RouteTo {
	t.Helper()
	routes, ok := p.Routes(role, profile)
	for _, one := range routes.Routes {
		if ok && one.ID == route {
			return one
		}
	}
	t.Fatalf("no route %s to %s", route, role)
	return doors.RouteTo{}
}

func TestAYear11WhoWantsToNurseHasTheseDays(t *testing.T) {
	t.Parallel()
	c, p := planner(t)
	profile := doors.Profile{YearGroup: 11, Post16: []doors.Qualification{{ID: "t-level-health", Kind: doors.Wanted}}}
	steps := calendar.Set(c, routeTo(t, p, "adult-nurse", "route-nursing-degree", profile), day("2026-11-25"))
	var got []string
	for _, step := range steps {
		for _, action := range step.Actions {
			got = append(got, action.StartsIn+": "+action.Title+", "+action.Words())
		}
		got = append(got, step.StartsIn+": "+step.ID+" "+step.StartsOn.Format(time.DateOnly)+" "+step.EndsOn.Format(time.DateOnly))
	}
	want := []string{
		"Year 10: gcse-5-ems 2025-09-01 2027-08-31",
		"Year 11: Apply for your T Level, usually September 2026 to March 2027",
		"Year 11: Visit sixth forms and colleges, usually October to November 2026",
		"Year 11: Get your GCSE results, usually late August 2027",
		"Year 12: t-level-health 2027-09-01 2029-08-31",
		"Year 12: Visit universities, usually June to October 2028",
		"Year 13: Send your UCAS form, usually mid-January 2029",
		"Year 13: No offer yet? Use UCAS Extra, usually late February to early July 2029",
		"Year 13: No place? Use Clearing, usually early July to mid-October 2029",
		"Year 13: Get your results, usually mid-August 2029",
		"After Year 13: degree-nursing 2029-09-01 2032-08-31",
	}
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("missing: %s", want[i])
		case i >= len(want) || got[i] != want[i]:
			t.Errorf("%d: %s", i, got[i])
		}
	}
}

func TestAYear13HasThePublishedDaysAndNoneThatIsOver(t *testing.T) {
	t.Parallel()
	c, p := planner(t)
	steps := calendar.Set(c, routeTo(t, p, "adult-nurse", "route-nursing-degree", doors.Profile{YearGroup: 13}), day("2026-11-25"))
	degree := steps[len(steps)-1]
	if first := degree.Actions[0]; first.ID != "ucas-main" || first.Words() != "by 13 January 2027, usually" {
		t.Errorf("%s: %s", first.ID, first.Words())
	}
	if steps[1].Where != doors.UnderWay || len(steps[1].Actions) > 0 || steps[1].StartsOn != day("2025-09-01") {
		t.Errorf("A levels: %+v", steps[1])
	}
}

func TestADayThatShutsASeptemberIsToldAfterItHasPassed(t *testing.T) {
	t.Parallel()
	c, p := planner(t)
	told := func(profile doors.Profile, today string) string {
		steps := calendar.Set(c, routeTo(t, p, "hospital-doctor-consultant", "route-consultant", profile), day(today))
		var list []string
		for _, step := range steps {
			for _, action := range step.Actions {
				if action.Passed {
					list = append(list, action.ID+" "+action.Words())
				}
			}
		}
		return strings.Join(list, "; ")
	}
	both := "ucat-test passed on 24 September 2026. If you did not do this, the next start is September 2028; " +
		"ucas-early passed on 15 October 2026. If you did not do this, the next start is September 2028"
	test, _, _ := strings.Cut(both, "; ")
	for _, one := range []struct {
		today string
		year  doors.YearGroup
		want  string
	}{
		{"2026-11-25", 13, both},
		{"2026-10-15", 13, test},
		{"2026-09-24", 13, ""},
		{"2026-11-25", doors.Left, both},
		{"2026-11-25", 12, ""},
		{"2027-11-25", 13, "ucat-test passed by now, usually mid-July to late September 2027. If you did not do this, the next start is September 2029; " +
			"ucas-early passed by now, usually mid-October 2027. If you did not do this, the next start is September 2029"},
	} {
		profile := doors.Profile{YearGroup: one.year}
		if one.year == doors.Left {
			profile.Finished = []doors.Qualification{{ID: "a-level-biology"}, {ID: "a-level-chemistry"}, {ID: "a-level-maths"}}
		}
		if got := told(profile, one.today); got != one.want {
			t.Errorf("year %d on %s: %s", one.year, one.today, got)
		}
	}
}

func TestResultsAreThereOnlyForThoseWhoStillWaitForThem(t *testing.T) {
	t.Parallel()
	c, p := planner(t)
	for year, want := range map[doors.YearGroup]bool{11: true, 13: false} {
		steps := calendar.Set(c, routeTo(t, p, "adult-nurse", "route-nursing-associate-topup", doors.Profile{YearGroup: year}), day("2026-11-25"))
		got := false
		for _, step := range steps {
			for _, action := range step.Actions {
				got = got || action.ID == "gcse-results"
			}
		}
		if got != want {
			t.Errorf("GCSE results for Year %d: %t", year, got)
		}
	}
}

func TestTheSchoolYearTurnsOnTheFirstOfSeptember(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"2026-08-31": 2025, "2026-09-01": 2026, "2027-01-13": 2026} {
		if got := calendar.SchoolYear(day(text)); got != want {
			t.Errorf("%s is in %d", text, got)
		}
	}
}

func TestAMissedStartIsNextSeptemberAndAllAfterItIsLater(t *testing.T) {
	t.Parallel()
	c, p := planner(t)
	profile := doors.Profile{YearGroup: doors.Left, Finished: []doors.Qualification{{ID: "btec-applied-science", Grade: "DDD"}}}
	steps := calendar.Set(c, routeTo(t, p, "pharmacist-technical-services", "route-pharmacist", profile), day("2026-11-25"))
	degree, training := steps[len(steps)-2], steps[len(steps)-1]
	if degree.StartsOn != day("2027-09-01") || training.StartsOn != day("2031-09-01") || degree.Actions[0].ID != "ucas-main" {
		t.Errorf("degree from %s, training from %s, first %s", degree.StartsOn, training.StartsOn, degree.Actions[0].ID)
	}
}

func TestEveryRouteOfEveryRoleHasDatesForYear9AndYear11(t *testing.T) {
	t.Parallel()
	c, p := planner(t)
	for _, year := range []doors.YearGroup{9, 11} {
		for i := range c.Roles {
			routes, _ := p.Routes(c.Roles[i].ID, doors.Profile{YearGroup: year})
			for _, route := range routes.Routes {
				actions := 0
				for _, step := range calendar.Set(c, route, day("2026-11-25")) {
					actions += len(step.Actions)
				}
				if actions == 0 {
					t.Errorf("%s has no date in Year %d", route.ID, year)
				}
			}
		}
	}
}

func TestDatesGoForwardAndNothingOfThePastIsProposed(t *testing.T) {
	t.Parallel()
	c, p := planner(t)
	rapid.Check(t, func(t *rapid.T) {
		role := rapid.SampledFrom(c.Roles).Draw(t, "role")
		profile := doors.Profile{YearGroup: doors.YearGroup(rapid.IntRange(7, 14).Draw(t, "year")), Wish: rapid.SampledFrom(doors.Wishes).Draw(t, "wish")}
		if choice := rapid.SampledFrom(p.Qualifications()); rapid.Bool().Draw(t, "chose") {
			profile.Post16 = []doors.Qualification{{ID: choice.Draw(t, "post16").ID, Kind: doors.Predicted}}
		}
		today := day("2024-01-01").AddDate(0, 0, rapid.IntRange(0, 4000).Draw(t, "day"))
		routes, _ := p.Routes(role.ID, profile)
		for _, route := range routes.Routes {
			forward(t, calendar.Set(c, route, today), today)
		}
	})
}

func forward(t *rapid.T, steps []calendar.Step, today time.Time) {
	var end time.Time
	for _, step := range steps {
		if step.Where == doors.Done || step.Where == doors.Instead {
			if len(step.Actions) > 0 || !step.StartsOn.IsZero() {
				t.Fatalf("%s is %s, and has days", step.ID, step.Where)
			}
			continue
		}
		if step.Where == doors.ToCome && step.StartsOn.Before(end) || step.Where == doors.ToCome && step.StartsOn.Before(today) {
			t.Fatalf("%s starts on %s, after %s, seen from %s", step.ID, step.StartsOn, end, today)
		}
		for _, day := range []time.Time{step.StartsOn, step.EndsOn} {
			if day.After(end) {
				end = day
			}
		}
		var from time.Time
		for _, action := range step.Actions {
			if action.From.Before(from) || action.To.Before(action.From) {
				t.Fatalf("%s of %s runs backwards: %s", action.ID, step.ID, action.Words())
			}
			if action.To.Before(today) != action.Passed || !step.EndsOn.IsZero() && action.To.After(step.EndsOn) {
				t.Fatalf("%s of %s is %s, seen from %s", action.ID, step.ID, action.Words(), today)
			}
			from = action.From
		}
	}
}
