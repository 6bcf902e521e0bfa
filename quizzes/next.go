package quizzes

import (
	"math"
)

// starterItems is how many items the lesson starter asks: both bipolar pairs and
// twelve that it picks.
const starterItems = 16

// StageOne tells how far a sheet is in the first stage: items answered, or known
// not to be known, of how many.
func (q *Quiz) StageOne(sheet Sheet) (answered, total int) {
	for _, i := range q.model.stageOne {
		if _, ok := sheet.Ratings[q.Items[i].ID]; ok {
			answered++
		}
	}
	return answered, q.StageOneTotal(sheet.Length)
}

// StageOneTotal is how many items a length asks in the first stage.
func (q *Quiz) StageOneTotal(length Length) int {
	if length == Starter {
		return min(starterItems, len(q.model.stageOne))
	}
	return len(q.model.stageOne)
}

// Next is the item of the first stage that comes now, and why. The full quiz
// asks in the file's order. The starter picks, from the answers so far and from
// nothing else, and asks every dimension at least once.
func (q *Quiz) Next(sheet Sheet) (item *Item, why string, ok bool) {
	answered, total := q.StageOne(sheet)
	if answered >= total {
		return nil, "", false
	}
	if sheet.Length == Starter {
		item, why = q.nextInStarter(sheet, answered)
		return item, why, true
	}
	for _, i := range q.model.stageOne {
		if _, asked := sheet.Ratings[q.Items[i].ID]; !asked {
			return &q.Items[i], "the full quiz asks in a fixed order", true
		}
	}
	return nil, "", false
}

// bipolarEvery places the four questions of setting evenly among the sixteen.
const bipolarEvery = 4

// nextInStarter asks about a setting every fourth time. In between it picks the
// dimension whose answer would sharpen the ranking most.
func (q *Quiz) nextInStarter(sheet Sheet, answered int) (*Item, string) {
	wantBipolar := answered%bipolarEvery == bipolarEvery-2
	best, bestGain := -1, math.Inf(-1)
	p := newProfile(q, sheet)
	first, second := q.leaders(p, sheet.Seed)
	asked := q.askedByDimension(sheet)
	for _, i := range q.model.stageOne {
		if _, known := sheet.Ratings[q.Items[i].ID]; known {
			continue
		}
		d := q.model.itemDim[i]
		if q.Dimensions[d].Bipolar != wantBipolar && q.hasLeft(sheet, wantBipolar) {
			continue
		}
		if gain := q.gain(p, asked, d, first, second); gain > bestGain+tie {
			best, bestGain = i, gain
		}
	}
	item := &q.Items[best]
	d := q.Dimensions[q.model.itemDim[best]]
	switch {
	case d.Bipolar:
		return item, "the two settings are asked of everybody"
	case asked[q.model.itemDim[best]] == 0:
		return item, "nothing is known yet about " + d.Name + ", which tells " + first.Name + " from " + second.Name
	}
	return item, "one more answer about " + d.Name + " decides between " + first.Name + " and " + second.Name
}

// hasLeft tells whether an item of the kind is still to be asked.
func (q *Quiz) hasLeft(sheet Sheet, bipolar bool) bool {
	for _, i := range q.model.stageOne {
		if _, known := sheet.Ratings[q.Items[i].ID]; !known && q.Dimensions[q.model.itemDim[i]].Bipolar == bipolar {
			return true
		}
	}
	return false
}

// leaders are the two sectors in front so far.
func (q *Quiz) leaders(p *profile, seed int64) (first, second *Target) {
	list := make([]Scored, len(q.Sectors))
	for i := range q.Sectors {
		list[i] = Scored{ID: q.Sectors[i].ID, Fit: p.fit(q.model, q.model.sectors[i])}
	}
	sortByFit(list, seed)
	return q.sector(list[0].ID), q.sector(list[1].ID)
}

func (q *Quiz) sector(id string) *Target {
	for i := range q.Sectors {
		if q.Sectors[i].ID == id {
			return &q.Sectors[i]
		}
	}
	return nil
}

// askedByDimension counts the items that were put to somebody, known or not.
func (q *Quiz) askedByDimension(sheet Sheet) []int {
	asked := make([]int, len(q.Dimensions))
	for _, i := range q.model.stageOne {
		if _, known := sheet.Ratings[q.Items[i].ID]; known {
			asked[q.model.itemDim[i]]++
		}
	}
	return asked
}

// unasked is added to the gain of a dimension nobody asked about yet: each is
// asked once before any is asked twice.
const unasked = 100

// gain is how much less uncertain the distance between the two leaders would be
// with one more answer on a dimension: its variance falls as 1/n. A little of all
// sectors' spread counts too, so that the leaders may still be overtaken.
func (q *Quiz) gain(p *profile, asked []int, d int, first, second *Target) float64 {
	between := q.sectorVector(first.ID)[d] - q.sectorVector(second.ID)[d]
	value := between*between + overtaking*q.model.sectorSpread[d]
	if asked[d] == 0 {
		return unasked + value
	}
	n := float64(max(p.n[d], 1))
	return value * (1/n - 1/(n+1))
}

// overtaking is how much the spread of all five sectors counts beside the
// distance of the two in front.
const overtaking = 0.25

// StageTwo lists the items of the closer look: those of the two sectors in front
// after the first stage. There are none when nothing is ranked.
func (q *Quiz) StageTwo(sheet Sheet) []*Item {
	p := newProfile(q, sheet)
	if q.isFlat(p) || isRushed(q, sheet) {
		return nil
	}
	first, second := q.leaders(p, sheet.Seed)
	var items []*Item
	for _, sector := range []*Target{first, second} {
		for i := range q.Items {
			if q.Items[i].Stage == 2 && q.Items[i].Sector == sector.ID {
				items = append(items, &q.Items[i])
			}
		}
	}
	return items
}
