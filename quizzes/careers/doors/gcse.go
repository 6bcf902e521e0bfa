package doors

import (
	"strconv"
	"strings"
)

// gcse is one subject of a pupil.
type gcse struct {
	subject     string
	kind        Kind
	graded      bool
	first, last int    // the grade, or the two of combined science, 9 to 0 for U
	size        int    // how many GCSEs it is
	written     string // as the pupil wrote it
}

// separateSciences are the ones that combined science takes the place of.
var separateSciences = []string{"biology", "chemistry", "physics"}

// gcse makes a grade ready; a kind that is missing is the soft one, predicted.
func (p *Planner) gcse(subject string, grade Grade) (gcse, bool) {
	one := gcse{subject: subject, kind: grade.Kind, size: p.gcseSize(subject), written: grade.Grade}
	if one.kind == "" {
		one.kind = Predicted
	}
	if grade.Grade == "" || one.kind == NotTaken {
		return one, true
	}
	var ok bool
	one.first, one.last, ok = p.gcseGrade(grade.Grade, one.size == 2)
	one.graded = ok
	return one, ok
}

func (p *Planner) gcseSize(subject string) int {
	for i := range p.c.Qualifications.Subjects {
		if s := &p.c.Qualifications.Subjects[i]; s.Double && s.ID == subject {
			return p.c.Qualifications.CombinedScience.GCSECount
		}
	}
	return 1
}

// gcseGrade reads 9 to 1, U, or an old letter by the least it stands for; combined
// science is two of the new ones, the same or neighbours (Ofqual, see
// qualifications.yaml).
func (p *Planner) gcseGrade(written string, double bool) (first, last int, ok bool) {
	if double && written != "U" {
		for _, pair := range p.c.Qualifications.CombinedScience.Grades {
			if pair == written {
				return int(pair[0] - '0'), int(pair[2] - '0'), true
			}
		}
		return 0, 0, false
	}
	if len(written) == 1 && written[0] >= '1' && written[0] <= '9' {
		return int(written[0] - '0'), int(written[0] - '0'), true
	}
	for _, old := range p.c.Qualifications.OldGrades {
		if old.Letter == written {
			value, err := strconv.Atoi(old.Grade)
			return value, value, err == nil || old.Grade == "U"
		}
	}
	return 0, 0, false
}

// at is how many of its GCSEs are at a grade or above.
func (g *gcse) at(grade int) int {
	switch {
	case !g.graded || g.first < grade:
		return 0
	case g.last < grade:
		return 1
	}
	return g.size
}

// subjectWords is a subject in the middle of a sentence.
func subjectWords(id string) string {
	words := strings.Split(id, "-")
	switch words[0] {
	case "english", "french", "german", "spanish", "italian", "latin", "urdu", "polish":
		words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	case "pe":
		words[0] = "PE"
	}
	return strings.Join(words, " ")
}

// listWords joins words the way people say them: "maths, biology and art".
func listWords(words []string, last string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

func subjectList(ids []string, last string) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = subjectWords(id)
	}
	return listWords(words, last)
}
