package careers

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pathways/quizzes"
)

func TestEverySectorHasATryoutAndGoingOnLeadsThroughAll(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Sectors {
		if len(c.TryoutsIn(c.Sectors[i].ID)) == 0 {
			t.Errorf("%s has none", c.Sectors[i].ID)
		}
	}
	seen := map[string]bool{}
	for next := &c.Tryouts[0]; !seen[next.ID]; next = c.TryoutAfter(next) {
		seen[next.ID] = true
	}
	if len(seen) != len(c.Tryouts) || len(seen) < 7 {
		t.Errorf("going on and on leads to %d of %d", len(seen), len(c.Tryouts))
	}
}

// answersTo are all answers that a try-out takes.
func answersTo(t *testing.T, tryout *Tryout) []Given {
	t.Helper()
	forms := []map[string][]string{{}}
	add := func(field string, values [][]string) {
		var longer []map[string][]string
		for _, form := range forms {
			for _, value := range values {
				one := map[string][]string{field: value}
				for name, before := range form {
					one[name] = before
				}
				longer = append(longer, one)
			}
		}
		forms = longer
	}
	for _, field := range tryout.Fields() {
		var values [][]string
		if field.Many {
			for set := range 1 << len(field.Choices) {
				var ticked []string
				for i := range field.Choices {
					if set>>i&1 == 1 {
						ticked = append(ticked, strconv.Itoa(i+1))
					}
				}
				values = append(values, ticked)
			}
		} else {
			for i := range field.Choices {
				values = append(values, []string{strconv.Itoa(i + 1)})
			}
		}
		add(field.Name, values)
	}
	var answers []Given
	for _, form := range forms {
		if given, problems := tryout.Read(func(field string) []string { return form[field] }); len(problems) == 0 {
			answers = append(answers, given)
		}
	}
	return answers
}

// whysOf are all texts that explain something of a try-out.
func whysOf(tryout *Tryout) []string {
	whys := []string{tryout.Done, tryout.Nearly}
	for _, p := range tryout.answers() {
		if last := p.at[len(p.at)-1]; last == "why" || last == "but" {
			whys = append(whys, p.text)
		}
	}
	return whys
}

func TestOneAnswerIsRightAndEveryWordCanBeReached(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Tryouts {
		tryout := &c.Tryouts[i]
		answers, whole, said := answersTo(t, tryout), 0, map[string]bool{}
		for _, given := range answers {
			told := tryout.Tell(given)
			said[told.Words] = true
			for _, line := range told.Lines {
				said[line.Why] = true
				if line.What == "" || line.Verdict == "" {
					t.Errorf("%s: %+v", tryout.ID, line)
				}
			}
			if told.Whole {
				whole++
				if given.Query() != tryout.Right().Query() {
					t.Errorf("%s: %s is right, and so is %s", tryout.ID, given.Query(), tryout.Right().Query())
				}
			}
		}
		if whole != 1 || len(answers) < 4 {
			t.Errorf("%s: %d of %d answers are right", tryout.ID, whole, len(answers))
		}
		for _, why := range whysOf(tryout) {
			if !said[why] {
				t.Errorf("%s: no answer leads to %q", tryout.ID, why)
			}
		}
	}
}

func TestAnElevenYearOldCanReadEveryTryout(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Tryouts {
		if grade := quizzes.ReadingGrade(c.Tryouts[i].prose()); grade > 8 {
			t.Errorf("%s reads at grade %.1f", c.Tryouts[i].ID, grade)
		}
	}
}

func TestWhatIsNoAnswerIsToldBesideItsField(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	order, _ := c.Tryout("five-bells")
	for what, it := range map[string]struct {
		sent map[string][]string
		want []string
	}{
		"nothing":             {nil, []string{"a1", "a2", "a3", "a4", "a5"}},
		"no number":           {map[string][]string{"a1": {"x"}, "a2": {"1"}, "a3": {"2"}, "a4": {"3"}, "a5": {"4"}}, []string{"a1"}},
		"a place too many":    {map[string][]string{"a1": {"6"}, "a2": {"1"}, "a3": {"2"}, "a4": {"3"}, "a5": {"4"}}, []string{"a1"}},
		"one place for two":   {map[string][]string{"a1": {"1"}, "a2": {"1"}, "a3": {"2"}, "a4": {"3"}, "a5": {"4"}}, []string{"a1", "a2"}},
		"two places for one":  {map[string][]string{"a1": {"5", "1"}, "a2": {"1"}, "a3": {"2"}, "a4": {"3"}, "a5": {"4"}}, nil},
		"a number before one": {map[string][]string{"a1": {"0"}, "a2": {"-1"}, "a3": {"2"}, "a4": {"3"}, "a5": {"4"}}, []string{"a1", "a2"}},
	} {
		_, problems := order.Read(func(field string) []string { return it.sent[field] })
		if got := sortedKeys(problems); !slices.Equal(got, it.want) {
			t.Errorf("%s: %v, want %v", what, got, it.want)
		}
	}
}

