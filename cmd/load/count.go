package main

import (
	"context"
	"errors"
	"fmt"

	"pathways/models"
	"pathways/quizzes"
)

// tally is what the database keeps of what was acknowledged.
type tally struct {
	answers, lost, doubled int
	problems               []string // the first of what is wrong, in words
}

// mostProblems is how many are told.
const mostProblems = 10

func (t *tally) wrong(line string, values ...any) {
	if len(t.problems) < mostProblems {
		t.problems = append(t.problems, fmt.Sprintf(line, values...))
	}
}

func (t *tally) lose(line string, values ...any) {
	t.lost++
	t.wrong(line, values...)
}

func (t *tally) double(line string, values ...any) {
	t.doubled++
	t.wrong(line, values...)
}

// count opens the database and looks for every answer that a pupil was told is
// saved: it must be there once, with the value that was sent.
func count(ctx context.Context, dsn string, pupils []*pupil) (t tally, err error) {
	library, err := quizzes.Load(quizzes.Embedded())
	if err != nil {
		return t, err
	}
	db, err := models.Open(ctx, dsn, models.Options{})
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	for _, p := range pupils {
		if p.told.attempt == "" {
			continue
		}
		user, err := db.Users.ByUserName(ctx, p.UserName)
		if err != nil {
			return t, err
		}
		attempt, err := db.Attempts.Find(ctx, models.Owner{UserID: user.ID}, p.told.attempt)
		if err != nil {
			return t, err
		}
		kept, err := ratingsOf(library, attempt)
		if err != nil {
			return t, err
		}
		t.compare(p.told, attempt, kept)
	}
	return t, nil
}

// ratingsOf reads what is kept: rows while an attempt is open, and what they
// were packed into when it is finished.
func ratingsOf(library *quizzes.Library, attempt models.Attempt) (map[string]quizzes.Rating, error) {
	if attempt.FinishedAt == nil {
		kept := map[string]quizzes.Rating{}
		for _, answer := range attempt.Answers {
			kept[answer.Item] = quizzes.Rating(answer.Rating)
		}
		return kept, nil
	}
	quiz, ok := library.Find(attempt.QuizKey, attempt.QuizVersion)
	if !ok {
		return nil, fmt.Errorf("there is no quiz %s version %d", attempt.QuizKey, attempt.QuizVersion)
	}
	sheet, err := quiz.Unpack(attempt.Packed)
	return sheet.Ratings, err
}

// compare counts one attempt.
func (t *tally) compare(told record, attempt models.Attempt, kept map[string]quizzes.Rating) {
	t.answers += told.saves
	for item, rating := range told.ratings {
		if got, ok := kept[item]; !ok {
			t.lose("attempt %s: %s is lost", told.attempt, item)
		} else if got != rating {
			t.lose("attempt %s: %s is %d, and %d was acknowledged", told.attempt, item, got, rating)
		}
	}
	if told.choice != "" && attempt.OwnChoice != told.choice {
		t.lose("attempt %s: the own choice is %q, and %q was acknowledged", told.attempt, attempt.OwnChoice, told.choice)
	}
	if told.finished && attempt.FinishedAt == nil {
		t.lose("attempt %s: the finish is lost", told.attempt)
	}
	if extra := len(kept) - len(told.ratings) - told.unsure; extra > 0 {
		t.double("attempt %s: %d answers nobody gave", told.attempt, extra)
	}
	if attempt.Answered != len(kept) {
		t.double("attempt %s: %d items are kept, and %d were counted", told.attempt, len(kept), attempt.Answered)
	}
	switch saves := attempt.Revision; {
	case saves < told.saves:
		t.lose("attempt %s: %d saves, and %d were acknowledged", told.attempt, saves, told.saves)
	case saves > told.saves+told.unsure:
		t.double("attempt %s: %d saves, and %d were acknowledged", told.attempt, saves, told.saves)
	}
}
