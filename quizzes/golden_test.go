package quizzes

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden rankings anew, from the sheets that are in their files")

// golden is one version of a quiz with some sheets and their complete rankings,
// as they were when the version came out and have to be for ever.
type golden struct {
	Quiz    string        `json:"quiz"`
	Version int           `json:"version"`
	Sheets  []goldenSheet `json:"sheets"`
}

// goldenSheet is a sheet, as `quiz score` reads it, and its ranking. A target is
// a line: its name, fit, z and label, and what each answer adds to the fit.
type goldenSheet struct {
	Name        string          `json:"name"`
	Sheet       json.RawMessage `json:"sheet"`
	Ranked      bool            `json:"ranked"`
	Flat        bool            `json:"flat"`
	Rushed      bool            `json:"rushed"`
	CloseCall   []string        `json:"close_call"`
	Change      *Change         `json:"change"`
	Suggested   []Suggestion    `json:"suggested"`
	Dimensions  []string        `json:"dimensions"`
	Sectors     []string        `json:"sectors"`
	Specialisms []string        `json:"specialisms"`
	Roles       []string        `json:"roles"`
}

func TestEveryVersionRanksAsItDidWhenItCameOut(t *testing.T) {
	t.Parallel()
	library, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/*.golden.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range library.All() {
		file := filepath.Join("testdata", fmt.Sprintf("%s.v%d.golden.json", q.Key, q.Version))
		files = slices.DeleteFunc(files, func(name string) bool { return name == file })
		t.Run(filepath.Base(file), func(t *testing.T) { compareWithGolden(t, q, file) })
	}
	if len(files) > 0 {
		t.Errorf("the versions of %v are gone, and attempts may need them", files)
	}
}

func compareWithGolden(t *testing.T, q *Quiz, file string) {
	want := golden{Quiz: q.Key, Version: q.Version}
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && *update:
		want.Sheets = newGoldenSheets(t, q)
	case err != nil:
		t.Fatalf("%v: a new version needs one, run this test with -update", err)
	default:
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
	}
	got := golden{Quiz: q.Key, Version: q.Version}
	for _, it := range want.Sheets {
		sheet, err := ReadSheet(bytes.NewReader(it.Sheet))
		if err != nil {
			t.Fatal(err)
		}
		if problems := q.Check(sheet); len(problems) > 0 {
			t.Fatalf("%s: %v", it.Name, problems)
		}
		got.Sheets = append(got.Sheets, goldenOf(it.Name, it.Sheet, q.Score(sheet)))
	}
	if *update {
		writeGolden(t, file, got)
		return
	}
	if want.Quiz != q.Key || want.Version != q.Version || len(want.Sheets) != len(goldenNames) {
		t.Errorf("%s is of %s version %d and has %d sheets", file, want.Quiz, want.Version, len(want.Sheets))
	}
	for i := range want.Sheets {
		compareSheets(t, got.Sheets[i], want.Sheets[i])
	}
}

// compareSheets tells of every field that is another one.
func compareSheets(t *testing.T, got, want goldenSheet) {
	t.Helper()
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range g.NumField() {
		if name := g.Type().Field(i).Name; name != "Sheet" && !reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			t.Errorf("%s: %s is\n%s\nand was\n%s", want.Name, name, lines(g.Field(i).Interface()), lines(w.Field(i).Interface()))
		}
	}
}

// lines writes a field out, one line for each of its parts.
func lines(value any) string {
	if list, ok := value.([]string); ok {
		return strings.Join(list, "\n")
	}
	text, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func writeGolden(t *testing.T, file string, g golden) {
	t.Helper()
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(g); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("wrote %s", file)
}

func goldenOf(name string, sheet json.RawMessage, r Ranking) goldenSheet {
	g := goldenSheet{
		Name: name, Sheet: sheet, Ranked: r.Ranked, Flat: r.Flat, Rushed: r.Rushed, CloseCall: r.CloseCall,
		Change: r.Change, Suggested: r.Suggested,
		Sectors: targetLines(r.Sectors), Specialisms: targetLines(r.Specialisms), Roles: targetLines(r.Roles),
	}
	for _, d := range r.Dimensions {
		g.Dimensions = append(g.Dimensions, fmt.Sprintf("%s (%s) %s of %d", d.ID, d.Name, number(d.Score), d.Answered))
	}
	return g
}

func targetLines(list []Scored) []string {
	var all []string
	for _, s := range list {
		z := "none"
		if s.Z != nil {
			z = number(*s.Z)
		}
		line := fmt.Sprintf("%s (%s) fit %s z %s %s:", s.ID, s.Name, number(s.Fit), z, s.Label)
		for _, c := range s.Contributions {
			line += " " + c.Item + " " + number(c.Value)
		}
		all = append(all, line)
	}
	return all
}

// number is written so that what machines compute differently does not show.
func number(f float64) string {
	return strconv.FormatFloat(math.Round(f*1e6)/1e6+0, 'f', -1, 64) // + 0 makes a zero of -0
}

// goldenNames are the sheets of each version, each with what it stands for.
var goldenNames = []struct {
	name string
	is   func(r Ranking) bool
}{
	{"full", func(r Ranking) bool { return r.Ranked && len(r.CloseCall) == 0 && r.Change != nil }},
	{"starter", func(r Ranking) bool { return r.Ranked }},
	{"some not known, some not asked", func(r Ranking) bool { return r.Ranked }},
	{"flat", func(r Ranking) bool { return r.Flat && !r.Rushed }},
	{"rushed", func(r Ranking) bool { return r.Rushed && !r.Flat }},
	{"close call", func(r Ranking) bool { return r.Ranked && len(r.CloseCall) == 2 }},
	{"with the closer look", func(r Ranking) bool { return r.Ranked }},
	{"nothing", func(r Ranking) bool { return r.Flat }},
}

func TestTheGoldenSheetsAreWhatTheirNamesSay(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	data, err := os.ReadFile(fmt.Sprintf("testdata/%s.v%d.golden.json", q.Key, q.Version))
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	for i, want := range goldenNames {
		sheet, err := ReadSheet(bytes.NewReader(g.Sheets[i].Sheet))
		if err != nil {
			t.Fatal(err)
		}
		if g.Sheets[i].Name != want.name || !want.is(q.Score(sheet)) {
			t.Errorf("sheet %d is %q and no longer what %q means", i, g.Sheets[i].Name, want.name)
		}
	}
}

// newGoldenSheets looks for sheets to stand for a new version.
func newGoldenSheets(t *testing.T, q *Quiz) []goldenSheet {
	t.Helper()
	d := dice(60)
	full := func() Sheet {
		sheet := q.randomSheet(d, 0)
		sheet.Seed = 1
		return sheet
	}
	draw := map[string]func() Sheet{
		"full":       full,
		"close call": full,
		"starter":    func() Sheet { return q.starterOf(full()) },
		"some not known, some not asked": func() Sheet {
			sheet := full()
			for n, i := range q.model.stageOne {
				switch id := q.Items[i].ID; {
				case n%5 == 0:
					sheet.Ratings[id] = Unknown
				case n%7 == 0:
					delete(sheet.Ratings, id)
				}
			}
			return sheet
		},
		"flat": func() Sheet {
			sheet := full()
			for id := range sheet.Ratings {
				sheet.Ratings[id] = 1
			}
			return sheet
		},
		"rushed": func() Sheet {
			sheet := full()
			sheet.Seconds = map[string]float64{}
			for id := range sheet.Ratings {
				sheet.Seconds[id] = 0.5
			}
			return sheet
		},
		"with the closer look": func() Sheet {
			sheet := full()
			for i, item := range q.StageTwo(sheet) {
				sheet.Ratings[item.ID] = Rating(i%5) - 2
			}
			return sheet
		},
		"nothing": func() Sheet { return Sheet{Length: Full} },
	}
	var list []goldenSheet
	for _, it := range goldenNames {
		sheet := draw[it.name]()
		for !it.is(q.Score(sheet)) {
			sheet = draw[it.name]()
		}
		list = append(list, goldenSheet{Name: it.name, Sheet: writtenOf(t, sheet)})
	}
	return list
}

// writtenOf writes a sheet as ReadSheet reads it.
func writtenOf(t *testing.T, sheet Sheet) json.RawMessage {
	t.Helper()
	answers := map[string]*Rating{}
	for id, rating := range sheet.Ratings {
		answers[id] = &rating
		if rating == Unknown {
			answers[id] = nil
		}
	}
	document := map[string]any{"answers": answers, "length": sheet.Length, "seed": sheet.Seed}
	if sheet.Seconds != nil {
		document["seconds"] = sheet.Seconds
	}
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
