package careers

import (
	"fmt"
	"slices"
	"strings"

	"pathways/quizzes"
	"pathways/quizzes/content"
)

// hardestTryout is the reading grade that the words of a try-out may have; a
// sentence by itself is measured from fewestWords on, because below that one
// long word decides.
const (
	hardestTryout = 8.0
	fewestWords   = 10
)

// tryout checks one try-out. What it is made of depends on its kind.
func (k *checker) tryout(file *content.File, t *Tryout) {
	if !subjectID.MatchString(t.ID) {
		k.wrong(file, fmt.Sprintf("the file of try-out %q is not named in small words with hyphens", t.ID), "Name it such as sort-the-samples.yaml.")
	}
	k.need(file, t.ID, map[string]bool{
		"name": t.Name != "", "hook": t.Hook != "", "drawing": t.Drawing != "", "voice": t.Voice != "", "story": len(t.Story) > 0, "ask": t.Ask != "",
		"stamp": t.Stamp != "", "done": t.Done != "", "nearly": t.Nearly != "", "job": len(t.Job) > 0, "roles": len(t.Roles) > 0,
	})
	if len([]rune(t.Hook)) > longestHook {
		k.wrong(file, fmt.Sprintf("the hook of %q is longer than %d letters", t.ID, longestHook), "Say it shorter.", "hook")
	}
	k.known(file, t.ID, "roles", t.Roles, func(id string) bool { _, ok := k.c.Role(id); return ok }, "roles")
	for i := range t.Figures {
		k.figure(file, &t.Figures[i], i)
	}
	k.reading(file, t)
	k.parts(file, t)
}

// parts checks that a try-out has what its kind is made of, and nothing else.
func (k *checker) parts(file *content.File, t *Tryout) {
	parts := []struct {
		kind  TryoutKind
		key   string
		there bool
		check func(*content.File, *Tryout)
	}{
		{SpotKind, "record", t.Record != nil, k.record},
		{OrderKind, "items", len(t.Items) > 0, k.items},
		{ChooseKind, "questions", len(t.Questions) > 0, k.questions},
		{MatchKind, "match", t.Match != nil, k.match},
	}
	known := false
	for _, part := range parts {
		known = known || part.kind == t.Kind
		switch {
		case part.kind == t.Kind && !part.there:
			k.wrong(file, fmt.Sprintf("%q is a %s and has no %s", t.ID, t.Kind, part.key), "Write it, or choose another kind.", "kind")
		case part.kind == t.Kind:
			part.check(file, t)
		case part.there:
			k.wrong(file, fmt.Sprintf("%q is a %s and has %s, which nobody would see", t.ID, t.Kind, part.key), "Remove it, or choose another kind.", part.key)
		}
	}
	if !known {
		k.wrong(file, fmt.Sprintf("%q is of a kind %q that is unknown", t.ID, t.Kind), "Write spot, order, choose or match.", "kind")
	}
}

func (k *checker) record(file *content.File, t *Tryout) {
	slips := 0
	for i, row := range t.Record.Rows {
		at := []any{"record", "rows", i}
		k.need(file, t.ID, map[string]bool{"why": row.Why != ""}, at...)
		if len(row.Cells) != len(t.Record.Columns) || slices.Contains(row.Cells, "") {
			k.wrong(file, fmt.Sprintf("line %d of the record has %d cells for %d columns, or an empty one", i+1, len(row.Cells), len(t.Record.Columns)), "Give each column its cell; write - where nothing was written.", at...)
		}
		if row.Slip {
			slips++
		}
	}
	if slips == 0 || slips == len(t.Record.Rows) || len(t.Record.Columns) < 2 {
		k.wrong(file, fmt.Sprintf("the record of %q has %d lines, %d with a slip, and %d columns", t.ID, len(t.Record.Rows), slips, len(t.Record.Columns)), "Have two columns at least, a line with slip: true and one without.", "record")
	}
}

func (k *checker) items(file *content.File, t *Tryout) {
	taken, sorted := map[int]bool{}, true
	for i, item := range t.Items {
		at := []any{"items", i}
		k.need(file, t.ID, map[string]bool{"text": item.Text != "", "why": item.Why != ""}, at...)
		if item.Place < 1 || item.Place > len(t.Items) || taken[item.Place] {
			k.wrong(file, fmt.Sprintf("an item has place %d, which another has or which is not there", item.Place), fmt.Sprintf("Give each of the %d items a place of its own, from 1.", len(t.Items)), append(at, "place")...)
		}
		taken[item.Place] = true
		sorted = sorted && item.Place == i+1
	}
	if n := len(t.Items); n < 3 || n > len(ordinals) || sorted {
		k.wrong(file, fmt.Sprintf("%q has %d items, or they are in order already", t.ID, n), fmt.Sprintf("Have 3 to %d, and list them mixed up.", len(ordinals)), "items")
	}
}

