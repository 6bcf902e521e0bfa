// Package quizzes asks, scores and explains the interest quiz. It is pure: it
// knows no database, no HTTP and no clock, and the same answers have the same
// result for ever.
package quizzes

// Rating is how somebody would feel about doing an activity: -2 really dislike
// to +2 really like, or Unknown.
type Rating int8

// Unknown is "I don't know what this is": asked, and counted as missing.
const Unknown Rating = 9

// Lowest and Highest are the ends of the scale.
const (
	Lowest  Rating = -2
	Highest Rating = 2
)

// Length is how much of a quiz is asked.
type Length string

// The two lengths of one quiz: all items, or the adaptive lesson starter.
const (
	Full    Length = "full"
	Starter Length = "starter"
)

// Quiz is one version of one quiz: what it asks and what answers count for.
type Quiz struct {
	Key         string             `yaml:"key"`
	Version     int                `yaml:"version"`
	Title       string             `yaml:"title"`
	Changes     string             `yaml:"changes"` // what is new in this version, in words
	Choices     []Choice           `yaml:"choices"`
	Dimensions  []Dimension        `yaml:"dimensions"`
	Items       []Item             `yaml:"items"`
	Sectors     []Target           `yaml:"sectors"`
	Specialisms []Target           `yaml:"specialisms"`
	Roles       []Target           `yaml:"roles"`
	Cutoffs     map[Length]Cutoffs `yaml:"cutoffs"`

	model *model
}

// Choice is one worded answer.
type Choice struct {
	Value Rating `yaml:"value" json:"value"`
	Label string `yaml:"label" json:"label"`
}

// Dimension is one thing the quiz measures. A bipolar one has two ends and items
// keyed either way; a topic belongs to one sector's second stage.
type Dimension struct {
	ID      string `yaml:"id"`
	Name    string `yaml:"name"`
	Bipolar bool   `yaml:"bipolar"`
	Low     string `yaml:"low"`
	High    string `yaml:"high"`
	Sector  string `yaml:"sector"`
}

// Item is one activity.
type Item struct {
	ID        string        `yaml:"id"`
	Text      string        `yaml:"text"`
	Dimension string        `yaml:"dimension"`
	Sign      int           `yaml:"sign"`
	Stage     int           `yaml:"stage"`
	Drawing   string        `yaml:"drawing"`
	Explain   []Explanation `yaml:"explain"`

	Sector string `yaml:"-"` // of the second stage, from its dimension
}

// Explanation says what a word of an item means.
type Explanation struct {
	Word    string `yaml:"word" json:"word"`
	Meaning string `yaml:"meaning" json:"meaning"`
}

// Target is a sector, specialism or role, with what it is made of: whole-number
// weights by dimension, 0 to 3, or -2 to 2 where the dimension is bipolar.
type Target struct {
	ID         string         `yaml:"id"`
	Name       string         `yaml:"name"`
	Sector     string         `yaml:"sector"`
	AlsoIn     []string       `yaml:"also_in"`
	Specialism string         `yaml:"specialism"`
	EntryLevel int            `yaml:"entry_level"`
	Siblings   []string       `yaml:"siblings"` // roles so alike that they are shown together
	Weights    map[string]int `yaml:"weights"`
}

// Degree tells whether a role usually begins with a degree.
func (t *Target) Degree() bool { return t.EntryLevel >= 6 }

// Cutoffs are the values of z from which a first place is clear, or likely: the
// 95th and 80th percentile of the first sector's z over random sheets.
type Cutoffs struct {
	Clear  float64 `yaml:"clear" json:"clear"`
	Likely float64 `yaml:"likely" json:"likely"`
}

// Sheet is the answers of one attempt, by item.
type Sheet struct {
	Length  Length
	Seed    int64
	Ratings map[string]Rating
	Seconds map[string]float64
}

// Item returns an item by its id.
func (q *Quiz) Item(id string) (*Item, bool) {
	i, ok := q.model.items[id]
	if !ok {
		return nil, false
	}
	return &q.Items[i], true
}

// Without is the sheet without one answer; the sheet itself stays as it is.
func (q *Quiz) Without(sheet Sheet, item string) Sheet {
	ratings := make(map[string]Rating, len(sheet.Ratings))
	for id, rating := range sheet.Ratings {
		if id != item {
			ratings[id] = rating
		}
	}
	sheet.Ratings = ratings
	return sheet
}
