package doors

import (
	"slices"

	"pathways/quizzes/careers"
)

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
	StartsIn     string               `json:"starts_in"`   // a school year, or "Not needed"
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

// A step is done, under way, still to come, or not needed by somebody who has, or
// is on, something else.
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
	one.Steps = v.steps(w)
	for _, step := range one.Steps {
		if step.Where == ToCome || step.Where == UnderWay {
			one.Places = append(one.Places, step.Places...)
		}
	}
	return one
}

// steps sets the steps of a walk in the pupil's years. A course of the pupil's own
// stands in the place of the one that the route names, or else before what they
// do not need since they have it.
func (v *view) steps(w *walk) []Step {
	place, instead := v.ownPlace(w)
	steps := make([]Step, 0, len(w.path)+1)
	for i := range w.path {
		if i == place {
			steps = append(steps, v.held(w.prior, w.time.now))
			if instead {
				steps[len(steps)-1].Others = v.others(w, i, w.prior)
				continue
			}
		}
		steps = append(steps, v.step(w, i))
	}
	return steps
}

// ownPlace is where on a path the pupil's own step comes that is not on it, and
// whether it stands there in the place of a course. Below 0: nowhere.
func (v *view) ownPlace(w *walk) (place int, instead bool) {
	if w.prior == none || slices.Contains(w.path[:w.from], w.prior) {
		return none, false
	}
	have := v.u.done.or(v.u.now)
	place = w.from
	for i := w.from - 1; i >= 0 && !have.has(w.path[i]); i-- {
		s := &v.p.steps[w.path[i]]
		if s.school && s.Level >= 3 {
			return i, true
		}
		if !s.gcse {
			place = i
		}
	}
	return place, false
}

// held is a step that the pupil has or is on.
func (v *view) held(at, now int) Step {
	where := Done
	if v.u.now.has(at) {
		where = UnderWay
	}
	s := &v.p.steps[at]
	return s.set(where, v.ownStart(at), now, s.Duration.Typical())
}

// step sets one step of a walk in the pupil's years. Before the first that is still
// to do, only what the pupil holds is done, and the GCSEs that they are past.
func (v *view) step(w *walk, i int) Step {
	p, at, t := v.p, w.path[i], &w.time
	s := &p.steps[at]
	var one Step
	switch have := v.u.done.or(v.u.now); {
	case i < w.from && have.has(at):
		one = v.held(at, t.now)
	case i < w.from && s.gcse:
		one = s.set(Done, min(s.earliest(), t.now), t.now, s.Duration.Typical())
	case i < w.from:
		one = s.notNeeded(t.now, t.now)
	case p.passedBy(&v.u, at):
		one = s.notNeeded(t.starts[i], t.now)
	case t.on[i]:
		one = s.set(UnderWay, t.starts[i], t.now, t.lengths[i])
	default:
		one = s.set(ToCome, t.starts[i], t.now, t.lengths[i])
	}
	if i >= w.from {
		one.Requirements = append(one.Requirements, v.stepRequirements(w, i)...)
	}
	one.Others = v.others(w, i, at)
	return one
}

// notNeeded is a step that somebody can leave out. It has a place on the route, and
// no length, pay or form to send.
func (s *step) notNeeded(start, now int) Step {
	one := s.set(Instead, start, now, 0)
	one.StartsIn, one.Length, one.Paid, one.Money, one.Apply, one.Places = "Not needed", "", false, "", nil, []Place{}
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

// set is a step that starts in a month, from the start of Year 7 as now is.
func (s *step) set(where Where, start, now, months int) Step {
	one := Step{
		ID: s.ID, Name: s.Name, Kind: s.Kind, Level: s.Level, Plain: s.Plain, Where: where,
		StartsIn: careers.StartsIn(start), StartMonth: start - now, AgeAtStart: ageYear7 + start/aYear,
		Months: months, Length: s.Duration.Words(), Paid: s.Paid(), Money: s.Money, Apply: s.Application,
		Confidence: "seen", Note: s.Note, Requirements: []Requirement{}, Others: []string{}, Places: []Place{},
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
