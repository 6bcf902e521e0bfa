package web

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"pathways/models"
	"pathways/quizzes/careers"
	"pathways/quizzes/careers/doors"
)

// edited is the catalogue that ships with some text of its files replaced: file,
// text, text to come, and so on. The version of an edited catalogue is another.
func edited(t testing.TB, edits ...string) *careers.Catalogue {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(careers.Embedded(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(careers.Embedded(), path)
		files[path] = &fstest.MapFile{Data: append(data, "# another version\n"...)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+2 < len(edits); i += 3 {
		file := files[edits[i]]
		if !strings.Contains(string(file.Data), edits[i+1]) {
			t.Fatalf("%s has no %q", edits[i], edits[i+1])
		}
		file.Data = []byte(strings.Replace(string(file.Data), edits[i+1], edits[i+2], 1))
	}
	c, err := careers.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func onDay(text string) time.Time {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return at
}

// planFor is the plan of a pupil who has said no more than a year, on a day.
func planFor(t testing.TB, c *careers.Catalogue, roleID, routeID string, profile doors.Profile, today time.Time) models.Plan {
	t.Helper()
	planner, err := doors.New(c)
	if err != nil {
		t.Fatal(err)
	}
	role, _ := c.Role(roleID)
	routes, _ := planner.Routes(roleID, profile)
	for _, route := range routes.Routes {
		if route.ID == routeID {
			plan := PlanOf(c, role, route, today)
			for i := range plan.Steps {
				plan.Steps[i].PublicID = fmt.Sprint("step", i)
			}
			return plan
		}
	}
	t.Fatalf("no route %s to %s", routeID, roleID)
	return models.Plan{}
}

func TestAPlanThatWasJustMadeHasNothingToTakeOver(t *testing.T) {
	t.Parallel()
	parts, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	c, later := parts.Careers, edited(t)
	planner, err := doors.New(c)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		role := rapid.SampledFrom(c.Roles).Draw(t, "role")
		profile := doors.Profile{YearGroup: doors.YearGroup(rapid.SampledFrom([]int{0, 7, 8, 9, 10, 11, 12, 13, 14}).Draw(t, "year"))}
		if rapid.Bool().Draw(t, "chose") {
			profile.Post16 = []doors.Qualification{{ID: rapid.SampledFrom(planner.Qualifications()).Draw(t, "post16").ID}}
		}
		today := onDay("2026-01-01").AddDate(0, 0, rapid.IntRange(0, 1500).Draw(t, "day"))
		routes, _ := planner.Routes(role.ID, profile)
		for _, route := range routes.Routes {
			plan := PlanOf(c, &role, route, today)
			if found := changesOf(later, plan, today); len(found) > 0 {
				t.Fatalf("%s: %s %+v", route.ID, found[0].Name(), found[0])
			}
		}
	})
}

// toldOf are the changes of a plan, one a line.
func toldOf(c *careers.Catalogue, plan models.Plan, today string) string {
	var lines []string
	for _, change := range changesOf(c, plan, onDay(today)) {
		line := change.Name()
		switch {
		case change.Saved == nil:
			line += " came, " + dayWords(*change.Now)
		case change.Now == nil:
			line += " went"
		}
		for _, one := range change.Differences() {
			line += "; " + one.What + ": " + one.Saved + " > " + one.Now
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestWhatTheCatalogueChangedIsToldStepByStep(t *testing.T) {
	t.Parallel()
	parts, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	profile := doors.Profile{YearGroup: 11, Post16: []doors.Qualification{{ID: "t-level-health", Kind: doors.Wanted}}}
	plan := planFor(t, parts.Careers, "adult-nurse", "route-nursing-degree", profile, onDay("2026-11-25"))
	for name, one := range map[string]struct {
		edits []string
		want  string
	}{
		"a title": {
			[]string{"dates.yaml", "title: Send your UCAS form\n", "title: Send the form\n"},
			"Send your UCAS form; Name: Send your UCAS form > Send the form",
		},
		"words": {
			[]string{"dates.yaml", "plain: Courses fill their last places there.", "plain: Last places are filled there."},
			"No place? Use Clearing; Words: Courses fill their last places there. If you have a place, skip this. > Last places are filled there. If you have a place, skip this.",
		},
		"a published day": {
			[]string{"dates.yaml", "      - entry: 2027\n        from: '2027-01-13'", "      - entry: 2029\n        from: '2029-01-15'\n        confidence: usual\n      - entry: 2027\n        from: '2027-01-13'"},
			"Send your UCAS form; When: usually mid-January 2029 > by 15 January 2029, usually",
		},
		"a date that went": {
			[]string{"dates.yaml", "  - id: ucas-extra\n", "  - id: ucas-second\n"},
			"No offer yet? Use UCAS Extra went\nNo offer yet? Use UCAS Extra came, usually late February to early July 2029",
		},
		"a step that takes longer moves what follows": {
			[]string{"steps.yaml", "    outcome: T Level, worth 3 A levels\n    duration:\n      months: 24", "    outcome: T Level, worth 3 A levels\n    duration:\n      months: 36"},
			`T Level in Health; When: September 2027 to August 2029 > September 2027 to August 2030
Nursing degree; When: September 2029 to August 2032 > September 2030 to August 2033
Visit universities; When: usually June to October 2028 > usually June to October 2029
Send your UCAS form; When: usually mid-January 2029 > usually mid-January 2030
No offer yet? Use UCAS Extra; When: usually late February to early July 2029 > usually late February to early July 2030
No place? Use Clearing; When: usually early July to mid-October 2029 > usually early July to mid-October 2030
Get your results; When: usually mid-August 2029 > usually mid-August 2030`,
		},
		"a step of the route that is another one now": {
			[]string{"routes.yaml", "        - t-level-health\n        - btec-health-social-care\n        - btec-applied-science\n      - - degree-nursing\n    roles:\n      - adult-nurse\n      - mental-health-nurse", "        - btec-health-social-care\n        - btec-applied-science\n      - - degree-nursing\n    roles:\n      - adult-nurse\n      - mental-health-nurse"},
			`T Level in Health went
Apply for your T Level went
Visit sixth forms and colleges went
Get your GCSE results went
A levels with biology or chemistry came, September 2027 to August 2029
Visit sixth forms and colleges came, usually October to November 2026
Apply to sixth form or college came, usually September 2026 to March 2027
Get your GCSE results came, usually late August 2027`,
		},
		"a step more at the end": {
			[]string{"routes.yaml", "      - - degree-nursing\n    roles:\n      - adult-nurse\n      - mental-health-nurse", "      - - degree-nursing\n      - - general-practice-experience\n    roles:\n      - adult-nurse\n      - mental-health-nurse"},
			"Nurse experience and GP surgery training came, September 2032 to August 2033",
		},
	} {
		if got := toldOf(edited(t, one.edits...), plan, "2026-11-25"); got != one.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, one.want)
		}
	}
}
