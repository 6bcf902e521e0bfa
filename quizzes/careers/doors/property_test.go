package doors

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var someSubjects = []string{
	"english-language", "english-literature", "maths", "combined-science", "biology", "chemistry", "physics",
	"geography", "history", "art-and-design", "computer-science", "french", "psychology",
}

// anyProfile draws a profile that Check lets through.
func anyProfile(p *Planner) *rapid.Generator[Profile] {
	return rapid.Custom(func(t *rapid.T) Profile {
		profile := Profile{
			YearGroup: YearGroup(rapid.SampledFrom([]int{0, 7, 8, 9, 10, 11, 12, 13, 14}).Draw(t, "year")),
			Wish:      rapid.SampledFrom(append(slices.Clone(Wishes), "")).Draw(t, "wish"),
			Grades:    map[string]Grade{},
		}
		combined := rapid.Bool().Draw(t, "combined")
		for _, subject := range someSubjects {
			if !rapid.Bool().Draw(t, "takes") || combined && contains(separateSciences, subject) || !combined && subject == "combined-science" {
				continue
			}
			profile.Grades[subject] = anyGrade(t, p, subject)
		}
		profile.Post16 = anyQualifications(t, p, true)
		profile.Finished = slices.DeleteFunc(anyQualifications(t, p, false), func(q Qualification) bool {
			return slices.ContainsFunc(profile.Post16, func(o Qualification) bool { return o.ID == q.ID })
		})
		return profile
	})
}

func anyGrade(t *rapid.T, p *Planner, subject string) Grade {
	kind := rapid.SampledFrom(Kinds).Draw(t, "kind")
	if kind == NotTaken {
		return Grade{Kind: kind}
	}
	grades := []string{"9", "8", "7", "6", "5", "4", "3", "2", "1", "U", "A*", "C", "G"}
	if subject == "combined-science" {
		grades = p.c.Qualifications.CombinedScience.Grades
	}
	return Grade{rapid.SampledFrom(grades).Draw(t, "grade"), kind}
}

func anyQualifications(t *rapid.T, p *Planner, kinds bool) []Qualification {
	var list []Qualification
	for _, at := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(p.choices)-1), 0, 4, rapid.ID).Draw(t, "qualifications") {
		one := Qualification{ID: p.choices[at].ID}
		if kinds {
			one.Kind = rapid.SampledFrom(Kinds).Draw(t, "kind")
		}
		if grades := p.choices[at].Grades; len(grades) > 0 && one.Kind != NotTaken && rapid.Bool().Draw(t, "graded") {
			one.Grade = rapid.SampledFrom(grades).Draw(t, "grade").Value
		}
		list = append(list, one)
	}
	return list
}

// allStates are the states of all routes and then of all roles.
func (p *Planner) allStates(profile Profile) []State {
	v := p.view(profile)
	var states []State
	for i := range v.walks {
		states = append(states, v.walks[i].state())
	}
	return append(states, p.states(profile, nil)...)
}

func neverWorse(t *rapid.T, p *Planner, before, after Profile) {
	a, b := p.allStates(before), p.allStates(after)
	for i := range a {
		if b[i].rank() > a[i].rank() {
			name := "a role"
			if i < len(p.routes) {
				name = p.routes[i].ID
			}
			t.Fatalf("%s goes from %s to %s", name, a[i], b[i])
		}
	}
}

func TestABetterGCSENeverClosesADoor(t *testing.T) {
	t.Parallel()
	p := planner(t)
	rapid.Check(t, func(t *rapid.T) {
		before := anyProfile(p).Draw(t, "profile")
		after := before.clone()
		for subject, grade := range before.Grades {
			if first, last, ok := p.gcseGrade(grade.Grade, p.gcseSize(subject) == 2); ok && last < 9 {
				grade.Grade = strconv.Itoa(last + 1)
				if p.gcseSize(subject) == 2 {
					grade.Grade = strconv.Itoa(max(first, last+1)) + "-" + strconv.Itoa(last+1)
				}
				after.Grades[subject] = grade
			}
		}
		neverWorse(t, p, before, after)
	})
}

func TestABetterGradeAfterGCSEsNeverClosesADoor(t *testing.T) {
	t.Parallel()
	p := planner(t)
	rapid.Check(t, func(t *rapid.T) {
		before := anyProfile(p).Draw(t, "profile")
		after := before.clone()
		for _, list := range [][]Qualification{after.Post16, after.Finished} {
			for i := range list {
				list[i].Grade = p.oneBetter(list[i])
			}
		}
		neverWorse(t, p, before, after)
	})
}

