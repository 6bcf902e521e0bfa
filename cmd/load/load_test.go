package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pathways/models"
	"pathways/quizzes"
	"pathways/web/secret"
)

// TestMain runs the tests or, when one of them has started this program again,
// the command that it was started with.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && (os.Args[1] == "hello" || os.Args[1] == "site") {
		os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// newSchool is a site with so many pupils, served by this program itself.
func newSchool(t *testing.T, pupils int) *school {
	t.Helper()
	s := &school{store: &store{kind: "sqlite", dsn: "sqlite:" + filepath.Join(t.TempDir(), "load.db")}}
	s.pupils = seededPupils(t, s.dsn, pupils)
	s.program = started(t, "site", "--db", s.dsn)
	return s
}

// started is this program with another command.
func started(t *testing.T, args ...string) *program {
	t.Helper()
	p, err := launch(t.Context(), os.Args[0], args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.end(); err != nil {
			t.Error(err)
		}
	})
	return p
}

func seededPupils(t *testing.T, dsn string, n int) []person {
	t.Helper()
	db := opened(t, dsn)
	hash, err := secret.NewHasher().Hash(t.Context(), "three quiet herons")
	if err != nil {
		t.Fatal(err)
	}
	var all []person
	for i := range n {
		user := models.User{Who: models.Student, UserName: fmt.Sprint("heron-", i), PasswordHash: hash}
		if err := db.Users.Create(t.Context(), &user); err != nil {
			t.Fatal(err)
		}
		all = append(all, person{Who: models.Student, UserName: user.UserName, Password: "three quiet herons"})
	}
	return all
}

