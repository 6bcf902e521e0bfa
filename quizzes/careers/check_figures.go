package careers

import (
	"fmt"
	"slices"

	"pathways/quizzes/content"
)

// closestBeats is how near two beats of a trace may come, in seconds: nearer
// ones would be drawn into each other.
const closestBeats = 0.5

// figure checks one figure of a try-out: that it can be drawn, and is told in words.
func (k *checker) figure(file *content.File, f *Figure, i int) {
	at := []any{"figures", i}
	k.need(file, "a figure", map[string]bool{"name": f.Name != "", "words": f.Words != ""}, at...)
	drawings := 0
	if f.Trace != nil {
		drawings++
		k.trace(file, f.Trace, append(at, "trace"))
	}
	if f.Chart != nil {
		drawings++
		k.chart(file, f.Chart, append(slices.Clone(at), "chart"))
	}
	if f.Plan != nil {
		drawings++
		k.plan(file, f.Plan, append(slices.Clone(at), "plan"))
	}
	if drawings != 1 {
		k.wrong(file, fmt.Sprintf("figure %q has %d drawings", f.Name, drawings), "Give it one of trace, chart and plan.", at...)
	}
}

func (k *checker) trace(file *content.File, t *Trace, at []any) {
	if t.Seconds < 1 || t.Seconds > 10 || len(t.Beats) == 0 {
		k.wrong(file, fmt.Sprintf("a trace is %d seconds long and has %d beats", t.Seconds, len(t.Beats)), "Have 1 to 10 seconds, and beats.", at...)
	}
	before := -closestBeats
	for i, beat := range t.Beats {
		if beat < before+closestBeats-0.001 || beat < 0 || beat > float64(t.Seconds) {
			k.wrong(file, fmt.Sprintf("a beat comes at %g, before the last one has passed or after the strip ends", beat), fmt.Sprintf("Write the beats in order, %g seconds apart at least.", closestBeats), append(slices.Clone(at), "beats", i)...)
		}
		before = beat
	}
}

func (k *checker) chart(file *content.File, c *Chart, at []any) {
	if c.Low >= c.Target || c.Target >= c.High || len(c.Points) < 5 || c.Unit == "" {
		k.wrong(file, fmt.Sprintf("a chart has the lines %g, %g and %g, %d points and the unit %q", c.Low, c.Target, c.High, len(c.Points), c.Unit), "Have low, target and high in that order, five points at least, and a unit.", at...)
	}
}

func (k *checker) plan(file *content.File, p *Plan, at []any) {
	inside := func(key string, i int, place []int, want int) {
		ok := len(place) == want && place[0] >= 0 && place[1] >= 0 && place[0] <= p.Width && place[1] <= p.Height
		if ok && want == 4 {
			ok = place[2] > 0 && place[3] > 0 && place[0]+place[2] <= p.Width && place[1]+place[3] <= p.Height
		}
		if !ok {
			k.wrong(file, fmt.Sprintf("the plan is %d by %d, and something in it is at %v", p.Width, p.Height, place), "Write left, top, and for a room or a thing width and height too.", append(slices.Clone(at), key, i)...)
		}
	}
	for i, room := range p.Rooms {
		inside("rooms", i, room.At, 4)
	}
	for i, thing := range p.Things {
		inside("things", i, thing.At, 4)
	}
	for i, door := range p.Doors {
		if len(door) != 4 {
			inside("doors", i, nil, 4)
			continue
		}
		inside("doors", i, door[:2], 2)
		inside("doors", i, door[2:], 2)
	}
	for i, corner := range p.Way {
		inside("way", i, corner, 2)
	}
	for i, mark := range p.Marks {
		inside("marks", i, mark.At, 2)
		k.need(file, "a mark", map[string]bool{"letter": mark.Letter != ""}, append(slices.Clone(at), "marks", i)...)
	}
	if len(p.Rooms) == 0 {
		k.wrong(file, "a plan has no rooms", "Write one at least.", at...)
	}
}
