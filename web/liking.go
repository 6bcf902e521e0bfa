package web

import (
	"cmp"
	"slices"

	"pathways/quizzes"
)

// liking is how a class feels about one activity, over those who knew what it is.
type liking struct {
	Text string
	sum  int
	n    int
}

// mean is from -2, would hate it, to 2, would love it.
func (l *liking) mean() float64 { return float64(l.sum) / float64(l.n) }

// given is a sheet of answers, and the quiz that it answers.
type given struct {
	quiz  *quizzes.Quiz
	sheet quizzes.Sheet
}

// likings are how the class feels about each activity.
func (p *picture) likings() map[string]*liking {
	liked := map[string]*liking{}
	for _, one := range p.given {
		for id, rating := range one.sheet.Ratings {
			item, ok := one.quiz.Item(id)
			if !ok || rating == quizzes.Unknown {
				continue
			}
			if liked[item.Text] == nil {
				liked[item.Text] = &liking{Text: item.Text}
			}
			liked[item.Text].sum += int(rating)
			liked[item.Text].n++
		}
	}
	return liked
}

// activitiesShown is how many activities stand at either end.
const activitiesShown = 3

// ends are the activities that the class likes most and least, of those that so
// many have rated that nobody can be told from them.
func (p *picture) ends() (most, least []string) {
	var rated []*liking
	for _, one := range p.likings() {
		if one.n >= fewestRevealed {
			rated = append(rated, one)
		}
	}
	slices.SortFunc(rated, func(a, b *liking) int {
		return cmp.Or(cmp.Compare(b.mean(), a.mean()), cmp.Compare(a.Text, b.Text))
	})
	for i := range min(activitiesShown, len(rated)/2) {
		most = append(most, rated[i].Text)
		least = append(least, rated[len(rated)-1-i].Text)
	}
	return most, least
}
