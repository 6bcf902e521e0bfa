package main

import (
	"context"
	"errors"
	"slices"
	"time"

	"pathways/models"
	"pathways/quizzes"
	"pathways/web"
)

// classmates are the demo's pupils in the lessons under way. They go on
// answering while the demo serves, so that a teacher sees a class at work.
type classmates struct {
	db     *models.DB
	owners []models.Owner // who is still answering
	minds
}

// betweenTaps is how long it takes until somebody in the classes answers.
const betweenTaps = 700 * time.Millisecond

// goOn lets everybody answer once, and then one after another until all have
// finished or the demo stops.
func (m *classmates) goOn(ctx context.Context) {
	defer func() { _ = recover() }() // a demo without classmates is a demo still
	for _, owner := range slices.Clone(m.owners) {
		m.answer(ctx, owner)
	}
	tick := time.NewTicker(betweenTaps)
	defer tick.Stop()
	for len(m.owners) > 0 {
		select {
		case <-tick.C:
			m.answer(ctx, m.owners[m.dice.IntN(len(m.owners))])
		case <-ctx.Done():
			return
		}
	}
}

// answer lets a pupil do the next thing of the quiz. One who has finished, or
// whom a visitor of the demo has taken over, does no more.
func (m *classmates) answer(ctx context.Context, owner models.Owner) {
	if err := m.next(ctx, owner); err != nil {
		m.owners = slices.DeleteFunc(m.owners, func(o models.Owner) bool { return o == owner })
	}
}

// errDone means that a pupil has finished.
var errDone = errors.New("the quiz is finished")

func (m *classmates) next(ctx context.Context, owner models.Owner) error {
	attempt, err := m.db.Attempts.Open(ctx, owner, theQuiz)
	if err != nil {
		return err
	}
	sheet, err := web.SheetOf(m.quiz, attempt)
	if err != nil {
		return err
	}
	item, _, more := m.quiz.Next(sheet)
	if !more && attempt.OwnChoice == "" {
		return m.db.Attempts.Choose(ctx, owner, attempt.ID, m.choice())
	}
	if !more {
		item = unanswered(m.quiz.StageTwo(sheet), sheet)
	}
	if item == nil {
		packing := models.Packing{Revision: attempt.Revision, Packed: m.quiz.Pack(sheet)}
		return errors.Join(m.db.Attempts.Finish(ctx, owner, attempt.ID, packing), errDone)
	}
	m.rate(sheet, item, m.quiz.Roles[attempt.Seed%int64(len(m.quiz.Roles))].ID)
	return m.db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{
		Item: item.ID, Rating: int8(sheet.Ratings[item.ID]), Seconds: float32(sheet.Seconds[item.ID]),
	})
}

func unanswered(items []*quizzes.Item, sheet quizzes.Sheet) *quizzes.Item {
	for _, item := range items {
		if _, done := sheet.Ratings[item.ID]; !done {
			return item
		}
	}
	return nil
}
