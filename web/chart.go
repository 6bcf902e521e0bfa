package web

import "math"

// chart is columns that stand on a line, or hang from it, each with its number
// above and its name below. It is a picture only: a table beside it says the same.
type chart struct {
	Width, Height, Line int
	Columns             []column
}

// column is one of a chart; one that is Faint stands for a number that is not shown.
type column struct {
	X, Y, Middle, High, TextY int
	Words, Name               string
	Faint                     bool
}

// bar is what a column is drawn from.
type bar struct {
	Name, Words string
	Value       float64
	Faint       bool
}

// The measures of a chart, as large as they are on a page.
const (
	columnStep, columnWide = 44, 32
	chartHigh              = 104 // from the lowest value to the highest
	chartHead, chartFoot   = 22, 24
	faintHigh              = 10
)

// chartOf draws bars on a scale from least to most; all charts that are to be
// compared have the same.
func chartOf(bars []bar, least, most float64) chart {
	least, most = min(least, 0), max(most, 0)
	if least == most {
		most = 1
	}
	y := func(value float64) int { return chartHead + int(math.Round((most-value)/(most-least)*chartHigh)) }
	drawn := chart{Width: columnStep * max(1, len(bars)), Height: chartHead + chartHigh + chartFoot, Line: y(0)}
	if least < 0 {
		drawn.Height += chartHead // for the numbers of those that hang
	}
	for i, one := range bars {
		at := column{X: columnStep*i + (columnStep-columnWide)/2, Middle: columnStep*i + columnStep/2, Words: one.Words, Name: one.Name, Faint: one.Faint}
		at.Y = y(max(one.Value, 0))
		at.High = y(min(one.Value, 0)) - at.Y
		at.TextY = at.Y - 6
		switch {
		case one.Faint:
			at.Y, at.High, at.TextY = drawn.Line-faintHigh, faintHigh, drawn.Line-faintHigh-6
		case one.Value < 0:
			at.TextY = at.Y + at.High + 16
		}
		drawn.Columns = append(drawn.Columns, at)
	}
	return drawn
}
