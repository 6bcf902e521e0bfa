package doors

import "pathways/quizzes/careers"

// RoleRoutes is every route to a role side by side, best first by the pupil's wish.
type RoleRoutes struct {
	Role     string    `json:"role"`
	Name     string    `json:"name"`
	State    State     `json:"state"`
	Wish     Wish      `json:"wish"`
	WayRound string    `json:"way_round"`
	Routes   []RouteTo `json:"routes"`
}

// RouteTo is one route from where the pupil is to the role.
type RouteTo struct {
	ID            string  `json:"id"`
	Name          string  `json:"name"`
	Summary       string  `json:"summary"`
	State         State   `json:"state"`
	Rank          int     `json:"rank"`   // equal ranks are ties
	Months        int     `json:"months"` // from the 1 September of this school year, or of Year 10
	Length        string  `json:"length"` // the months in words
	AtLeast       bool    `json:"at_least"`
	AgeAtEnd      int     `json:"age_at_end"`
	EarningMonths int     `json:"earning_months"` // of the months, how many are paid
	Earning       string  `json:"earning"`
	Gaps          int     `json:"gaps"`
	Steps         []Step  `json:"steps"`
	Places        []Place `json:"places"` // in the North East, of the steps to come
	Now           int     `json:"-"`      // the 1 September that months are counted from, itself from the start of Year 7
}

// Step is a step of a route, set in the pupil's own years.
type Step struct {
	ID           string               `json:"id"`
	Name         string               `json:"name"`
	Kind         string               `json:"kind"`
	Level        int                  `json:"level"`
	Plain        string               `json:"plain"`
	Where        Where                `json:"where"`
	StartsIn     string               `json:"starts_in"`
	StartMonth   int                  `json:"start_month"` // from the 1 September of this school year; below 0 is past
	Months       int                  `json:"months"`      // 0: nobody can say
	Length       string               `json:"length"`      // in words, as far as it is known
	AgeAtStart   int                  `json:"age_at_start"`
	Paid         bool                 `json:"paid"`
	Money        string               `json:"money"`
	Apply        *careers.Application `json:"apply"`
	Confidence   string               `json:"confidence"` // of the length: seen, or usually
	Note         string               `json:"note"`
	Requirements []Requirement        `json:"requirements"`
	Others       []string             `json:"others"` // ids of steps that would do as well
	Places       []Place              `json:"places"`
}

// Where is where a step stands for the pupil.
type Where string

// A step is done, under way, still to come, or not needed by somebody who is on
// another course.
const (
	Done     Where = "done"
	UnderWay Where = "now"
	ToCome   Where = "next"
	Instead  Where = "instead"
)

// Place is where a step can be taken in the North East.
type Place struct {
	Step       string `json:"step"`
	Place      string `json:"place"`
	What       string `json:"what"`
	Confidence string `json:"confidence"`
}

// Routes sets all routes to a role side by side. It is false for a role that is
// not in the catalogue.
func (p *Planner) Routes(id string, profile Profile) (RoleRoutes, bool) {
	at, ok := p.roleAt[id]
	if !ok {
		return RoleRoutes{}, false
	}
	v, r := p.view(profile), &p.roles[at]
	whole := v.role(at)
	routes := RoleRoutes{Role: r.ID, Name: r.Name, State: whole.State, Wish: v.wish, WayRound: whole.WayRound}
	for _, place := range v.rank(r) {
		one := v.route(&v.walks[place.route])
		one.Rank = place.rank
		routes.Routes = append(routes.Routes, one)
	}
	return routes, true
}

func (v *view) route(w *walk) RouteTo {
	t := &w.time
	one := RouteTo{
		ID: w.route.ID, Name: w.route.Name, Summary: w.route.Summary, State: w.state(),
		Months: t.months(), Length: LengthWords(t.months()), AtLeast: t.atLeast, AgeAtEnd: t.ageAtEnd(),
		EarningMonths: t.earning, Earning: LengthWords(t.earning), Gaps: w.firm + w.soft, Places: []Place{}, Now: t.now,
	}
	for i := range w.path {
		step := v.step(w, i)
		one.Steps = append(one.Steps, step)
		if step.Where == ToCome || step.Where == UnderWay {
			one.Places = append(one.Places, step.Places...)
		}
	}
	return one
}

// step sets one step of a walk in the pupil's years. A course of the pupil's own
// stands in the place of the one that the route names.
func (v *view) step(w *walk, i int) Step {
	p, at, where := v.p, w.path[i], ToCome
	t := &w.time
	start, months := t.starts[i], t.lengths[i]
	switch {
	case i == w.from-1 && w.prior != none:
		at, where = w.prior, Done
		start, months = v.ownStart(w.prior), p.steps[w.prior].Duration.Typical()
		if v.u.now.has(w.prior) {
			where = UnderWay
		}
	case i < w.from:
		where = Done
		start, months = min(p.steps[at].earliest(), t.now), p.steps[at].Duration.Typical()
	case p.passedBy(&v.u, at):
		where = Instead
	case p.steps[at].underWayInYear11(&v.u):
		where = UnderWay
	}
	one := v.p.steps[at].set(where, start-t.now, months)
	one.StartsIn, one.AgeAtStart = careers.StartsIn(start), ageYear7+start/aYear
	one.Requirements = []Requirement{}
	if i >= w.from {
		one.Requirements = append(one.Requirements, v.stepRequirements(w, i)...)
	}
	one.Others = v.others(w, i, at)
	return one
}

// ownStart is when a pupil's own step began: courses after GCSEs with Year 12.
func (v *view) ownStart(at int) int {
	s, now := &v.p.steps[at], v.u.start()
	if v.u.now.has(at) && v.u.year == Left {
		return now
	}
	if s.Stage == "post-16" {
		return min(now, year12)
	}
	return now
}

func (s *step) set(where Where, startMonth, months int) Step {
	one := Step{
		ID: s.ID, Name: s.Name, Kind: s.Kind, Level: s.Level, Plain: s.Plain, Where: where, StartMonth: startMonth,
		Months: months, Length: s.Duration.Words(), Paid: s.Paid(), Money: s.Money, Apply: s.Application,
		Confidence: "seen", Note: s.Note, Places: []Place{},
	}
	if s.Says("duration") != "" || months == 0 {
		one.Confidence = "usually"
	}
	for _, place := range s.NorthEast {
		confidence := "seen"
		if place.Confidence != careers.Seen {
			confidence = "usually"
		}
		one.Places = append(one.Places, Place{s.ID, place.Place, place.What, confidence})
	}
	return one
}

// others are the steps of the same stage that are open to new starters.
func (v *view) others(w *walk, i, chosen int) []string {
	others := []string{}
	for _, id := range w.route.Stages[i] {
		if at := v.p.stepAt[id]; at != chosen && !v.p.steps[at].Closed() {
			others = append(others, id)
		}
	}
	return others
}