// Every grade of every qualification is tried, beside all that is asked for in GCSEs.
func TestEachGradeUpOfEachQualificationOpensOrKeeps(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for _, k := range p.choices {
		for _, finished := range []bool{true, false} {
			var worse []State
			for i := len(k.Grades) - 1; i >= 0; i-- {
				q, profile := Qualification{ID: k.ID, Grade: k.Grades[i].Value}, Profile{YearGroup: 13, Grades: pupilOfYear11.Grades}
				if profile.Post16 = []Qualification{q}; finished {
					profile.Post16, profile.Finished = nil, []Qualification{q}
				}
				states := p.allStates(profile)
				alike := i+1 < len(k.Grades) && k.values[strings.ToLower(k.Grades[i].Value)].size == k.values[strings.ToLower(k.Grades[i+1].Value)].size &&
					(k.values[strings.ToLower(k.Grades[i].Value)].rank > 0) == (k.values[strings.ToLower(k.Grades[i+1].Value)].rank > 0)
				for at := range states {
					if alike && states[at].rank() > worse[at].rank() {
						t.Errorf("%s: %s is worse than the grade below it, for %d", k.ID, k.Grades[i].Value, at)
					}
				}
				worse = states
			}
		}
	}
}

// oneBetter is the next grade up of the same size.
func (p *Planner) oneBetter(q Qualification) string {
	k := p.known[q.ID]
	for i := 1; i < len(k.Grades); i++ {
		better, this := k.values[strings.ToLower(k.Grades[i-1].Value)], k.values[strings.ToLower(q.Grade)]
		if k.Grades[i].Value == q.Grade && better.size == this.size && better.rank >= this.rank && better.points >= this.points && this.rank > 0 == (better.rank > 0) {
			return k.Grades[i-1].Value
		}
	}
	return q.Grade
}

// Before anything is chosen, and once the time after GCSEs is filled, one more
// qualification can only help. In between, naming a first or third A level is
// news of a choice, and says what is not taken.
func TestAddingAQualificationNeverClosesADoor(t *testing.T) {
	t.Parallel()
	p := planner(t)
	rapid.Check(t, func(t *rapid.T) {
		before := anyProfile(p).Draw(t, "profile")
		u := p.pupil(before)
		if !u.full() && !u.choosing() {
			t.Skip()
		}
		k := rapid.SampledFrom(p.choices).Draw(t, "added")
		if u.holds(k.ID) || slices.ContainsFunc(before.Post16, func(q Qualification) bool { return q.ID == k.ID }) {
			t.Skip()
		}
		added := Qualification{ID: k.ID}
		if len(k.Grades) > 0 {
			added.Grade = k.Grades[0].Value
		}
		after := before.clone()
		after.Finished = append(after.Finished, added)
		a, b := p.allStates(before), p.allStates(after)
		for i := range a {
			if b[i] == Closed && a[i] != Closed {
				t.Fatalf("adding %s closes %d", k.ID, i)
			}
		}
	})
}

// TestOneALevelBesideAWholeCourseClosesNothing holds on to what the property found.
func TestOneALevelBesideAWholeCourseClosesNothing(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for _, pair := range [][2]Qualification{
		{{ID: "t-level-health"}, {ID: "a-level-art-and-design", Grade: "A*"}},
		{{ID: "btec-applied-science"}, {ID: "a-level-art-and-design", Grade: "A*"}},
	} {
		one := Profile{YearGroup: 12, Finished: pair[:1]}
		both := Profile{YearGroup: 12, Finished: pair[:]}
		before, after := p.allStates(one), p.allStates(both)
		for i := range before {
			if after[i] == Closed && before[i] != Closed {
				t.Errorf("%s beside %s closes %d", pair[1].ID, pair[0].ID, i)
			}
		}
	}
}

func TestAGCSEMorePassedNeverClosesADoor(t *testing.T) {
	t.Parallel()
	p := planner(t)
	rapid.Check(t, func(t *rapid.T) {
		before := anyProfile(p).Draw(t, "profile")
		subject := rapid.SampledFrom([]string{"maths", "english-language", "geography", "music", "economics"}).Draw(t, "subject")
		if _, taken := before.Grades[subject]; taken {
			t.Skip()
		}
		after := before.clone()
		after.Grades[subject] = Grade{"9", Achieved}
		neverWorse(t, p, before, after)
	})
}

func TestAnEmptyProfileClosesNothing(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for year := YearGroup(0); year <= Left; year++ {
		if n := p.Doors(Profile{YearGroup: year}).Counts; n.Open != len(p.roles) {
			t.Errorf("year %d: %+v", year, n)
		}
	}
}

func TestEveryRoleHasARouteFromYear9(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for i := range p.roles {
		routes, ok := p.Routes(p.roles[i].ID, Profile{YearGroup: 9})
		if !ok || len(routes.Routes) == 0 || routes.Routes[0].State != Open ||
			routes.Routes[0].Steps[0].StartsIn != "Year 10" || routes.Routes[0].Steps[0].StartMonth != aYear {
			t.Errorf("%s: %+v", p.roles[i].ID, routes)
		}
	}
}

