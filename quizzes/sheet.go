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
	Answers map[string]json.RawMessage `json:"answers"`
	Length  Length                     `json:"length"`
	Seed    int64                      `json:"seed"`
	Seconds map[string]json.RawMessage `json:"seconds"`
}

// ReadSheet reads answers from JSON, strictly: an unknown field is an error. A
// value that is no answer, or no time, is left for Check, which tells of all.
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
	sheet := Sheet{Length: w.Length, Seed: w.Seed, Ratings: map[string]Rating{}, Seconds: map[string]float64{}}
	if sheet.Length == "" {
		sheet.Length = Full
	}
	for id, value := range w.Answers {
		sheet.Ratings[id] = ratingIn(value)
	}
	for id, value := range w.Seconds {
		sheet.Seconds[id] = noTime
		var seconds float64
		if string(value) != "null" && json.Unmarshal(value, &seconds) == nil {
			sheet.Seconds[id] = seconds
		}
	}
	return sheet, nil
}

// ratingIn reads one answer.
func ratingIn(value json.RawMessage) Rating {
	var rating int
	switch err := json.Unmarshal(value, &rating); {
	case string(value) == "null":
		return Unknown
	case err != nil || rating < int(Lowest) || rating > int(Highest):
		return outOfRange
	}
	return Rating(rating)
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
