package quizzes

import (
	"cmp"
	"math"
	"slices"
)

// model is a quiz made ready to be scored: ids turned into positions, weights
// into vectors.
type model struct {
	items      map[string]int
	dims       map[string]int
	itemDim    []int // by item: its dimension
	stageOne   []int // items of the first stage, in the file's order
	keyOrder   []int // dimensions by id: sums are made in that order
	inKeyOrder []int // items by id
	sectors    []vector
	special    []vector
	roles      []vector
	roleAt     map[string]int

	sectorSpread []float64 // by dimension: variance of the sectors' weights
}

// vector is a target's weights by dimension, in the order of the dimensions'
// ids: the plain part centred over the ten dimensions, the whole of length 1.
type vector []float64

func newModel(q *Quiz) *model {
	m := &model{items: map[string]int{}, dims: map[string]int{}}
	for i, d := range q.Dimensions {
		m.dims[d.ID] = i
	}
	for i := range q.Items {
		item := &q.Items[i]
		m.items[item.ID] = i
		d := m.dims[item.Dimension]
		item.Sector = q.Dimensions[d].Sector
		m.itemDim = append(m.itemDim, d)
		if item.Stage == 1 {
			m.stageOne = append(m.stageOne, i)
		}
	}
	m.keyOrder = byID(len(q.Dimensions), func(i int) string { return q.Dimensions[i].ID })
	m.inKeyOrder = byID(len(q.Items), func(i int) string { return q.Items[i].ID })
	m.sectors = vectors(q, m, q.Sectors)
	m.special = vectors(q, m, q.Specialisms)
	m.roles = vectors(q, m, q.Roles)
	m.roleAt = map[string]int{}
	for i := range q.Roles {
		m.roleAt[q.Roles[i].ID] = i
	}
	m.sectorSpread = spreadOf(m.sectors, len(q.Dimensions))
	return m
}

func vectors(q *Quiz, m *model, targets []Target) []vector {
	list := make([]vector, len(targets))
	for i := range targets {
		list[i] = newVector(q, m, &targets[i])
	}
	return list
}

// newVector centres the plain part, so that liking everything counts for
// nothing, and scales to length 1, so that no target wins by having more weights.
func newVector(q *Quiz, m *model, t *Target) vector {
	v := make(vector, len(q.Dimensions))
	sum, plain := 0.0, 0
	for _, i := range m.keyOrder {
		d := q.Dimensions[i]
		v[i] = float64(t.Weights[d.ID])
		if !d.Bipolar && d.Sector == "" {
			sum += v[i]
			plain++
		}
	}
	square := 0.0
	for _, i := range m.keyOrder {
		if d := q.Dimensions[i]; !d.Bipolar && d.Sector == "" {
			v[i] -= sum / float64(plain)
		}
		square += v[i] * v[i]
	}
	if square > 0 {
		for i := range v {
			v[i] /= math.Sqrt(square)
		}
	}
	return v
}

// spreadOf is how far targets are apart on each dimension.
func spreadOf(vectors []vector, dims int) []float64 {
	spread := make([]float64, dims)
	for d := range spread {
		column := make([]float64, len(vectors))
		for i, v := range vectors {
			column[i] = v[d]
		}
		_, deviation := meanAndSpread(column)
		spread[d] = deviation * deviation
	}
	return spread
}

// correlation of two targets over all dimensions, those of the closer look too:
// it is what tells roles apart that begin alike.
func (m *model) correlation(a, b vector) float64 {
	dot, aa, bb := 0.0, 0.0, 0.0
	for i := range a {
		dot += a[i] * b[i]
		aa += a[i] * a[i]
		bb += b[i] * b[i]
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return dot / math.Sqrt(aa*bb)
}

// byID lists positions by their ids: sums are always made in that order, so that
// they are the same to the last bit however the file is ordered.
func byID(n int, id func(int) string) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(id(a), id(b)) })
	return order
}
