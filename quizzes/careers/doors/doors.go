package doors

import (
	"slices"
	"strings"
)

// Source is the page that says so.
type Source struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URL   string `json:"url"`
	Dated string `json:"dated"`
}

// Requirement is one thing that a step asks for, and how the pupil stands to it.
type Requirement struct {
	Step       string   `json:"step"`
	Text       string   `json:"text"`
	State      Standing `json:"state"`
	Why        string   `json:"why"`
	Firm       bool     `json:"firm"`       // a gap that closes the route for now
	Confidence string   `json:"confidence"` // seen in the source, or usually
	Source     *Source  `json:"source"`

	fix fix
}

// Doors is every role, in the order of the catalogue, and how many are open.
type Doors struct {
	Roles  []Role `json:"roles"`
	Counts Counts `json:"counts"`
}

// Role is whether a role can be reached, the best route to it and the way round.
type Role struct {
	ID           string        `json:"id"`
	Name         string        `json:"name"`
	State        State         `json:"state"`
	BestRoute    string        `json:"best_route"`
	AlsoBest     []string      `json:"also_best"` // routes that are as good, by the same wish
	Months       int           `json:"months"`    // on the best route, from the start of this school year
	AtLeast      bool          `json:"at_least"`  // some length on it is unknown
	AgeAtEnd     int           `json:"age_at_end"`
	Requirements []Requirement `json:"requirements"` // of the best route, what is still to come
	WayRound     string        `json:"way_round"`    // empty where the role is open
}

// Counts is how many roles there are of each state.
type Counts struct {
	Open   int `json:"open"`
	Narrow int `json:"narrow"`
	Closed int `json:"closed-for-now"`
}

func (c *Counts) add(s State) {
	switch s {
	case Open:
		c.Open++
	case Narrow:
		c.Narrow++
	default:
		c.Closed++
	}
}

// Doors tells of every role how the pupil stands to it.
func (p *Planner) Doors(profile Profile) Doors {
	v := p.view(profile)
	doors := Doors{Roles: make([]Role, len(p.roles))}
	for i := range p.roles {
		doors.Roles[i] = v.role(i)
		doors.Counts.add(doors.Roles[i].State)
	}
	return doors
}

// view is a pupil compared with the whole catalogue: what all answers are made from.
type view struct {
	p        *Planner
	u        pupil
	wish     Wish
	verdicts []verdict
	walks    []walk        // the best way through each route
	told     [2][]tellings // the words of each step, once they were needed
}

// tellings are the requirements of a step in words, by its own or by a job before it.
type tellings struct {
	list []Requirement
	done bool
}

func (p *Planner) view(profile Profile) *view {
	v := &view{p: p, u: p.pupil(profile), wish: profile.Wish, verdicts: make([]verdict, len(p.steps)), walks: make([]walk, len(p.routes))}
	if v.wish == "" {
		v.wish = Likeliest
	}
	p.look(&v.u, v.verdicts)
	for i := range p.routes {
		v.walks[i] = p.best(&v.u, &p.routes[i], v.verdicts)
	}
	v.told[0], v.told[1] = make([]tellings, len(p.steps)), make([]tellings, len(p.steps))
	return v
}

func (v *view) role(i int) Role {
	r := &v.p.roles[i]
	ranked := v.rank(r)
	best := &v.walks[ranked[0].route]
	one := Role{
		ID: r.ID, Name: r.Name, State: best.state(), BestRoute: best.route.ID, AlsoBest: []string{},
		Months: best.time.months(), AtLeast: best.time.atLeast, AgeAtEnd: best.time.ageAtEnd(),
		Requirements: v.requirements(best),
	}
	for _, other := range ranked[1:] {
		if other.rank == 1 {
			one.AlsoBest = append(one.AlsoBest, v.p.routes[other.route].ID)
		}
	}
	one.WayRound = v.wayRound(r, best, one.Requirements)
	return one
}

// requirements are all of a walk that is still to come, in words.
func (v *view) requirements(w *walk) []Requirement {
	list := make([]Requirement, 0, 12)
	for i := w.from; i < len(w.path); i++ {
		list = append(list, v.stepRequirements(w, i)...)
	}
	return list
}

// stepRequirements are those of one step of a walk.
func (v *view) stepRequirements(w *walk, i int) []Requirement {
	p, at := v.p, w.path[i]
	if p.passedBy(&v.u, at) {
		return nil
	}
	return v.tell(at, p.byJob(w, i))
}

// tell puts the requirements of a step into words, once.
func (v *view) tell(at int, byJob bool) []Requirement {
	told := &v.told[0][at]
	if byJob {
		told = &v.told[1][at]
	}
	if !told.done {
		told.list, told.done = v.words(&v.p.steps[at], byJob), true
	}
	return told.list
}

func (v *view) words(s *step, byJob bool) []Requirement {
	list := make([]Requirement, 0, len(s.needs))
	for i := range s.needs {
		n := &s.needs[i]
		one := Requirement{Step: s.ID, Text: n.text, Confidence: s.confidence, Source: s.source}
		if n.usual {
			one.Confidence = "usually"
		}
		f := finding{standing: OnTrack, why: "The step before counts here."}
		if !n.academic || !byJob {
			f = n.judged(&v.u, true)
		}
		if n.usual {
			f.why = strings.Replace(f.why, "This needs a", "Many places ask for a", 1)
		}
		if n.without && f.standing == Gap {
			f.why += " Some take you without GCSEs."
		}
		one.State, one.Why, one.Firm, one.fix = f.standing, f.why, f.firm, f.fix
		list = append(list, one)
	}
	return list
}

// ranked is a route of a role with its place; equal places are ties.
type ranked struct{ route, rank int }

// rank orders the routes to a role: what is open before what is narrow, and then
// by the wish. Routes that are equal in both have the same rank, and stand in the
// order that the catalogue gives them.
func (v *view) rank(r *role) []ranked {
	var buffer [8]ranked
	list := buffer[:0]
	for _, at := range r.routes {
		list = append(list, ranked{route: at})
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return v.compare(a.route, b.route) })
	for i := range list {
		list[i].rank = i + 1
		if i > 0 && v.compare(list[i-1].route, list[i].route) == 0 {
			list[i].rank = list[i-1].rank
		}
	}
	return slices.Clone(list)
}

func (v *view) compare(a, b int) int {
	x, y := &v.walks[a], &v.walks[b]
	if d := x.state().rank() - y.state().rank(); d != 0 {
		return d
	}
	if d := v.byWish(x, y); d != 0 {
		return d
	}
	return x.skips - y.skips // who leaves out what a route is comes in by another
}

// byWish compares two walks by what matters most to the pupil.
func (v *view) byWish(x, y *walk) int {
	switch v.wish {
	case Quickest:
		if x.time.unsure != y.time.unsure {
			return bit(x.time.unsure) - bit(y.time.unsure) // what nobody can say is not the quickest
		}
		return x.time.months() - y.time.months()
	case Earning:
		return x.unpaid() - y.unpaid()
	case Nearest:
		return x.time.far - y.time.far
	}
	if d := x.firm + x.soft - y.firm - y.soft; d != 0 {
		return d
	}
	return x.unknown - y.unknown
}

func bit(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// unpaid is the months to come without pay.
func (w *walk) unpaid() int { return w.time.months() - w.time.earning }
