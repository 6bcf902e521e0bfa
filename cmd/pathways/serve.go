package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"pathways/models"
	"pathways/quizzes"
	"pathways/quizzes/careers"
	"pathways/web"
)

// storeFlag chooses the database of a command.
type storeFlag struct {
	DB string `help:"Database: sqlite:PATH or postgres://USER@HOST/NAME." default:"${data}" placeholder:"DSN"`
}

func (f storeFlag) open(ctx context.Context) (*models.DB, error) {
	if err := f.makeFolder(); err != nil {
		return nil, err
	}
	return models.Open(ctx, f.DB, models.Options{})
}

// makeFolder makes the folder of the database that is used when none is named.
// Any other folder is somebody's own business, and most likely a slip.
func (f storeFlag) makeFolder() error {
	if f.DB != defaultStore() {
		return nil
	}
	return os.MkdirAll(filepath.Dir(strings.TrimPrefix(f.DB, "sqlite:")), 0o700)
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
	return cmd.serve(errs, func(*quizzes.Library, *careers.Catalogue) (*models.DB, greeting, error) {
		db, err := cmd.open(context.Background())
		return db, func(address string) { fmt.Fprintf(out, "Pathways is at %s\n", address) }, err
	})
}

// greeting says where the site is.
type greeting func(address string)

// serve answers requests until it is told to stop. The database is opened last,
// when nothing else can be wrong any more: opening may bring it forward.
func (f siteFlags) serve(errs notices, open func(*quizzes.Library, *careers.Catalogue) (*models.DB, greeting, error)) error {
	library, catalogue, err := f.load()
	if err != nil {
		return err
	}
	if err := f.check(); err != nil {
		return err
	}
	listener, err := listen("--addr", f.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	figures, err := f.listenForMetrics()
	if err != nil {
		return err
	}
	defer figures.Close()
	db, greet, err := open(library, catalogue)
	if err != nil {
		return err
	}
	defer db.Close()
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
	figures.serve(site, errs)
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGINT, syscall.SIGTERM)
	ended := make(chan error, 1)
	go func() { ended <- site.Serve(listener) }()
	greet(base)
	select {
	case err := <-ended:
		return err
	case <-told:
		signal.Stop(told) // so that a second one ends the program at once
		return site.Stop()
	}
}

// check refuses settings that would only be noticed by whoever visits.
func (f siteFlags) check() error {
	if err := checkBaseURL(f.BaseURL); f.BaseURL != "" && err != nil {
		return err
	}
	for _, proxy := range f.TrustedProxy {
		_, _, err := net.ParseCIDR(proxy)
		if err != nil && net.ParseIP(proxy) == nil {
			return fmt.Errorf("%w: --trusted-proxy %s is not an IP address, or a range such as 10.0.0.0/8", errUsage, proxy)
		}
	}
	return nil
}

// checkBaseURL refuses what no link can begin with.
func checkBaseURL(address string) error {
	base, err := url.Parse(strings.TrimRight(address, "/"))
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" || base.Path+base.RawQuery+base.Fragment != "" {
		return fmt.Errorf("%w: --base-url %s: give the address that browsers use, such as https://pathways.example", errUsage, address)
	}
	return nil
}

// listen opens an address; flag is the setting that names it.
func listen(flag, addr string) (net.Listener, error) {
	if _, port, err := net.SplitHostPort(addr); err != nil || port == "" {
		return nil, fmt.Errorf("%w: %s %s: give host and port, such as 127.0.0.1:8080", errUsage, flag, addr)
	}
	listener, err := net.Listen("tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%w: %s %s is taken by another program: stop it, or choose another address", errUsage, flag, addr)
	case err != nil:
		return nil, fmt.Errorf("%w: %s %s cannot be listened on", errUsage, flag, addr)
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
