package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

// pace is how a stream of events goes: how often it looks for a change, how often
// it shows that it is alive, and how long it lasts before the browser asks anew.
type pace struct{ look, beat, last time.Duration }

// usualPace ends a stream before the server cuts it off, as it does with whatever
// is written for 30 seconds.
var usualPace = pace{500 * time.Millisecond, 10 * time.Second, 25 * time.Second}

// isStream tells a stream of events, which must not be packed: a packer would
// keep the events until the end.
func isStream(c *fiber.Ctx) bool { return strings.HasSuffix(c.Path(), "/events") }

// streamLesson tells a page that the lesson has changed. It sends no more than
// that: the page then asks for what it shows, so that rights are checked then.
func (s *Site) streamLesson(c *fiber.Ctx) error {
	w := watcher{site: s, token: c.Cookies(s.cookieName()), session: me(c).session.ID, teacherID: me(c).user.ID, lesson: c.Params("lesson")}
	var err error
	if w.last, err = s.lessonStamp(c.UserContext(), w.teacherID, w.lesson); err != nil {
		return err
	}
	c.Set("Content-Type", "text/event-stream")
	c.Set("X-Accel-Buffering", "no")
	c.Context().SetBodyStreamWriter(w.run)
	return nil
}

// lessonStamp is another text whenever the page of a lesson has to be drawn anew:
// after every change, and each half minute, since somebody gets stuck without
// anything being saved.
func (s *Site) lessonStamp(ctx context.Context, teacherID int64, lesson string) (string, error) {
	stamp, err := s.db.Lessons.Stamp(ctx, teacherID, lesson)
	return fmt.Sprintf("%s-%d", stamp, time.Now().Unix()/30), err
}

// watcher is one open page that is told of changes.
type watcher struct {
	site      *Site
	token     string
	session   int64
	teacherID int64
	lesson    string
	last      string
}

// run writes events until the page is gone, its right has ended, newer streams of
// the session need the room, the site stops, or the stream is old.
func (w *watcher) run(out *bufio.Writer) {
	defer func() {
		if cause := recover(); cause != nil {
			w.site.log.Error("a stream of events broke", "cause", cause)
		}
	}()
	end := w.site.watching.begin(w.session)
	defer w.site.watching.leave(w.session, end)
	tick := time.NewTicker(w.site.streams.look)
	defer tick.Stop()
	began, beaten := time.Now(), time.Now()
	if !send(out, "retry: 1000\nevent: beat") {
		return
	}
	for time.Since(began) < w.site.streams.last {
		select {
		case <-tick.C:
		case <-end:
			return
		case <-w.site.stopped:
			return
		}
		changed, err := w.look()
		switch {
		case err != nil:
			return
		case changed && !send(out, "event: changed"):
			return
		case time.Since(beaten) > w.site.streams.beat:
			if beaten = time.Now(); !send(out, "event: beat") {
				return
			}
		}
	}
}

// send writes one event; that it could not is the only sign of a page that is gone.
func send(out *bufio.Writer, event string) bool {
	_, err := out.WriteString(event + "\ndata:\n\n")
	return err == nil && out.Flush() == nil
}

// look tells whether the lesson has changed, for somebody who may still know.
func (w *watcher) look() (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	_, user, err := w.site.db.Sessions.Find(ctx, w.token)
	if errors.Is(err, models.ErrNotFound) {
		_, user, err = w.site.db.Sessions.Watching(ctx, w.token, w.lesson)
	}
	if err == nil && (user == nil || user.ID != w.teacherID) {
		err = models.ErrNotFound
	}
	if err != nil {
		return false, err
	}
	stamp, err := w.site.lessonStamp(ctx, w.teacherID, w.lesson)
	changed := stamp != w.last
	w.last = stamp
	return changed, err
}
