package careers

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// index is everything that can be found. All that does not depend on what is
// looked for is done once, when the content is read.
type index struct {
	entries []searched
	words   []string // each different word of all texts, folded
	numbers map[string]int
}

// of are the things with an id.
func (x *index) of(id string) []*searched {
	var named []*searched
	for i := range x.entries {
		if x.entries[i].id == id {
			named = append(named, &x.entries[i])
		}
	}
	return named
}

// searched is what is looked through of one thing.
type searched struct {
	kind, id, path string
	name, text     cut
}

// cut is a text in pieces, and the words of the index that stand in it.
type cut struct {
	text   string
	pieces []piece
	words  []int // each once
}

// piece is a word of a text, or what stands between two.
type piece struct {
	end  int // where it ends in the text
	word int // in the index; between for what is no word
}

const between = -1

func newIndex(c *Catalogue) *index {
	x := &index{numbers: map[string]int{}}
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
	for i := range c.Tryouts {
		t := &c.Tryouts[i]
		x.add("Try-out", t.ID, t.Name, t.Path(), t.Hook+" "+strings.Join(t.Story, " "))
	}
	for i := range c.Employers {
		e := &c.Employers[i]
		x.add("Employer", e.ID, e.Name, e.Path(), e.TodaysName+" "+e.What+" "+e.Place)
	}
	return x
}

func (x *index) add(kind, id, name, path, text string) {
	x.entries = append(x.entries, searched{kind, id, path, x.cut(name), x.cut(strings.TrimSpace(text))})
}

// cut takes a text apart at the ends of its words.
func (x *index) cut(text string) cut {
	done := cut{text: text}
	start, inside := 0, false
	end := func(at int) {
		switch {
		case at == start:
		case inside:
			done.add(at, x.number(text[start:at]))
		default:
			done.add(at, between)
		}
		start = at
	}
	for i, r := range text {
		if inWord(r) != inside {
			end(i)
			inside = !inside
		}
	}
	end(len(text))
	return done
}

// inWord takes an accent that stands by itself for part of its letter.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func (c *cut) add(end, word int) {
	c.pieces = append(c.pieces, piece{end, word})
	if word != between && !slices.Contains(c.words, word) {
		c.words = append(c.words, word)
	}
}

// number is that of a word in the index, where it is put if it is new.
func (x *index) number(text string) int {
	word := folded(text)
	number, known := x.numbers[word]
	if !known {
		number = len(x.words)
		x.numbers[word] = number
		x.words = append(x.words, word)
	}
	return number
}

// best is the score of the word that fits best.
func (c *cut) best(scores []int) int {
	best := 0
	for _, word := range c.words {
		best = max(best, scores[word])
	}
	return best
}

// spans cuts the text only where words that were looked for begin and end.
func (c *cut) spans(f fits) []Span {
	var list []Span
	start, end, marked := 0, 0, false
	for _, p := range c.pieces {
		hit := p.word != between && f.marked[p.word]
		if hit != marked && end > start {
			list = append(list, Span{c.text[start:end], marked})
			start = end
		}
		end, marked = p.end, hit
	}
	if end > start {
		list = append(list, Span{c.text[start:end], marked})
	}
	return list
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
	return strings.FieldsFunc(folded(text), func(r rune) bool { return !inWord(r) })
}
