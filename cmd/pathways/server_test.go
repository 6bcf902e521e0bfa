package main

import (
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// speech is what a running program has said so far.
type speech struct {
	mu   sync.Mutex
	text strings.Builder
	more chan struct{}
}

func newSpeech() *speech { return &speech{more: make(chan struct{}, 1)} }

// Write hears some more.
func (s *speech) Write(text []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.more <- struct{}{}:
	default:
	}
	return s.text.Write(text)
}

func (s *speech) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// server is the program while it serves.
type server struct {
	t         testing.TB
	process   *exec.Cmd
	out, errs *speech
	base      string
	ended     chan struct{}
}

// tooLong is when a test gives up on a program that should have answered or
// ended long ago.
const tooLong = 60 * time.Second

// begin runs the program and does not wait for anything.
func (c call) begin(t testing.TB) *server {
	t.Helper()
	s := &server{t: t, process: c.command(t.Context(), t), out: newSpeech(), errs: newSpeech(), ended: make(chan struct{})}
	s.process.Stdout, s.process.Stderr = s.out, s.errs
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = s.process.Wait()
		close(s.ended)
	}()
	t.Cleanup(func() {
		_ = s.process.Process.Kill()
		<-s.ended
	})
	return s
}

// hears waits until the program has said the words.
func (s *server) hears(from *speech, words string) {
	s.t.Helper()
	giveUp := time.After(tooLong)
	for !strings.Contains(from.String(), words) {
		select {
		case <-from.more:
		case <-s.ended:
			if !strings.Contains(from.String(), words) {
				s.t.Fatalf("%v ended: %s%s", s.process.Args, s.out, s.errs)
			}
		case <-giveUp:
			s.t.Fatalf("%v does not say %q: %s%s", s.process.Args, words, s.out, s.errs)
		}
	}
}

// start runs the program until it says the words at the end of its greeting.
func (c call) start(t testing.TB, greeting string) *server {
	t.Helper()
	s := c.begin(t)
	s.hears(s.out, greeting)
	s.base = regexp.MustCompile(`http://[0-9.]+:[0-9]+`).FindString(s.out.String())
	return s
}

// serve starts serving on a free port.
func serve(t testing.TB, args ...string) *server {
	t.Helper()
	return call{args: append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)}.start(t, "\n")
}

// client follows nothing.
var client = http.Client{
	Timeout:       tooLong,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// get asks for a page and follows nothing.
func (s *server) get(path string) (status int, body string) {
	s.t.Helper()
	response, err := client.Get(s.base + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// stop tells the program to stop and returns its exit code.
func (s *server) stop() int {
	s.t.Helper()
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	return s.wait(tooLong)
}

// wait returns the exit code of a program that has to end in time.
func (s *server) wait(limit time.Duration) int {
	s.t.Helper()
	select {
	case <-s.ended:
	case <-time.After(limit):
		s.t.Fatalf("the program still runs after %s: %s", limit, s.errs)
	}
	return s.process.ProcessState.ExitCode()
}
