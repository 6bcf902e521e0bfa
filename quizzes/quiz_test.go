package quizzes

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// shipped is the newest quiz that is built in.
func shipped(t testing.TB) *Quiz {
	t.Helper()
	library, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	q, ok := library.Newest("interests")
	if !ok {
		t.Fatal("there is no quiz interests")
	}
	return q
}

// drawSheet answers any part of the quiz in any way.
func drawSheet(t *rapid.T, q *Quiz, complete bool) Sheet {
	sheet := Sheet{Length: Full, Seed: rapid.Int64().Draw(t, "seed"), Ratings: map[string]Rating{}, Seconds: map[string]float64{}}
	for _, item := range q.Items {
		if !complete && rapid.IntRange(0, 3).Draw(t, "missing") == 0 {
			continue
		}
		sheet.Ratings[item.ID] = Rating(rapid.IntRange(-2, 2).Draw(t, item.ID))
	}
	return sheet
}

func fits(list []Scored) map[string]float64 {
	m := map[string]float64{}
	for _, s := range list {
		m[s.ID] = s.Fit
	}
	return m
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestSayingYesToEverythingChangesNothing(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t, q, true)
		shifted := Sheet{Length: Full, Seed: sheet.Seed, Ratings: map[string]Rating{}}
		for id, rating := range sheet.Ratings {
			shifted.Ratings[id] = rating + 1
		}
		a, b := newProfile(q, sheet), newProfile(q, shifted)
		for _, w := range slices.Concat(q.model.sectors, q.model.special, q.model.roles) {
			if !near(a.fit(q.model, w), b.fit(q.model, w)) {
				t.Fatal("a constant added to every answer moved a fit")
			}
		}
	})
}

func TestContributionsAddUpToTheFit(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		r := q.Score(drawSheet(t, q, false))
		for _, list := range [][]Scored{r.Sectors, r.Specialisms, r.Roles} {
			for _, s := range list {
				sum := 0.0
				for _, c := range s.Contributions {
					sum += c.Value
				}
				if !near(sum, s.Fit) {
					t.Fatalf("%s: contributions %v, fit %v", s.ID, sum, s.Fit)
				}
			}
		}
	})
}

func TestTheOrderOfTheFileChangesNothing(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	shuffled := *q
	d := rand.New(rand.NewPCG(1, 1))
	shuffled.Items, shuffled.Sectors, shuffled.Roles = slices.Clone(q.Items), slices.Clone(q.Sectors), slices.Clone(q.Roles)
	d.Shuffle(len(q.Items), func(a, b int) { shuffled.Items[a], shuffled.Items[b] = shuffled.Items[b], shuffled.Items[a] })
	d.Shuffle(len(q.Sectors), func(a, b int) { shuffled.Sectors[a], shuffled.Sectors[b] = shuffled.Sectors[b], shuffled.Sectors[a] })
	d.Shuffle(len(q.Roles), func(a, b int) { shuffled.Roles[a], shuffled.Roles[b] = shuffled.Roles[b], shuffled.Roles[a] })
	shuffled.model = newModel(&shuffled)
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t, q, false)
		a, b := q.Score(sheet), shuffled.Score(sheet)
		for i := range a.Sectors {
			if a.Sectors[i].ID != b.Sectors[i].ID || a.Sectors[i].Fit != b.Sectors[i].Fit {
				t.Fatal("the order of the file moved a sector")
			}
		}
		for i := range a.Roles {
			if a.Roles[i].ID != b.Roles[i].ID {
				t.Fatal("the order of the file moved a role")
			}
		}
	})
}

func TestAnotherRoleLeavesTheSectorsAlone(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	more := *q
	clone := q.Roles[0]
	clone.ID = "a-clone"
	more.Roles = append(slices.Clone(q.Roles), clone)
	more.model = newModel(&more)
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t, q, false)
		a, b := q.Score(sheet), more.Score(sheet)
		for i := range a.Sectors {
			if a.Sectors[i].ID != b.Sectors[i].ID || a.Sectors[i].Fit != b.Sectors[i].Fit {
				t.Fatal("a clone of a role moved a sector")
			}
		}
	})
}

