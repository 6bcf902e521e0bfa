package doors

import (
	"fmt"
	"slices"
	"strings"
)

// wayRound is what somebody can do when a role is not simply open: one or two
// sentences with something that can be done. It is empty for a role that is open.
func (v *view) wayRound(r *role, best *walk, requirements []Requirement) string {
	if best.state() == Open {
		return ""
	}
	sentence := "Talk to your careers adviser about the way in."
	if gap := worst(requirements); gap != nil {
		sentence = v.help(gap)
	}
	if way := v.withoutGCSEs(r); way != "" {
		sentence += fmt.Sprintf(" Ask about the “%s” too: some places take you for it without GCSEs.", way)
	}
	if best.state() == Closed {
		if stone := v.steppingStone(r); stone != nil {
			sentence += " " + startAs(stone.Name)
		}
	}
	return sentence
}

// withoutGCSEs is a step on the way to a role that the pupil's GCSEs are too low
// for at many places, and that others take people for who have none.
func (v *view) withoutGCSEs(r *role) string {
	for _, at := range r.routes {
		w := &v.walks[at]
		if w.state() != Narrow {
			continue
		}
		for _, step := range w.path[w.from:] {
			if v.p.steps[step].mayDoWithout(&v.u) {
				return v.p.steps[step].Name
			}
		}
	}
	return ""
}

// mayDoWithout tells whether some places do not ask for what a pupil lacks.
func (s *step) mayDoWithout(u *pupil) bool {
	return slices.ContainsFunc(s.needs, func(n need) bool { return n.without && n.judged(u, false).standing == Gap })
}

// worst is the first gap that closes the route, or else the first gap.
func worst(requirements []Requirement) *Requirement {
	var first *Requirement
	for i := range requirements {
		one := &requirements[i]
		if one.State == Gap && one.Firm {
			return one
		}
		if one.State == Gap && first == nil {
			first = one
		}
	}
	return first
}

// steppingStone is a role below on the ladder that is open to the pupil.
func (v *view) steppingStone(r *role) *role {
	for _, id := range r.Ladder.Below {
		below := &v.p.roles[v.p.roleAt[id]]
		for _, at := range below.routes {
			if v.walks[at].state() == Open {
				return below
			}
		}
	}
	return nil
}

// startAs names a job below as the catalogue does, in quotes: a name such as
// "Health informatics / information analyst" takes no article, and cannot be cut.
func startAs(name string) string {
	return "Or start in another job, which is open to you, and move up from there: “" + name + "”."
}

// help is the way round one gap.
func (v *view) help(gap *Requirement) string {
	s := &v.p.steps[v.p.stepAt[gap.Step]]
	switch gap.fix.kind {
	case fixGCSE:
		return v.helpGCSE(gap)
	case fixTakeGCSE:
		return v.helpTakeGCSE(gap.fix.subject)
	case fixCount:
		return v.helpCount(gap, s)
	case fixSubject:
		return v.helpSubject(gap.fix.subject, s)
	case fixPoints:
		return "Look for places that make lower offers, or for a degree that starts with a foundation year."
	case fixDegree:
		return "A higher degree, such as a master's, often makes up for it."
	case fixAge:
		return "Ask employers whether they pay for the training themselves."
	case fixAskPlaces:
		return "Ask each place before you apply: some take what you have."
	}
	return "Ask the place you want to apply to what they would take."
}

func (v *view) helpGCSE(gap *Requirement) string {
	subject, core := subjectWords(gap.fix.subject), gap.fix.subject == "maths" || strings.HasPrefix(gap.fix.subject, "english-language")
	g := v.u.findGCSE(gap.fix.subject)
	switch {
	case g != nil && g.kind != Achieved:
		return fmt.Sprintf("There is still time to lift %s to a %d. If it comes out lower, you can sit it again.", subject, gap.fix.grade)
	case core && v.u.year == Left:
		return fmt.Sprintf("Sit GCSE %s again at a college, or ask about Functional Skills at level 2.", subject)
	case core:
		return fmt.Sprintf("Sit GCSE %s again: you keep studying it after Year 11. Functional Skills at level 2 often counts too.", subject)
	}
	return fmt.Sprintf("Sit GCSE %s again, or take a level 2 course in it at college for a year.", subject)
}

func (v *view) helpTakeGCSE(subject string) string {
	words := subjectWords(subject)
	if v.u.young() {
		return fmt.Sprintf("You can still choose %s when you pick your options.", words)
	}
	return fmt.Sprintf("Ask whether you can still join GCSE %s, or take it at a college later. A level 2 course in it often counts too.", words)
}

// helpCount is for too few GCSEs. "Level 3: level 2 vocational qualification and/or
// 5 GCSEs at grade 4" is Middlesbrough College's rule; that Newcastle's medical
// school sets no least grades is its own (steps.yaml).
func (v *view) helpCount(gap *Requirement, s *step) string {
	switch {
	case gap.fix.grade >= 7:
		return "Medical schools differ, and some set no least GCSE grades, so check each one. A science degree first can also lead to medicine."
	case !gap.Firm && v.u.choosing():
		return fmt.Sprintf("Each GCSE that you lift to a %d helps. A level 2 course at college can stand in for the rest.", gap.fix.grade)
	case s.work:
		return "Sit some GCSEs again, or take a level 2 course at college first. Some employers ask for less."
	}
	return "A level 2 course at college for a year can stand in for the GCSEs. A BTEC or a T Level can come after it."
}

func (v *view) helpSubject(subject string, s *step) string {
	words := strings.TrimPrefix(subject, "a ")
	switch {
	case v.u.choosing() && subject != "":
		return fmt.Sprintf("Pick %s for after GCSEs, and this is back on track.", words)
	case subject == "" || v.u.aLevelSize == 0:
		return "You can still get there: " + v.later(s) + "."
	}
	return fmt.Sprintf("Ask soon whether you can still take %s. If not, %s.", words, v.later(s))
}

// later is what leads to a step for somebody who is on another course.
func (v *view) later(s *step) string {
	switch {
	case s.after.has(v.p.access):
		return "an Access course from the age of 19 counts, and some degrees start with a foundation year"
	case s.ID == "degree-medicine":
		return "A levels can be started again, and some medical schools take people with a science degree"
	case s.Kind == "degree":
		return "look for a degree that starts with a foundation year, or start A levels next September"
	}
	return "you can start another course next September"
}
