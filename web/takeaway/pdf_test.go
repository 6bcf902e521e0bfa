package takeaway

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"pathways/models"
)

func pdfOf(t testing.TB, plan Plan) *document {
	t.Helper()
	file, err := PDF(plan)
	if err != nil {
		t.Fatal(err)
	}
	return readPDF(t, file)
}

func TestAScreenReaderMeetsThePlanInItsOrderWithHeadingsAndLists(t *testing.T) {
	t.Parallel()
	plan := planOf(
		models.PlanStep{Title: "GCSEs", Detail: "Five of them.", YearGroup: 10, Usually: true},
		models.PlanStep{Title: "Open day", YearGroup: 11, StartsOn: "2027-10-14", Note: "Ask Mr Hall"},
	)
	got := pdfOf(t, plan).outline()
	want := `Document
 P Pathways · Secondary Healthcare
 H1 Diagnostic radiographer
 P Radiography degree
 Sect
  H2 My next three
  L
   LI
    Lbl 1.
    LBody GCSEs
   LI
    Lbl 2.
    LBody Open day
 Sect
  H2 Year 10
  L
   LI
    LBody
     P GCSEs
     P To do
     P usually
     P Five of them.
 Sect
  H2 Year 11
  L
   LI
    LBody
     P 2027-10-14
     P Open day
     P To do
     P My note: Ask Mr Hall
 P Diagnostic radiographer
 P Made on 25 November 2026. Dates and entry needs change: check them with the college, employer or university before you count on them. Where it says “usually”, we have not seen it in a source. The plan itself: https://pathways.test/plans/plan0000000000000000
`
	if got != want {
		t.Errorf("it is read as\n%s\nand not as\n%s", got, want)
	}
}

func TestThePDFSaysItsLanguageAndTitleAndThatItIsTagged(t *testing.T) {
	t.Parallel()
	d := pdfOf(t, usual())
	lang, err := d.DereferenceText(d.catalog["Lang"])
	if err != nil || lang != "en-GB" {
		t.Errorf("the language is %q, %v", lang, err)
	}
	if marked := d.dict(d.catalog["MarkInfo"]).BooleanEntry("Marked"); marked == nil || !*marked {
		t.Error("it does not say that it is tagged")
	}
	if shown := d.dict(d.catalog["ViewerPreferences"]).BooleanEntry("DisplayDocTitle"); shown == nil || !*shown {
		t.Error("readers say the name of the file, and not the title")
	}
	if d.Title != "My plan: Diagnostic radiographer" {
		t.Errorf("the title is %q", d.Title)
	}
	if len(d.owners) != d.marks() {
		t.Errorf("%d marks are on the pages, and %d in the structure", d.marks(), len(d.owners))
	}
}

func TestAReaderThatBeginsWithThePageFindsTheElementOfEachMark(t *testing.T) {
	t.Parallel()
	d := pdfOf(t, longPlan(60))
	tree, err := d.DereferenceArray(d.dict(d.dict(d.catalog["StructTreeRoot"])["ParentTree"])["Nums"])
	d.must(err)
	if len(tree) != 2*d.PageCount {
		t.Fatalf("%d pages, and %d entries", d.PageCount, len(tree)/2)
	}
	for page := 1; page <= d.PageCount; page++ {
		dict, ref, _, err := d.PageDict(page, false)
		d.must(err)
		parents, err := d.DereferenceArray(tree[2**dict.IntEntry("StructParents")+1])
		d.must(err)
		if len(parents) != len(d.pages[numberOf(*ref)]) {
			t.Errorf("page %d has %d marks and %d elements", page, len(d.pages[numberOf(*ref)]), len(parents))
		}
		for id, parent := range parents {
			if numberOf(parent) != d.owners[[2]int{numberOf(*ref), id}] {
				t.Errorf("mark %d of page %d is said to be of another element", id, page)
			}
		}
	}
}

// longPlan is a plan of many steps, four to a year.
func longPlan(n int) Plan {
	list := make([]models.PlanStep, n)
	for i := range list {
		list[i] = models.PlanStep{Title: fmt.Sprintf("Step %d of a plan", i+1), Detail: "What the catalogue tells of it.", YearGroup: 9 + i/4, StartsOn: "2027-10-14"}
	}
	return planOf(list...)
}

