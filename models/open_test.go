package models_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pathways/models"
	"pathways/models/testdb"
)

// closed makes a database file with some people in it and returns its path.
func closed(t *testing.T) string {
	t.Helper()
	dsn := testdb.SQLite(t)
	db := must[*models.DB](t)(models.Open(ctx, dsn, models.Options{}))
	for range 50 {
		newStudent(t, db)
	}
	ok(t, db.Close())
	return strings.TrimPrefix(dsn, "sqlite:")
}

func execute(t *testing.T, path string, statements ...string) {
	t.Helper()
	pool := must[*sql.DB](t)(sql.Open("sqlite3", "file:"+path))
	for _, statement := range statements {
		must[sql.Result](t)(pool.Exec(statement))
	}
	ok(t, pool.Close())
}

func TestADatabaseThatCannotBeUsedIsRefusedAndLeftAsItIs(t *testing.T) {
	t.Parallel()
	overwrite := func(t *testing.T, path string, from, to int) {
		bytes := must[[]byte](t)(os.ReadFile(path))
		for i := from; i < to; i++ {
			bytes[i] = 0x5A
		}
		ok(t, os.WriteFile(path, bytes, 0o600))
	}
	cases := map[string]struct {
		spoil func(t *testing.T, path string)
		line  string
	}{
		"newer": {func(t *testing.T, path string) {
			execute(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
		}, "newer version"},
		"of another program": {func(t *testing.T, path string) {
			ok(t, os.Remove(path))
			execute(t, path, "CREATE TABLE notes (text)")
		}, "another program"},
		"with another program's mark": {func(t *testing.T, path string) {
			execute(t, path, "PRAGMA application_id = 42")
		}, "another program"},
		"a text": {func(t *testing.T, path string) {
			ok(t, os.WriteFile(path, []byte(strings.Repeat("Dear diary. ", 100)), 0o600))
		}, "damaged"},
		"a few bytes": {func(t *testing.T, path string) {
			ok(t, os.WriteFile(path, []byte("hello"), 0o600))
		}, "damaged"},
		"cut short": {func(t *testing.T, path string) {
			ok(t, os.Truncate(path, 20000))
		}, "damaged"},
		"overwritten in the middle": {func(t *testing.T, path string) {
			overwrite(t, path, 4096*3, 4096*5)
		}, "damaged"},
		"overwritten in its schema": {func(t *testing.T, path string) {
			overwrite(t, path, 100, 4096)
		}, "damaged"},
	}
	for name, it := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := closed(t)
			it.spoil(t, path)
			before := sha256.Sum256(must[[]byte](t)(os.ReadFile(path)))
			_, err := models.Open(ctx, "sqlite:"+path, models.Options{})
			var refusal models.Refusal
			if !errors.As(err, &refusal) || !strings.Contains(err.Error(), it.line) || strings.Contains(err.Error(), "\n") {
				t.Errorf("the refusal is %v", err)
			}
			if before != sha256.Sum256(must[[]byte](t)(os.ReadFile(path))) {
				t.Error("the file was changed")
			}
			if left := must[[]os.DirEntry](t)(os.ReadDir(filepath.Dir(path))); len(left) != 1 {
				t.Errorf("left beside it: %v", left)
			}
		})
	}
}

func TestAPostgresDatabaseThatCannotBeUsedIsRefused(t *testing.T) {
	t.Parallel()
	for line, statement := range map[string]string{
		"another program": "CREATE TABLE settings (name text)",
		"newer version":   "CREATE TABLE goose_db_version (id serial, version_id bigint, is_applied boolean); INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)",
	} {
		dsn := testdb.EmptyPostgres(t)
		pool := must[*sql.DB](t)(sql.Open("pgx", dsn))
		must[sql.Result](t)(pool.Exec(statement))
		_, err := models.Open(ctx, dsn, models.Options{})
		if err == nil || !strings.Contains(err.Error(), line) || strings.Contains(err.Error(), "\n") {
			t.Errorf("the refusal is %v", err)
		}
		var tables int
		ok(t, pool.QueryRow("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'").Scan(&tables))
		if tables != 1 {
			t.Errorf("%d tables afterwards", tables)
		}
		ok(t, pool.Close())
	}
}

