package doors

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"pathways/quizzes/careers"
)

// mostGCSEs is more than anybody takes; beyond it there is a slip of the keys.
const mostGCSEs = 15

// Check lists everything that is wrong with a profile, in the order of its fields.
func (p *Planner) Check(profile Profile) Problems {
	var problems Problems
	if y := profile.YearGroup; y != 0 && (y < 7 || y > Left) {
		problems.add("year_group", "there is no such year group here", "Give a number from 7 to 13, or \"left\".")
	}
	checkAge(profile, &problems)
	p.checkGrades(profile, &problems)
	seen := map[string]bool{} // over both lists: what is finished is not also under way
	p.checkQualifications("post16", profile.Post16, seen, &problems)
	p.checkQualifications("finished", profile.Finished, seen, &problems)
	if profile.Wish != "" && !slices.Contains(Wishes, profile.Wish) {
		problems.add("wish", fmt.Sprintf("we do not know the wish %q", short(string(profile.Wish))), "Choose quickest, earning, likeliest or nearest.")
	}
	return problems
}

// checkAge sees that an age fits the year group: pupils of Year N turn N+5 in that
// school year, and some are a year or two older or younger.
func checkAge(profile Profile, problems *Problems) {
	age, year := profile.Age, int(profile.YearGroup)
	switch {
	case age == 0:
	case age < youngest || age > oldest:
		problems.add("age", "this cannot be an age here", fmt.Sprintf("Give a whole number from %d to %d, or leave it out.", youngest, oldest))
	case year >= 7 && year <= 13 && (age < year+3 || age > year+7):
		problems.add("age", fmt.Sprintf("an age of %d does not fit Year %d", age, year), fmt.Sprintf("Most of Year %d are %d or %d. Mend the age or the year group.", year, year+4, year+5))
	case profile.YearGroup == Left && age < 15:
		problems.add("age", fmt.Sprintf("nobody has left school at %d", age), "Give your year group, 7 to 13, or mend the age.")
	}
}

func (p *Planner) checkGrades(profile Profile, problems *Problems) {
	taken := 0
	for _, subject := range slices.Sorted(maps.Keys(profile.Grades)) {
		grade, at := profile.Grades[subject], join("grades", subject)
		if !careers.IsSubjectID(subject) {
			problems.add(join("grades", short(subject)), "a subject is not written like this", "Write it in small letters with hyphens, such as food-preparation-and-nutrition.")
			continue
		}
		p.checkGrade(subject, grade, at, problems)
		if grade.Kind != NotTaken {
			taken += p.gcseSize(subject)
		}
	}
	p.checkSciences(profile, problems)
	if taken > mostGCSEs {
		problems.add("grades", fmt.Sprintf("this is %d GCSEs, and we count to %d", taken, mostGCSEs), "Take out what you do not take. Combined science counts as two.")
	}
}

func (p *Planner) checkGrade(subject string, grade Grade, at string, problems *Problems) {
	double := p.gcseSize(subject) == 2
	if grade.Kind != "" && !slices.Contains(Kinds, grade.Kind) {
		problems.add(join(at, "kind"), fmt.Sprintf("we do not know the kind %q", short(string(grade.Kind))), "Choose achieved, predicted, wanted or not-taken.")
	}
	_, _, ok := p.gcseGrade(grade.Grade, double)
	switch {
	case grade.Grade == "" && grade.Kind == Achieved:
		problems.add(join(at, "grade"), "the grade that you got is missing", "Give it, or choose predicted.")
	case grade.Grade == "":
	case grade.Kind == NotTaken:
		problems.add(join(at, "grade"), "a subject that is not taken has no grade", "Remove the grade, or say how you know it: achieved, predicted or wanted.")
	case !ok && double:
		problems.add(join(at, "grade"), fmt.Sprintf("combined science has no grade %q", short(grade.Grade)), "Give two grades that are the same or next to each other, the higher one first, such as 5-5 or 5-4.")
	case !ok:
		problems.add(join(at, "grade"), fmt.Sprintf("there is no GCSE grade %q", short(grade.Grade)), "Give 9 to 1 or U, or an old grade A* to G.")
	}
}

// checkSciences sees that combined science does not stand beside biology, chemistry or physics.
func (p *Planner) checkSciences(profile Profile, problems *Problems) {
	combined, ok := profile.Grades["combined-science"]
	if !ok || combined.Kind == NotTaken {
		return
	}
	for _, subject := range separateSciences {
		if grade, ok := profile.Grades[subject]; ok && grade.Kind != NotTaken {
			problems.add(join("grades", subject), "you take combined science, so you do not also take "+subject+" as a GCSE of its own", "Keep combined science, or the separate sciences.")
		}
	}
}

func (p *Planner) checkQualifications(list string, all []Qualification, seen map[string]bool, problems *Problems) {
	for i, q := range all {
		at := fmt.Sprintf("%s[%d]", list, i)
		known, ok := p.known[q.ID]
		switch {
		case !ok:
			problems.add(join(at, "id"), fmt.Sprintf("we do not know the qualification %q", short(q.ID)), "Use an id such as a-level-biology, t-level-health or btec-applied-science.")
		case seen[q.ID]:
			problems.add(join(at, "id"), "there are two grades for "+known.Name, "Keep one of the two.")
		case q.Grade != "" && q.Kind == NotTaken:
			problems.add(join(at, "grade"), "what is not taken has no grade", "Remove the grade, or say how you know it.")
		case q.Grade != "":
			if _, ok := known.grade(q.Grade); !ok {
				problems.add(join(at, "grade"), fmt.Sprintf("%s has no grade %q", known.Name, short(q.Grade)), known.mend())
			}
		}
		seen[q.ID] = true
		if q.Kind != "" && !slices.Contains(Kinds, q.Kind) {
			problems.add(join(at, "kind"), fmt.Sprintf("we do not know the kind %q", short(string(q.Kind))), "Choose achieved, predicted, wanted or not-taken.")
		}
	}
}

func (k *known) mend() string {
	if len(k.Grades) == 0 {
		return "It has no grades: leave it out."
	}
	values := make([]string, len(k.Grades))
	for i, grade := range k.Grades {
		values[i] = grade.Value
	}
	return "Give one of " + strings.Join(values, ", ") + "."
}

// short is a piece of text from outside, cut to a length that fits beside a field.
func short(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}
