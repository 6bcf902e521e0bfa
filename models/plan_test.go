package models_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

func newPlan(t testing.TB, db *models.DB, userID int64, steps int) models.Plan {
	t.Helper()
	plan := models.Plan{RoleID: "radiographer", RoleName: "Radiographer", Sector: "secondary-healthcare", RouteID: "r1", ContentVersion: "abc"}
	for i := range steps {
		plan.Steps = append(plan.Steps, models.PlanStep{Title: fmt.Sprint("Step ", i+1), StepID: fmt.Sprint("s", i+1), YearGroup: 10})
	}
	ok(t, db.Plans.Create(ctx, userID, &plan))
	return plan
}

func TestStudentsSeeAndChangeOnlyTheirOwnPlans(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		mine, other := newStudent(t, db).ID, newStudent(t, db).ID
		plan := newPlan(t, db, mine, 2)
		step := plan.Steps[0].PublicID
		refused := map[string]error{
			"add":    db.Plans.AddStep(ctx, other, plan.PublicID, &models.PlanStep{Title: "x"}),
			"move":   db.Plans.Move(ctx, other, plan.PublicID, step, ""),
			"main":   db.Plans.SetMain(ctx, other, plan.PublicID),
			"share":  db.Plans.Share(ctx, other, plan.PublicID, true),
			"remove": db.Plans.Remove(ctx, other, plan.PublicID),
			"drop":   db.Plans.RemoveStep(ctx, other, plan.PublicID, step),
		}
		_, refused["find"] = db.Plans.Find(ctx, other, plan.PublicID)
		_, refused["step"] = db.Plans.FindStep(ctx, other, plan.PublicID, step)
		_, refused["update"] = db.Plans.UpdateStep(ctx, other, plan.PublicID, step, models.StepChange{Revision: 1, Title: "x", State: models.Done})
		_, refused["main of nobody"] = db.Plans.Main(ctx, other)
		theirs := newPlan(t, db, other, 1)
		_, refused["foreign step"] = db.Plans.UpdateStep(ctx, other, theirs.PublicID, step, models.StepChange{Revision: 1, Title: "x", State: models.Done})
		for what, err := range refused {
			if !errors.Is(err, models.ErrNotFound) {
				t.Errorf("%s: %v", what, err)
			}
		}
		got := must[models.Plan](t)(db.Plans.Find(ctx, mine, plan.PublicID))
		if len(got.Steps) != 2 || got.Steps[0].Title != "Step 1" || got.Revision != 1 || got.Shared || !got.IsMain {
			t.Errorf("somebody changed it: %+v", got)
		}
	})
}

func TestTheLaterOfTwoEditsIsShownBoth(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 1)
		step := plan.Steps[0]
		change := models.StepChange{Revision: step.Revision, Title: step.Title, State: models.Doing, Note: "from the Chromebook"}
		kept := must[models.PlanStep](t)(db.Plans.UpdateStep(ctx, student, plan.PublicID, step.PublicID, change))
		if kept.Revision != 2 || kept.Note != "from the Chromebook" {
			t.Errorf("kept %+v", kept)
		}
		change.Note = "from the phone"
		stored, err := db.Plans.UpdateStep(ctx, student, plan.PublicID, step.PublicID, change)
		is(t, err, models.ErrStale)
		if stored.Note != "from the Chromebook" || stored.Revision != 2 {
			t.Errorf("shown beside the later edit: %+v", stored)
		}
		change.Revision = 2
		kept = must[models.PlanStep](t)(db.Plans.UpdateStep(ctx, student, plan.PublicID, step.PublicID, change))
		if got := must[models.PlanStep](t)(db.Plans.FindStep(ctx, student, plan.PublicID, step.PublicID)); got != kept {
			t.Errorf("found %+v, kept %+v", got, kept)
		}
	})
}

// orderOf is the steps of a plan by the ends of their titles.
func orderOf(t testing.TB, db *models.DB, student int64, planID string) string {
	t.Helper()
	var titles []string
	for i, step := range must[models.Plan](t)(db.Plans.Find(ctx, student, planID)).Steps {
		titles = append(titles, strings.TrimPrefix(step.Title, "Step "))
		if step.Position != i+1 {
			t.Errorf("%s is at position %d", step.Title, step.Position)
		}
	}
	return strings.Join(titles, "")
}

