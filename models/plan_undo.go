package models

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"
)

// The first words of what goes back and forth among the versions.
const (
	undid   = "Undid: "
	didIt   = "Did again: "
	putBack = "Put back: "
)

// Undo takes back the newest change of a plan. Seen is the revision of the
// version that the student was looking at: if there is a newer one, nothing is
// undone and the error is ErrStale. When there is nothing to undo it is ErrClosed.
// It returns the public id of a step that is another now, if there is one.
func (s *Plans) Undo(ctx context.Context, userID int64, planPublicID string, seen int) (string, error) {
	return s.turn(ctx, userID, planPublicID, "undoing", seen, func(tx *gorm.DB, _ Plan, newest version) (version, error) {
		there, err := findVersion(ctx, tx, newest.PlanID, newest.doc.Back)
		there.What, there.doc.Again = undid+newest.doc.Did, newest.Revision
		return there, closed(err)
	})
}

// Redo does again what was undone last, by the rules of Undo.
func (s *Plans) Redo(ctx context.Context, userID int64, planPublicID string, seen int) (string, error) {
	return s.turn(ctx, userID, planPublicID, "redoing", seen, func(tx *gorm.DB, _ Plan, newest version) (version, error) {
		there, err := findVersion(ctx, tx, newest.PlanID, newest.doc.Again)
		there.What = didIt + there.doc.Did
		return there, closed(err)
	})
}

// PutBack makes a plan again what it was at a revision, by the rules of Undo. A
// version that is not kept is ErrNotFound.
func (s *Plans) PutBack(ctx context.Context, userID int64, planPublicID string, seen, revision int) error {
	_, err := s.turn(ctx, userID, planPublicID, "putting back", seen, func(tx *gorm.DB, plan Plan, newest version) (version, error) {
		there, err := findVersion(ctx, tx, newest.PlanID, revision)
		if err != nil || sameContent(plan, there.doc) {
			return version{}, err
		}
		there.What = putBack + strings.TrimPrefix(there.What, putBack)
		there.doc.Did, there.doc.Back, there.doc.Again = there.What, newest.Revision, 0
		return there, nil
	})
	return err
}

// closed turns "there is no such version" into "there is nothing to do".
func closed(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return ErrClosed
	}
	return err
}

// turn makes a plan what it was at another version and keeps that as a new one.
// A version without words changes nothing.
func (s *Plans) turn(ctx context.Context, userID int64, planPublicID, doing string, seen int, pick func(*gorm.DB, Plan, version) (version, error)) (string, error) {
	step := ""
	err := s.change(ctx, func(tx *gorm.DB) error {
		plan, err := ownPlan(ctx, tx, userID, planPublicID)
		if err != nil {
			return err
		}
		newest, err := newestVersion(ctx, tx, plan.ID)
		if errors.Is(err, gorm.ErrRecordNotFound) || err == nil && newest.Revision != seen {
			err = ErrStale
		}
		if err != nil {
			return err
		}
		next, err := pick(tx, plan, newest)
		if err != nil || next.What == "" {
			return err
		}
		step = touchedStep(documentOf(plan), next.doc)
		if err := replace(ctx, tx, plan, next.doc); err != nil {
			return err
		}
		if err := s.bumpPlan(ctx, tx, plan.ID); err != nil {
			return err
		}
		return s.keep(ctx, tx, PlanVersion{PlanID: plan.ID, Revision: plan.Revision + 1, UserID: &userID, What: next.What}, next.doc)
	})
	return step, explain(err, "%s of plan %s", doing, planPublicID)
}
