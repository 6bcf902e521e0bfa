package web

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pathways/models"
)

// What a classroom's Wi-Fi has to carry, in bytes: counted here, while times are
// measured by `make load` and `make bench`.
const (
	answerBytes     = 1_500  // an answer: one request, head and body of what comes back
	firstPaintBytes = 14_000 // a first page and its style sheets, which paint it
	firstVisitBytes = 70_000 // with the script and the typeface
	firstRequests   = 5
	packedBytes     = 60 // a finished sheet, as the test of the file's growth supposes
)

// sitter takes the quiz on the wire, as htmx does.
type sitter struct {
	wire
	attempt string
	most    int64
}

// answers what is asked until it is sent elsewhere, and returns where to.
func (s *sitter) answers(item string) (items []string, to string) {
	s.t.Helper()
	for range 60 {
		got := s.answer(item)
		items, s.most = append(items, item), max(s.most, got.bytes)
		if to := got.Header.Get("HX-Redirect"); to != "" {
			return items, to
		}
		item = itemOf(got.text)
	}
	s.t.Fatal("the quiz never ends")
	return nil, ""
}

func (s *sitter) answer(item string) arrived {
	s.t.Helper()
	request := newRequest(http.MethodPost, "/quiz/answers", formOf([]string{"attempt", s.attempt, "item", item, "value", "-2"}).Encode())
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("HX-Request", "true")
	got, err := s.exchange(request)
	if err != nil || got.StatusCode != http.StatusOK {
		s.t.Fatalf("answering %s: %v, %+v", item, err, got.Response)
	}
	return got
}

var itemField = regexp.MustCompile(`name="item" value="([^"]+)"`)

func itemOf(text string) string {
	if found := itemField.FindStringSubmatch(text); found != nil {
		return found[1]
	}
	return ""
}

func TestAnAnswerTakesOneSmallExchange(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.site.writes = newAllowance(1000, 1000)
	begun := ann.post("/quiz/attempt", "length", "full")
	ann.htmx = true
	s := &sitter{wire: ann.onTheWire(), attempt: begun.value("input[name=attempt]", "value")}

	items, to := s.answers(itemOf(begun.body))
	if len(items) != 34 || to != "/quiz/choice" {
		t.Fatalf("%d answers led to %s", len(items), to)
	}
	for _, item := range items { // each a second time: what comes back says what was answered before
		s.most = max(s.most, s.answer(item).bytes)
	}
	ann.thinks(s.attempt, items)
	second := ann.post("/quiz/choice", "attempt", s.attempt, "sector", "none")
	closer, to := s.answers(itemOf(second.body))
	if len(closer) == 0 || !strings.HasPrefix(to, "/results/") {
		t.Fatalf("%d answers of the closer look led to %s", len(closer), to)
	}
	t.Logf("an answer takes up to %d bytes", s.most)
	if s.most > answerBytes {
		t.Errorf("an answer takes %d bytes, more than %d", s.most, answerBytes)
	}
	if kept := ann.kept(s.attempt); len(kept.Packed) > packedBytes || kept.Answered != len(items)+len(closer) {
		t.Errorf("%d answers were packed into %d bytes", kept.Answered, len(kept.Packed))
	}
}

// thinks makes the answers look as if each had taken five seconds: who is in a
// hurry gets no closer look.
func (b *browser) thinks(attempt string, items []string) {
	b.t.Helper()
	id := b.kept(attempt).ID
	for i, item := range items {
		answer := models.Answer{Item: item, Rating: int8(i%5) - 2, Seconds: 5}
		if err := b.site.db.Attempts.Answer(b.t.Context(), b.owner(), id, answer); err != nil {
			b.t.Fatal(err)
		}
	}
}

// owner is whom this browser's answers belong to.
func (b *browser) owner() models.Owner {
	b.t.Helper()
	session, _, err := b.site.db.Sessions.Find(b.t.Context(), b.cookies[b.site.cookieName()])
	if err != nil {
		b.t.Fatal(err)
	}
	return models.Owner{SessionID: session.ID}
}

// kept is an attempt of this browser's as the database has it.
func (b *browser) kept(attempt string) models.Attempt {
	b.t.Helper()
	found, err := b.site.db.Attempts.Find(b.t.Context(), b.owner(), attempt)
	if err != nil {
		b.t.Fatal(err)
	}
	return found
}

var fileOf = regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"|url\("?(/static/[^)"]+)`)

// filesIn lists what a browser fetches for a page or a style sheet.
func filesIn(text string) []string {
	var paths []string
	for _, found := range fileOf.FindAllStringSubmatch(text, -1) {
		paths = append(paths, found[1]+found[2])
	}
	return paths
}

func TestAFirstVisitIsSmallOnTheWire(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.post("/quiz/attempt", "length", "full")
	w := ann.onTheWire()
	for _, path := range []string{"/", "/quiz/questions/1"} {
		shown := w.fetch(path)
		paint, whole := shown.bytes, shown.bytes
		files := filesIn(shown.text)
		for i := 0; i < len(files); i++ { // a style sheet adds what it needs itself
			got := w.fetch(files[i])
			whole += got.bytes
			if strings.HasSuffix(files[i], ".css") {
				paint += got.bytes
				for _, more := range filesIn(got.text) {
					if !slices.Contains(files, more) {
						files = append(files, more)
					}
				}
			}
		}
		t.Logf("%s: %d bytes paint it, %d in all, %d requests", path, paint, whole, 1+len(files))
		if paint > firstPaintBytes || whole > firstVisitBytes || 1+len(files) > firstRequests {
			t.Errorf("%s cold: %d bytes paint it, %d in all, %d requests", path, paint, whole, 1+len(files))
		}
	}
}

// TestPagesAndPartsDrawnAtOnceAreWhole compares each with what it is when it is
// drawn alone.
func TestPagesAndPartsDrawnAtOnceAreWhole(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.post("/quiz/attempt", "length", "full")
	w := ann.onTheWire()
	type drawing struct {
		path, htmx, alone string
	}
	var drawings []drawing
	for _, path := range []string{"/", "/quiz", "/quiz/questions/1", "/roles", "/roles/podiatrist", "/search?q=blood"} {
		for _, htmx := range []string{"true", "false"} {
			alone := w.fetch(path, "HX-Request", htmx).text
			if strings.HasSuffix(strings.TrimSpace(alone), "</html>") == (htmx == "true") {
				t.Fatalf("%s with HX-Request %s is not what was asked for", path, htmx)
			}
			drawings = append(drawings, drawing{path, htmx, alone})
		}
	}
	var readers sync.WaitGroup
	for reader := range 24 {
		readers.Go(func() {
			for i := range 3 * len(drawings) {
				d := drawings[(i+reader)%len(drawings)]
				request := newRequest(http.MethodGet, d.path, "")
				request.Header.Set("HX-Request", d.htmx)
				got, err := w.exchange(request)
				if err != nil || got.StatusCode != http.StatusOK || got.text != d.alone {
					t.Errorf("%s with HX-Request %s: %v, %+v", d.path, d.htmx, err, got.Response)
					return
				}
			}
		})
	}
	readers.Wait()
}
