package quizzes

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// FairnessOptions say how much is measured.
type FairnessOptions struct {
	Sheets int // random sheets, of each kind
}

// Report is how fair a quiz is, on answers that are random or planted. It is the
// same every time: the dice are loaded.
type Report struct {
	Quiz    string `json:"quiz"`
	Version int    `json:"version"`
	Sheets  int    `json:"sheets"`
	// FirstPlaces is each sector's share of first places in percent, by how the
	// sheets were answered.
	FirstPlaces map[string]map[string]float64 `json:"first_places"`
	Cutoffs     map[Length]Cutoffs            `json:"cutoffs"`
	// By how the sheets were answered, at random or for a sector with mild or
	// medium noise:
	CloseCalls  map[string]float64 `json:"close_calls"`  // percent of close calls
	SameMissing map[string]float64 `json:"same_missing"` // percent with the same first sector when 10 % of answers are missing
	StarterSame map[string]float64 `json:"starter_same"` // percent where starter and full agree
	Planted     map[string]float64 `json:"planted"`      // percent of planted sheets whose sector is first
	Unreachable []string           `json:"unreachable"`  // targets that no sheet puts first
	Alike       []string           `json:"alike"`        // pairs of roles over .97 that are no siblings
	MostAlike   float64            `json:"most_alike"`   // the highest correlation of two roles that are no siblings
}

// The ways of answering at random.
const (
	randomly   = "random"
	yesSaying  = "yes-sayers"
	noSaying   = "no-sayers"
	mildly     = "planted_mild"
	mediumly   = "planted_medium"
	tooAlike   = 0.97
	percent    = 100
	missingOne = 10 // one answer in ten is missing
)

// noise is the standard deviation, in steps of the scale, of the answers of
// somebody made for a sector around what that sector calls for, which is up to 2
// steps from the middle. Taking the quiz twice, such people agree with themselves
// answer by answer with a correlation of .59 when the noise is mild and of .38
// when it is medium: then more of each answer is the day than the sector.
var noise = map[string]float64{mildly: 1, mediumly: 1.5}

// Fairness measures a quiz.
func Fairness(q *Quiz, options FairnessOptions) Report {
	r := Report{
		Quiz: q.Key, Version: q.Version, Sheets: options.Sheets,
		FirstPlaces: map[string]map[string]float64{}, CloseCalls: map[string]float64{},
		SameMissing: map[string]float64{}, StarterSame: map[string]float64{}, Planted: map[string]float64{}, Cutoffs: map[Length]Cutoffs{},
	}
	for kind, shift := range map[string]int{randomly: 0, yesSaying: 1, noSaying: -1} {
		r.FirstPlaces[kind] = q.firstPlaces(options.Sheets, shift)
	}
	for _, length := range []Length{Full, Starter} {
		r.Cutoffs[length] = q.MeasureCutoffs(length, options.Sheets)
	}
	fewer := max(options.Sheets/10, 1)
	for _, kind := range []string{randomly, mildly, mediumly} {
		r.CloseCalls[kind], r.SameMissing[kind], r.StarterSame[kind] = q.robustness(kind, fewer)
	}
	for kind := range noise {
		r.Planted[kind] = q.plantedFirst(kind, fewer)
	}
	r.Unreachable = q.unreachable()
	r.Alike, r.MostAlike = q.alike()
	return r
}

// dice are loaded with a number, so that each measure is the same every time.
func dice(n uint64) *rand.Rand { return rand.New(rand.NewPCG(2026, n)) }

// randomSheet answers the first stage at random; a yes-sayer takes the higher of
// two throws, a no-sayer the lower.
func (q *Quiz) randomSheet(d *rand.Rand, shift int) Sheet {
	sheet := Sheet{Length: Full, Seed: d.Int64(), Ratings: make(map[string]Rating, len(q.model.stageOne))}
	for _, i := range q.model.stageOne {
		rating := Rating(d.IntN(5)) + Lowest
		again := Rating(d.IntN(5)) + Lowest
		switch {
		case shift > 0:
			rating = max(rating, again)
		case shift < 0:
			rating = min(rating, again)
		}
		sheet.Ratings[q.Items[i].ID] = rating
	}
	return sheet
}

// plantedSheet answers as somebody made for a target would, with noise of a kind.
func (q *Quiz) plantedSheet(d *rand.Rand, w vector, kind string) Sheet {
	sheet := Sheet{Length: Full, Seed: d.Int64(), Ratings: make(map[string]Rating, len(q.model.stageOne))}
	strongest := 0.0
	for dim := range w {
		strongest = max(strongest, math.Abs(w[dim]))
	}
	for _, i := range q.model.stageOne {
		pull := 2 * w[q.model.itemDim[i]] / strongest * float64(q.Items[i].Sign)
		sheet.Ratings[q.Items[i].ID] = Rating(min(max(math.Round(pull+noise[kind]*d.NormFloat64()), float64(Lowest)), float64(Highest)))
	}
	return sheet
}

