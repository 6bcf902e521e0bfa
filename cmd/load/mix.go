package main

import (
	"bytes"
	"context"
	"fmt"
)

// mixture is what pages and parts that are drawn at once come to.
type mixture struct {
	count                            int
	rate, p50, p99, hello50, hello99 figure
}

// mix measures pages and parts drawn at once; one that is not whole is an error.
func (cmd pagesCommand) mix(ctx context.Context, out printer, site, hello *program) error {
	asked, err := readers(ctx, site.base, cmd.Connections)
	if err != nil {
		return err
	}
	greeted, err := visitors(ctx, hello.base, cmd.Connections)
	if err != nil {
		return err
	}
	var m mixture
	for range cmd.Rounds {
		plain, err := saturate(ctx, greeted, cmd.Window, asking("/hello", false))
		if err != nil {
			return err
		}
		mixed, err := saturate(ctx, asked, cmd.Window, wholeOrPart)
		if err != nil {
			return err
		}
		m.add(plain, mixed)
	}
	return m.print(out, cmd.Connections)
}

func (m *mixture) add(plain, mixed flow) {
	m.count += len(mixed.took)
	m.rate.add(mixed.rate)
	m.p50.add(percentile(mixed.took, 0.5))
	m.p99.add(percentile(mixed.took, 0.99))
	m.hello50.add(percentile(plain.took, 0.5))
	m.hello99.add(percentile(plain.took, 0.99))
}

func (m *mixture) print(out printer, connections int) error {
	title := fmt.Sprintf("Pages and parts mixed at %d connections: %d drawn, 0 errors", connections, m.count)
	return printFigures(out, title, []figure{
		m.rate.named("pages and parts a second", "%.0f"), m.p50.named("p50", "%.2f ms"), m.p99.named("p99", "%.2f ms"),
		m.hello50.named("hello, p50", "%.2f ms"), m.hello99.named("hello, p99", "%.2f ms"),
		m.p99.over(m.p50, "p99 / p50", "<= 5"), m.hello99.over(m.hello50, "hello, p99 / p50", ""),
	})
}

// wholeOrPart asks for a page of the walk, for the whole and for the part in
// turn, and checks which of them came.
func wholeOrPart(b *browser, turn int) error {
	path, htmx := walk[turn/2%len(walk)], turn%2 == 1
	if err := asking(path, htmx)(b, turn); err != nil {
		return err
	}
	text, err := b.text()
	if err != nil {
		return err
	}
	begins, ends := bytes.Contains(text, []byte("<html")), bytes.HasSuffix(bytes.TrimSpace(text), []byte("</html>"))
	if begins == htmx || ends == htmx || len(text) == 0 {
		return fmt.Errorf("%s came in pieces: %d bytes", path, len(text))
	}
	return nil
}
