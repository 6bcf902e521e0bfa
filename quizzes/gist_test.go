package quizzes

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestTheGistOfASheetIsThatOfItsRanking(t *testing.T) {
	t.Parallel()
	q := shipped(t)
	rapid.Check(t, func(r *rapid.T) {
		sheet := q.randomSheet(dice(rapid.Uint64().Draw(r, "sheet")), 0)
		if rapid.Bool().Draw(r, "starter") {
			sheet = q.starterOf(sheet)
		}
		pace := rapid.SampledFrom([]float64{0.1, 1, 5}).Draw(r, "pace")
		sheet.Seconds = map[string]float64{}
		for id := range sheet.Ratings {
			sheet.Seconds[id] = pace
			if rapid.IntRange(0, 3).Draw(r, "same") == 0 {
				sheet.Ratings[id] = 1
			}
		}
		ranking, gist := q.Score(sheet), q.Gist(sheet)
		first := ""
		if ranking.Ranked {
			first = ranking.Sectors[0].ID
		}
		if gist.First != first || !slices.Equal(gist.Dimensions, ranking.Dimensions) {
			t.Errorf("the gist is %+v, the ranking says %q and %+v", gist, first, ranking.Dimensions)
		}
	})
}

func BenchmarkGist(b *testing.B) {
	q := shipped(b)
	sheet := q.randomSheet(dice(1), 0)
	for b.Loop() {
		q.Gist(sheet)
	}
}