func TestAWrongAddressIsOnePlainLine(t *testing.T) {
	t.Parallel()
	for dsn, line := range map[string]string{
		"":                         "must be sqlite:PATH",
		"sqlite:":                  "must be sqlite:PATH",
		"mysql://root:secret@host": "must be sqlite:PATH",
		"sqlite:" + filepath.Join(t.TempDir(), "no", "such", "pathways.db"): "no folder",
		"sqlite:" + t.TempDir():                  "not a file",
		"postgres://ann:secret@127.0.0.1:1/none": "cannot be reached",
	} {
		_, err := models.Open(ctx, dsn, models.Options{})
		if err == nil || !strings.Contains(err.Error(), line) || strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", dsn, err)
		}
	}
}

func TestTheBuiltInSQLiteHasNoKnownLogDamage(t *testing.T) {
	t.Parallel()
	version := must[string](t)(models.SQLiteVersion(ctx))
	number := 0
	for _, part := range strings.Split(version, ".") {
		number = number*1000 + must[int](t)(strconv.Atoi(part))
	}
	if number < 3_051_003 {
		t.Errorf("SQLite is %s", version)
	}
}

func TestADatabaseOpensAgainWithEverythingInItUnderAnOddName(t *testing.T) {
	t.Parallel()
	dsn := "sqlite:" + filepath.Join(t.TempDir(), "a #1 100%? ü.db")
	db := must[*models.DB](t)(models.Open(ctx, dsn, models.Options{}))
	student := newStudent(t, db)
	ok(t, db.Close())
	db = testdb.Open(t, dsn, models.Options{})
	if found := must[models.User](t)(db.Users.ByUserName(ctx, strings.ToUpper(student.UserName))); found.ID != student.ID {
		t.Errorf("found %+v", found)
	}
	info := must[os.FileInfo](t)(os.Stat(strings.TrimPrefix(dsn, "sqlite:")))
	if info.Mode().Perm() != 0o600 {
		t.Errorf("others can read it: %s", info.Mode())
	}
}

func TestTogetherKeepsAllOrNothing(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		stop := errors.New("stop")
		err := db.Together(ctx, func(tx *models.DB) error {
			student := newStudent(t, tx)
			owner := models.Owner{UserID: student.ID}
			attempt := newAttempt(t, tx, owner)
			ok(t, tx.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: "q01", Rating: 1}))
			newPlan(t, tx, student.ID, 2)
			if n := must[int64](t)(tx.Users.Count(ctx)); n != 1 {
				t.Errorf("inside there are %d users", n)
			}
			return stop
		})
		is(t, err, stop)
		if n := must[int64](t)(db.Users.Count(ctx)); n != 0 {
			t.Errorf("%d users were kept", n)
		}
		ok(t, db.Ready(ctx))
	})
}

func TestADatabaseThatIsAwayIsBusyAndComesBack(t *testing.T) {
	t.Parallel()
	dsn := testdb.SQLite(t)
	db := testdb.Open(t, dsn, models.Options{})
	owner := models.Owner{UserID: newStudent(t, db).ID}
	attempt := newAttempt(t, db, owner)
	answer := models.Answer{Item: "q01", Rating: 1}

	// Another program holds the file: what waits too long was not saved.
	other := must[*sql.DB](t)(sql.Open("sqlite3", "file:"+strings.TrimPrefix(dsn, "sqlite:")+"?_txlock=immediate"))
	defer other.Close()
	tx := must[*sql.Tx](t)(other.Begin())
	short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	is(t, db.Attempts.Answer(short, owner, attempt.ID, answer), models.ErrBusy)
	ok(t, tx.Rollback())
	ok(t, db.Attempts.Answer(ctx, owner, attempt.ID, answer))
}

func TestAFullDiskIsNotSavedTryAgain(t *testing.T) {
	t.Parallel()
	dsn := testdb.SQLite(t)
	db := testdb.Open(t, dsn, models.Options{})
	owner := models.Owner{UserID: newStudent(t, db).ID}
	attempt := newAttempt(t, db, owner)
	ok(t, models.LimitPages(ctx, db, 0))
	var err error
	saved := 0
	for ; saved < 20000 && err == nil; saved++ {
		err = db.Attempts.Dispute(ctx, owner, attempt.ID, strconv.Itoa(saved), strings.Repeat("x", 2000))
	}
	is(t, err, models.ErrBusy)
	ok(t, models.LimitPages(ctx, db, 1<<30))
	ok(t, db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: "q01", Rating: 1}))
	ok(t, db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Revision: 1, Packed: []byte{1}}))
	got := must[models.Attempt](t)(db.Attempts.Find(ctx, owner, attempt.PublicID))
	if len(got.Disputes) != saved-1 || got.Answered != 1 {
		t.Errorf("%d disputes of %d that were saved", len(got.Disputes), saved-1)
	}
}

