package web

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// asked sends bytes as they are and returns the answer.
func asked(t *testing.T, address, request string) *http.Response {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	got, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("%q: %v", request, err)
	}
	return got
}

func TestARequestThatCannotBeReadIsAnsweredWithTheSameHeaders(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- site.app.Listener(listener) }()
	t.Cleanup(func() {
		if err := site.Stop(); err != nil {
			t.Error(err)
		}
		<-ended
	})
	host := "Host: pathways.test\r\n"
	for name, request := range map[string]string{
		"no request line":    "nonsense\r\n\r\n",
		"no protocol":        "GET /\r\n" + host + "\r\n",
		"an unknown method":  "BREW / HTTP/1.1\r\n" + host + "\r\n",
		"a small method":     "get / HTTP/1.1\r\n" + host + "\r\n",
		"a bad header":       "GET / HTTP/1.1\r\n" + host + "no colon\r\n\r\n",
		"two hosts":          "GET / HTTP/1.1\r\n" + host + host + "\r\n",
		"a bad length":       "POST /sign-in HTTP/1.1\r\n" + host + "Content-Length: many\r\n\r\n",
		"a header too long":  "GET / HTTP/1.1\r\n" + host + "X-Long: " + strings.Repeat("a", 20<<10) + "\r\n\r\n",
		"a body too long":    "POST /sign-in HTTP/1.1\r\n" + host + "Content-Length: 9000000\r\n\r\n",
		"a bad chunk":        "POST /sign-in HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
		"a bad escape":       "GET /%zz HTTP/1.1\r\n" + host + "\r\n",
		"a host with spaces": "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
	} {
		got := asked(t, listener.Addr().String(), request)
		if got.StatusCode < 400 || got.StatusCode >= 500 {
			t.Errorf("%s: answered %d", name, got.StatusCode)
		}
		for header, want := range map[string]string{
			"Content-Security-Policy": contentPolicy, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "same-origin",
		} {
			if value := got.Header.Get(header); value != want {
				t.Errorf("%s: answered %d with %s %q, want %q", name, got.StatusCode, header, value, want)
			}
		}
	}
}
