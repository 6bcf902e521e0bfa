package models

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
)

const (
	applicationID = 1348564072 // as in the first migration
	headerSize    = 100
	// wholeCheck is the size up to which opening reads every page of a file. A
	// larger one is read in parts, so that starting stays quick.
	wholeCheck = 16 << 20
)

// probeSQLite looks at a file without changing it, and refuses one that is
// damaged, not ours or newer than this program. Missing or empty is fine.
func probeSQLite(ctx context.Context, path string) error {
	header, size, err := readHeader(path)
	if err != nil || size == 0 {
		return err
	}
	if size < headerSize || string(header[:16]) != "SQLite format 3\x00" {
		return refuse("%s is not a database of Pathways, or it is damaged; it was left as it is", path)
	}
	if foreign(header) {
		return refuse("%s belongs to another program; it was left as it is", path)
	}
	if cutShort(header, size) && !hasLog(path) {
		return refuse("%s is damaged: its end is missing; it was left as it is", path)
	}
	pool, err := openUntouched(path)
	if err != nil {
		return err
	}
	defer pool.Close() //nolint:errcheck // nothing was written
	// The mark may still be in the log, so ask SQLite rather than the header.
	ids, err := column[int64](ctx, pool, "PRAGMA application_id")
	if err != nil || len(ids) != 1 {
		return damaged(path, err)
	}
	return examine(ctx, pool, path, ids[0] == applicationID, size <= wholeCheck)
}

// foreign reports whether a header carries another program's mark.
func foreign(header []byte) bool {
	id := binary.BigEndian.Uint32(header[68:72])
	return string(header[:16]) == "SQLite format 3\x00" && id != applicationID && id != 0
}

func readHeader(path string) (header []byte, size int64, err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, refuse("the database %s cannot be read", path)
	}
	defer file.Close() //nolint:errcheck // nothing was written
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, 0, refuse("the database %s is not a file", path)
	}
	header = make([]byte, headerSize)
	if _, err := io.ReadFull(file, header); err != nil && info.Size() >= headerSize {
		return nil, 0, refuse("the database %s cannot be read", path)
	}
	return header, info.Size(), nil
}

// cutShort reports whether the file is smaller than its header says.
func cutShort(header []byte, size int64) bool {
	page := int64(binary.BigEndian.Uint16(header[16:18]))
	if page == 1 {
		page = 65536
	}
	pages := int64(binary.BigEndian.Uint32(header[28:32]))
	return size < page*pages
}

// hasLog reports whether there are commits beside the file that are not in it.
func hasLog(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

// openUntouched opens a file so that not even a lock is written, unless there
// is a log, which must be read too.
func openUntouched(path string) (*sql.DB, error) {
	how := "mode=ro&_query_only=1&_busy_timeout=5000"
	if !hasLog(path) {
		how += "&immutable=1"
	}
	pool, err := sql.Open("sqlite3", fileURI(path, how))
	if err == nil {
		pool.SetMaxOpenConns(1)
	}
	return pool, err
}

// examine reads the schema and, if whole, every page.
func examine(ctx context.Context, pool *sql.DB, path string, ours, whole bool) error {
	tables, err := column[string](ctx, pool, "SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		return damaged(path, err)
	}
	for _, table := range tables {
		// A file that was killed while it was being made has no mark yet.
		if !ours && table != versionTable && table != "sqlite_sequence" {
			return refuse("%s belongs to another program; it was left as it is", path)
		}
		if table == versionTable {
			versions, err := column[int64](ctx, pool, "SELECT version_id FROM goose_db_version WHERE is_applied ORDER BY version_id DESC LIMIT 1")
			if err != nil {
				return damaged(path, err)
			}
			if err := refuseNewer(versions, path); err != nil {
				return err
			}
		}
		if _, err := column[int64](ctx, pool, `SELECT 1 FROM "`+table+`" LIMIT 1`); err != nil {
			return damaged(path, err)
		}
	}
	if !whole {
		return nil
	}
	problems, err := column[string](ctx, pool, "PRAGMA quick_check(1)")
	if err != nil || len(problems) != 1 || problems[0] != "ok" {
		return damaged(path, err)
	}
	return nil
}

// damaged is the refusal of a file that cannot be read; a database that is only
// busy is not damaged.
func damaged(path string, err error) error {
	if err != nil && away(err) {
		return err
	}
	return refuse("%s is damaged; it was left as it is. Restore a backup", path)
}

// column returns the first column of a query.
func column[T any](ctx context.Context, pool *sql.DB, query string, args ...any) ([]T, error) {
	found, err := pool.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer found.Close() //nolint:errcheck // Err tells
	var values []T
	for found.Next() {
		var value T
		if err := found.Scan(&value); err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, found.Err()
}
