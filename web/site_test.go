package web

import (
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"pathways/models"
	"pathways/quizzes"
	"pathways/quizzes/careers"
)

const testBase = "http://pathways.test"

// shipped is the content that ships, read once for all tests.
var shipped = sync.OnceValues(func() (Parts, error) {
	library, err := quizzes.Load(quizzes.Embedded())
	if err != nil {
		return Parts{}, err
	}
	catalogue, err := careers.Load(careers.Embedded())
	return Parts{Quizzes: library, Careers: catalogue}, err
})

// measured is how fair the quiz is that ships, measured once for all tests.
var measured = sync.OnceValue(func() quizzes.Report {
	parts, err := shipped()
	if err != nil {
		return quizzes.Report{}
	}
	quiz, _ := parts.Quizzes.Newest(theQuiz)
	return quizzes.Fairness(quiz, quizzes.FairnessOptions{Sheets: fairnessSheets})
})

// newSite is a real site with the content that ships and an empty SQLite file.
func newSite(t testing.TB) *Site {
	t.Helper()
	return newSiteAt(t, time.Now)
}

// newSiteAt is a site whose database goes by another clock.
func newSiteAt(t testing.TB, now func() time.Time) *Site {
	t.Helper()
	return newSiteOn(t, filepath.Join(t.TempDir(), "site.db"), now)
}

// newSiteOn is a site with its database in a file that the test knows.
func newSiteOn(t testing.TB, file string, now func() time.Time) *Site {
	t.Helper()
	parts, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	parts.DB, err = models.Open(t.Context(), "sqlite:"+file, models.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = parts.DB.Close() })
	site, err := New(Settings{BaseURL: testBase, Log: slog.New(slog.NewTextHandler(testWriter{t}, nil))}, parts)
	if err != nil {
		t.Fatal(err)
	}
	site.streams = pace{10 * time.Millisecond, 40 * time.Millisecond, 100 * time.Millisecond}
	return site
}

// testWriter puts the site's log into the test's.
type testWriter struct{ t testing.TB }

func (w testWriter) Write(line []byte) (int, error) {
	w.t.Log(strings.TrimSpace(string(line)))
	return len(line), nil
}

// browser is a pretend browser without scripts: it keeps cookies, follows
// redirects, and sends the headers that browsers send.
type browser struct {
	t       testing.TB
	site    *Site
	cookies map[string]string
	htmx    bool // asks as htmx does
}

// newVisitor opens a browser on a site of its own.
func newVisitor(t testing.TB) *browser {
	t.Helper()
	return newSite(t).visitor(t)
}

// visitor opens another browser on the same site.
func (s *Site) visitor(t testing.TB) *browser {
	return &browser{t: t, site: s, cookies: map[string]string{}}
}

// withHTMX is the same browser, asking as htmx does.
func (b *browser) withHTMX() *browser {
	asking := *b
	asking.htmx = true
	return &asking
}

// reply is what a browser got.
type reply struct {
	t       testing.TB
	browser *browser
	path    string // where it ended after redirects
	status  int
	header  http.Header
	body    string
}

func (b *browser) get(path string) *reply {
	b.t.Helper()
	return b.follow(b.send(http.MethodGet, path, nil))
}

// post sends a form, given as names and values in turn, and follows a redirect.
func (b *browser) post(path string, fields ...string) *reply {
	b.t.Helper()
	return b.follow(b.send(http.MethodPost, path, formOf(fields)))
}

func formOf(fields []string) url.Values {
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return form
}

func (b *browser) follow(r *reply) *reply {
	b.t.Helper()
	for range 5 {
		if r.status != http.StatusSeeOther {
			return r
		}
		r = b.send(http.MethodGet, r.header.Get("Location"), nil)
	}
	b.t.Fatalf("%s redirects for ever", r.path)
	return nil
}

// send asks once and follows nothing.
func (b *browser) send(method, path string, form url.Values) *reply {
	b.t.Helper()
	request := newRequest(method, path, form.Encode())
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	if b.htmx {
		request.Header.Set("HX-Request", "true")
	}
	return b.do(request)
}

// newRequest asks our host for a path; the address of a request holds no host.
func newRequest(method, path, body string) *http.Request {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	request.Host = strings.TrimPrefix(testBase, "http://")
	return request
}

func (b *browser) do(request *http.Request) *reply {
	b.t.Helper()
	for name, value := range maps.All(b.cookies) {
		request.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	response, err := b.site.app.Test(request, int((20 * time.Second).Milliseconds()))
	if err != nil {
		b.t.Fatalf("%s %s: %v", request.Method, request.URL.Path, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, cookie := range response.Cookies() {
		if cookie.Value == "" {
			delete(b.cookies, cookie.Name)
			continue
		}
		b.cookies[cookie.Name] = cookie.Value
	}
	return &reply{b.t, b, request.URL.RequestURI(), response.StatusCode, response.Header, string(body)}
}

// is checks the status.
func (r *reply) is(status int) *reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("%s answered %d, want %d:\n%.2000s", r.path, r.status, status, r.text())
	}
	return r
}

// sees checks that an element which the selector finds holds the text.
func (r *reply) sees(selector, text string) *reply {
	r.t.Helper()
	for _, node := range find(r.tree(), selector) {
		if strings.Contains(textOf(node), text) {
			return r
		}
	}
	r.t.Fatalf("%s (%d) shows no %s with %q:\n%.2000s", r.path, r.status, selector, text, r.text())
	return r
}

// seesNo checks that no such element holds the text.
func (r *reply) seesNo(selector, text string) *reply {
	r.t.Helper()
	for _, node := range find(r.tree(), selector) {
		if strings.Contains(textOf(node), text) {
			r.t.Fatalf("%s (%d) shows a %s with %q", r.path, r.status, selector, text)
		}
	}
	return r
}

// count tells how many elements the selector finds.
func (r *reply) count(selector string) int { return len(find(r.tree(), selector)) }

// value returns an attribute of the first element which the selector finds.
func (r *reply) value(selector, attribute string) string {
	r.t.Helper()
	found := find(r.tree(), selector)
	if len(found) == 0 {
		r.t.Fatalf("%s (%d) shows no %s:\n%.2000s", r.path, r.status, selector, r.text())
	}
	value, _ := attributeOf(found[0], attribute)
	return value
}

// submit sends the form which the selector finds, hidden and typed values
// included, with the given fields filled in or changed.
func (r *reply) submit(selector string, fields ...string) *reply {
	r.t.Helper()
	forms := find(r.tree(), selector)
	if len(forms) == 0 {
		r.t.Fatalf("%s (%d) shows no form %s:\n%.2000s", r.path, r.status, selector, r.text())
	}
	values := standing(forms[0])
	for name, list := range formOf(fields) {
		values[name] = list
	}
	action, ok := attributeOf(forms[0], "action")
	if !ok {
		action = r.path
	}
	action, _, _ = strings.Cut(action, "#") // stays in the browser
	method, _ := attributeOf(forms[0], "method")
	if strings.EqualFold(method, http.MethodPost) {
		return r.browser.follow(r.browser.send(http.MethodPost, action, values))
	}
	return r.browser.get(action + "?" + values.Encode())
}

func (r *reply) text() string { return textOf(r.tree()) }

func (r *reply) tree() *html.Node {
	r.t.Helper()
	tree, err := html.Parse(strings.NewReader(r.body))
	if err != nil {
		r.t.Fatal(err)
	}
	return tree
}
