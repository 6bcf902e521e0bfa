package main

import (
	"math/rand/v2"

	"pathways/quizzes"
)

// minds answer as pupils might: each would be happy in some role, and has a
// mind of their own.
type minds struct {
	quiz *quizzes.Quiz
	dice *rand.Rand
}

// rate answers one question as somebody made for a role.
func (m minds) rate(sheet quizzes.Sheet, item *quizzes.Item, roleID string) {
	pull := 0.9 * m.pull(roleID, item)
	rating := min(max(int(pull+m.dice.NormFloat64()*0.9+2.5)-2, -2), 2)
	sheet.Ratings[item.ID] = quizzes.Rating(rating)
	sheet.Seconds[item.ID] = 3 + m.dice.Float64()*8
}

// pull is how much somebody made for a role would like an activity.
func (m minds) pull(roleID string, item *quizzes.Item) float64 {
	for i := range m.quiz.Roles {
		if m.quiz.Roles[i].ID == roleID {
			return float64(m.quiz.Roles[i].Weights[item.Dimension]*item.Sign) - 1
		}
	}
	return 0
}

// choice is the sector that somebody would pick today.
func (m minds) choice() string { return m.quiz.Sectors[m.dice.IntN(len(m.quiz.Sectors))].ID }
