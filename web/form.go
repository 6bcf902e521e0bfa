package web

import (
	"strings"
	"unicode"

	"github.com/gofiber/fiber/v2"
)

// typed returns what a form holds in a field. Only the body counts: Fiber's own
// FormValue asks the address first, so a link could decide what somebody types.
func typed(c *fiber.Ctx, name string) string {
	return string(c.Request().PostArgs().Peek(name))
}

// typedAll is what a form holds in all fields of a name, such as the ticked ones.
func typedAll(c *fiber.Ctx, name string) []string {
	var all []string
	for _, value := range c.Request().PostArgs().PeekMulti(name) {
		all = append(all, string(value))
	}
	return all
}

// typedLine is what was typed as one line, with single spaces.
func typedLine(c *fiber.Ctx, name string) string {
	return strings.Join(strings.Fields(typed(c, name)), " ")
}

// typedText is what was typed in a box of several lines.
func typedText(c *fiber.Ctx, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(typed(c, name), "\r\n", "\n"))
}

// unseen tells whether a name holds what nobody sees: a mark that turns the
// text after it round, or one that lets two names look the same.
func unseen(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool {
		return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point)
	})
}

// unfit tells whether a text of several lines holds what turns others round or
// belongs in none. Marks that join letters or emojis may stay.
func unfit(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t'
	})
}

// Form is what was typed and what is wrong with it, to show both back.
type Form struct {
	Typed    map[string]string // by field name
	Problems []FieldProblem    // in the order of the fields
}

// FieldProblem says what is wrong with one field and how to mend it.
type FieldProblem struct{ Field, Sentence string }

// Wrong adds a problem, unless the sentence is empty.
func (f *Form) Wrong(field, sentence string) {
	if sentence != "" {
		f.Problems = append(f.Problems, FieldProblem{field, sentence})
	}
}

// OK tells whether nothing is wrong.
func (f Form) OK() bool { return len(f.Problems) == 0 }

// Value returns what was typed in a field.
func (f Form) Value(field string) string { return f.Typed[field] }

// Problem returns the first thing that is wrong with a field, or nothing.
func (f Form) Problem(field string) string {
	for _, p := range f.Problems {
		if p.Field == field {
			return p.Sentence
		}
	}
	return ""
}
