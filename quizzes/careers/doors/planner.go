// Package doors is the engine of the planner: which jobs a pupil's own subjects
// and grades lead to, by which routes, what is met and what is missing, and the
// way round where a door is closed for now.
//
// It goes from what a pupil has told (Profile) to how they stand to each thing
// that a step asks for (Requirement), from there to a state of each route
// (RouteTo) and each role (Role), and explains itself at every point with the
// source. What nobody said is not known, and closes nothing. What is usual but not
// a rule can warn, and closes nothing either.
package doors

import (
	"fmt"
	"maps"
	"slices"

	"pathways/quizzes/careers"
)

// Planner compares pupils with the catalogue. It is made once, holds no pupil and
// may be used by many at once.
type Planner struct {
	c       *careers.Catalogue
	steps   []step
	routes  []route
	roles   []role
	known   map[string]*known
	choices []*known // in the order of the content

	stepAt, routeAt, roleAt map[string]int
	offers                  map[string][]int // UCAS points of the grades of an offer
	access                  int              // the Access course, which adults take
}

// step is a step of the catalogue with its needs ready.
type step struct {
	*careers.Step
	p           *Planner
	at          int
	after       stepSet
	kindsBefore []string // kinds of the steps that may come before: btec, t-level ...
	needs       []need
	confidence  string
	source      *Source
	school      bool // a course at school or college after GCSEs, chosen once
	gcse        bool
	work        bool // a job, or training in one
}

// route is a route of the catalogue with every way through its stages.
type route struct {
	*careers.Route
	at    int
	paths [][]int
	jobs  []bool // of each stage, whether it is a job for everybody: no course would do
}

type role struct {
	*careers.Role
	routes []int
}

// New makes the planner of a catalogue.
func New(c *careers.Catalogue) (*Planner, error) {
	if len(c.Steps) > mostSteps {
		return nil, fmt.Errorf("the planner holds %d steps, and the catalogue has %d", mostSteps, len(c.Steps))
	}
	p := &Planner{
		c: c, known: map[string]*known{}, offers: map[string][]int{},
		stepAt: map[string]int{}, routeAt: map[string]int{}, roleAt: map[string]int{},
	}
	for i := range c.Steps {
		p.stepAt[c.Steps[i].ID] = i
	}
	p.access = none
	if at, ok := p.stepAt["access-to-he"]; ok {
		p.access = at
	}
	p.steps = make([]step, len(c.Steps))
	for i := range c.Steps {
		p.steps[i] = p.step(&c.Steps[i], i)
	}
	p.learnQualifications()
	for i := range p.steps {
		p.steps[i].needs = p.steps[i].allNeeds()
		p.learnOffer(p.steps[i].offer())
	}
	for i := range c.Routes {
		p.routes = append(p.routes, route{&c.Routes[i], i, p.paths(&c.Routes[i]), p.jobs(&c.Routes[i])})
		p.routeAt[c.Routes[i].ID] = i
	}
	for i := range c.Roles {
		one := role{Role: &c.Roles[i]}
		for _, id := range one.Role.Routes {
			one.routes = append(one.routes, p.routeAt[id])
		}
		p.roles = append(p.roles, one)
		p.roleAt[one.ID] = i
	}
	return p, nil
}

func (p *Planner) step(from *careers.Step, at int) step {
	s := step{
		Step: from, p: p, at: at, gcse: from.Kind == "gcse",
		work:   slices.Contains([]string{"apprenticeship", "job-entry", "experience"}, from.Kind),
		school: from.Stage == "post-16" && slices.Contains([]string{"a-levels", "t-level", "btec", "access", "college-course", "condition"}, from.Kind),
	}
	for _, id := range from.After {
		s.after.add(p.stepAt[id])
		if before, ok := p.c.Step(id); ok && !slices.Contains(s.kindsBefore, before.Kind) {
			s.kindsBefore = append(s.kindsBefore, before.Kind)
		}
	}
	s.confidence = "seen"
	if from.Entry.Usual || from.Facts["entry"] != careers.Seen {
		s.confidence = "usually"
	}
	if source, ok := p.c.Source(from.Entry.Source); ok {
		s.source = &Source{source.ID, source.Title, source.URL, source.Dated}
	}
	return s
}

// allNeeds puts together what a step asks for. What is usual can never close it.
func (s *step) allNeeds() []need {
	if s.gcse {
		return nil // everybody takes GCSEs; the steps after them say which are needed
	}
	needs := slices.Concat(s.gcseNeeds(), s.level3Needs(), s.otherNeeds())
	for i := range needs {
		needs[i].usual = needs[i].usual || s.confidence == "usually"
	}
	return needs
}

// learnOffer turns grades such as ABB into points, best first.
func (p *Planner) learnOffer(offer string) {
	if _, done := p.offers[offer]; done {
		return
	}
	for _, grade := range offer {
		points := 0
		for _, table := range p.c.Qualifications.Tariff {
			if table.ID == "a-level" {
				points = table.Points[string(grade)]
			}
		}
		p.offers[offer] = append(p.offers[offer], points)
	}
}

func (p *Planner) offerPoints(offer string) []int { return p.offers[offer] }

// paths are all ways through a route: a step of each stage, each fit to come after
// the one before.
func (p *Planner) paths(r *careers.Route) [][]int {
	paths := [][]int{nil}
	for _, stage := range r.Stages {
		var longer [][]int
		for _, path := range paths {
			for _, id := range stage {
				at := p.stepAt[id]
				if len(path) > 0 && !p.steps[at].after.has(path[len(path)-1]) {
					continue
				}
				longer = append(longer, append(slices.Clone(path), at))
			}
		}
		paths = longer
	}
	return paths
}

// jobs tells of each stage of a route whether all that would do for it is work.
func (p *Planner) jobs(r *careers.Route) []bool {
	jobs := make([]bool, len(r.Stages))
	for i, stage := range r.Stages {
		jobs[i] = !slices.ContainsFunc(stage, func(id string) bool { return !p.steps[p.stepAt[id]].work })
	}
	return jobs
}

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
