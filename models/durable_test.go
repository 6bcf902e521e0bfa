package models_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

const (
	writerDSN   = "PATHWAYS_TEST_WRITER"
	writerCount = "PATHWAYS_TEST_WRITER_ANSWERS"
	writerPlans = "PATHWAYS_TEST_WRITER_PLANS"
)

// TestMain runs the tests, or, when a test has started this program again to
// kill it, a writer.
func TestMain(m *testing.M) {
	if dsn := os.Getenv(writerDSN); dsn != "" && os.Getenv(writerPlans) != "" {
		writePlan(dsn)
	} else if dsn != "" {
		write(dsn)
	}
	os.Exit(m.Run())
}

// write answers questions and says so after each, until it is killed or has
// given as many answers as it was told.
func write(dsn string) {
	db, err := models.Open(ctx, dsn, models.Options{})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	student := models.User{Who: models.Student, UserName: "calm-otter"}
	attempt := models.Attempt{QuizKey: "interests"}
	if err := errors.Join(db.Users.Create(ctx, &student)); err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	owner := models.Owner{UserID: student.ID}
	if err := db.Attempts.Start(ctx, owner, &attempt); err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	callers, each := 8, 1<<30
	if n := os.Getenv(writerCount); n != "" {
		callers = 1
		fmt.Sscan(n, &each)
	}
	var group sync.WaitGroup
	for caller := range callers {
		group.Go(func() {
			for i := range each {
				item := fmt.Sprintf("%d-%d", caller, i)
				if err := db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: item, Rating: 1}); err != nil {
					fmt.Println("error", err)
					return
				}
				fmt.Fprintln(os.Stdout, "saved", item)
			}
		})
	}
	group.Wait()
	os.Exit(0)
}

// writer is this program, started again to write.
func writer(dsn string, extra ...string) *exec.Cmd {
	child := exec.Command(os.Args[0])
	child.Env = append(append(os.Environ(), writerDSN+"="+dsn), extra...)
	return child
}

func TestNoAcknowledgedAnswerIsLostWhenTheProgramIsKilled(t *testing.T) {
	t.Parallel()
	testdb.EachDSN(t, func(t *testing.T, dsn string) {
		child := writer(dsn)
		output, err := child.StdoutPipe()
		ok(t, err)
		ok(t, child.Start())
		var saved []string
		for lines := bufio.NewScanner(output); lines.Scan(); {
			item, isSaved := strings.CutPrefix(lines.Text(), "saved ")
			if !isSaved {
				t.Fatal(lines.Text())
			}
			if saved = append(saved, item); len(saved) == 400 {
				ok(t, child.Process.Kill())
			}
		}
		if err := child.Wait(); err == nil {
			t.Fatal("the writer was not killed")
		}

		db := testdb.Open(t, dsn, models.Options{})
		student := must[models.User](t)(db.Users.ByUserName(ctx, "calm-otter"))
		got := must[models.Attempt](t)(db.Attempts.Open(ctx, models.Owner{UserID: student.ID}, "interests"))
		kept := map[string]bool{}
		for _, answer := range got.Answers {
			kept[answer.Item] = true
		}
		for _, item := range saved {
			if !kept[item] {
				t.Errorf("answer %s was acknowledged and is lost", item)
			}
		}
		if got.Answered != len(got.Answers) || len(saved) < 400 {
			t.Errorf("%d acknowledged, the counter says %d, there are %d", len(saved), got.Answered, len(got.Answers))
		}
	})
}

func TestEachAnswerOfASingleCallerIsSyncedToTheDisk(t *testing.T) {
	t.Parallel()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed; the settings of the connections are tested in any case")
	}
	trace := filepath.Join(t.TempDir(), "trace")
	inner := writer(testdb.SQLite(t), writerCount+"=40")
	child := exec.Command(strace, "-f", "-e", "trace=fdatasync,fsync,write", "-o", trace, inner.Path)
	child.Env = inner.Env
	if output, err := child.CombinedOutput(); err != nil || bytes.Count(output, []byte("saved")) != 40 {
		t.Skipf("strace may not be used here: %v: %s", err, output)
	}
	syncs, since := 0, 0
	for _, line := range strings.Split(string(must[[]byte](t)(os.ReadFile(trace))), "\n") {
		switch {
		case strings.Contains(line, "sync("):
			since++
		case strings.Contains(line, `write(1, "saved`):
			if since == 0 {
				t.Error("an answer was acknowledged before a sync")
			}
			syncs, since = syncs+1, 0
		}
	}
	if syncs != 40 {
		t.Errorf("saw %d acknowledgements", syncs)
	}
}

