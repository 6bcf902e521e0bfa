package web

import (
	"fmt"
	"html/template"
	"net/url"
	"time"

	"pathways/quizzes/careers"
	"pathways/static"
)

// funcs are what templates may call. None knows anything of a request: what a
// page shows comes in its struct.
func funcs(catalogue *careers.Catalogue) template.FuncMap {
	return template.FuncMap{
		"icon":       icon,
		"drawing":    drawing,
		"art":        art,
		"asset":      static.Asset,
		"favicon":    favicon,
		"sector":     func(id string) (sectorMark, error) { return markOf(catalogue, id) },
		"date":       date,
		"lastday":    lastDay,
		"schoolyear": schoolYearName,
		"day":        dayWords,
		"clock":      clock,
		"plural":     plural,
		"state":      stateWords,
		"stateword":  stateWord,
		"standing":   standingWord,
		"list":       func(items ...any) []any { return items },
		"add":        func(a, b int) int { return a + b },
	}
}

// sectorMark is what shows a sector: never its colour without its name and icon.
type sectorMark struct{ ID, Name, Class, Icon string }

// sectorIcons names the drawing of each sector in the health icon set.
var sectorIcons = map[string]string{
	"primary-healthcare":     "primary-care",
	"secondary-healthcare":   "stethoscope",
	"healthcare-science":     "microscope",
	"nhs-technical-services": "syringe-vaccine",
	"pharma-manufacturing":   "medicines",
}

func markOf(catalogue *careers.Catalogue, id string) (sectorMark, error) {
	sector, ok := catalogue.Sector(id)
	if !ok {
		return sectorMark{}, fmt.Errorf("no sector %q", id)
	}
	return sectorMark{ID: id, Name: sector.Name, Class: "sector sector--" + id, Icon: sectorIcons[id]}, nil
}

// icon draws an icon of the open icon set; icons say nothing that words do not.
func icon(name string) (template.HTML, error) {
	svg, ok := static.Icon(name)
	if !ok {
		return "", fmt.Errorf("no icon %q: run make build, which takes the icons that pages name", name)
	}
	return template.HTML(svg), nil
}

// drawing is the icon beside a question. Content of an editor's own may name one
// that was not built in; the question is then asked without it.
func drawing(name string) template.HTML {
	svg, _ := static.Icon(name)
	return template.HTML(svg)
}

// art draws one of our own drawings.
func art(name string) (template.HTML, error) {
	svg, ok := static.Art(name)
	if !ok {
		return "", fmt.Errorf("no drawing static/art/%s.svg", name)
	}
	return template.HTML(svg), nil
}

// favicon is the icon of the browser's tab, within the page: it is smaller than
// the head of an answer of its own.
func favicon() (template.URL, error) {
	svg, err := art("favicon")
	return template.URL("data:image/svg+xml," + url.PathEscape(string(svg))), err
}

func date(at time.Time) string { return at.In(london).Format("2 January 2006") }

// lastDay is the day that ends at a time.
func lastDay(end *time.Time) string { return date(end.Add(-time.Second)) }

func clock(at time.Time) string { return at.In(london).Format("15:04") }

// plural puts a number before its noun: 1 role, 2 roles.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
