package doors

import (
	"slices"
	"strings"
)

// pupil is a profile made ready to be compared with what steps ask for.
type pupil struct {
	p          *Planner
	year       YearGroup // from the age when only that was said; 0 unknown
	age        int       // 0 unknown
	gcses      []gcse
	listed     int // GCSEs named, combined science as two
	quals      []held
	size       int     // of all that is taken at level 3, in half A levels
	aLevelSize int     // of A levels and courses of that size beside them
	done, now  stepSet // steps finished, and under way
	planned    stepSet // steps chosen for later
	topLevel   int     // the highest level of what is held
	ungraded   bool    // something at level 3 has no grade yet
	points     int     // UCAS points of all that has a grade
	allDone    bool    // all at level 3 is finished
	hasLevel3  bool
}

// held is a qualification of a pupil: finished, under way or planned.
type held struct {
	*known
	value    gradeValue
	graded   bool
	kind     Kind
	finished bool
}

// stepSet is a set of steps, by their places in the planner's list.
type stepSet [2]uint64

// mostSteps is how many steps a stepSet can hold.
const mostSteps = 128

func (s *stepSet) add(at int)          { s[at/64] |= 1 << (at % 64) }
func (s stepSet) has(at int) bool      { return at >= 0 && s[at/64]&(1<<(at%64)) != 0 }
func (s stepSet) meets(o stepSet) bool { return s[0]&o[0] != 0 || s[1]&o[1] != 0 }
func (s stepSet) or(o stepSet) stepSet { return stepSet{s[0] | o[0], s[1] | o[1]} }

// read makes a profile ready. A profile with problems is taken as far as it goes.
func (p *Planner) pupil(profile Profile) pupil {
	u := pupil{p: p, year: profile.YearGroup, age: profile.Age, allDone: true}
	if u.year == 0 && u.age > 0 {
		u.year = YearGroup(min(max(u.age-ageBeforeYear, 7), int(Left)))
	}
	u.gcses = make([]gcse, 0, len(profile.Grades)+2)
	for subject, grade := range profile.Grades {
		if one, ok := p.gcse(subject, grade); ok {
			u.gcses = append(u.gcses, one)
		}
	}
	slices.SortFunc(u.gcses, func(a, b gcse) int { return strings.Compare(a.subject, b.subject) })
	for i := range u.gcses {
		if u.gcses[i].kind != NotTaken {
			u.listed += u.gcses[i].size
		}
	}
	u.quals = make([]held, 0, len(profile.Post16)+len(profile.Finished))
	for _, q := range profile.Finished {
		u.take(q, true)
	}
	for _, q := range profile.Post16 {
		u.take(q, false)
	}
	slices.SortFunc(u.quals, func(a, b held) int {
		if a.finished != b.finished {
			return bit(b.finished) - bit(a.finished)
		}
		return strings.Compare(a.ID, b.ID)
	})
	u.sum()
	return u
}

// A pupil of Year N is N+4 on 1 September and turns N+5 in that school year
// (qualifications.yaml, key_stages).
const ageBeforeYear = 4

func (u *pupil) take(q Qualification, finished bool) {
	k, ok := u.p.known[q.ID]
	if !ok || u.holds(q.ID) {
		return
	}
	h := held{known: k, kind: q.Kind, finished: finished || q.Kind == Achieved}
	if finished {
		h.kind = Achieved
	} else if h.kind == "" {
		h.kind = Predicted
	}
	h.value, h.graded = k.grade(q.Grade)
	if q.Grade == "" {
		h.graded = false
	}
	u.quals = append(u.quals, h)
}

// sum adds up what the qualifications come to.
func (u *pupil) sum() {
	aLevels := 0
	for i := range u.quals {
		if u.quals[i].Kind == "a-level" && u.quals[i].kind != NotTaken {
			aLevels++
		}
	}
	for i := range u.quals {
		h := &u.quals[i]
		if h.kind == NotTaken {
			continue
		}
		if h.step != none {
			u.place(h)
		}
		u.topLevel = max(u.topLevel, h.level)
		u.sumLevel3(h, aLevels)
	}
	u.placeALevels()
	u.hasLevel3 = u.size > 0
}

func (u *pupil) sumLevel3(h *held, aLevels int) {
	size := h.halves(aLevels)
	if size == 0 && h.Kind != "epq" {
		return
	}
	if h.Kind == "as-level" && u.has("a-level", h.subject) {
		return // the A level holds it already
	}
	u.size += size
	if h.Kind == "a-level" || h.Kind == "aaq" || h.Kind == "btec" && size < wholeTime {
		u.aLevelSize += size
	}
	u.allDone = u.allDone && h.finished
	switch {
	case !h.graded && h.Kind != "epq" && h.Kind != "as-level":
		u.ungraded = true
	case h.graded && h.value.points > 0:
		u.points += h.value.points
	}
}

// halves is the size of a qualification in half A levels. A BTEC without a grade is
// taken as the large one, or as one of three when two A levels stand beside it.
func (h *held) halves(aLevels int) int {
	switch {
	case h.Kind == "btec" && !h.graded && aLevels > 1:
		return oneALevel
	case h.Kind == "btec" && !h.graded:
		return wholeTime
	case h.Kind == "as-level":
		return oneALevel / 2
	case h.Kind == "a-level" || h.Kind == "aaq":
		return oneALevel
	case h.Kind == "t-level" || h.Kind == "access" || h.Kind == "apprenticeship" && h.level >= 3:
		return wholeTime
	case h.level >= 4:
		return wholeTime
	}
	return h.value.size
}

// place says where on the routes a qualification puts the pupil.
func (u *pupil) place(h *held) { u.placeStep(h.step, h.finished) }

func (u *pupil) placeStep(at int, finished bool) {
	switch {
	case finished:
		u.done.add(at)
	case u.choosing():
		u.planned.add(at)
	default:
		u.now.add(at)
	}
}

// placeALevels finds the steps that the pupil's A levels are. Who is on one may
// tell us of the others yet; one that is finished was no A level course.
func (u *pupil) placeALevels() {
	size, finished := 0, true
	for i := range u.quals {
		if h := &u.quals[i]; h.Kind == "a-level" && h.kind != NotTaken {
			size, finished = size+oneALevel, finished && h.finished
		}
	}
	if size == 0 || finished && size < twoALevels {
		return
	}
	for i := range u.p.steps {
		if s := &u.p.steps[i]; s.Gives != nil && s.Gives.ALevels != nil && u.takes(s.Gives.ALevels.Must, s.Gives.ALevels.MustAny) {
			u.placeStep(i, finished)
		}
	}
}

// takes tells whether all of some A levels are there, and one of some others.
func (u *pupil) takes(must, mustAny []string) bool {
	for _, subject := range must {
		if !u.has("a-level", subject) {
			return false
		}
	}
	for _, subject := range mustAny {
		if u.has("a-level", subject) {
			return true
		}
	}
	return len(mustAny) == 0
}

func (u *pupil) has(kind, subject string) bool {
	for i := range u.quals {
		if h := &u.quals[i]; h.Kind == kind && h.subject == subject && h.kind != NotTaken {
			return true
		}
	}
	return false
}

// choosing is somebody who has not started anything after GCSEs yet: what they
// chose can still be changed.
func (u *pupil) choosing() bool { return u.year < 12 }

// full is somebody whose time after GCSEs is filled: three A levels, or the size of them.
func (u *pupil) full() bool { return u.size >= wholeTime }

// young is somebody for whom GCSE subjects can still be chosen: options are picked
// in Year 9, for Years 10 and 11.
func (u *pupil) young() bool { return u.year < 10 }
