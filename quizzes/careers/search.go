package careers

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Hit is something that a search found.
type Hit struct {
	Kind    string // Sector, Specialism, Role, Route, Employer
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

// searched is what is looked through of one thing.
type searched struct {
	kind, id, name, path, text string
	nameWords, textWords       []string
}

// index is everything that can be found.
type index struct{ entries []searched }

func newIndex(c *Catalogue) *index {
	x := &index{}
	for i := range c.Sectors {
		s := &c.Sectors[i]
		x.add("Sector", s.ID, s.Name, s.Path(), s.Hook)
	}
	for i := range c.Specialisms {
		s := &c.Specialisms[i]
		x.add("Specialism", s.ID, s.Name, s.Path(), s.Hook+" "+s.About)
	}
	for i := range c.Roles {
		r := &c.Roles[i]
		x.add("Role", r.ID, r.Name, r.Path(), r.Hook+" "+strings.Join(r.Do, " "))
	}
	for i := range c.Routes {
		r := &c.Routes[i]
		if len(r.Roles) > 0 {
			x.add("Route", r.ID, r.Name, "/roles/"+r.Roles[0]+"#"+r.ID, r.Summary)
		}
	}
	for i := range c.Employers {
		e := &c.Employers[i]
		x.add("Employer", e.ID, e.Name, e.Path(), e.TodaysName+" "+e.What+" "+e.Place)
	}
	return x
}

func (x *index) add(kind, id, name, path, text string) {
	text = strings.TrimSpace(text)
	x.entries = append(x.entries, searched{kind, id, name, path, text, wordsOf(name), wordsOf(text)})
}

// folded is text for comparing: small letters without accents.
func folded(text string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		plain = text
	}
	return strings.ToLower(plain)
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(folded(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// How much a word counts, by where it stands and how well it fits.
const (
	inName, inText       = 10, 3
	whole, begins, typos = 4, 3, 2
)

// Search finds sectors, specialisms, roles, routes and employers, best first. All
// words have to be found; a few typos are forgiven, and the last word may be
// unfinished.
func (c *Catalogue) Search(query string, limit int) []Hit {
	wanted := wordsOf(query)
	if len(wanted) == 0 {
		return nil
	}
	var hits []Hit
	for i := range c.search.entries {
		if hit, ok := c.search.entries[i].match(wanted); ok {
			hits = append(hits, hit)
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits[:min(limit, len(hits))]
}

func (e *searched) match(wanted []string) (Hit, bool) {
	score := 0
	for i, want := range wanted {
		last := i == len(wanted)-1
		best := max(inName*bestFit(e.nameWords, want, last), inText*bestFit(e.textWords, want, last))
		if best == 0 {
			return Hit{}, false
		}
		score += best
	}
	return Hit{Kind: e.kind, ID: e.id, Name: spans(e.name, wanted), Path: e.path, Snippet: spans(e.text, wanted), Score: score}, true
}

func bestFit(words []string, want string, last bool) int {
	best := 0
	for _, word := range words {
		best = max(best, fit(word, want, last))
	}
	return best
}

func fit(word, want string, last bool) int {
	switch {
	case word == want:
		return whole
	case last && len(want) > 1 && strings.HasPrefix(word, want):
		return begins
	case near(word, want):
		return typos
	}
	return 0
}

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

// distance counts the letters to add, leave out, change or swap with the next
// one (Damerau and Levenshtein, restricted); more than limit is limit+1.
func distance(a, b string, limit int) int {
	if max(len(a), len(b))-min(len(a), len(b)) > limit {
		return limit + 1
	}
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		older := before
		before, row = row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
		}
	}
	return row[len(b)]
}

// spans cuts a text at the words that were looked for.
func spans(text string, wanted []string) []Span {
	var list []Span
	add := func(piece string, hit bool) {
		if n := len(list); n > 0 && list[n-1].Hit == hit {
			list[n-1].Text += piece
		} else if piece != "" {
			list = append(list, Span{piece, hit})
		}
	}
	start := -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		word := text[start:end]
		hit := slices.ContainsFunc(wanted, func(want string) bool { return fit(folded(word), want, true) > 0 })
		add(word, hit)
		start = -1
	}
	for i, r := range text {
		inWord := unicode.IsLetter(r) || unicode.IsDigit(r)
		if inWord && start < 0 {
			start = i
		}
		if !inWord {
			flush(i)
			add(string(r), false)
		}
	}
	flush(len(text))
	return list
}
