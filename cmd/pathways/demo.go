package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pathways/models"
	"pathways/quizzes"
	"pathways/quizzes/careers"
)

type demoCommand struct {
	siteFlags
	DB string `help:"A demo's own database file, made and filled when it is not there, and kept; throw-away when empty." placeholder:"sqlite:PATH"`
}

// demoMark is the setting that tells a demo's database from a school's.
const demoMark = "demo"

// Run serves two made-up schools. It fills a database that is empty, goes on
// with one that it filled before, and touches no other.
func (cmd *demoCommand) Run(out printer, errs notices) error {
	dsn := cmd.DB
	if dsn == "" {
		folder, err := os.MkdirTemp("", "pathways-demo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(folder)
		dsn = "sqlite:" + filepath.Join(folder, "demo.db")
	}
	path, ok := strings.CutPrefix(dsn, "sqlite:")
	if !ok || path == "" {
		return fmt.Errorf("%w: --db %s: a demo is kept in a file, sqlite:PATH", errUsage, dsn)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	return cmd.serve(errs, func(library *quizzes.Library, catalogue *careers.Catalogue) (*models.DB, greeting, error) {
		people, err := knownPeople(ctx, path)
		if errors.Is(err, errNotFilled) {
			fmt.Fprintln(errs, "Filling the demo, this once.")
			people, err = fill(ctx, path, library, catalogue)
		}
		if err != nil {
			return nil, nil, err
		}
		db, err := models.Open(ctx, dsn, models.Options{})
		if err != nil {
			return nil, nil, err
		}
		classes, err := openLessons(ctx, db, library, people)
		if err != nil {
			return nil, nil, errors.Join(err, db.Close())
		}
		go classes.goOn(ctx)
		return db, func(address string) { greet(out, address, people, classes.lessons) }, nil
	})
}

// errNotFilled means that there is no demo at a place yet, and room for one.
var errNotFilled = errors.New("the demo is not filled yet")

// secretsOf is where a demo keeps who can sign in to it.
func secretsOf(path string) string { return path + ".people.json" }

// knownPeople reads who can sign in to a database that a demo filled before.
func knownPeople(ctx context.Context, path string) ([]demoPerson, error) {
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil, errNotFilled
	}
	db, err := models.Open(ctx, "sqlite:"+path, models.Options{})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	_, err = db.Settings.Find(ctx, demoMark)
	if err == nil {
		return readPeople(secretsOf(path))
	}
	if !errors.Is(err, models.ErrNotFound) {
		return nil, err
	}
	empty, err := db.Empty(ctx)
	if err == nil && !empty {
		err = fmt.Errorf("%s is not a demo's database: it has people, schools or invitations in it, and stays as it is", path)
	}
	if err == nil {
		err = errNotFilled
	}
	return nil, err
}

// fill makes the demo beside its place and moves it there when it is whole: one
// that is stopped half-way is simply made again at the next start.
func fill(ctx context.Context, path string, library *quizzes.Library, catalogue *careers.Catalogue) ([]demoPerson, error) {
	folder := path + ".filling"
	if err := errors.Join(os.RemoveAll(folder), os.Mkdir(folder, 0o700)); err != nil {
		return nil, fmt.Errorf("the folder %s of the demo is not there, or not writable", filepath.Dir(path))
	}
	defer os.RemoveAll(folder)
	part := filepath.Join(folder, "demo.db")
	var clock demoClock
	db, err := models.Open(ctx, "sqlite:"+part, models.Options{Now: clock.now})
	if err != nil {
		return nil, err
	}
	people, err := fillDemo(ctx, db, &clock, library, catalogue)
	if err == nil {
		err = db.Settings.Put(ctx, demoMark, time.Now().UTC().Format(time.DateOnly))
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	if err := writePeople(secretsOf(path), people); err != nil {
		return nil, err
	}
	return people, models.Restore(ctx, part, "sqlite:"+path, true)
}

// demoClock lets the demo's past happen in the past.
type demoClock struct{ ago time.Duration }

func (c *demoClock) now() time.Time { return time.Now().Add(-c.ago) }

// demoPerson is somebody who can sign in to the demo.
type demoPerson struct {
	Who      string   `json:"who"`
	School   string   `json:"school"`
	Name     string   `json:"name"`
	SignIn   string   `json:"sign_in"`
	Password string   `json:"password"`
	UserID   int64    `json:"user_id"`
	Live     []string `json:"live_classes,omitempty"` // whose lesson is always under way
}

func readPeople(file string) ([]demoPerson, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the demo's passwords, %s, are gone: delete the demo's database to make a new one", file)
	}
	var people []demoPerson
	if err := json.Unmarshal(data, &people); err != nil {
		return nil, fmt.Errorf("the demo's passwords, %s, are damaged: delete the demo's database to make a new one", file)
	}
	return people, nil
}

// writePeople keeps the passwords where only the owner reads them.
func writePeople(file string, people []demoPerson) error {
	data, err := json.MarshalIndent(people, "", "  ")
	if err != nil {
		return err
	}
	// One that is there, of a demo that is gone, may be open to others.
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(file, append(data, '\n'), 0o600)
}

func greet(out printer, address string, people []demoPerson, lessons []demoLesson) {
	fmt.Fprintf(out, "\nPathways demo is at %s\n\nSign in at %s/sign-in as\n", address, address)
	for _, p := range people {
		fmt.Fprintf(out, "  %-8s %-30s %-16s %s\n", p.Who, p.SignIn, p.Password, p.School)
	}
	fmt.Fprintf(out, "\nJoin a lesson at %s/join with the code\n", address)
	for _, l := range lessons {
		fmt.Fprintf(out, "  %s-%s  %s\n", l.code[:4], l.code[4:], l.class)
	}
	fmt.Fprintln(out, "\nCtrl-C stops it.")
}
