package doors

import (
	"fmt"
	"slices"
	"strings"

	"pathways/quizzes/careers"
)

// level3Needs are what a step asks for from the time after GCSEs.
func (s *step) level3Needs() []need {
	var needs []need
	if a := s.Entry.ALevels; a != nil {
		needs = append(needs, need{
			text: aLevelText(a), academic: true,
			judge: func(u *pupil, say bool) finding { return u.aLevels(s, a, say) },
		})
		if len(a.Preferred) > 0 {
			needs = append(needs, need{
				text: "It helps to take " + scienceList(a.Preferred), usual: true, academic: true,
				judge: func(u *pupil, say bool) finding { return u.preferred(a.Preferred, say) },
			})
		}
	}
	if kinds := s.Entry.Level3; len(kinds) > 0 {
		needs = append(needs, need{
			text: "A level 3 course: " + kindList(kinds), academic: true,
			judge: func(u *pupil, say bool) finding { return u.level3(s, kinds, say) },
		})
	}
	if subjects := s.Entry.Level3Often; len(subjects) > 0 {
		needs = append(needs, need{
			text: "Often with " + scienceList(subjects), usual: true, academic: true,
			judge: func(u *pupil, say bool) finding { return u.often(s, subjects, say) },
		})
	}
	if offer, points := s.offer(), s.Entry.Points; offer != "" || points != nil {
		needs = append(needs, need{
			text: offerText(offer, points), usual: true, academic: true,
			judge: func(u *pupil, say bool) finding { return u.offer(offer, points, say) },
		})
	}
	return needs
}

func (s *step) offer() string {
	if s.Entry.ALevels == nil {
		return ""
	}
	return s.Entry.ALevels.Offer
}

func aLevelText(a *careers.ALevels) string {
	text := fmt.Sprintf("%d A levels", a.Count)
	if len(a.Must) > 0 {
		text += " with " + subjectList(a.Must, "and")
	}
	switch {
	case len(a.MustAny) == 0:
	case len(a.Must) > 0 && slices.Equal(a.MustAny, []string{"science"}):
		text += " and one more science"
	case len(a.Must) > 0:
		text += " and " + scienceList(a.MustAny)
	default:
		text += " with " + scienceList(a.MustAny)
	}
	return text + ", or a course that counts the same"
}

func scienceList(subjects []string) string {
	words := make([]string, len(subjects))
	for i, subject := range subjects {
		words[i] = subjectWords(subject)
		if subject == "science" {
			words[i] = "a science"
		}
	}
	return listWords(words, "or")
}

var kindNames = map[string]string{
	"a-levels": "A levels", "btec": "a BTEC", "t-level": "a T Level", "level-3-apprenticeship": "a level 3 apprenticeship",
	"nvq-3": "an NVQ", "equivalent": "something that counts the same",
}

func kindList(kinds []string) string {
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = kindNames[kind]
		if words[i] == "" {
			words[i] = strings.ReplaceAll(kind, "-", " ")
		}
	}
	return listWords(words, "or")
}

func offerText(offer string, points *careers.Points) string {
	switch {
	case points == nil:
		return "Offers are often " + offer + " at A level"
	case points.Max > points.Min && offer != "":
		return fmt.Sprintf("Offers are often %s at A level, or %d to %d UCAS points", offer, points.Min, points.Max)
	case offer != "":
		return fmt.Sprintf("Offers are often %s at A level, or %d UCAS points", offer, points.Min)
	case points.Max > points.Min:
		return fmt.Sprintf("Offers are often %d to %d UCAS points", points.Min, points.Max)
	}
	return fmt.Sprintf("Offers are often %d UCAS points", points.Min)
}

// aLevels compares the pupil with A levels, or with a course that may come
// directly before the step in their place.
func (u *pupil) aLevels(s *step, a *careers.ALevels, say bool) finding {
	if h := u.instead(s); h != nil {
		return is(standingOf(h.finished)).because(say, func() string { return h.Name + " counts here instead of A levels." })
	}
	missing, some, dropped := u.missing(a)
	enough := u.aLevelSize >= a.Count*oneALevel
	switch {
	case missing == "" && enough && some == "":
		return is(standingOf(u.allDone)).because(say, func() string { return "You have told us about A levels that fit." })
	case missing == "" && enough:
		f := finding{standing: Gap, fix: fix{kind: fixAskPlaces, subject: some}}
		return f.because(say, func() string { return "Some places count " + subjectWords(some) + " as a science, and some do not." })
	case u.full() || dropped:
		f := finding{standing: Gap, firm: !u.choosing() && !u.likeKind(s), fix: fix{kind: fixSubject, subject: missing}}
		return f.because(say, func() string { return u.lacks(missing) })
	case missing != "" && u.size >= twoALevels:
		f := finding{standing: Gap, fix: fix{kind: fixSubject, subject: missing}}
		return f.because(say, func() string { return u.lacks(missing) + " There may be room for one more subject." })
	}
	return is(NotKnown).because(say, u.unchosen)
}

