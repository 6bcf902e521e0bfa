package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"pathways/models"
	"pathways/web"
)

// storeFlag chooses the database of a command.
type storeFlag struct {
	DB string `help:"Database: sqlite:PATH or postgres://USER@HOST/NAME." default:"${data}" placeholder:"DSN"`
}

func (f storeFlag) open(ctx context.Context) (*models.DB, error) {
	return models.Open(ctx, f.DB, models.Options{})
}

// siteFlags are the settings of everything that serves.
type siteFlags struct {
	Addr         string   `help:"Address to listen on." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	BaseURL      string   `help:"How browsers reach the site; http:// and the listening address when empty." placeholder:"URL"`
	TrustedProxy []string `help:"Address of a proxy whose X-Forwarded-For is believed; may be repeated." placeholder:"IP"`
	MetricsAddr  string   `help:"Address to serve metrics on; off when empty." placeholder:"HOST:PORT"`
	contentFlag
}

type serveCommand struct {
	siteFlags
	storeFlag
}

// Run serves until it is told to stop.
func (cmd *serveCommand) Run(out printer, errs notices) error {
	db, err := cmd.open(context.Background())
	if err != nil {
		return err
	}
	defer db.Close()
	return cmd.serve(db, out, errs, func(address string) {
		fmt.Fprintf(out, "Pathways is at %s\n", address)
	})
}

// serve answers requests on a database that is open; greet is told the address.
func (f siteFlags) serve(db *models.DB, out printer, errs notices, greet func(address string)) error {
	library, catalogue, err := f.load()
	if err != nil {
		return err
	}
	listener, err := listen(f.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	base := strings.TrimRight(f.BaseURL, "/")
	if base == "" {
		base = "http://" + listener.Addr().String()
	}
	site, err := web.New(
		web.Settings{BaseURL: base, TrustedProxies: f.TrustedProxy, Log: logger(errs)},
		web.Parts{DB: db, Quizzes: library, Careers: catalogue})
	if err != nil {
		return err
	}
	stop, err := f.serveMetrics(site, errs)
	if err != nil {
		return err
	}
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- site.Serve(listener) }()
	greet(base)
	return untilTold(site, ended)
}

// untilTold waits for a signal to stop, or for the site to end by itself.
func untilTold(site *web.Site, ended <-chan error) error {
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGINT, syscall.SIGTERM)
	defer signal.Stop(told)
	select {
	case err := <-ended:
		return err
	case <-told:
		return site.Stop()
	}
}

func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is taken by another program: stop it, or choose another with --addr", addr)
	case err != nil:
		return nil, fmt.Errorf("%w: --addr %s cannot be listened on", errUsage, addr)
	}
	return listener, nil
}

func logger(errs notices) *slog.Logger {
	return slog.New(slog.NewTextHandler(errs, nil))
}

// defaultStore is a file in the user's data folder.
func defaultStore() string {
	folder := os.Getenv("XDG_DATA_HOME")
	if folder == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			home = "."
		}
		folder = filepath.Join(home, ".local", "share")
	}
	return "sqlite:" + filepath.Join(folder, "pathways", "pathways.db")
}
