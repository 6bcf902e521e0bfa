package quizzes

import (
	"encoding/json"
	"math"
	"reflect"
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

// drawSheet answers the whole quiz in any way; when it need not be complete, some
// items are not asked and some are not known.
func drawSheet(t *rapid.T, q *Quiz, complete bool) Sheet {
	sheet := Sheet{Length: Full, Seed: rapid.Int64().Draw(t, "seed"), Ratings: map[string]Rating{}, Seconds: map[string]float64{}}
	for _, item := range q.Items {
		switch missing := rapid.IntRange(0, 7).Draw(t, "missing"); {
		case !complete && missing == 0:
		case !complete && missing == 1:
			sheet.Ratings[item.ID] = Unknown
		default:
			sheet.Ratings[item.ID] = Rating(rapid.IntRange(-2, 2).Draw(t, item.ID))
		}
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
		sheet := drawSheet(t, q, rapid.Bool().Draw(t, "complete"))
		by := Rating(rapid.IntRange(-6, 6).Draw(t, "by")) // no answer becomes Unknown
		shifted := Sheet{Length: Full, Seed: sheet.Seed, Ratings: map[string]Rating{}}
		for id, rating := range sheet.Ratings {
			if shifted.Ratings[id] = rating; rating != Unknown {
				shifted.Ratings[id] += by
			}
		}
		a, b := q.Score(sheet), q.Score(shifted)
		for _, lists := range [][2][]Scored{{a.Sectors, b.Sectors}, {a.Specialisms, b.Specialisms}, {a.Roles, b.Roles}} {
			before, after := fits(lists[0]), fits(lists[1])
			for id := range before {
				if !near(before[id], after[id]) {
					t.Fatalf("%d more on every answer moved %s from %v to %v", by, id, before[id], after[id])
				}
			}
		}
		if a.Flat != b.Flat {
			t.Fatal("a constant added to every answer made the sheet flat, or no longer flat")
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
	rapid.Check(t, func(t *rapid.T) {
		shuffled := *q
		shuffled.Items = rapid.Permutation(q.Items).Draw(t, "items")
		shuffled.Dimensions = rapid.Permutation(q.Dimensions).Draw(t, "dimensions")
		shuffled.Sectors = rapid.Permutation(q.Sectors).Draw(t, "sectors")
		shuffled.Specialisms = rapid.Permutation(q.Specialisms).Draw(t, "specialisms")
		shuffled.Roles = rapid.Permutation(q.Roles).Draw(t, "roles")
		shuffled.model = newModel(&shuffled)
		sheet := drawSheet(t, q, rapid.Bool().Draw(t, "complete"))
		a, b := q.Score(sheet), shuffled.Score(sheet)
		a.Dimensions, b.Dimensions = nil, nil // are shown in the order of the file
		for i := range reflect.TypeFor[Ranking]().NumField() {
			if !reflect.DeepEqual(reflect.ValueOf(a).Field(i).Interface(), reflect.ValueOf(b).Field(i).Interface()) {
				t.Fatalf("with the file in another order the %s are others", reflect.TypeFor[Ranking]().Field(i).Name)
			}
		}
	})
}

func TestAnotherRoleLeavesTheSectorsAlone(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		another := rapid.SampledFrom(q.Roles).Draw(t, "clone of")
		another.ID = "another"
		if rapid.Bool().Draw(t, "new") {
			another.Weights = map[string]int{}
			for _, d := range q.Dimensions {
				another.Weights[d.ID] = rapid.IntRange(0, 2).Draw(t, d.ID)
			}
		}
		more := *q
		more.Roles = append(slices.Clone(q.Roles), another)
		more.model = newModel(&more)
		sheet := drawSheet(t, q, rapid.Bool().Draw(t, "complete"))
		a, b := q.Score(sheet), more.Score(sheet)
		if !reflect.DeepEqual(a.Sectors, b.Sectors) || !reflect.DeepEqual(a.CloseCall, b.CloseCall) || !reflect.DeepEqual(a.Change, b.Change) {
			t.Fatal("another role moved a sector")
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

func TestLikingAnActivityMoreMovesEachFitTheWayItsWeightPoints(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t, q, true)
		withTopics := rapid.Bool().Draw(t, "closer look")
		if !withTopics {
			for _, item := range q.Items {
				if item.Stage == 2 {
					delete(sheet.Ratings, item.ID)
				}
			}
		}
		i := rapid.IntRange(0, len(q.Items)-1).Draw(t, "item")
		item, d := q.Items[i], q.model.itemDim[i]
		if rating, asked := sheet.Ratings[item.ID]; !asked || rating == Highest {
			return
		}
		before := newProfile(q, sheet)
		sheet.Ratings[item.ID]++
		after := newProfile(q, sheet)
		vectors := slices.Concat(q.model.sectors, q.model.special, q.model.roles)
		if withTopics && item.Stage == 1 {
			vectors = q.model.sectors // the mean moves too, and topics are measured from it
		}
		for _, w := range vectors {
			moved := after.fit(q.model, w) - before.fit(q.model, w)
			if want := w[d] * float64(item.Sign) / float64(before.n[d]); !near(moved, want) {
				t.Fatalf("one step more on %s moved a fit by %v, and its weight says %v", item.ID, moved, want)
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
	quick, seconds := map[string]Rating{}, map[string]float64{}
	for i, item := range q.Items {
		quick[item.ID], seconds[item.ID] = Rating(i%5)-2, 1
	}
	sheets := map[string]Sheet{"nothing at all": {}, "rushed": {Ratings: quick, Seconds: seconds}}
	for name, rating := range map[string]Rating{"really dislike": -2, "dislike": -1, "not sure": 0, "like": 1, "really like": 2, "unknown": Unknown} {
		same := map[string]Rating{}
		for _, item := range q.Items {
			same[item.ID] = rating
		}
		sheets["nothing but "+name] = Sheet{Ratings: same}
		sheets["one "+name] = Sheet{Ratings: map[string]Rating{"q01": rating}}
		sheets["one closer "+name] = Sheet{Ratings: map[string]Rating{"s01": rating}}
	}
	few, nearly, timid := map[string]Rating{}, map[string]Rating{}, map[string]Rating{}
	for n, i := range q.model.stageOne {
		id := q.Items[i].ID
		if n < fewestAnswers-1 {
			few[id] = Rating(n%5) - 2
		}
		nearly[id], timid[id] = Rating(2*min(max(3-n, 0), 1)), Rating(min(max(4-n, 0), 1))
	}
	sheets["too few answers"] = Sheet{Ratings: few}
	sheets["nine in ten the same"] = Sheet{Ratings: nearly}
	sheets["hardly any spread"] = Sheet{Ratings: timid}
	for name, sheet := range sheets {
		for _, length := range []Length{Full, Starter} {
			sheet.Length = length
			r := q.Score(sheet)
			if r.Ranked || len(r.Sectors) != len(q.Sectors) || len(r.Specialisms) != len(q.Specialisms) || len(r.Roles) != len(q.Roles) ||
				len(r.Suggested) == 0 || r.Change != nil || len(r.CloseCall) != 0 {
				t.Errorf("%s, %s: %+v", name, length, r)
			}
			if r.Rushed != (name == "rushed") || r.Flat == (name == "rushed") {
				t.Errorf("%s, %s: flat %v, rushed %v", name, length, r.Flat, r.Rushed)
			}
			if q.StageTwo(sheet) != nil {
				t.Errorf("%s, %s has a closer look", name, length)
			}
			if _, err := json.Marshal(r); err != nil { // as a number that is none would be
				t.Errorf("%s, %s: %v", name, length, err)
			}
		}
	}
}

func TestAnySheetAtAllGetsARanking(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		sheet := drawSheet(t, q, false)
		sheet.Length = rapid.SampledFrom([]Length{Full, Starter}).Draw(t, "length")
		for _, item := range q.Items {
			if rapid.IntRange(0, 1).Draw(t, "left out") == 0 {
				delete(sheet.Ratings, item.ID)
			}
		}
		r := q.Score(sheet)
		if _, err := json.Marshal(r); err != nil || len(r.Sectors) != 5 || len(r.Suggested) == 0 {
			t.Fatalf("%v: %+v", err, r)
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
	for _, text := range []string{
		`{"answer":{}}`, `{`, `{} {}`, `[]`, `null`, `3`, `{"answers":{"q01":2,"q01":-2}}`, `{"answers":{},"answers":{}}`,
		`{"seconds":{"q01":2,"q01":2}}`, `{"Answers":{}}`, `{"answers":[]}`, `{"seed":1.5}`, `{"length":1}`, `{"seconds":7}`,
	} {
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