// instead finds a qualification of the pupil, large enough, that is not A levels
// and may come directly before the step.
func (u *pupil) instead(s *step) *held {
	for i := range u.quals {
		h := &u.quals[i]
		if h.step == none || h.kind == NotTaken || !s.after.has(h.step) {
			continue
		}
		if size := h.halves(0); size >= twoALevels || h.level >= 4 {
			return h
		}
	}
	return nil
}

// likeKind tells whether the step takes another course of a kind that the pupil
// is on: a place that takes one BTEC may take another.
func (u *pupil) likeKind(s *step) bool {
	for i := range u.quals {
		h := &u.quals[i]
		if h.kind != NotTaken && h.halves(0) >= twoALevels && (h.level >= 4 || contains(s.kindsBefore, h.Kind) || h.Kind == "access" && s.Kind == "degree") {
			return true
		}
	}
	return false
}

// missing finds the subject that A levels lack: in words of the source, "" when
// nothing is. some is a subject that only some places count; dropped, that the
// pupil said it is not taken.
func (u *pupil) missing(a *careers.ALevels) (missing, some string, dropped bool) {
	for _, subject := range a.Must {
		if !u.has("a-level", subject) {
			return subject, "", u.dropped("a-level", subject)
		}
	}
	if len(a.MustAny) == 0 {
		return "", "", false
	}
	dropped = true
	for _, subject := range a.MustAny {
		found, maybe := u.subject3(subject, a.Must)
		if found {
			return "", "", false
		}
		if maybe != "" {
			some = maybe
		}
		dropped = dropped && u.dropped("a-level", subject)
	}
	if some != "" {
		return "", some, false
	}
	return scienceList(a.MustAny), "", dropped
}

// subject3 looks for a subject after GCSEs; "science" is any that counts as one,
// besides those that are asked for by name.
func (u *pupil) subject3(subject string, besides []string) (found bool, some string) {
	if subject != "science" {
		return u.has("a-level", subject), ""
	}
	for i := range u.quals {
		h := &u.quals[i]
		if h.kind == NotTaken || h.Kind != "a-level" && h.Kind != "btec" && h.Kind != "aaq" || contains(besides, h.subject) {
			continue
		}
		switch h.science {
		case "yes":
			return true, ""
		case "some":
			some = h.subject
		}
	}
	return false, some
}

func (u *pupil) dropped(kind, subject string) bool {
	for i := range u.quals {
		h := &u.quals[i]
		if h.Kind == kind && h.kind == NotTaken && (h.subject == subject || subject == "science" && h.science == "yes") {
			return true
		}
	}
	return false
}

func (u *pupil) lacks(missing string) string {
	if missing == "" {
		return "You are on " + u.course() + ". This asks for A levels."
	}
	if u.choosing() {
		return "You have not picked " + missing + " for after GCSEs."
	}
	if u.aLevelSize == 0 {
		return "You are on " + u.course() + ". This asks for A levels."
	}
	return "You have no A level in " + strings.TrimPrefix(missing, "a ") + "."
}

// course is what the pupil does after GCSEs, in words.
func (u *pupil) course() string {
	var words []string
	for i := range u.quals {
		if h := &u.quals[i]; h.kind != NotTaken && h.halves(0) > 0 {
			words = append(words, h.Name)
		}
	}
	return listWords(words, "and")
}

func (u *pupil) unchosen() string {
	switch {
	case u.size > 0:
		return "You have told us about " + u.course() + ". Tell us about the rest."
	case u.choosing():
		return "You have not picked what comes after GCSEs yet."
	}
	return "You have not told us what you do after GCSEs."
}

