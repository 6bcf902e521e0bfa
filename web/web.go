// Package web is the site: its addresses, who may use them, and its pages.
//
// A request passes the middlewares of New, then the guard of its route, then one
// handler: what the address names, what the form says, one thing done, an answer.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/compress"
	recovery "github.com/gofiber/fiber/v2/middleware/recover"
	"golang.org/x/time/rate"

	"pathways/models"
	"pathways/quizzes"
	"pathways/quizzes/careers"
	"pathways/quizzes/careers/doors"
	"pathways/static"
	"pathways/views"
	"pathways/web/secret"
)

// Settings is what an operator decides about a running site.
type Settings struct {
	// BaseURL is how browsers reach the site, such as https://pathways.example.
	// Links, cookies and the check of where a form came from are built from it.
	BaseURL string
	// TrustedProxies are the addresses whose X-Forwarded-For is believed.
	TrustedProxies []string
	Log            *slog.Logger
}

// Parts are what the site is made of.
type Parts struct {
	DB      *models.DB
	Quizzes *quizzes.Library
	Careers *careers.Catalogue
}

// Site serves Pathways.
type Site struct {
	app       *fiber.App
	base      *url.URL
	log       *slog.Logger
	db        *models.DB
	quizzes   *quizzes.Library
	careers   *careers.Catalogue
	planner   *doors.Planner
	hasher    *secret.Hasher
	questions *questions
	writes    *allowance
	drawings  *allowance
	arrivals  *rate.Limiter
	reading   chan struct{} // full while as many files are read as may be at once
	figures   *figures
	routes    []Route
	streams   pace
	watching  *openStreams
	stopped   chan struct{}
	fairness  atomic.Pointer[quizzes.Report] // nil until it is measured
}

// fairnessSheets is how many random sheets stand behind the public figures.
const fairnessSheets = 20_000

// deadline is how long one request may take in the database.
const deadline = 8 * time.Second

// New joins the parts into a site that is ready to serve.
func New(settings Settings, parts Parts) (*Site, error) {
	base, err := url.Parse(settings.BaseURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("base URL %q: give the address browsers use, such as https://pathways.example", settings.BaseURL)
	}
	if err := static.Ready(); err != nil {
		return nil, err
	}
	drawn, err := newViews(views.Files, funcs(parts.Careers))
	if err != nil {
		return nil, err
	}
	planner, err := doors.New(parts.Careers)
	if err != nil {
		return nil, err
	}
	s := &Site{
		planner: planner,
		base:    base, log: settings.Log, db: parts.DB, quizzes: parts.Quizzes, careers: parts.Careers,
		hasher: secret.NewHasher(), questions: newQuestions(drawn), writes: newAllowance(writesPerSecond, writesAtOnce),
		drawings: newAllowance(drawingsPerSecond, drawingsAtOnce),
		arrivals: newArrivals(), reading: make(chan struct{}, runtime.NumCPU()),
		figures: newFigures(), streams: usualPace, watching: newOpenStreams(), stopped: make(chan struct{}),
	}
	s.routes = slices.Concat(s.publicRoutes(), s.quizRoutes(), s.accountRoutes(), s.plannerRoutes(), s.tryoutRoutes(),
		s.takeawayRoutes(), s.besideRoutes(), s.planRoutes(), s.historyRoutes(), s.talkRoutes(),
		s.joinRoutes(), s.classRoutes(), s.cardRoutes(), s.careRoutes(), s.rosterRoutes(), s.followUpRoutes(),
		s.comparisonRoutes(), s.recordRoutes(), s.schoolRoutes(), s.staffRoutes(), s.pictureRoutes(), s.auditRoutes(), s.operationRoutes())
	s.app = fiber.New(fiber.Config{
		AppName: "Pathways", Views: drawn, ErrorHandler: s.explain, DisableStartupMessage: true,
		Immutable: true, StrictRouting: true, CaseSensitive: true,
		BodyLimit: 1 << 20, DisablePreParseMultipartForm: true, ReadBufferSize: 16 << 10, Concurrency: 4096,
		ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute,
		EnableTrustedProxyCheck: true, TrustedProxies: settings.TrustedProxies, EnableIPValidation: true,
		ProxyHeader: fiber.HeaderXForwardedFor, ServerHeader: "",
	})
	s.app.Use(recovery.New(recovery.Config{EnableStackTrace: true, StackTraceHandler: s.notePanic}),
		s.figures.measure, s.headers, s.sane, s.sameOrigin, compress.New(compress.Config{Level: compress.LevelBestSpeed, Next: isStream}), withDeadline)
	s.mount(s.app)
	s.app.Server().Handler = s.knownMethods(s.app.Server().Handler)
	s.app.Server().HeaderReceived = s.roomFor
	return s, nil
}

// Serve answers requests until Stop; it returns what made it end, if not Stop.
func (s *Site) Serve(listener net.Listener) error {
	go s.sweep()
	go s.measureFairness()
	return s.app.Listener(listener)
}

// measureFairness takes seconds, so it is done once and nobody waits for it.
func (s *Site) measureFairness() {
	defer func() {
		if cause := recover(); cause != nil {
			s.log.Error("the measuring of fairness broke", "cause", cause)
		}
	}()
	if quiz, ok := s.quizzes.Newest(theQuiz); ok {
		report := quizzes.Fairness(quiz, quizzes.FairnessOptions{Sheets: fairnessSheets})
		s.fairness.Store(&report)
	}
}

// sweepEvery is how often what has ended is cleared away.
const sweepEvery = time.Hour

// sweep deletes sessions that are over, and guesses of long ago, until Stop.
func (s *Site) sweep() {
	defer func() {
		if cause := recover(); cause != nil {
			s.log.Error("the sweeping broke", "cause", cause)
		}
	}()
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		ctx, cancel := context.WithTimeout(context.Background(), deadline)
		if err := errors.Join(s.db.Sessions.Sweep(ctx), s.db.Lessons.Sweep(ctx), s.db.Failures.Sweep(ctx)); err != nil {
			s.log.Warn("not everything was swept", "error", err)
		}
		cancel()
		select {
		case <-tick.C:
		case <-s.stopped:
			return
		}
	}
}

// stopWithin is how long running requests may take to end: as long as any may
// take in the database, and short enough to be gone ten seconds after the word.
const stopWithin = deadline

// Stop lets running requests end. Those that do not, such as one that a browser
// only half sent, are cut off and written down.
func (s *Site) Stop() error {
	close(s.stopped)
	err := s.app.ShutdownWithTimeout(stopWithin)
	if errors.Is(err, context.DeadlineExceeded) {
		s.log.Warn("some requests did not end in time, and were cut off")
		return nil
	}
	return err
}

// withDeadline gives stores a context that ends: Fiber's own never does.
func withDeadline(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	c.SetUserContext(ctx)
	return c.Next()
}
