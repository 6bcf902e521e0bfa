package quizzes

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"pathways/quizzes/content"
)

// How a quiz is made: so that no dimension, sector or way of answering weighs
// more than another.
const (
	plainDimensions   = 10
	bipolarDimensions = 2
	itemsOfPlain      = 3
	itemsOfBipolar    = 2
	hardestItem       = 6.0 // reading grade
)

// checker collects what is wrong with one quiz.
type checker struct {
	file     *content.File
	q        *Quiz
	problems content.Problems
	dims     map[string]Dimension
}

// check lists everything that is wrong with a quiz.
func check(file *content.File, q *Quiz) content.Problems {
	c := &checker{file: file, q: q, dims: map[string]Dimension{}}
	c.head()
	c.dimensions()
	c.items()
	c.targets()
	c.cutoffs()
	return c.problems
}

func (c *checker) wrong(what, mend string, path ...any) {
	c.problems = append(c.problems, c.file.Problem(what, mend, path...))
}

func (c *checker) head() {
	if want := fmt.Sprintf("%s.v%d.yaml", c.q.Key, c.q.Version); c.q.Key == "" || c.q.Version < 1 || c.file.Name != want {
		c.wrong(fmt.Sprintf("key %q and version %d do not fit the file's name", c.q.Key, c.q.Version), "Name the file key.vN.yaml, such as interests.v2.yaml.", "key")
	}
	if c.q.Title == "" {
		c.wrong("the title is missing", "Say what the quiz asks, in a few words.", "title")
	}
	values := []Rating{}
	for i, choice := range c.q.Choices {
		values = append(values, choice.Value)
		if choice.Label == "" {
			c.wrong("a choice has no label", "Write the words a student sees.", "choices", i)
		}
	}
	if !slices.Equal(values, []Rating{-2, -1, 0, 1, 2}) {
		c.wrong("the choices are not the five from -2 to 2", "List them in that order, the negative end first.", "choices")
	}
}

func (c *checker) dimensions() {
	plain, bipolar := 0, 0
	for i, d := range c.q.Dimensions {
		at := []any{"dimensions", i}
		if _, twice := c.dims[d.ID]; twice || d.ID == "" {
			c.wrong(fmt.Sprintf("dimension %q is there twice, or has no id", d.ID), "Give each an id of its own.", at...)
		}
		c.dims[d.ID] = d
		if d.Name == "" {
			c.wrong(fmt.Sprintf("dimension %q has no name", d.ID), "Write a name that students understand.", at...)
		}
		switch {
		case d.Bipolar && (d.Low == "" || d.High == ""):
			c.wrong(fmt.Sprintf("bipolar dimension %q does not name both ends", d.ID), "Write low and high.", at...)
		case d.Sector != "" && d.Bipolar:
			c.wrong(fmt.Sprintf("topic %q is bipolar", d.ID), "Topics of the second stage have one end.", at...)
		}
		switch {
		case d.Bipolar:
			bipolar++
		case d.Sector == "":
			plain++
		}
	}
	if plain != plainDimensions || bipolar != bipolarDimensions {
		c.wrong(fmt.Sprintf("there are %d plain and %d bipolar dimensions", plain, bipolar), "A quiz has ten plain and two bipolar ones.", "dimensions")
	}
}

var itemID = regexp.MustCompile(`^[qs][0-9]{2}$`)

func (c *checker) items() {
	seen := map[string]bool{}
	count, signs := map[string]int{}, map[string]int{}
	for i, item := range c.q.Items {
		c.item(i, item, seen[item.ID])
		seen[item.ID] = true
		count[item.Dimension]++
		signs[item.Dimension] += item.Sign
	}
	for i, d := range c.q.Dimensions {
		at := []any{"dimensions", i}
		switch {
		case d.Bipolar && (count[d.ID] != itemsOfBipolar || signs[d.ID] != 0):
			c.wrong(fmt.Sprintf("bipolar dimension %q is not balanced", d.ID), "Give it two items, one of sign 1 and one of sign -1.", at...)
		case !d.Bipolar && d.Sector == "" && (count[d.ID] != itemsOfPlain || signs[d.ID] != itemsOfPlain):
			c.wrong(fmt.Sprintf("dimension %q has %d items, or one of sign -1", d.ID, count[d.ID]), "Give it three items of sign 1, like every other.", at...)
		case d.Sector != "" && count[d.ID] == 0:
			c.wrong(fmt.Sprintf("topic %q has no item", d.ID), "Write one for the second stage, or remove the topic.", at...)
		}
	}
}

func (c *checker) item(i int, item Item, twice bool) {
	at := []any{"items", i}
	d, known := c.dims[item.Dimension]
	switch {
	case twice:
		c.wrong(fmt.Sprintf("item %q is there twice", item.ID), "Give each an id of its own, and never use an old one again.", at...)
	case !itemID.MatchString(item.ID):
		c.wrong(fmt.Sprintf("item id %q has another form than the rest", item.ID), "Write q and two digits, or s and two digits in the second stage.", at...)
	}
	if !known {
		c.wrong(fmt.Sprintf("item %q is about a dimension %q that is not there", item.ID, item.Dimension), "Use the id of a dimension of this file.", append(at, "dimension")...)
	}
	if item.Sign != 1 && (item.Sign != -1 || !d.Bipolar) {
		c.wrong(fmt.Sprintf("item %q has sign %d", item.ID, item.Sign), "Write 1, or -1 for the other end of a bipolar dimension.", append(at, "sign")...)
	}
	if item.Stage != 1 && item.Stage != 2 || known && (item.Stage == 2) != (d.Sector != "") {
		c.wrong(fmt.Sprintf("item %q is in stage %d", item.ID, item.Stage), "Topics are asked in stage 2, everything else in stage 1.", append(at, "stage")...)
	}
	if strings.TrimSpace(item.Text) == "" {
		c.wrong(fmt.Sprintf("item %q has no text", item.ID), "Write one activity, in plain words.", at...)
	} else if grade := ReadingGrade(item.Text); grade > hardestItem {
		c.wrong(fmt.Sprintf("item %q reads at grade %.1f", item.ID, grade), "Use shorter words, so that an 11-year-old follows.", append(at, "text")...)
	}
	for _, e := range item.Explain {
		if e.Word == "" || e.Meaning == "" {
			c.wrong(fmt.Sprintf("item %q explains a word without the word or its meaning", item.ID), "Write both.", append(at, "explain")...)
		}
	}
}

