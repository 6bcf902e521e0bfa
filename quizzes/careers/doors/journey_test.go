package doors

import (
	"slices"
	"strings"
	"testing"

	"pathways/quizzes"
)

func (d Doors) role(id string) Role {
	for _, role := range d.Roles {
		if role.ID == id {
			return role
		}
	}
	return Role{}
}

func stepsOf(route RouteTo) (ids []string, where []Where) {
	for _, step := range route.Steps {
		ids, where = append(ids, step.ID), append(where, step.Where)
	}
	return ids, where
}

func TestSomebodyOnATLevelDoesNotStartAgain(t *testing.T) {
	t.Parallel()
	p := planner(t)
	_, pupils := readCases(t, p)
	routes, _ := p.Routes("diagnostic-radiographer", pupils["t-level-health"])
	ids, where := stepsOf(routes.Routes[0])
	if ids[1] != "t-level-health" || !slices.Equal(where, []Where{Done, UnderWay, ToCome}) || routes.Routes[0].Months != 60 || routes.Routes[0].AgeAtEnd != 21 {
		t.Errorf("%v %v %d %d", ids, where, routes.Routes[0].Months, routes.Routes[0].AgeAtEnd)
	}
}

func TestAClosedCourseIsOfferedOnlyToThoseOnIt(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for _, year := range []YearGroup{9, 11, 12, 13, Left} {
		for i := range p.roles {
			routes, _ := p.Routes(p.roles[i].ID, Profile{YearGroup: year})
			for _, route := range routes.Routes {
				for _, step := range route.Steps {
					if p.steps[p.stepAt[step.ID]].Closed() || slices.Contains(step.Others, "t-level-healthcare-science") {
						t.Errorf("%s by %s in year %d", route.ID, step.ID, year)
					}
				}
			}
		}
	}
	on := Profile{YearGroup: 13, Post16: []Qualification{{ID: "t-level-healthcare-science", Grade: "Merit"}}}
	routes, _ := p.Routes("audiologist", on)
	if ids, _ := stepsOf(routes.Routes[0]); ids[1] != "t-level-healthcare-science" || routes.State != Open {
		t.Errorf("%v, %s", ids, routes.State)
	}
}

func TestMaths3HasAWayRoundToNursing(t *testing.T) {
	t.Parallel()
	p := planner(t)
	_, pupils := readCases(t, p)
	nurse := p.Doors(pupils["got-maths-3"]).role("adult-nurse")
	if nurse.State != Closed || !strings.Contains(nurse.WayRound, "GCSE maths again") || !strings.Contains(nurse.WayRound, "“Healthcare support worker / assistant”") {
		t.Errorf("%s: %s", nurse.State, nurse.WayRound)
	}
	change := Change{Finish: &Qualification{ID: "functional-skills-maths"}}
	if d := p.Compare(pupils["got-maths-3"], p.With(pupils["got-maths-3"], change)); !slices.ContainsFunc(d.Better, func(m Moved) bool { return m.ID == "adult-nurse" && m.To == Open }) {
		t.Errorf("%+v", d)
	}
}

// A pupil who has every job below open, and none above, is told of each by its name.
func TestAJobToStartInIsNamedAsTheCatalogueNamesIt(t *testing.T) {
	t.Parallel()
	p := planner(t)
	named := 0
	for i := range p.roles {
		for _, id := range p.roles[i].Ladder.Below {
			v, r := p.view(Profile{}), p.roles[i]
			below := p.roles[p.roleAt[id]]
			ladder := *r.Role
			ladder.Ladder.Below = []string{id}
			r.Role = &ladder
			shut := v.walks[r.routes[0]]
			shut.firm = 1
			want := "Or start in another job, which is open to you, and move up from there: “" + below.Name + "”."
			if got := v.wayRound(&r, &shut, nil); !strings.HasSuffix(got, " "+want) || strings.Count(got, "“") != 1 {
				t.Errorf("%s: %s", r.ID, got)
			}
			named++
		}
	}
	if named < 50 {
		t.Errorf("only %d jobs have one below", named)
	}
	manager := p.Doors(Profile{YearGroup: 11, Grades: map[string]Grade{"maths": {"3", Achieved}}}).role("health-service-manager")
	if !strings.Contains(manager.WayRound, "“Health informatics / information analyst”") || strings.Contains(manager.WayRound, "a health informatics") {
		t.Error(manager.WayRound)
	}
}

