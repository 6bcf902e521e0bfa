package models

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
)

// Backup writes the database at dsn into a new SQLite file, whichever kind it
// is, as it is at one moment and while it is being used. The file appears under
// its name only when it is whole and checked.
func Backup(ctx context.Context, dsn, file string) error {
	kind, where, err := parseDSN(dsn)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(file); err == nil {
		return refuse("there is a file %s already; a backup does not overwrite", file)
	}
	part := file + ".part"
	if err := errors.Join(removeDatabase(part), create(part)); err != nil {
		return plain(err, part)
	}
	if kind == onSQLite {
		err = backupSQLite(ctx, where, part)
	} else {
		err = backupPostgres(ctx, dsn, part)
	}
	if err == nil {
		err = checkWhole(ctx, part)
	}
	if err == nil {
		err = putInPlace(part, file)
	}
	if err != nil {
		return errors.Join(plain(err, where), removeDatabase(part))
	}
	return nil
}

func backupSQLite(ctx context.Context, path, part string) error {
	if _, err := os.Stat(path); err != nil {
		return refuse("there is no database %s", path)
	}
	if err := probeSQLite(ctx, path); err != nil {
		return err
	}
	pool, err := sql.Open("sqlite3", fileURI(path, "mode=rw&_busy_timeout=5000"))
	if err != nil {
		return err
	}
	defer pool.Close() //nolint:errcheck // nothing was written
	_, err = pool.ExecContext(ctx, "VACUUM INTO ?", part)
	return err
}

// backupPostgres copies the rows into the tables of a fresh file.
func backupPostgres(ctx context.Context, dsn, part string) error {
	from, err := Open(ctx, dsn, Options{})
	if err != nil {
		return err
	}
	defer from.Close() //nolint:errcheck // nothing was written
	into, err := Open(ctx, "sqlite:"+part, Options{})
	if err != nil {
		return err
	}
	return errors.Join(copyRows(ctx, from, into), into.Close())
}

// checkWhole refuses a file of which not every page and row can be trusted.
func checkWhole(ctx context.Context, path string) error {
	if err := probeSQLite(ctx, path); err != nil {
		return err
	}
	pool, err := openUntouched(path)
	if err != nil {
		return err
	}
	defer pool.Close() //nolint:errcheck // nothing was written
	problems, err := column[string](ctx, pool, "PRAGMA integrity_check(1)")
	if err != nil || len(problems) != 1 || problems[0] != "ok" {
		return damaged(path, err)
	}
	loose, err := column[string](ctx, pool, "PRAGMA foreign_key_check")
	if err != nil || len(loose) > 0 {
		return damaged(path, err)
	}
	return nil
}

// putInPlace gives a finished file its name, so that it is there as a whole
// even after a power cut.
func putInPlace(part, file string) error {
	if err := syncFile(part); err != nil {
		return err
	}
	if err := os.Rename(part, file); err != nil {
		return err
	}
	return syncFile(filepath.Dir(file))
}

func syncFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// removeDatabase removes a file and what SQLite keeps beside it.
func removeDatabase(path string) error {
	var problems error
	for _, ending := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + ending); err != nil && !errors.Is(err, os.ErrNotExist) {
			problems = errors.Join(problems, err)
		}
	}
	return problems
}
