package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"pathways/models"
	"pathways/quizzes"
)

// demoLessons are the lessons of the demo that are under way.
type demoLessons struct {
	lessons []demoLesson
	classmates
}

// demoLesson is a lesson that can be joined right now.
type demoLesson struct{ class, code string }

// openLessons opens the joining of the demo's lessons again, as a teacher would:
// an hour after the last start it is closed. A class that has finished begins anew.
func openLessons(ctx context.Context, db *models.DB, library *quizzes.Library, people []demoPerson) (*demoLessons, error) {
	quiz, ok := library.Newest(theQuiz)
	if !ok {
		return nil, fmt.Errorf("the content has no quiz %s", theQuiz)
	}
	d := &demoLessons{classmates: classmates{db: db, minds: minds{quiz, rand.New(rand.NewPCG(rand.Uint64(), 1))}}}
	for _, p := range people {
		for _, classID := range p.Live {
			class, err := db.Classes.Find(ctx, p.UserID, classID)
			if err != nil {
				return nil, err
			}
			lesson, err := d.open(ctx, p.UserID, classID)
			if err != nil {
				return nil, err
			}
			d.lessons = append(d.lessons, demoLesson{class.Name + ", " + p.School, lesson.Code})
		}
	}
	return d, nil
}

// open goes on with the newest lesson of a class, or begins the next one.
func (d *demoLessons) open(ctx context.Context, teacherID int64, classID string) (models.Lesson, error) {
	lessons, err := d.db.Lessons.Of(ctx, teacherID, classID)
	if err != nil || len(lessons) == 0 {
		return models.Lesson{}, errors.Join(err, errors.New("the demo's lesson is gone: delete the demo's database to make a new one"))
	}
	lesson := lessons[0]
	if lesson.EndedAt == nil {
		answering, err := d.answering(ctx, teacherID, classID, lesson)
		if err == nil && len(answering) > 0 {
			d.owners = append(d.owners, answering...)
			err = d.db.Lessons.Extend(ctx, teacherID, lesson.PublicID)
		}
		if err != nil || len(answering) > 0 {
			return lesson, err
		}
	}
	next := models.Lesson{QuizKey: d.quiz.Key, QuizVersion: d.quiz.Version, Length: string(quizzes.Full), JoinBy: models.JoinByList}
	return next, d.begin(ctx, teacherID, classID, &next)
}

// stuckOne in so many pupils answers nothing: somebody always needs help.
const stuckOne = 9

// answering lists who is in the middle of a lesson's quiz.
func (d *demoLessons) answering(ctx context.Context, teacherID int64, classID string, lesson models.Lesson) ([]models.Owner, error) {
	progress, err := d.db.Lessons.Progress(ctx, teacherID, lesson.PublicID)
	if err != nil {
		return nil, err
	}
	var owners []models.Owner
	for i, at := range progress {
		if at.StartedAt == nil || at.FinishedAt != nil || i%stuckOne == 1 {
			continue
		}
		seat, err := d.db.Seats.Find(ctx, teacherID, classID, at.SeatPublicID)
		if err != nil {
			return nil, err
		}
		if seat.UserID != nil {
			owners = append(owners, models.Owner{UserID: *seat.UserID})
		}
	}
	return owners, nil
}

// begin starts a lesson, and everybody in the class starts its quiz.
func (d *demoLessons) begin(ctx context.Context, teacherID int64, classID string, lesson *models.Lesson) error {
	if err := d.db.Lessons.Start(ctx, teacherID, classID, lesson); err != nil {
		return err
	}
	seats, err := d.db.Seats.Of(ctx, teacherID, classID)
	if err != nil {
		return err
	}
	for _, seat := range seats {
		if seat.UserID == nil {
			continue
		}
		owner := models.Owner{UserID: *seat.UserID}
		attempt := models.Attempt{LessonID: &lesson.ID, QuizKey: lesson.QuizKey, QuizVersion: lesson.QuizVersion, Length: lesson.Length, Seed: d.dice.Int64N(1 << 31)}
		open, err := d.db.Attempts.Open(ctx, owner, lesson.QuizKey)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		if err := d.db.Attempts.StartInstead(ctx, owner, &attempt, open.PublicID); err != nil {
			return err
		}
		d.owners = append(d.owners, owner)
	}
	return nil
}
