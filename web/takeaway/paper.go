package takeaway

import (
	"bytes"
	"fmt"
	"sync"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// A4 and its margins, in millimetres.
const (
	paperWidth  = 210.0
	paperHeight = 297.0
	marginLeft  = 17.0
	marginRight = 17.0
	marginTop   = 17.0
	lowest      = paperHeight - 18 // where the foot of the page begins
	fullWidth   = paperWidth - marginLeft - marginRight
	millimetres = 25.4 / 72 // of a point
)

// face is how a text is drawn: its weight, its size in points, its colour.
type face struct {
	bold   bool
	size   float64
	colour colour
}

// leading is how far the lines of a face are apart, in millimetres.
func (f face) leading() float64 { return f.size * 1.32 * millimetres }

type colour struct{ r, g, b int }

func (c colour) of() (r, g, b int) { return c.r, c.g, c.b }

// Ink on paper: black and grey, since most schools print without colour.
var (
	ink   = colour{0x1b, 0x24, 0x40}
	muted = colour{0x52, 0x5b, 0x75}
	white = colour{0xff, 0xff, 0xff}
)

// paper draws on pages and keeps, beside what is drawn, what it is. Without a file
// it only measures.
type paper struct {
	file     *fpdf.Fpdf
	document *element
	marks    []int // how many marks each page has
	y        float64
	lacking  bool   // something could not be drawn
	onPage   func() // what is drawn on a new page, before anything else
}

func newPaper() *paper { return &paper{document: &element{tag: "Document"}} }

// newFile is a file with both faces and no page. Reading the faces is most of
// the work of a small document.
func newFile() *fpdf.Fpdf {
	file := fpdf.New("P", "mm", "A4", "")
	file.AddUTF8FontFromBytes("Go", "", goregular.TTF)
	file.AddUTF8FontFromBytes("Go", "B", gobold.TTF)
	file.SetCatalogSort(true)
	file.SetAutoPageBreak(false, 0)
	return file
}

// begin takes a new file to draw into.
func (p *paper) begin(title string, madeOn time.Time) {
	p.file = newFile()
	p.file.SetTitle(title, true)
	p.file.SetCreator("Pathways", true)
	p.file.SetLang("en-GB")
	p.file.SetCreationDate(madeOn)
	p.file.SetModificationDate(madeOn)
}

// lackingWords are said where something could not be drawn.
const lackingWords = " A □ stands for a picture, or for letters that cannot be printed here."

// widths are how wide each letter is at a size of one point, by weight; they are
// read once.
var widths = sync.OnceValue(func() map[bool]map[rune]float64 {
	file := newFile()
	read := func(style string) map[rune]float64 {
		file.SetFont("Go", style, 1)
		wide := map[rune]float64{}
		for _, in := range drawable.R16 {
			for r := rune(in.Lo); r <= rune(in.Hi); r++ {
				wide[r] = file.GetStringWidth(string(r))
			}
		}
		return wide
	}
	return map[bool]map[rune]float64{false: read(""), true: read("B")}
})

// page is the number of the page that is drawn on, the first being 0.
func (p *paper) page() int { return len(p.marks) - 1 }

// turn begins a new page.
func (p *paper) turn() {
	if p.file != nil {
		p.file.AddPage()
	}
	p.marks = append(p.marks, 0)
	p.y = marginTop
	p.onPage()
}

// room begins a new page when less than the height is left of this one.
func (p *paper) room(height float64) {
	if p.y+height > lowest {
		p.turn()
	}
}

// set takes up a face.
func (p *paper) set(f face) {
	style := ""
	if f.bold {
		style = "B"
	}
	p.file.SetFont("Go", style, f.size)
	p.file.SetTextColor(f.colour.of())
}

// lines are a text broken to a width.
func (f face) lines(text string, width float64) [][]letter {
	wide := widths()[f.bold]
	return wrap(text, width, func(r rune) float64 { return wide[r] * f.size })
}

// decorate draws what says nothing: screen readers pass over it.
func (p *paper) decorate(draw func(*fpdf.Fpdf)) {
	if p.file == nil {
		return
	}
	p.file.RawWriteStr("/Artifact BMC")
	draw(p.file)
	p.file.RawWriteStr("EMC")
}

// mark draws a piece of an element.
func (p *paper) mark(e *element, draw func()) {
	id := p.marks[p.page()]
	p.marks[p.page()]++
	if p.file == nil {
		return
	}
	e.marks = append(e.marks, mark{p.page(), id})
	p.file.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", e.tag, id))
	draw()
	p.file.RawWriteStr("EMC")
}

// write draws lines of an element from a point on, and answers where they end. On
// a page that is full the rest goes to the next one.
func (p *paper) write(e *element, f face, lines [][]letter, x, y float64) float64 {
	p.lacking = e.say(lines) || p.lacking
	for len(lines) > 0 {
		fit := int((lowest - y) / f.leading())
		if fit <= 0 {
			p.turn()
			y = p.y
			continue
		}
		here := lines[:min(fit, len(lines))]
		p.mark(e, func() {
			p.set(f)
			for i, line := range here {
				p.writeLine(x, y+f.leading()*(float64(i)+0.78), line)
			}
		})
		y += f.leading() * float64(len(here))
		lines = lines[len(here):]
	}
	return y
}

// writeLine draws a line, with its words beside it where they are not what is drawn.
func (p *paper) writeLine(x, y float64, line []letter) {
	drawn, words := drawnAs(line)
	if drawn == words {
		p.file.Text(x, y, drawn)
		return
	}
	p.file.RawWriteStr("/Span <</ActualText " + pdfText(words) + ">> BDC")
	p.file.Text(x, y, drawn)
	p.file.RawWriteStr("EMC")
}

// feet are at the bottom of every page, when it is known how many there are.
func (p *paper) feet() {
	small := face{false, 8.5, muted}
	for i := range p.marks {
		if p.file != nil {
			p.file.SetPage(i + 1)
		}
		p.decorate(func(f *fpdf.Fpdf) {
			p.set(small)
			f.Text(marginLeft, paperHeight-9, "Pathways · Health and Science Careers Hub North East")
			words := fmt.Sprintf("Page %d of %d", i+1, len(p.marks))
			f.Text(paperWidth-marginRight-f.GetStringWidth(words), paperHeight-9, words)
		})
	}
}

// finish is the file, with its structure.
func (p *paper) finish() ([]byte, error) {
	var out bytes.Buffer
	if err := p.file.Output(&out); err != nil {
		return nil, err
	}
	return tag(out.Bytes(), p.document, len(p.marks))
}
