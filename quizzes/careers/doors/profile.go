package doors

import (
	"encoding/json"
	"slices"
)

// Profile is what a pupil has told us. Everything may be missing: a Year 8 knows
// little yet, and what was not said is never held against anybody.
type Profile struct {
	YearGroup YearGroup        `json:"year_group,omitzero"`
	Age       int              `json:"age,omitempty"`
	Grades    map[string]Grade `json:"grades,omitempty"`   // GCSEs by subject
	Post16    []Qualification  `json:"post16,omitempty"`   // chosen or under way
	Finished  []Qualification  `json:"finished,omitempty"` // done, with the grade that came out
	Wish      Wish             `json:"wish,omitempty"`
}

// YearGroup is 7 to 13, or Left; 0 where nothing was said.
type YearGroup int

// Left is the year group of somebody who has left school and college.
const Left YearGroup = 14

// MarshalJSON writes a number, or "left".
func (y YearGroup) MarshalJSON() ([]byte, error) {
	if y == Left {
		return []byte(`"left"`), nil
	}
	return json.Marshal(int(y))
}

// Kind says how sure a grade is.
type Kind string

// The kinds of grade. What is not taken has no grade.
const (
	Achieved  Kind = "achieved"
	Predicted Kind = "predicted"
	Wanted    Kind = "wanted"
	NotTaken  Kind = "not-taken"
)

// Kinds are all of them, surest first.
var Kinds = []Kind{Achieved, Predicted, Wanted, NotTaken}

// Grade is the grade of a GCSE: 9 to 1, U, two of them for combined science (5-4),
// or an old letter. It is empty when the subject is taken and nobody knows yet.
type Grade struct {
	Grade string `json:"grade,omitempty"`
	Kind  Kind   `json:"kind"`
}

// Qualification is something taken after GCSEs. Kind is Achieved for what is finished.
type Qualification struct {
	ID    string `json:"id"`
	Grade string `json:"grade,omitempty"`
	Kind  Kind   `json:"kind,omitempty"`
}

// Wish is what matters most to a pupil in a route.
type Wish string

// The wishes. Nothing said is Likeliest.
const (
	Quickest  Wish = "quickest"
	Earning   Wish = "earning"
	Likeliest Wish = "likeliest"
	Nearest   Wish = "nearest"
)

// Wishes are all of them.
var Wishes = []Wish{Quickest, Earning, Likeliest, Nearest}

// clone is a copy that can be changed without changing the first.
func (p Profile) clone() Profile {
	grades := make(map[string]Grade, len(p.Grades)+1)
	for subject, grade := range p.Grades {
		grades[subject] = grade
	}
	p.Grades = grades
	p.Post16, p.Finished = slices.Clone(p.Post16), slices.Clone(p.Finished)
	return p
}
