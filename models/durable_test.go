package models_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"pathways/models"
	"pathways/models/testdb"
)

const writerDSN, writerCount = "PATHWAYS_TEST_WRITER", "PATHWAYS_TEST_WRITER_ANSWERS"

// TestMain runs the tests, or, when a test has started this program again to
// kill it, a writer.
func TestMain(m *testing.M) {
	if dsn := os.Getenv(writerDSN); dsn != "" {
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

// counted is a context that counts how often somebody began to wait for it.
type counted struct {
	context.Context
	waits *atomic.Int64
}

func (c counted) Done() <-chan struct{} {
	c.waits.Add(1)
	return c.Context.Done()
}

func TestAnswersThatWaitTogetherAreSavedByOneCommit(t *testing.T) {
	t.Parallel()
	db := testdb.Open(t, testdb.SQLite(t), models.Options{})
	owner := models.Owner{UserID: newStudent(t, db).ID}
	attempt := newAttempt(t, db, owner)
	for i := range 10 {
		ok(t, db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprint("a", i), Rating: 1}))
	}
	if n := db.Counts().Commits.Load(); n != 10 {
		t.Errorf("10 answers one after the other took %d commits", n)
	}

	waits := atomic.Int64{}
	cancelled, cancel := context.WithCancel(ctx)
	var callers sync.WaitGroup
	ok(t, db.Together(ctx, func(*models.DB) error { // holds the writer
		for i := range 64 {
			callers.Go(func() {
				parent := ctx
				if i == 0 {
					parent = cancelled
				}
				err := db.Attempts.Answer(counted{parent, &waits}, owner, attempt.ID, models.Answer{Item: fmt.Sprint("b", i), Rating: 1})
				if err != nil && i != 0 {
					t.Error(err)
				}
			})
		}
		// Each waits to hand over its answer, and then for the commit.
		for waits.Load() < 2*64 {
			runtime.Gosched()
		}
		cancel()
		return nil
	}))
	callers.Wait()
	if n := db.Counts().Commits.Load() - 10; n > 8 {
		t.Errorf("64 waiting answers took %d commits", n)
	}
	got := must[models.Attempt](t)(db.Attempts.Find(ctx, owner, attempt.PublicID))
	if got.Answered != 74 || len(got.Answers) != 74 {
		t.Errorf("%d answered, %d rows", got.Answered, len(got.Answers))
	}
}

func TestClosingSavesWhatWaitsAndRefusesTheRest(t *testing.T) {
	t.Parallel()
	dsn := testdb.SQLite(t)
	db := must[*models.DB](t)(models.Open(ctx, dsn, models.Options{}))
	owner := models.Owner{UserID: newStudent(t, db).ID}
	attempt := newAttempt(t, db, owner)
	var saved atomic.Int64
	var callers sync.WaitGroup
	begun := make(chan struct{}, 1000)
	for caller := range 16 {
		callers.Go(func() {
			for i := 0; ; i++ {
				err := db.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprint(caller, "-", i), Rating: 1})
				if err != nil {
					is(t, err, models.ErrBusy)
					return
				}
				saved.Add(1)
				select {
				case begun <- struct{}{}:
				default:
				}
			}
		})
	}
	for range 50 {
		<-begun
	}
	ok(t, db.Close())
	callers.Wait()
	again := testdb.Open(t, dsn, models.Options{})
	got := must[models.Attempt](t)(again.Attempts.Find(ctx, owner, attempt.PublicID))
	if int64(len(got.Answers)) != saved.Load() || got.Answered != len(got.Answers) {
		t.Errorf("%d acknowledged, %d rows, counter %d", saved.Load(), len(got.Answers), got.Answered)
	}
}

func TestAFinishedAttemptTakesAtMost250Bytes(t *testing.T) {
	t.Parallel()
	db := testdb.Open(t, testdb.SQLite(t), models.Options{})
	_, read, err := models.Pools(db)
	ok(t, err)
	size := func() (bytes int) {
		ok(t, read.QueryRow("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&bytes))
		return bytes
	}
	const pupils = 500
	var owners []models.Owner
	ok(t, db.Together(ctx, func(tx *models.DB) error {
		for range pupils {
			owners = append(owners, models.Owner{UserID: newStudent(t, tx).ID})
		}
		return nil
	}))
	before := size()
	ok(t, db.Together(ctx, func(tx *models.DB) error {
		for i, owner := range owners {
			attempt := models.Attempt{QuizKey: "interests", QuizVersion: 1, Length: "full", Seed: int64(i) * 7919 * 7919}
			ok(t, tx.Attempts.Start(ctx, owner, &attempt))
			for item := range 34 {
				ok(t, tx.Attempts.Answer(ctx, owner, attempt.ID, models.Answer{Item: fmt.Sprintf("q%02d", item), Rating: 1, Seconds: 4.5}))
			}
			ok(t, tx.Attempts.Choose(ctx, owner, attempt.ID, "pharma-manufacturing"))
			packing := models.Packing{Revision: 34, Packed: bytes.Repeat([]byte{0xA7}, 100)}
			ok(t, tx.Attempts.Finish(ctx, owner, attempt.ID, packing))
		}
		return nil
	}))
	each := float64(size()-before) / pupils
	t.Logf("%.0f bytes a finished attempt", each)
	if each > 250 {
		t.Errorf("a finished attempt takes %.0f bytes", each)
	}
}
