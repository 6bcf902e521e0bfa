package web

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

func TestTheFiguresNameRoutesAndNobodysAddress(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.visitor(t).get("/roles/no-such-role").is(http.StatusNotFound)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- site.ServeMetrics(listener) }()
	answer, err := http.Get("http://" + listener.Addr().String() + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	figures, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if kind := answer.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/plain; version=0.0.4") {
		t.Errorf("the figures are %q", kind)
	}
	for _, want := range []string{
		`pathways_request_seconds_count{method="GET",route="/roles/:role",status="404"} 1`,
		"\ngo_goroutines ", "\nprocess_resident_memory_bytes ",
	} {
		if !strings.Contains(string(figures), want) {
			t.Errorf("the figures lack %s", want)
		}
	}
	if strings.Contains(string(figures), "no-such-role") {
		t.Error("the figures hold an address")
	}

	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("serving ended with %v", err)
	}
}
