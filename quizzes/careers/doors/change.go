package doors

import (
	"fmt"
	"slices"
)

// Change is one thing that could be different: the grade of a GCSE, something
// taken up after GCSEs, something given up, or one for the other.
type Change struct {
	Subject string         `json:"subject,omitempty"` // a GCSE, with its new grade
	Grade   *Grade         `json:"grade,omitempty"`
	Add     *Qualification `json:"add,omitempty"`    // after GCSEs
	Finish  *Qualification `json:"finish,omitempty"` // something new that is finished
	Drop    string         `json:"drop,omitempty"`   // a qualification after GCSEs that is given up
}

// With is a profile with a change made; the first stays as it is.
func (p *Planner) With(profile Profile, change Change) Profile {
	after := profile.clone()
	if change.Subject != "" && change.Grade != nil {
		after.Grades[change.Subject] = *change.Grade
	}
	if change.Drop != "" {
		after.Post16 = slices.DeleteFunc(after.Post16, func(q Qualification) bool { return q.ID == change.Drop })
	}
	if change.Add != nil {
		after.Post16 = put(after.Post16, *change.Add)
	}
	if change.Finish != nil {
		after.Finished = put(after.Finished, *change.Finish)
	}
	return after
}

// put adds a qualification to a list, in the place of an earlier word about it.
func put(list []Qualification, one Qualification) []Qualification {
	for i := range list {
		if list[i].ID == one.ID {
			list[i] = one
			return list
		}
	}
	return append(list, one)
}

// Words tells a change to the pupil whose profile it is.
func (p *Planner) Words(profile Profile, change Change) string {
	switch {
	case change.Subject != "" && change.Grade != nil:
		return p.gradeChangeWords(profile.Grades[change.Subject], change)
	case change.Finish != nil:
		return "Pass " + p.nameOf(change.Finish.ID)
	case change.Add != nil && change.Drop != "":
		return fmt.Sprintf("Take %s instead of %s", p.nameOf(change.Add.ID), p.nameOf(change.Drop))
	case change.Add != nil:
		return "Take " + p.nameOf(change.Add.ID)
	case change.Drop != "":
		return "Give up " + p.nameOf(change.Drop)
	}
	return "Change nothing"
}

func (p *Planner) gradeChangeWords(before Grade, change Change) string {
	subject := subjectWords(change.Subject)
	switch {
	case change.Grade.Kind == NotTaken:
		return "Drop GCSE " + subject
	case change.Grade.Grade == "":
		return "Take GCSE " + subject
	case before.Kind == Achieved:
		return fmt.Sprintf("Sit GCSE %s again and get %s", subject, article(change.Grade.Grade))
	}
	return fmt.Sprintf("Get %s in GCSE %s", article(change.Grade.Grade), subject)
}

func (p *Planner) nameOf(id string) string {
	if k, ok := p.known[id]; ok {
		return k.Name
	}
	return id
}

// Changes lists every single change that could open a door for a pupil: each GCSE
// a few grades up, a subject that is not taken, Functional Skills, and each course
// after GCSEs that is on some route.
func (p *Planner) Changes(profile Profile) []Change {
	u := p.pupil(profile)
	changes := p.gradeChanges(&u)
	for i := range u.gcses {
		g := &u.gcses[i]
		for _, k := range p.choices {
			if k.stands != nil && k.stands.Subject == g.subject && g.kind == Achieved && g.at(int(k.stands.Grade[0]-'0')) == 0 {
				changes = append(changes, Change{Finish: &Qualification{ID: k.ID, Kind: Achieved}})
			}
		}
	}
	return append(changes, p.courseChanges(&u)...)
}

// coreSubjects are asked for by name somewhere, and are worth trying even when a
// pupil has not named them.
var coreSubjects = []string{"maths", "english-language"}

func (p *Planner) gradeChanges(u *pupil) []Change {
	var changes []Change
	for i := range u.gcses {
		g := &u.gcses[i]
		if g.kind == NotTaken {
			changes = append(changes, Change{Subject: g.subject, Grade: &Grade{Kind: Predicted, Grade: passOf(g)}})
			continue
		}
		for grade := 4; grade <= 7; grade++ {
			if g.graded && g.at(grade) == g.size {
				continue
			}
			changes = append(changes, Change{Subject: g.subject, Grade: &Grade{Kind: g.kind, Grade: written(grade, g.size)}})
		}
	}
	for _, subject := range coreSubjects {
		if u.findGCSE(subject) == nil {
			changes = append(changes, Change{Subject: subject, Grade: &Grade{Kind: Predicted, Grade: "5"}})
		}
	}
	return changes
}

func passOf(g *gcse) string { return written(4, g.size) }

func written(grade, size int) string {
	if size == 2 {
		return fmt.Sprintf("%d-%d", grade, grade)
	}
	return fmt.Sprint(grade)
}

// courseChanges are courses to take up, or in the place of one that was chosen
// when the choice is full.
func (p *Planner) courseChanges(u *pupil) []Change {
	var changes []Change
	for _, k := range p.choices {
		if !p.worthTrying(k) || u.holds(k.ID) {
			continue
		}
		add := &Qualification{ID: k.ID, Kind: Wanted}
		if !u.full() {
			changes = append(changes, Change{Add: add})
			continue
		}
		for i := range u.quals {
			if h := &u.quals[i]; !h.finished && h.kind != NotTaken && h.Kind == k.Kind {
				changes = append(changes, Change{Add: add, Drop: h.ID})
			}
		}
	}
	return changes
}

// worthTrying are A levels that some step asks for, and courses that are a step.
func (p *Planner) worthTrying(k *known) bool {
	switch k.Kind {
	case "a-level":
		return k.science != "" || k.subject == "maths"
	case "t-level", "btec":
		return k.step != none && !p.steps[k.step].Closed()
	}
	return false
}

func (u *pupil) holds(id string) bool {
	for i := range u.quals {
		if u.quals[i].ID == id && u.quals[i].kind != NotTaken {
			return true
		}
	}
	return false
}
