package models_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

// fill puts something into every table.
func fill(t *testing.T, db *models.DB) (room, models.User) {
	t.Helper()
	r := newRoom(t, db)
	student := r.join(t, db, 0)
	owner := models.Owner{UserID: student.ID}
	_, _, err := db.Sessions.Start(ctx, &student.ID)
	ok(t, err)
	finished, open := newAttempt(t, db, owner), newAttempt(t, db, owner)
	ok(t, db.Attempts.Finish(ctx, owner, finished.ID, models.Packing{Packed: []byte{0, 1, 255}}))
	ok(t, db.Attempts.Dispute(ctx, owner, finished.ID, "q01", "not me: \"ä\""))
	ok(t, db.Attempts.Answer(ctx, owner, open.ID, models.Answer{Item: "q01", Rating: -2, Seconds: 2.5}))
	newPlan(t, db, student.ID, 3)
	must[string](t)(db.Links.Create(ctx, &models.Link{Kind: models.Reset, UserID: &student.ID}))
	ok(t, db.Audit.Add(ctx, models.AuditEntry{What: "sign-in", ActorID: &student.ID, SchoolID: &r.school.ID}))
	_, err = db.Failures.Try(ctx, "calm-otter")
	ok(t, err)
	ok(t, db.Settings.Put(ctx, "demo", "yes"))
	return r, student
}

// everything is what a student and a teacher see.
func everything(t *testing.T, db *models.DB, r room, student models.User) []any {
	t.Helper()
	owner := models.Owner{UserID: student.ID}
	open := must[models.Attempt](t)(db.Attempts.Open(ctx, owner, "interests"))
	return []any{
		must[[]models.Attempt](t)(db.Attempts.Of(ctx, owner)), open,
		must[models.Attempt](t)(db.Attempts.Newest(ctx, owner)),
		must[[]models.Plan](t)(db.Plans.Of(ctx, student.ID)),
		must[[]models.User](t)(db.Users.List(ctx)),
		must[[]models.SeatResult](t)(db.Classes.Results(ctx, r.teacher.ID, r.class.PublicID)),
		must[[]models.Lesson](t)(db.Lessons.Of(ctx, r.teacher.ID, r.class.PublicID)),
		must[[]models.AuditEntry](t)(db.Audit.OfSchool(ctx, r.school.ID, 10)),
		must[string](t)(db.Settings.Find(ctx, "demo")),
	}
}

func TestABackupIsRestoredAndComparedOnEitherDatabase(t *testing.T) {
	t.Parallel()
	testdb.EachDSN(t, func(t *testing.T, dsn string) {
		db := testdb.Open(t, dsn, models.Options{})
		r, student := fill(t, db)
		want := everything(t, db, r, student)
		file := filepath.Join(t.TempDir(), "backup.db")
		ok(t, models.Backup(ctx, dsn, file))
		if err := models.Backup(ctx, dsn, file); err == nil || !strings.Contains(err.Error(), "does not overwrite") {
			t.Errorf("a second backup into the same file: %v", err)
		}

		t.Run("restored", func(t *testing.T) {
			testdb.EachDSN(t, func(t *testing.T, elsewhere string) {
				ok(t, models.Restore(ctx, file, elsewhere, false))
				restored := testdb.Open(t, elsewhere, models.Options{})
				if got := everything(t, restored, r, student); !reflect.DeepEqual(got, want) {
					t.Errorf("restored\n%+v\nbacked up\n%+v", got, want)
				}
				// New rows must not collide with those that came back.
				fillAgain, _ := fill(t, restored)
				if fillAgain.class.ID <= r.class.ID {
					t.Errorf("class id %d after %d", fillAgain.class.ID, r.class.ID)
				}
				if err := models.Restore(ctx, file, elsewhere, false); err == nil || !strings.Contains(err.Error(), "--replace") {
					t.Errorf("restoring over people: %v", err)
				}
			})
		})
	})
}

func TestABackupTakenWhilePupilsAnswerIsWhole(t *testing.T) {
	t.Parallel()
	testdb.EachDSN(t, func(t *testing.T, dsn string) {
		db := testdb.Open(t, dsn, models.Options{})
		owner := models.Owner{UserID: newStudent(t, db).ID}
		attempt := newAttempt(t, db, owner)
		var pupils sync.WaitGroup
		for pupil := range 4 {
			pupils.Go(func() {
				for i := range 60 {
					if err := db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprint(pupil, "-", i), Rating: 1}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		file := filepath.Join(t.TempDir(), "backup.db")
		ok(t, models.Backup(ctx, dsn, file))
		pupils.Wait()
		elsewhere := testdb.SQLite(t)
		ok(t, models.Restore(ctx, file, elsewhere, false))
		got := must[models.Attempt](t)(testdb.Open(t, elsewhere, models.Options{}).Attempts.Find(ctx, owner, attempt.PublicID))
		if got.Answered != len(got.Answers) {
			t.Errorf("the counter says %d, there are %d answers", got.Answered, len(got.Answers))
		}
	})
}

func TestARestoreReplacesOnlyWhenToldAndNotUnderARunningProgram(t *testing.T) {
	t.Parallel()
	dsn, file := testdb.SQLite(t), filepath.Join(t.TempDir(), "backup.db")
	path := strings.TrimPrefix(dsn, "sqlite:")
	db := must[*models.DB](t)(models.Open(ctx, dsn, models.Options{}))
	newSchool(t, db)
	ok(t, models.Backup(ctx, dsn, file))
	newSchool(t, db)

	err := models.Restore(ctx, file, dsn, true)
	if err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("restoring under a running program: %v", err)
	}
	if n := len(must[[]models.School](t)(db.Schools.List(ctx))); n != 2 {
		t.Errorf("%d schools after the refusal", n)
	}
	ok(t, db.Close())
	ok(t, models.Restore(ctx, file, dsn, true))
	again := testdb.Open(t, dsn, models.Options{})
	if n := len(must[[]models.School](t)(again.Schools.List(ctx))); n != 1 {
		t.Errorf("%d schools after the restore", n)
	}

	broken := filepath.Join(t.TempDir(), "broken.db")
	bytes := must[[]byte](t)(os.ReadFile(file))
	for i := 4096; i < 8192; i++ {
		bytes[i] = 0xA5
	}
	ok(t, os.WriteFile(broken, bytes, 0o600))
	if err := models.Restore(ctx, broken, testdb.SQLite(t), false); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("restoring a damaged backup: %v", err)
	}
	if left, _ := filepath.Glob(path + ".*"); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
