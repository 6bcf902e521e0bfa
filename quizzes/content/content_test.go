package content

import (
	"strings"
	"testing"
	"testing/fstest"
)

type zoo struct {
	Name    string   `yaml:"name"`
	Animals []animal `yaml:"animals"`
}

type animal struct {
	ID   string `yaml:"id"`
	Legs int    `yaml:"legs"`
}

func read(t *testing.T, text string) (*File, zoo, Problems) {
	t.Helper()
	var out zoo
	file, problems := Read(fstest.MapFS{"zoo.yaml": {Data: []byte(text)}}, "zoo.yaml", &out)
	return file, out, problems
}

func TestEveryProblemOfAFileIsToldAtOnceWithItsLine(t *testing.T) {
	t.Parallel()
	_, _, problems := read(t, "name: a\nanimals:\n- id: cat\n  legs: four\n  tail: long\n- id: bird\n  legs: two\n")
	lines := map[int]bool{}
	for _, p := range problems {
		if p.File != "zoo.yaml" || p.What == "" || p.Mend == "" {
			t.Errorf("%+v does not say what, where and how to mend it", p)
		}
		lines[p.Line] = true
	}
	if !lines[4] || !lines[5] || !lines[7] {
		t.Errorf("want problems on lines 4, 5 and 7: %v", problems)
	}
}

func TestAKeyTwiceIsAProblem(t *testing.T) {
	t.Parallel()
	_, _, problems := read(t, "name: a\nname: b\n")
	if len(problems) != 1 || problems[0].Line != 2 || !strings.Contains(problems[0].Mend, "one of the two") {
		t.Errorf("%v", problems)
	}
}

func TestBrokenEmptyAndMissingFilesAreProblems(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "name: [a\n", "\tname: a"} {
		if _, _, problems := read(t, text); len(problems) != 1 {
			t.Errorf("%q: %v", text, problems)
		}
	}
	if _, problems := Read(fstest.MapFS{}, "zoo.yaml", &zoo{}); len(problems) != 1 {
		t.Errorf("a missing file: %v", problems)
	}
}

func TestAFileKnowsWhereItsPartsStand(t *testing.T) {
	t.Parallel()
	file, out, problems := read(t, "# a zoo\nname: a\nanimals:\n- id: cat\n  legs: 4\n- id: bird\n  legs: 2\n")
	if len(problems) != 0 || out.Animals[1].ID != "bird" {
		t.Fatalf("%v, %v", out, problems)
	}
	for want, path := range map[int][]any{2: {"name"}, 3: {"animals"}, 4: {"animals", 0}, 6: {"animals", 1}, 7: {"animals", 1, "legs"}} {
		if got := file.Line(path...); got != want {
			t.Errorf("%v stands on line %d, not %d", path, want, got)
		}
	}
	if got := file.Line("animals", 1, "tail"); got != 6 {
		t.Errorf("what is not there stands on line %d, want its parent's, 6", got)
	}
}
