package web

import (
	"bufio"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"strings"
)

// wire is a browser on a real connection, where what comes back can be counted
// to the byte.
type wire struct {
	*browser
	address string
}

// onTheWire serves the browser's site on a port of its own.
func (b *browser) onTheWire() wire {
	b.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.t.Fatal(err)
	}
	go b.site.app.Listener(listener) //nolint:errcheck // it ends with the test
	b.t.Cleanup(func() { _ = b.site.app.Shutdown() })
	return wire{b, listener.Addr().String()}
}

// arrived is what came back: every byte of head and body counted, and the text
// when it is unpacked.
type arrived struct {
	*http.Response
	bytes int64
	text  string
}

// exchange sends one request, as a browser does that can unpack gzip.
func (w wire) exchange(request *http.Request) (arrived, error) {
	request.Header.Set("Accept-Encoding", "gzip, deflate")
	for name, value := range w.cookies {
		request.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	connection, err := net.Dial("tcp", w.address)
	if err != nil {
		return arrived{}, err
	}
	defer connection.Close()
	if err := request.Write(connection); err != nil {
		return arrived{}, err
	}
	counted := &counting{Reader: connection}
	response, err := http.ReadResponse(bufio.NewReader(counted), request)
	if err != nil {
		return arrived{}, err
	}
	defer response.Body.Close()
	text, err := unpacked(response)
	return arrived{response, counted.bytes, text}, err
}

// fetch gets a path and takes nothing but 200.
func (w wire) fetch(path string, headers ...string) arrived {
	w.t.Helper()
	request := newRequest(http.MethodGet, path, "")
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	got, err := w.exchange(request)
	if err != nil || got.StatusCode != http.StatusOK {
		w.t.Fatalf("%s: %v, %+v", path, err, got.Response)
	}
	return got
}

// counting counts what is read.
type counting struct {
	io.Reader
	bytes int64
}

func (c *counting) Read(into []byte) (int, error) {
	n, err := c.Reader.Read(into)
	c.bytes += int64(n)
	return n, err
}

func unpacked(response *http.Response) (string, error) {
	body := io.Reader(response.Body)
	if response.Header.Get("Content-Encoding") == "gzip" {
		packed, err := gzip.NewReader(response.Body)
		if err != nil {
			return "", err
		}
		body = packed
	}
	text, err := io.ReadAll(body)
	return string(text), err
}

// stream opens a stream of events and passes on their names until it ends.
func (w wire) stream(path string) <-chan string {
	w.t.Helper()
	request := newRequest(http.MethodGet, path, "")
	for name, value := range w.cookies {
		request.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	connection, err := net.Dial("tcp", w.address)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = connection.Close() })
	if err := request.Write(connection); err != nil {
		w.t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), request)
	if err != nil || response.Header.Get("Content-Type") != "text/event-stream" {
		w.t.Fatalf("%s is no stream of events: %v, %+v", path, err, response)
	}
	events := make(chan string)
	go func() {
		defer close(events)
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				events <- name
			}
		}
	}()
	return events
}
