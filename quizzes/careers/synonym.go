package careers

import (
	"fmt"
	"slices"
	"strings"

	"pathways/quizzes/content"
)

// Synonym is what people call something that the catalogue has other words for.
type Synonym struct {
	Words []string `yaml:"words"`
	Note  string   `yaml:"note"` // how what is found fits; empty where that is plain
	Find  []string `yaml:"find"` // ids of what is shown first
}

// SynonymOf finds the synonym that a query means: the one with the most words of
// those that stand in it, and the first of these.
func (c *Catalogue) SynonymOf(query string) (*Synonym, bool) {
	asked := wordsOf(query)
	for n := min(mostSynonymWords, len(asked)); n > 0; n-- {
		for i := range len(asked) - n + 1 {
			if synonym, ok := find(c.synonyms, strings.Join(asked[i:i+n], " ")); ok {
				return synonym, true
			}
		}
	}
	return nil, false
}

// synonymsBy maps the synonyms by all that people say.
func synonymsBy(list []Synonym) map[string]*Synonym {
	by := map[string]*Synonym{}
	for i := range list {
		for _, words := range list[i].Words {
			by[strings.Join(wordsOf(words), " ")] = &list[i]
		}
	}
	return by
}

// meant are the entries that a synonym names, before all that was found otherwise.
func (c *Catalogue) meant(query string, found []scored) []scored {
	synonym, ok := c.SynonymOf(query)
	if !ok {
		return found
	}
	var list []scored
	for _, id := range synonym.Find {
		for _, named := range c.search.of(id) {
			list = append(list, scored{entry: named})
		}
	}
	for _, one := range found {
		if !slices.Contains(synonym.Find, one.entry.id) {
			list = append(list, one)
		}
	}
	return list
}

// mostSynonymWords is how long what people say may be.
const mostSynonymWords = 4

// checkSynonyms says what is wrong with the synonyms, once everything that can be
// found is in the index.
func checkSynonyms(c *Catalogue, file *content.File) content.Problems {
	var problems content.Problems
	wrong := func(i int, what, mend string) {
		problems = append(problems, file.Problem(what, mend, "synonyms", i))
	}
	said := map[string]bool{}
	for i, synonym := range c.Synonyms {
		if len(synonym.Words) == 0 || len(synonym.Find) == 0 {
			wrong(i, "a synonym without words, or without what they find", "Give both lists.")
		}
		for _, words := range synonym.Words {
			key := strings.Join(wordsOf(words), " ")
			if n := len(wordsOf(words)); n == 0 || n > mostSynonymWords {
				wrong(i, fmt.Sprintf("%q is no synonym", words), "Write one to four words.")
			}
			if said[key] {
				wrong(i, fmt.Sprintf("%q stands there twice", words), "Keep it in one place.")
			}
			said[key] = true
		}
		for _, id := range synonym.Find {
			if n := len(c.search.of(id)); n != 1 {
				wrong(i, fmt.Sprintf("%q is the id of %d things", id, n), "Name a sector, specialism, role, route or employer.")
			}
		}
	}
	return problems
}
