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
	skips int // jobs that the route goes through, and that the pupil does not need
	fits  int // steps that are the pupil's own
	time  timing
}

// best finds the way through a route with the fewest gaps; between equals, the one
// that leaves out least of what the route is, the one that the pupil is on, and
// then the one that the catalogue names first.
func (p *Planner) best(u *pupil, r *route, verdicts []verdict) walk {
	var best walk
	found := false
	for _, path := range r.paths {
		w, ok := p.try(u, r, path, verdicts)
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
	case w.skips != o.skips:
		return w.skips < o.skips
	}
	return w.fits > o.fits
}

// try walks one path, from each step of it that the pupil could take next, and
// keeps the best. It fails when a step of each walk takes nobody new.
func (p *Planner) try(u *pupil, r *route, path []int, verdicts []verdict) (walk, bool) {
	have := u.done.or(u.now)
	least, reached := p.reached(path, have)
	var best walk
	found, joined := false, false
	for from := len(path); from >= least; from-- {
		prior := none
		switch {
		case from == len(path) && from == least:
			prior = reached
		case from < len(path) && p.steps[path[from]].after.meets(have):
			prior = p.before(path, from, have)
		default:
			continue
		}
		joined = true
		if w, ok := p.walkFrom(u, r, path, from, prior, verdicts); ok && (!found || w.before(&best)) {
			best, found = w, true
		}
	}
	if joined {
		return best, found
	}
	from := 0
	if u.year >= 12 && len(path) > 0 && p.steps[path[0]].gcse {
		from = 1
	}
	return p.walkFrom(u, r, path, from, none, verdicts)
}

// reached is the last step of a path that the pupil has or is on, and the place
// after it.
func (p *Planner) reached(path []int, have stepSet) (next, step int) {
	for i := len(path) - 1; i >= 0; i-- {
		if have.has(path[i]) {
			return i + 1, path[i]
		}
	}
	return 0, none
}

// walkFrom walks a path from one of its steps on.
func (p *Planner) walkFrom(u *pupil, r *route, path []int, from, prior int, verdicts []verdict) (walk, bool) {
	w := walk{path: path, from: from, prior: prior}
	have := u.done.or(u.now)
	for i := range from {
		switch {
		case have.has(path[i]):
			w.fits++
		case r.jobs[i]:
			w.skips++
		}
	}
	if prior != none {
		w.fits++
	}
	for i := from; i < len(path); i++ {
		s := &p.steps[path[i]]
		if s.Closed() {
			return w, false
		}
		w.add(p.weigh(u, &w, i, verdicts))
		if u.planned.has(s.at) {
			w.fits++
		}
	}
	return w, true
}

// before is the pupil's own step that comes before one of a path: the one on the
// path, if they have no higher one.
func (p *Planner) before(path []int, from int, have stepSet) int {
	best := p.highest(&p.steps[path[from]], have)
	if from > 0 && have.has(path[from-1]) && p.steps[path[from-1]].Level >= p.steps[best].Level {
		return path[from-1]
	}
	return best
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

// weigh counts the gaps of one step of a walk.
func (p *Planner) weigh(u *pupil, w *walk, i int, verdicts []verdict) tally {
	at := w.path[i]
	if p.passedBy(u, at) {
		return tally{}
	}
	if p.byJob(w, i) {
		return verdicts[at].byJob
	}
	return verdicts[at].own
}

// passedBy tells whether a step is a course beside the one that somebody is on:
// the step after it says whether theirs will do.
func (p *Planner) passedBy(u *pupil, at int) bool {
	return p.steps[at].school && u.full() && !u.choosing()
}

// byJob tells whether what comes directly before a step is a job or a later
// course, not the time at school or college.
func (p *Planner) byJob(w *walk, i int) bool {
	before := w.prior
	if i > 0 && (i > w.from || before == none) {
		before = w.path[i-1]
	}
	return before != none && !p.steps[before].school && !p.steps[before].gcse
}