func TestEachSlipOfATryoutIsToldWithItsLine(t *testing.T) {
	t.Parallel()
	for what, slip := range map[string]struct {
		file    string
		replace []string
		line    int // 0: not compared
	}{
		"not found":           {"spot-the-slip", []string{"hook:", "hoook:"}, 4},
		"has no done":         {"spot-the-slip", []string{"done: That", "done: '' # That"}, 2},
		"is not there":        {"spot-the-slip", []string{"roles: [pharma-process-operator", "roles: [nobody"}, 6},
		"of a kind":           {"spot-the-slip", []string{"kind: spot", "kind: spott"}, 2},
		"has no items":        {"spot-the-slip", []string{"kind: spot", "kind: order"}, 2},
		"which nobody would":  {"spot-the-slip", []string{"kind: spot", "kind: order"}, 0},
		"cells for 5 columns": {"spot-the-slip", []string{"21 °C, AB and CD", "21 °C"}, 19},
		"0 with a slip": {"spot-the-slip", []string{
			"slip: true\n      why: It ran", "why: It ran", "slip: true\n      why: Only", "why: Only", "slip: true\n      why: This line", "why: This line",
		}, 0},
		"has place 6": {"five-bells", []string{"place: 5", "place: 6"}, 20},
		"or they are in order": {"five-bells", []string{
			"5\n    why: It would", "1\n    why: It would", "3\n    why: Nobody", "2\n    why: Nobody",
			"1\n    why: This", "3\n    why: This", "2\n    why: One", "5\n    why: One",
		}, 0},
		"2 that are right":         {"read-the-heart", []string{"      - text: Strip C\n", "      - text: Strip C\n        right: true\n"}, 0},
		"0 that are right":         {"read-the-heart", []string{"        right: true\n", ""}, 0},
		"is there twice":           {"read-the-heart", []string{"      - text: Strip B", "      - text: Strip A"}, 0},
		"which is no choice":       {"crack-the-code", []string{"fits: arm-left", "fits: leg-left"}, 0},
		"before the last one":      {"read-the-heart", []string{"2.2, 2.75", "2.2, 2.25"}, 0},
		"has 2 drawings":           {"read-the-heart", []string{"    trace: {seconds: 6, beats: [0.45", "    chart: {unit: x, low: 1, target: 2, high: 3, points: [1, 2, 1, 2, 1]}\n    trace: {seconds: 6, beats: [0.45"}, 0},
		"a chart has the lines":    {"find-the-drift", []string{"low: 90", "low: 120"}, 0},
		"something in it is at":    {"first-visit", []string{"at: [1, 1, 20, 13]", "at: [1, 1, 60, 13]"}, 0},
		"reads at grade":           {"five-bells", []string{"But you can think fast.", "Nevertheless, responsibilities necessitate considerable simultaneous prioritisation capabilities of everybody involved here."}, 0},
		"longer than 90 letters":   {"five-bells", []string{"hook: Five", "hook: " + strings.Repeat("Oh ", 30) + "Five"}, 0},
		"empty one":                {"spot-the-slip", []string{"21 °C, AB and CD", "'', AB and CD"}, 19},
		"\"tummy\" is there twice": {"crack-the-code", []string{"id: appendix", "id: tummy"}, 0},
	} {
		problems := broken(t, "tryouts/"+slip.file+".yaml", slip.replace...)
		found := false
		for _, p := range problems {
			if p.File != "tryouts/"+slip.file+".yaml" || p.Line == 0 || p.Mend == "" {
				t.Errorf("%s: %+v", what, p)
			}
			found = found || strings.Contains(p.What, what) && (slip.line == 0 || p.Line == slip.line)
		}
		if !found {
			t.Errorf("%q on line %d is not among %v", what, slip.line, problems)
		}
	}
}
