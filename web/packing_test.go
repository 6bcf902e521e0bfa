package web

import (
	"net/http"
	"testing"
)

func TestNothingIsPackedForABrowserThatCannotUnpackIt(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.post("/quiz/attempt", "length", "full")
	front := ann.get("/")
	style := front.value("link[rel=stylesheet]", "href")
	for accepted, want := range map[string]string{
		"": "", "br;q=0": "", "gzip;q=0, br; q=0.0": "", "br;q=0, gzip": "gzip", "identity": "", "gzip;q=0.5": "gzip",
	} {
		for _, path := range []string{style, "/quiz/questions/1"} {
			request := newRequest(http.MethodGet, path, "")
			request.Header.Set("Accept-Encoding", accepted)
			if path != style {
				request.Header.Set("HX-Request", "true")
			}
			if got := ann.do(request).header.Get("Content-Encoding"); got != want {
				t.Errorf("%s for %q is packed as %q, want %q", path, accepted, got, want)
			}
		}
	}
	request := newRequest(http.MethodGet, style, "")
	request.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
	if got := ann.do(request).header.Get("Content-Encoding"); got != "br" {
		t.Errorf("%s is packed as %q for a browser of today", style, got)
	}
}
