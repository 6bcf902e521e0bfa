package takeaway

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// drawable are the letters that both fonts have; a test compares.
var drawable = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x20, Hi: 0x7e, Stride: 1},
	{Lo: 0xa0, Hi: 0x17f, Stride: 1},
	{Lo: 0x384, Hi: 0x38a, Stride: 1},
	{Lo: 0x38e, Hi: 0x3a1, Stride: 1},
	{Lo: 0x3a3, Hi: 0x3ce, Stride: 1},
	{Lo: 0x400, Hi: 0x45f, Stride: 1},
	{Lo: 0x490, Hi: 0x491, Stride: 1},
	{Lo: 0x1e80, Hi: 0x1e85, Stride: 1},
	{Lo: 0x1ef2, Hi: 0x1ef3, Stride: 1},
	{Lo: 0x2013, Hi: 0x2015, Stride: 1},
	{Lo: 0x2017, Hi: 0x201e, Stride: 1},
	{Lo: 0x2020, Hi: 0x2022, Stride: 1},
	{Lo: 0x2026, Hi: 0x2026, Stride: 1},
	{Lo: 0x2030, Hi: 0x2030, Stride: 1},
	{Lo: 0x2032, Hi: 0x2033, Stride: 1},
	{Lo: 0x2039, Hi: 0x203a, Stride: 1},
	{Lo: 0x2074, Hi: 0x208e, Stride: 1},
	{Lo: 0x20ac, Hi: 0x20ac, Stride: 1},
	{Lo: 0x2122, Hi: 0x2122, Stride: 1},
	{Lo: 0x215b, Hi: 0x215e, Stride: 1},
	{Lo: 0x2190, Hi: 0x2195, Stride: 1},
	{Lo: 0x2212, Hi: 0x2212, Stride: 1},
	{Lo: 0x2248, Hi: 0x2248, Stride: 1},
	{Lo: 0x2260, Hi: 0x2260, Stride: 1},
	{Lo: 0x2264, Hi: 0x2265, Stride: 1},
	{Lo: 0x25a0, Hi: 0x25a1, Stride: 1},
	{Lo: 0x25cf, Hi: 0x25cf, Stride: 1},
}, LatinOffset: 1}

// placeholder is drawn for a picture or a word in letters that the fonts lack.
// The words themselves stand beside it, for those who listen or copy.
const placeholder = '□'

// letter is what is drawn at one place, and what it stands for.
type letter struct {
	drawn rune
	words string
}

// lettersOf reads one line; what cannot be drawn and stands together is one letter.
func lettersOf(line string) []letter {
	var list []letter
	line = norm.NFC.String(strings.ToValidUTF8(line, "\ufffd"))
	start, missing := 0, false
	for i, r := range line {
		switch {
		case unicode.Is(drawable, r):
			list = append(list, letter{r, string(r)})
		case unicode.IsSpace(r) || unicode.IsControl(r):
			list = append(list, letter{' ', " "})
		default:
			if !missing {
				start, missing = i, true
				list = append(list, letter{drawn: placeholder})
			}
			list[len(list)-1].words = line[start : i+utf8.RuneLen(r)]
			continue
		}
		missing = false
	}
	return list
}

// drawnAs is what is drawn of some letters, and what they say.
func drawnAs(letters []letter) (drawn, words string) {
	var d, w strings.Builder
	for _, l := range letters {
		d.WriteRune(l.drawn)
		w.WriteString(l.words)
	}
	return d.String(), w.String()
}

// wrap breaks a text into lines no wider than the width. A line keeps the space
// at its end, so that read aloud two words stay two.
func wrap(text string, width float64, widthOf func(rune) float64) [][]letter {
	var lines [][]letter
	for _, paragraph := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		letters := lettersOf(paragraph)
		for len(letters) > 0 {
			n := fitting(letters, width, widthOf)
			lines = append(lines, letters[:n])
			letters = letters[n:]
		}
	}
	return lines
}

// fitting is how many letters fit on a line, up to a space where there is one.
func fitting(letters []letter, width float64, widthOf func(rune) float64) int {
	used, space := 0.0, 0
	for i, l := range letters {
		used += widthOf(l.drawn)
		if l.drawn == ' ' {
			space = i + 1
		} else if used > width && i > 0 {
			if space > 0 {
				return space
			}
			return i
		}
	}
	return len(letters)
}
