package web

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pathways/quizzes/careers"
	"pathways/quizzes/careers/doors"
)

// The form of where a pupil is has one field an answer: year, wish, grade-maths
// and kind-maths for each GCSE, and later1 to later5 with later1-grade and
// later1-kind for what comes after GCSEs.

// laterRows is how many courses after GCSEs the form takes.
const laterRows = 5

// What a GCSE's select says besides grades.
const (
	takenUnknown = "?"  // taken, and nobody knows yet
	notTaken     = "no" // not taken
	finishedKind = "finished"
)

// whereForm draws the answers of the form.
type whereForm struct {
	planner *doors.Planner
	answers map[string]string
}

// gradeRow is one GCSE.
type gradeRow struct {
	ID, Name      string
	Grades, Kinds []choice
}

// laterRow is one course after GCSEs.
type laterRow struct {
	Field, Label, Grade string
	Courses             []courseGroup
	Kinds               []choice
}

// courseGroup is courses of one kind.
type courseGroup struct {
	Name    string
	Courses []choice
}

// Years are the answers to "which year are you in".
func (f whereForm) Years() []choice { return yearGroups(f.answers["year"]) }

// Wishes are what the routes may be sorted by.
func (f whereForm) Wishes() []choice {
	names := map[doors.Wish]string{
		doors.Quickest: "the quickest", doors.Earning: "earning while I learn",
		doors.Likeliest: "the best chance", doors.Nearest: "near home",
	}
	var list []choice
	for _, wish := range doors.Wishes {
		chosen := f.answers["wish"] == string(wish) || f.answers["wish"] == "" && wish == doors.Likeliest
		list = append(list, choice{string(wish), names[wish], chosen})
	}
	return list
}

var (
	separateSciences = []string{"biology", "chemistry", "physics"}
	sciences         = append([]string{combinedScience}, separateSciences...)
)

// Core are the GCSEs that most routes ask about.
func (f whereForm) Core() []gradeRow {
	return f.rows(func(s doors.Choice) bool { return s.Core || s.ID == "english-literature" })
}

// Sciences are combined science and the three.
func (f whereForm) Sciences() []gradeRow {
	return f.rows(func(s doors.Choice) bool { return slices.Contains(sciences, s.ID) })
}

// Others are all other GCSEs, those that were answered first.
func (f whereForm) Others() []gradeRow {
	rows := f.rows(func(s doors.Choice) bool {
		return !s.Core && s.ID != "english-literature" && !slices.Contains(sciences, s.ID)
	})
	slices.SortStableFunc(rows, func(a, b gradeRow) int {
		return len(f.answers["grade-"+b.ID]) - len(f.answers["grade-"+a.ID])
	})
	return rows
}

func (f whereForm) rows(wanted func(doors.Choice) bool) []gradeRow {
	var rows []gradeRow
	for _, subject := range f.planner.Subjects() {
		if !wanted(subject) {
			continue
		}
		said := f.answers["grade-"+subject.ID]
		row := gradeRow{ID: subject.ID, Name: subject.Name, Kinds: f.kinds("kind-"+subject.ID, false)}
		row.Grades = []choice{
			{"", "Nothing to say", said == ""}, {takenUnknown, "I take it, grade not known", said == takenUnknown}, {notTaken, "I don't take it", said == notTaken},
		}
		for _, grade := range subject.Grades {
			row.Grades = append(row.Grades, choice{grade.Value, grade.Name, strings.EqualFold(said, grade.Value)})
		}
		rows = append(rows, row)
	}
	return rows
}

// kinds say how sure a grade is. In Year 11 and before, most are expected.
func (f whereForm) kinds(field string, later bool) []choice {
	list := []choice{{string(doors.Predicted), "I expect it", false}, {string(doors.Achieved), "I have it", false}, {string(doors.Wanted), "I hope for it", false}}
	if later {
		list[1] = choice{finishedKind, "I have finished it", false}
	}
	said := f.answers[field]
	for i := range list {
		list[i].Chosen = list[i].Value == said || said == "" && i == 0
	}
	return list
}

// Later are the rows for what comes after GCSEs.
func (f whereForm) Later() []laterRow {
	names := []struct{ kind, name string }{
		{"a-level", "A levels"},
		{"t-level", "T Levels"},
		{"btec", "BTECs"},
		{"aaq", "AAQs"},
		{"as-level", "AS levels"},
		{"epq", "Extended Project"},
		{"college-course", "Level 2 courses"},
		{"functional-skills", "Functional Skills"},
		{"access", "Access courses"},
		{"apprenticeship", "Apprenticeships"},
		{"degree", "Degrees"},
	}
	var rows []laterRow
	for n := 1; n <= laterRows; n++ {
		field := fmt.Sprintf("later%d", n)
		row := laterRow{Field: field, Label: fmt.Sprintf("Course %d", n), Grade: f.answers[field+"-grade"], Kinds: f.kinds(field+"-kind", true)}
		for _, group := range names {
			courses := courseGroup{Name: group.name}
			for _, course := range f.planner.Qualifications() {
				if course.Kind == group.kind {
					courses.Courses = append(courses.Courses, choice{course.ID, course.Name, course.ID == f.answers[field]})
				}
			}
			row.Courses = append(row.Courses, courses)
		}
		rows = append(rows, row)
	}
	return rows
}

