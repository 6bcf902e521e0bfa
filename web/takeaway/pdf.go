package takeaway

import (
	"fmt"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"pathways/models"
)

// sectorColours are those of the site on a light page; a test compares.
var sectorColours = map[string]colour{
	"primary-healthcare":     {0x0f, 0x76, 0x6e},
	"secondary-healthcare":   {0x5b, 0x3f, 0xb5},
	"healthcare-science":     {0xa8, 0x32, 0x7a},
	"nhs-technical-services": {0x9a, 0x52, 0x00},
	"pharma-manufacturing":   {0x0b, 0x63, 0xa8},
}

// sheet is a plan on paper.
type sheet struct {
	*paper
	layout
	plan   Plan
	colour colour
	nameAt float64 // where names begin: after the days, if any step has one
	rail   float64 // where the line between two steps goes on; 0 where there is none
}

// layout is how much stands on a page.
type layout struct {
	details bool    // what the catalogue tells of a step is told
	gap     float64 // between two steps, in millimetres
}

// layouts are tried in turn, until a plan is on one page. One that never is has
// the last but one.
var layouts = []layout{{true, 2.2}, {true, 1.2}, {false, 2.2}, {false, 1.2}, {false, 0.4}}

// PDF is the plan as a document for printing, keeping and reading aloud.
func PDF(plan Plan) ([]byte, error) {
	chosen := layouts[len(layouts)-2]
	for _, layout := range layouts {
		measured := newSheet(plan, layout)
		measured.draw()
		if len(measured.marks) == 1 {
			chosen = layout
			break
		}
	}
	s := newSheet(plan, chosen)
	s.begin("My plan: "+titleOf(plan.RoleName), plan.MadeOn)
	s.draw()
	return s.finish()
}

func newSheet(plan Plan, l layout) *sheet {
	s := &sheet{paper: newPaper(), layout: l, plan: plan, colour: ink}
	if own, ok := sectorColours[plan.Sector]; ok {
		s.colour = own
	}
	s.onPage = s.band
	s.nameAt = whenAt
	if plan.HasDays() {
		s.nameAt = whenAt + whenWidth + 3
	}
	return s
}

func (s *sheet) draw() {
	s.turn()
	s.head()
	for _, year := range s.plan.Years {
		s.year(year)
	}
	s.goal()
	s.hints()
	s.feet()
}

// titleOf is a text as the library can write it into a title: it knows no letters
// beyond the first 65,536.
func titleOf(text string) string {
	drawn, _ := drawnAs(lettersOf(text))
	return drawn
}

// band is the sector's colour across the top of a page.
func (s *sheet) band() {
	s.decorate(func(f *fpdf.Fpdf) {
		f.SetFillColor(s.colour.of())
		f.Rect(0, 0, paperWidth, 5, "F")
	})
	s.rail = 0
}

// head is the role and the way there, with the next three beside it.
func (s *sheet) head() {
	const ticket = 62.0
	doc, top, left := s.document, s.y, fullWidth
	if len(s.plan.Next) > 0 {
		left -= ticket + 8
	}
	small, title, lead := face{true, 9.5, s.colour}, face{true, 23, ink}, face{false, 12, muted}
	y := s.write(doc.add("P"), small, small.lines("Pathways · "+s.plan.SectorName, left), marginLeft, top)
	y = s.write(doc.add("H1"), title, title.lines(s.plan.RoleName, left), marginLeft, y+1.5)
	y = s.write(doc.add("P"), lead, lead.lines(s.plan.RouteName, left), marginLeft, y+0.5)
	s.y = y
	if len(s.plan.Next) > 0 {
		s.y = max(y, s.ticket(doc.add("Sect"), marginLeft+left+8, top, ticket))
	}
	s.y += 3
}

// ticket is the next three steps in a box.
func (s *sheet) ticket(section *element, x, y, width float64) float64 {
	const pad = 4.0
	name, item := face{true, 10.5, ink}, face{false, 9.5, ink}
	var lines [][][]letter
	height := 2*pad + name.leading() + 1
	for _, step := range s.plan.Next {
		wrapped := item.lines(step.Title, width-2*pad-5)
		if len(wrapped) > 3 {
			wrapped = append(wrapped[:2:2], append(wrapped[2][:max(0, len(wrapped[2])-2):len(wrapped[2])], letter{'…', "…"}))
		}
		lines = append(lines, wrapped)
		height += item.leading()*float64(len(wrapped)) + 1
	}
	s.decorate(func(f *fpdf.Fpdf) {
		f.SetDrawColor(s.colour.of())
		f.SetLineWidth(0.6)
		f.RoundedRect(x, y, width, height, 3, "1234", "D")
	})
	y += pad
	y = s.write(section.add("H2"), name, name.lines("My next three", width), x+pad, y) + 1
	list := section.addList(true)
	for i, wrapped := range lines {
		entry := list.add("LI")
		number := face{true, 9.5, s.colour}
		s.write(entry.add("Lbl"), number, number.lines(fmt.Sprintf("%d. ", i+1), 10), x+pad, y)
		y = s.write(entry.add("LBody"), item, wrapped, x+pad+5, y) + 1
	}
	return y + pad
}

