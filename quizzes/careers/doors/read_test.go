package doors

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestEverythingThatIsWrongWithAProfileIsToldAtOnce(t *testing.T) {
	t.Parallel()
	p := planner(t)
	_, err := p.Read(strings.NewReader(`{
		"year_group": 14, "age": 200, "colour": "red", "wish": "richest",
		"grades": {
			"maths": {"grade": "10", "kind": "achieved"},
			"maths": {"grade": "5", "kind": "achieved"},
			"Food Tech": {"grade": "5", "kind": "predicted"},
			"combined-science": {"grade": "6-4", "kind": "predicted"},
			"biology": {"grade": "5", "kind": "guessed"},
			"music": {"grade": "5", "kind": "not-taken"},
			"art": {"kind": "achieved"},
			"drama": {"grade": 5, "kind": "predicted", "note": "x"}
		},
		"post16": [{"id": "a-level-magic"}, {"id": "a-level-biology", "grade": "Z"}, {"id": "t-level-health", "kind": "sure"}, 7],
		"finished": [{"id": "btec-applied-science", "grade": "DMDM"}, {"id": "a-level-biology", "grade": "B", "kind": "achieved"}]
	}`))
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, problem := range problems {
		told[problem.Field] = true
		if problem.What == "" || problem.Mend == "" {
			t.Errorf("%+v", problem)
		}
	}
	for _, field := range []string{
		"year_group", "age", "colour", "wish", "grades.maths", "grades.maths.grade", "grades.Food Tech", "grades.combined-science.grade",
		"grades.biology", "grades.biology.kind", "grades.music.grade", "grades.art.grade", "grades.drama.grade", "grades.drama.note",
		"post16[0].id", "post16[1].grade", "post16[2].kind", "post16[3]", "finished[0].grade", "finished[1].kind", "finished[1].id",
	} {
		if !told[field] {
			t.Errorf("nothing is told about %s in\n%v", field, problems)
		}
	}
}

func TestWhatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	p := planner(t)
	var many []string
	for _, subject := range strings.Fields("a b c d e f g h i j k l m n o p") {
		many = append(many, `"`+subject+`":{"grade":"5","kind":"predicted"}`)
	}
	for name, text := range map[string]string{
		"sixteen GCSEs":                      `{"grades":{` + strings.Join(many, ",") + `}}`,
		"fourteen and combined science":      `{"grades":{` + strings.Join(many[:14], ",") + `,"combined-science":{"grade":"5-5","kind":"predicted"}}}`,
		"Year 8 at seventeen":                `{"year_group":8,"age":17}`,
		"left school at eleven":              `{"year_group":"left","age":11}`,
		"Year 6":                             `{"year_group":6}`,
		"half a year":                        `{"year_group":9.5}`,
		"a list":                             `[]`,
		"two documents":                      `{} {}`,
		"half a document":                    `{"year_group":`,
		"one grade for combined science":     `{"grades":{"combined-science":{"grade":"5","kind":"predicted"}}}`,
		"two grades for maths":               `{"grades":{"maths":{"grade":"5-5","kind":"predicted"}}}`,
		"a T Level in letters of an A level": `{"post16":[{"id":"t-level-health","grade":"E"}]}`,
		"a subject twice in the list":        `{"post16":[{"id":"epq"},{"id":"epq"}]}`,
		"capitals":                           `{"grades":{"Maths":{"grade":"5","kind":"predicted"}}}`,
	} {
		if _, err := p.Read(strings.NewReader(text)); err == nil {
			t.Errorf("%s is let through", name)
		}
	}
}

