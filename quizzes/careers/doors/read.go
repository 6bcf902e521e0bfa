package doors

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"pathways/quizzes/strict"
)

// Read reads a profile from JSON, strictly. Its error is Problems when the JSON is
// sound: everything that is wrong with what it says, at once.
func (p *Planner) Read(in io.Reader) (Profile, error) {
	root, err := strict.Read(in, "the profile")
	if err != nil {
		return Profile{}, err
	}
	r := reader{}
	profile := r.profile(root)
	problems := append(r.problems, p.Check(profile)...)
	if len(problems) > 0 {
		return profile, problems
	}
	return profile, nil
}

// reader turns JSON into a profile and collects what has the wrong shape.
type reader struct{ problems Problems }

func (r *reader) profile(root strict.Node) Profile {
	profile := Profile{}
	for key, value := range r.object(root, "", "year_group", "age", "grades", "post16", "finished", "wish") {
		switch key {
		case "year_group":
			profile.YearGroup = r.yearGroup(value)
		case "age":
			profile.Age = r.age(value)
		case "grades":
			profile.Grades = r.grades(value)
		case "post16":
			profile.Post16 = r.qualifications(value, key, "id", "grade", "kind")
		case "finished":
			profile.Finished = r.qualifications(value, key, "id", "grade")
		case "wish":
			profile.Wish = Wish(r.text(value, key))
		}
	}
	return profile
}

// object goes through the known fields of an object in the order of the file, and
// tells of those that are unknown or there twice. No names: any field will do.
func (r *reader) object(n strict.Node, path string, known ...string) func(yield func(string, strict.Node) bool) {
	return func(yield func(string, strict.Node) bool) {
		if n.Kind != strict.Object {
			r.problems.add(orWhole(path), "this is not an object in { }", "Write it with its fields in { }.")
			return
		}
		seen := map[string]bool{}
		for _, f := range n.Fields {
			at := join(path, f.Key)
			switch {
			case seen[f.Key]:
				r.problems.add(at, twice(path), "Keep one of the two.")
			case len(known) > 0 && !contains(known, f.Key):
				r.problems.add(at, "we do not know this field", "Remove it, or mend its name.")
			default:
				seen[f.Key] = true
				if !yield(f.Key, f.Node) {
					return
				}
				continue
			}
			seen[f.Key] = true
		}
	}
}

func twice(path string) string {
	if path == "grades" {
		return "there are two grades for this subject"
	}
	return "this is there twice"
}

func (r *reader) yearGroup(n strict.Node) YearGroup {
	if n.Value == "left" {
		return Left
	}
	number, ok := whole(n)
	if !ok || number < 7 || number > 13 {
		r.problems.add("year_group", "there is no such year group here", "Give a number from 7 to 13, or \"left\".")
		return 0
	}
	return YearGroup(number)
}

// The ages that make sense here: from just before Year 7 up.
const youngest, oldest = 10, 99

func (r *reader) age(n strict.Node) int {
	number, ok := whole(n)
	if !ok || number < youngest || number > oldest {
		r.problems.add("age", "this cannot be an age here", fmt.Sprintf("Give a whole number from %d to %d, or leave it out.", youngest, oldest))
		return 0
	}
	return number
}

func (r *reader) grades(n strict.Node) map[string]Grade {
	grades := map[string]Grade{}
	for subject, value := range r.object(n, "grades") {
		grade, at := Grade{}, join("grades", subject)
		for key, part := range r.object(value, at, "grade", "kind") {
			if key == "grade" {
				grade.Grade = r.text(part, join(at, key))
			} else {
				grade.Kind = Kind(r.text(part, join(at, key)))
			}
		}
		grades[subject] = grade
	}
	return grades
}

func (r *reader) qualifications(n strict.Node, path string, known ...string) []Qualification {
	if n.Kind != strict.List {
		r.problems.add(path, "this is not a list in [ ]", "Write a list in [ ].")
		return nil
	}
	var list []Qualification
	for i, item := range n.Items {
		one, at := Qualification{}, fmt.Sprintf("%s[%d]", path, i)
		for key, part := range r.object(item, at, known...) {
			switch text := r.text(part, join(at, key)); key {
			case "id":
				one.ID = text
			case "grade":
				one.Grade = text
			case "kind":
				one.Kind = Kind(text)
			}
		}
		list = append(list, one)
	}
	return list
}

// text is a word in quotes; null is nothing said.
func (r *reader) text(n strict.Node, path string) string {
	text, ok := n.Value.(string)
	if n.Kind != strict.Value || !ok && n.Value != nil {
		r.problems.add(path, "this is not a word in quotes", "Write it in quotes.")
	}
	return text
}

func whole(n strict.Node) (int, bool) {
	number, ok := n.Value.(json.Number)
	if !ok {
		return 0, false
	}
	value, err := strconv.Atoi(number.String())
	return value, err == nil
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func orWhole(path string) string {
	if path == "" {
		return "profile"
	}
	return path
}

func contains(list []string, one string) bool {
	for _, other := range list {
		if other == one {
			return true
		}
	}
	return false
}
