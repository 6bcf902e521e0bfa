package quizzes

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// written is a sheet as JSON: null means "I don't know what this is", and an
// item that is not there was not asked.
type written struct {
	Answers map[string]*int    `json:"answers"`
	Length  Length             `json:"length"`
	Seed    int64              `json:"seed"`
	Seconds map[string]float64 `json:"seconds"`
}

// ReadSheet reads answers from JSON, strictly: an unknown field is an error.
func ReadSheet(in io.Reader) (Sheet, error) {
	decoder := json.NewDecoder(in)
	decoder.DisallowUnknownFields()
	var w written
	if err := decoder.Decode(&w); err != nil {
		return Sheet{}, fmt.Errorf("the answers are not the JSON we expect: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Sheet{}, errors.New("the answers are followed by something else: give one JSON document")
	}
	sheet := Sheet{Length: w.Length, Seed: w.Seed, Ratings: map[string]Rating{}, Seconds: w.Seconds}
	if sheet.Length == "" {
		sheet.Length = Full
	}
	for id, value := range w.Answers {
		switch {
		case value == nil:
			sheet.Ratings[id] = Unknown
		case *value < int(Lowest) || *value > int(Highest):
			sheet.Ratings[id] = outOfRange
		default:
			sheet.Ratings[id] = Rating(*value)
		}
	}
	return sheet, nil
}

// outOfRange stands for a value that no choice has, until Check tells of it.
const outOfRange Rating = 100

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
			problems = append(problems, fmt.Sprintf("seconds: the time of %q is below 0", id))
		}
	}
	return problems
}
