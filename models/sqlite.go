package models

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/mattn/go-sqlite3" // and the driver "sqlite3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

const readers = 4

// openSQLite opens a file twice: one connection that writes and syncs each
// commit to the disk, and some that can only read.
func openSQLite(ctx context.Context, path string) (write, read *gorm.DB, err error) {
	if err := probeSQLite(ctx, path); err != nil {
		return nil, nil, err
	}
	if err := create(path); err != nil {
		return nil, nil, err
	}
	for end := time.Now().Add(patience); ; {
		write, read, err = openBoth(ctx, path)
		if !isLocked(err) || time.Now().After(end) || ctx.Err() != nil {
			return write, read, err
		}
		time.Sleep(patience / 200)
	}
}

// patience is how long a program that starts waits for another that is making
// the same file. SQLite's own waiting leaves out the step that turns on the log.
const patience = 5 * time.Second

func isLocked(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && (lite.Code == sqlite3.ErrBusy || lite.Code == sqlite3.ErrLocked)
}

func openBoth(ctx context.Context, path string) (write, read *gorm.DB, err error) {
	write, err = openPool(path, "&_txlock=immediate", 1)
	if err != nil {
		return nil, nil, err
	}
	pool, err := write.DB()
	if err == nil {
		err = migrate(ctx, onSQLite, pool)
	}
	if err == nil {
		read, err = openPool(path, "&_query_only=1", readers)
	}
	if err != nil {
		return nil, nil, errors.Join(err, closeHandle(write))
	}
	return write, read, nil
}

func openPool(path, extra string, connections int) (*gorm.DB, error) {
	pool, err := sql.Open("sqlite3", fileURI(path,
		"_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000&_foreign_keys=1"+extra))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), settings())
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// fileURI names a file for SQLite, whatever letters are in its path.
func fileURI(path, parameters string) string {
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + parameters
}

// create makes an empty file that only its owner can read, if there is none.
func create(path string) error {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return refuse("there is no folder %s for the database", folder)
	}
	// SQLite writes its log beside the file: the folder must be writable too.
	trial, err := os.CreateTemp(folder, ".pathways-*")
	if err != nil {
		return refuse("the folder %s of the database is not writable", folder)
	}
	if err := errors.Join(trial.Close(), os.Remove(trial.Name())); err != nil {
		return refuse("the folder %s of the database is not writable", folder)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if errors.Is(err, fs.ErrPermission) {
		return refuse("the database %s is not writable", path)
	}
	if err != nil {
		return refuse("the database %s cannot be made: %v", path, err)
	}
	return file.Close()
}

// SQLiteVersion returns the version of the SQLite that is built in.
func SQLiteVersion(ctx context.Context) (string, error) {
	pool, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return "", err
	}
	defer pool.Close() //nolint:errcheck // nothing was written
	var version string
	err = pool.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version)
	return version, explain(err, "version of SQLite")
}
