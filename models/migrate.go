package models

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"pathways/models/migrations"
)

const versionTable = "goose_db_version"

// SchemaVersion is the number of the newest migration.
var SchemaVersion = newestMigration()

// newestMigration reads the numbers of the files, which are built in.
func newestMigration() int64 {
	newest := int64(0)
	files, _ := fs.Glob(migrations.FS, onSQLite+"/*.sql") // a constant, correct pattern
	for _, file := range files {
		number, _, _ := strings.Cut(path.Base(file), "_")
		if n, err := strconv.ParseInt(number, 10, 64); err == nil {
			newest = max(newest, n)
		}
	}
	return newest
}

// refuseNewer refuses a database that a newer program has brought forward.
func refuseNewer(versions []int64, name string) error {
	if len(versions) > 0 && versions[0] > SchemaVersion {
		return refuse("%s was made by a newer version of Pathways (schema %d, this one knows %d); it was left as it is",
			name, versions[0], SchemaVersion)
	}
	return nil
}

// migrate brings a database forward. Each step and its number are kept together
// or not at all, so that a start that was killed goes on where it was.
func migrate(ctx context.Context, kind string, pool *sql.DB) error {
	files, err := fs.Sub(migrations.FS, kind)
	if err != nil {
		return err
	}
	dialect, options := goose.DialectSQLite3, []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if kind == onPostgres {
		// Replicas that start together wait for the one that migrates.
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 60))
		if err != nil {
			return err
		}
		dialect, options = goose.DialectPostgres, append(options, goose.WithSessionLocker(locker))
	}
	provider, err := goose.NewProvider(dialect, pool, files, options...)
	if err != nil {
		return err
	}
	if _, first := provider.Up(ctx); first != nil {
		// Another process may have been quicker with the same step.
		if _, err := provider.Up(ctx); err != nil {
			return errors.Join(first, err)
		}
	}
	return nil
}
