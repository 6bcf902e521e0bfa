package careers

import (
	"fmt"
	"regexp"
	"slices"
)

// subjectID is how a subject is written: small words with hyphens.
var subjectID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// IsSubjectID tells whether a GCSE subject is written the way we write them.
func IsSubjectID(id string) bool { return len(id) <= 60 && subjectID.MatchString(id) }

// entry checks what the planner compares with a pupil.
func (k *checker) entry(s *Step, at []any) {
	if s.Gives != nil && s.Gives.GCSE != nil && !gcseGrade.MatchString(s.Gives.GCSE.Grade) {
		k.wrong(k.at.steps, fmt.Sprintf("step %q gives GCSE grade %q", s.ID, s.Gives.GCSE.Grade), "Write a grade from 1 to 9, in quotes.", append(slices.Clone(at), "gives", "gcse")...)
	}
	at = append(slices.Clone(at), "entry")
	if s.Entry.Source != "" && !slices.ContainsFunc(s.Sources, func(c Cite) bool { return c.Source == s.Entry.Source }) {
		k.wrong(k.at.steps, fmt.Sprintf("the entry of %q names a source %q that the step does not cite", s.ID, s.Entry.Source), "Name one of the step's sources.", append(at, "source")...)
	}
	if g := s.Entry.GCSE; g != nil && g.Without != "" && !slices.ContainsFunc(s.Sources, func(c Cite) bool { return c.Source == g.Without }) {
		k.wrong(k.at.steps, fmt.Sprintf("that %q can be had without GCSEs names a source %q that the step does not cite", s.ID, g.Without), "Name one of the step's sources.", append(at, "gcse", "without")...)
	}
	for _, subject := range s.Entry.SubjectAnyOf {
		if s.Entry.SubjectGrades[subject] == "" {
			k.wrong(k.at.steps, fmt.Sprintf("step %q takes %q in place of another subject, but asks for no grade in it", s.ID, subject), "Give its grade under subject_grades.", append(at, "subject_grades_any_of")...)
		}
	}
	for _, subject := range sortedKeys(s.Entry.SubjectGrades) {
		if !gcseGrade.MatchString(s.Entry.SubjectGrades[subject]) {
			k.wrong(k.at.steps, fmt.Sprintf("step %q asks for grade %q in %s", s.ID, s.Entry.SubjectGrades[subject], subject), "Write a grade from 1 to 9, in quotes.", append(at, "subject_grades")...)
		}
	}
}

// qualifications checks the lists that forms are made from.
func (k *checker) qualifications() {
	q, tables := &k.c.Qualifications, map[string]bool{}
	for i := range q.Tariff {
		k.tariff(&q.Tariff[i], i)
		tables[q.Tariff[i].ID] = true
	}
	for i, old := range q.OldGrades {
		if old.Letter == "" || !gcseGrade.MatchString(old.Grade) && old.Grade != "U" {
			k.wrong(k.at.qualifications, fmt.Sprintf("old grade %q stands for %q", old.Letter, old.Grade), "Write a letter, and a grade from 1 to 9 or U.", "qualifications", "old_gcse_grades", i)
		}
	}
	seen := map[string]bool{}
	for i, s := range q.Subjects {
		if !IsSubjectID(s.ID) || s.Name == "" || seen[s.ID] {
			k.wrong(k.at.qualifications, fmt.Sprintf("GCSE %q is there twice, has no name, or is not written in small words with hyphens", s.ID), "Mend its id or name.", "qualifications", "gcse_subjects", i)
		}
		seen[s.ID] = true
	}
	seen = map[string]bool{}
	for i := range q.Post16 {
		k.post16(&q.Post16[i], i, tables, seen)
	}
}

func (k *checker) tariff(t *Tariff, i int) {
	at := []any{"qualifications", "ucas_points", i}
	if t.ID == "" || t.Name == "" || len(t.Points) == 0 {
		k.wrong(k.at.qualifications, fmt.Sprintf("the points of %q lack an id, a name or the points", t.ID), "Write them, as the neighbours have it.", at...)
	}
	for _, name := range sortedKeys(t.Names) {
		if _, ok := t.Points[name]; !ok {
			k.wrong(k.at.qualifications, fmt.Sprintf("%q has a name for grade %q, which has no points", t.ID, name), "Remove it, or mend the grade.", append(at, "names")...)
		}
	}
	for _, other := range sortedKeys(t.Also) {
		if _, ok := t.Points[t.Also[other]]; !ok {
			k.wrong(k.at.qualifications, fmt.Sprintf("%q writes %q for grade %q, which has no points", t.ID, other, t.Also[other]), "Mend the grade.", append(at, "also")...)
		}
	}
}

func (k *checker) post16(q *Post16, i int, tables, seen map[string]bool) {
	at := []any{"qualifications", "post16", i}
	if !IsSubjectID(q.ID) || q.Name == "" || seen[q.ID] || !slices.Contains(Post16Kinds, q.Kind) {
		k.wrong(k.at.qualifications, fmt.Sprintf("%q is there twice, has no name, or has a kind %q that is unknown", q.ID, q.Kind), "Mend its id, name or kind.", at...)
	}
	seen[q.ID] = true
	for _, table := range q.Points {
		if !tables[table] {
			k.wrong(k.at.qualifications, fmt.Sprintf("%q has its grades in %q, which is not there", q.ID, table), "Use an id of ucas_points.", append(at, "points")...)
		}
	}
	if _, ok := k.c.Step(q.Step); q.Step != "" && !ok {
		k.wrong(k.at.qualifications, fmt.Sprintf("%q is the step %q, which is not there", q.ID, q.Step), "Use an id of steps.yaml.", append(at, "step")...)
	}
	if q.Science != "" && q.Science != "yes" && q.Science != "some" {
		k.wrong(k.at.qualifications, fmt.Sprintf("%q counts as a science: %q", q.ID, q.Science), "Write yes or some, or leave it out.", append(at, "science")...)
	}
	if s := q.StandsFor; s != nil && (!IsSubjectID(s.Subject) || !gcseGrade.MatchString(s.Grade)) {
		k.wrong(k.at.qualifications, fmt.Sprintf("%q stands for grade %q in %q", q.ID, s.Grade, s.Subject), "Name a GCSE and a grade from 1 to 9.", append(at, "stands_for")...)
	}
}
