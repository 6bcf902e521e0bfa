package takeaway

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// element is a part of the document as a screen reader walks it: a heading, a
// list, a paragraph. Its words are marks on the pages, or other elements.
type element struct {
	tag   string
	more  string // further entries of its dictionary
	kids  []*element
	marks []mark

	number int // of its object, once it is written
}

// mark is a piece of a page's drawing that has a number there.
type mark struct{ page, id int }

func (e *element) add(tag string) *element {
	kid := &element{tag: tag}
	e.kids = append(e.kids, kid)
	return kid
}

// addList adds a list; numbered says whether its items begin with a number.
func (e *element) addList(numbered bool) *element {
	list := e.add("L")
	list.more = "/A <</O /List /ListNumbering /None>>"
	if numbered {
		list.more = "/A <</O /List /ListNumbering /Decimal>>"
	}
	return list
}

// say gives an element its words where other things are drawn for them, and tells
// whether that is so.
func (e *element) say(lines [][]letter) bool {
	var drawn, words strings.Builder
	for _, line := range lines {
		d, w := drawnAs(line)
		drawn.WriteString(d)
		words.WriteString(w)
	}
	if drawn.String() == words.String() {
		return false
	}
	e.more = "/ActualText " + pdfText(words.String())
	return true
}

var errNotOurs = errors.New("the file is not as the PDF library writes it")

// tag adds a structure to a file that fpdf wrote. It goes behind the file as an
// update (ISO 32000-1, 7.5.6): the pages and the catalogue again, with what they
// lack, and the elements.
func tag(file []byte, document *element, pages int) ([]byte, error) {
	u, err := newUpdate(file)
	if err != nil {
		return nil, err
	}
	root, tree := u.reserve(), u.reserve()
	u.number(document)
	marked := make([][]int, pages) // by page and mark, the element it belongs to
	u.write(document, root, marked)
	u.put(root, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", document.number, tree, pages))
	u.put(tree, parentTree(marked))
	for i := range pages {
		u.amend(pageObject(i), fmt.Sprintf("/StructParents %d /Tabs /S", i))
	}
	u.amend(u.catalogue, fmt.Sprintf("/Version /1.7 /StructTreeRoot %d 0 R /MarkInfo <</Marked true>> /ViewerPreferences <</DisplayDocTitle true>>", root))
	return u.end()
}

// pageObject is the object number that fpdf gives a page, the first being 0.
func pageObject(page int) int { return 3 + 2*page }

func parentTree(marked [][]int) string {
	var b strings.Builder
	b.WriteString("<</Nums [")
	for page, elements := range marked {
		fmt.Fprintf(&b, "%d [", page)
		for _, number := range elements {
			fmt.Fprintf(&b, "%d 0 R ", number)
		}
		b.WriteString("] ")
	}
	b.WriteString("]>>")
	return b.String()
}

// update is what is written behind a file.
type update struct {
	file      []byte
	offsets   []int // by object number, in the file
	catalogue int
	info      int
	before    int // where the file's own table of objects is
	size      int // the next object number
	body      bytes.Buffer
	written   map[int]int // by object number, where it is now
	err       error
}

func newUpdate(file []byte) (*update, error) {
	u := &update{file: file, written: map[int]int{}}
	at := bytes.LastIndex(file, []byte("trailer\n"))
	if at < 0 {
		return nil, errNotOurs
	}
	for name, value := range map[string]*int{"/Size ": &u.size, "/Root ": &u.catalogue, "/Info ": &u.info, "startxref\n": &u.before} {
		_, after, found := strings.Cut(string(file[at:]), name)
		digits := after[:len(after)-len(strings.TrimLeft(after, "0123456789"))]
		number, err := strconv.Atoi(digits)
		if !found || err != nil {
			return nil, errNotOurs
		}
		*value = number
	}
	return u, u.readOffsets()
}

// readOffsets reads the file's own table, which has a row of 20 bytes an object.
func (u *update) readOffsets() error {
	const row = 20
	head := fmt.Sprintf("xref\n0 %d\n", u.size)
	from := u.before + len(head)
	if from+row*u.size > len(u.file) || string(u.file[u.before:from]) != head {
		return errNotOurs
	}
	for i := range u.size {
		offset, err := strconv.Atoi(string(u.file[from+row*i : from+row*i+10]))
		if err != nil || offset >= len(u.file) {
			return errNotOurs
		}
		u.offsets = append(u.offsets, offset)
	}
	return nil
}

func (u *update) reserve() int {
	u.size++
	return u.size - 1
}

// number gives every element its object.
func (u *update) number(e *element) {
	e.number = u.reserve()
	for _, kid := range e.kids {
		u.number(kid)
	}
}

// write puts an element and all below it, and notes whose each mark is.
func (u *update) write(e *element, parent int, marked [][]int) {
	var kids strings.Builder
	for _, m := range e.marks {
		fmt.Fprintf(&kids, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pageObject(m.page), m.id)
		for len(marked[m.page]) <= m.id {
			marked[m.page] = append(marked[m.page], 0)
		}
		marked[m.page][m.id] = e.number
	}
	for _, kid := range e.kids {
		fmt.Fprintf(&kids, "%d 0 R ", kid.number)
	}
	u.put(e.number, fmt.Sprintf("<</Type /StructElem /S /%s /P %d 0 R %s /K [%s]>>", e.tag, parent, e.more, kids.String()))
	for _, kid := range e.kids {
		u.write(kid, e.number, marked)
	}
}

func (u *update) put(number int, dictionary string) {
	u.written[number] = len(u.file) + u.body.Len()
	fmt.Fprintf(&u.body, "%d 0 obj\n%s\nendobj\n", number, dictionary)
}

// amend writes an object of the file again, with more in its dictionary.
func (u *update) amend(number int, more string) {
	head := fmt.Sprintf("%d 0 obj\n", number)
	object, _, found := bytes.Cut(u.file[u.offsets[number]:], []byte("endobj"))
	dictionary := strings.TrimSpace(strings.TrimPrefix(string(object), head))
	if !found || !strings.HasPrefix(string(object), head) || !strings.HasSuffix(dictionary, ">>") {
		u.err = errNotOurs
		return
	}
	u.put(number, strings.TrimSuffix(dictionary, ">>")+"\n"+more+">>")
}

// end is the file with the update behind it.
func (u *update) end() ([]byte, error) {
	if u.err != nil {
		return nil, u.err
	}
	table := len(u.file) + u.body.Len()
	u.body.WriteString("xref\n")
	for number := range u.size {
		if offset, ok := u.written[number]; ok {
			fmt.Fprintf(&u.body, "%d 1\n%010d 00000 n \n", number, offset)
		}
	}
	fmt.Fprintf(&u.body, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n", u.size, u.catalogue, u.info, u.before, table)
	return append(u.file, u.body.Bytes()...), nil
}

// pdfText is a text as PDF writes it outside of a page's drawing.
func pdfText(words string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(words)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	b.WriteString(">")
	return b.String()
}
