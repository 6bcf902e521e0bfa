package quizzes

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
)

// Ranking is a sheet's result: everything that is shown, and why.
type Ranking struct {
	Quiz        string           `json:"quiz"`
	Version     int              `json:"version"`
	Ranked      bool             `json:"ranked"`
	Flat        bool             `json:"flat"`
	Rushed      bool             `json:"rushed"`
	CloseCall   []string         `json:"close_call"`
	Sectors     []Scored         `json:"sectors"`
	Specialisms []Scored         `json:"specialisms"`
	Roles       []Scored         `json:"roles"`
	Suggested   []Suggestion     `json:"suggested"`
	Change      *Change          `json:"change"`
	Dimensions  []DimensionScore `json:"dimensions"`
}

// Scored is a target in its place.
type Scored struct {
	ID            string         `json:"id"`
	Name          string         `json:"name"`
	Fit           float64        `json:"fit"`
	Z             *float64       `json:"z"` // none when the sheet is flat
	Label         string         `json:"label"`
	Contributions []Contribution `json:"contributions"`
}

// Contribution is what one answer adds to a fit, or takes from it.
type Contribution struct {
	Item  string  `json:"item"`
	Value float64 `json:"value"`
}

// DimensionScore is where a sheet stands on one dimension: the mean over its
// answered items of the distance from the sheet's own mean.
type DimensionScore struct {
	ID       string  `json:"id"`
	Name     string  `json:"name"`
	Score    float64 `json:"score"`
	Answered int     `json:"answered"` // 0 means that the score says nothing
}

// The labels of a place. There is no percentage on purpose.
const (
	Clear      = "clear"
	Likely     = "likely"
	WorthALook = "worth a look"
)

// tie is how near two fits are that count as the same.
const tie = 1e-9

// Score ranks sectors, specialisms and roles for a sheet.
func (q *Quiz) Score(sheet Sheet) Ranking {
	p := newProfile(q, sheet)
	r := Ranking{Quiz: q.Key, Version: q.Version, Flat: q.isFlat(p), Rushed: isRushed(q, sheet), CloseCall: []string{}}
	r.Ranked = !r.Flat && !r.Rushed
	cutoffs := q.Cutoffs[sheet.Length]
	r.Sectors = q.rank(p, sheet.Seed, q.Sectors, q.model.sectors, r.Flat, cutoffs)
	r.Specialisms = q.rank(p, sheet.Seed, q.Specialisms, q.model.special, r.Flat, cutoffs)
	r.Roles = q.rank(p, sheet.Seed, q.Roles, q.model.roles, r.Flat, cutoffs)
	r.Dimensions = q.dimensionScores(p)
	if r.Ranked {
		r.Change = q.smallestChange(p, r.Sectors)
		if q.isCloseCall(p, r.Sectors) {
			r.CloseCall = []string{r.Sectors[0].ID, r.Sectors[1].ID}
		}
	}
	r.Suggested = q.suggest(r, sheet.Seed)
	return r
}

func (q *Quiz) rank(p *profile, seed int64, targets []Target, vectors []vector, flat bool, cutoffs Cutoffs) []Scored {
	list := make([]Scored, len(targets))
	for i := range targets {
		fit := p.fit(q.model, vectors[i])
		s := Scored{ID: targets[i].ID, Name: targets[i].Name, Fit: fit, Label: WorthALook, Contributions: q.contributions(p, vectors[i])}
		if !flat {
			z := p.z(q.model, vectors[i], fit)
			s.Z, s.Label = &z, label(z, cutoffs)
		}
		list[i] = s
	}
	sortByFit(list, seed)
	return list
}

func label(z float64, cutoffs Cutoffs) string {
	switch {
	case z >= cutoffs.Clear:
		return Clear
	case z >= cutoffs.Likely:
		return Likely
	}
	return WorthALook
}