func TestTheCloserLookNeverTouchesTheSectors(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t, q, true)
		before := fits(q.Score(sheet).Sectors)
		for _, item := range q.Items {
			if item.Stage == 2 {
				sheet.Ratings[item.ID] = Rating(rapid.IntRange(-2, 2).Draw(t, "other"))
			}
		}
		for id, fit := range fits(q.Score(sheet).Sectors) {
			if fit != before[id] {
				t.Fatalf("%s moved", id)
			}
		}
	})
}

func TestLikingAnActivityMoreNeverHurtsWhatIsMadeOfIt(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t, q, true)
		i := q.model.stageOne[rapid.IntRange(0, len(q.model.stageOne)-1).Draw(t, "item")]
		item := q.Items[i]
		before := newProfile(q, sheet)
		if before.x[i] == float64(Highest) {
			return
		}
		sheet.Ratings[item.ID]++
		after := newProfile(q, sheet)
		for n, w := range q.model.sectors {
			moved := after.fit(q.model, w) - before.fit(q.model, w)
			if w[q.model.itemDim[i]]*float64(item.Sign) > 0 && q.Dimensions[q.model.itemDim[i]].Bipolar == false && moved < -1e-9 {
				t.Fatalf("%s fell by %v with %s", q.Sectors[n].ID, moved, item.ID)
			}
		}
	})
}

func TestTheChangeThatIsToldSwapsTheFirstTwo(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t, q, true)
		r := q.Score(sheet)
		if r.Change == nil {
			return
		}
		if sheet.Ratings[r.Change.Item] != r.Change.From {
			t.Fatal("the change starts from another answer")
		}
		sheet.Ratings[r.Change.Item] = r.Change.To
		after := fits(q.Score(sheet).Sectors)
		if after[r.Change.First] <= after[r.Sectors[0].ID] || r.Change.First != r.Sectors[1].ID {
			t.Fatalf("%+v does not swap %s and %s", r.Change, r.Sectors[0].ID, r.Sectors[1].ID)
		}
	})
}

func TestSheetsThatSayNothingGetAPageAndNoRanking(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	same, unknown, quick := map[string]Rating{}, map[string]Rating{}, map[string]Rating{}
	seconds := map[string]float64{}
	for i, item := range q.Items {
		same[item.ID], unknown[item.ID] = 1, Unknown
		quick[item.ID], seconds[item.ID] = Rating(i%5)-2, 1
	}
	for name, sheet := range map[string]Sheet{
		"empty": {Length: Full}, "all the same": {Length: Full, Ratings: same}, "all unknown": {Length: Full, Ratings: unknown},
		"rushed": {Length: Full, Ratings: quick, Seconds: seconds},
	} {
		r := q.Score(sheet)
		if r.Ranked || len(r.Sectors) != 5 || len(r.Suggested) == 0 || r.Change != nil || len(r.CloseCall) != 0 {
			t.Errorf("%s: %+v", name, r)
		}
		if r.Rushed != (name == "rushed") || r.Flat == (name == "rushed") {
			t.Errorf("%s: flat %v, rushed %v", name, r.Flat, r.Rushed)
		}
		if q.StageTwo(sheet) != nil {
			t.Errorf("%s has a closer look", name)
		}
	}
}