func TestWhatCanBeIsRead(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for _, text := range []string{
		`{}`, `{"year_group":"left"}`, `{"grades":{}}`, `{"grades":{"maths":{"grade":"A*","kind":"achieved"}}}`,
		`{"grades":{"combined-science":{"grade":"1-1","kind":"achieved"},"beekeeping":{"grade":"U","kind":"wanted"}}}`,
		`{"grades":{"combined-science":{"kind":"not-taken"},"biology":{"grade":"5","kind":"predicted"}}}`,
		`{"post16":[{"id":"t-level-health","grade":"merit"},{"id":"access-to-he"}],"finished":[{"id":"epq","grade":"A*"},{"id":"degree-science","grade":"2:1"}]}`,
		`{"year_group":11,"age":17,"wish":"nearest"}`,
	} {
		if _, err := p.Read(strings.NewReader(text)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestAnOldLetterIsTheLeastThatItStandsFor(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for letter, want := range map[string]int{"A*": 8, "A": 7, "B": 5, "C": 4, "D": 3, "E": 2, "F": 1, "G": 1, "U": 0, "9": 9, "1": 1} {
		if got, _, ok := p.gcseGrade(letter, false); !ok || got != want {
			t.Errorf("%s is %d, %v", letter, got, ok)
		}
	}
}

func TestPointsAreTheTariffs(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for _, c := range []struct {
		finished []Qualification
		want     int
	}{
		{[]Qualification{{ID: "a-level-biology", Grade: "A"}, {ID: "a-level-maths", Grade: "B"}, {ID: "a-level-physics", Grade: "B"}}, 128},
		{[]Qualification{{ID: "a-level-biology", Grade: "A"}, {ID: "as-level-biology", Grade: "A"}}, 48},
		{[]Qualification{{ID: "a-level-biology", Grade: "A"}, {ID: "as-level-maths", Grade: "A"}, {ID: "epq", Grade: "A*"}}, 96},
		{[]Qualification{{ID: "t-level-health", Grade: "D*"}}, 168},
		{[]Qualification{{ID: "btec-applied-science", Grade: "DM"}}, 80},
		{[]Qualification{{ID: "btec-applied-science", Grade: "D*D*D*"}}, 168},
		{[]Qualification{{ID: "access-to-he", Grade: "D30-M15"}}, 128},
	} {
		if u := p.pupil(Profile{Finished: c.finished}); u.points != c.want {
			t.Errorf("%v: %d points, not %d", c.finished, u.points, c.want)
		}
	}
}

func TestTheListsOfFormsAreWhole(t *testing.T) {
	t.Parallel()
	p := planner(t)
	for _, choice := range append(p.Subjects(), p.Qualifications()...) {
		if choice.ID == "" || choice.Name == "" || choice.Kind != "functional-skills" && len(choice.Grades) == 0 {
			t.Errorf("%+v", choice)
		}
		for _, grade := range choice.Grades {
			profile := Profile{Post16: []Qualification{{ID: choice.ID, Grade: grade.Value}}}
			if choice.Kind == "gcse" {
				profile = Profile{Grades: map[string]Grade{choice.ID: {grade.Value, Predicted}}}
			}
			if problems := p.Check(profile); len(problems) > 0 {
				t.Error(problems)
			}
		}
	}
}

func TestTheDoorsHaveTheirShape(t *testing.T) {
	t.Parallel()
	p := planner(t)
	written, err := json.Marshal(p.Doors(pupilOfYear11))
	if err != nil {
		t.Fatal(err)
	}
	var doors struct {
		Roles []struct {
			ID           string           `json:"id"`
			State        string           `json:"state"`
			BestRoute    string           `json:"best_route"`
			Requirements []map[string]any `json:"requirements"`
			WayRound     *string          `json:"way_round"`
		} `json:"roles"`
		Counts map[string]int `json:"counts"`
	}
	if err := json.Unmarshal(written, &doors); err != nil {
		t.Fatal(err)
	}
	if len(doors.Counts) != 3 || doors.Counts["open"]+doors.Counts["narrow"]+doors.Counts["closed-for-now"] != len(doors.Roles) {
		t.Error(doors.Counts)
	}
	for _, role := range doors.Roles {
		if role.ID == "" || role.State == "" || role.BestRoute == "" || role.Requirements == nil || role.WayRound == nil {
			t.Errorf("%+v", role)
		}
		for _, r := range role.Requirements {
			for _, field := range []string{"text", "state", "why", "source"} {
				if _, ok := r[field]; !ok {
					t.Errorf("%s: %v has no %s", role.ID, r, field)
				}
			}
		}
	}
}

func TestWhoGivesCombinedScienceTheWrongWayRoundIsToldWhichComesFirst(t *testing.T) {
	t.Parallel()
	_, err := planner(t).Read(strings.NewReader(`{"grades":{"combined-science":{"grade":"4-5","kind":"predicted"}}}`))
	if err == nil || !strings.Contains(err.Error(), "the higher one first") {
		t.Error(err)
	}
}
