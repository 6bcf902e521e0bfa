package quizzes

import (
	"strings"
	"unicode"
)

// ReadingGrade is the Flesch-Kincaid grade of a text: the school year, counted
// the American way, in which most can read it. Source: Kincaid, Fishburne, Rogers
// and Chissom (1975), 0.39 words a sentence + 11.8 syllables a word - 15.59.
// Syllables are counted by groups of vowels, so it is a guide and not a verdict.
// A text without words has grade 0.
func ReadingGrade(text string) float64 {
	words, syllables := 0, 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		words++
		syllables += syllablesOf(word)
	}
	if words == 0 {
		return 0
	}
	return max(0, 0.39*float64(words)/float64(sentencesOf(text))+11.8*float64(syllables)/float64(words)-15.59)
}

// sentencesOf counts the ends of sentences; a text without one is one sentence.
func sentencesOf(text string) int {
	n := 0
	runes := []rune(strings.TrimSpace(text))
	for i, r := range runes {
		last := i == len(runes)-1
		if strings.ContainsRune(".!?", r) && (last || unicode.IsSpace(runes[i+1])) {
			n++
		}
	}
	if len(runes) > 0 && !strings.ContainsRune(".!?", runes[len(runes)-1]) {
		n++
	}
	return max(n, 1)
}

// syllablesOf counts groups of vowels, less a silent e at the end.
func syllablesOf(word string) int {
	word = strings.ToLower(word)
	n, inVowels := 0, false
	for _, r := range word {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !inVowels {
			n++
		}
		inVowels = vowel
	}
	silent := strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") ||
		strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded")
	if silent && n > 1 {
		n--
	}
	return max(n, 1)
}

// TextGrade is how hard one text reads.
type TextGrade struct {
	Text  string  `json:"text"` // whose: an item, a role's field
	Grade float64 `json:"grade"`
}

// Readability lists the reading grade of every item of the newest quizzes.
func (l *Library) Readability() []TextGrade {
	var grades []TextGrade
	seen := map[string]bool{}
	for _, q := range l.quizzes {
		if seen[q.Key] {
			continue
		}
		seen[q.Key] = true
		for _, item := range q.Items {
			grades = append(grades, TextGrade{q.Key + " " + item.ID, ReadingGrade(item.Text)})
		}
	}
	return grades
}