func TestTheConnectionsAreSetToLoseNothing(t *testing.T) {
	t.Parallel()
	db := testdb.Open(t, testdb.SQLite(t), models.Options{})
	write, read, err := models.Pools(db)
	ok(t, err)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "query_only": "0"} {
		var got string
		ok(t, write.QueryRow("PRAGMA "+pragma).Scan(&got))
		if got != want {
			t.Errorf("the writer's %s is %s", pragma, got)
		}
	}
	if _, err := read.Exec("DELETE FROM users"); err == nil {
		t.Error("the reader can write")
	}
	if write.Stats().MaxOpenConnections != 1 {
		t.Errorf("%d connections write", write.Stats().MaxOpenConnections)
	}
}

func TestAClassThatAnswersAtOnceLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		var pupils sync.WaitGroup
		for range 64 {
			owner := models.Owner{UserID: newStudent(t, db).ID}
			attempt := newAttempt(t, db, owner)
			pupils.Go(func() {
				for i := range 10 {
					for range 2 { // a double tap
						answer := models.Answer{Item: fmt.Sprint("q", i), Rating: int8(i%5) - 2}
						if err := db.Attempts.Answer(ctx, owner, attempt.ID, answer); err != nil {
							t.Error(err)
						}
					}
				}
				got, err := db.Attempts.Find(ctx, owner, attempt.PublicID)
				if err != nil || got.Answered != 10 || len(got.Answers) != 10 {
					t.Errorf("%d answered, %d rows, %v", got.Answered, len(got.Answers), err)
				}
			})
			pupils.Go(func() {
				if err := db.Plans.Create(ctx, owner.UserID, &models.Plan{Steps: []models.PlanStep{{Title: "One"}}}); err != nil {
					t.Error(err)
				}
			})
		}
		pupils.Wait()
		if n := db.Counts().Answers.Load(); n != 64*20 {
			t.Errorf("%d answers were saved", n)
		}
	})
}

func TestTwoWhoAnswerTheSameItemAtOnceCountItOnce(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		owner := models.Owner{UserID: newStudent(t, db).ID}
		attempt := newAttempt(t, db, owner)
		var tabs sync.WaitGroup
		for tab := range 32 {
			tabs.Go(func() {
				if err := db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprint("q", tab%4), Rating: 1}); err != nil {
					t.Error(err)
				}
			})
		}
		tabs.Wait()
		got := must[models.Attempt](t)(db.Attempts.Find(ctx, owner, attempt.PublicID))
		if got.Answered != 4 || len(got.Answers) != 4 || got.Revision != 32 {
			t.Errorf("%d answered, %d rows, revision %d", got.Answered, len(got.Answers), got.Revision)
		}
		for i, answer := range got.Answers {
			if answer.Seq != i+1 {
				t.Errorf("%s is number %d", answer.Item, answer.Seq)
			}
		}
	})
}

func TestAnAnswerAndTheFinishAtOnceLoseNothing(t *testing.T) {
	t.Parallel()
	testdb.Each(t, func(t *testing.T, db *models.DB) {
		owner := models.Owner{UserID: newStudent(t, db).ID}
		for range 30 {
			attempt := newAttempt(t, db, owner)
			var both sync.WaitGroup
			var answered, finished error
			both.Go(func() {
				answered = db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: "q01", Rating: 1})
			})
			both.Go(func() {
				finished = db.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Packed: []byte("none")})
			})
			both.Wait()
			got := must[models.Attempt](t)(db.Attempts.Find(ctx, owner, attempt.PublicID))
			switch {
			case answered == nil && errors.Is(finished, models.ErrStale) && len(got.Answers) == 1:
			case finished == nil && errors.Is(answered, models.ErrClosed) && len(got.Answers) == 0:
			default:
				t.Errorf("answer: %v, finish: %v, rows: %d", answered, finished, len(got.Answers))
			}
		}
	})
}
