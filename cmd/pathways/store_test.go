package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pathways/models"
)

func TestMigrateMakesADatabaseAndTwiceIsOnce(t *testing.T) {
	t.Parallel()
	dsn, path := fresh(t)
	pathways(t, "migrate", "--db", dsn).done().says("schema")
	before := read(t, path)
	pathways(t, "migrate", "--db", dsn).done()
	if read(t, path) != before {
		t.Error("the second time changed something")
	}
}

func TestABackupTakenWhileTheSiteServesIsRestoredRowByRow(t *testing.T) {
	t.Parallel()
	f, dsn, path := seededCopy(t)
	s := serve(t, "--db", dsn)
	student := f.People[len(f.People)-1]
	if home := s.signsIn(student.UserName, student.Password); home != "/me" {
		t.Fatalf("%s is sent to %q", student.UserName, home)
	}
	backup := filepath.Join(t.TempDir(), "backup.db")
	pathways(t, "backup", backup, "--db", dsn).done().says(backup)
	if info, err := os.Stat(backup); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	pathways(t, "backup", backup, "--db", dsn).refused(1, backup, "does not overwrite")
	pathways(t, "restore", backup, "--db", dsn, "--replace").refused(1, "in use")
	if status, _ := s.get("/readyz"); status != 200 {
		t.Errorf("after the backup the site answers %d", status)
	}
	s.stop()
	kept := rows(t, path)
	if !strings.Contains(kept["audit_entries"], "signed in") {
		t.Errorf("nobody signed in: %s", kept["audit_entries"])
	}

	// Something happens after the backup, and is gone once it is brought back.
	pathways(t, "user", "disable", student.UserName, "--db", dsn).done()
	pathways(t, "restore", backup, "--db", dsn).refused(1, path, "--replace")
	if rows(t, path)["users"] == kept["users"] {
		t.Error("a restore that was refused brought something back")
	}
	pathways(t, "restore", backup, "--db", dsn, "--replace").done().says("Restored")
	elsewhere, other := fresh(t)
	pathways(t, "restore", backup, "--db", elsewhere).done()
	for _, file := range []string{path, other} {
		for table, text := range rows(t, file) {
			if text != kept[table] {
				t.Errorf("%s was\n%s\nand came back as\n%s", table, kept[table], text)
			}
		}
	}
	again := serve(t, "--db", dsn)
	if home := again.signsIn(student.UserName, student.Password); home != "/me" {
		t.Errorf("after the restore %s is sent to %q", student.UserName, home)
	}
}

func TestWhatIsNoBackupIsNotRestored(t *testing.T) {
	t.Parallel()
	_, dsn, path := seededCopy(t)
	before := read(t, path)
	bad := filepath.Join(t.TempDir(), "backup.db")
	for words, data := range map[string]string{
		"not a database": strings.Repeat("Dear diary. ", 50),
		"damaged":        before[:len(before)/2],
	} {
		write(t, bad, data)
		pathways(t, "restore", bad, "--db", dsn, "--replace").refused(1, words)
	}
	if read(t, path) != before {
		t.Error("the database was changed")
	}
	if left, _ := filepath.Glob(path + "*"); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestThereIsNothingToBackUpWhereThereIsNoDatabase(t *testing.T) {
	t.Parallel()
	dsn, path := fresh(t)
	backup := filepath.Join(t.TempDir(), "backup.db")
	pathways(t, "backup", backup, "--db", dsn).refused(1, "no database "+path)
	pathways(t, "migrate", "--db", dsn).done()
	pathways(t, "backup", filepath.Join(t.TempDir(), "missing", "backup.db"), "--db", dsn).refused(1, "no folder")
	for _, place := range []string{backup, path} {
		if left, _ := filepath.Glob(place + ".*"); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestABackupHoldsEveryTable(t *testing.T) {
	t.Parallel()
	_, dsn, path := seededCopy(t)
	backup := filepath.Join(t.TempDir(), "backup.db")
	pathways(t, "backup", backup, "--db", dsn).done()
	want, got := rows(t, path), rows(t, backup)
	if len(want) < int(models.SchemaVersion) || len(want) != len(got) {
		t.Errorf("%d tables of %d", len(got), len(want))
	}
}
