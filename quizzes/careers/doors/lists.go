package doors

import (
	"slices"
	"strings"

	"pathways/quizzes/careers"
)

// Choice is something that a form offers: a GCSE, or a qualification after GCSEs.
type Choice struct {
	ID     string        `json:"id"`
	Name   string        `json:"name"`
	Kind   string        `json:"kind"` // gcse, a-level, t-level, btec, apprenticeship, degree ...
	Core   bool          `json:"core"` // everybody takes it
	Grades []GradeChoice `json:"grades"`
}

// GradeChoice is a grade as it is sent, and what to call it.
type GradeChoice struct {
	Value string `json:"value"`
	Name  string `json:"name"`
}

// known is a qualification that a pupil may name, ready to be counted.
type known struct {
	Choice
	subject string
	science string // yes, some or nothing
	step    int    // the step of a route that it is, or none
	level   int
	stands  *careers.StandsFor
	values  map[string]gradeValue // by each way to write a grade, in small letters
}

// gradeValue is what a grade is worth: UCAS points, and how many half A levels
// the qualification is the size of. rank orders degree classes.
type gradeValue struct {
	name   string
	points int
	size   int
	rank   int
}

const none = -1

func (k *known) grade(written string) (gradeValue, bool) {
	value, ok := k.values[strings.ToLower(strings.TrimSpace(written))]
	return value, ok
}

// Sizes in half A levels.
const (
	oneALevel  = 2
	twoALevels = 2 * oneALevel
	wholeTime  = 3 * oneALevel
)

// sizeOf is how large a kind of qualification is, in half A levels. A BTEC's size
// follows from its table of grades: one letter an A level's size.
func sizeOf(kind, table string) int {
	switch kind {
	case "a-level", "aaq":
		return oneALevel
	case "as-level":
		return oneALevel / 2
	case "t-level", "access":
		return wholeTime
	case "btec":
		return map[string]int{
			"btec-extended-certificate-1-a-level-size": oneALevel,
			"btec-diploma-2-a-level-size":              twoALevels,
			"btec-extended-diploma-3-a-level-size":     wholeTime,
		}[table]
	}
	return 0
}

// learnQualifications lists what a pupil may name: the qualifications of the
// content, and every later step of a route.
func (p *Planner) learnQualifications() {
	q := &p.c.Qualifications
	for i := range q.Post16 {
		p.learn(p.post16(&q.Post16[i]))
	}
	for i := range p.steps {
		s := &p.steps[i]
		switch _, listed := p.known[s.ID]; {
		case listed, s.Kind == "gcse", s.Kind == "condition", s.Kind == "a-levels":
		default:
			p.learn(stepChoice(s))
		}
	}
}

func (p *Planner) learn(k *known) {
	p.known[k.ID] = k
	p.choices = append(p.choices, k)
}

func (p *Planner) post16(q *careers.Post16) *known {
	k := &known{
		Choice: Choice{ID: q.ID, Name: q.Name, Kind: q.Kind}, subject: q.Subject, science: q.Science,
		step: none, level: 3, stands: q.StandsFor, values: map[string]gradeValue{},
	}
	if k.stands != nil {
		k.level = 2
	}
	if at, ok := p.stepAt[q.Step]; ok {
		k.step = at
	}
	for _, id := range q.Points {
		for i := range p.c.Qualifications.Tariff {
			if table := &p.c.Qualifications.Tariff[i]; table.ID == id {
				k.addTable(table)
			}
		}
	}
	return k
}

func (k *known) addTable(table *careers.Tariff) {
	size := sizeOf(k.Kind, table.ID)
	for _, grade := range table.Grades() {
		value := gradeValue{name: table.GradeName(grade), points: table.Points[grade], size: size}
		k.Grades = append(k.Grades, GradeChoice{grade, value.name})
		k.values[strings.ToLower(grade)] = value
		k.values[strings.ToLower(value.name)] = value
	}
	for other, grade := range table.Also {
		k.values[strings.ToLower(other)] = k.values[strings.ToLower(grade)]
	}
}

// The classes of a degree, best first, and the grades of an apprenticeship.
var (
	degreeClasses        = []string{"1st", "2:1", "2:2", "3rd"}
	apprenticeshipGrades = []string{"Distinction", "Merit", "Pass"}
)

func stepChoice(s *step) *known {
	k := &known{Choice: Choice{ID: s.ID, Name: s.Name, Kind: s.Kind}, step: s.at, level: s.Level, values: map[string]gradeValue{}}
	if s.Kind == "degree" || s.Level >= 6 && s.Kind == "apprenticeship" {
		for i, class := range degreeClasses {
			k.addGrade(class, len(degreeClasses)-i)
		}
		k.values["first"] = k.values["1st"]
		k.values["third"] = k.values["3rd"]
	}
	for _, grade := range apprenticeshipGrades {
		k.addGrade(grade, 0)
	}
	return k
}

func (k *known) addGrade(grade string, rank int) {
	k.Grades = append(k.Grades, GradeChoice{grade, grade})
	k.values[strings.ToLower(grade)] = gradeValue{name: grade, rank: rank, points: none}
}

// Subjects lists the GCSEs that a form offers, with the grades they can have. Any
// other GCSE may be given too.
func (p *Planner) Subjects() []Choice {
	q := &p.c.Qualifications
	var single, double []GradeChoice
	for _, grade := range q.Grades {
		single = append(single, GradeChoice{grade.Grade, grade.Grade})
	}
	for _, grade := range q.CombinedScience.Grades {
		double = append(double, GradeChoice{grade, grade})
	}
	double = append(double, GradeChoice{"U", "U"})
	list := make([]Choice, len(q.Subjects))
	for i, s := range q.Subjects {
		list[i] = Choice{ID: s.ID, Name: s.Name, Kind: "gcse", Core: s.Core, Grades: single}
		if s.Double {
			list[i].Grades = double
		}
	}
	return list
}

// Qualifications lists what a form offers for after GCSEs, with the grades each
// can have. What takes nobody new is last, for those who are on it.
func (p *Planner) Qualifications() []Choice {
	list := make([]Choice, 0, len(p.choices))
	for _, k := range p.choices {
		list = append(list, k.Choice)
	}
	slices.SortStableFunc(list, func(a, b Choice) int { return p.closedLast(a) - p.closedLast(b) })
	return list
}

func (p *Planner) closedLast(c Choice) int {
	if at := p.known[c.ID].step; at != none && p.steps[at].Closed() {
		return 1
	}
	return 0
}
