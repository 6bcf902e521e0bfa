package doors

import (
	"slices"
	"testing"
)

// pupilsOnACourse are in Year 12 and 13, on what most take after GCSEs, and two who
// have left with a job behind them.
func pupilsOnACourse() map[string]Profile {
	pupils := map[string]Profile{}
	for name, ids := range map[string][]string{
		"science A levels": {"a-level-biology", "a-level-chemistry", "a-level-maths"},
		"other A levels":   {"a-level-history", "a-level-english-literature", "a-level-business"},
		"T Level Health":   {"t-level-health"}, "T Level Science": {"t-level-science"},
		"BTEC Applied Science": {"btec-applied-science"}, "BTEC Health": {"btec-health-social-care"},
	} {
		var courses []Qualification
		for _, id := range ids {
			courses = append(courses, Qualification{ID: id, Kind: Predicted})
		}
		pupils["Year 12, "+name] = Profile{YearGroup: 12, Post16: courses}
		pupils["Year 13, "+name] = Profile{YearGroup: 13, Post16: courses}
	}
	pupils["left, support worker"] = Profile{YearGroup: Left, Age: 19, Finished: []Qualification{{ID: "appr-l2-healthcare-support-worker"}}}
	pupils["left, lab technician"] = Profile{YearGroup: Left, Age: 19, Finished: []Qualification{{ID: "appr-l3-lab-technician"}}}
	return pupils
}

func TestOnlyWhatAPupilHoldsIsDone(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for name, profile := range pupilsOnACourse() {
		u := p.pupil(profile)
		for i := range p.roles {
			routes, _ := p.Routes(p.roles[i].ID, profile)
			for _, route := range routes.Routes {
				for _, step := range route.Steps {
					at := p.stepAt[step.ID]
					if step.Where == Done && step.Kind != "gcse" && !u.done.has(at) || step.Where == UnderWay && u.done.has(at) {
						t.Errorf("%s, %s: %s is %s", name, route.ID, step.ID, step.Where)
					}
					if step.Where == Instead && (step.StartsIn != "Not needed" || step.Months > 0 || step.Paid || len(step.Requirements) > 0) {
						t.Errorf("%s, %s: %s is not needed, and has %+v", name, route.ID, step.ID, step)
					}
				}
			}
		}
	}
}

func TestEveryStageOfARouteIsShown(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for name, profile := range pupilsOnACourse() {
		v := p.view(profile)
		for i := range v.walks {
			w := &v.walks[i]
			ids, _ := stepsOf(v.route(w))
			for _, at := range w.path {
				s := &p.steps[at]
				if !slices.Contains(ids, s.ID) && !(s.school && s.Level >= 3) {
					t.Errorf("%s: %s lacks %s: %v", name, w.route.ID, s.ID, ids)
				}
			}
			if w.prior != none && !slices.Contains(ids, p.steps[w.prior].ID) {
				t.Errorf("%s: %s lacks the pupil's own %s: %v", name, w.route.ID, p.steps[w.prior].ID, ids)
			}
		}
	}
}

func TestNursingAssociateFirstIsThatForSomebodyOnACourse(t *testing.T) {
	t.Parallel()
	p := planner(t)
	pupils := pupilsOnACourse()
	for name, want := range map[string][]string{
		"Year 12, T Level Health":   {"done gcse-4-at-4", "now t-level-health", "next appr-l5-nursing-associate", "next degapp-nursing"},
		"Year 12, science A levels": {"done gcse-4-at-4", "now a-levels-any", "instead appr-l2-healthcare-support-worker", "next appr-l5-nursing-associate", "next degapp-nursing"},
		"left, support worker":      {"done gcse-4-at-4", "done appr-l2-healthcare-support-worker", "next appr-l5-nursing-associate", "next degapp-nursing"},
	} {
		routes, _ := p.Routes("adult-nurse", pupils[name])
		for _, route := range routes.Routes {
			if route.ID != "route-nursing-associate-topup" {
				continue
			}
			var got []string
			for _, step := range route.Steps {
				got = append(got, string(step.Where)+" "+step.ID)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v", name, got)
			}
		}
	}
}

// What is left to do is the same by two routes, and only one of them is what it says.
func TestARouteWithoutWhatItIsNamedForComesAfterThePlainOne(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for name, profile := range pupilsOnACourse() {
		for _, wish := range Wishes {
			profile.Wish = wish
			v := p.view(profile)
			for i := range p.roles {
				list := v.rank(&p.roles[i])
				for _, a := range list {
					for _, b := range list {
						skips, plain := &v.walks[a.route], &v.walks[b.route]
						if skips.skips > plain.skips && slices.Equal(skips.path[skips.from:], plain.path[plain.from:]) && a.rank <= b.rank {
							t.Errorf("%s, %s, %s: %s is rank %d, %s %d", name, wish, p.roles[i].ID, skips.route.ID, a.rank, plain.route.ID, b.rank)
						}
					}
				}
			}
		}
	}
	routes, _ := p.Routes("qc-scientist", pupilsOnACourse()["Year 12, science A levels"])
	for _, route := range routes.Routes {
		if route.ID == "route-lab-ladder" && route.Rank == 1 {
			t.Errorf("the ladder whose first rung is left out is first: %+v", route)
		}
	}
}
