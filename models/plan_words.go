package models

import (
	"fmt"
	"slices"
	"strings"
)

// How much of a title, and of everything, the words of a version hold.
const (
	longestNamed = 60
	longestWhat  = 200
)

// whatChanged says in plain words what makes one plan another; nothing when they
// are alike. It compares them, so the history can say nothing that was not done.
func whatChanged(before, after document) string {
	added, gone, changed := difference(before.Steps, after.Steps)
	swapped := before.RouteID != after.RouteID || before.RoleID != after.RoleID
	switch n := len(added) + len(gone) + len(changed); {
	case swapped:
		return "Chose another way: " + named(after.RouteName)
	case before.ContentVersion != after.ContentVersion:
		return "Brought the plan up to date"
	case n == 0:
		return howMoved(before.Steps, after.Steps)
	case n > 1:
		return counted(len(added), len(gone), len(changed))
	case len(added) == 1:
		return "Added " + named(added[0].Title)
	case len(gone) == 1:
		return "Took out " + named(gone[0].Title)
	}
	return stepChanged(changed[0][0], changed[0][1])
}

// difference lists the steps that came, that went, and that are others now.
func difference(before, after []keptStep) (added, gone []keptStep, changed [][2]keptStep) {
	was := map[string]keptStep{}
	for _, step := range before {
		was[step.PublicID] = step
	}
	for _, step := range after {
		old, there := was[step.PublicID]
		switch delete(was, step.PublicID); {
		case !there:
			added = append(added, step)
		case old != step:
			changed = append(changed, [2]keptStep{old, step})
		}
	}
	for _, step := range before {
		if _, left := was[step.PublicID]; left {
			gone = append(gone, step)
		}
	}
	return added, gone, changed
}

// stepChanged says what was done to one step.
func stepChanged(old, step keptStep) string {
	name := named(step.Title)
	state, note, title := old.State != step.State, old.Note != step.Note, old.Title != step.Title
	rest := step
	rest.State, rest.Note, rest.Title = old.State, old.Note, old.Title
	dated := rest
	dated.StartsIn, dated.YearGroup, dated.StartsOn, dated.EndsOn = old.StartsIn, old.YearGroup, old.StartsOn, old.EndsOn
	switch {
	case rest != old && dated == old && !state && !note && !title:
		return "Changed when " + name + " is"
	case rest != old || state && note || note && title || state && title:
		return "Changed " + name
	case title:
		return "Renamed " + named(old.Title) + " to " + name
	case note && old.Note == "":
		return "Wrote a note on " + name
	case note && step.Note == "":
		return "Took the note off " + name
	case note:
		return "Changed the note on " + name
	case step.State == Done:
		return "Ticked " + name + " as done"
	case step.State == Doing:
		return "Marked " + name + " as being done"
	case step.State == Skip:
		return "Skipped " + name
	}
	return "Set " + name + " back to do"
}

// howMoved says which step stands somewhere else; of two neighbours that changed
// places nobody can tell which one moved.
func howMoved(before, after []keptStep) string {
	first := 0
	for first < len(before) && before[first] == after[first] {
		first++
	}
	if first == len(before) {
		return ""
	}
	last := len(before) - 1
	for before[last] == after[last] {
		last--
	}
	was, is := before[first:last+1], after[first:last+1]
	switch n := len(was) - 1; {
	case n == 1:
		return "Swapped " + named(was[0].Title) + " and " + named(was[1].Title)
	case was[0] == is[n] && slices.Equal(was[1:], is[:n]):
		return "Moved " + named(was[0].Title)
	case was[n] == is[0] && slices.Equal(was[:n], is[1:]):
		return "Moved " + named(was[n].Title)
	}
	return "Put the steps in another order"
}

// touchedStep is the public id of the first step that is there or otherwise
// after a change, to lead a reader to it; empty when there is none.
func touchedStep(before, after document) string {
	added, _, changed := difference(before.Steps, after.Steps)
	switch {
	case len(changed) > 0:
		return changed[0][1].PublicID
	case len(added) > 0:
		return added[0].PublicID
	}
	for i, step := range after.Steps {
		if i < len(before.Steps) && len(before.Steps) == len(after.Steps) && before.Steps[i] != step {
			return step.PublicID
		}
	}
	return ""
}

// counted says how many steps came, went and changed at once.
func counted(added, gone, changed int) string {
	var parts []string
	for _, part := range []struct {
		verb string
		n    int
	}{{"added", added}, {"took out", gone}, {"changed", changed}} {
		switch {
		case part.n == 1:
			parts = append(parts, part.verb+" 1 step")
		case part.n > 1:
			parts = append(parts, fmt.Sprintf("%s %d steps", part.verb, part.n))
		}
	}
	text := strings.Join(parts, ", ")
	return strings.ToUpper(text[:1]) + text[1:]
}

// named is a title in quotation marks, short enough to stand in a sentence.
func named(title string) string { return "“" + shortened(title, longestNamed) + "”" }

// shortened cuts a text that is longer than a number of letters.
func shortened(text string, longest int) string {
	letters := []rune(text)
	if len(letters) <= longest {
		return text
	}
	return strings.TrimSpace(string(letters[:longest-1])) + "…"
}
