package models_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

// BenchmarkAnswers saves answers durably: by groups as the site does, and one
// commit each, which is the yardstick beside it.
func BenchmarkAnswers(b *testing.B) {
	for _, bench := range []struct {
		name    string
		dsn     func(testing.TB) string
		options models.Options
	}{
		{"sqlite", testdb.SQLite, models.Options{}},
		{"sqlite-one-by-one", testdb.SQLite, models.Options{LargestGroup: 1}},
		{"postgres", testdb.Postgres, models.Options{}},
	} {
		for _, callers := range []int{1, 64} {
			b.Run(fmt.Sprintf("%s/%d", bench.name, callers), func(b *testing.B) {
				db := testdb.Open(b, bench.dsn(b), bench.options)
				save(b, db, callers)
				b.ReportMetric(float64(db.Counts().Answers.Load())/float64(max(1, db.Counts().Commits.Load())), "answers/commit")
			})
		}
	}
}

func save(b *testing.B, db *models.DB, callers int) {
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
				if err := db.Attempts.Answer(ctx, p.owner, p.id, models.Answer{Item: fmt.Sprint("q", n%42), Rating: int8(n%5) - 2}); err != nil {
					b.Error(err)
				}
			}
		})
	}
	group.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
}

// BenchmarkRoster enters a school of 1,500 pupils in 50 classes, and then the same
// roster once more, which changes nothing.
func BenchmarkRoster(b *testing.B) {
	for name, dsn := range map[string]func(testing.TB) string{"sqlite": testdb.SQLite, "postgres": testdb.Postgres} {
		db := testdb.Open(b, dsn(b), models.Options{})
		for _, times := range []string{"first", "again"} {
			b.Run(name+"/"+times, func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					roster := schoolRoster(newTeacher(b, db, newSchool(b, db)).ID)
					if times == "again" {
						must[[]models.PlacedClass](b)(db.Classes.Enter(ctx, roster))
					}
					b.StartTimer()
					must[[]models.PlacedClass](b)(db.Classes.Enter(ctx, roster))
				}
			})
		}
	}
}

func schoolRoster(userID int64) models.Roster {
	roster := models.Roster{UserID: userID, SchoolYear: 2026}
	for class := range 50 {
		it := models.RosterClass{Name: fmt.Sprintf("%d%c", 7+class/10, 'A'+class%10), YearGroup: 7 + class/10}
		for pupil := range 30 {
			it.Names = append(it.Names, fmt.Sprintf("Pupil %d", pupil))
		}
		roster.Classes = append(roster.Classes, it)
	}
	return roster
}
