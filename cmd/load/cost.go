package main

import (
	"context"
	"fmt"
	"time"
)

// walkers is how many walk while the CPU of a page is measured.
const walkers = 4

// cost measures the CPU of each page while pupils walk, and of a hello.
func (cmd pagesCommand) cost(ctx context.Context, out printer, site, hello *program) error {
	walking, err := readers(ctx, site.base, walkers)
	if err != nil {
		return err
	}
	greeting, err := visitors(ctx, hello.base, walkers)
	if err != nil {
		return err
	}
	figures := []figure{{name: "hello", format: "%.1f us"}}
	for _, path := range walk {
		figures = append(figures, figure{name: path, format: "%.1f us"})
	}
	for range cmd.Rounds {
		each, err := spent(ctx, hello, greeting, cmd.Window, "/hello")
		figures[0].add(each)
		for i, path := range walk {
			if err == nil {
				each, err = spent(ctx, site, walking, cmd.Window/2, path)
			}
			figures[i+1].add(each)
		}
		if err != nil {
			return err
		}
	}
	mean := meanOf(figures[1:])
	figures = append(figures, mean, mean.over(figures[0], "a page / hello", "<= 48"))
	return printFigures(out, fmt.Sprintf("CPU of a page while %d pupils walk", walkers), figures)
}

// meanOf is the mean of several figures, round by round.
func meanOf(figures []figure) figure {
	mean := figure{name: "a page, mean of all", format: figures[0].format}
	for round := range figures[0].rounds {
		sum := 0.0
		for _, f := range figures {
			sum += f.rounds[round]
		}
		mean.add(sum / float64(len(figures)))
	}
	return mean
}

// spent is the CPU time of one reply, in microseconds.
func spent(ctx context.Context, p *program, browsers []*browser, window time.Duration, path string) (float64, error) {
	before, err := p.cpu()
	if err != nil {
		return 0, err
	}
	got, err := saturate(ctx, browsers, window, asking(path, false))
	if err != nil {
		return 0, err
	}
	after, err := p.cpu()
	return float64((after - before).Microseconds()) / float64(max(len(got.took), 1)), err
}
