package doors

// State says whether a route or a role can be reached from where a pupil is.
type State string

// The states. Closed is for now: there is always a way round.
const (
	Open   State = "open"
	Narrow State = "narrow"
	Closed State = "closed-for-now"
)

func (s State) rank() int {
	switch s {
	case Open:
		return 0
	case Narrow:
		return 1
	}
	return 2
}

// tally counts gaps and what is not known.
type tally struct{ firm, soft, unknown int }

func (t *tally) count(f finding) {
	switch {
	case f.standing == Gap && f.firm:
		t.firm++
	case f.standing == Gap:
		t.soft++
	case f.standing == NotKnown:
		t.unknown++
	}
}

func (t *tally) add(o tally) {
	t.firm += o.firm
	t.soft += o.soft
	t.unknown += o.unknown
}

// state follows from the gaps: one firm gap closes for now, a soft one narrows.
func (t tally) state() State {
	switch {
	case t.firm > 0:
		return Closed
	case t.soft > 0:
		return Narrow
	}
	return Open
}

// verdict is how a pupil stands to a step: by what they have themselves, and when
// a job or course before it on the route stands in for A levels and points.
type verdict struct{ own, byJob tally }

// look compares a pupil with every step, once.
func (p *Planner) look(u *pupil, verdicts []verdict) {
	for i := range p.steps {
		v := verdict{}
		for j := range p.steps[i].needs {
			n := &p.steps[i].needs[j]
			f := n.judged(u, false)
			v.own.count(f)
			if !n.academic {
				v.byJob.count(f)
			}
		}
		verdicts[i] = v
	}
}

// walk is one way through a route, for one pupil.
type walk struct {
	tally
	route *route
	path  []int
	from  int // the first step that is still to do
	prior int // the pupil's own step that comes before it, or none
	fits  int // steps that are the pupil's own
	time  timing
}

// best finds the way through a route with the fewest gaps; between equals, the one
// that the pupil is on, and then the one that the catalogue names first.
func (p *Planner) best(u *pupil, r *route, verdicts []verdict) walk {
	var best walk
	found := false
	for _, path := range r.paths {
		w, ok := p.try(u, path, verdicts)
		if ok && (!found || w.before(&best)) {
			best, found = w, true
		}
	}
	best.route = r
	best.time = p.timing(u, &best)
	return best
}

func (w *walk) before(o *walk) bool {
	switch {
	case w.firm != o.firm:
		return w.firm < o.firm
	case w.soft != o.soft:
		return w.soft < o.soft
	}
	return w.fits > o.fits
}

// try walks one path. It fails when a step of it takes nobody new.
func (p *Planner) try(u *pupil, path []int, verdicts []verdict) (walk, bool) {
	w := walk{path: path}
	w.from, w.prior = p.begin(u, path)
	if w.prior != none {
		w.fits++
	}
	for i := w.from; i < len(path); i++ {
		s := &p.steps[path[i]]
		if s.Closed() {
			return w, false
		}
		w.add(p.weigh(u, path, i, w.prior, verdicts))
		if u.planned.has(s.at) {
			w.fits++
		}
	}
	return w, true
}

// begin finds how far along a path a pupil is: the last step that they have, are
// on, or have something for that may come directly before the next.
func (p *Planner) begin(u *pupil, path []int) (from, prior int) {
	have := u.done.or(u.now)
	for i := len(path) - 1; i >= 0; i-- {
		s := &p.steps[path[i]]
		if have.has(s.at) {
			return i + 1, s.at
		}
		if s.after.meets(have) {
			return i, p.highest(s, have)
		}
	}
	if u.year >= 12 && len(path) > 0 && p.steps[path[0]].gcse {
		return 1, none
	}
	return 0, none
}

// highest is the pupil's own step that leads to a step; of several, the one of the
// highest level.
func (p *Planner) highest(s *step, have stepSet) int {
	best := none
	for i := range p.steps {
		if have.has(i) && s.after.has(i) && (best == none || p.steps[i].Level > p.steps[best].Level) {
			best = i
		}
	}
	return best
}

// weigh counts the gaps of one step of a path.
func (p *Planner) weigh(u *pupil, path []int, i, prior int, verdicts []verdict) tally {
	s := &p.steps[path[i]]
	if p.passedBy(u, path[i]) {
		return tally{}
	}
	if p.byJob(path, i, prior) {
		return verdicts[s.at].byJob
	}
	return verdicts[s.at].own
}

// passedBy tells whether a step is a course beside the one that somebody is on:
// the step after it says whether theirs will do.
func (p *Planner) passedBy(u *pupil, at int) bool {
	return p.steps[at].school && u.full() && !u.choosing()
}

// byJob tells whether what comes directly before a step is a job or a later
// course, not the time at school or college.
func (p *Planner) byJob(path []int, i, prior int) bool {
	before := prior
	if i > 0 && (prior == none || !p.steps[path[i]].after.has(prior)) {
		before = path[i-1]
	}
	return before != none && !p.steps[before].school && !p.steps[before].gcse
}
