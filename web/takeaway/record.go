package takeaway

import (
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Record is what a school files of one pupil's careers education.
type Record struct {
	Name   string // of the pupil
	Lead   string // class and school
	Parts  []RecordPart
	MadeOn time.Time // in the school's own time
}

// RecordPart is a part of a record under its heading: sentences, then entries.
type RecordPart struct {
	Heading string
	Lines   []string
	Entries []RecordEntry
}

// RecordEntry is one thing: when it was, what, and what became of it.
type RecordEntry struct{ When, What, More string }

// RecordFoot says how far a record can be trusted.
const RecordFoot = "The quiz is a start for a conversation, and no guidance interview. A plan is the pupil’s own, and stands here only while they share it."

// RecordPDF is a record as a document for printing, keeping and reading aloud.
func RecordPDF(record Record) ([]byte, error) {
	f := filed{paper: newPaper(), record: record}
	f.onPage = f.band
	f.begin("Record: "+titleOf(record.Name), record.MadeOn)
	f.draw()
	return f.finish()
}

// filed is a record on paper.
type filed struct {
	*paper
	record Record
}

func (f *filed) band() {
	f.decorate(func(file *fpdf.Fpdf) {
		file.SetFillColor(ink.of())
		file.Rect(0, 0, paperWidth, 4, "F")
	})
}

func (f *filed) draw() {
	small, title, lead := face{true, 9.5, muted}, face{true, 20, ink}, face{false, 11.5, muted}
	f.turn()
	f.say("P", small, "Pathways · record of careers education", 1.5)
	f.say("H1", title, f.record.Name, 0.5)
	f.say("P", lead, f.record.Lead, 2)
	for _, part := range f.record.Parts {
		f.part(part)
	}
	foot := "Made on " + f.record.MadeOn.Format("2 January 2006") + ". " + RecordFoot
	if f.lacking {
		foot += lackingWords
	}
	f.y += 3
	f.say("P", face{false, 8.5, muted}, foot, 0)
	f.feet()
}

// say writes a text of its own across the page.
func (f *filed) say(tag string, how face, text string, gap float64) {
	lines := how.lines(text, fullWidth)
	f.room(how.leading())
	f.y = f.write(f.document.add(tag), how, lines, marginLeft, f.y) + gap
}

// The columns of an entry: when, and what.
const (
	entryAt   = marginLeft + 34
	entryWide = fullWidth - 34
)

func (f *filed) part(part RecordPart) {
	heading, text := face{true, 12, ink}, face{false, 10, ink}
	f.room(heading.leading() + 2*text.leading() + 4)
	section := f.document.add("Sect")
	f.y = f.write(section.add("H2"), heading, heading.lines(part.Heading, fullWidth), marginLeft, f.y+2) + 0.8
	for _, line := range part.Lines {
		f.room(text.leading())
		f.y = f.write(section.add("P"), text, text.lines(line, fullWidth), marginLeft, f.y) + 0.8
	}
	if len(part.Entries) == 0 {
		return
	}
	list := section.addList(false)
	for _, entry := range part.Entries {
		f.entry(list.add("LI").add("LBody"), entry)
	}
}

func (f *filed) entry(body *element, entry RecordEntry) {
	f.room(2 * nameFace.leading())
	top, page := f.y, f.page()
	low := top
	if entry.When != "" {
		low = f.write(body.add("P"), whenFace, whenFace.lines(entry.When, entryAt-marginLeft-3), marginLeft, top+0.2)
	}
	f.y = f.write(body.add("P"), nameFace, nameFace.lines(entry.What, entryWide), entryAt, top)
	if entry.More != "" {
		f.y = f.write(body.add("P"), detailFace, detailFace.lines(entry.More, entryWide), entryAt, f.y)
	}
	if f.page() == page {
		f.y = max(f.y, low)
	}
	f.y += 1.4
}
