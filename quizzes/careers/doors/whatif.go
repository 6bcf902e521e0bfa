package doors

import "slices"

// Difference is what a change does to the doors.
type Difference struct {
	Change Change  `json:"change"`
	Words  string  `json:"words"` // the change, told to the pupil
	Rank   int     `json:"rank"`  // among several; equal ranks are ties
	Better []Moved `json:"better"`
	Worse  []Moved `json:"worse"`
	Before Counts  `json:"before"`
	After  Counts  `json:"after"`
}

// Moved is a role whose state changes.
type Moved struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	From State  `json:"from"`
	To   State  `json:"to"`
}

// Compare says what is different between two profiles.
func (p *Planner) Compare(before, after Profile) Difference {
	return p.difference(p.states(before, nil), p.states(after, nil))
}

// Openers tries every single change and lists those that open most, at most so many.
// Changes that open as much have the same rank; ties are never cut apart.
func (p *Planner) Openers(profile Profile, most int) []Difference {
	verdicts := make([]verdict, len(p.steps))
	before := p.states(profile, nil)
	var found []Difference
	for _, change := range p.Changes(profile) {
		d := p.difference(before, p.states(p.With(profile, change), verdicts))
		if d.gain() > 0 {
			d.Change, d.Words = change, p.Words(profile, change)
			found = append(found, d)
		}
	}
	slices.SortStableFunc(found, func(a, b Difference) int { return b.gain() - a.gain() })
	for i := range found {
		found[i].Rank = i + 1
		if i > 0 && found[i].gain() == found[i-1].gain() {
			found[i].Rank = found[i-1].Rank
		}
	}
	return slices.DeleteFunc(found, func(d Difference) bool { return d.Rank > most })
}

// gain weighs what opens against what closes: a role counts one for each state
// that it moves, so from closed to open is two.
func (d *Difference) gain() int {
	gain := 0
	for _, m := range slices.Concat(d.Better, d.Worse) {
		gain += m.From.rank() - m.To.rank()
	}
	return gain
}

// states are those of all roles, without a word of explanation.
func (p *Planner) states(profile Profile, verdicts []verdict) []State {
	if verdicts == nil {
		verdicts = make([]verdict, len(p.steps))
	}
	u := p.pupil(profile)
	p.look(&u, verdicts)
	routes := make([]State, len(p.routes))
	for i := range p.routes {
		routes[i] = p.routeState(&u, &p.routes[i], verdicts)
	}
	roles := make([]State, len(p.roles))
	for i := range p.roles {
		roles[i] = Closed
		for _, at := range p.roles[i].routes {
			if routes[at].rank() < roles[i].rank() {
				roles[i] = routes[at]
			}
		}
	}
	return roles
}

func (p *Planner) routeState(u *pupil, r *route, verdicts []verdict) State {
	best := Closed
	for _, path := range r.paths {
		if w, ok := p.try(u, r, path, verdicts); ok && w.state().rank() < best.rank() {
			if best = w.state(); best == Open {
				return best
			}
		}
	}
	return best
}

func (p *Planner) difference(before, after []State) Difference {
	d := Difference{Better: []Moved{}, Worse: []Moved{}}
	for i := range p.roles {
		d.Before.add(before[i])
		d.After.add(after[i])
		moved := Moved{p.roles[i].ID, p.roles[i].Name, before[i], after[i]}
		switch {
		case after[i].rank() < before[i].rank():
			d.Better = append(d.Better, moved)
		case after[i].rank() > before[i].rank():
			d.Worse = append(d.Worse, moved)
		}
	}
	return d
}
