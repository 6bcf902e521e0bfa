package doors

import (
	"fmt"
	"strings"
)

// gcseNeeds are the GCSEs that a step asks for: each subject, and how many in all.
func (s *step) gcseNeeds() []need {
	var needs []need
	if g := s.Entry.GCSE; g != nil {
		grade := int(g.Grade[0] - '0')
		for _, subject := range g.Must {
			needs = append(needs, need{
				text: fmt.Sprintf("GCSE %s at grade %d or above", subjectWords(subject), grade), usual: g.Usual, without: g.Without != "",
				judge: func(u *pupil, say bool) finding { return u.subject(subject, grade, say) },
			})
		}
		if g.Count > len(g.Must) {
			needs = append(needs, need{
				text: fmt.Sprintf("%d GCSEs at grade %d or above", g.Count, grade), usual: g.Usual, without: g.Without != "",
				judge: func(u *pupil, say bool) finding { return u.count(g.Count, grade, say) },
			})
		}
	}
	needs = append(needs, s.subjectGradeNeeds()...)
	if b := s.Entry.GCSEBelow; b != nil {
		grade := int(b.Grade[0] - '0')
		needs = append(needs, need{
			text:  fmt.Sprintf("A grade below %d in %s", grade, subjectList(b.AnyOf, "or")),
			judge: func(u *pupil, say bool) finding { return u.below(b.AnyOf, grade, say) },
		})
	}
	return needs
}

// subjectGradeNeeds are grades that many places ask for in the subjects of a course.
func (s *step) subjectGradeNeeds() []need {
	var needs []need
	anyOf := s.Entry.SubjectAnyOf
	if len(anyOf) > 0 {
		grade := int(s.Entry.SubjectGrades[anyOf[0]][0] - '0')
		needs = append(needs, need{
			text: fmt.Sprintf("Often grade %d in GCSE %s", grade, subjectList(anyOf, "or")), usual: true,
			judge: func(u *pupil, say bool) finding { return u.anySubject(anyOf, grade, say) },
		})
	}
	for _, subject := range sortedKeys(s.Entry.SubjectGrades) {
		if contains(anyOf, subject) {
			continue
		}
		grade := int(s.Entry.SubjectGrades[subject][0] - '0')
		needs = append(needs, need{
			text: fmt.Sprintf("Often grade %d in GCSE %s", grade, subjectWords(subject)), usual: true,
			judge: func(u *pupil, say bool) finding { return u.subject(subject, grade, say) },
		})
	}
	return needs
}

// subjectsOf are the subjects that a name of the sources stands for, where it is not one itself.
func subjectsOf(name string) []string {
	switch name {
	case "science":
		return []string{"combined-science", "biology", "chemistry", "physics"}
	case "english":
		return []string{"english-language", "english-literature"}
	case "biology", "chemistry", "physics":
		// "grade 6 or 6-6 for A level biology and chemistry": a sixth form's rule, steps.yaml.
		return []string{name, "combined-science"}
	}
	return nil
}

// subject compares the pupil with a grade in a subject, or in one of the subjects
// that its name stands for.
func (u *pupil) subject(name string, grade int, say bool) finding {
	subjects := subjectsOf(name)
	if subjects == nil {
		return u.oneSubject(name, name, grade, say)
	}
	best, said, unsaid := is(NotKnown), false, false
	for _, subject := range subjects {
		if u.findGCSE(subject) == nil {
			unsaid = true
			continue
		}
		f := u.oneSubject(subject, name, grade, say)
		if !said || better(f, best) {
			best = f
		}
		said = true
	}
	switch {
	case !said:
		return u.oneSubject(name, name, grade, say)
	case best.standing == Gap && unsaid && u.mayHaveOther(name):
		best.firm = false
		if u.onlyNotTaken(subjects) {
			return best.because(say, func() string {
				return best.why + " If you take another that counts, tell us."
			})
		}
	}
	return best
}

// mayHaveOther tells whether a subject that was not named could still meet the
// need: whoever takes combined science has no other.
func (u *pupil) mayHaveOther(name string) bool {
	combined := u.findGCSE("combined-science")
	return name == "english" || combined == nil || combined.kind == NotTaken
}

func (u *pupil) onlyNotTaken(subjects []string) bool {
	for _, subject := range subjects {
		if g := u.findGCSE(subject); g != nil && g.kind != NotTaken {
			return false
		}
	}
	return true
}

// better tells whether one finding helps more than another.
func better(a, b finding) bool { return a.rank() < b.rank() }

func (f finding) rank() int {
	switch f.standing {
	case Met:
		return 0
	case OnTrack:
		return 1
	case NotKnown:
		return 2
	}
	if f.firm {
		return 4
	}
	return 3
}

func (u *pupil) findGCSE(subject string) *gcse {
	for i := range u.gcses {
		if u.gcses[i].subject == subject {
			return &u.gcses[i]
		}
	}
	return nil
}

// oneSubject compares one GCSE with a grade; asked is the name that the source uses.
func (u *pupil) oneSubject(subject, asked string, grade int, say bool) finding {
	g := u.findGCSE(subject)
	if f, ok := u.standsFor(subject, grade, say); ok && (g == nil || g.at(grade) < g.size) {
		return f
	}
	switch {
	case g == nil:
		return is(NotKnown).because(say, func() string { return "You have not told us about " + subjectWords(asked) + " yet." })
	case g.kind == NotTaken:
		return u.notTaken(subject, asked, grade, say)
	case !g.graded:
		return is(NotKnown).because(say, func() string {
			return "You take " + subjectWords(subject) + ". You have not given a grade yet."
		})
	}
	if g.at(grade) == g.size {
		return is(standingOf(g.kind == Achieved)).because(say, func() string { return haveWords(g) })
	}
	f := finding{standing: Gap, firm: g.kind == Achieved, fix: fix{fixGCSE, subject, grade}}
	if g.at(grade) > 0 {
		// "Whether 4-3 meets a grade 4 science rule is for the college or university."
		f.firm, f.fix.kind = false, fixAskPlaces
	}
	return f.because(say, func() string { return fmt.Sprintf("This needs a %d. %s", grade, haveWords(g)) })
}

