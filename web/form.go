package web

import "github.com/gofiber/fiber/v2"

// typed returns what a form holds in a field. Only the body counts: Fiber's own
// FormValue asks the address first, so a link could decide what somebody types.
func typed(c *fiber.Ctx, name string) string {
	return string(c.Request().PostArgs().Peek(name))
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