// first is the sector in front.
func (q *Quiz) first(sheet Sheet) string {
	first, _ := q.leaders(newProfile(q, sheet), sheet.Seed)
	return first.ID
}

func (q *Quiz) firstPlaces(sheets, shift int) map[string]float64 {
	d := dice(uint64(shift + 10))
	shares := map[string]float64{}
	for range sheets {
		shares[q.first(q.randomSheet(d, shift))] += percent / float64(sheets)
	}
	return shares
}

// MeasureCutoffs finds the 95th and 80th percentile of the first sector's z over
// random sheets of a length.
func (q *Quiz) MeasureCutoffs(length Length, sheets int) Cutoffs {
	d := dice(20)
	values := make([]float64, 0, sheets)
	for range sheets {
		sheet := q.randomSheet(d, 0)
		if length == Starter {
			sheet = q.starterOf(sheet)
		}
		p := newProfile(q, sheet)
		first, _ := q.leaders(p, sheet.Seed)
		w := q.sectorVector(first.ID)
		values = append(values, p.z(q.model, w, p.fit(q.model, w)))
	}
	slices.Sort(values)
	at := func(share float64) float64 {
		return math.Round(values[int(share*float64(len(values)-1))]*1000) / 1000
	}
	return Cutoffs{Clear: at(0.95), Likely: at(0.80)}
}

// starterOf is what the starter would have asked of somebody whose answers to
// the full quiz are known.
func (q *Quiz) starterOf(full Sheet) Sheet {
	sheet := Sheet{Length: Starter, Seed: full.Seed, Ratings: map[string]Rating{}}
	for {
		item, _, ok := q.Next(sheet)
		if !ok {
			return sheet
		}
		sheet.Ratings[item.ID] = full.Ratings[item.ID]
	}
}

// robustness measures close calls, and how often the first sector stays when
// answers are missing or the starter is asked instead.
func (q *Quiz) robustness(kind string, sheets int) (closeCalls, sameMissing, starterSame float64) {
	d := dice(30)
	one := percent / float64(sheets)
	for n := range sheets {
		sheet := q.randomSheet(d, 0)
		if kind != randomly {
			sheet = q.plantedSheet(d, q.model.sectors[n%len(q.Sectors)], kind)
		}
		p := newProfile(q, sheet)
		first := q.first(sheet)
		if q.isCloseCall(p, q.sectorsByFit(p, sheet.Seed)) {
			closeCalls += one
		}
		left := sheet
		for _, i := range q.model.stageOne {
			if d.IntN(missingOne) == 0 {
				left = q.Without(left, q.Items[i].ID)
			}
		}
		if q.first(left) == first {
			sameMissing += one
		}
		if q.first(q.starterOf(sheet)) == first {
			starterSame += one
		}
	}
	return closeCalls, sameMissing, starterSame
}

func (q *Quiz) sectorsByFit(p *profile, seed int64) []Scored {
	list := make([]Scored, len(q.Sectors))
	for i := range q.Sectors {
		list[i] = Scored{ID: q.Sectors[i].ID, Fit: p.fit(q.model, q.model.sectors[i])}
	}
	sortByFit(list, seed)
	return list
}

func (q *Quiz) plantedFirst(kind string, sheets int) float64 {
	d := dice(40)
	share := 0.0
	for n := range sheets {
		at := n % len(q.Sectors)
		if q.first(q.plantedSheet(d, q.model.sectors[at], kind)) == q.Sectors[at].ID {
			share += percent / float64(sheets)
		}
	}
	return share
}

// unreachable lists the targets that no sheet we look for puts first.
func (q *Quiz) unreachable() []string {
	names := []string{}
	for _, kind := range []struct {
		targets []Target
		vectors []vector
	}{{q.Sectors, q.model.sectors}, {q.Specialisms, q.model.special}, {q.Roles, q.model.roles}} {
		for i := range kind.targets {
			if _, ok := q.sheetFor(kind.vectors, i); !ok {
				names = append(names, kind.targets[i].ID)
			}
		}
	}
	return names
}

// sheetFor looks for a sheet that puts a target first among its kind: one that
// follows its weights, bettered answer by answer.
func (q *Quiz) sheetFor(vectors []vector, at int) (Sheet, bool) {
	d := dice(uint64(50 + at))
	for range 12 {
		sheet := q.steep(d, vectors[at])
		lead := q.lead(vectors, at, sheet)
		for better := true; better && lead <= tie; {
			better = false
			for i := range q.Items {
				id := q.Items[i].ID
				before := sheet.Ratings[id]
				best := before
				for rating := Lowest; rating <= Highest; rating++ {
					sheet.Ratings[id] = rating
					if now := q.lead(vectors, at, sheet); now > lead+tie {
						lead, best, better = now, rating, true
					}
				}
				sheet.Ratings[id] = best
			}
		}
		if lead > tie {
			return sheet, true
		}
	}
	return Sheet{}, false
}

