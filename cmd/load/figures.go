package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// figure is one thing that was measured, round by round.
type figure struct {
	name   string
	format string // of one value
	rounds []float64
	goal   string // printed beside it, never asserted
}

// named is the figure with what it is called.
func (f figure) named(name, format string) figure {
	f.name, f.format = name, format
	return f
}

// aim is the figure with its goal.
func (f figure) aim(goal string) figure {
	f.goal = goal
	return f
}

// add notes what a round came to.
func (f *figure) add(value float64) { f.rounds = append(f.rounds, value) }

// median of the rounds, 0 of none.
func (f figure) median() float64 {
	if len(f.rounds) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(f.rounds))
	middle := len(sorted) / 2
	if len(sorted)%2 == 0 {
		return (sorted[middle-1] + sorted[middle]) / 2
	}
	return sorted[middle]
}

// over divides two figures round by round: a ratio of what was measured side by
// side, which is all that counts on a machine that others use too.
func (f figure) over(yardstick figure, name, goal string) figure {
	ratio := figure{name: name, format: "%.2f", goal: goal}
	for i := range min(len(f.rounds), len(yardstick.rounds)) {
		if yardstick.rounds[i] > 0 {
			ratio.add(f.rounds[i] / yardstick.rounds[i])
		}
	}
	return ratio
}

// printFigures prints a table: a row a figure, a column a round.
func printFigures(out io.Writer, title string, figures []figure) error {
	rounds := 0
	for _, f := range figures {
		rounds = max(rounds, len(f.rounds))
	}
	fmt.Fprintf(out, "\n%s\n", title)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(table, "\t")
	for i := range rounds {
		fmt.Fprintf(table, "round %d\t", i+1)
	}
	fmt.Fprint(table, "median\tspread\tgoal\t\n")
	for _, f := range figures {
		fmt.Fprintf(table, "%s\t", f.name)
		for i := range rounds {
			if i < len(f.rounds) {
				fmt.Fprintf(table, f.format, f.rounds[i])
			}
			fmt.Fprint(table, "\t")
		}
		fmt.Fprintf(table, f.format+"\t%s\t%s\t\n", f.median(), f.spread(), cmp.Or(f.goal, "-"))
	}
	return table.Flush()
}

// spread is the least and the most of the rounds.
func (f figure) spread() string {
	if len(f.rounds) == 0 {
		return "-"
	}
	return fmt.Sprintf(f.format+" - "+f.format, slices.Min(f.rounds), slices.Max(f.rounds))
}

// percentile of durations, in milliseconds.
func percentile(durations []time.Duration, share float64) float64 {
	if len(durations) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(durations))
	return sorted[int(share*float64(len(sorted)-1))].Seconds() * 1000
}
