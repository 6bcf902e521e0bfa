package doors

import (
	"fmt"
	"strings"
)

// otherNeeds are the degree, the register, the employer, the age and the checks.
func (s *step) otherNeeds() []need {
	var needs []need
	if d := s.Entry.Degree; d != nil {
		needs = append(needs, need{text: s.degreeText(), judge: func(u *pupil, say bool) finding { return u.degree(s, say) }})
	}
	for _, id := range s.Entry.PriorSteps {
		needs = append(needs, s.priorNeed(id))
	}
	if bodies := s.Entry.Registration; len(bodies) > 0 {
		needs = append(needs, need{
			text: "To be on the register: " + listWords(bodies, "or"),
			judge: func(u *pupil, say bool) finding {
				return is(OnTrack).because(say, func() string { return "The steps before this one on the route lead to it." })
			},
		})
	}
	switch {
	case s.Entry.EmployerNeeded:
		needs = append(needs, notKnown("An employer who takes you on"+s.hours(), "Nobody can know this until you apply."))
	case s.Entry.PlacementNeeded:
		needs = append(needs, notKnown("An employer or a placement", "Nobody can know this until you apply."))
	}
	needs = append(needs, s.ageNeeds()...)
	if len(s.Entry.Tests) > 0 {
		needs = append(needs, notKnown("An admission test: "+listWords(s.Entry.Tests, "and"), "You sit it in the year that you apply."))
	}
	if len(s.Entry.Checks) > 0 {
		needs = append(needs, notKnown(checksText(s.Entry.Checks), "These come after an offer, before you start."))
	}
	return needs
}

// notKnown is something that nobody can say beforehand.
func notKnown(text, why string) need {
	return need{text: text, judge: func(_ *pupil, say bool) finding {
		return is(NotKnown).because(say, func() string { return why })
	}}
}

func (s *step) hours() string {
	if s.Entry.WeeklyHours == 0 {
		return ""
	}
	return fmt.Sprintf(", for at least %d hours a week", s.Entry.WeeklyHours)
}

func checksText(checks []string) string {
	words := make([]string, len(checks))
	for i, check := range checks {
		words[i] = map[string]string{"DBS": "a DBS check of your record", "occupational-health": "a health check"}[check]
		if words[i] == "" {
			words[i] = strings.ReplaceAll(check, "-", " ")
		}
	}
	text := listWords(words, "and")
	return strings.ToUpper(text[:1]) + text[1:]
}

func (s *step) priorNeed(id string) need {
	at := s.p.stepAt[id]
	return need{
		text: s.p.steps[at].Name + " first",
		judge: func(u *pupil, say bool) finding {
			if u.done.has(at) {
				return is(Met).because(say, func() string { return "You have finished it." })
			}
			return is(OnTrack).because(say, func() string { return "It is the step before, on this route." })
		},
	}
}

func (s *step) degreeText() string {
	d := s.Entry.Degree
	text := "A degree"
	if d.Class != "" {
		text = "A " + d.Class + " degree"
	}
	if d.Subject != "" && d.Subject != "any" {
		text += " in " + strings.Replace(d.Subject, "relevant science", "a science that fits", 1)
	}
	if d.Or != "" {
		text += ", or " + strings.ReplaceAll(d.Or, "plus relevant", "with a fitting")
	}
	return text
}

// degree compares the pupil's best degree with the class that is asked for.
func (u *pupil) degree(s *step, say bool) finding {
	best, found := finding{}, false
	for i := range u.quals {
		h := &u.quals[i]
		if h.Kind != "degree" && h.level < 6 || h.kind == NotTaken || h.step == none {
			continue
		}
		if f := h.degree(s, say); !found || better(f, best) {
			best, found = f, true
		}
	}
	if found {
		return best
	}
	return is(OnTrack).because(say, func() string { return "It is the step before, on this route." })
}

func (h *held) degree(s *step, say bool) finding {
	want := classRank(s.Entry.Degree.Class)
	switch {
	case want == 0 || h.graded && h.value.rank >= want:
		return is(standingOf(h.finished)).because(say, func() string { return "Your degree counts." })
	case !h.graded || h.value.rank == 0:
		return is(NotKnown).because(say, func() string { return "You have not given the class of your degree." })
	}
	f := finding{standing: Gap, firm: h.finished && s.Entry.Degree.Or == "", fix: fix{kind: fixDegree}}
	return f.because(say, func() string {
		return fmt.Sprintf("This asks for a %s. You have a %s.", s.Entry.Degree.Class, h.value.name)
	})
}

func classRank(class string) int {
	for i, name := range degreeClasses {
		if name == class {
			return len(degreeClasses) - i
		}
	}
	return 0
}

func (s *step) ageNeeds() []need {
	var needs []need
	if least := s.Entry.AgeMin; least > ageInYear10 {
		needs = append(needs, need{
			text:  fmt.Sprintf("To be %d or over", least),
			judge: func(u *pupil, say bool) finding { return u.oldEnough(least, say) },
		})
	}
	if most := s.Entry.FundedToAge; most > 0 {
		needs = append(needs, need{
			text: fmt.Sprintf("To start by %d, for public money to pay for it", most), usual: true,
			judge: func(u *pupil, say bool) finding { return u.youngEnough(most, say) },
		})
	}
	return needs
}

// ageInYear10 is asked for by GCSE courses, and everybody has it.
const ageInYear10 = 14

func (u *pupil) oldEnough(least int, say bool) finding {
	switch age := u.ageNow(); {
	case age == 0:
		return is(NotKnown).because(say, func() string { return "You have not told us your age or year group." })
	case age >= least:
		return is(Met).because(say, func() string { return "You are old enough." })
	}
	return is(OnTrack).because(say, func() string { return fmt.Sprintf("The route gets here once you are %d.", least) })
}

func (u *pupil) youngEnough(most int, say bool) finding {
	if u.age > most {
		f := finding{standing: Gap, fix: fix{kind: fixAge}}
		return f.because(say, func() string { return "You are past that age, so an employer would have to pay." })
	}
	return is(NotKnown).because(say, func() string { return "It depends on when you start." })
}

// ageNow is the pupil's age, or the one at the start of their school year; 0 unknown.
func (u *pupil) ageNow() int {
	if u.age > 0 {
		return u.age
	}
	if u.year == 0 {
		return 0
	}
	return int(u.year) + ageBeforeYear
}
