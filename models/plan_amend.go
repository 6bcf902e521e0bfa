package models

import (
	"context"
	"slices"

	"gorm.io/gorm"
)

// Amendment is what of a catalogue a student takes over into a plan. It reaches
// the words and days of steps, and neither notes nor how far a step is.
type Amendment struct {
	ContentVersion string     // of the catalogue that the plan is now compared with
	Changed        []PlanStep // by public id, with the words and days to come
	Added          []PlanStep
	Removed        []string // public ids
}

// Amend takes changes over into a plan, all or none. More than sixty steps is
// ErrFull. A step that is to go, but has a note or was begun, becomes one of the
// student's own.
func (s *Plans) Amend(ctx context.Context, userID int64, publicID string, a Amendment) error {
	return s.onPlan(ctx, userID, publicID, "amending", func(tx *gorm.DB, plan Plan) error {
		for _, step := range a.Changed {
			if err := amendStep(ctx, tx, plan.ID, step); err != nil {
				return err
			}
		}
		for _, id := range a.Removed {
			if err := letGo(ctx, tx, plan.ID, id); err != nil {
				return err
			}
		}
		if err := arrange(ctx, tx, plan.ID, a.Added); err != nil {
			return err
		}
		_, err := run(ctx, tx, "UPDATE plans SET content_version = ? WHERE id = ?", a.ContentVersion, plan.ID)
		return err
	})
}

func amendStep(ctx context.Context, tx *gorm.DB, planID int64, step PlanStep) error {
	return touched(run(ctx, tx, `UPDATE plan_steps SET title = ?, detail = ?, starts_in = ?, year_group = ?,
		starts_on = ?, ends_on = ?, months = ?, usually = ?, revision = revision + 1
		WHERE public_id = ? AND plan_id = ?`,
		step.Title, step.Detail, step.StartsIn, step.YearGroup,
		step.StartsOn, step.EndsOn, step.Months, step.Usually, step.PublicID, planID))
}

// letGo takes a step out, unless the student has made something of it.
func letGo(ctx context.Context, tx *gorm.DB, planID int64, publicID string) error {
	n, err := run(ctx, tx, "DELETE FROM plan_steps WHERE public_id = ? AND plan_id = ? AND note = '' AND state = ?", publicID, planID, Todo)
	if err != nil || n > 0 {
		return err
	}
	return touched(run(ctx, tx, `UPDATE plan_steps SET kind = ?, step_id = '', date_id = '', revision = revision + 1
		WHERE public_id = ? AND plan_id = ?`, OwnStep, publicID, planID))
}

// arrange puts new steps where their days are, among those in the student's
// order, and counts the positions anew.
func arrange(ctx context.Context, tx *gorm.DB, planID int64, added []PlanStep) error {
	steps, err := list[PlanStep](ctx, tx.Where("plan_id = ?", planID).Order("position, id"))
	if err != nil {
		return err
	}
	if len(steps)+len(added) > MaxSteps {
		return ErrFull
	}
	for _, step := range added {
		at := len(steps)
		for at > 0 && step.StartsOn != "" && (steps[at-1].StartsOn == "" || steps[at-1].StartsOn > step.StartsOn) {
			at--
		}
		steps = slices.Insert(steps, at, step)
	}
	for i := range steps {
		if steps[i].ID == 0 {
			prepare(&steps[i], planID, i+1)
			err = insert(ctx, tx, &steps[i])
		} else if steps[i].Position != i+1 {
			_, err = run(ctx, tx, "UPDATE plan_steps SET position = ? WHERE id = ?", i+1, steps[i].ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
