// Package models keeps what people do: who they are, what they answered, what
// they plan, and which class they sit in.
//
// Who owns what, and so which id every query carries:
//
//   - Attempts, their answers and disputes belong to an Owner: a student's
//     account, or a visitor's session until they sign up.
//   - A profile, where a pupil says they are, belongs to an Owner too.
//   - Plans and their steps belong to one student; a shared plan can be read, and
//     commented on, by a teacher of the student's class.
//   - Classes belong to their teachers; seats, lessons and results are reached
//     through a teacher of the class only. A student joins by a lesson's code.
//   - Follow-ups belong to a class's teachers, a mark on one to the student who
//     sits in the class.
//   - Schools, their people and invitations belong to the school's admins.
//   - Sessions, failures, links, settings and the audit belong to the program.
//
// What is not yours is not found. The package knows nothing of quizzes, careers
// or HTTP: keys, ratings and packed bytes are plain values here.
package models

import (
	"context"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
)

// DB is an open database: one store for each kind of record.
type DB struct {
	Attempts  *Attempts
	Audit     *Audit
	Classes   *Classes
	Comments  *Comments
	Failures  *Failures
	FollowUps *FollowUps
	Lessons   *Lessons
	Links     *Links
	Plans     *Plans
	Profiles  *Profiles
	Schools   *Schools
	Seats     *Seats
	Sessions  *Sessions
	Settings  *Settings
	Users     *Users

	store
	counts *Counts
}

// Options are the settings of Open; the zero value is right outside tests.
type Options struct {
	// Now is the clock, time.Now if nil.
	Now func() time.Time
	// LargestGroup is how many answers SQLite keeps by one commit at most, 256 if
	// 0. With 1 each answer has a commit of its own, which shows what groups gain.
	LargestGroup int
}

// Counts says how much work the writer has done since Open.
type Counts struct {
	// Commits counts transactions that saved answers, Answers the answers in them.
	Commits, Answers atomic.Int64
}

// store is what every store works with: a handle that reads and one that
// writes. On PostgreSQL, and inside Together, both are the same.
type store struct {
	read, write *gorm.DB
	clock       func() time.Time
	group       *groupWriter // nil on PostgreSQL and inside Together
	postgres    bool
}

func newDB(s store, counts *Counts) *DB {
	return &DB{
		Attempts:  &Attempts{s, counts},
		Audit:     &Audit{s},
		Classes:   &Classes{s},
		Comments:  &Comments{s},
		Failures:  &Failures{s},
		FollowUps: &FollowUps{s},
		Lessons:   &Lessons{s},
		Links:     &Links{s},
		Plans:     &Plans{s},
		Profiles:  &Profiles{s},
		Schools:   &Schools{s},
		Seats:     &Seats{s},
		Sessions:  &Sessions{s},
		Settings:  &Settings{s},
		Users:     &Users{s},
		store:     s,
		counts:    counts,
	}
}

// Counts returns the running totals of saved answers.
func (db *DB) Counts() *Counts { return db.counts }

// Now is the time by the clock that the database goes by.
func (db *DB) Now() time.Time { return db.now() }

// Ready reports whether the database answers.
func (db *DB) Ready(ctx context.Context) error {
	one, err := list[int](ctx, db.read.Raw("SELECT 1"))
	if err == nil && len(one) != 1 {
		err = gorm.ErrRecordNotFound
	}
	return explain(err, "asking the database whether it is there")
}

// Empty reports whether nobody has put a person, a school or an invitation into
// the database yet.
func (db *DB) Empty(ctx context.Context) (bool, error) {
	used, err := list[int](ctx, db.read.Raw(`SELECT 1 FROM users UNION ALL
		SELECT 1 FROM schools UNION ALL SELECT 1 FROM links LIMIT 1`))
	return len(used) == 0, explain(err, "asking whether the database is empty")
}

// Together runs f in one transaction: either all of its changes are kept, or,
// when f returns an error, none. Inside, only tx may be used, and only for short
// work: on SQLite everybody who writes waits. After any error, such as ErrTaken,
// f must return it; PostgreSQL keeps nothing of such a transaction.
func (db *DB) Together(ctx context.Context, f func(tx *DB) error) error {
	return db.change(ctx, func(tx *gorm.DB) error {
		return f(newDB(db.within(tx), db.counts))
	})
}

// Close waits for the answers that are being saved and closes the database.
func (db *DB) Close() error {
	if db.group != nil {
		db.group.close()
	}
	err := closeHandle(db.write)
	if db.read != db.write {
		if readErr := closeHandle(db.read); err == nil {
			err = readErr
		}
	}
	return explain(err, "closing the database")
}

// change runs f in a transaction on the writing handle.
func (s store) change(ctx context.Context, f func(tx *gorm.DB) error) error {
	return s.write.WithContext(ctx).Transaction(f)
}

// within is the store for use inside a transaction.
func (s store) within(tx *gorm.DB) store {
	return store{read: tx, write: tx, clock: s.clock, postgres: s.postgres}
}

// now is the time as it is kept: UTC, to the microsecond.
func (s store) now() time.Time {
	return s.clock().UTC().Truncate(time.Microsecond)
}

// since is now for what begins, and nothing for what ends.
func (s store) since(begins bool) any {
	if begins {
		return s.now().UnixMicro()
	}
	return nil
}

func closeHandle(db *gorm.DB) error {
	pool, err := db.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}