func TestAFileThatWasKilledWhileItWasMadeIsCompletedAtTheNextStart(t *testing.T) {
	t.Parallel()
	for name, statements := range map[string][]string{
		"empty":            {"PRAGMA journal_mode = WAL"},
		"before the first": {"CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)"},
	} {
		dsn := testdb.SQLite(t)
		execute(t, strings.TrimPrefix(dsn, "sqlite:"), statements...)
		t.Run(name, func(t *testing.T) { newStudent(t, testdb.Open(t, dsn, models.Options{})) })
	}
	for version := range models.SchemaVersion {
		dsn := testdb.SQLite(t)
		ok(t, models.MigrateTo(ctx, strings.TrimPrefix(dsn, "sqlite:"), version+1))
		newPlan(t, db1(t, dsn), 1, 1)
	}
}

// db1 opens a database with one student in it, whose id is 1.
func db1(t *testing.T, dsn string) *models.DB {
	t.Helper()
	db := testdb.Open(t, dsn, models.Options{})
	newStudent(t, db)
	return db
}

func TestALogThatAKilledProgramLeftIsRead(t *testing.T) {
	t.Parallel()
	dsn := testdb.SQLite(t)
	path := strings.TrimPrefix(dsn, "sqlite:")
	db := testdb.Open(t, dsn, models.Options{})
	student := newStudent(t, db)
	// A copy taken under the running program is what a kill leaves behind.
	left := filepath.Join(t.TempDir(), "left.db")
	for _, ending := range []string{"", "-wal"} {
		ok(t, os.WriteFile(left+ending, must[[]byte](t)(os.ReadFile(path+ending)), 0o600))
	}
	again := testdb.Open(t, "sqlite:"+left, models.Options{})
	must[models.User](t)(again.Users.ByUserName(ctx, student.UserName))
}

func TestPostgresComesBackByItself(t *testing.T) {
	t.Parallel()
	dsn := testdb.Postgres(t)
	db := testdb.Open(t, dsn, models.Options{})
	owner := models.Owner{UserID: newStudent(t, db).ID}
	attempt := newAttempt(t, db, owner)
	other := must[*sql.DB](t)(sql.Open("pgx", dsn))
	defer other.Close()
	must[sql.Result](t)(other.Exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"))
	var err error
	for range 40 {
		if err = db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: "q01", Rating: 1}); err == nil {
			return
		}
		is(t, err, models.ErrBusy)
	}
	t.Errorf("still away: %v", err)
}

func TestTextThatPostgresCannotHoldIsInvalidAndNotATrouble(t *testing.T) {
	t.Parallel()
	db := testdb.Open(t, testdb.Postgres(t), models.Options{})
	is(t, db.Users.Create(ctx, &models.User{Who: models.Student, UserName: "a", DisplayName: "a\x00b"}), models.ErrInvalid)
	is(t, db.Users.Create(ctx, &models.User{Who: models.Student, UserName: "a", DisplayName: "\xff"}), models.ErrInvalid)
}

func TestAnOlderFilesStudentsAreInTheYearThatTheySaidLast(t *testing.T) {
	t.Parallel()
	dsn := testdb.SQLite(t)
	file := strings.TrimPrefix(dsn, "sqlite:")
	ok(t, models.MigrateTo(ctx, file, 8))
	const user = `INSERT INTO users (id, public_id, who, user_name, email, display_name, password_hash, recovery_hash, must_change, year_group, created_at)
		VALUES (%d, 'u%[1]d', 'student', 'otter %[1]d', '', 'otter', '', '', 0, 10, 1000)`
	execute(t, file, fmt.Sprintf(user, 1), fmt.Sprintf(user, 2),
		"INSERT INTO profiles (user_id, body, revision, updated_at) VALUES (2, '{}', 1, 2000)")
	db := testdb.Open(t, dsn, models.Options{})
	for id, want := range map[int64]int64{1: 1000, 2: 2000} {
		if at := must[models.User](t)(db.Users.Find(ctx, id)).YearGroupAt.UnixMicro(); at != want {
			t.Errorf("student %d was in the year at %d, want %d", id, at, want)
		}
	}
}
