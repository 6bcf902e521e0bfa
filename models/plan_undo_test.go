package models_test

import (
	"reflect"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

func TestUndoAndRedoGoThroughTheVersionsAndBringStepsBackAsThemselves(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 2)
		step := plan.Steps[0]
		set(t, db, student, plan.PublicID, step.PublicID, func(c *models.StepChange) { c.Note = "Ask Mr Hall" })
		form := must[models.PlanStep](t)(db.Plans.FindStep(ctx, student, plan.PublicID, step.PublicID))
		ok(t, db.Plans.RemoveStep(ctx, student, plan.PublicID, step.PublicID))
		ok(t, db.Plans.Share(ctx, student, plan.PublicID, true))

		last := lastOf(t, db, student, plan.PublicID)
		if last.Undo != "Took out “Step 1”" || last.Redo != "" {
			t.Errorf("offers %+v", last)
		}
		if led := must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, last.Revision)); led != step.PublicID {
			t.Errorf("leads to %q", led)
		}
		back := must[models.PlanStep](t)(db.Plans.FindStep(ctx, student, plan.PublicID, step.PublicID))
		if back.Note != "Ask Mr Hall" || back.Position != 1 || back.Title != step.Title || back.Kind != step.Kind {
			t.Errorf("came back as %+v", back)
		}
		change := changeOf(form)
		change.Note = "from a form opened before"
		_, err := db.Plans.UpdateStep(ctx, student, plan.PublicID, step.PublicID, change)
		is(t, err, models.ErrStale)
		if !must[models.Plan](t)(db.Plans.Find(ctx, student, plan.PublicID)).Shared {
			t.Error("undoing a step stopped the sharing")
		}

		last = lastOf(t, db, student, plan.PublicID)
		if last.What != "Undid: Took out “Step 1”" || last.Undo != "Wrote a note on “Step 1”" || last.Redo != "Took out “Step 1”" {
			t.Errorf("offers %+v", last)
		}
		must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, last.Revision))
		last = lastOf(t, db, student, plan.PublicID)
		if last.Undo != "" || last.Redo != "Wrote a note on “Step 1”" {
			t.Errorf("at the first version it offers %+v", last)
		}
		is(t, errorOf(db.Plans.Undo(ctx, student, plan.PublicID, last.Revision)), models.ErrClosed)
		must[string](t)(db.Plans.Redo(ctx, student, plan.PublicID, last.Revision))
		must[string](t)(db.Plans.Redo(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision))
		last = lastOf(t, db, student, plan.PublicID)
		is(t, errorOf(db.Plans.Redo(ctx, student, plan.PublicID, last.Revision)), models.ErrClosed)
		if last.What != "Did again: Took out “Step 1”" || last.Redo != "" || orderOf(t, db, student, plan.PublicID) != "2" {
			t.Errorf("after doing both again: %+v", last)
		}
	})
}

func TestAnyKeptVersionCanBeLookedAtAndPutBack(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 3)
		for _, step := range plan.Steps[1:] {
			ok(t, db.Plans.RemoveStep(ctx, student, plan.PublicID, step.PublicID))
		}
		was, version, err := db.Plans.Version(ctx, student, plan.PublicID, 1)
		ok(t, err)
		if len(was.Steps) != 3 || was.Steps[2].PublicID != plan.Steps[2].PublicID || version.What != "Made the plan" {
			t.Errorf("looks like %+v, %+v", was, version)
		}
		_, _, err = db.Plans.Version(ctx, student, plan.PublicID, 77)
		is(t, err, models.ErrNotFound)
		is(t, db.Plans.PutBack(ctx, student, plan.PublicID, 3, 77), models.ErrNotFound)
		ok(t, db.Plans.PutBack(ctx, student, plan.PublicID, 3, 3)) // it is that already
		ok(t, db.Plans.PutBack(ctx, student, plan.PublicID, 3, 1))
		if got := orderOf(t, db, student, plan.PublicID); got != "123" {
			t.Errorf("put back as %s", got)
		}
		last := lastOf(t, db, student, plan.PublicID)
		if last.What != "Put back: Made the plan" || last.Undo != last.What {
			t.Errorf("says %+v", last)
		}
		must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, last.Revision))
		if got := orderOf(t, db, student, plan.PublicID); got != "1" {
			t.Errorf("undone to %s", got)
		}
	})
}

func TestAPlanOfBeforeThereWereVersionsCanHaveItsFirstChangeUndone(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 2)
		write, _, err := models.Pools(db)
		ok(t, err)
		_, err = write.Exec("DELETE FROM plan_versions")
		ok(t, err)
		if last := lastOf(t, db, student, plan.PublicID); last != (models.Last{}) {
			t.Errorf("offers %+v", last)
		}
		is(t, errorOf(db.Plans.Undo(ctx, student, plan.PublicID, 1)), models.ErrStale)
		ok(t, db.Plans.RemoveStep(ctx, student, plan.PublicID, plan.Steps[0].PublicID))
		must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision))
		want := []string{"Undid: Took out “Step 1”", "Took out “Step 1”", "The plan as it stood"}
		if got := whats(t, db, student, plan.PublicID); orderOf(t, db, student, plan.PublicID) != "12" || !reflect.DeepEqual(got, want) {
			t.Errorf("the history is %q", got)
		}
	})
}
