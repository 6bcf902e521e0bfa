package models_test

import (
	"strings"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

func TestWhatIsTakenOverNeverReachesNotesOrHowFarAStepIs(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 3)
		kept := must[models.PlanStep](t)(db.Plans.UpdateStep(ctx, student, plan.PublicID, plan.Steps[0].PublicID,
			models.StepChange{Revision: 1, Title: "Step 1", StartsOn: "2027-09-01", EndsOn: "2029-08-31", State: models.Doing, Note: "Ask Mr Hall"}))
		if kept.StartsOn != "2027-09-01" || kept.EndsOn != "2029-08-31" {
			t.Fatalf("kept %+v", kept)
		}
		ok(t, db.Plans.Amend(ctx, student, plan.PublicID, models.Amendment{
			ContentVersion: "def",
			Changed: []models.PlanStep{{
				PublicID: kept.PublicID, Title: "Step one", Detail: "new words", StartsIn: "Year 12", YearGroup: 12,
				StartsOn: "2028-09-01", EndsOn: "2030-08-31", Months: 24, Usually: true, State: models.Todo, Note: "no",
			}},
			Added: []models.PlanStep{{Kind: models.DateStep, StepID: "s1", DateID: "d", Title: "Apply", StartsOn: "2028-01-11", EndsOn: "2028-01-20", Usually: true}},
		}))
		got := must[models.Plan](t)(db.Plans.Find(ctx, student, plan.PublicID))
		if got.ContentVersion != "def" || got.Revision != 3 || len(got.Steps) != 4 {
			t.Fatalf("%+v", got)
		}
		if first := got.Steps[0]; first.Kind != models.DateStep || first.DateID != "d" || first.State != models.Todo || first.PublicID == "" {
			t.Errorf("added: %+v", first)
		}
		one := got.Steps[1]
		if one.Title != "Step one" || one.StartsOn != "2028-09-01" || one.Months != 24 || !one.Usually || one.Note != "Ask Mr Hall" || one.State != models.Doing || one.Revision != kept.Revision+1 {
			t.Errorf("changed: %+v", one)
		}
		for i, step := range got.Steps {
			if step.Position != i+1 {
				t.Errorf("%s is at position %d", step.Title, step.Position)
			}
		}
	})
}

func TestAStepThatGoesIsKeptAsAnOwnOneWhenSomethingWasMadeOfIt(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 3)
		must[models.PlanStep](t)(db.Plans.UpdateStep(ctx, student, plan.PublicID, plan.Steps[1].PublicID,
			models.StepChange{Revision: 1, Title: "Step 2", State: models.Todo, Note: "mine"}))
		ok(t, db.Plans.Amend(ctx, student, plan.PublicID, models.Amendment{ContentVersion: "def", Removed: []string{plan.Steps[0].PublicID, plan.Steps[1].PublicID}}))
		var left []string
		for _, step := range must[models.Plan](t)(db.Plans.Find(ctx, student, plan.PublicID)).Steps {
			left = append(left, step.Kind+" "+step.Title+" "+step.Note+step.StepID)
		}
		if got := strings.Join(left, ", "); got != "own Step 2 mine, route Step 3 s3" {
			t.Error(got)
		}
	})
}

func TestAPlanThatIsFullTakesNothingOver(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		mine, other := newStudent(t, db).ID, newStudent(t, db).ID
		plan := newPlan(t, db, mine, models.MaxSteps)
		change := models.Amendment{
			ContentVersion: "def", Added: []models.PlanStep{{Title: "one more"}},
			Changed: []models.PlanStep{{PublicID: plan.Steps[0].PublicID, Title: "changed"}},
		}
		is(t, db.Plans.Amend(ctx, mine, plan.PublicID, change), models.ErrFull)
		is(t, db.Plans.Amend(ctx, other, plan.PublicID, change), models.ErrNotFound)
		change.Added = nil
		theirs := newPlan(t, db, other, 1)
		is(t, db.Plans.Amend(ctx, other, theirs.PublicID, change), models.ErrNotFound)
		got := must[models.Plan](t)(db.Plans.Find(ctx, mine, plan.PublicID))
		if got.ContentVersion != "abc" || got.Steps[0].Title != "Step 1" || got.Revision != 1 {
			t.Errorf("changed: %+v", got)
		}
	})
}
