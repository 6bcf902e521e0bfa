package models_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"pathways/models"
	"pathways/models/testdb"
)

// whats are the words of a plan's history, the newest first.
func whats(t testing.TB, db *models.DB, student int64, planID string) []string {
	t.Helper()
	var words []string
	for _, entry := range must[[]models.VersionEntry](t)(db.Plans.Versions(ctx, student, planID)) {
		words = append(words, entry.What)
	}
	return words
}

func lastOf(t testing.TB, db *models.DB, student int64, planID string) models.Last {
	t.Helper()
	return must[models.Last](t)(db.Plans.Last(ctx, student, planID))
}

func errorOf(_ string, err error) error { return err }

// set changes a step of a plan as it stands.
func set(t testing.TB, db *models.DB, student int64, planID, stepID string, f func(*models.StepChange)) {
	t.Helper()
	step := must[models.PlanStep](t)(db.Plans.FindStep(ctx, student, planID, stepID))
	change := changeOf(step)
	f(&change)
	must[models.PlanStep](t)(db.Plans.UpdateStep(ctx, student, planID, stepID, change))
}

// changeOf is the change of a step that leaves it as it is.
func changeOf(step models.PlanStep) models.StepChange {
	change, from := models.StepChange{}, reflect.ValueOf(step)
	for to, i := reflect.ValueOf(&change).Elem(), 0; i < to.NumField(); i++ {
		to.Field(i).Set(from.FieldByName(to.Type().Field(i).Name))
	}
	return change
}

func TestTheHistorySaysInWordsWhoDidWhatAndWhen(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db)
		plan := newPlan(t, db, student.ID, 3)
		one, two := plan.Steps[0].PublicID, plan.Steps[1].PublicID
		own := models.PlanStep{Title: "Visit the lab", YearGroup: 10}
		ok(t, db.Plans.AddStep(ctx, student.ID, plan.PublicID, &own))
		for _, f := range []func(*models.StepChange){
			func(c *models.StepChange) { c.State = models.Done },
			func(c *models.StepChange) { c.Note = "Ask Mr Hall" },
			func(c *models.StepChange) { c.Note = "Ask Mrs Shaw" },
			func(c *models.StepChange) { c.State, c.Note = models.Todo, "" },
			func(c *models.StepChange) {}, // and nothing
		} {
			set(t, db, student.ID, plan.PublicID, one, f)
		}
		set(t, db, student.ID, plan.PublicID, own.PublicID, func(c *models.StepChange) { c.Title = "See the lab" })
		ok(t, db.Plans.Move(ctx, student.ID, plan.PublicID, one, two))
		ok(t, db.Plans.Move(ctx, student.ID, plan.PublicID, one, plan.Steps[2].PublicID))
		ok(t, db.Plans.Move(ctx, student.ID, plan.PublicID, own.PublicID, two))
		ok(t, db.Plans.RemoveStep(ctx, student.ID, plan.PublicID, two))
		ok(t, db.Plans.Share(ctx, student.ID, plan.PublicID, true))
		ok(t, db.Plans.SetMain(ctx, student.ID, plan.PublicID))
		want := []string{
			"Took out “Step 2”", "Moved “See the lab”", "Swapped “Step 1” and “Step 2”", "Renamed “Visit the lab” to “See the lab”",
			"Changed “Step 1”", "Changed the note on “Step 1”", "Wrote a note on “Step 1”", "Ticked “Step 1” as done",
			"Added “Visit the lab”", "Made the plan",
		}
		if got := whats(t, db, student.ID, plan.PublicID); !reflect.DeepEqual(got, want) {
			t.Errorf("the history says\n%s", strings.Join(got, "\n"))
		}
		for _, entry := range must[[]models.VersionEntry](t)(db.Plans.Versions(ctx, student.ID, plan.PublicID)) {
			if entry.UserID == nil || *entry.UserID != student.ID || entry.Writer != student.DisplayName || entry.MadeAt.IsZero() {
				t.Errorf("%+v says not who or when", entry)
			}
		}
	})
}