func (k *checker) questions(file *content.File, t *Tryout) {
	for i, question := range t.Questions {
		at := []any{"questions", i}
		k.need(file, t.ID, map[string]bool{"text": question.Text != ""}, at...)
		right := 0
		for n, option := range question.Options {
			k.need(file, t.ID, map[string]bool{"text": option.Text != "", "why": option.Why != ""}, append(at, "options", n)...)
			if option.Right {
				right++
			}
		}
		if right != 1 || len(question.Options) < 2 {
			k.wrong(file, fmt.Sprintf("question %d has %d options, and %d that are right", i+1, len(question.Options), right), "Have two at least, and write right: true under one.", append(at, "options")...)
		}
		k.alike(file, textsOf(question.Options, func(o Option) string { return o.Text }), append(at, "options")...)
	}
}

func (k *checker) match(file *content.File, t *Tryout) {
	ids := textsOf(t.Match.Choices, func(c MatchChoice) string { return c.ID })
	for i, choice := range t.Match.Choices {
		k.need(file, t.ID, map[string]bool{"id": choice.ID != "", "name": choice.Name != ""}, "match", "choices", i)
	}
	k.alike(file, ids, "match", "choices")
	k.alike(file, textsOf(t.Match.Choices, func(c MatchChoice) string { return c.Name }), "match", "choices")
	for i, thing := range t.Match.Things {
		at := []any{"match", "things", i}
		k.need(file, t.ID, map[string]bool{"text": thing.Text != "", "why": thing.Why != "", "but": thing.But != ""}, at...)
		if !slices.Contains(ids, thing.Fits) {
			k.wrong(file, fmt.Sprintf("a thing fits %q, which is no choice", thing.Fits), "Use the id of a choice.", append(at, "fits")...)
		}
	}
	if len(t.Match.Choices) < 2 || len(t.Match.Things) < 2 {
		k.wrong(file, fmt.Sprintf("%q has %d choices and %d things", t.ID, len(t.Match.Choices), len(t.Match.Things)), "Have two of each at least.", "match")
	}
}

// alike tells of choices that read the same.
func (k *checker) alike(file *content.File, texts []string, path ...any) {
	for i, text := range texts {
		if text != "" && slices.Contains(texts[:i], text) {
			k.wrong(file, fmt.Sprintf("%q is there twice", text), "Say each in its own words.", append(path, i)...)
		}
	}
}

// reading measures the words that are sentences, each and all.
func (k *checker) reading(file *content.File, t *Tryout) {
	for _, p := range t.passages() {
		if grade := quizzes.ReadingGrade(p.text); len(strings.Fields(p.text)) >= fewestWords && grade > hardestTryout {
			k.wrong(file, fmt.Sprintf("this reads at grade %.1f: %q", grade, p.text), "Use shorter words and sentences, so that an 11-year-old follows.", p.at...)
		}
	}
	if grade := quizzes.ReadingGrade(t.prose()); grade > hardestTryout {
		k.wrong(file, fmt.Sprintf("%q reads at grade %.1f as a whole", t.ID, grade), "Use shorter words and sentences, so that an 11-year-old follows.")
	}
}

// passage is a text of a try-out, and where it stands in the file.
type passage struct {
	text string
	at   []any
}

// prose is all that a pupil may come to read, in one.
func (t *Tryout) prose() string {
	var all strings.Builder
	for _, p := range t.passages() {
		all.WriteString(p.text + "\n")
	}
	return all.String()
}

// passages are the texts of a try-out that are sentences.
func (t *Tryout) passages() []passage {
	list := []passage{
		{t.Hook, []any{"hook"}}, {t.Ask, []any{"ask"}}, {t.Done, []any{"done"}}, {t.Nearly, []any{"nearly"}},
	}
	for _, texts := range []struct {
		key  string
		list []string
	}{{"story", t.Story}, {"rules", t.Rules}, {"job", t.Job}} {
		for i, text := range texts.list {
			list = append(list, passage{text, []any{texts.key, i}})
		}
	}
	for i, figure := range t.Figures {
		list = append(list, passage{figure.Words, []any{"figures", i, "words"}})
	}
	return append(list, t.answers()...)
}

// answers are the texts that speak of what can be answered.
func (t *Tryout) answers() []passage {
	var list []passage
	if t.Record != nil {
		for i, row := range t.Record.Rows {
			list = append(list, passage{row.Why, []any{"record", "rows", i, "why"}})
		}
	}
	for i, item := range t.Items {
		list = append(list, passage{item.Text, []any{"items", i, "text"}}, passage{item.Why, []any{"items", i, "why"}})
	}
	for i, question := range t.Questions {
		list = append(list, passage{question.Text, []any{"questions", i, "text"}})
		for n, option := range question.Options {
			at := []any{"questions", i, "options", n}
			list = append(list, passage{option.Text, append(slices.Clone(at), "text")}, passage{option.Why, append(slices.Clone(at), "why")})
		}
	}
	if t.Match == nil {
		return list
	}
	for i, choice := range t.Match.Choices {
		list = append(list, passage{choice.More, []any{"match", "choices", i, "more"}})
	}
	for i, thing := range t.Match.Things {
		at := []any{"match", "things", i}
		list = append(list, passage{thing.Text, append(slices.Clone(at), "text")}, passage{thing.Why, append(slices.Clone(at), "why")}, passage{thing.But, append(slices.Clone(at), "but")})
	}
	return list
}
