package takeaway

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// node is an element of a PDF as a screen reader meets it.
type node struct {
	tag, text string
	depth     int
}

// document is a PDF that another library read and found valid.
type document struct {
	*model.Context
	t       failer
	catalog types.Dict
	pages   map[int]map[int]string // what each mark of each page says, by the page's object
	nodes   []node
	owners  map[[2]int]int // whose each mark is, by page and mark: the element's object
}

// failer is a test, or one case of a property.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// readPDF checks a PDF and walks its structure.
func readPDF(t failer, file []byte) *document {
	t.Helper()
	api.DisableConfigDir()
	ctx, err := api.ReadAndValidate(bytes.NewReader(file), model.NewDefaultConfiguration())
	if err != nil {
		t.Fatalf("the PDF is not valid: %v", err)
	}
	d := &document{Context: ctx, t: t, pages: map[int]map[int]string{}, owners: map[[2]int]int{}}
	d.catalog, err = ctx.Catalog()
	d.must(err)
	for page := 1; page <= ctx.PageCount; page++ {
		ref, err := ctx.PageDictIndRef(page)
		d.must(err)
		content, err := pdfcpu.ExtractPageContent(ctx, page)
		d.must(err)
		drawing, err := io.ReadAll(content)
		d.must(err)
		d.pages[ref.ObjectNumber.Value()] = marksOf(t, string(drawing))
	}
	root := d.dict(d.catalog["StructTreeRoot"])
	d.walk(root["K"], 0)
	return d
}

func (d *document) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("%v", err)
	}
}

func (d *document) dict(o types.Object) types.Dict {
	d.t.Helper()
	dict, err := d.DereferenceDict(o)
	if err != nil || dict == nil {
		d.t.Fatalf("%v is no dictionary: %v", o, err)
	}
	return dict
}

// walk reads an element and all below it, in order.
func (d *document) walk(object types.Object, depth int) {
	d.t.Helper()
	element, at := d.dict(object), len(d.nodes)
	d.nodes = append(d.nodes, node{tag: *element.NameEntry("S"), depth: depth})
	kids, err := d.DereferenceArray(element["K"])
	d.must(err)
	for _, kid := range kids {
		below := d.dict(kid)
		if *below.NameEntry("Type") != "MCR" {
			d.walk(kid, depth+1)
			continue
		}
		page, id := numberOf(below["Pg"]), *below.IntEntry("MCID")
		words, ok := d.pages[page][id]
		if !ok {
			d.t.Fatalf("%s names a mark that its page does not have", element)
		}
		d.owners[[2]int{page, id}] = numberOf(object)
		d.nodes[at].text += words
	}
	if said, ok := element["ActualText"]; ok {
		words, err := d.DereferenceText(said)
		d.must(err)
		if words != d.nodes[at].text {
			d.t.Fatalf("an element says %q, and its marks %q", words, d.nodes[at].text)
		}
	}
}

// numberOf is the object that a reference names.
func numberOf(reference types.Object) int {
	return reference.(types.IndirectRef).ObjectNumber.Value()
}

// marks is how many marks the pages have.
func (d *document) marks() int {
	n := 0
	for _, page := range d.pages {
		n += len(page)
	}
	return n
}

// outline is the walk as a person would write it down.
func (d *document) outline() string {
	var b strings.Builder
	for _, n := range d.nodes {
		fmt.Fprintf(&b, "%s%s %s", strings.Repeat(" ", n.depth), n.tag, n.text)
		b.WriteString("\n")
	}
	return regexp.MustCompile(` +\n`).ReplaceAllString(b.String(), "\n")
}

// tokens are what matters of a page's drawing.
var tokens = regexp.MustCompile(`(?s)/[A-Za-z0-9]+ <</MCID (\d+)>> BDC|/Span <</ActualText <FEFF([0-9A-F]*)>>> BDC|/Artifact BMC|\bEMC\b|\(((?:\\.|[^\\)])*)\) Tj`)

// marksOf reads what each mark of a page says. Whatever is drawn has to be in a
// mark, or be marked as decoration.
func marksOf(t failer, drawing string) map[int]string {
	t.Helper()
	marks := map[int]string{}
	var open []string // what is open: the number of a mark, "span" or "artifact"
	for _, found := range tokens.FindAllStringSubmatch(drawing, -1) {
		switch {
		case found[1] != "":
			open = append(open, found[1])
			number, _ := strconv.Atoi(found[1])
			if _, twice := marks[number]; twice || len(open) > 1 {
				t.Fatalf("mark %s is there twice, or in another", found[1])
			}
			marks[number] = ""
		case strings.HasPrefix(found[0], "/Span"):
			number, _ := strconv.Atoi(open[0])
			marks[number] += fromHex(found[2])
			open = append(open, "span")
		case strings.HasPrefix(found[0], "/Artifact"):
			open = append(open, "artifact")
		case found[0] == "EMC":
			open = open[:len(open)-1]
		case len(open) == 0:
			t.Fatalf("%q is drawn outside of every mark", fromBytes(found[3]))
		case len(open) == 1 && open[0] != "artifact":
			number, _ := strconv.Atoi(open[0])
			marks[number] += fromBytes(found[3])
		}
	}
	if len(open) != 0 {
		t.Fatalf("%v is never closed", open)
	}
	return marks
}

var escaped = regexp.MustCompile(`(?s)\\(.)`)

// fromBytes reads a string of a page's drawing: two bytes a letter.
func fromBytes(literal string) string {
	plain := escaped.ReplaceAllStringFunc(literal, func(pair string) string {
		if pair == `\r` {
			return "\r"
		}
		return pair[1:]
	})
	var units []uint16
	for i := 0; i+1 < len(plain); i += 2 {
		units = append(units, uint16(plain[i])<<8|uint16(plain[i+1]))
	}
	return string(utf16.Decode(units))
}

func fromHex(digits string) string {
	var units []uint16
	for i := 0; i+4 <= len(digits); i += 4 {
		unit, _ := strconv.ParseUint(digits[i:i+4], 16, 16)
		units = append(units, uint16(unit))
	}
	return string(utf16.Decode(units))
}

func TestTheReaderOfTheTestsFindsTextOutsideOfMarks(t *testing.T) {
	t.Parallel()
	found := &finding{}
	marksOf(found, "BT (\x00a) Tj ET")
	if found.sentence == "" {
		t.Error("it lets words pass that no screen reader meets")
	}
}

// finding is a test that goes on.
type finding struct{ sentence string }

func (f *finding) Helper() {}
func (f *finding) Fatalf(format string, args ...any) {
	f.sentence = fmt.Sprintf(format, args...)
}
