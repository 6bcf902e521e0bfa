package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"pathways/models"
	postgres "pathways/models/testdb/server"
)

// store is an empty database of one kind, thrown away in the end.
type store struct {
	kind, dsn string
	folder    string // where its files are, if they are ours to look at
	gone      func() error
}

// newStore makes a database: a file in a temporary folder, or a PostgreSQL server
// whose commits are synced to the disk.
func newStore(kind string) (*store, error) {
	if kind == "postgres" {
		running, err := postgres.Start()
		if err != nil {
			return nil, err
		}
		return &store{kind: kind, dsn: running.DSN("postgres"), gone: running.Stop}, nil
	}
	folder, err := os.MkdirTemp("", "pathways-load-")
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, "pathways.db")
	return &store{
		kind: kind, dsn: "sqlite:" + path, folder: folder,
		gone: func() error { return os.RemoveAll(folder) },
	}, nil
}

// school is a running site, with the database that it keeps everything in and
// the pupils who can sign in.
type school struct {
	*program
	*store
	pupils  []person
	teacher person
}

// welcome notes who can sign in: all pupils, and one teacher.
func (s *school) welcome(people []person) {
	for _, p := range people {
		switch p.Who {
		case models.Student:
			s.pupils = append(s.pupils, p)
		case models.Teacher:
			s.teacher = p
		}
	}
}

// siteFlags are the settings of everything that starts the program.
type siteFlags struct {
	Program string `help:"The built program." default:"bin/pathways"`
}

// server starts a site on a database.
type server func(ctx context.Context, dsn string) (*program, error)

// open has a site served on a new database, with at least so many pupils.
func (f siteFlags) open(ctx context.Context, kind string, pupils int, serve server) (*school, error) {
	if _, err := os.Stat(f.Program); err != nil {
		return nil, fmt.Errorf("there is no %s: build it with `make build`, or name another with --program", f.Program)
	}
	kept, err := newStore(kind)
	if err != nil {
		return nil, err
	}
	s := &school{store: kept}
	if pupils > 0 {
		var people []person
		people, err = f.seed(ctx, kept.dsn, pupils)
		s.welcome(people)
	}
	if err == nil {
		s.program, err = serve(ctx, kept.dsn)
	}
	if err != nil {
		return nil, errors.Join(err, kept.gone())
	}
	return s, nil
}

// serve starts the program on a database that is there.
func (f siteFlags) serve(ctx context.Context, dsn string) (*program, error) {
	return launch(ctx, f.Program, "serve", "--addr", "127.0.0.1:0", "--db", dsn)
}

// close ends the program and throws its database away.
func (s *school) close() error {
	return errors.Join(s.end(), s.gone())
}
