package web

import (
	"strings"
	"unicode"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/text/unicode/norm"
)

// attach sends a file to be kept, and not to be shown in a page.
func attach(c *fiber.Ctx, name, kind string, file []byte) error {
	c.Set("Content-Type", kind)
	c.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return c.Send(file)
}

// yesOrNo is how a cell says whether something is so.
func yesOrNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
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
