package careers

import (
	"cmp"
	"slices"
	"strings"
)

// Hit is something that a search found.
type Hit struct {
	Kind    string // Sector, Specialism, Role, Route, Try-out, Employer
	ID      string
	Name    []Span
	Path    string
	Snippet []Span
	Score   int
}

// Span is a piece of text; Hit marks the words that were looked for.
type Span struct {
	Text string
	Hit  bool
}

// How much a word counts, by where it stands and how well it fits.
const (
	inName, inText       = 10, 3
	whole, begins, typos = 4, 3, 2
)

// mostWords is how many different words of a query are looked for: more than
// anybody types, and few enough that a script gains nothing by sending more.
const mostWords = 8

// Search finds sectors, specialisms, roles, routes, try-outs and employers, best
// first. All words have to be found; a few typos are forgiven, and the last word
// may be unfinished. What a synonym means comes before all.
func (c *Catalogue) Search(query string, limit int) []Hit {
	wanted := wantedOf(query)
	if len(wanted) == 0 {
		return nil
	}
	fits := c.search.fitsOf(wanted)
	var found []scored
	for i := range c.search.entries {
		if score := c.search.entries[i].score(fits); score > 0 {
			found = append(found, scored{&c.search.entries[i], score})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.score, a.score) })

	found = c.meant(query, found)

	var hits []Hit
	for _, one := range found[:min(limit, len(found))] {
		e := one.entry
		hits = append(hits, Hit{Kind: e.kind, ID: e.id, Name: e.name.spans(fits), Path: e.path, Snippet: e.text.spans(fits), Score: one.score})
	}
	return hits
}

// scored is something that was found, before it is made ready to be shown.
type scored struct {
	entry *searched
	score int
}

// wantedOf are the words of a query, each once.
func wantedOf(query string) []string {
	var wanted []string
	for _, word := range wordsOf(query) {
		if len(wanted) < mostWords && !slices.Contains(wanted, word) {
			wanted = append(wanted, word)
		}
	}
	return wanted
}

// fits says of each word of the index how well it fits what is wanted. A word
// stands in many texts, and is compared here once for all of them.
type fits struct {
	scores [][]int // by wanted word and by word of the index
	marked []bool  // by word of the index: whether it is shown as found
}

func (x *index) fitsOf(wanted []string) fits {
	f := fits{marked: make([]bool, len(x.words))}
	for i, want := range wanted {
		last := i == len(wanted)-1
		scores := make([]int, len(x.words))
		for n, word := range x.words {
			scores[n] = fit(word, want, last)
			f.marked[n] = f.marked[n] || scores[n] > 0 || unfinished(word, want)
		}
		f.scores = append(f.scores, scores)
	}
	return f
}

// score is how well the entry fits all that is wanted; 0 when a word is missing.
func (e *searched) score(f fits) int {
	sum := 0
	for _, scores := range f.scores {
		best := max(inName*e.name.best(scores), inText*e.text.best(scores))
		if best == 0 {
			return 0
		}
		sum += best
	}
	return sum
}

func fit(word, want string, last bool) int {
	switch {
	case word == want:
		return whole
	case last && unfinished(word, want):
		return begins
	case near(word, want):
		return typos
	}
	return 0
}

func unfinished(word, want string) bool { return len(want) > 1 && strings.HasPrefix(word, want) }

// near forgives one slip in words of four letters or more, two from eight on.
func near(a, b string) bool {
	allowed := 0
	switch n := len(b); {
	case n >= 8:
		allowed = 2
	case n >= 4:
		allowed = 1
	}
	return allowed > 0 && distance(a, b, allowed) <= allowed
}

// usualLength is as long as nearly all words are.
const usualLength = 31

// distance counts the letters to add, leave out, change or swap with the next
// one (Damerau and Levenshtein, restricted); more than limit is limit+1.
func distance(a, b string, limit int) int {
	if max(len(a), len(b))-min(len(a), len(b)) > limit {
		return limit + 1
	}
	var space [3 * (usualLength + 1)]int // three rows, on the stack for all words but the longest
	rows := space[:]
	if len(b) > usualLength {
		rows = make([]int, 3*(len(b)+1))
	}
	n := len(b) + 1
	older, before, row := rows[:n], rows[n:2*n], rows[2*n:3*n]
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older, before, row = before, row, older
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1 // no later row is smaller
		}
	}
	return row[len(b)]
}