func TestDatesNeverRunBackwards(t *testing.T) {
	t.Parallel()
	p := planner(t)
	rapid.Check(t, func(t *rapid.T) {
		profile := anyProfile(p).Draw(t, "profile")
		routes, _ := p.Routes(rapid.SampledFrom(p.roles).Draw(t, "role").ID, profile)
		for _, route := range routes.Routes {
			end := -1000
			for _, step := range route.Steps {
				switch step.Where {
				case Done:
					end = -1000 // whatever stands before it holds nothing up
					continue
				case Instead:
					continue
				}
				if step.Where == ToCome && step.StartMonth < end { // what is under way may be so side by side
					t.Fatalf("%s: %s starts at %d, before %d", route.ID, step.ID, step.StartMonth, end)
				}
				end = max(end, step.StartMonth+step.Months)
			}
			if route.Months < 0 || route.EarningMonths > route.Months || end > 0 && route.Months < end {
				t.Fatalf("%s takes %d months, %d paid, and ends at %d", route.ID, route.Months, route.EarningMonths, end)
			}
		}
	})
}

func TestTheOrderOfWhatWasSaidChangesNothing(t *testing.T) {
	t.Parallel()
	p := planner(t)
	rapid.Check(t, func(t *rapid.T) {
		profile := anyProfile(p).Draw(t, "profile")
		turned := profile.clone()
		slices.Reverse(turned.Post16)
		slices.Reverse(turned.Finished)
		a, b := p.Doors(profile), p.Doors(turned)
		if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(p.Doors(profile), a) {
			t.Fatal("the same words in another order say something else")
		}
	})
}

func TestWhatIsSaidOfARoleAgrees(t *testing.T) {
	t.Parallel()
	p := planner(t)
	rapid.Check(t, func(t *rapid.T) {
		profile := anyProfile(p).Draw(t, "profile")
		doors, quick := p.Doors(profile), p.states(profile, nil)
		for i, role := range doors.Roles {
			firm, soft := 0, 0
			for _, r := range role.Requirements {
				if r.Text == "" || r.Why == "" || strings.Contains(r.Why, "!") {
					t.Fatalf("%s: %+v", role.ID, r)
				}
				switch {
				case r.State == Gap && r.Firm:
					firm++
				case r.State == Gap:
					soft++
				}
			}
			if (tally{firm: firm, soft: soft}).state() != role.State || quick[i] != role.State || (role.WayRound == "") != (role.State == Open) {
				t.Fatalf("%s is %s with %d firm and %d soft gaps, %s at a glance, and %q", role.ID, role.State, firm, soft, quick[i], role.WayRound)
			}
		}
		if n := doors.Counts; n.Open+n.Narrow+n.Closed != len(p.roles) {
			t.Fatalf("%+v", n)
		}
	})
}

func TestTwoThousandPupilsAtEveryDoor(t *testing.T) {
	t.Parallel()
	p := planner(t)
	dice := rand.New(rand.NewPCG(11, 2026))
	pupil := anyProfile(p)
	for range 2000 {
		profile := pupil.Example(int(dice.Int32()))
		if problems := p.Check(profile); len(problems) > 0 {
			t.Fatal(problems)
		}
		if doors := p.Doors(profile); len(doors.Roles) != len(p.roles) {
			t.Fatal(len(doors.Roles))
		}
	}
}

func FuzzProfile(f *testing.F) {
	p := planner(f)
	for _, seed := range []string{
		`{}`, `[]`, `{"year_group":"left","age":17}`, `{"year_group":9.5}`, `{"grades":{"maths":{"grade":"5","kind":"achieved"},"maths":{}}}`,
		`{"grades":{"combined-science":{"grade":"5-4","kind":"predicted"}},"post16":[{"id":"a-level-biology","grade":"B","kind":"predicted"}],"finished":[{"id":"btec-applied-science","grade":"DM"}],"wish":"quickest"}`,
		`{"post16":[{"id":"t-level-health","grade":"D*"},null,1]}`, `{"grades":null,"finished":{}}`, `{"a":{"b":{"c":{"d":{"e":{"f":{"g":1}}}}}}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		profile, err := p.Read(strings.NewReader(text))
		doors := p.Doors(profile)
		if len(doors.Roles) != len(p.roles) {
			t.Fatal("a role is lost")
		}
		p.Routes("adult-nurse", profile)
		if err != nil {
			return
		}
		again, err := json.Marshal(profile)
		if err != nil {
			t.Fatal(err)
		}
		if same, err := p.Read(strings.NewReader(string(again))); err != nil || !reflect.DeepEqual(p.Doors(same), doors) {
			t.Fatalf("%s reads as something else: %v", again, err)
		}
	})
}