// preferred never is a gap: it helps, and nobody asks for it.
func (u *pupil) preferred(subjects []string, say bool) finding {
	for _, subject := range subjects {
		if found, _ := u.subject3(subject, nil); found {
			return is(standingOf(u.allDone)).because(say, func() string { return "You take it." })
		}
	}
	return is(NotKnown).because(say, func() string { return "It helps, but you can get in without it." })
}

// level3 compares the pupil with kinds of course at level 3.
func (u *pupil) level3(s *step, kinds []string, say bool) finding {
	for i := range u.quals {
		h := &u.quals[i]
		if h.kind == NotTaken || h.halves(0) < wholeTime && h.Kind != "btec" {
			continue
		}
		if h.countsAs(kinds) || h.step != none && s.after.has(h.step) && h.halves(0) >= twoALevels {
			return is(standingOf(h.finished)).because(say, func() string { return h.Name + " counts." })
		}
	}
	switch {
	case contains(kinds, "a-levels") && u.aLevelSize >= twoALevels:
		return is(standingOf(u.allDone)).because(say, func() string { return "Your A levels count." })
	case u.full():
		f := finding{standing: Gap, fix: fix{kind: fixAskPlaces, subject: u.courseIf(say)}}
		return f.because(say, func() string { return "You are on " + u.course() + ". Ask whether it counts here." })
	}
	return is(NotKnown).because(say, u.unchosen)
}

// often is for a subject that is often wanted, but was not seen as a rule.
func (u *pupil) often(s *step, subjects []string, say bool) finding {
	if h := u.instead(s); h != nil {
		return is(standingOf(h.finished)).because(say, func() string { return h.Name + " counts." })
	}
	for _, subject := range subjects {
		if found, _ := u.subject3(subject, nil); found || u.scienceCourse() {
			return is(standingOf(u.allDone)).because(say, func() string { return "You take it." })
		}
	}
	if !u.full() {
		return is(NotKnown).because(say, u.unchosen)
	}
	f := finding{standing: Gap, fix: fix{kind: fixAskPlaces}}
	return f.because(say, func() string { return "You have told us about " + u.course() + "." })
}

// scienceCourse tells whether a whole course in science is there.
func (u *pupil) scienceCourse() bool {
	for i := range u.quals {
		if h := &u.quals[i]; h.kind != NotTaken && h.science == "yes" && h.halves(0) >= twoALevels {
			return true
		}
	}
	return false
}

func (u *pupil) courseIf(say bool) string {
	if !say {
		return ""
	}
	return u.course()
}

func (h *held) countsAs(kinds []string) bool {
	switch h.Kind {
	case "btec":
		return contains(kinds, "btec") && h.halves(0) >= twoALevels
	case "t-level":
		return contains(kinds, "t-level") || contains(kinds, "equivalent")
	case "apprenticeship":
		return h.level >= 3 && (contains(kinds, "level-3-apprenticeship") || contains(kinds, "equivalent") || contains(kinds, "nvq-3"))
	}
	return contains(kinds, "equivalent") && h.halves(0) >= wholeTime
}

// offer compares grades with what is usually offered. It warns and never closes:
// each university makes its own offers. Points are the UCAS Tariff's, from
// qualifications.yaml.
func (u *pupil) offer(grades string, points *careers.Points, say bool) finding {
	if u.meetsGrades(grades) || points != nil && u.points >= points.Min {
		return is(standingOf(u.allDone)).because(say, u.pointsWords)
	}
	if !u.full() || u.ungraded {
		return is(NotKnown).because(say, func() string { return "You have not given all grades for after GCSEs yet." })
	}
	f := finding{standing: Gap, fix: fix{kind: fixPoints}}
	return f.because(say, u.pointsWords)
}

func (u *pupil) pointsWords() string {
	verb := "expect"
	if u.allDone {
		verb = "have"
	}
	return fmt.Sprintf("You %s %d UCAS points.", verb, u.points)
}

// meetsGrades tells whether A levels reach grades such as ABB, best against best.
func (u *pupil) meetsGrades(offer string) bool {
	if offer == "" {
		return false
	}
	var buffer [8]int
	have := buffer[:0]
	for i := range u.quals {
		if h := &u.quals[i]; h.Kind == "a-level" && h.graded && h.kind != NotTaken {
			have = append(have, h.value.points)
		}
	}
	slices.SortFunc(have, func(a, b int) int { return b - a })
	for i, want := range u.p.offerPoints(offer) {
		if i >= len(have) || have[i] < want {
			return false
		}
	}
	return true
}