func TestWhereSomeTakePupilsWithoutGCSEsThatIsSaid(t *testing.T) {
	t.Parallel()
	p := planner(t)
	left := Profile{YearGroup: Left, Age: 17, Grades: map[string]Grade{"maths": {"2", Achieved}, "english-language": {"2", Achieved}}}
	for role, step := range map[string]string{
		"healthcare-support-worker": "appr-l2-healthcare-support-worker", "pharmacy-support-worker-aseptic": "appr-l2-pharmacy-services-assistant",
	} {
		routes, _ := p.Routes(role, left)
		name := p.steps[p.stepAt[step]].Name
		if routes.State != Narrow || !strings.Contains(routes.WayRound, "Ask about the “"+name+"” too: some places take you for it without GCSEs.") {
			t.Errorf("%s is %s: %s", role, routes.State, routes.WayRound)
		}
		gaps := 0
		for _, route := range routes.Routes {
			for _, one := range route.Steps {
				for _, r := range one.Requirements {
					if one.ID == step && r.State == Gap {
						gaps++
						if r.Firm || r.Confidence != "usually" || !strings.HasSuffix(r.Why, " Some take you without GCSEs.") {
							t.Errorf("%s: %+v", role, r)
						}
					} else if strings.Contains(r.Why, "without GCSEs") {
						t.Errorf("%s has no source for: %s", one.ID, r.Why)
					}
				}
			}
		}
		if gaps != 2 {
			t.Errorf("%s: %d gaps", role, gaps)
		}
	}
}

func TestASingleChangeThatOpensMostIsFound(t *testing.T) {
	t.Parallel()
	p := planner(t)
	_, pupils := readCases(t, p)
	best := p.Openers(pupils["got-maths-3"], 1)
	if len(best) == 0 || best[0].Change.Subject != "maths" && best[0].Change.Finish == nil || best[0].After.Closed >= best[0].Before.Closed {
		t.Fatalf("%+v", best)
	}
	for _, d := range best {
		if d.Rank != 1 || d.Words == "" {
			t.Errorf("rank %d: %s", d.Rank, d.Words)
		}
	}
}

func TestADroppedSubjectIsSeenInTheDoors(t *testing.T) {
	t.Parallel()
	p := planner(t)
	_, pupils := readCases(t, p)
	before := pupils["expects-sixes"]
	drop := Change{Subject: "combined-science", Grade: &Grade{Kind: NotTaken}}
	d, words := p.Compare(before, p.With(before, drop)), p.Words(before, drop)
	if len(d.Worse) == 0 || len(d.Better) != 0 || d.Before.Open <= d.After.Open || words != "Drop GCSE combined science" {
		t.Errorf("%s: %+v", words, d)
	}
	if before.Grades["combined-science"].Kind != Predicted {
		t.Error("the profile itself was changed")
	}
}

func TestOptionsThatKeepMyRolesOpenComeFirst(t *testing.T) {
	t.Parallel()
	p := planner(t)
	options, ok := p.KeepOptions(Profile{YearGroup: 9}, []string{"podiatrist", "audiologist", "pharmacist-technical-services", "pharma-lab-technician"})
	if !ok || len(options) != len(gcseBundles)+len(post16Bundles) {
		t.Fatal(options)
	}
	rank := map[string]int{}
	for _, o := range options {
		rank[o.ID] = o.Rank
	}
	if rank["combined-science"] != 1 || rank["separate-sciences"] != 1 || rank["no-science"] == 1 || rank["a-levels-bio-chem-maths"] != 1 || rank["a-levels-other"] == 1 {
		t.Error(rank)
	}
	if _, ok := p.KeepOptions(Profile{}, []string{"astronaut"}); ok {
		t.Error("a role that is not there is let through")
	}
}

func TestTheWishDecidesAmongWhatIsAsOpenAndTiesAreTies(t *testing.T) {
	t.Parallel()
	p := planner(t)
	first := func(role string, wish Wish) RouteTo {
		routes, _ := p.Routes(role, Profile{YearGroup: 9, Wish: wish})
		return routes.Routes[0]
	}
	if got := first("podiatrist", Quickest).ID; got != "route-podiatry-degree" {
		t.Error(got)
	}
	if got := first("podiatrist", Earning).ID; got != "route-podiatry-apprenticeship" {
		t.Error(got)
	}
	doors := p.Doors(Profile{YearGroup: 9, Wish: Quickest}).role("diagnostic-radiographer")
	if doors.BestRoute != "route-diag-rad-degree" || !slices.Equal(doors.AlsoBest, []string{"route-diag-rad-apprenticeship"}) {
		t.Errorf("both take three years: %s, %v", doors.BestRoute, doors.AlsoBest)
	}
}

func TestWhatIsSaidIsEasyToRead(t *testing.T) {
	t.Parallel()
	p := planner(t)
	_, pupils := readCases(t, p)
	for name, pupil := range pupils {
		var words []string
		for _, role := range p.Doors(pupil).Roles {
			words = append(words, role.WayRound)
			for _, r := range role.Requirements {
				words = append(words, r.Why)
			}
		}
		if grade := quizzes.ReadingGrade(strings.Join(words, " ")); grade > 8 {
			t.Errorf("%s: reading grade %.1f", name, grade)
		}
	}
}
