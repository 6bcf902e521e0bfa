package models

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Plans stores students' plans. Every query carries the student.
type Plans struct{ store }

// How much a student may keep.
const (
	MaxPlans = 12
	MaxSteps = 60
)

// Create keeps a plan with its steps and fills in their ids. The first plan of
// a student is the main one; a thirteenth is ErrFull.
func (s *Plans) Create(ctx context.Context, userID int64, plan *Plan) error {
	now := s.now()
	plan.PublicID, plan.UserID, plan.Revision = newPublicID(), userID, 1
	plan.CreatedAt, plan.UpdatedAt = now, now
	err := s.change(ctx, func(tx *gorm.DB) error {
		// The student's row is the lock that makes counting safe.
		if _, err := take[User](ctx, tx.Clauses(forUpdate).Where("id = ?", userID)); err != nil {
			return err
		}
		n, err := count[Plan](ctx, tx.Where("user_id = ?", userID))
		if err != nil {
			return err
		}
		if n >= MaxPlans || len(plan.Steps) > MaxSteps {
			return ErrFull
		}
		plan.IsMain = n == 0
		if err := insert(ctx, tx.Omit("Steps"), plan); err != nil {
			return err
		}
		if err := createSteps(ctx, tx, plan); err != nil {
			return err
		}
		return s.keep(ctx, tx, PlanVersion{PlanID: plan.ID, Revision: 1, UserID: &userID, What: madeIt}, documentOf(*plan))
	})
	return explain(err, "creating a plan of student %d", userID)
}

var forUpdate = clause.Locking{Strength: "UPDATE"}

func createSteps(ctx context.Context, tx *gorm.DB, plan *Plan) error {
	for i := range plan.Steps {
		prepare(&plan.Steps[i], plan.ID, i+1)
	}
	if len(plan.Steps) == 0 {
		return nil
	}
	return tx.WithContext(ctx).CreateInBatches(&plan.Steps, MaxSteps).Error
}

// prepare fills in what the store knows about a new step.
func prepare(step *PlanStep, planID int64, position int) {
	step.PublicID, step.PlanID, step.Position, step.Revision = newPublicID(), planID, position, 1
	if step.State == "" {
		step.State = Todo
	}
	if step.Kind == "" {
		step.Kind = RouteStep
	}
}

// Find returns a student's plan with its steps.
func (s *Plans) Find(ctx context.Context, userID int64, publicID string) (Plan, error) {
	plan, err := take[Plan](ctx, withSteps(s.read).Where("public_id = ? AND user_id = ?", publicID, userID))
	return plan, explain(err, "plan %s", publicID)
}

// Main returns a student's main plan with its steps.
func (s *Plans) Main(ctx context.Context, userID int64) (Plan, error) {
	plan, err := take[Plan](ctx, withSteps(s.read).Where("user_id = ? AND is_main", userID))
	return plan, explain(err, "main plan of student %d", userID)
}

// Of returns a student's plans with their steps, the main one first.
func (s *Plans) Of(ctx context.Context, userID int64) ([]Plan, error) {
	plans, err := list[Plan](ctx, withSteps(s.read).Where("user_id = ?", userID).Order("is_main DESC, id"))
	return plans, explain(err, "plans of student %d", userID)
}

// SharedOf returns the plans that the pupil in a seat of the teacher's class
// shows, with their steps.
func (s *Plans) SharedOf(ctx context.Context, teacherID int64, classPublicID, seatPublicID string) ([]Plan, error) {
	plans, err := list[Plan](ctx, withSteps(s.read).
		Where("shared AND user_id = (?)", gorm.Expr(seatUser, seatPublicID, classPublicID, teacherID, s.now().UnixMicro())).
		Order("is_main DESC, id"))
	return plans, explain(err, "shared plans of seat %s", seatPublicID)
}

// Shared returns one plan that the pupil in a seat of the teacher's class shows.
func (s *Plans) Shared(ctx context.Context, teacherID int64, classPublicID, seatPublicID, planPublicID string) (Plan, error) {
	plan, err := SharedPlan{classPublicID, seatPublicID, planPublicID}.find(ctx, withSteps(s.read), teacherID, s.now())
	return plan, explain(err, "shared plan %s", planPublicID)
}

func withSteps(db *gorm.DB) *gorm.DB {
	return db.Preload("Steps", func(steps *gorm.DB) *gorm.DB { return steps.Order("position, id") })
}

// SetMain makes a plan the student's main one.
func (s *Plans) SetMain(ctx context.Context, userID int64, publicID string) error {
	return s.onPlan(ctx, userID, publicID, "main", func(tx *gorm.DB, plan Plan) error {
		if _, err := run(ctx, tx, "UPDATE plans SET is_main = ? WHERE user_id = ? AND is_main", false, userID); err != nil {
			return err
		}
		_, err := run(ctx, tx, "UPDATE plans SET is_main = ? WHERE id = ?", true, plan.ID)
		return err
	})
}

// Share shows a plan to the student's teachers, or keeps it from them.
func (s *Plans) Share(ctx context.Context, userID int64, publicID string, shared bool) error {
	return s.onPlan(ctx, userID, publicID, "sharing", func(tx *gorm.DB, plan Plan) error {
		_, err := run(ctx, tx, "UPDATE plans SET shared = ? WHERE id = ?", shared, plan.ID)
		return err
	})
}

// Remove deletes a plan. If it was the main one, the newest of the others is.
func (s *Plans) Remove(ctx context.Context, userID int64, publicID string) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		plan, err := ownPlan(ctx, tx, userID, publicID)
		if err != nil {
			return err
		}
		if _, err := remove[Plan](ctx, tx.Where("id = ?", plan.ID)); err != nil || !plan.IsMain {
			return err
		}
		_, err = run(ctx, tx, `UPDATE plans SET is_main = ?
			WHERE id = (SELECT max(id) FROM plans AS others WHERE others.user_id = ?)`, true, userID)
		return err
	})
	return explain(err, "removing of plan %s", publicID)
}

// onPlan changes a student's plan and keeps the version that comes of it. The
// revision tells that it changed.
func (s *Plans) onPlan(ctx context.Context, userID int64, publicID, doing string, f func(*gorm.DB, Plan) error) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		before, err := ownPlan(ctx, tx, userID, publicID)
		if err != nil {
			return err
		}
		if err := f(tx, before); err != nil {
			return err
		}
		if err := s.bumpPlan(ctx, tx, before.ID); err != nil {
			return err
		}
		after, err := take[Plan](ctx, withSteps(tx).Where("id = ?", before.ID))
		if err != nil {
			return err
		}
		return s.keepChange(ctx, tx, userID, before, after)
	})
	return explain(err, "%s of plan %s", doing, publicID)
}

// ownPlan returns a student's plan with its steps, to change it. The lock on the
// student makes changes at once wait for one another.
func ownPlan(ctx context.Context, tx *gorm.DB, userID int64, publicID string) (Plan, error) {
	if _, err := take[User](ctx, tx.Clauses(forUpdate).Where("id = ?", userID)); err != nil {
		return Plan{}, err
	}
	return take[Plan](ctx, withSteps(tx).Where("public_id = ? AND user_id = ?", publicID, userID))
}

func (s *Plans) bumpPlan(ctx context.Context, tx *gorm.DB, planID int64) error {
	_, err := run(ctx, tx, "UPDATE plans SET revision = revision + 1, updated_at = ? WHERE id = ?", s.now().UnixMicro(), planID)
	return err
}
