package models

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"

	"github.com/mattn/go-sqlite3"
)

// Restore puts a backup in the place of the database at dsn, of either kind. It
// refuses a damaged backup, and a database that has people in it unless replace
// is set. What is there stays until the new one is complete.
func Restore(ctx context.Context, file, dsn string, replace bool) error {
	kind, where, err := parseDSN(dsn)
	if err != nil {
		return err
	}
	if _, err := os.Stat(file); err != nil {
		return refuse("there is no backup %s", file)
	}
	if err := checkWhole(ctx, file); err != nil {
		return plain(err, file)
	}
	if kind == onSQLite {
		err = restoreSQLite(ctx, file, where, replace)
	} else {
		err = restorePostgres(ctx, file, dsn, replace)
	}
	if err != nil {
		return plain(err, where)
	}
	return nil
}

func restoreSQLite(ctx context.Context, file, path string, replace bool) error {
	header, size, err := readHeader(path)
	if err != nil {
		return err
	}
	if size > 0 && !replace {
		return refuse("there is a database %s already; --replace puts the backup in its place", path)
	}
	if size >= headerSize && foreign(header) {
		return refuse("%s belongs to another program; it was left as it is", path)
	}
	part := path + ".restoring"
	if err := forward(ctx, file, part); err != nil {
		return errors.Join(err, removeDatabase(part))
	}
	if size > 0 {
		err = retire(ctx, path)
	}
	if err == nil {
		err = putInPlace(part, path)
	}
	if err != nil {
		return errors.Join(err, removeDatabase(part))
	}
	return nil
}

// forward copies a backup and brings the copy to this program's schema.
func forward(ctx context.Context, file, part string) error {
	if err := errors.Join(removeDatabase(part), create(part), copyFile(file, part)); err != nil {
		return err
	}
	db, err := Open(ctx, "sqlite:"+part, Options{})
	if err != nil {
		return err
	}
	return db.Close()
}

func copyFile(from, into string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close() //nolint:errcheck // nothing was written
	target, err := os.OpenFile(into, os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}

// retire folds the old database's log into it, which works only when no other
// program has it open. A damaged one just loses its log.
func retire(ctx context.Context, path string) error {
	pool, err := sql.Open("sqlite3", fileURI(path, "mode=rw&_busy_timeout=1000"))
	if err != nil {
		return err
	}
	modes, err := column[string](ctx, pool, "PRAGMA journal_mode = DELETE")
	err = errors.Join(err, pool.Close())
	var lite sqlite3.Error
	if errors.As(err, &lite) && (lite.Code == sqlite3.ErrCorrupt || lite.Code == sqlite3.ErrNotADB) {
		return errors.Join(removeLog(path+"-wal"), removeLog(path+"-shm"))
	}
	if err != nil && away(err) || err == nil && (len(modes) != 1 || modes[0] != "delete") {
		return refuse("the database %s is in use; stop the program that serves it first", path)
	}
	return err
}

func removeLog(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// restorePostgres copies the rows in one transaction, which either replaces
// everything or changes nothing.
func restorePostgres(ctx context.Context, file, dsn string, replace bool) error {
	part, err := os.MkdirTemp("", "pathways-restore-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(part) //nolint:errcheck // a copy in the temporary folder
	if err := forward(ctx, file, part+"/backup.db"); err != nil {
		return err
	}
	from, err := Open(ctx, "sqlite:"+part+"/backup.db", Options{})
	if err != nil {
		return err
	}
	defer from.Close() //nolint:errcheck // nothing was written
	into, err := Open(ctx, dsn, Options{})
	if err != nil {
		return err
	}
	people, err := into.Users.Count(ctx)
	if err == nil && people > 0 && !replace {
		err = refuse("the database has people in it already; --replace puts the backup in its place")
	}
	if err == nil {
		err = copyRows(ctx, from, into)
	}
	return errors.Join(err, into.Close())
}
