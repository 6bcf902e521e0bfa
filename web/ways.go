package web

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes/careers/calendar"
	"pathways/quizzes/careers/doors"
)

// waysPage sets every route to a role side by side, from where the pupil is.
type waysPage struct {
	Page
	Crumbs []crumb
	Sector string
	Said   bool
	doors.RoleRoutes
	Map []mapLine
	Top []mapYear

	dates map[string][]calendar.Action // by route and step
}

// Dates are what there is to do for a step of a route, and when.
func (p waysPage) Dates(routeID, stepID string) []calendar.Action { return p.dates[routeID+" "+stepID] }

// Sources are who says what a step asks for, each once.
func (waysPage) Sources(asked []doors.Requirement) []*doors.Source {
	var sources []*doors.Source
	for _, one := range asked {
		if one.Source != nil && !slices.ContainsFunc(sources, func(s *doors.Source) bool { return s.ID == one.Source.ID }) {
			sources = append(sources, one.Source)
		}
	}
	return sources
}

// mapLine is one route as a line of the map, a hundred units a year.
type mapLine struct {
	Y, From, To int
	Name        string
	Stops       []mapStop
}

// mapStop is one step on a line: where, how it stands, and its name.
type mapStop struct {
	X, Y  int
	State string // done, on-track, gap or not-known; the shape and the word say it
	Name  string
	Even  bool // the names of neighbours stand above and below the line in turn
}

// mapYear is a year on top of the map.
type mapYear struct {
	X    int
	Name string
}

// The map's measures, in units of its own.
const (
	mapLeft, mapTop = 30, 60
	lineHeight      = 96
	monthWidth      = 11
)

func (s *Site) showWays(c *fiber.Ctx) error {
	role, ok := s.careers.Role(c.Params("role"))
	if !ok {
		return models.ErrNotFound
	}
	profile, revision, err := s.whereIs(c)
	if err != nil {
		return err
	}
	routes, _ := s.planner.Routes(role.ID, profile)
	sector, _ := s.careers.Sector(role.Sector)
	shown := waysPage{
		Page:   s.page(c, "Ways to "+role.Name, "planner.css", "plan.css"),
		Crumbs: []crumb{{"My doors", "/doors"}, {sector.Name, sector.Path()}, {role.Name, "/roles/" + role.ID}, {"Ways", ""}},
		Sector: role.Sector, Said: revision > 0, RoleRoutes: routes,
	}
	shown.dates = map[string][]calendar.Action{}
	for _, route := range routes.Routes {
		for _, step := range calendar.Set(s.careers, route, s.today()) {
			shown.dates[route.ID+" "+step.ID] = step.Actions
		}
	}
	shown.draw()
	return page(c, "planner/ways", shown)
}

// Word says the state of the role.
func (p waysPage) Word() string { return stateWord(p.State) }

// Width and Height are those of the map.
func (p waysPage) Width() int {
	width := 0
	for _, line := range p.Map {
		width = max(width, line.To)
	}
	return width + 90
}

// Height is as many lines as there are routes.
func (p waysPage) Height() int { return mapTop + len(p.Map)*lineHeight }

// draw sets the routes on the map, all from the same now. What is done stands before
// it, and what a pupil needs no more is left to the list.
func (p *waysPage) draw() {
	now, most := mapLeft, 0
	for _, route := range p.Routes {
		if slices.ContainsFunc(route.Steps, behind) {
			now = mapLeft + 12*monthWidth
		}
	}
	for i, route := range p.Routes {
		line := mapLine{Y: mapTop + i*lineHeight + lineHeight/2, From: now, To: now + monthWidth*route.Months, Name: route.Name}
		line.stopAt(route.Steps, now)
		line.fit()
		most = max(most, route.Months)
		p.Map = append(p.Map, line)
	}
	for year := 0; year*12 <= most; year++ {
		p.Top = append(p.Top, mapYear{now + year*12*monthWidth, yearsOn(year)})
	}
}

// behind tells of a step that is done.
func behind(step doors.Step) bool { return step.Where == doors.Done }

// stopAt sets the steps of a route on its line.
func (l *mapLine) stopAt(steps []doors.Step, now int) {
	steps = slices.DeleteFunc(slices.Clone(steps), func(step doors.Step) bool { return step.Where == doors.Instead })
	done := 0
	for _, step := range steps {
		if behind(step) {
			done++
		}
	}
	for n, step := range steps {
		x := now + monthWidth*max(step.StartMonth, 0)
		if behind(step) {
			x, l.From = mapLeft+(now-mapLeft)*n/done, mapLeft
		}
		l.Stops = append(l.Stops, mapStop{X: x, Y: l.Y, State: stopState(step), Name: step.Name, Even: n%2 == 0})
		l.To = max(l.To, x)
	}
}

// letterWidth is how wide a letter of a name is at most, on average.
const letterWidth = 7.5

// fit cuts the names that would run into the next one on their side of the line;
// the list behind the map has them whole.
func (l *mapLine) fit() {
	for i := range l.Stops {
		stop := &l.Stops[i]
		for _, next := range l.Stops[i+1:] {
			if next.Even != stop.Even {
				continue
			}
			name, room := []rune(stop.Name), int(float64(next.X-stop.X)/letterWidth)-1
			if len(name) > room {
				stop.Name = strings.TrimSpace(string(name[:max(room-1, 0)])) + "…"
			}
			break
		}
	}
}

func yearsOn(n int) string {
	switch n {
	case 0:
		return "now"
	case 1:
		return "1 year"
	}
	return fmt.Sprintf("%d years", n)
}

// stopState is the worst of what a step asks for, or that it is done.
func stopState(step doors.Step) string {
	if step.Where == doors.Done {
		return "done"
	}
	state := string(doors.OnTrack)
	for _, need := range step.Requirements {
		switch need.State {
		case doors.Gap:
			return string(doors.Gap)
		case doors.NotKnown:
			state = string(doors.NotKnown)
		}
	}
	return state
}

// standingWord says how a pupil stands to a requirement.
func standingWord(state doors.Standing) string {
	return map[doors.Standing]string{doors.Met: "met", doors.OnTrack: "on track", doors.Gap: "gap", doors.NotKnown: "not known yet"}[state]
}
