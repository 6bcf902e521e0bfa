package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// seenWithin is how long the teacher waits for the last news.
const seenWithin = 5 * time.Second

// shot is what the board showed at a time.
type shot struct {
	at               time.Time
	joined, finished int
}

// watched is what a teacher's windows showed during a lesson, and how long the
// pages took beside the yardstick.
type watched struct {
	cancel  context.CancelFunc
	windows sync.WaitGroup
	board   *window
	own     *window
}

// window is a page that is drawn anew whenever the stream says so.
type window struct {
	page, hello *browser
	paths       []string // drawn at each change; the first is the page's own
	took        map[string][]time.Duration
	hellos      []time.Duration
	mu          sync.Mutex
	shots       []shot
	err         error // the last that went wrong
}

// counts is what the window showed last.
func (w *window) counts() shot {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.shots) == 0 {
		return shot{}
	}
	return w.shots[len(w.shots)-1]
}

// watch opens the teacher's own view with the class's pages behind it, and the
// board in a window of its own.
func (r *room) watch(ctx context.Context, hello *program) (*watched, error) {
	ctx, cancel := context.WithCancel(ctx)
	w := &watched{cancel: cancel}
	for at, paths := range map[**window][]string{
		&w.own:   {r.lesson, r.class, r.class + "/results"},
		&w.board: {r.lesson + "/board"},
	} {
		page, err := newBrowser(ctx, r.base.String())
		if err != nil {
			cancel()
			return nil, err
		}
		page.cookie = r.cookie
		beside, err := newBrowser(ctx, hello.base)
		if err != nil {
			cancel()
			return nil, err
		}
		one := &window{page: page, hello: beside, paths: paths, took: map[string][]time.Duration{}}
		*at = one
		w.windows.Go(func() { r.stream(ctx, one.draw) })
	}
	return w, nil
}

// wait waits until the board has counted so many who finished, and no longer
// than the teacher does.
func (w *watched) wait(ctx context.Context, finished int) error {
	for end := time.Now().Add(seenWithin); time.Now().Before(end) && w.board.counts().finished < finished; {
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

// end closes the windows.
func (w *watched) end() {
	w.cancel()
	w.windows.Wait()
}

// stream reads the lesson's events as a browser does, and calls changed for each
// change and after each new connection, until ctx is over.
func (r *room) stream(ctx context.Context, changed func()) {
	for ctx.Err() == nil {
		r.listen(ctx, changed)
		_ = pause(ctx, time.Second) // as the stream asks for
	}
}

// listen reads one stream to its end.
func (r *room) listen(ctx context.Context, changed func()) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.base.String()+r.lesson+"/events", nil)
	if err != nil {
		return
	}
	request.Header.Set("Cookie", r.cookie)
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	reply, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return
	}
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusOK {
		return
	}
	changed()
	for lines := bufio.NewScanner(reply.Body); lines.Scan(); {
		if lines.Text() == "event: changed" {
			changed()
		}
	}
}

// draw asks for the window's pages, one after the other.
func (w *window) draw() {
	for i, path := range w.paths {
		began := time.Now()
		err := w.page.send(http.MethodGet, path, "", true)
		took := time.Since(began)
		if err == nil {
			err = w.page.expect(path)
		}
		if err != nil {
			w.failed(err)
			return
		}
		w.took[path] = append(w.took[path], took)
		if i == 0 {
			w.note()
		}
	}
	began := time.Now()
	if err := w.hello.get("/hello"); err == nil {
		w.hellos = append(w.hellos, time.Since(began))
	}
}

// failed keeps what went wrong before the window was closed.
func (w *window) failed(err error) {
	if w.page.ctx.Err() == nil {
		w.err = err
	}
}

// note keeps what a board shows.
func (w *window) note() {
	text, err := w.page.text()
	if err != nil {
		w.failed(err)
		return
	}
	counts := between(string(text), `class="wall__count" role="status"><strong>`, "</strong> finished")
	joined, finished, ok := strings.Cut(counts, "</strong> joined, <strong>")
	if !ok {
		return
	}
	s := shot{at: time.Now()}
	s.joined, _ = strconv.Atoi(joined)
	s.finished, _ = strconv.Atoi(finished)
	w.mu.Lock()
	w.shots = append(w.shots, s)
	w.mu.Unlock()
}

// delays are how long it took until the board showed each pupil who joined, and
// each who finished.
func (w *watched) delays(all []*pupil) (joins, ends []time.Duration) {
	var joined, finished []time.Time
	for _, p := range all {
		if p.err == nil {
			joined, finished = append(joined, p.joined), append(finished, p.lastTap())
		}
	}
	return w.board.seen(joined, func(s shot) int { return s.joined }), w.board.seen(finished, func(s shot) int { return s.finished })
}

// lastTap is when the last answer was acknowledged; what comes after it takes no
// thinking.
func (p *pupil) lastTap() time.Time {
	last := p.samples[len(p.samples)-1]
	return last.at.Add(last.answer)
}

// seen is how long after each time the board counted that many.
func (w *window) seen(times []time.Time, counted func(shot) int) []time.Duration {
	slices.SortFunc(times, time.Time.Compare)
	var delays []time.Duration
	for i, at := range times {
		for _, s := range w.shots {
			if counted(s) > i {
				delays = append(delays, max(0, s.at.Sub(at)))
				break
			}
		}
	}
	return delays
}

// figures are what the windows came to.
func (w *watched) figures(joins, ends []time.Duration) []figure {
	one := func(name, format, goal string, value float64) figure {
		return figure{name: name, format: format, goal: goal, rounds: []float64{value}}
	}
	hellos := append(slices.Clone(w.own.hellos), w.board.hellos...)
	figures := []figure{
		one("a join is on the board, p95", "%.0f ms", "<= 2000", percentile(joins, 0.95)),
		one("a finish is on the board, p95", "%.0f ms", "<= 2000", percentile(ends, 0.95)),
		one("hello, p95", "%.2f ms", "", percentile(hellos, 0.95)),
	}
	for i, name := range []string{"the teacher's own view", "the page of the class", "the class's results"} {
		took := w.own.took[w.own.paths[i]]
		figures = append(figures, one(fmt.Sprintf("%s, p95 of %d", name, len(took)), "%.1f ms", "<= 40", percentile(took, 0.95)))
	}
	board := w.board.took[w.board.paths[0]]
	return append(figures, one(fmt.Sprintf("the board, p95 of %d", len(board)), "%.1f ms", "<= 40", percentile(board, 0.95)))
}