func opened(t *testing.T, dsn string) *models.DB {
	t.Helper()
	db, err := models.Open(t.Context(), dsn, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestAClassTakesTheQuizAndLosesNothing(t *testing.T) {
	t.Parallel()
	at, hello := newSchool(t, 3), started(t, "hello")
	all, err := lesson{pupils: 3, arrive: 3, dice: 1}.play(t.Context(), at, hello)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.err != nil || !p.told.finished || len(p.told.ratings) < 34 || len(p.samples) != p.told.saves {
			t.Errorf("%s: %v, finished %v with %d answers", p.UserName, p.err, p.told.finished, len(p.told.ratings))
		}
	}
	kept, err := count(t.Context(), at.dsn, all)
	if err != nil || kept.lost+kept.doubled > 0 || kept.answers < 3*34 {
		t.Errorf("%v: %+v", err, kept)
	}

	all[1].told.ratings["q05"] = 100
	if kept, err = count(t.Context(), at.dsn, all); err != nil || kept.lost != 1 {
		t.Errorf("one answer was changed behind its pupil's back, and %d are said to be lost: %v", kept.lost, err)
	}
}

func TestATeacherSeesEverybodyOfALessonJoinAndFinish(t *testing.T) {
	t.Parallel()
	at, hello := newSchool(t, 0), started(t, "hello")
	at.teacher = newTeacher(t, at.dsn)
	const pupils = 3
	room, err := openRoom(t.Context(), at, pupils)
	if err != nil {
		t.Fatal(err)
	}
	watched, err := room.watch(t.Context(), hello)
	if err != nil {
		t.Fatal(err)
	}
	all, err := newPupils(t.Context(), at.base, hello, pupils, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	room.run(t.Context(), all, pupils)
	for _, p := range all {
		if p.err != nil || !p.told.finished {
			t.Errorf("%s: %v", p.UserName, p.err)
		}
	}
	if err := watched.wait(t.Context(), pupils); err != nil {
		t.Fatal(err)
	}
	watched.end()
	joins, ends := watched.delays(all)
	if len(joins) != pupils || len(ends) != pupils || watched.own.err != nil || watched.board.err != nil {
		t.Errorf("%d joins and %d finishes were seen; %v, %v", len(joins), len(ends), watched.own.err, watched.board.err)
	}
	if n, err := room.finishedInTheFile(); n != pupils || err != nil {
		t.Errorf("%d finished by the file: %v", n, err)
	}
}

// newTeacher keeps a teacher of a school of their own.
func newTeacher(t *testing.T, dsn string) person {
	t.Helper()
	db := opened(t, dsn)
	hash, err := secret.NewHasher().Hash(t.Context(), "three quiet herons")
	if err != nil {
		t.Fatal(err)
	}
	school := models.School{Name: "Tyne Academy"}
	if err := db.Schools.Create(t.Context(), &school); err != nil {
		t.Fatal(err)
	}
	bell := models.User{Who: models.Teacher, SchoolID: &school.ID, Email: "bell@tyne.test", DisplayName: "Ms Bell", PasswordHash: hash}
	if err := db.Users.Create(t.Context(), &bell); err != nil {
		t.Fatal(err)
	}
	return person{Who: models.Teacher, Email: bell.Email, Password: "three quiet herons"}
}

func TestTheCountTellsWhatIsLostAndWhatIsDoubled(t *testing.T) {
	t.Parallel()
	kept := map[string]quizzes.Rating{"q01": 1, "q02": -2}
	attempt := models.Attempt{Answered: 2, Revision: 3, OwnChoice: "none"}
	told := func(change func(*record)) record {
		r := record{ratings: map[string]quizzes.Rating{"q01": 1, "q02": -2}, saves: 3, choice: "none"}
		change(&r)
		return r
	}
	for name, c := range map[string]struct {
		told          record
		lost, doubled int
	}{
		"all is there":                       {told(func(*record) {}), 0, 0},
		"an answer is not there":             {told(func(r *record) { r.ratings["q03"] = 0 }), 1, 0},
		"an answer is another":               {told(func(r *record) { r.ratings["q02"] = 2 }), 1, 0},
		"an answer nobody gave":              {told(func(r *record) { delete(r.ratings, "q02") }), 0, 1},
		"one that was sent, unsure if saved": {told(func(r *record) { delete(r.ratings, "q02"); r.saves, r.unsure = 2, 1 }), 0, 0},
		"a save that was not kept":           {told(func(r *record) { r.saves = 4 }), 1, 0},
		"a save that was done twice":         {told(func(r *record) { r.saves = 2 }), 0, 1},
		"the own choice is another":          {told(func(r *record) { r.choice = "pharma-manufacturing" }), 1, 0},
		"it was finished, and is open":       {told(func(r *record) { r.finished = true }), 1, 0},
	} {
		var got tally
		got.compare(c.told, attempt, kept)
		if got.lost != c.lost || got.doubled != c.doubled {
			t.Errorf("%s: %d lost, %d doubled, want %d and %d", name, got.lost, got.doubled, c.lost, c.doubled)
		}
	}
}

func TestTheYardstickDrawsTheVeryQuestionOfTheSite(t *testing.T) {
	t.Parallel()
	at, hello := newSchool(t, 0), started(t, "hello")
	sitting, err := sittingDown(t.Context(), at.base, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := sitting[0].tap(sitting[0].item, 1); err != nil {
		t.Fatal(err)
	}
	ours, err := sitting[0].text()
	if err != nil {
		t.Fatal(err)
	}
	alone, err := newBrowser(t.Context(), hello.base)
	if err != nil {
		t.Fatal(err)
	}
	if err := alone.get("/question"); err != nil || !bytes.Equal(alone.reply.Body(), ours) {
		t.Errorf("%v: the yardstick draws\n%s\nand the site\n%s", err, alone.reply.Body(), ours)
	}
}

func TestTheLoadStaysOnThisMachine(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"http://192.0.2.1", "https://pathways.example", "http://localhost.example:80"} {
		if _, err := newBrowser(t.Context(), base); err == nil {
			t.Errorf("a browser would go to %s", base)
		}
	}
}

func TestAProgramThatDoesNotStartSaysWhy(t *testing.T) {
	t.Parallel()
	_, err := launch(context.Background(), os.Args[0], "site", "--db", "nothing:")
	if err == nil || !strings.Contains(err.Error(), "sqlite:PATH") {
		t.Errorf("%v", err)
	}
}
