package models

import (
	"context"
	"time"

	"gorm.io/gorm"
)

// Comments stores what teachers and the student write about a shared plan. A
// teacher reaches a plan as Plans.Shared does, the student by their own id.
type Comments struct{ store }

// How much may be written about a plan.
const (
	MaxComments   = 100
	LongestRemark = 1000
)

// Comment is a PlanComment as one of its readers sees it.
type Comment struct {
	PublicID  string
	UserID    *int64
	Text      string
	WrittenAt time.Time  `gorm:"serializer:micros"`
	HiddenAt  *time.Time `gorm:"serializer:micros"`
	Writer    string     // by the name that is shown; empty when the account is gone
	Pupil     bool       // written by the student whose plan it is
}

// readable selects the comments on a plan in the order of time.
const readable = `SELECT plan_comments.public_id, plan_comments.user_id, plan_comments.text, plan_comments.written_at,
	plan_comments.hidden_at, COALESCE(users.display_name, '') AS writer,
	COALESCE(plan_comments.user_id = plans.user_id, ?) AS pupil
	FROM plan_comments JOIN plans ON plans.id = plan_comments.plan_id LEFT JOIN users ON users.id = plan_comments.user_id
	WHERE plan_comments.plan_id = ? ORDER BY plan_comments.id`

// Of returns what was written about a student's own plan.
func (s *Comments) Of(ctx context.Context, userID int64, planPublicID string) ([]Comment, error) {
	plan, err := take[Plan](ctx, s.read.Where("public_id = ? AND user_id = ?", planPublicID, userID))
	return s.about(ctx, plan, err)
}

// OfShared returns what was written about a plan that the pupil in a seat of the
// teacher's class shows.
func (s *Comments) OfShared(ctx context.Context, teacherID int64, at SharedPlan) ([]Comment, error) {
	plan, err := at.find(ctx, s.read, teacherID, s.now())
	return s.about(ctx, plan, err)
}

func (s *Comments) about(ctx context.Context, plan Plan, err error) ([]Comment, error) {
	var comments []Comment
	if err == nil {
		comments, err = list[Comment](ctx, s.read.Raw(readable, false, plan.ID))
	}
	return comments, explain(err, "comments on a plan")
}

// SharedPlan names a plan as a teacher does: by the class, the seat and the plan.
type SharedPlan struct{ Class, Seat, Plan string }

// find returns the plan if its pupil shows it to this teacher.
func (at SharedPlan) find(ctx context.Context, db *gorm.DB, teacherID int64, now time.Time) (Plan, error) {
	return take[Plan](ctx, db.Where("public_id = ? AND shared AND user_id = (?)", at.Plan,
		gorm.Expr(seatUser, at.Seat, at.Class, teacherID, now.UnixMicro())))
}

// Answer adds a comment of the student's to their own plan and returns its id.
// While the plan is not shared, nobody would read it: that is ErrClosed. One
// more than MaxComments is ErrFull.
func (s *Comments) Answer(ctx context.Context, userID int64, planPublicID, text string) (string, error) {
	return s.add(ctx, userID, text, func(tx *gorm.DB) (Plan, error) {
		plan, err := take[Plan](ctx, tx.Where("public_id = ? AND user_id = ?", planPublicID, userID))
		if err == nil && !plan.Shared {
			err = ErrClosed
		}
		return plan, err
	})
}

// Write adds a comment of a teacher's to a plan that is shared with them.
func (s *Comments) Write(ctx context.Context, teacherID int64, at SharedPlan, text string) (string, error) {
	return s.add(ctx, teacherID, text, func(tx *gorm.DB) (Plan, error) { return at.find(ctx, tx, teacherID, s.now()) })
}

// add keeps a comment. The lock on the plan makes counting safe.
func (s *Comments) add(ctx context.Context, userID int64, text string, find func(locked *gorm.DB) (Plan, error)) (string, error) {
	comment := PlanComment{PublicID: newPublicID(), UserID: &userID, Text: text, WrittenAt: s.now()}
	err := s.change(ctx, func(tx *gorm.DB) error {
		plan, err := find(tx.Clauses(forUpdate))
		if err != nil {
			return err
		}
		n, err := count[PlanComment](ctx, tx.Where("plan_id = ?", plan.ID))
		if err == nil && n >= MaxComments {
			err = ErrFull
		}
		if err != nil {
			return err
		}
		comment.PlanID = plan.ID
		return insert(ctx, tx, &comment)
	})
	return comment.PublicID, explain(err, "commenting on a plan")
}

// Remove deletes a comment that the student wrote on their own plan.
func (s *Comments) Remove(ctx context.Context, userID int64, planPublicID, commentPublicID string) error {
	n, err := run(ctx, s.write, `DELETE FROM plan_comments WHERE public_id = ? AND user_id = ?
		AND plan_id = (SELECT id FROM plans WHERE plans.public_id = ? AND plans.user_id = ?)`,
		commentPublicID, userID, planPublicID, userID)
	return explain(touched(n, err), "removing comment %s", commentPublicID)
}

// TakeBack deletes a comment that the teacher wrote on a shared plan.
func (s *Comments) TakeBack(ctx context.Context, teacherID int64, at SharedPlan, commentPublicID string) error {
	return s.onShared(ctx, teacherID, at, func(tx *gorm.DB, plan Plan) (int, error) {
		return remove[PlanComment](ctx, tx.Where("public_id = ? AND plan_id = ? AND user_id = ?", commentPublicID, plan.ID, teacherID))
	})
}

// Hide keeps a pupil's comment from those who read the plan, or shows it again.
func (s *Comments) Hide(ctx context.Context, teacherID int64, at SharedPlan, commentPublicID string, hide bool) error {
	return s.onShared(ctx, teacherID, at, func(tx *gorm.DB, plan Plan) (int, error) {
		return run(ctx, tx, "UPDATE plan_comments SET hidden_at = ? WHERE public_id = ? AND plan_id = ? AND user_id = ?",
			s.since(hide), commentPublicID, plan.ID, plan.UserID)
	})
}

// onShared changes one comment on a plan that is shared with a teacher.
func (s *Comments) onShared(ctx context.Context, teacherID int64, at SharedPlan, f func(*gorm.DB, Plan) (int, error)) error {
	err := s.change(ctx, func(tx *gorm.DB) error {
		plan, err := at.find(ctx, tx, teacherID, s.now())
		if err != nil {
			return err
		}
		return touched(f(tx, plan))
	})
	return explain(err, "a comment on plan %s", at.Plan)
}

// Unanswered returns the shared plans of a student, by their public ids, on
// which a teacher had the last word.
func (s *Comments) Unanswered(ctx context.Context, userID int64) ([]string, error) {
	plans, err := list[string](ctx, s.read.Raw(`SELECT plans.public_id FROM plans
		JOIN plan_comments ON plan_comments.plan_id = plans.id
		WHERE plans.user_id = ? AND plans.shared AND COALESCE(plan_comments.user_id <> plans.user_id, ?)
		AND plan_comments.id = (SELECT max(id) FROM plan_comments AS others WHERE others.plan_id = plans.id)
		ORDER BY plans.id`, userID, true))
	return plans, explain(err, "unanswered comments of student %d", userID)
}