func standingOf(achieved bool) Standing {
	if achieved {
		return Met
	}
	return OnTrack
}

func haveWords(g *gcse) string {
	verb := map[Kind]string{Achieved: "have", Predicted: "expect", Wanted: "hope for"}[g.kind]
	return fmt.Sprintf("You %s %s in %s.", verb, article(g.written), subjectWords(g.subject))
}

func article(grade string) string {
	if strings.HasPrefix(grade, "8") || strings.HasPrefix(grade, "A") || strings.HasPrefix(grade, "E") || strings.HasPrefix(grade, "F") {
		return "an " + grade
	}
	return "a " + grade
}

// notTaken is firm once the options are chosen.
func (u *pupil) notTaken(subject, asked string, grade int, say bool) finding {
	f := finding{standing: Gap, firm: !u.young(), fix: fix{fixTakeGCSE, asked, grade}}
	return f.because(say, func() string {
		if u.young() {
			return "You do not plan to take " + subjectWords(subject) + ". You can still choose it."
		}
		return "You do not take GCSE " + subjectWords(subject) + "."
	})
}

// standsFor finds Functional Skills at level 2, which many places take in place of
// grade 4 in English or maths (University of Sunderland, steps.yaml).
func (u *pupil) standsFor(subject string, grade int, say bool) (finding, bool) {
	for i := range u.quals {
		h := &u.quals[i]
		if h.stands == nil || h.stands.Subject != subject || h.kind == NotTaken || grade > int(h.stands.Grade[0]-'0') {
			continue
		}
		return is(standingOf(h.finished)).because(say, func() string {
			return h.Name + " usually counts as a grade " + h.stands.Grade + ". Check with the place you apply to."
		}), true
	}
	return finding{}, false
}

// anySubject is the best of several subjects.
func (u *pupil) anySubject(subjects []string, grade int, say bool) finding {
	best := u.subject(subjects[0], grade, say)
	for _, subject := range subjects[1:] {
		if f := u.subject(subject, grade, say); better(f, best) {
			best = f
		}
	}
	return best
}

// usualGCSEs is how many GCSEs most pupils take at least. Until a pupil has named
// as many, there may be more that we were not told of.
const usualGCSEs = 8

// count compares the pupil with a number of GCSEs at a grade.
func (u *pupil) count(want, grade int, say bool) finding {
	achieved, expected, wanted, below, open := u.tally(grade)
	maybe := max(0, usualGCSEs-u.listed)
	words := func() string { return countWords(achieved, expected, wanted, grade) }
	switch {
	case achieved >= want:
		return is(Met).because(say, words)
	case achieved+expected+wanted >= want:
		return is(OnTrack).because(say, words)
	case achieved+expected+wanted+open+maybe >= want:
		return is(NotKnown).because(say, func() string {
			if u.listed == 0 {
				return "You have not told us about your GCSEs yet."
			}
			return words() + " Tell us about the others."
		})
	}
	f := finding{standing: Gap, firm: u.listed-below+maybe+u.standIns(grade) < want, fix: fix{fixCount, "", grade}}
	return f.because(say, words)
}

// tally counts GCSEs: at the grade as achieved, expected or wanted; achieved below
// it; and without a grade yet.
func (u *pupil) tally(grade int) (achieved, expected, wanted, below, open int) {
	for i := range u.gcses {
		g := &u.gcses[i]
		at := g.at(grade)
		switch {
		case g.kind == NotTaken:
		case !g.graded:
			open += g.size
		case g.kind == Achieved:
			achieved += at
			below += g.size - at
		case g.kind == Predicted:
			expected += at
		case g.kind == Wanted:
			wanted += at
		}
	}
	achieved += u.standIns(grade)
	return achieved, expected, wanted, below, open
}

// standIns counts what stands in for a GCSE that is not at the grade itself.
func (u *pupil) standIns(grade int) int {
	count := 0
	for i := range u.quals {
		h := &u.quals[i]
		if h.stands == nil || !h.finished || grade > int(h.stands.Grade[0]-'0') {
			continue
		}
		if g := u.findGCSE(h.stands.Subject); g == nil || g.at(grade) == 0 {
			count++
		}
	}
	return count
}

func countWords(achieved, expected, wanted, grade int) string {
	var parts []string
	for _, part := range []struct {
		count int
		verb  string
	}{{achieved, "have"}, {expected, "expect"}, {wanted, "hope for"}} {
		if part.count > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", part.verb, part.count))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("You have named none at grade %d or above.", grade)
	}
	return fmt.Sprintf("You %s at grade %d or above.", listWords(parts, "and"), grade)
}

// below is for a step that is there for whoever has not reached a grade.
func (u *pupil) below(subjects []string, grade int, say bool) finding {
	known := false
	for _, subject := range subjects {
		g := u.findGCSE(subject)
		if g == nil || !g.graded {
			continue
		}
		known = true
		if g.at(grade) == 0 {
			return is(standingOf(g.kind == Achieved)).because(say, func() string { return haveWords(g) + " This step is for you." })
		}
	}
	if !known {
		return is(NotKnown).because(say, func() string { return "You have not told us about " + subjectList(subjects, "or") + " yet." })
	}
	return is(Met).because(say, func() string { return "You do not need this step." })
}