func TestALongTitleFitsIntoTheHistory(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 0)
		own := models.PlanStep{Title: strings.Repeat("ä", 200)}
		ok(t, db.Plans.AddStep(ctx, student, plan.PublicID, &own))
		set(t, db, student, plan.PublicID, own.PublicID, func(c *models.StepChange) { c.Title = strings.Repeat("ö", 200) })
		for range 3 {
			must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision))
			must[string](t)(db.Plans.Redo(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision))
			newest := lastOf(t, db, student, plan.PublicID).Revision
			ok(t, db.Plans.PutBack(ctx, student, plan.PublicID, newest, newest-2))
			ok(t, db.Plans.PutBack(ctx, student, plan.PublicID, newest, newest-1))
		}
	})
}

func TestTheNewestFiftyVersionsAreKept(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan, other := newPlan(t, db, student, 1), newPlan(t, db, student, 1)
		for i := range models.MaxVersions + 3 {
			set(t, db, student, plan.PublicID, plan.Steps[0].PublicID, func(c *models.StepChange) { c.Note = fmt.Sprint(i) })
		}
		got := must[[]models.VersionEntry](t)(db.Plans.Versions(ctx, student, plan.PublicID))
		if len(got) != models.MaxVersions || got[0].Revision != models.MaxVersions+4 || got[len(got)-1].Revision != 5 {
			t.Errorf("%d are kept, from %d to %d", len(got), got[len(got)-1].Revision, got[0].Revision)
		}
		if words := whats(t, db, student, other.PublicID); len(words) != 1 {
			t.Errorf("the other plan has %q", words)
		}
		undone := 0
		for last := lastOf(t, db, student, plan.PublicID); last.Undo != ""; last = lastOf(t, db, student, plan.PublicID) {
			must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, last.Revision))
			undone++
		}
		if undone < models.MaxVersions/2-1 {
			t.Errorf("only %d changes could be undone", undone)
		}
	})
}

func TestTheHistoryOfALargePlanIsBounded(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := models.Plan{RoleID: "x"}
		for range models.MaxSteps {
			plan.Steps = append(plan.Steps, models.PlanStep{Title: "Step", Note: strings.Repeat("𝄞", 2000), Detail: strings.Repeat("𝄞", 400)})
		}
		ok(t, db.Plans.Create(ctx, student, &plan))
		for i, kept := range []int{2, 3, 3, 3} { // each takes more than a quarter
			set(t, db, student, plan.PublicID, plan.Steps[0].PublicID, func(c *models.StepChange) { c.Note = fmt.Sprint(i) })
			if got := whats(t, db, student, plan.PublicID); len(got) != kept {
				t.Errorf("after %d changes there are %d versions, want %d", i+1, len(got), kept)
			}
		}
		must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision))
	})
}

func TestNobodyElseSeesOrUndoesAStudentsVersions(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		mine, other := newStudent(t, db).ID, newStudent(t, db).ID
		plan := newPlan(t, db, mine, 2)
		ok(t, db.Plans.RemoveStep(ctx, mine, plan.PublicID, plan.Steps[0].PublicID))
		_, _, err := db.Plans.Version(ctx, other, plan.PublicID, 1)
		refused := []error{
			err, errorOf(db.Plans.Undo(ctx, other, plan.PublicID, 2)), errorOf(db.Plans.Redo(ctx, other, plan.PublicID, 2)),
			db.Plans.PutBack(ctx, other, plan.PublicID, 2, 1),
		}
		for _, err := range refused {
			is(t, err, models.ErrNotFound)
		}
		if got := whats(t, db, other, plan.PublicID); len(got) != 0 || lastOf(t, db, other, plan.PublicID) != (models.Last{}) {
			t.Errorf("somebody else reads %q", got)
		}
		if got := orderOf(t, db, mine, plan.PublicID); got != "2" {
			t.Errorf("somebody changed it to %s", got)
		}
	})
}

