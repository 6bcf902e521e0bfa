package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"

	"pathways/models"
	"pathways/quizzes"
	"pathways/quizzes/careers"
	"pathways/web"
)

// siteCommand serves the site with another size of groups than the program has,
// which shows what groups gain.
type siteCommand struct {
	DB           string `help:"Database." required:"" placeholder:"DSN"`
	LargestGroup int    `help:"How many answers one commit keeps at most."`
}

// Run serves until it is told to stop.
func (cmd siteCommand) Run(ctx context.Context, out printer) error {
	db, err := models.Open(ctx, cmd.DB, models.Options{LargestGroup: cmd.LargestGroup})
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // what was acknowledged is on the disk
	library, err := quizzes.Load(quizzes.Embedded())
	if err != nil {
		return err
	}
	catalogue, err := careers.Load(careers.Embedded())
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	base := "http://" + listener.Addr().String()
	site, err := web.New(web.Settings{BaseURL: base, Log: slog.New(slog.NewTextHandler(io.Discard, nil))},
		web.Parts{DB: db, Quizzes: library, Careers: catalogue})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "The site is at %s\n", base)
	context.AfterFunc(ctx, func() { _ = site.Stop() })
	return site.Serve(listener)
}
