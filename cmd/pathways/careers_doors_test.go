package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestDoorsAreToldOfEveryRoleAsTheContractSays(t *testing.T) {
	t.Parallel()
	told := call{args: []string{"careers", "doors"}, in: `{"year_group":11,"grades":{"maths":{"grade":"3","kind":"achieved"}}}`}.run(t).done()
	var doors struct {
		Roles []struct {
			ID, State    string
			BestRoute    string `json:"best_route"`
			WayRound     string `json:"way_round"`
			Requirements []struct {
				Text, State, Why string
				Source           json.RawMessage
			}
		}
		Counts map[string]int
	}
	told.json(&doors)
	counted := map[string]int{}
	for _, role := range doors.Roles {
		counted[role.State]++
		if role.ID == "" || role.BestRoute == "" || role.State != "open" && role.WayRound == "" {
			t.Errorf("%+v lacks something", role)
		}
		for _, need := range role.Requirements {
			if need.Text == "" || need.Why == "" || !slices.Contains([]string{"met", "on-track", "gap", "not-known"}, need.State) {
				t.Errorf("%s: %+v", role.ID, need)
			}
		}
	}
	if len(doors.Roles) != 73 || counted["narrow"]+counted["closed-for-now"] == 0 {
		t.Errorf("%d roles, %v", len(doors.Roles), counted)
	}
	for _, state := range []string{"open", "narrow", "closed-for-now"} {
		if doors.Counts[state] != counted[state] {
			t.Errorf("counts say %v, the roles %v", doors.Counts, counted)
		}
	}
}

func TestRoutesToARoleAreToldSideBySide(t *testing.T) {
	t.Parallel()
	told := call{args: []string{"careers", "route", "adult-nurse"}, in: `{"year_group":11,"wish":"earning"}`}.run(t).done()
	var routes struct {
		Wish   string
		Routes []struct {
			ID, State  string
			AgeAtEnd   int `json:"age_at_end"`
			StepsThere []struct {
				ID string
			} `json:"steps"`
		}
	}
	told.json(&routes)
	if routes.Wish != "earning" || len(routes.Routes) != 3 {
		t.Fatalf("%+v", routes)
	}
	for _, route := range routes.Routes {
		if route.State == "" || route.AgeAtEnd < 18 || len(route.StepsThere) == 0 {
			t.Errorf("%+v", route)
		}
	}
}

func TestAnUnknownRoleAndEverySlipOfAProfileAreToldAtOnce(t *testing.T) {
	t.Parallel()
	refused := call{args: []string{"careers", "route", "astronaut"}, in: `{"year_group":3,"grades":{"maths":{"grade":"x","kind":"achieved"}}}`}.run(t)
	if refused.code != 1 || refused.out != "" {
		t.Errorf("exit %d, result %q", refused.code, refused.out)
	}
	for _, words := range []string{"astronaut", "year_group", "grades.maths.grade"} {
		if !strings.Contains(refused.errs, words) {
			t.Errorf("nothing about %s in %s", words, refused.errs)
		}
	}
}