func TestOfManyWhoUndoTheSameChangeAtOnceOneDoes(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 3)
		for _, step := range plan.Steps {
			set(t, db, student, plan.PublicID, step.PublicID, func(c *models.StepChange) { c.State = models.Done })
		}
		seen := lastOf(t, db, student, plan.PublicID).Revision
		var undone, stale atomic.Int64
		var devices sync.WaitGroup
		for range 12 {
			devices.Go(func() {
				switch _, err := db.Plans.Undo(ctx, student, plan.PublicID, seen); {
				case err == nil:
					undone.Add(1)
				case errors.Is(err, models.ErrStale):
					stale.Add(1)
				default:
					t.Error(err)
				}
			})
		}
		devices.Wait()
		if undone.Load() != 1 || stale.Load() != 11 {
			t.Errorf("%d undid it, %d were told", undone.Load(), stale.Load())
		}
		got := must[models.Plan](t)(db.Plans.Find(ctx, student, plan.PublicID))
		if got.Steps[1].State != models.Done || got.Steps[2].State != models.Todo || len(whats(t, db, student, plan.PublicID)) != 5 {
			t.Errorf("it is %+v", got.Steps)
		}
	})
}

func TestChangesAtOnceEachHaveTheirVersion(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		student := newStudent(t, db).ID
		plan := newPlan(t, db, student, 8)
		var devices sync.WaitGroup
		for i, step := range plan.Steps {
			devices.Go(func() {
				change := changeOf(step)
				change.Note = fmt.Sprint("note ", i)
				if _, err := db.Plans.UpdateStep(ctx, student, plan.PublicID, step.PublicID, change); err != nil {
					t.Error(err)
				}
			})
		}
		devices.Wait()
		for n := 8; n > 0; n-- {
			notes := 0
			for _, step := range must[models.Plan](t)(db.Plans.Find(ctx, student, plan.PublicID)).Steps {
				if step.Note != "" {
					notes++
				}
			}
			if notes != n {
				t.Fatalf("%d notes, want %d", notes, n)
			}
			must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision))
		}
	})
}

// content is what a version brings back of a plan.
func content(plan models.Plan) models.Plan {
	plan.Revision, plan.UpdatedAt, plan.Shared, plan.IsMain = 0, plan.CreatedAt, false, false
	steps := make([]models.PlanStep, len(plan.Steps))
	for i, step := range plan.Steps {
		step.ID, step.Revision = 0, 0
		steps[i] = step
	}
	plan.Steps = steps
	return plan
}

func TestAsManyUndosAsChangesGiveBackTheFirstPlan(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		rapid.Check(t, func(r *rapid.T) {
			student := newStudent(t, db).ID
			plan := newPlan(t, db, student, rapid.IntRange(0, 4).Draw(r, "steps"))
			find := func() models.Plan { return must[models.Plan](t)(db.Plans.Find(ctx, student, plan.PublicID)) }
			states := []models.Plan{content(find())}
			for range rapid.IntRange(1, 8).Draw(r, "changes") {
				change(r, t, db, student, find())
				if now := content(find()); !reflect.DeepEqual(now, states[len(states)-1]) {
					states = append(states, now)
				}
			}
			for i := len(states) - 2; i >= 0; i-- {
				must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision))
				if got := content(find()); !reflect.DeepEqual(got, states[i]) {
					r.Fatalf("undone to\n%+v, want\n%+v", got, states[i])
				}
			}
			for _, state := range states[1:] {
				must[string](t)(db.Plans.Redo(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision))
				if got := content(find()); !reflect.DeepEqual(got, state) {
					r.Fatalf("done again as\n%+v, want\n%+v", got, state)
				}
			}
		})
	})
}

