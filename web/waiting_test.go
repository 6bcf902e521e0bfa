package web

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// laterClock is a clock that a test can put forward.
type laterClock struct{ ahead atomic.Int64 }

func (c *laterClock) now() time.Time       { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *laterClock) pass(d time.Duration) { c.ahead.Add(int64(d)) }

// newIdleStudent is a browser whose pupil did nothing for too long.
func newIdleStudent(t *testing.T) (*browser, string) {
	t.Helper()
	clock := &laterClock{}
	ann, name := newSiteAt(t, clock.now).newTestStudent(t)
	clock.pass(61 * time.Minute)
	return ann, name
}

func TestAFormThatMeetsAnIdleSessionIsOfferedBack(t *testing.T) {
	t.Parallel()
	ann, name := newIdleStudent(t)
	stopped := ann.post("/plans", "role", "a-role", "route", "a <b>route</b>").is(http.StatusUnauthorized).sees(".notice", "not lost")
	wrong := stopped.submit("form.form", "name", name, "password", "not the password").is(http.StatusUnprocessableEntity)
	back := wrong.submit("form.form", "name", name, "password", goodPassword).is(http.StatusOK).sees("h1", "You are back")
	if back.value("form.form", "action") != "/plans" || back.value("input[name=route]", "value") != "a <b>route</b>" {
		t.Errorf("the form came back changed:\n%s", back.body)
	}
}

func TestAPageThatRenewsItselfAsksForASignInWhenTheSessionHasEnded(t *testing.T) {
	t.Parallel()
	clock := &laterClock{}
	site := newSiteAt(t, clock.now)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	lesson, code := teacher.runs(class, "join", "list", "results", "held")
	amira := site.visitor(t)
	amira.joins(code)
	held := amira.takes().sees("h1", "You have finished").path
	teacher.post(lesson + "/end")
	clock.pass(13 * time.Hour)
	for who, at := range map[*browser]string{teacher: lesson, amira: held} {
		request := newRequest(http.MethodGet, at+"?stamp=old", "")
		request.Header.Set("HX-Request", "true")
		request.Header.Set("HX-Current-URL", testBase+at+"?sort=need")
		if to := who.do(request).header.Get("HX-Redirect"); to != "/sign-in?next="+url.QueryEscape(at+"?sort=need") {
			t.Errorf("%s is led to %q", at, to)
		}
	}
}

func TestAFormThatWaitsIsOfferedOnlyToWhoSentIt(t *testing.T) {
	t.Parallel()
	ann, _ := newIdleStudent(t)
	_, other := ann.site.newTestStudent(t)
	stopped := ann.post("/plans", "role", "a-role", "route", "words of my own").is(http.StatusUnauthorized).sees(".notice", "not lost")
	got := stopped.submit("form.form", "name", other, "password", goodPassword).is(http.StatusOK).sees("h1", "My page")
	if strings.Contains(got.body, "words of my own") {
		t.Error("the next pupil reads what the one before wrote")
	}
}

func TestNothingWaitsWhenNobodyKnowsWhoseItIs(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ann, name := site.newTestStudent(t)
	user, err := site.db.Users.ByUserName(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	if err := site.db.Sessions.EndAll(t.Context(), user.ID); err != nil {
		t.Fatal(err)
	}
	for who, b := range map[string]*browser{"a session that was taken away": ann, "no session": site.visitor(t)} {
		stopped := b.post("/plans", "role", "a-role", "route", "words of my own").is(http.StatusUnauthorized).sees(".notice", "not saved")
		b.post("/plans/one/steps/two", "note", "my note").is(http.StatusUnauthorized).sees("#words", "my note")
		if strings.Contains(stopped.body, "words of my own") {
			t.Errorf("with %s the form waits in the page", who)
		}
		got := site.visitor(t).post("/sign-in", "name", name, "password", goodPassword, "pending_path", "/plans", "pending_fields", "route=planted")
		if strings.Contains(got.body, "planted") {
			t.Errorf("with %s a planted form is offered", who)
		}
	}
}

func TestAPasswordNeverWaitsInAPage(t *testing.T) {
	t.Parallel()
	ann, name := newIdleStudent(t)
	paths := []string{"/password", "/sign-in", "/sign-up", "/recovery", "/invitations/abc", "/resets/abc", "/join/ABCD2345/seats"}
	for _, r := range ann.site.Routes() {
		if r.Changes && r.access.fresh {
			paths = append(paths, r.Path)
		}
	}
	cookie := ann.cookies[ann.site.cookieName()]
	for _, path := range paths {
		for _, b := range []*browser{ann, ann.site.visitor(t)} {
			ann.cookies[ann.site.cookieName()] = cookie
			got := b.post(path, "current", "canary the old", "password", "canary the new")
			if strings.Contains(got.body, "canary") {
				t.Errorf("%s puts the password into the page:\n%s", path, got.body)
			}
		}
		ann.cookies[ann.site.cookieName()] = cookie
		got := ann.post("/sign-in", "name", name, "password", goodPassword, "pending_path", path, "pending_fields", "password=canary")
		if strings.Contains(got.body, "canary") {
			t.Errorf("a form for %s waited", path)
		}
	}
}

func TestOnlyFormsOfOursWaitForASignIn(t *testing.T) {
	t.Parallel()
	ann, name := newIdleStudent(t)
	cookie := ann.cookies[ann.site.cookieName()]
	for _, path := range []string{"https://elsewhere.test/", "//elsewhere.test/", "/no-such-form", "/plans?x=1", ""} {
		ann.cookies[ann.site.cookieName()] = cookie
		got := ann.post("/sign-in", "name", name, "password", goodPassword, "pending_path", path, "pending_fields", "a=b")
		if strings.Contains(got.body, "elsewhere") || strings.Contains(got.body, "You are back") {
			t.Errorf("a form for %s waited", path)
		}
	}
}
