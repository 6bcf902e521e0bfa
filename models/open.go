package models

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Refusal is why a database is not opened: one plain line for the operator. What
// was refused is left as it was.
type Refusal string

// Error returns the line.
func (r Refusal) Error() string { return string(r) }

func refuse(line string, args ...any) error {
	return Refusal(fmt.Sprintf(line, args...))
}

// ErrDSN means that what was given addresses no database at all.
const ErrDSN = Refusal("the database must be sqlite:PATH or postgres://...")

// Open opens the database at dsn, "sqlite:PATH" or "postgres://...", makes it if
// it is empty, and brings an older one forward. A Refusal means that it cannot
// be used: damaged, not ours, or made by a newer version.
func Open(ctx context.Context, dsn string, options Options) (*DB, error) {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.LargestGroup == 0 {
		options.LargestGroup = largestGroup
	}
	kind, where, err := parseDSN(dsn)
	if err != nil {
		return nil, err
	}
	s := store{clock: options.Now, postgres: kind == onPostgres}
	if s.postgres {
		s.write, err = openPostgres(ctx, where)
		s.read = s.write
	} else {
		s.write, s.read, err = openSQLite(ctx, where)
	}
	if err != nil {
		return nil, plain(err, where)
	}
	counts := &Counts{}
	if !s.postgres {
		pool, err := s.write.DB()
		if err != nil {
			return nil, err
		}
		s.group = newGroupWriter(pool, counts, options.LargestGroup)
	}
	return newDB(s, counts), nil
}

// The kinds of database, which are also the names of their migrations' folders.
const (
	onSQLite   = "sqlite"
	onPostgres = "postgres"
)

func parseDSN(dsn string) (kind, where string, err error) {
	path, isFile := strings.CutPrefix(dsn, "sqlite:")
	switch {
	case isFile && path != "":
		return onSQLite, path, nil
	case strings.HasPrefix(dsn, "postgres://"), strings.HasPrefix(dsn, "postgresql://"):
		return onPostgres, dsn, nil
	}
	return "", "", fmt.Errorf("%w, not %q", ErrDSN, hidePassword(dsn))
}

// plain makes one line of what went wrong while opening.
func plain(err error, where string) error {
	var refusal Refusal
	if errors.As(err, &refusal) {
		return err
	}
	line := strings.Join(strings.Fields(err.Error()), " ")
	if away(err) {
		return fmt.Errorf("the database %s cannot be reached: %s: %w", hidePassword(where), line, ErrBusy)
	}
	return fmt.Errorf("the database %s cannot be opened: %s", hidePassword(where), line)
}

// hidePassword takes the password out of an address before it is printed.
func hidePassword(where string) string {
	scheme, rest, ok := strings.Cut(where, "://")
	if !ok {
		return where
	}
	if at := strings.LastIndex(rest, "@"); at >= 0 {
		user, _, _ := strings.Cut(rest[:at], ":")
		return scheme + "://" + user + rest[at:]
	}
	return where
}

// settings are GORM's: prepared statements, no transaction that nobody asked
// for, errors we can tell apart, and no values in the log.
func settings() *gorm.Config {
	return &gorm.Config{
		PrepareStmt:            true,
		SkipDefaultTransaction: true,
		TranslateError:         true,
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) },
		Logger:                 logger.Discard,
	}
}
