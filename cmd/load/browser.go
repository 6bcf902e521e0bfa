package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/valyala/fasthttp"
)

// browser sends what a browser sends, over one connection, and counts what comes
// back to the byte. It talks to this machine only.
type browser struct {
	ctx       context.Context // ends the connection
	base      *url.URL
	conn      net.Conn
	unwatch   func() bool
	wire      wire
	in        *bufio.Reader
	out       *bufio.Writer
	idleSince time.Time
	cookie    string

	request fasthttp.Request
	reply   fasthttp.Response // of the last request
	bytes   int               // that it took, head and body
}

// A reply that takes longer is an error; a connection that was idle for longer
// is made anew, as the site closes those after a minute.
const (
	replyWithin  = 10 * time.Second
	freshEnough  = 30 * time.Second
	bufferedSize = 16 << 10
)

func newBrowser(ctx context.Context, base string) (*browser, error) {
	address, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	if ip := net.ParseIP(address.Hostname()); ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("%s is not this machine", base)
	}
	b := &browser{ctx: ctx, base: address}
	b.in, b.out = bufio.NewReaderSize(&b.wire, bufferedSize), bufio.NewWriterSize(&b.wire, bufferedSize)
	return b, nil
}

// get asks for a path as somebody does who follows a link.
func (b *browser) get(path string) error { return b.send(http.MethodGet, path, "", false) }

// post sends a form as a browser without scripts does, and follows a redirect;
// where it led to is returned.
func (b *browser) post(path string, form url.Values) (string, error) {
	if err := b.send(http.MethodPost, path, form.Encode(), false); err != nil {
		return "", err
	}
	if b.reply.StatusCode() != http.StatusSeeOther {
		return "", b.unexpected(path)
	}
	return b.follow(string(b.reply.Header.Peek("Location")))
}

// follow opens a page, and the one it redirects to.
func (b *browser) follow(path string) (string, error) {
	for range 5 {
		if err := b.get(path); err != nil {
			return "", err
		}
		if b.reply.StatusCode() != http.StatusSeeOther {
			return path, b.expect(path)
		}
		path = string(b.reply.Header.Peek("Location"))
	}
	return "", fmt.Errorf("%s redirects for ever", path)
}

// expect is an error unless the last reply was 200.
func (b *browser) expect(path string) error {
	if b.reply.StatusCode() != http.StatusOK {
		return b.unexpected(path)
	}
	return nil
}

func (b *browser) unexpected(path string) error {
	return fmt.Errorf("%s answered %d", path, b.reply.StatusCode())
}

// text is the body of the last reply, unpacked.
func (b *browser) text() ([]byte, error) { return b.reply.BodyUncompressed() }

// send asks once and takes the whole reply.
func (b *browser) send(method, path, form string, htmx bool) error {
	if err := b.connect(); err != nil {
		return err
	}
	b.fill(method, path, form, htmx)
	before := b.wire.bytes
	if err := b.conn.SetDeadline(time.Now().Add(replyWithin)); err != nil {
		return err
	}
	if err := b.request.Write(b.out); err != nil {
		return err
	}
	if err := b.out.Flush(); err != nil {
		return err
	}
	if err := b.reply.Read(b.in); err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	b.bytes, b.idleSince = b.wire.bytes-before, time.Now()
	b.keepCookie()
	return nil
}

// fill writes the request with the headers that browsers send.
func (b *browser) fill(method, path, form string, htmx bool) {
	r := &b.request
	r.Reset()
	r.SetRequestURI(path)
	header := &r.Header
	header.SetMethod(method)
	header.SetHost(b.base.Host)
	header.SetUserAgent("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")
	header.Set("Accept-Encoding", "gzip, deflate")
	header.Set("Accept-Language", "en-GB,en;q=0.9")
	header.Set("Sec-Fetch-Site", "same-origin")
	if b.cookie != "" {
		header.Set("Cookie", b.cookie)
	}
	if htmx {
		header.Set("Accept", "*/*")
		header.Set("Sec-Fetch-Mode", "cors")
		header.Set("HX-Request", "true")
		header.Set("HX-Target", "question")
	} else {
		header.Set("Accept", "text/html,application/xhtml+xml")
		header.Set("Sec-Fetch-Mode", "navigate")
	}
	if method == http.MethodPost {
		header.Set("Origin", b.base.Scheme+"://"+b.base.Host)
		header.SetContentType("application/x-www-form-urlencoded")
		r.SetBodyString(form)
	}
}

// keepCookie keeps the one cookie that the site sets.
func (b *browser) keepCookie() {
	for _, cookie := range b.reply.Header.Cookies() {
		pair, _, _ := bytes.Cut(cookie, []byte(";"))
		b.cookie = string(pair)
	}
}
