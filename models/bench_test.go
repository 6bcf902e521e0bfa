package models_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

// BenchmarkAnswers saves answers durably: by groups as the site does, and one
// transaction each, which is the yardstick beside it.
func BenchmarkAnswers(b *testing.B) {
	databases := map[string]func(testing.TB) string{"sqlite": testdb.SQLite, "postgres": testdb.Postgres}
	for name, dsn := range databases {
		for _, callers := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/%d", name, callers), func(b *testing.B) {
				db := testdb.Open(b, dsn(b), models.Options{})
				save(b, db, callers, db.Attempts.Answer)
				b.ReportMetric(float64(db.Counts().Answers.Load())/float64(max(1, db.Counts().Commits.Load())), "answers/commit")
			})
		}
	}
	for _, callers := range []int{1, 64} {
		b.Run(fmt.Sprintf("sqlite-one-by-one/%d", callers), func(b *testing.B) {
			db := testdb.Open(b, testdb.SQLite(b), models.Options{})
			save(b, db, callers, func(c context.Context, owner models.Owner, id int64, answer models.Answer) error {
				return db.Together(c, func(tx *models.DB) error { return tx.Attempts.Answer(c, owner, id, answer) })
			})
		})
	}
}

type answering func(context.Context, models.Owner, int64, models.Answer) error

func save(b *testing.B, db *models.DB, callers int, answer answering) {
	type pupil struct {
		owner models.Owner
		id    int64
	}
	pupils := make([]pupil, callers)
	for i := range pupils {
		owner := models.Owner{UserID: newStudent(b, db).ID}
		pupils[i] = pupil{owner, newAttempt(b, db, owner).ID}
	}
	b.ResetTimer()
	var given atomic.Int64
	var group sync.WaitGroup
	for _, p := range pupils {
		group.Go(func() {
			for n := given.Add(1); n <= int64(b.N); n = given.Add(1) {
				if err := answer(ctx, p.owner, p.id, models.Answer{Item: fmt.Sprint("q", n%42), Rating: int8(n%5) - 2}); err != nil {
					b.Error(err)
				}
			}
		})
	}
	group.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
}