// The columns of a step.
const (
	railAt     = marginLeft + 2.2
	whenAt     = marginLeft + 8
	whenWidth  = 34.0
	stateWidth = 19.0
	stateAt    = paperWidth - marginRight - stateWidth
)

// The faces of a step.
var (
	yearFace   = face{true, 12, ink}
	nameFace   = face{true, 10.5, ink}
	whenFace   = face{false, 9.5, muted}
	stateFace  = face{true, 9.5, ink}
	detailFace = face{false, 9, muted}
	noteFace   = face{false, 9.5, ink}
)

func (s *sheet) year(year Year) {
	s.room(yearFace.leading() + nameFace.leading()*2 + 4)
	section := s.document.add("Sect")
	s.y = s.write(section.add("H2"), yearFace, yearFace.lines(year.Name, fullWidth-8), whenAt, s.y+1.2) + 0.8
	list := section.addList(false)
	for _, step := range year.Steps {
		s.step(list.add("LI").add("LBody"), step)
	}
}

// nameWidth is what a name has, up to the state.
func (s *sheet) nameWidth() float64 { return stateAt - s.nameAt - 3 }

// step is a row: its day, its name, how far it is; below that what is told of it,
// and the note.
func (s *sheet) step(body *element, step Step) {
	name := nameFace.lines(step.Title, s.nameWidth())
	s.room(max(nameFace.leading()*float64(len(name)), 2.5*whenFace.leading()))
	top, width := s.y, s.nameWidth()+stateWidth
	s.stop(step.State, top+nameFace.leading()/2)
	low := top
	if step.When != "" {
		low = s.write(body.add("P"), whenFace, whenFace.lines(step.When, whenWidth), whenAt, top+0.3)
	}
	below := s.write(body.add("P"), nameFace, name, s.nameAt, top)
	beside := s.write(body.add("P"), stateFace, stateFace.lines(step.How, stateWidth), stateAt, top+0.3)
	if step.SaysUsually() {
		width = s.nameWidth()
		beside = s.write(body.add("P"), detailFace, detailFace.lines("usually", stateWidth), stateAt, beside)
	}
	page := s.page()
	if below = s.told(body, step, width, below); s.page() == page {
		below = max(below, low, beside)
	}
	s.y = below + s.gap
}

// told is what stands under a step's name.
func (s *sheet) told(body *element, step Step, width, y float64) float64 {
	if s.details && step.Detail != "" {
		y = s.write(body.add("P"), detailFace, detailFace.lines(step.Detail, width), s.nameAt, y)
	}
	if strings.TrimSpace(step.Note) == "" {
		return y
	}
	return s.write(body.add("P"), noteFace, noteFace.lines("My note: "+step.Note, width), s.nameAt, y+0.4)
}

// stop is the dot of a step on the line that runs down the page.
func (s *sheet) stop(state string, y float64) {
	const radius = 1.7
	s.decorate(func(f *fpdf.Fpdf) {
		f.SetDrawColor(s.colour.of())
		if s.rail > 0 {
			f.SetLineWidth(1)
			f.Line(railAt, s.rail, railAt, y-radius-0.2)
		}
		f.SetLineWidth(0.7)
		f.SetFillColor(white.of())
		if state == models.Done {
			f.SetFillColor(s.colour.of())
		}
		f.Circle(railAt, y, radius, "FD")
		if state == models.Doing {
			f.SetFillColor(s.colour.of())
			f.Circle(railAt, y, radius/2, "F")
		}
	})
	s.rail = y + radius + 0.2
}

// goal is the role at the end of the line.
func (s *sheet) goal() {
	goal := face{true, 12, s.colour}
	s.room(goal.leading() + 4)
	s.y += 1.5
	s.decorate(func(f *fpdf.Fpdf) {
		f.SetDrawColor(s.colour.of())
		f.SetFillColor(s.colour.of())
		if s.rail > 0 {
			f.SetLineWidth(1)
			f.Line(railAt, s.rail, railAt, s.y)
		}
		f.RoundedRect(railAt-2.2, s.y, 4.4, 4.4, 1, "1234", "F")
	})
	s.y = s.write(s.document.add("P"), goal, goal.lines(s.plan.RoleName, fullWidth-8), whenAt, s.y-0.4)
}

// hints say how far the paper can be trusted, and where the plan itself is.
func (s *sheet) hints() {
	small := face{false, 8.5, muted}
	words := "Made on " + s.plan.MadeOn.Format("2 January 2006") + ". Dates and entry needs change: check them with the college, " +
		"employer or university before you count on them. Where it says “usually”, we have not seen it in a source."
	if s.lacking {
		words += lackingWords
	}
	words += " The plan itself: " + s.plan.Address
	lines := small.lines(words, fullWidth)
	s.room(small.leading()*float64(len(lines)) + 3)
	s.write(s.document.add("P"), small, lines, marginLeft, s.y+3)
}
