package careers

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"pathways/quizzes"
	"pathways/quizzes/content"
)

func shipped(t testing.TB) *Catalogue {
	t.Helper()
	c, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatShipsIsWhole(t *testing.T) {
	t.Parallel()
	n := shipped(t).Counts()
	if n.Sectors != 5 || n.Roles != 73 || n.Steps != 89 || n.Routes != 73 || n.Employers != 21 || n.Providers != 8 {
		t.Errorf("%+v", n)
	}
}

// broken is what ships with some text of one file replaced.
func broken(t *testing.T, name string, replace ...string) content.Problems {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(Embedded(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Embedded(), path)
		if path == name {
			for i := 0; i < len(replace); i += 2 {
				if !strings.Contains(string(data), replace[i]) {
					t.Fatalf("%s has no %q", name, replace[i])
				}
				data = []byte(strings.Replace(string(data), replace[i], replace[i+1], 1))
			}
		}
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Load(files)
	var problems content.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("%s: %v", name, err)
	}
	return problems
}

func TestEachSlipIsToldWithItsFileAndLineAndHowToMendIt(t *testing.T) {
	t.Parallel()
	for what, slip := range map[string]struct {
		file    string
		replace []string
	}{
		"not found":         {"roles/primary-healthcare.yaml", []string{"hook:", "hoook:"}},
		"no hook":           {"sectors.yaml", []string{"hook: The NHS starts here", "hook: ''\n    picture_of: x #"}},
		"contact":           {"roles/primary-healthcare.yaml", []string{"contact: most", "contact: always"}},
		"entry level":       {"roles/primary-healthcare.yaml", []string{"entry_level: 7", "entry_level: 9"}},
		"not there":         {"routes.yaml", []string{"- gcse-high", "- gcse-highest"}},
		"no step leads":     {"steps.yaml", []string{"after:\n", "after: []\n    north_east_of:\n"}},
		"GCSE grade":        {"steps.yaml", []string{"grade: '4'", "grade: 'C'"}},
		"date":              {"sources.yaml", []string{"dated:", "dated: ''\n    was:"}},
		"reviewed":          {"employers.yaml", []string{"reviewed: '2026-11-24'", "reviewed: lately"}},
		"how its do is kno": {"roles/primary-healthcare.yaml", []string{"do: usual", "do: perhaps"}},
	} {
		problems := broken(t, slip.file, slip.replace...)
		for _, p := range problems {
			if p.File == "" || p.Line == 0 || p.Mend == "" {
				t.Errorf("%s: %+v", what, p)
			}
		}
	}
}

func TestSeveralSlipsAreToldAtOnce(t *testing.T) {
	t.Parallel()
	problems := broken(t, "roles/primary-healthcare.yaml", "contact: most", "contact: always", "entry_level: 7", "entry_level: 9", "setting: seen", "setting: maybe")
	if len(problems) < 3 {
		t.Errorf("%v", problems)
	}
}

func TestSearchForgivesSlips(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for query, want := range map[string]string{"podiatrst": "podiatrist", "biomedcal scientst": "biomedical-scientist", "radiogr": "diagnostic-radiographer", "gsk": "gsk"} {
		hits := c.Search(query, 5)
		found := false
		for _, hit := range hits {
			found = found || hit.ID == want
		}
		if !found {
			t.Errorf("%q finds %v", query, hits)
		}
	}
}

func TestEveryAmountHasItsYear(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Roles {
		for _, line := range append(c.PayText(&c.Roles[i]), c.PayShort(&c.Roles[i])) {
			if strings.Contains(line, "£") && !strings.Contains(line, "20") {
				t.Errorf("%s: %s", c.Roles[i].ID, line)
			}
			if !utf8.ValidString(line) {
				t.Errorf("%s: a letter is broken in %q", c.Roles[i].ID, line)
			}
		}
	}
}

func TestTheQuizAndTheCatalogueFit(t *testing.T) {
	t.Parallel()
	library, err := quizzes.Load(quizzes.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	if problems := shipped(t).CheckQuizzes(library); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestWordsThatAreSentAgainCostNothing(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	once, often := c.Search("nurse a", 30), c.Search(strings.Repeat("nurse a ", 40), 30)
	if !reflect.DeepEqual(once, often) {
		t.Errorf("%d found at once, %d when asked forty times", len(once), len(often))
	}
	if wanted := wantedOf(alphabet()); len(wanted) != mostWords {
		t.Errorf("%d words are looked for", len(wanted))
	}
}

// It counts what the whole process allocates, so nothing runs beside it.
func TestASearchAllocatesForWhatIsShownOnly(t *testing.T) {
	c := shipped(t)
	query := strings.Repeat("a ", 40)
	if n := testing.AllocsPerRun(5, func() { c.Search(query, 30) }); n > 500 {
		t.Errorf("a search for 30 hits allocates %v times", n)
	}
}

func TestAFoundTextIsShownWhole(t *testing.T) {
	t.Parallel()
	x := &index{numbers: map[string]int{}}
	for _, text := range []string{"", "nurse", " a nurse, a Nurse's café - cafe\u0301", "£20,000", "nurse!"} {
		shown := x.cut(text)
		var whole string
		for _, span := range shown.spans(x.fitsOf([]string{"nurse", "cafe"})) {
			whole += span.Text
			if strings.Contains(strings.ToLower(span.Text), "nurse") != span.Hit && !strings.HasPrefix(span.Text, "caf") {
				t.Errorf("%q: %+v", text, span)
			}
		}
		if whole != text {
			t.Errorf("%q becomes %q", text, whole)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	c := shipped(b)
	for name, query := range map[string]string{
		"Slips": "biomedcal scien", "OneLetter": "a", "FortyTimes": strings.Repeat("a ", 40), "FortyWords": alphabet(),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Search(query, 30)
			}
		})
	}
}

// alphabet is a query as long as a script would send it.
func alphabet() string {
	var words []string
	for letter := 'a'; letter <= 'z'; letter++ {
		words = append(words, string(letter)+"tions")
	}
	return strings.Join(words, " ")
}

func TestTheListsThatFormsAreMadeFromAreChecked(t *testing.T) {
	t.Parallel()
	for what, slip := range map[string]struct {
		file    string
		replace []string
	}{
		"does not cite":         {"steps.yaml", []string{"      source: nationalcareers", "      source: nationalcareer"}},
		"had without GCSEs":     {"steps.yaml", []string{"without: weston-ac-uk", "without: weston-super-mare"}},
		"asks for no grade":     {"steps.yaml", []string{"subject_grades_any_of:\n        - biology", "subject_grades_any_of:\n        - physics"}},
		"asks for grade":        {"steps.yaml", []string{"        biology: '6'", "        biology: '66'"}},
		"old grade":             {"qualifications.yaml", []string{"- letter: C\n      grade: '4'", "- letter: C\n      grade: '0'"}},
		"small words":           {"qualifications.yaml", []string{"- id: english-literature", "- id: English literature"}},
		"is unknown":            {"qualifications.yaml", []string{"kind: a-level", "kind: an-a-level"}},
		"has its grades in":     {"qualifications.yaml", []string{"points:\n        - a-level", "points:\n        - b-level"}},
		"which is not there":    {"qualifications.yaml", []string{"step: t-level-health", "step: t-level-wealth"}},
		"counts as a science":   {"qualifications.yaml", []string{"science: some", "science: perhaps"}},
		"stands for grade":      {"qualifications.yaml", []string{"subject: maths\n        grade: '4'", "subject: maths\n        grade: C"}},
		"which has no points":   {"qualifications.yaml", []string{"D: D45", "D: D46"}},
		"has a name for":        {"qualifications.yaml", []string{"merit: Merit", "meritt: Merit"}},
		"lack an id":            {"qualifications.yaml", []string{"name: Access to Higher Education\n      points", "name: ''\n      points"}},
		"not found in type":     {"qualifications.yaml", []string{"core: true", "cores: true"}},
		"\"a-level-art-and-des": {"qualifications.yaml", []string{"id: a-level-biology", "id: a-level-art-and-design"}},
	} {
		problems := broken(t, slip.file, slip.replace...)
		if !strings.Contains(problems.Error(), what) && what != "not found in type" || problems[0].Line == 0 {
			t.Errorf("%s: %v", what, problems)
		}
	}
}
