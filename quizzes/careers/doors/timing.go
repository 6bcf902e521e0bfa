package doors

import "fmt"

// timing is when the steps of a walk are, in months from the start of Year 7.
type timing struct {
	now     int // the 1 September of the pupil's school year
	end     int
	earning int     // months to come that are paid
	atLeast bool    // a length is unknown, or only its least is known
	unsure  bool    // the length of a whole course is unknown
	far     int     // steps to come that we know no place for in the North East
	on      [8]bool // steps that everybody of the pupil's year is on
	starts  [8]int
	lengths [8]int
}

// The school years in months from the start of Year 7, when pupils are 11.
const (
	aYear     = 12
	ageYear7  = 11
	year10    = 3 * aYear
	year12    = 5 * aYear
	schoolEnd = 7 * aYear
)

// start is the 1 September that time is counted from: of the pupil's school year,
// or of Year 10, where routes begin, when we do not know the year.
func (u *pupil) start() int {
	switch {
	case u.year == 0:
		return year10
	case u.year == Left && u.age > 0:
		return (u.age - ageYear7) * aYear
	case u.year == Left:
		return schoolEnd
	}
	return (int(u.year) - 7) * aYear
}

// timing sets the steps of a walk in time: each begins when the one before has
// ended, and never before its age or next September.
func (p *Planner) timing(u *pupil, w *walk) timing {
	t := timing{now: u.start()}
	t.end = t.now
	if w.prior != none && u.now.has(w.prior) {
		t.end = t.now + p.left(u, w.prior)
		t.rest(&p.steps[w.prior], t.now, t.end)
	}
	for i := w.from; i < len(w.path) && i < len(t.starts); i++ {
		s := &p.steps[w.path[i]]
		if p.passedBy(u, w.path[i]) {
			t.end = max(t.end, p.courseEnd(u, t.now))
			t.starts[i] = t.end
			continue
		}
		t.starts[i], t.on[i] = p.begins(u, w, s, t)
		t.lengths[i] = s.Duration.Typical()
		t.atLeast = t.atLeast || t.lengths[i] == 0 && s.Duration.Days == 0 || s.Duration.Months == 0 && s.Duration.MonthsMin > 0
		t.unsure = t.unsure || t.lengths[i] == 0 && (s.Kind == "apprenticeship" || s.Kind == "degree")
		t.rest(s, t.starts[i], t.starts[i]+t.lengths[i])
		t.end = max(t.end, t.starts[i]+t.lengths[i])
	}
	return t
}

// rest counts what of a step is still to come.
func (t *timing) rest(s *step, from, to int) {
	if s.Paid() {
		t.earning += max(0, to-max(from, t.now))
	}
	if len(s.NorthEast) == 0 && !s.gcse && s.Kind != "a-levels" && s.Kind != "experience" {
		t.far++
	}
}

// left is how much there is still to do of a step that is under way. Courses after
// GCSEs began with Year 12; of others we count the whole.
func (p *Planner) left(u *pupil, at int) int {
	s := &p.steps[at]
	if s.Stage == "post-16" && u.year != Left {
		return max(0, year12+s.Duration.Typical()-u.start())
	}
	return s.Duration.Typical()
}

// courseEnd is when the course that a pupil is on ends.
func (p *Planner) courseEnd(u *pupil, now int) int {
	if u.year == Left {
		return now
	}
	return schoolEnd
}

// begins is when a step begins, and whether that is past. Nothing new starts before next September: this
// school year's start is past on every day but one.
func (p *Planner) begins(u *pupil, w *walk, s *step, t timing) (at int, on bool) {
	if at, on = s.underWay(u, w, t); on {
		return at, true
	}
	at = max(t.end, s.earliest(), t.now+aYear)
	if s.school || s.Kind == "degree" {
		at = (at + aYear - 1) / aYear * aYear // courses begin with a school year
	}
	if s.Stage == "post-16" && u.year >= 12 && u.size > 0 {
		at = max(at, p.courseEnd(u, t.now))
	}
	return at, false
}

// underWay tells when a step began that everybody of a pupil's year is on, though
// they did not name it: GCSEs in Years 10 and 11, and a course in Years 12 and 13.
// Who has said no year is counted from Year 10.
func (s *step) underWay(u *pupil, w *walk, t timing) (began int, yes bool) {
	switch {
	case s.gcse:
		return year10, u.year == 0 || u.year == 10 || u.year == 11
	case s.school && s.Kind != "access":
		return year12, (u.year == 12 || u.year == 13) && w.prior == none && t.end == t.now
	}
	return 0, false
}

// earliest is when a step can begin, by its stage and the age that it asks for.
func (s *step) earliest() int {
	start := year12
	switch {
	case s.gcse:
		return year10
	case s.Kind == "degree":
		start = schoolEnd
	}
	return max(start, (s.Entry.AgeMin-ageYear7)*aYear)
}

func (t *timing) months() int { return max(0, t.end-t.now) }

func (t *timing) ageAtEnd() int { return ageYear7 + t.end/aYear }

// LengthWords is a number of months for people: "18 months", "5 years", "5 and a half years".
func LengthWords(months int) string {
	switch years := months / aYear; {
	case months == 0:
		return ""
	case months == aYear:
		return "1 year"
	case months < 2*aYear:
		return fmt.Sprintf("%d months", months)
	case months%aYear == 0:
		return fmt.Sprintf("%d years", years)
	case months%aYear == aYear/2:
		return fmt.Sprintf("%d and a half years", years)
	default:
		return fmt.Sprintf("%d years and %d months", years, months%aYear)
	}
}
