package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestAnAnswerThatIsNoPageOfOursTellsTheBrowserToTrustOnlyUsToo(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	elsewhere := newRequest(http.MethodGet, "/", "")
	elsewhere.Host = "elsewhere.test"
	for name, request := range map[string]*http.Request{
		"an address that is not there": newRequest(http.MethodGet, "/no-such-page", ""),
		"a file that is not there":     newRequest(http.MethodGet, "/static/no-such-file.js", ""),
		"a form from elsewhere":        newRequest(http.MethodPost, "/sign-in", ""),
		"a request to another host":    elsewhere,
		"a method that nothing takes":  newRequest(http.MethodDelete, "/", ""),
	} {
		got := site.visitor(t).do(request)
		if got.status < 400 {
			t.Errorf("%s is answered %d", name, got.status)
		}
		for header, want := range map[string]string{
			"Content-Security-Policy": contentPolicy, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
		} {
			if value := got.header.Get(header); value != want {
				t.Errorf("%s is answered %d with %s %q, want %q", name, got.status, header, value, want)
			}
		}
	}
}

func TestAPartLetsInNothingAtAll(t *testing.T) {
	t.Parallel()
	htmx := newVisitor(t).withHTMX()
	for _, path := range []string{"/", "/quiz", "/no-such-page"} {
		got := htmx.send(http.MethodGet, path, nil)
		for name, want := range map[string]string{
			"Content-Security-Policy": partPolicy,
			"X-Content-Type-Options":  "nosniff",
			"Cache-Control":           "no-store",
		} {
			if value := got.header.Get(name); value != want {
				t.Errorf("%s answered htmx %d with %s %q, want %q", path, got.status, name, value, want)
			}
		}
		if vary := got.header.Get("Vary"); !strings.Contains(vary, "HX-Request") || !strings.Contains(vary, "Cookie") {
			t.Errorf("%s answered htmx with Vary %q", path, vary)
		}
	}
}

func TestThePoliciesAllowNothingInline(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{contentPolicy, partPolicy} {
		for _, promise := range []string{
			"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
		} {
			if !strings.Contains(policy, promise) || strings.Contains(policy, "unsafe") {
				t.Errorf("the policy %q does not say %s", policy, promise)
			}
		}
	}
}

func TestAFormFromOurOwnPageIsTakenByBrowsersOldAndNew(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for _, header := range [][2]string{{"Sec-Fetch-Site", "same-origin"}, {"Origin", testBase}} {
		request := newRequest(http.MethodPost, "/sign-in", "name=nobody")
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set(header[0], header[1])
		if got := site.visitor(t).do(request); got.status == http.StatusForbidden {
			t.Errorf("with %s the form was refused", header[0])
		}
	}
}

func TestWhatNoBrowserOfOursSendsIsRefused(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for name, change := range map[string]func(*http.Request){
		"another host":  func(r *http.Request) { r.Host = "elsewhere.test" },
		"a packed body": func(r *http.Request) { r.Header.Set("Content-Encoding", "gzip") },
		"a huge body": func(r *http.Request) {
			r.Body = http.NoBody
			r.ContentLength = 0
			*r = *newRequest(http.MethodPost, "/sign-in", "name="+strings.Repeat("a", formLimit))
			r.Header.Set("Sec-Fetch-Site", "same-origin")
		},
	} {
		request := newRequest(http.MethodPost, "/sign-in", "name=ann")
		request.Header.Set("Sec-Fetch-Site", "same-origin")
		change(request)
		got := site.visitor(t).do(request)
		if got.status < 400 || got.status >= 500 || got.status == http.StatusUnprocessableEntity {
			t.Errorf("%s was answered %d", name, got.status)
		}
	}
}

func TestAFormFromElsewherePutsNoWordsOnOurPages(t *testing.T) {
	t.Parallel()
	request := newRequest(http.MethodPost, "/sign-in", "text=Call+this+number")
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", "https://elsewhere.test")
	newVisitor(t).do(request).is(http.StatusForbidden).seesNo("body", "Call this number")
}

func TestOnlyFormsChangeAnything(t *testing.T) {
	t.Parallel()
	for _, r := range newSite(t).Routes() {
		// A POST, so that no grade and no name stands in an address.
		asks := r.Path == "/doors/what-if" || strings.HasSuffix(r.Path, "/roster/preview")
		if r.Changes != (r.Method == http.MethodPost && !asks) {
			t.Errorf("%s %s: changes is %v", r.Method, r.Path, r.Changes)
		}
		if len(r.Who) == 0 {
			t.Errorf("%s %s names nobody", r.Method, r.Path)
		}
	}
}

func TestThereIsNoWayInBesidesTheTable(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for _, routes := range site.app.Stack() {
		for _, served := range routes {
			declared := slices.ContainsFunc(site.routes, func(r Route) bool {
				return r.Path == served.Path && (r.Method == served.Method || r.Method == http.MethodGet && served.Method == http.MethodHead)
			})
			if served.Path != "/" && !declared {
				t.Errorf("%s %s is served and not in the table", served.Method, served.Path)
			}
		}
	}
}

func TestBrowsersAreOnlySentToOurOwnPages(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/plans/abc?x=1":        "/plans/abc?x=1",
		"":                      "/me",
		"//elsewhere.test":      "/me",
		"/\\elsewhere.test":     "/me",
		"https://elsewhere":     "/me",
		"javascript:alert(1)":   "/me",
		"plans":                 "/me",
		"/a\r\nSet-Cookie: x=y": "/me",
		"/%0d%0aSet-Cookie:x":   "/%0d%0aSet-Cookie:x",
	} {
		if got := ownPath(path, "/me"); got != want {
			t.Errorf("ownPath(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestProbesAreAnsweredWhateverTheyCallUs(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusOK, "/": http.StatusMisdirectedRequest, "/healthz/": http.StatusMisdirectedRequest, "/sign-in": http.StatusMisdirectedRequest} {
		request := newRequest(http.MethodGet, path, "")
		request.Host = "10.0.0.7:8080"
		if got := site.visitor(t).do(request); got.status != want {
			t.Errorf("%s answered %d, want %d", path, got.status, want)
		}
	}
}