// change makes any change that a student can make to a plan.
func change(r *rapid.T, t testing.TB, db *models.DB, student int64, plan models.Plan) {
	t.Helper()
	what := rapid.SampledFrom([]string{"add", "share", "remove", "move", "state", "note", "put back"}).Draw(r, "what")
	if len(plan.Steps) == 0 && what != "share" && what != "put back" {
		what = "add"
	}
	any := func(name string) models.PlanStep { return rapid.SampledFrom(plan.Steps).Draw(r, name) }
	switch what {
	case "add":
		ok(t, db.Plans.AddStep(ctx, student, plan.PublicID, &models.PlanStep{Title: "Mine", YearGroup: 10}))
	case "share":
		ok(t, db.Plans.Share(ctx, student, plan.PublicID, !plan.Shared))
	case "remove":
		ok(t, db.Plans.RemoveStep(ctx, student, plan.PublicID, any("step").PublicID))
	case "move":
		ok(t, db.Plans.Move(ctx, student, plan.PublicID, any("step").PublicID, any("before").PublicID))
	case "state":
		state := rapid.SampledFrom([]string{models.Todo, models.Doing, models.Done, models.Skip}).Draw(r, "state")
		set(t, db, student, plan.PublicID, any("step").PublicID, func(c *models.StepChange) { c.State = state })
	case "note":
		note := rapid.StringN(0, 20, -1).Filter(func(s string) bool { return !strings.Contains(s, "\x00") }).Draw(r, "note")
		set(t, db, student, plan.PublicID, any("step").PublicID, func(c *models.StepChange) { c.Note = note })
	case "put back":
		entries := must[[]models.VersionEntry](t)(db.Plans.Versions(ctx, student, plan.PublicID))
		entry := rapid.SampledFrom(entries).Draw(r, "version")
		ok(t, db.Plans.PutBack(ctx, student, plan.PublicID, entries[0].Revision, entry.Revision))
	}
}

// writePlan changes a plan and says so after each change, until it is killed.
func writePlan(dsn string) {
	fail := func(err error) {
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
	}
	db, err := models.Open(ctx, dsn, models.Options{})
	fail(err)
	student := models.User{Who: models.Student, UserName: "calm-otter"}
	fail(db.Users.Create(ctx, &student))
	plan := models.Plan{RoleID: "x", Steps: []models.PlanStep{{Title: "One"}}}
	fail(db.Plans.Create(ctx, student.ID, &plan))
	step := plan.Steps[0]
	for i := 0; ; i++ {
		change := changeOf(step)
		change.Note = fmt.Sprint(i)
		step, err = db.Plans.UpdateStep(ctx, student.ID, plan.PublicID, step.PublicID, change)
		fail(err)
		fmt.Fprintln(os.Stdout, "saved", i)
	}
}

func TestAChangeAndItsVersionAreBothThereWhenTheProgramIsKilled(t *testing.T) {
	t.Parallel()
	testdb.EachDSN(t, func(t *testing.T, dsn string) {
		child := writer(dsn, writerPlans+"=yes")
		output, err := child.StdoutPipe()
		ok(t, err)
		ok(t, child.Start())
		saved := -1
		for lines := bufio.NewScanner(output); lines.Scan(); {
			number, isSaved := strings.CutPrefix(lines.Text(), "saved ")
			if !isSaved {
				t.Fatal(lines.Text())
			}
			if saved = must[int](t)(strconv.Atoi(number)); saved == 120 {
				ok(t, child.Process.Kill())
			}
		}
		if err := child.Wait(); err == nil || saved < 120 {
			t.Fatalf("the writer was not killed: %d saved", saved)
		}
		db := testdb.Open(t, dsn, models.Options{})
		student := must[models.User](t)(db.Users.ByUserName(ctx, "calm-otter")).ID
		plan := must[models.Plan](t)(db.Plans.Main(ctx, student))
		kept, _, err := db.Plans.Version(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision)
		ok(t, err)
		if note := must[int](t)(strconv.Atoi(plan.Steps[0].Note)); note < saved || kept.Steps[0].Note != plan.Steps[0].Note {
			t.Errorf("%d was acknowledged, the plan says %d, its version %s", saved, note, kept.Steps[0].Note)
		}
		must[string](t)(db.Plans.Undo(ctx, student, plan.PublicID, lastOf(t, db, student, plan.PublicID).Revision))
	})
}
