package main

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"strings"

	"pathways/models"
	"pathways/quizzes"
)

// perPupil is how many attempts each of the made-up pupils has.
const perPupil = 10

// The statements that fill a database quickly: nobody sees these pupils.
const (
	fillUsers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO users (public_id, who, user_name, email, display_name, password_hash, recovery_hash, must_change, year_group, created_at)
		SELECT lower(hex(randomblob(8))), 'student', 'filled-' || i, '', 'Filled ' || i, '', '', 0, 9, 0 FROM n`
	fillAttempts = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
		INSERT INTO attempts (public_id, user_id, quiz_key, quiz_version, length, seed, started_at, finished_at, own_choice,
			resume_hash, packed, stage_two_skipped, answered, revision)
		SELECT lower(hex(randomblob(8))), 1 + i % ?, ?, ?, 'full', i, 1790000000000000 + i, 1790000600000000 + i, 'none',
			'', ?, 0, ?, ? FROM n`
)

// fill makes a database with many finished attempts and returns how large its
// file is.
func fill(ctx context.Context, dsn string, attempts int) (size int64, err error) {
	db, err := models.Open(ctx, dsn, models.Options{}) // makes the tables
	if err != nil {
		return 0, err
	}
	if err := db.Close(); err != nil {
		return 0, err
	}
	quiz, err := newestQuiz()
	if err != nil {
		return 0, err
	}
	sheet := quizzes.Sheet{Length: quizzes.Full, Ratings: map[string]quizzes.Rating{}, Seconds: map[string]float64{}}
	for i, item := range quiz.Items {
		if item.Stage == 1 {
			sheet.Ratings[item.ID], sheet.Seconds[item.ID] = ratings[i%len(ratings)], 5
		}
	}
	path := strings.TrimPrefix(dsn, "sqlite:")
	pool, err := sql.Open("sqlite3", path+"?_synchronous=OFF&_cache_size=-400000")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	pupils := attempts/perPupil + 1
	if _, err := pool.ExecContext(ctx, fillUsers, pupils); err != nil {
		return 0, err
	}
	answered := len(sheet.Ratings)
	if _, err := pool.ExecContext(ctx, fillAttempts, attempts, pupils, quiz.Key, quiz.Version, quiz.Pack(sheet), answered, answered); err != nil {
		return 0, err
	}
	if _, err := pool.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return 0, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
