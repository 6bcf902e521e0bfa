package quizzes

import (
	"math"
	"slices"
)

// profile is a sheet measured on the dimensions. All of a quiz's arithmetic
// begins here.
type profile struct {
	x      []float64 // by item: the rating, where answered
	has    []bool    // by item
	mean   float64   // of the answered items of the first stage
	spread float64   // population standard deviation of the answered items of the first stage
	score  []float64 // by dimension: mean over its answered items of sign * (x - mean)
	n      []int     // by dimension: how many items are answered
}

// newProfile measures a sheet. The mean is that of the first stage's answers, so
// that the closer look never touches the sectors; when there are none, of the rest.
func newProfile(q *Quiz, sheet Sheet) *profile {
	p := &profile{
		x: make([]float64, len(q.Items)), has: make([]bool, len(q.Items)),
		score: make([]float64, len(q.Dimensions)), n: make([]int, len(q.Dimensions)),
	}
	var first, second []float64
	for i := range q.Items {
		rating, ok := sheet.Ratings[q.Items[i].ID]
		if !ok || rating == Unknown {
			continue
		}
		p.x[i], p.has[i] = float64(rating), true
		if q.Items[i].Stage == 1 {
			first = append(first, p.x[i])
		} else {
			second = append(second, p.x[i])
		}
	}
	if len(first) == 0 {
		first = second
	}
	p.mean, p.spread = meanAndSpread(first)
	for _, i := range q.model.inKeyOrder {
		if p.has[i] {
			d := q.model.itemDim[i]
			p.score[d] += float64(q.Items[i].Sign) * (p.x[i] - p.mean)
			p.n[d]++
		}
	}
	for d, n := range p.n {
		if n > 0 {
			p.score[d] /= float64(n)
		}
	}
	return p
}

// meanAndSpread of values; sorted first, so that their order changes nothing,
// not even the last bit.
func meanAndSpread(values []float64) (mean, spread float64) {
	if len(values) == 0 {
		return 0, 0
	}
	slices.Sort(values)
	for _, v := range values {
		mean += v
	}
	mean /= float64(len(values))
	for _, v := range values {
		spread += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(spread / float64(len(values)))
}

// fit of a target: its weights times the scores, summed in the order of the keys.
func (p *profile) fit(m *model, w vector) float64 {
	f := 0.0
	for _, d := range m.keyOrder {
		f += w[d] * p.score[d]
	}
	return f
}

// z is how far a fit stands out from what answers at random, with the same
// spread, would give. It is 0 when there is no spread.
func (p *profile) z(m *model, w vector, fit float64) float64 {
	variance := 0.0
	for _, d := range m.keyOrder {
		if p.n[d] > 0 {
			variance += w[d] * w[d] / float64(p.n[d])
		}
	}
	if p.spread == 0 || variance == 0 {
		return 0
	}
	return fit / (p.spread * math.Sqrt(variance))
}

// contribution of an item to a target's fit; they add up to it exactly.
func (p *profile) contribution(q *Quiz, w vector, item int) float64 {
	d := q.model.itemDim[item]
	if p.x[item] == p.mean {
		return 0 // and never -0, which would be written so
	}
	return w[d] * float64(q.Items[item].Sign) * (p.x[item] - p.mean) / float64(p.n[d])
}

// gradient is how much a target's fit moves when one answer of the first stage
// moves up by one step. A fit is linear in the answers, so this is exact.
func (p *profile) gradient(q *Quiz, w vector, item int) float64 {
	m := q.model
	d := m.itemDim[item]
	own := w[d] * float64(q.Items[item].Sign) / float64(p.n[d])
	return own - p.pull(q, w)/float64(p.answered(m))
}

// pull is how much a target's fit moves when the mean moves down by one: nothing
// when all ten plain dimensions have an answer.
func (p *profile) pull(q *Quiz, w vector) float64 {
	m := q.model
	total := 0.0
	for _, i := range m.inKeyOrder {
		if p.has[i] {
			d := m.itemDim[i]
			total += w[d] * float64(q.Items[i].Sign) / float64(p.n[d])
		}
	}
	return total
}

// answered counts the answers of the first stage.
func (p *profile) answered(m *model) int {
	n := 0
	for _, i := range m.stageOne {
		if p.has[i] {
			n++
		}
	}
	return n
}