func TestTheQuizIsFairOnRandomSheets(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	r := Fairness(q, FairnessOptions{Sheets: 20_000})
	for kind, shares := range r.FirstPlaces {
		for sector, share := range shares {
			if math.Abs(share-20) > 3 {
				t.Errorf("%s is first on %.1f %% of %s sheets", sector, share, kind)
			}
		}
	}
	if len(r.Unreachable) > 0 || len(r.Alike) > 0 {
		t.Errorf("unreachable %v, alike %v", r.Unreachable, r.Alike)
	}
	if r.SameMissing[mediumly] < 85 {
		t.Errorf("the first sector stays on %.1f %% of planted sheets with answers missing", r.SameMissing[mediumly])
	}
	for length, cutoffs := range r.Cutoffs {
		if cutoffs != q.Cutoffs[length] {
			t.Errorf("the cut-offs of %s are %+v, and the file says %+v", length, cutoffs, q.Cutoffs[length])
		}
	}
}

func TestTheStarterAsksEveryDimensionInSixteenItems(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		sheet := Sheet{Length: Starter, Ratings: map[string]Rating{}}
		dims := map[string]int{}
		for {
			item, why, ok := q.Next(sheet)
			if !ok {
				break
			}
			if again, _, _ := q.Next(sheet); again != item || why == "" {
				t.Fatal("the same answers have another next item")
			}
			dims[item.Dimension]++
			sheet.Ratings[item.ID] = Rating(rapid.IntRange(-2, 2).Draw(t, "rating"))
		}
		if len(sheet.Ratings) != starterItems || len(dims) != plainDimensions+bipolarDimensions {
			t.Fatalf("%d items on %d dimensions", len(sheet.Ratings), len(dims))
		}
	})
}

func TestRolesAreShownAtDifferentLevelsAndOneNeedsNoDegree(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		r := q.Score(drawSheet(t, q, true))
		levels, noDegree, count, wild := map[string]map[int]bool{}, map[string]bool{}, map[string]int{}, 0
		for _, s := range r.Suggested {
			if s.Wildcard {
				wild++
				continue
			}
			if levels[s.Sector] == nil {
				levels[s.Sector] = map[int]bool{}
			}
			levels[s.Sector][s.EntryLevel] = true
			count[s.Sector]++
			noDegree[s.Sector] = noDegree[s.Sector] || s.EntryLevel < 6
		}
		for sector, n := range count {
			if n != rolesEach || len(levels[sector]) != rolesEach || !noDegree[sector] {
				t.Fatalf("%s shows %d roles at %d levels, without a degree: %v", sector, n, len(levels[sector]), noDegree[sector])
			}
		}
		if wild != 1 {
			t.Fatalf("%d wildcards", wild)
		}
	})
}

func TestPackedAnswersComeBackAndAreSmall(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t, q, false)
		for id := range sheet.Ratings {
			sheet.Seconds[id] = rapid.Float64Range(0, 100).Draw(t, "seconds")
		}
		packed := q.Pack(sheet)
		back, err := q.Unpack(packed)
		if err != nil || back.Seed != sheet.Seed || len(back.Ratings) != len(sheet.Ratings) || len(packed) > 90 {
			t.Fatalf("%d bytes, %v", len(packed), err)
		}
		for id, rating := range sheet.Ratings {
			if back.Ratings[id] != rating || back.Seconds[id] > sheet.Seconds[id] {
				t.Fatalf("%s came back as %v", id, back.Ratings[id])
			}
		}
	})
}

func TestAnswersFromElsewhereAreCheckedAllAtOnce(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	sheet, err := ReadSheet(strings.NewReader(`{"answers":{"q01":3,"nope":1,"q02":null},"length":"long","seconds":{"q99":1}}`))
	if err != nil {
		t.Fatal(err)
	}
	if problems := q.Check(sheet); len(problems) != 4 || sheet.Ratings["q02"] != Unknown {
		t.Errorf("%v", problems)
	}
	for _, text := range []string{`{"answer":{}}`, `{`, `{} {}`, `[]`} {
		if _, err := ReadSheet(strings.NewReader(text)); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	q := shipped(b)
	sheet := q.randomSheet(dice(1), 0)
	for b.Loop() {
		q.Score(sheet)
	}
}
