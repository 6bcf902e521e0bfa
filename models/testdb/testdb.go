// Package testdb gives tests a real database of each kind: an SQLite file, and
// a PostgreSQL server that is started once for each test process.
package testdb

import (
	"context"
	"path/filepath"
	"testing"

	"pathways/models"
)

// Each runs f on an empty database of each kind.
func Each(t *testing.T, f func(t *testing.T, db *models.DB)) {
	t.Helper()
	EachDSN(t, func(t *testing.T, dsn string) { f(t, Open(t, dsn, models.Options{})) })
}

// EachDSN runs f with the address of an empty database of each kind.
func EachDSN(t *testing.T, f func(t *testing.T, dsn string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		f(t, SQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		f(t, Postgres(t))
	})
}

// SQLite returns the address of a database file that is not there yet.
func SQLite(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "pathways.db")
}

// Open opens a database and closes it when the test ends.
func Open(t testing.TB, dsn string, options models.Options) *models.DB {
	t.Helper()
	db, err := models.Open(context.Background(), dsn, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
