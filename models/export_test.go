package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"pathways/models/migrations"
)

// LimitPages lets the file of a test grow no further than so many pages, as a
// full disk does; 0 is its present size.
func LimitPages(ctx context.Context, db *DB, pages int) error {
	_, err := run(ctx, db.write, fmt.Sprintf("PRAGMA max_page_count = %d", max(pages, 1)))
	return err
}

// Pools returns the handles of a database that write and read.
func Pools(db *DB) (write, read *sql.DB, err error) {
	if write, err = db.write.DB(); err == nil {
		read, err = db.read.DB()
	}
	return write, read, err
}

// Tables are the names of all tables.
var Tables = tables

// MigrateTo makes a file as an older version of the program left it.
func MigrateTo(ctx context.Context, path string, version int64) error {
	pool, err := sql.Open("sqlite3", fileURI(path, "_txlock=immediate"))
	if err != nil {
		return err
	}
	files, err := fs.Sub(migrations.FS, onSQLite)
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, pool, files)
	if err != nil {
		return err
	}
	_, err = provider.UpTo(ctx, version)
	return errors.Join(err, pool.Close())
}
