package quizzes

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestEverySectorSpecialismAndRoleIsFirstForSomebody(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	for _, kind := range []struct {
		targets []Target
		vectors []vector
		list    func(Ranking) []Scored
	}{
		{q.Sectors, q.model.sectors, func(r Ranking) []Scored { return r.Sectors }},
		{q.Specialisms, q.model.special, func(r Ranking) []Scored { return r.Specialisms }},
		{q.Roles, q.model.roles, func(r Ranking) []Scored { return r.Roles }},
	} {
		for i, target := range kind.targets {
			sheet, found := q.sheetFor(kind.vectors, i)
			if !found {
				t.Errorf("no sheet puts %s first", target.ID)
				continue
			}
			if r := q.Score(sheet); !r.Ranked || kind.list(r)[0].ID != target.ID || len(q.Check(sheet)) > 0 {
				t.Errorf("%s is not first on the sheet that was found for it", target.ID)
			}
		}
	}
}

func TestNoTwoRolesAreTheSameUnlessTheyAreSiblings(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	for i, a := range q.Roles {
		for _, sibling := range a.Siblings {
			if sibling == a.ID {
				t.Errorf("%s is its own sibling", a.ID)
			}
		}
		for j, b := range q.Roles[:i] {
			dot := 0.0
			for d := range q.model.roles[i] { // of length 1
				dot += q.model.roles[i][d] * q.model.roles[j][d]
			}
			if dot > tooAlike && !slices.Contains(a.Siblings, b.ID) && !slices.Contains(b.Siblings, a.ID) {
				t.Errorf("%s and %s correlate %.3f and are no siblings", a.ID, b.ID, dot)
			}
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
	for kind := range noise {
		if r.SameMissing[kind] < 85 {
			t.Errorf("the first sector stays on %.1f %% of %s sheets with answers missing", r.SameMissing[kind], kind)
		}
	}
	for _, measured := range []map[string]float64{r.CloseCalls, r.SameMissing, r.StarterSame} {
		for _, kind := range []string{randomly, mildly, mediumly} {
			if share, ok := measured[kind]; !ok || share < 0 || share > 100 {
				t.Errorf("of %s sheets %.1f %% is measured", kind, share)
			}
		}
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
