package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
)

// measured is a wave in figures.
type measured struct {
	p50, p99, hello50, hello99, rate, bytes figure
}

// measured takes the figures of each round.
func (w *wave) measured() measured {
	var m measured
	for _, r := range w.rounds {
		if len(r.answers) == 0 {
			continue
		}
		m.p50.add(percentile(r.answers, 0.5))
		m.p99.add(percentile(r.answers, 0.99))
		m.hello50.add(percentile(r.hellos, 0.5))
		m.hello99.add(percentile(r.hellos, 0.99))
		m.rate.add(float64(len(r.answers)) / r.took.Seconds())
		m.bytes.add(float64(r.bytes) / float64(len(r.answers)))
	}
	return m
}

// print tells the rounds of a wave and what was wrong.
func (w *wave) print(out printer) error {
	title := fmt.Sprintf("%d pupils on %s, %v to think; signing in took %.0f ms (p50), %.0f ms (p95)",
		w.pupils, w.kind, w.think, percentile(w.signIns, 0.5), percentile(w.signIns, 0.95))
	m := w.measured()
	err := printFigures(out, title, []figure{
		m.p50.named("an answer, p50", "%.2f ms"), m.p99.named("an answer, p99", "%.2f ms"),
		m.hello50.named("hello, p50", "%.2f ms"), m.hello99.named("hello, p99", "%.2f ms"),
		m.p50.over(m.hello50, "answer / hello, p50", ""), m.p99.over(m.hello99, "answer / hello, p99", ""),
		m.rate.named("answers a second", "%.0f"), m.bytes.named("bytes of an answer on the wire", "%.0f"),
	})
	for _, problem := range w.problems {
		fmt.Fprintln(out, "  wrong:", problem)
	}
	return err
}

// summary tells all waves beside each other, by the medians of their rounds, and
// is an error when anything was lost.
func summary(out printer, waves []wave) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(table, "\npupils\tanswers\terrors\tlost\tdoubled\tp50 ms\tp99 ms\thello p50\thello p99\tanswers/s\tbytes/answer\tp50 / first wave's\t\n")
	var bad []string
	for i := range waves {
		w := &waves[i]
		m, first := w.measured(), waves[0].measured()
		fmt.Fprintf(table, "%d\t%d\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f\t%.2f\t%.0f\t%.0f\t%.2f\t\n",
			w.pupils, w.answers, w.errors, w.lost, w.doubled,
			m.p50.median(), m.p99.median(), m.hello50.median(), m.hello99.median(), m.rate.median(), m.bytes.median(),
			m.p50.median()/first.p50.median())
		if w.errors+w.lost+w.doubled > 0 {
			bad = append(bad, fmt.Sprintf("%d pupils: %d errors, %d lost, %d doubled", w.pupils, w.errors, w.lost, w.doubled))
		}
	}
	if err := table.Flush(); err != nil || len(bad) == 0 {
		return err
	}
	return errors.New(strings.Join(bad, "; "))
}