// steep is a sheet of both stages that follows a target's weights, with a little noise.
func (q *Quiz) steep(d *rand.Rand, w vector) Sheet {
	sheet := Sheet{Length: Full, Ratings: map[string]Rating{}}
	for i := range q.Items {
		pull := 4 * w[q.model.itemDim[i]] * float64(q.Items[i].Sign)
		sheet.Ratings[q.Items[i].ID] = Rating(min(max(math.Round(pull+d.NormFloat64()/2), float64(Lowest)), float64(Highest)))
	}
	return sheet
}

// lead is how far a target is in front of the best other one; below 0, behind.
func (q *Quiz) lead(vectors []vector, at int, sheet Sheet) float64 {
	p := newProfile(q, sheet)
	other := math.Inf(-1)
	for i := range vectors {
		if i != at {
			other = max(other, p.fit(q.model, vectors[i]))
		}
	}
	return p.fit(q.model, vectors[at]) - other
}

// alike lists the pairs of roles that correlate too much and are no siblings.
func (q *Quiz) alike() (pairs []string, most float64) {
	pairs = []string{}
	for a := range q.Roles {
		for b := range a {
			if slices.Contains(q.Roles[a].Siblings, q.Roles[b].ID) || slices.Contains(q.Roles[b].Siblings, q.Roles[a].ID) {
				continue
			}
			r := q.model.correlation(q.model.roles[a], q.model.roles[b])
			most = max(most, r)
			if r > tooAlike {
				pairs = append(pairs, fmt.Sprintf("%s and %s: %.3f", q.Roles[b].ID, q.Roles[a].ID, r))
			}
		}
	}
	return pairs, most
}

// Firmness is one line of how firm the first place is, in percent by how the
// sheets were answered, written out.
type Firmness struct{ Words, Random, Mild, Medium string }

// Firmness lists how firm the first place is.
func (r Report) Firmness() []Firmness {
	row := func(words string, values map[string]float64) Firmness {
		write := func(kind string) string {
			if value, measured := values[kind]; measured {
				return fmt.Sprintf("%.1f", value)
			}
			return "-"
		}
		return Firmness{words, write(randomly), write(mildly), write(mediumly)}
	}
	return []Firmness{
		row("Their sector comes first", r.Planted),
		row("A close call", r.CloseCalls),
		row("Same first sector with one answer in ten missing", r.SameMissing),
		row("Same first sector by the short quiz as by the full one", r.StarterSame),
	}
}

// Table is the report for people.
func (r Report) Table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s version %d, %d sheets of each kind\n\nFirst places, %%\n", r.Quiz, r.Version, r.Sheets)
	kinds := []string{randomly, yesSaying, noSaying}
	fmt.Fprintf(&b, "%-26s %10s %10s %10s\n", "", kinds[0], kinds[1], kinds[2])
	for _, sector := range r.Sectors() {
		fmt.Fprintf(&b, "%-26s", sector)
		for _, kind := range kinds {
			fmt.Fprintf(&b, " %10.1f", r.FirstPlaces[kind][sector])
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "\nPlanted sheets answer as a sector calls for, with mild (%.1f steps) or medium (%.1f steps) noise\n", noise[mildly], noise[mediumly])
	fmt.Fprintf(&b, "%-58s %8s %8s %8s\n", "", randomly, "mild", "medium")
	for _, row := range r.Firmness() {
		fmt.Fprintf(&b, "%-58s %8s %8s %8s\n", row.Words+", %", row.Random, row.Mild, row.Medium)
	}
	for _, length := range []Length{Full, Starter} {
		fmt.Fprintf(&b, "Cut-offs of %-8s clear %.3f, likely %.3f\n", string(length)+":", r.Cutoffs[length].Clear, r.Cutoffs[length].Likely)
	}
	fmt.Fprintf(&b, "Targets that no sheet puts first: %d %s\n", len(r.Unreachable), strings.Join(r.Unreachable, ", "))
	fmt.Fprintf(&b, "Pairs of roles over %.2f that are no siblings: %d %s\n", tooAlike, len(r.Alike), strings.Join(r.Alike, "; "))
	fmt.Fprintf(&b, "Most alike of the rest: %.3f\n", r.MostAlike)
	return b.String()
}

// Sectors lists the sectors of the report, by id.
func (r Report) Sectors() []string {
	var ids []string
	for id := range r.FirstPlaces[randomly] {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, cmp.Compare)
	return ids
}
