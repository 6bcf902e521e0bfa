package web

import (
	"sync/atomic"
	"testing"
	"time"

	"pathways/models"
)

// watchedLesson is a lesson with a colleague of its teacher who may watch it, on a
// site whose clock a test moves.
type watchedLesson struct {
	site                      *Site
	teacher, colleague, admin *browser
	class, events             string
	ahead                     *atomic.Int64 // how far the clock is ahead
}

func newWatchedLesson(t *testing.T) watchedLesson {
	t.Helper()
	ahead := &atomic.Int64{}
	site := newSiteAt(t, func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) })
	site.streams.last = usualPace.last
	teacher, class, lesson, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	bell := staffOf(t, site, "bell@tyne.test")
	return watchedLesson{
		site: site, teacher: teacher, class: "/classes/" + class, events: "/lessons/" + lesson + "/events", ahead: ahead,
		colleague: site.newTestStaff(t, Teacher, *bell.SchoolID, "hall@tyne.test"),
		admin:     site.newTestStaff(t, Admin, *bell.SchoolID, "okafor@tyne.test"),
	}
}

func TestAStreamEndsWhenTheRightToTheLessonDoes(t *testing.T) {
	t.Parallel()
	if usualPace.look > time.Second {
		t.Errorf("a stream looks only every %s whether it may go on", usualPace.look)
	}
	for name, ends := range map[string]func(*testing.T, watchedLesson){
		"the teacher is disabled": func(t *testing.T, l watchedLesson) {
			l.admin.post("/school/people/"+staffOf(t, l.site, "hall@tyne.test").PublicID+"/disabled", "disabled", "yes")
		},
		"the teacher becomes an admin": func(t *testing.T, l watchedLesson) {
			l.admin.post("/school/people/"+staffOf(t, l.site, "hall@tyne.test").PublicID+"/who", "who", "admin")
		},
		"the class is taken from the colleague": func(t *testing.T, l watchedLesson) {
			l.teacher.post(l.class + "/teachers/" + staffOf(t, l.site, "hall@tyne.test").PublicID + "/removal")
		},
		"the last day of the cover is over": func(_ *testing.T, l watchedLesson) { l.ahead.Store(int64(24 * time.Hour)) },
		"the session is over":               func(_ *testing.T, l watchedLesson) { l.ahead.Store(int64(models.SessionLimit)) },
		"the password is reset": func(t *testing.T, l watchedLesson) {
			if err := l.site.db.Users.SetPassword(t.Context(), staffOf(t, l.site, "hall@tyne.test").ID, models.Password{Hash: "x"}); err != nil {
				t.Error(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := newWatchedLesson(t)
			l.teacher.post(l.class+"/teachers", "email", "hall@tyne.test", "until", time.Now().In(london).Format(time.DateOnly))
			events := l.colleague.onTheWire().stream(l.events)
			if first := <-events; first != "beat" {
				t.Fatalf("the stream begins with %q", first)
			}
			ends(t, l)
			for range events { // it ends, or the test never does
			}
		})
	}
}

func TestASessionHasAFewStreamsAndTheOldestMakesRoom(t *testing.T) {
	t.Parallel()
	l := newWatchedLesson(t)
	w := l.teacher.onTheWire()
	var streams []<-chan string
	for range mostStreams + 1 {
		events := w.stream(l.events)
		<-events
		streams = append(streams, events)
	}
	for range streams[0] { // it ends, or the test never does
	}
	for _, events := range streams[1:] {
		select {
		case _, open := <-events:
			if !open {
				t.Error("a newer stream ended too")
			}
		case <-time.After(20 * l.site.streams.beat):
			t.Error("a newer stream is silent")
		}
	}
	l.teacher.post("/sign-out")
	for _, events := range streams[1:] {
		for range events { // it ends, or the test never does
		}
	}
}

func TestStreamsThatAreOverAreForgotten(t *testing.T) {
	t.Parallel()
	open := newOpenStreams()
	first, second := open.begin(1), open.begin(1)
	open.leave(1, first)
	open.leave(1, first)
	if len(open.ends[1]) != 1 {
		t.Errorf("%d are counted, one is open", len(open.ends[1]))
	}
	open.leave(1, second)
	if len(open.ends) != 0 {
		t.Errorf("of no stream is kept %v", open.ends)
	}
}
