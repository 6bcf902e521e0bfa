package models

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm"
)

// The errors that callers can tell apart, with errors.Is.
var (
	// ErrNotFound means that it is not there, or not the asker's.
	ErrNotFound = errors.New("not found")
	// ErrTaken means that somebody has it already: a user name, a seat.
	ErrTaken = errors.New("taken")
	// ErrStale means that it was changed since the asker read it.
	ErrStale = errors.New("changed in the meantime")
	// ErrClosed means that it was there and is over: a finished attempt, an
	// ended lesson, a used link.
	ErrClosed = errors.New("closed")
	// ErrFull means that no more may be added.
	ErrFull = errors.New("full")
	// ErrLast means that nobody would be left: a class has a teacher.
	ErrLast = errors.New("the last one")
	// ErrInvalid means that the database refused a value.
	ErrInvalid = errors.New("not allowed")
	// ErrBusy means that the database is away, full or too slow: nothing was
	// saved, and trying again later may work.
	ErrBusy = errors.New("not saved, the database is away")
)

// known maps what GORM tells us to our errors.
var known = map[error]error{
	gorm.ErrRecordNotFound:          ErrNotFound,
	gorm.ErrDuplicatedKey:           ErrTaken,
	gorm.ErrForeignKeyViolated:      ErrNotFound,
	gorm.ErrCheckConstraintViolated: ErrInvalid,
}

// explain adds what was being done to an error and turns it into ours.
func explain(err error, doing string, args ...any) error {
	if err == nil {
		return nil
	}
	what := fmt.Sprintf(doing, args...)
	for _, ours := range []error{ErrNotFound, ErrTaken, ErrStale, ErrClosed, ErrFull, ErrLast, ErrInvalid, ErrBusy} {
		if errors.Is(err, ours) {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	for theirs, ours := range known {
		if errors.Is(err, theirs) {
			return fmt.Errorf("%s: %w", what, ours)
		}
	}
	if ours := constraint(err); ours != nil {
		return fmt.Errorf("%s: %w", what, ours)
	}
	if away(err) {
		return fmt.Errorf("%s: %w (%w)", what, ErrBusy, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// constraint names the rule of the database that err broke, if it is one that
// GORM does not translate.
func constraint(err error) error {
	var post *pgconn.PgError
	if errors.As(err, &post) && (strings.HasPrefix(post.Code, "22") || strings.HasPrefix(post.Code, "23")) {
		return ErrInvalid // such as a letter that no text may hold
	}
	var lite sqlite3.Error
	if !errors.As(err, &lite) {
		return nil
	}
	switch lite.ExtendedCode {
	case sqlite3.ErrConstraintUnique, sqlite3.ErrConstraintPrimaryKey:
		return ErrTaken
	case sqlite3.ErrConstraintForeignKey:
		return ErrNotFound
	}
	if lite.Code == sqlite3.ErrConstraint || lite.Code == sqlite3.ErrMismatch {
		return ErrInvalid
	}
	return nil
}

// away reports whether err means that the database cannot work right now.
func away(err error) bool {
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		switch lite.Code {
		case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrFull, sqlite3.ErrIoErr,
			sqlite3.ErrCantOpen, sqlite3.ErrReadonly, sqlite3.ErrNomem, sqlite3.ErrInterrupt:
			return true
		}
	}
	var post *pgconn.PgError
	if errors.As(err, &post) && len(post.Code) == 5 {
		switch post.Code[:2] {
		case "08", "40", "53", "55", "57", "58":
			return true
		}
	}
	var connecting *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connecting) || errors.As(err, &network) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errStopped)
}
