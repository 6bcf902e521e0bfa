package quizzes

import "math"

// Change is the smallest change of one answer that would put another sector first.
type Change struct {
	Item  string `json:"item"`
	From  Rating `json:"from"`
	To    Rating `json:"to"`
	First string `json:"first"` // the sector that would be first
}

// smallestChange looks for the one answer that would swap first and second with
// the fewest steps; of several, the one that moves them furthest. It is nil
// when no single answer would.
func (q *Quiz) smallestChange(p *profile, sectors []Scored) *Change {
	first, second := q.sectorVector(sectors[0].ID), q.sectorVector(sectors[1].ID)
	gap := sectors[0].Fit - sectors[1].Fit
	var best *Change
	bestSteps, bestMove := math.Inf(1), 0.0
	for _, i := range q.model.inKeyOrder {
		if q.Items[i].Stage != 1 || !p.has[i] {
			continue
		}
		move := p.gradient(q, second, i) - p.gradient(q, first, i) // of second towards first, a step up
		if math.Abs(move) < tie {
			continue
		}
		steps := math.Floor(gap/math.Abs(move)+tie) + 1
		to := p.x[i] + math.Copysign(steps, move)
		if to < float64(Lowest) || to > float64(Highest) {
			continue
		}
		if steps < bestSteps || steps == bestSteps && math.Abs(move) > bestMove+tie {
			bestSteps, bestMove = steps, math.Abs(move)
			best = &Change{q.Items[i].ID, Rating(p.x[i]), Rating(to), sectors[1].ID}
		}
	}
	return best
}

// isCloseCall tells whether one answer moved by one step could swap the first
// two sectors, or make them equal.
func (q *Quiz) isCloseCall(p *profile, sectors []Scored) bool {
	first, second := q.sectorVector(sectors[0].ID), q.sectorVector(sectors[1].ID)
	gap := sectors[0].Fit - sectors[1].Fit
	for _, i := range q.model.stageOne {
		if !p.has[i] {
			continue
		}
		move := p.gradient(q, second, i) - p.gradient(q, first, i)
		to := p.x[i] + math.Copysign(1, move)
		if math.Abs(move)+tie >= gap && to >= float64(Lowest) && to <= float64(Highest) {
			return true
		}
	}
	return false
}

func (q *Quiz) sectorVector(id string) vector {
	for i := range q.Sectors {
		if q.Sectors[i].ID == id {
			return q.model.sectors[i]
		}
	}
	return nil
}
