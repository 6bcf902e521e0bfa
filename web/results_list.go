package web

import (
	"cmp"
	"slices"

	"pathways/models"
)

// Whom the list of a class's results shows. Anything else is everybody.
const (
	everybodyListed = "all"
	withoutPlan     = "no-plan"
	withoutResult   = "not-finished"
)

// The orders of the list besides that of the class's own, sortByList.
const (
	sortByName   = "name"
	sortBySector = "sector"
)

// Whos are the parts of the class to choose from.
func (p resultsPage) Whos() []choice {
	return []choice{
		{everybodyListed, "Everybody", p.Who == everybodyListed},
		{withoutPlan, "Who has no plan", p.Who == withoutPlan},
		{withoutResult, "Who has not finished", p.Who == withoutResult},
	}
}

// Sorts are the orders to choose from.
func (p resultsPage) Sorts() []choice {
	return []choice{
		{sortByList, "List", p.Sort == sortByList},
		{sortByName, "Name", p.Sort == sortByName},
		{sortBySector, "First sector", p.Sort == sortBySector},
	}
}

// choose puts the rows that were asked for onto the page, in the order that was.
func (p *resultsPage) choose(rows []seatRow, who, order string) {
	p.Seats, p.Who, p.Sort = slices.Clone(rows), everybodyListed, sortByList
	switch who {
	case withoutPlan:
		p.Who = who
		p.Seats = slices.DeleteFunc(p.Seats, func(row seatRow) bool { return row.HasPlan })
	case withoutResult:
		p.Who = who
		p.Seats = slices.DeleteFunc(p.Seats, func(row seatRow) bool { return row.AttemptPublicID != "" })
	}
	switch order {
	case sortByName:
		p.Sort = order
		slices.SortStableFunc(p.Seats, func(a, b seatRow) int {
			return cmp.Compare(models.NameKey(a.ShownName()), models.NameKey(b.ShownName()))
		})
	case sortBySector:
		p.Sort = order
		slices.SortStableFunc(p.Seats, func(a, b seatRow) int {
			return cmp.Or(cmp.Compare(a.place(), b.place()), cmp.Compare(a.First, b.First))
		})
	}
}

// place puts those with a first sector before those without a favourite, and
// those who have not finished last.
func (r seatRow) place() int {
	switch {
	case r.Ranked:
		return 0
	case r.AttemptPublicID != "":
		return 1
	}
	return 2
}
