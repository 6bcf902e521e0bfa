package web

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"pathways/quizzes/careers"
)

// figureView is a figure of a try-out, ready to be drawn: one of its drawings is there.
type figureView struct {
	*careers.Figure
	Strip *stripView
	Dots  *dotsView
	Home  *homeView
}

func figureViews(figures []careers.Figure) []figureView {
	var views []figureView
	for i := range figures {
		view := figureView{Figure: &figures[i]}
		switch f := view.Figure; {
		case f.Trace != nil:
			view.Strip = strip(f.Trace)
		case f.Chart != nil:
			view.Dots = dots(f.Chart)
		case f.Plan != nil:
			view.Home = home(f.Plan)
		}
		views = append(views, view)
	}
	return views
}

// stripView is a strip of paper with a heart's beats on it.
type stripView struct {
	Width, Height  int
	Squares, Beats string // paths: the squares of the paper, and the line
}

// The paper of a strip: a second is five bold squares wide, as on a real one.
const (
	secondWide = 60
	squareWide = secondWide / 5
	stripHigh  = 8 * squareWide
	restAt     = 68 // where the line lies between two beats
)

func strip(trace *careers.Trace) *stripView {
	view := &stripView{Width: trace.Seconds * secondWide, Height: stripHigh}
	view.Squares = squares(view.Width, view.Height, squareWide)
	var line strings.Builder
	fmt.Fprintf(&line, "M0 %d", restAt)
	for _, beat := range trace.Beats {
		at := func(seconds, up float64) string {
			return fmt.Sprintf("%g %g", round((beat+seconds)*secondWide), restAt-up)
		}
		// A small hill, the spike with a dip on either side, and a bigger hill.
		fmt.Fprintf(&line, "L%sQ%s %sL%sL%sL%sL%sL%sL%sQ%s %s", at(-0.2, 0), at(-0.145, 13), at(-0.09, 0), at(-0.05, 0), at(-0.035, -5),
			at(0, 56), at(0.035, -13), at(0.06, 0), at(0.12, 0), at(0.205, 24), at(0.29, 0))
	}
	fmt.Fprintf(&line, "L%d %d", view.Width, restAt)
	view.Beats = line.String()
	return view
}

// squares rules paper.
func squares(width, height, step int) string {
	var lines strings.Builder
	for x := step; x < width; x += step {
		fmt.Fprintf(&lines, "M%d 0v%d", x, height)
	}
	for y := step; y < height; y += step {
		fmt.Fprintf(&lines, "M0 %dh%d", y, width)
	}
	return lines.String()
}

func round(n float64) float64 { return math.Round(n*10) / 10 }

// dotsView is a chart of results between their lines.
type dotsView struct {
	Width, Height int
	Lines         []dotsLine
	Between       area // where results should be
	Path          string
	Dots          []dot
}

// dotsLine is a line that results are held against.
type dotsLine struct {
	Path   string
	TextX  int
	TextY  int
	Name   string
	Middle bool
}

// area is a rectangle.
type area struct{ X, Y, Width, Height int }

// dot is one result; Out tells that it is over a line.
type dot struct {
	X, Y int
	Out  bool
}

// The chart: its names stand in a margin at the left.
const (
	dotsWide, dotsHigh = 360, 180
	dotsMargin         = 44
	dotsAir            = 14
)

func dots(chart *careers.Chart) *dotsView {
	view := &dotsView{Width: dotsWide, Height: dotsHigh}
	low := min(chart.Low, slices.Min(chart.Points))
	high := max(chart.High, slices.Max(chart.Points))
	y := func(value float64) int {
		return dotsHigh - dotsAir - int(math.Round((value-low)/(high-low)*(dotsHigh-2*dotsAir)))
	}
	for i, value := range []float64{chart.High, chart.Target, chart.Low} {
		view.Lines = append(view.Lines, dotsLine{
			Path: fmt.Sprintf("M%d %dH%d", dotsMargin, y(value), dotsWide), TextX: dotsMargin - 8, TextY: y(value) + 5,
			Name: fmt.Sprintf("%g", value), Middle: i == 1,
		})
	}
	view.Between = area{dotsMargin, y(chart.High), dotsWide - dotsMargin, y(chart.Low) - y(chart.High)}
	step := (dotsWide - dotsMargin - 2*dotsAir) / (len(chart.Points) - 1)
	mark := "M"
	for i, value := range chart.Points {
		one := dot{dotsMargin + dotsAir + i*step, y(value), value < chart.Low || value > chart.High}
		view.Dots = append(view.Dots, one)
		view.Path += fmt.Sprintf("%s%d %d", mark, one.X, one.Y)
		mark = "L"
	}
	return view
}

// homeView is a home from above.
type homeView struct {
	Width, Height int
	Rooms, Things []homeRoom
	Doors, Way    string // paths
	Marks         []homeMark
}

// homeRoom is a room or a thing in one, with the place of its name.
type homeRoom struct {
	area
	Name         string
	NameX, NameY int
}

// homeMark is a letter in a circle.
type homeMark struct {
	X, Y, TextY int
	Letter      string
}

// ruler is how many parts of the drawing a step of a plan is long.
const ruler = 10

func home(plan *careers.Plan) *homeView {
	view := &homeView{Width: plan.Width * ruler, Height: plan.Height * ruler}
	for _, room := range plan.Rooms {
		view.Rooms = append(view.Rooms, roomAt(room, 8, 18))
	}
	for _, thing := range plan.Things {
		view.Things = append(view.Things, roomAt(thing, 5, thing.At[3]*ruler-6))
	}
	for _, door := range plan.Doors {
		view.Doors += fmt.Sprintf("M%d %dL%d %d", door[0]*ruler, door[1]*ruler, door[2]*ruler, door[3]*ruler)
	}
	mark := "M"
	for _, corner := range plan.Way {
		view.Way += fmt.Sprintf("%s%d %d", mark, corner[0]*ruler, corner[1]*ruler)
		mark = "L"
	}
	for _, tag := range plan.Marks {
		view.Marks = append(view.Marks, homeMark{tag.At[0] * ruler, tag.At[1] * ruler, tag.At[1]*ruler + 5, tag.Letter})
	}
	return view
}

// roomAt is a room with its name, which begins so far from its corner.
func roomAt(room careers.Room, right, down int) homeRoom {
	at := area{room.At[0] * ruler, room.At[1] * ruler, room.At[2] * ruler, room.At[3] * ruler}
	return homeRoom{at, room.Name, at.X + right, at.Y + down}
}