func TestAPlanOfTwentyStepsIsOnOnePage(t *testing.T) {
	t.Parallel()
	for n := range 21 {
		if pages := pdfOf(t, longPlan(n)).PageCount; pages != 1 {
			t.Errorf("%d steps take %d pages", n, pages)
		}
	}
	long := pdfOf(t, longPlan(60))
	if long.PageCount < 2 || long.PageCount > 4 {
		t.Errorf("60 steps take %d pages", long.PageCount)
	}
	titles := 0
	for _, n := range long.nodes {
		if strings.HasPrefix(n.text, "Step ") && n.tag == "P" {
			titles++
		}
	}
	if titles != 60 {
		t.Errorf("%d of 60 steps are on paper", titles)
	}
}

// said is a text as paper can say it: composed, and in one line.
func said(text string) string {
	return strings.Join(strings.Fields(norm.NFC.String(text)), " ")
}

func TestNoWordIsLostOnPaper(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		plan := planOf(rapid.SliceOfN(steps(), 0, 12).Draw(t, "steps")...)
		file, err := PDF(plan)
		if err != nil {
			t.Fatal(err)
		}
		d := readPDF(t, file)
		var read []string
		for _, n := range d.nodes {
			read = append(read, said(n.text))
		}
		for _, step := range plan.Steps {
			if !slices.ContainsFunc(read, func(text string) bool { return same(text, step.Title) }) {
				t.Fatalf("%q is not on paper: %q", step.Title, read)
			}
			if step.Note != "" && !slices.ContainsFunc(read, func(text string) bool { return same(text, "My note: "+step.Note) }) {
				t.Fatalf("the note %q is not on paper: %q", step.Note, read)
			}
		}
	})
}

// same compares words and not how they are broken into lines.
func same(read, written string) bool {
	return strings.ReplaceAll(read, " ", "") == strings.ReplaceAll(said(written), " ", "")
}

func TestSixtyStepsWithTheLongestNotesAreAllOnPaper(t *testing.T) {
	t.Parallel()
	list := make([]models.PlanStep, models.MaxSteps)
	for i := range list {
		list[i] = models.PlanStep{Title: strings.Repeat("Ж", 200), Detail: strings.Repeat("d ", 1000), Note: strings.Repeat("🧪 note ", 280), YearGroup: 9 + i/10}
	}
	d := pdfOf(t, planOf(list...))
	notes := 0
	for _, n := range d.nodes {
		if same(n.text, "My note: "+list[0].Note) {
			notes++
		}
	}
	if notes != models.MaxSteps {
		t.Errorf("%d of %d notes are whole", notes, models.MaxSteps)
	}
}

func TestBothFontsHaveEveryLetterThatIsDrawn(t *testing.T) {
	t.Parallel()
	for name, file := range map[string][]byte{"regular": goregular.TTF, "bold": gobold.TTF} {
		font, err := sfnt.Parse(file)
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		for _, in := range drawable.R16 {
			for r := rune(in.Lo); r <= rune(in.Hi); r++ {
				if glyph, err := font.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
					t.Errorf("the %s font has no %q", name, r)
				}
			}
		}
	}
}

func TestThePaperHasTheSectorsColoursOfTheSite(t *testing.T) {
	t.Parallel()
	tokens, err := os.ReadFile("../../static/css/base/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for sector, c := range sectorColours {
		found := regexp.MustCompile(`--` + sector + `: (#[0-9a-f]{6});`).FindSubmatch(tokens)
		if found == nil || string(found[1]) != fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) {
			t.Errorf("%s is %v on paper and %s on the site", sector, c, found)
		}
	}
}

func TestAFileThatTheLibraryDidNotWriteIsRefused(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"", "%PDF-1.7", "trailer\n<</Size 9>>", "xref\n0 1\ntrailer\n<<\n/Size 1\n/Root 0 0 R\n/Info 0 0 R\n>>\nstartxref\n0\n%%EOF"} {
		if _, err := tag([]byte(file), &element{tag: "Document"}, 1); err == nil {
			t.Errorf("%q is taken", file)
		}
	}
}

func BenchmarkPDF(b *testing.B) {
	plan := longPlan(20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := PDF(plan); err != nil {
			b.Fatal(err)
		}
	}
}