// LaterOpen tells whether anything is said of what comes after GCSEs.
func (f whereForm) LaterOpen() bool {
	return f.answers["later1"] != "" || len(courselessGrades(f.answers)) > 0
}

// OthersOpen tells whether any of the other GCSEs is answered.
func (f whereForm) OthersOpen() bool {
	return slices.ContainsFunc(f.Others(), func(r gradeRow) bool { return f.answers["grade-"+r.ID] != "" })
}

// saying puts an answer into words.
func (f whereForm) saying(field, value string) string {
	name, kind := field, ""
	if id, ok := strings.CutPrefix(field, "grade-"); ok {
		name = id
	}
	if id, ok := strings.CutPrefix(field, "kind-"); ok {
		name, kind = id, ", how sure"
	}
	for _, subject := range f.planner.Subjects() {
		if subject.ID == name {
			name = subject.Name
		}
	}
	if value == "" {
		value = "nothing"
	}
	return careers.Capital(strings.ReplaceAll(name, "-", " ")) + kind + ": " + value
}

// typedWhere are the answers of the form as they were sent.
func typedWhere(c *fiber.Ctx) map[string]string {
	answers := map[string]string{}
	for key, value := range c.Request().PostArgs().All() {
		if len(value) > 0 {
			answers[string(key)] = strings.TrimSpace(string(value))
		}
	}
	return answers
}

// typedOf are the answers that say what a profile says.
func typedOf(profile doors.Profile) map[string]string {
	answers := map[string]string{"wish": string(profile.Wish)}
	if profile.YearGroup > 0 {
		answers["year"] = strconv.Itoa(int(profile.YearGroup))
	}
	for subject, grade := range profile.Grades {
		said := grade.Grade
		switch {
		case grade.Kind == doors.NotTaken:
			said = notTaken
		case said == "":
			said = takenUnknown
		default:
			answers["kind-"+subject] = string(grade.Kind)
		}
		answers["grade-"+subject] = said
	}
	n := 0
	put := func(q doors.Qualification, kind string) {
		n++
		field := fmt.Sprintf("later%d", n)
		answers[field], answers[field+"-grade"], answers[field+"-kind"] = q.ID, q.Grade, kind
	}
	for _, q := range profile.Post16 {
		put(q, string(q.Kind))
	}
	for _, q := range profile.Finished {
		put(q, finishedKind)
	}
	return answers
}

// fieldsOf leads from a path in a profile to the field that it was typed in.
type fieldsOf struct{ post16, finished []string }

func (f fieldsOf) of(path string) string {
	if subject, ok := strings.CutPrefix(path, "grades."); ok {
		subject, _, _ = strings.Cut(subject, ".")
		return "grade-" + subject
	}
	for name, rows := range map[string][]string{"post16": f.post16, "finished": f.finished} {
		if rest, ok := strings.CutPrefix(path, name+"["); ok {
			index, _, _ := strings.Cut(rest, "]")
			if n := numberIn(index); n < len(rows) {
				return rows[n]
			}
		}
	}
	if path == "year_group" {
		return "year"
	}
	return path
}

// profileOf is what the answers say.
func profileOf(answers map[string]string) (doors.Profile, fieldsOf) {
	profile := doors.Profile{YearGroup: doors.YearGroup(numberIn(answers["year"])), Wish: doors.Wish(answers["wish"]), Grades: map[string]doors.Grade{}}
	for field, said := range answers {
		subject, ok := strings.CutPrefix(field, "grade-")
		switch {
		case !ok:
		case said == notTaken:
			profile.Grades[subject] = doors.Grade{Kind: doors.NotTaken}
		case said == takenUnknown:
			profile.Grades[subject] = doors.Grade{Kind: doors.Predicted}
		default:
			kind := doors.Kind(answers["kind-"+subject])
			if kind == "" {
				kind = doors.Predicted
			}
			profile.Grades[subject] = doors.Grade{Grade: said, Kind: kind}
		}
	}
	var fields fieldsOf
	for n := 1; n <= laterRows; n++ {
		field := fmt.Sprintf("later%d", n)
		id, grade, kind := answers[field], answers[field+"-grade"], answers[field+"-kind"]
		switch {
		case id == "":
		case kind == finishedKind:
			profile.Finished, fields.finished = append(profile.Finished, doors.Qualification{ID: id, Grade: grade}), append(fields.finished, field)
		default:
			profile.Post16, fields.post16 = append(profile.Post16, doors.Qualification{ID: id, Grade: grade, Kind: doors.Kind(kind)}), append(fields.post16, field)
		}
	}
	return profile, fields
}

// courselessGrades are the rows with a grade and no course.
func courselessGrades(answers map[string]string) []string {
	var rows []string
	for n := 1; n <= laterRows; n++ {
		if field := fmt.Sprintf("later%d", n); answers[field] == "" && answers[field+"-grade"] != "" {
			rows = append(rows, field)
		}
	}
	return rows
}

func numberIn(text string) int {
	n, _ := strconv.Atoi(text)
	return max(n, 0)
}

// keysOf are the keys of two maps, each once.
func keysOf(a, b map[string]string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for key := range a {
			if !yield(key) {
				return
			}
		}
		for key := range b {
			if _, there := a[key]; !there && !yield(key) {
				return
			}
		}
	}
}