func (c *checker) targets() {
	ids := map[string]map[string]bool{}
	for kind, list := range map[string][]Target{"sectors": c.q.Sectors, "specialisms": c.q.Specialisms, "roles": c.q.Roles} {
		ids[kind] = map[string]bool{}
		for _, t := range list {
			ids[kind][t.ID] = true
		}
	}
	for _, kind := range []string{"sectors", "specialisms", "roles"} {
		c.kind(kind, map[string][]Target{"sectors": c.q.Sectors, "specialisms": c.q.Specialisms, "roles": c.q.Roles}[kind], ids)
	}
	for i, d := range c.q.Dimensions {
		if d.Sector != "" && !ids["sectors"][d.Sector] {
			c.wrong(fmt.Sprintf("topic %q belongs to a sector %q that is not there", d.ID, d.Sector), "Use the id of a sector.", "dimensions", i)
		}
	}
}

func (c *checker) kind(kind string, list []Target, ids map[string]map[string]bool) {
	seen := map[string]bool{}
	if len(list) < 2 {
		c.wrong(fmt.Sprintf("there are %d %s", len(list), kind), "A ranking needs two at least.", kind)
	}
	for i, t := range list {
		at := []any{kind, i}
		if seen[t.ID] || t.ID == "" || t.Name == "" {
			c.wrong(fmt.Sprintf("%q is there twice, or lacks its id or name", t.ID), "Give each its own.", at...)
		}
		seen[t.ID] = true
		c.weights(t, kind, at)
		sector := t.Sector
		if kind == "specialisms" {
			sector, _, _ = strings.Cut(t.ID, "/")
		}
		if kind != "sectors" && !ids["sectors"][sector] {
			c.wrong(fmt.Sprintf("%q is in a sector %q that is not there", t.ID, sector), "Use the id of a sector.", at...)
		}
		if kind == "roles" {
			c.role(t, ids, at)
		}
	}
}

func (c *checker) role(t Target, ids map[string]map[string]bool, at []any) {
	if !ids["specialisms"][t.Specialism] {
		c.wrong(fmt.Sprintf("role %q is in a specialism %q that is not there", t.ID, t.Specialism), "Use sector/specialism as it stands among the specialisms.", at...)
	}
	if t.EntryLevel < 1 || t.EntryLevel > 8 {
		c.wrong(fmt.Sprintf("role %q has entry level %d", t.ID, t.EntryLevel), "Write a level from 1 to 8.", at...)
	}
	for _, other := range t.AlsoIn {
		if !ids["sectors"][other] || other == t.Sector {
			c.wrong(fmt.Sprintf("role %q is also in %q", t.ID, other), "Name another sector, by its id.", at...)
		}
	}
	for _, other := range t.Siblings {
		if !ids["roles"][other] {
			c.wrong(fmt.Sprintf("role %q has a sibling %q that is not there", t.ID, other), "Use the id of a role.", at...)
		}
	}
}

func (c *checker) weights(t Target, kind string, at []any) {
	plain := map[int]bool{}
	n := 0
	for id, weight := range t.Weights {
		d, known := c.dims[id]
		low, high := 0, 3
		if d.Bipolar {
			low, high = -2, 2
		}
		switch {
		case !known:
			c.wrong(fmt.Sprintf("%q has a weight for a dimension %q that is not there", t.ID, id), "Use the id of a dimension.", append(at, "weights", id)...)
		case weight < low || weight > high:
			c.wrong(fmt.Sprintf("%q has weight %d for %q", t.ID, weight, id), fmt.Sprintf("Write a whole number from %d to %d.", low, high), append(at, "weights", id)...)
		case d.Sector != "" && kind == "sectors":
			c.wrong(fmt.Sprintf("sector %q has a weight for topic %q", t.ID, id), "The second stage never touches the sectors: remove it.", append(at, "weights", id)...)
		}
		if known && !d.Bipolar && d.Sector == "" {
			plain[weight] = true
			n++
		}
	}
	if len(plain) == 0 || n == plainDimensions && len(plain) == 1 {
		c.wrong(fmt.Sprintf("%q weighs all plain dimensions alike", t.ID), "Give it the ones it is made of, so that it can be told from the rest.", at...)
	}
}

func (c *checker) cutoffs() {
	for _, length := range []Length{Full, Starter} {
		if cut := c.q.Cutoffs[length]; cut.Likely <= 0 || cut.Clear <= cut.Likely {
			c.wrong(fmt.Sprintf("the cut-offs of %s are missing, or in the wrong order", length), "Write clear and likely, as `quiz fairness` prints them.", "cutoffs")
		}
	}
}
