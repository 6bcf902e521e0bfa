package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"pathways/quizzes/careers/doors"
)

// whatIfForm are the selects of what-if.
type whatIfForm struct {
	planner             *doors.Planner
	profile             doors.Profile
	Subject, Grade, Add string // what was asked
}

const combinedScience = "combined-science"

// Subjects are the GCSEs whose grade may be another one: of the sciences those
// that go with what the pupil takes.
func (f whatIfForm) Subjects() []choice {
	list := []choice{{"", "Choose a GCSE", f.Subject == ""}}
	for _, subject := range f.planner.Subjects() {
		if f.fits(subject.ID) {
			list = append(list, choice{subject.ID, subject.Name, subject.ID == f.Subject})
		}
	}
	return list
}

// fits tells whether a pupil may take a GCSE beside the others: combined science
// and the separate sciences shut each other out.
func (f whatIfForm) fits(subject string) bool {
	takes := func(id string) bool {
		grade, said := f.profile.Grades[id]
		return said && grade.Kind != doors.NotTaken
	}
	switch {
	case subject == combinedScience:
		return !slices.ContainsFunc(separateSciences, takes)
	case slices.Contains(separateSciences, subject):
		return !takes(combinedScience)
	}
	return true
}

// Grades are those that any GCSE may have, and not taking it.
func (f whatIfForm) Grades() []choice {
	list := []choice{{notTaken, "I drop it", f.Grade == notTaken}}
	for grade := 9; grade >= 1; grade-- {
		value := string(rune('0' + grade))
		list = append(list, choice{value, "grade " + value, value == f.Grade || f.Grade == "" && grade == 5})
	}
	return list
}

// Courses are what may be taken after GCSEs.
func (f whatIfForm) Courses() []choice {
	list := []choice{{"", "Choose a course", f.Add == ""}}
	for _, course := range f.planner.Qualifications() {
		list = append(list, choice{course.ID, course.Name, course.ID == f.Add})
	}
	return list
}

// whatIfAnswer is the answer: what was changed, in words, and which doors it moves.
// With no words nothing was asked.
type whatIfAnswer struct {
	doors.Difference
	Changes []string
}

// Narrower are the doors that something would still move.
func (w whatIfAnswer) Narrower() []doors.Moved { return w.worse(doors.Narrow) }

// Shut are those that would be closed for now.
func (w whatIfAnswer) Shut() []doors.Moved { return w.worse(doors.Closed) }

func (w whatIfAnswer) worse(to doors.State) []doors.Moved {
	return slices.DeleteFunc(slices.Clone(w.Worse), func(moved doors.Moved) bool { return moved.To != to })
}

// showWhatIf tells which doors a change would open or close. Nothing is kept; it
// is a POST so that no grade stands in an address.
func (s *Site) showWhatIf(c *fiber.Ctx) error {
	profile, revision, err := s.whereIs(c)
	if err != nil {
		return err
	}
	form := whatIfForm{planner: s.planner, profile: profile, Subject: typed(c, "subject"), Grade: typed(c, "grade"), Add: typed(c, "add")}
	answer := form.answer()
	if fromHTMX(c) {
		return part(c, "planner/doors#what-if", doorsPage{WhatIf: &answer})
	}
	shown, err := s.doorsPage(c, profile, revision)
	if err != nil {
		return err
	}
	shown.whatIfForm, shown.WhatIf = form, &answer
	return page(c, "planner/doors", shown)
}

// answer makes the changes that are asked about, one after the other.
func (f whatIfForm) answer() whatIfAnswer {
	var answer whatIfAnswer
	after := f.profile
	for _, change := range f.changes() {
		answer.Changes = append(answer.Changes, f.planner.Words(after, change))
		after = f.planner.With(after, change)
	}
	answer.Difference = f.planner.Compare(f.profile, after)
	return answer
}

// changes are what the form asks about, as far as it fits: a GCSE, a course, or both.
func (f whatIfForm) changes() []doors.Change {
	known := func(list []doors.Choice, id string) bool {
		return slices.ContainsFunc(list, func(one doors.Choice) bool { return one.ID == id })
	}
	var changes []doors.Change
	if known(f.planner.Subjects(), f.Subject) && f.fits(f.Subject) {
		switch {
		case f.Grade == notTaken:
			changes = append(changes, doors.Change{Subject: f.Subject, Grade: &doors.Grade{Kind: doors.NotTaken}})
		case len(f.Grade) == 1 && f.Grade >= "1" && f.Grade <= "9":
			changes = append(changes, doors.Change{Subject: f.Subject, Grade: &doors.Grade{Grade: f.written(), Kind: doors.Predicted}})
		}
	}
	if known(f.planner.Qualifications(), f.Add) {
		changes = append(changes, doors.Change{Add: &doors.Qualification{ID: f.Add, Kind: doors.Predicted}})
	}
	return changes
}

// written is the grade as the subject has it: twice for combined science.
func (f whatIfForm) written() string {
	if f.Subject == combinedScience {
		return f.Grade + "-" + f.Grade
	}
	return f.Grade
}
