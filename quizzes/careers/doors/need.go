package doors

// Standing is how a pupil stands to one requirement.
type Standing string

// How a pupil may stand.
const (
	Met      Standing = "met"
	OnTrack  Standing = "on-track"
	Gap      Standing = "gap"
	NotKnown Standing = "not-known"
)

// need is one thing that a step asks for, ready to be compared with a pupil.
type need struct {
	text     string
	usual    bool // what is usual, or not read in a source: it can warn, and never close
	academic bool // a job before the step stands in for it
	without  bool // some places take people who do not meet it
	judge    func(u *pupil, say bool) finding
}

// finding is how a pupil stands to a need. A firm gap closes a route for now: a
// grade that came out below, or a choice that was made. The words are there only
// when they were asked for.
type finding struct {
	standing Standing
	firm     bool
	why      string
	fix      fix
}

// fix is what would help with a gap.
type fix struct {
	kind    fixKind
	subject string
	grade   int
}

type fixKind int

const (
	noFix        fixKind = iota
	fixGCSE              // a GCSE came out, or is expected, too low
	fixTakeGCSE          // a GCSE is not taken
	fixCount             // too few GCSEs at the grade
	fixSubject           // a subject after GCSEs is missing
	fixPoints            // grades after GCSEs below what is usually offered
	fixDegree            // the degree came out lower than asked
	fixAge               // past the age that is paid for
	fixAskPlaces         // some places take it and some do not
)

func is(standing Standing) finding { return finding{standing: standing} }

// because adds the words when they are asked for.
func (f finding) because(say bool, why func() string) finding {
	if say {
		f.why = why()
	}
	return f
}

// judged compares a pupil with a need: what is only usual never closes anything.
func (n *need) judged(u *pupil, say bool) finding {
	f := n.judge(u, say)
	f.firm = f.firm && f.standing == Gap && !n.usual
	return f
}
