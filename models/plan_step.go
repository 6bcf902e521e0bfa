package models

import (
	"context"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"
)

// AddStep puts a student's own step at the end of a plan and fills in its ids.
// A sixty-first is ErrFull.
func (s *Plans) AddStep(ctx context.Context, userID int64, planPublicID string, step *PlanStep) error {
	return s.onPlan(ctx, userID, planPublicID, "adding a step", func(tx *gorm.DB, plan Plan) error {
		n, err := count[PlanStep](ctx, tx.Where("plan_id = ?", plan.ID))
		if err != nil {
			return err
		}
		if n >= MaxSteps {
			return ErrFull
		}
		step.Kind = OwnStep
		prepare(step, plan.ID, int(n)+1)
		return insert(ctx, tx, step)
	})
}

// FindStep returns a step of a student's plan.
func (s *Plans) FindStep(ctx context.Context, userID int64, planPublicID, stepPublicID string) (PlanStep, error) {
	step, err := take[PlanStep](ctx, s.read.
		Where("public_id = ? AND plan_id = (SELECT id FROM plans WHERE plans.public_id = ? AND user_id = ?)",
			stepPublicID, planPublicID, userID))
	return step, explain(err, "step %s", stepPublicID)
}

// StepChange is what a student may change in a step, all of it as it should be
// afterwards. Revision is that of the step the student was looking at.
type StepChange struct {
	Revision  int
	Title     string
	Detail    string
	StartsIn  string
	YearGroup int
	StartsOn  string
	EndsOn    string
	Months    int
	State     string
	Note      string
}

// UpdateStep changes a step and returns it as it is kept. If somebody changed it
// since the student looked, nothing is changed, the error is ErrStale, and the
// step is the one that is kept, so that both can be shown.
func (s *Plans) UpdateStep(ctx context.Context, userID int64, planPublicID, stepPublicID string, change StepChange) (PlanStep, error) {
	var step PlanStep
	err := s.onPlan(ctx, userID, planPublicID, "changing a step", func(tx *gorm.DB, plan Plan) error {
		n, err := run(ctx, tx, `UPDATE plan_steps SET title = ?, detail = ?, starts_in = ?, year_group = ?,
			starts_on = ?, ends_on = ?, months = ?, state = ?, note = ?, revision = revision + 1
			WHERE public_id = ? AND plan_id = ? AND revision = ?`,
			change.Title, change.Detail, change.StartsIn, change.YearGroup,
			change.StartsOn, change.EndsOn, change.Months, change.State, change.Note,
			stepPublicID, plan.ID, change.Revision)
		if err != nil {
			return err
		}
		step, err = take[PlanStep](ctx, tx.Where("public_id = ? AND plan_id = ?", stepPublicID, plan.ID))
		if err == nil && n == 0 {
			err = ErrStale
		}
		return err
	})
	return step, err
}

// Move puts a step directly before another one of its year, or, when there is
// no other, behind all of its year. If the other is not there any more, or is in
// another year, nothing is moved and the error is ErrStale.
func (s *Plans) Move(ctx context.Context, userID int64, planPublicID, stepPublicID, beforePublicID string) error {
	return s.onPlan(ctx, userID, planPublicID, "moving a step", func(tx *gorm.DB, plan Plan) error {
		from := placeOf(plan.Steps, stepPublicID)
		if from < 0 {
			return gorm.ErrRecordNotFound
		}
		to, err := placeFor(plan.Steps, from, beforePublicID)
		if err != nil || to == from {
			return err
		}
		shift := 1
		if to > from {
			shift = -1
		}
		_, err = run(ctx, tx, `UPDATE plan_steps SET position = CASE WHEN public_id = ? THEN ? ELSE position + ? END
			WHERE plan_id = ? AND position BETWEEN ? AND ?`,
			stepPublicID, to+1, shift, plan.ID, min(from, to)+1, max(from, to)+1)
		return err
	})
}

// SameYear reports whether two steps stand in the same school year of a plan,
// which begins in September. Without a day it is the one that a step names.
func (s PlanStep) SameYear(other PlanStep) bool { return s.schoolYear() == other.schoolYear() }

func (s PlanStep) schoolYear() string {
	from, err := time.Parse(time.DateOnly, s.StartsOn)
	if err != nil {
		return s.StartsIn
	}
	return strconv.Itoa(from.AddDate(0, -8, 0).Year())
}

// placeOf is where a step stands in a plan, 0 being the first, or -1.
func placeOf(steps []PlanStep, publicID string) int {
	return slices.IndexFunc(steps, func(step PlanStep) bool { return step.PublicID == publicID })
}

// placeFor is where a step stands once it is moved before another, or behind all
// of its year.
func placeFor(steps []PlanStep, from int, beforePublicID string) (int, error) {
	step := steps[from]
	if beforePublicID != "" {
		before := placeOf(steps, beforePublicID)
		if before < 0 || !step.SameYear(steps[before]) {
			return 0, ErrStale
		}
		if before > from {
			before-- // the step leaves its place and all behind it move up
		}
		return before, nil
	}
	last := from
	for i, other := range steps {
		if step.SameYear(other) {
			last = max(last, i)
		}
	}
	return last, nil
}

// RemoveStep takes a step out of a plan and closes the gap.
func (s *Plans) RemoveStep(ctx context.Context, userID int64, planPublicID, stepPublicID string) error {
	return s.onPlan(ctx, userID, planPublicID, "removing a step", func(tx *gorm.DB, plan Plan) error {
		step, err := take[PlanStep](ctx, tx.Where("public_id = ? AND plan_id = ?", stepPublicID, plan.ID))
		if err != nil {
			return err
		}
		if _, err := remove[PlanStep](ctx, tx.Where("id = ?", step.ID)); err != nil {
			return err
		}
		_, err = run(ctx, tx, "UPDATE plan_steps SET position = position - 1 WHERE plan_id = ? AND position > ?",
			plan.ID, step.Position)
		return err
	})
}
