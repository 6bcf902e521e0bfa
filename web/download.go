package web

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/unicode/norm"
)

// download marks an answer as a file to keep, whose name says what it is of and
// from which day: "10B-Science-results-2026-11-25.csv".
func download(c *fiber.Ctx, of, what, ending string) {
	name := fmt.Sprintf("%s-%s-%s.%s", fileWord(of), what, time.Now().In(london).Format(time.DateOnly), ending)
	c.Set("Content-Disposition", `attachment; filename="`+name+`"`)
}

// longestFileWord is how much of a name stands in the name of a file.
const longestFileWord = 40

// fileWord writes a name with the letters, digits and hyphens that the name of a
// file may have everywhere; "class" when nothing of it is left.
func fileWord(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r): // an accent, which leaves its letter
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	word := b.String()
	if word = strings.Trim(word[:min(len(word), longestFileWord)], "-"); word == "" {
		return "class"
	}
	return word
}
