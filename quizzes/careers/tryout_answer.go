package careers

import (
	"slices"
	"strconv"
)

// Field is one thing that a task asks for: a line of choices, of which one is
// taken, or, in a record, as many as have a slip.
type Field struct {
	Name    string // "a1", or "row" for the lines of a record
	Label   string
	Choices []string
	Many    bool
}

// rowField is the field of a record: its lines are ticked.
const rowField = "row"

// Fields are what the task asks for, in order.
func (t *Tryout) Fields() []Field {
	var fields []Field
	add := func(label string, choices []string) {
		fields = append(fields, Field{Name: "a" + strconv.Itoa(len(fields)+1), Label: label, Choices: choices})
	}
	switch t.Kind {
	case SpotKind:
		fields = append(fields, Field{Name: rowField, Label: t.Ask, Choices: textsOf(t.Record.Rows, Row.name), Many: true})
	case OrderKind:
		for _, item := range t.Items {
			add(item.Text, ordinals[:len(t.Items)])
		}
	case ChooseKind:
		for _, question := range t.Questions {
			add(question.Text, textsOf(question.Options, func(o Option) string { return o.Text }))
		}
	case MatchKind:
		for _, thing := range t.Match.Things {
			add(thing.Text, textsOf(t.Match.Choices, func(c MatchChoice) string { return c.Name }))
		}
	}
	return fields
}

// ordinals are the places that something can have in an order.
var ordinals = []string{"1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th"}

// name is what a line of a record is called: its second cell, behind the time or
// number that the first one holds.
func (r Row) name() string { return r.Cells[min(1, len(r.Cells)-1)] }

func textsOf[T any](list []T, text func(T) string) []string {
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = text(one)
	}
	return texts
}

// Given is what somebody answered: by field, the places of the choices, from 1.
type Given map[string][]int

// First is the choice that was given in a field, or 0.
func (g Given) First(field string) int {
	if len(g[field]) == 0 {
		return 0
	}
	return g[field][0]
}

// Read takes an answer as a form sends it, and says by field what to do where
// that is nothing that can be answered.
func (t *Tryout) Read(sent func(field string) []string) (Given, map[string]string) {
	given, problems := Given{}, map[string]string{}
	for _, field := range t.Fields() {
		for _, value := range sent(field.Name) {
			n, err := strconv.Atoi(value)
			if err != nil || n < 1 || n > len(field.Choices) || slices.Contains(given[field.Name], n) || len(given[field.Name]) > 0 && !field.Many {
				continue
			}
			given[field.Name] = append(given[field.Name], n)
		}
		if len(given[field.Name]) == 0 {
			problems[field.Name] = askAgain[t.Kind]
		}
	}
	if t.Kind == OrderKind {
		t.samePlace(given, problems)
	}
	return given, problems
}

// askAgain is what to do about a field that holds no answer.
var askAgain = map[TryoutKind]string{
	SpotKind:   "Tick one line at least, and I will tell you what I see there.",
	OrderKind:  "Choose a place for this one.",
	ChooseKind: "Choose one of these. A guess is fine.",
	MatchKind:  "Choose something for this one. A guess is fine.",
}

// samePlace tells of things that were put in one and the same place.
func (t *Tryout) samePlace(given Given, problems map[string]string) {
	fields := t.Fields()
	for i, one := range fields {
		for j, other := range fields {
			if place := given.First(one.Name); i != j && place > 0 && place == given.First(other.Name) {
				problems[one.Name] = "Two things cannot both come " + ordinals[place-1] + ". Give one of them another place."
			}
		}
	}
}
