package doors

import "slices"

// Option is a choice of subjects or courses, and what it does to the roles that a
// pupil cares for.
type Option struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	When   string   `json:"when"` // gcse, or post16
	Rank   int      `json:"rank"` // by the roles that stay open; equal ranks are ties
	Open   []string `json:"open"` // ids of roles
	Narrow []string `json:"narrow"`
	Closed []string `json:"closed"`
}

// bundle is a choice that many pupils meet.
type bundle struct {
	id, name string
	subjects []string // GCSEs; or
	courses  []string // what comes after them
}

// gcseBundles are the ways to take science; maths and English everybody takes.
var gcseBundles = []bundle{
	{id: "combined-science", name: "Combined science", subjects: []string{"combined-science"}},
	{id: "separate-sciences", name: "Biology, chemistry and physics", subjects: separateSciences},
	{id: "biology-only", name: "Biology, and no other science", subjects: []string{"biology"}},
	{id: "no-science", name: "No science GCSE", subjects: nil},
}

// post16Bundles are what the routes begin with, and A levels that none of them names.
var post16Bundles = []bundle{
	{id: "a-levels-bio-chem-maths", name: "A levels in biology, chemistry and maths", courses: []string{"a-level-biology", "a-level-chemistry", "a-level-maths"}},
	{id: "a-levels-bio-psych-pe", name: "A levels in biology, psychology and PE", courses: []string{"a-level-biology", "a-level-psychology", "a-level-physical-education"}},
	{id: "a-levels-maths-phys-chem", name: "A levels in maths, physics and chemistry", courses: []string{"a-level-maths", "a-level-physics", "a-level-chemistry"}},
	{id: "a-levels-other", name: "A levels without a science", courses: []string{"a-level-history", "a-level-english-literature", "a-level-business"}},
	{id: "t-level-health", name: "T Level Health", courses: []string{"t-level-health"}},
	{id: "t-level-science", name: "T Level Science", courses: []string{"t-level-science"}},
	{id: "btec-applied-science", name: "BTEC Applied Science", courses: []string{"btec-applied-science"}},
	{id: "btec-health-social-care", name: "BTEC Health and Social Care", courses: []string{"btec-health-social-care"}},
}

// KeepOptions says which ways to take science at GCSE, and which courses after
// GCSEs, keep most of some roles open: as if the choice were made, and with all
// else as the pupil has it. No roles: all of them. It is false for a role that is
// not in the catalogue.
func (p *Planner) KeepOptions(profile Profile, roles []string) ([]Option, bool) {
	for _, id := range roles {
		if _, ok := p.roleAt[id]; !ok {
			return nil, false
		}
	}
	var gcse, post16 []Option
	if profile.YearGroup < 11 {
		for _, b := range gcseBundles {
			gcse = append(gcse, p.option(b, "gcse", p.withSciences(profile, b), roles))
		}
	}
	if profile.YearGroup < 12 {
		for _, b := range post16Bundles {
			post16 = append(post16, p.option(b, "post16", withCourses(profile, b), roles))
		}
	}
	return append(rankOptions(gcse), rankOptions(post16)...), true
}

// withSciences is the profile once the options are chosen. A grade that the pupil
// gave stays with its subject.
func (p *Planner) withSciences(profile Profile, b bundle) Profile {
	after := profile.clone()
	after.YearGroup = max(after.YearGroup, 10)
	after.Age = 0
	for _, subject := range subjectsOf("science") {
		switch grade, named := after.Grades[subject]; {
		case !contains(b.subjects, subject):
			after.Grades[subject] = Grade{Kind: NotTaken}
		case !named || grade.Kind == NotTaken:
			after.Grades[subject] = Grade{Kind: Wanted}
		}
	}
	return after
}

func withCourses(profile Profile, b bundle) Profile {
	after := profile.clone()
	after.YearGroup, after.Age, after.Post16 = 12, 0, nil
	for _, id := range b.courses {
		after.Post16 = append(after.Post16, Qualification{ID: id, Kind: Wanted})
	}
	return after
}

func (p *Planner) option(b bundle, when string, profile Profile, roles []string) Option {
	one := Option{ID: b.id, Name: b.name, When: when, Open: []string{}, Narrow: []string{}, Closed: []string{}}
	for i, state := range p.states(profile, nil) {
		id := p.roles[i].ID
		if len(roles) > 0 && !slices.Contains(roles, id) {
			continue
		}
		switch state {
		case Open:
			one.Open = append(one.Open, id)
		case Narrow:
			one.Narrow = append(one.Narrow, id)
		default:
			one.Closed = append(one.Closed, id)
		}
	}
	return one
}

// rankOptions puts first what keeps most open, and then what closes least.
func rankOptions(options []Option) []Option {
	compare := func(a, b Option) int {
		if d := len(b.Open) - len(a.Open); d != 0 {
			return d
		}
		return len(a.Closed) - len(b.Closed)
	}
	slices.SortStableFunc(options, compare)
	for i := range options {
		options[i].Rank = i + 1
		if i > 0 && compare(options[i-1], options[i]) == 0 {
			options[i].Rank = options[i-1].Rank
		}
	}
	return options
}
