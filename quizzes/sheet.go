package quizzes

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"pathways/quizzes/strict"
)

// ReadSheet reads answers from JSON, strictly: an unknown field, or one that is
// there twice, is an error. A value that is no answer, or no time, is left for
// Check, which tells of all. Null means "I don't know what this is", and an item
// that is not there was not asked.
func ReadSheet(in io.Reader) (Sheet, error) {
	sheet := Sheet{Length: Full, Ratings: map[string]Rating{}, Seconds: map[string]float64{}}
	root, err := strict.Read(in, theAnswers)
	if err != nil {
		return sheet, err
	}
	problems := slips(root, "this")
	for _, f := range root.Fields {
		problems = append(problems, sheet.read(f)...)
	}
	if len(problems) > 0 {
		return sheet, fmt.Errorf("%s cannot be taken as they are: %s", theAnswers, strings.Join(problems, "; "))
	}
	return sheet, nil
}

// theAnswers names in errors what is read.
const theAnswers = "the answers"

// read takes over one field; null there is nothing said.
func (s *Sheet) read(f strict.Field) []string {
	n := f.Node
	switch {
	case n.Kind == strict.Value && n.Value == nil && slices.Contains([]string{"answers", "length", "seed", "seconds"}, f.Key):
	case f.Key == "answers":
		for _, one := range n.Fields {
			s.Ratings[one.Key] = ratingIn(one.Node)
		}
		return slips(n, "answers")
	case f.Key == "seconds":
		for _, one := range n.Fields {
			s.Seconds[one.Key] = secondsIn(one.Node)
		}
		return slips(n, "seconds")
	case f.Key == "length":
		length, ok := n.Value.(string)
		if !ok {
			return []string{"length is not a word in quotes"}
		}
		s.Length = Length(cmp.Or(length, string(Full)))
	case f.Key == "seed":
		number, _ := n.Value.(json.Number)
		seed, ok := whole(number)
		if !ok {
			return []string{"seed is not a whole number"}
		}
		s.Seed = seed
	default:
		return []string{fmt.Sprintf("we do not know the field %q: give answers, length, seed or seconds", f.Key)}
	}
	return nil
}

// slips are what is wrong with an object itself.
func slips(n strict.Node, name string) []string {
	if n.Kind != strict.Object {
		return []string{name + " is not an object in { }: write it with its fields in { }"}
	}
	var problems []string
	for _, key := range n.Twice() {
		problems = append(problems, fmt.Sprintf("%q is there twice: keep one of the two", key))
	}
	return problems
}

func whole(number json.Number) (int64, bool) {
	value, err := strconv.ParseInt(number.String(), 10, 64)
	return value, err == nil
}

// ratingIn reads one answer.
func ratingIn(n strict.Node) Rating {
	if n.Kind == strict.Value && n.Value == nil {
		return Unknown
	}
	number, _ := n.Value.(json.Number)
	rating, ok := whole(number)
	if !ok || rating < int64(Lowest) || rating > int64(Highest) {
		return outOfRange
	}
	return Rating(rating)
}

func secondsIn(n strict.Node) float64 {
	number, _ := n.Value.(json.Number)
	seconds, err := number.Float64()
	if err != nil {
		return noTime
	}
	return seconds
}

// outOfRange stands for an answer that no choice has, until Check tells of it.
const outOfRange Rating = 100

// noTime stands for a time that is none, until Check tells of it.
const noTime = -1

// Check lists everything that is wrong with a sheet that came from elsewhere.
func (q *Quiz) Check(sheet Sheet) []string {
	var problems []string
	if sheet.Length != Full && sheet.Length != Starter {
		problems = append(problems, fmt.Sprintf("length %q is unknown: give %q or %q", sheet.Length, Full, Starter))
	}
	for _, id := range slices.Sorted(maps.Keys(sheet.Ratings)) {
		rating := sheet.Ratings[id]
		if _, ok := q.Item(id); !ok {
			problems = append(problems, fmt.Sprintf("%s version %d has no item %q", q.Key, q.Version, id))
		}
		if rating != Unknown && (rating < Lowest || rating > Highest) {
			problems = append(problems, fmt.Sprintf("the answer to %q is not -2, -1, 0, 1, 2 or null", id))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(sheet.Seconds)) {
		if _, ok := q.Item(id); !ok {
			problems = append(problems, fmt.Sprintf("seconds: %s version %d has no item %q", q.Key, q.Version, id))
		} else if sheet.Seconds[id] < 0 {
			problems = append(problems, fmt.Sprintf("seconds: the time of %q is not a number of seconds, 0 or more", id))
		}
	}
	return problems
}
