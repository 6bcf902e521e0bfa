package main

import (
	"context"
	"net"
	"time"
)

// wire counts what is read from a connection.
type wire struct {
	net.Conn
	bytes int
}

// Read reads and counts.
func (w *wire) Read(into []byte) (int, error) {
	n, err := w.Conn.Read(into)
	w.bytes += n
	return n, err
}

// connect makes sure that there is a connection, and a fresh one.
func (b *browser) connect() error {
	if b.conn != nil && time.Since(b.idleSince) < freshEnough {
		return nil
	}
	b.close()
	var dialer net.Dialer
	conn, err := dialer.DialContext(b.ctx, "tcp", b.base.Host)
	if err != nil {
		return err
	}
	b.conn, b.wire.Conn = conn, conn
	b.in.Reset(&b.wire)
	b.out.Reset(&b.wire)
	b.unwatch = context.AfterFunc(b.ctx, func() { conn.Close() })
	return nil
}

// close ends the connection, if there is one.
func (b *browser) close() {
	if b.conn != nil {
		b.unwatch()
		b.conn.Close()
		b.conn = nil
	}
}