func TestAPlanKeepsItsOrderWhenStepsMoveComeAndGo(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 4)
		id := func(step int) string {
			if step == 0 {
				return ""
			}
			return plan.Steps[step-1].PublicID
		}
		for _, move := range []struct {
			step, before int
			want         string
		}{{1, 4, "2314"}, {4, 2, "4231"}, {4, 2, "4231"}, {4, 4, "4231"}, {2, 0, "4312"}, {2, 4, "2431"}, {1, 0, "2431"}} {
			ok(t, db.Plans.Move(ctx, student, plan.PublicID, id(move.step), id(move.before)))
			if got := orderOf(t, db, student, plan.PublicID); got != move.want {
				t.Fatalf("after moving %d before %d: %s, want %s", move.step, move.before, got, move.want)
			}
		}
		ok(t, db.Plans.RemoveStep(ctx, student, plan.PublicID, id(4)))
		own := models.PlanStep{Title: "9"}
		ok(t, db.Plans.AddStep(ctx, student, plan.PublicID, &own))
		if got := orderOf(t, db, student, plan.PublicID); got != "2319" || own.Kind != models.OwnStep || own.State != models.Todo {
			t.Errorf("order is %s, own step %+v", got, own)
		}
	})
}

func TestAStepMovesWithinItsSchoolYearOnly(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := models.Plan{RoleID: "radiographer"}
		for i, year := range []string{"Year 10", "2027-09-01", "Year 10", "2028-08-31", "2027-08-31"} {
			step := models.PlanStep{Title: fmt.Sprint(i + 1), StartsIn: year}
			if strings.HasPrefix(year, "2") {
				step.StartsIn, step.StartsOn, step.EndsOn = "Year 11", year, year
			}
			plan.Steps = append(plan.Steps, step)
		}
		ok(t, db.Plans.Create(ctx, student, &plan))
		ok(t, db.Plans.Move(ctx, student, plan.PublicID, plan.Steps[0].PublicID, ""))
		if got := orderOf(t, db, student, plan.PublicID); got != "23145" {
			t.Errorf("behind its year: %s", got)
		}
		ok(t, db.Plans.Move(ctx, student, plan.PublicID, plan.Steps[3].PublicID, plan.Steps[1].PublicID))
		if got := orderOf(t, db, student, plan.PublicID); got != "42315" {
			t.Errorf("before another of the same school year: %s", got)
		}
		is(t, db.Plans.Move(ctx, student, plan.PublicID, plan.Steps[3].PublicID, plan.Steps[4].PublicID), models.ErrStale)
		is(t, db.Plans.Move(ctx, student, plan.PublicID, plan.Steps[0].PublicID, plan.Steps[4].PublicID), models.ErrStale)
		is(t, db.Plans.Move(ctx, student, plan.PublicID, plan.Steps[0].PublicID, "nowhere"), models.ErrStale)
		is(t, db.Plans.Move(ctx, student, plan.PublicID, "nowhere", plan.Steps[0].PublicID), models.ErrNotFound)
		if got := must[models.Plan](t)(db.Plans.Find(ctx, student, plan.PublicID)); got.Revision != 3 {
			t.Errorf("what was refused changed the plan: revision %d", got.Revision)
		}
	})
}

func TestAStudentHasOneMainPlanAndAtMostTwelve(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		first := newPlan(t, db, student, 0)
		var made, full atomic.Int64
		var callers sync.WaitGroup
		for range 16 {
			callers.Go(func() {
				err := db.Plans.Create(ctx, student, &models.Plan{RoleID: "x"})
				switch {
				case err == nil:
					made.Add(1)
				case errors.Is(err, models.ErrFull):
					full.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		callers.Wait()
		if made.Load() != 11 || full.Load() != 5 {
			t.Errorf("%d made, %d refused", made.Load(), full.Load())
		}
		all := must[[]models.Plan](t)(db.Plans.Of(ctx, student))
		last := all[len(all)-1]
		ok(t, db.Plans.SetMain(ctx, student, last.PublicID))
		if main := must[models.Plan](t)(db.Plans.Main(ctx, student)); main.PublicID != last.PublicID {
			t.Errorf("main is %s", main.PublicID)
		}
		ok(t, db.Plans.Remove(ctx, student, last.PublicID))
		if main := must[models.Plan](t)(db.Plans.Main(ctx, student)); main.PublicID == last.PublicID || main.PublicID == first.PublicID {
			t.Errorf("after removing the main plan it is %s", main.PublicID)
		}
	})
}

func TestAPlanHasAtMostSixtyStepsAndNotesAreLimited(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, models.MaxSteps)
		is(t, db.Plans.AddStep(ctx, student, plan.PublicID, &models.PlanStep{Title: "one more"}), models.ErrFull)
		change := models.StepChange{Revision: 1, Title: "x", State: models.Todo, Note: strings.Repeat("ä", 2000)}
		must[models.PlanStep](t)(db.Plans.UpdateStep(ctx, student, plan.PublicID, plan.Steps[0].PublicID, change))
		change.Revision, change.Note = 2, change.Note+"!"
		_, err := db.Plans.UpdateStep(ctx, student, plan.PublicID, plan.Steps[0].PublicID, change)
		is(t, err, models.ErrInvalid)
		change.Note, change.State = "", "perhaps"
		_, err = db.Plans.UpdateStep(ctx, student, plan.PublicID, plan.Steps[0].PublicID, change)
		is(t, err, models.ErrInvalid)
	})
}