// sortByFit puts the best first. Ties fall back on a hash of seed and key, never
// on the alphabet or the file's order: those would favour somebody for ever.
func sortByFit(list []Scored, seed int64) {
	slices.SortFunc(list, func(a, b Scored) int { return cmp.Compare(b.Fit, a.Fit) })
	for start := 0; start < len(list); {
		end := start + 1
		for end < len(list) && list[end-1].Fit-list[end].Fit < tie {
			end++
		}
		slices.SortFunc(list[start:end], func(a, b Scored) int { return cmp.Compare(hashOf(seed, a.ID), hashOf(seed, b.ID)) })
		start = end
	}
}

func hashOf(seed int64, key string) uint64 {
	h := fnv.New64a()
	h.Write(strconv.AppendInt(nil, seed, 10))
	h.Write([]byte("/" + key))
	return h.Sum64()
}

// contributions of all answers to a target, largest first. Those that differ by
// less than a tie stand in the order of their keys, so that no machine's last
// digit decides which reason is told first.
func (q *Quiz) contributions(p *profile, w vector) []Contribution {
	list := make([]Contribution, 0, len(q.Items))
	for _, i := range q.model.inKeyOrder {
		if p.has[i] && w[q.model.itemDim[i]] != 0 {
			list = append(list, Contribution{q.Items[i].ID, p.contribution(q, w, i)})
		}
	}
	slices.SortStableFunc(list, func(a, b Contribution) int {
		return cmp.Compare(math.Round(b.Value/tie), math.Round(a.Value/tie))
	})
	return list
}

// Reasons are the three answers that speak most for a target, and the one that
// speaks most against it, if any does.
func (r Ranking) Reasons(id string) (plus []Contribution, minus *Contribution) {
	for _, list := range [][]Scored{r.Sectors, r.Specialisms, r.Roles} {
		i := slices.IndexFunc(list, func(s Scored) bool { return s.ID == id })
		if i < 0 {
			continue
		}
		all := list[i].Contributions
		for _, c := range all[:min(3, len(all))] {
			if c.Value > 0 {
				plus = append(plus, c)
			}
		}
		if last := len(all) - 1; last >= 0 && all[last].Value < 0 {
			minus = &all[last]
		}
	}
	return plus, minus
}

func (q *Quiz) dimensionScores(p *profile) []DimensionScore {
	list := make([]DimensionScore, 0, len(q.Dimensions))
	for i, d := range q.Dimensions {
		if d.Sector == "" {
			list = append(list, DimensionScore{d.ID, d.Name, p.score[i], p.n[i]})
		}
	}
	return list
}

// fewest answers that are ranked, least spread, and quickest median.
const (
	fewestAnswers  = 8
	leastSpread    = 0.35
	mostTheSame    = 0.9
	fewestTimes    = 8
	quickestMedian = 1.5 // seconds an item
)

// isFlat tells whether the answers say too little to rank anything: too few, or
// nearly all the same.
func (q *Quiz) isFlat(p *profile) bool {
	counts := map[float64]int{}
	most, n := 0, 0
	for _, i := range q.model.stageOne {
		if p.has[i] {
			n++
			counts[p.x[i]]++
			most = max(most, counts[p.x[i]])
		}
	}
	return n < fewestAnswers || p.spread < leastSpread || float64(most) >= mostTheSame*float64(n)
}

// isRushed tells whether the answers came too quickly to have been read.
func isRushed(q *Quiz, sheet Sheet) bool {
	var times []float64
	for id, seconds := range sheet.Seconds {
		if item, ok := q.Item(id); ok && item.Stage == 1 && seconds > 0 && !math.IsNaN(seconds) {
			times = append(times, seconds)
		}
	}
	if len(times) < fewestTimes {
		return false
	}
	slices.Sort(times)
	middle := len(times) / 2
	median := times[middle]
	if len(times)%2 == 0 {
		median = (times[middle-1] + times[middle]) / 2
	}
	return median < quickestMedian
}
