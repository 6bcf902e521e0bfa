package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"time"
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

// attachTable sends rows of cells as a file for spreadsheets. Its name says what
// it is of and from which day: "10B-Science-results-2026-11-25.csv".
func attachTable(c *fiber.Ctx, of, what string, rows [][]string) error {
	var out bytes.Buffer
	out.WriteString("\ufeff") // without it spreadsheets take accents for two letters
	if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
		return err
	}
	name := fmt.Sprintf("%s-%s-%s.csv", fileWord(of), what, time.Now().In(london).Format(time.DateOnly))
	return attach(c, name, "text/csv; charset=utf-8", out.Bytes())
}

// textCell keeps a spreadsheet from taking a name for a formula, also when it
// begins with one of the wide forms of the same signs.
func textCell(text string) string {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.ContainsAny(firstRune(text), "=+-@＝＋－＠") {
		return "'" + text
	}
	return text
}

func firstRune(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
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
