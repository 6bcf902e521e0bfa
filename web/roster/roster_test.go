package roster

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
)

func inUTF16(text string, order binary.AppendByteOrder, mark bool) []byte {
	if mark {
		text = "\ufeff" + text
	}
	var file []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		file = order.AppendUint16(file, unit)
	}
	return file
}

// book is an XLSX file with a sheet of some lines.
func book(t testing.TB, lines ...[]any) []byte {
	t.Helper()
	it := excelize.NewFile()
	defer it.Close()
	for i, line := range lines {
		if err := it.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &line); err != nil {
			t.Fatal(err)
		}
	}
	return written(t, it)
}

func written(t testing.TB, it *excelize.File, options ...excelize.Options) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := it.Write(&file, options...); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// packed is a zip of some files, as names and contents in turn.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var file bytes.Buffer
	out := zip.NewWriter(&file)
	for i := 0; i+1 < len(parts); i += 2 {
		part, err := out.Create(parts[i])
		if err == nil {
			_, err = part.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// rowsOf reads a file whose columns are recognised.
func rowsOf(t *testing.T, way Way, files ...File) []Row {
	t.Helper()
	table, err := Read(files)
	if err != nil {
		t.Fatal(err)
	}
	columns, ok := table.Recognise()
	if !ok {
		t.Fatalf("the columns of %v are not recognised", table.Lines)
	}
	return table.Rows(columns, way)
}

func TestAListIsReadHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	const list = "First name,Surname,Form,Year\nZoë,Ó Briain,10B,10\nAnne-Marie,D’Arcy,10B,Year 10\n"
	old, err := charmap.Windows1252.NewEncoder().Bytes([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	want := []Row{{2, "Zoë Ó", "10B", 10, ""}, {3, "Anne-Marie D", "10B", 10, ""}}
	for how, file := range map[string][]byte{
		"UTF-8":                      []byte(list),
		"UTF-8 with a mark":          []byte("\ufeff" + list),
		"UTF-16, little end first":   inUTF16(list, binary.LittleEndian, true),
		"UTF-16, big end first":      inUTF16(list, binary.BigEndian, true),
		"UTF-16 without a mark":      inUTF16(list+" ", binary.LittleEndian, false),
		"big UTF-16 without a mark":  inUTF16(list+" ", binary.BigEndian, false),
		"Windows-1252":               old,
		"semicolons":                 []byte(strings.ReplaceAll(list, ",", ";")),
		"tabs":                       []byte(strings.ReplaceAll(list, ",", "\t")),
		"ends of lines from Windows": []byte(strings.ReplaceAll(list, "\n", "\r\n")),
		"ends of lines from old Mac": []byte(strings.ReplaceAll(list, "\n", "\r")),
		"quotation marks":            []byte("\"First name\", \"Surname\", \"Form\", \"Year\"\n\"Zoë\", \"Ó Briain\", \"10B\", \"10\"\n\"Anne-Marie\",\"D’Arcy\",\"10B\",\"Y10\""),
		"accents in two pieces":      []byte(strings.NewReplacer("ë", "e\u0308", "Ó", "O\u0301").Replace(list)),
		"XLSX":                       book(t, []any{"First name", "Surname", "Form", "Year"}, []any{"Zoë", "Ó Briain", "10B", 10}, []any{"Anne-Marie", "D’Arcy", "10B", 10.0}),
	} {
		if got := rowsOf(t, Initial, File{"list.csv", file}); !slices.Equal(got, want) {
			t.Errorf("%s is read as %+v", how, got)
		}
	}
	if got := rowsOf(t, Initial, File{"list.csv", []byte("sep=;\n" + strings.ReplaceAll(list, ",", ";"))}); got[0] != (Row{3, "Zoë Ó", "10B", 10, ""}) {
		t.Errorf("below a line that names the separator is read %+v", got)
	}
}

func TestColumnsAreFoundByTheirHeadings(t *testing.T) {
	t.Parallel()
	for heading, want := range map[string]Columns{
		"Name":                                  {0, -1, -1, -1},
		"Surname,Forename,Reg,NC Year":          {1, 0, 2, 3},
		"UPN,Legal_Surname,Legal Forename,DOB":  {2, 1, -1, -1},
		"First name,Preferred Forename,Surname": {1, 2, -1, -1},
		"PUPIL NAME:,Tutor group,Yr":            {0, -1, 1, 2},
		"Surname,Form":                          {-1, 0, 1, -1},
		"Forename(s),Last-Name,Year Group":      {0, 1, -1, 2},
	} {
		table, err := Read([]File{{"a.csv", []byte(heading + "\na,b,c,7")}})
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := table.Recognise(); !ok || got != want || len(table.Lines) != 1 {
			t.Errorf("%s: %+v, %v, with %d lines below", heading, got, ok, len(table.Lines))
		}
	}
	for _, heading := range []string{"Amira,Khan,10B", "Id,Code", "Form,Year"} {
		table, _ := Read([]File{{"a.csv", []byte(heading + "\na,b,c,7")}})
		if got, ok := table.Recognise(); ok || len(table.Lines) != 2 {
			t.Errorf("%s is taken for headings: %+v", heading, got)
		}
	}
}

func TestANameIsPutTogetherAsTheTeacherWants(t *testing.T) {
	t.Parallel()
	for list, want := range map[string][2]string{
		"First name,Surname\nAmira,Khan":     {"Amira K", "Amira Khan"},
		"Name\n\"Khan, Amira\"":              {"Amira K", "Amira Khan"},
		"Name\nKhan, Amira":                  {"Amira K", "Amira Khan"},
		"Name,Form\n\"Khan, Amira\",10B":     {"Amira K", "Amira Khan"},
		"Name\nAmira Khan":                   {"Amira Khan", "Amira Khan"},
		"Name,Surname\nAmira Khan,Khan":      {"Amira Khan", "Amira Khan"},
		"Surname\nKhan":                      {"Khan", "Khan"},
		"Forename,Surname\n X ,  de  Souza ": {"X d", "X de Souza"},
		"Forename,Surname\nAmira,":           {"Amira", "Amira"},
		"Amira K":                            {"Amira K", "Amira K"},
	} {
		for i, way := range []Way{Initial, Whole} {
			if got := rowsOf(t, way, File{"a.csv", []byte(list)}); len(got) != 1 || got[0].Name != want[i] || got[0].Problem != "" {
				t.Errorf("%q is read as %+v, want %s", list, got, want[i])
			}
		}
	}
}

func TestEveryLineThatCannotBeTakenHasItsNumberAndItsReason(t *testing.T) {
	t.Parallel()
	list := "10B\n\nFirst name,Surname,Year\nAmira,Khan,10\n,,\nTan,,Year 5\n,Wu,10\n=1+1,,\n#REF!,,\n\nBen,Thorne,ten\nZ\ufffde,,\n"
	table, err := Read([]File{{"a.csv", []byte(list)}})
	if err != nil {
		t.Fatal(err)
	}
	columns, _ := table.Recognise()
	want := map[int]string{4: "", 6: "“Year 5” is no year group", 7: "There is no name.", 8: "“=1+1” is a formula", 9: "“#REF!” is a formula", 11: "“ten” is no year group", 12: "A letter of"}
	rows := table.Rows(columns, Initial)
	if len(rows) != len(want) || table.Empty != 3 {
		t.Errorf("%d rows are read, and %d lines are empty", len(rows), table.Empty)
	}
	for _, row := range rows {
		if reason, ok := want[row.Line]; !ok || !strings.HasPrefix(row.Problem, reason) || (reason == "") != (row.Problem == "") {
			t.Errorf("line %d: %q", row.Line, row.Problem)
		}
	}
	if len(table.Notes) != 1 || !strings.Contains(table.Notes[0], "line 3") {
		t.Errorf("the notes are %q", table.Notes)
	}
}

func TestYearGroupsAreReadInTheirUsualSpellings(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]int{"": 0, "7": 7, "Year 13": 13, "Y9": 9, "yr 08": 8, "Yr. 11": 11, "NC Year 10": 10, "10.0": 10, "6": -1, "14": -1, "2026": -1, "10B": -1, "Reception": -1} {
		year, known := yearOf(cell)
		if known != (want >= 0) || known && year != want {
			t.Errorf("%q is %d, %v", cell, year, known)
		}
	}
}

func TestWhatIsNoListGetsOneSentence(t *testing.T) {
	t.Parallel()
	secret := excelize.NewFile()
	defer secret.Close()
	sheet := book(t, []any{"Name"}, []any{"Amira K"})
	for what, it := range map[string]struct {
		files []File
		want  error
	}{
		"nothing chosen":      {nil, NoFile},
		"an empty file":       {[]File{{"a.csv", nil}}, Nothing},
		"empty lines":         {[]File{{"a.csv", []byte("\n , \n,,\n")}}, Nothing},
		"100,000 lines":       {[]File{{"a.csv", bytes.Repeat([]byte("Amira K\n"), 100_000)}}, TooMany},
		"1,000,001 bytes":     {[]File{{"a.csv", bytes.Repeat([]byte("a"), MostBytes+1)}}, TooLarge},
		"a photo":             {[]File{{"a.csv", []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x01")}}, NoList},
		"a picture":           {[]File{{"a.csv", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")}}, NoList},
		"an old spreadsheet":  {[]File{{"a.xls", append(slices.Clone(boxed), "Workbook"...)}}, OldKind},
		"a protected one":     {[]File{{"a.xlsx", written(t, secret, excelize.Options{Password: "herons"})}}, Protected},
		"half a spreadsheet":  {[]File{{"a.xlsx", sheet[:len(sheet)/2]}}, Damaged},
		"a damaged one":       {[]File{{"a.xlsx", spoilt(sheet)}}, Damaged},
		"a cut-off sheet":     {[]File{{"a.xlsx", packed(t, "xl/workbook.xml", "<workbook>", "[Content_Types].xml", "<Types/>")}}, Damaged},
		"another zip":         {[]File{{"a.zip", packed(t, "photo.jpg", "x")}}, NoList},
		"a zip bomb":          {[]File{{"a.xlsx", packed(t, "xl/workbook.xml", strings.Repeat(" ", MostUnzipped+1))}}, Unpacked},
		"a million cells":     {[]File{{"a.xlsx", packed(t, "xl/workbook.xml", "<w>"+strings.Repeat("<c/>", MostUnzipped/5)+"</w>")}}, TooWide},
		"a well of parts":     {[]File{{"a.xlsx", packed(t, "xl/workbook.xml", strings.Repeat("<w>", 200)+strings.Repeat("</w>", 200))}}, Damaged},
		"a sheet of 10,000":   {[]File{{"a.xlsx", long(t, 10_000)}}, TooMany},
		"one part of three":   {[]File{{"users.csv", []byte("sourcedId")}}, Together},
		"two lists":           {[]File{{"a.csv", []byte("x")}, {"b.csv", []byte("x")}}, Together},
		"too many cells":      {[]File{{"a.csv", bytes.Repeat([]byte(strings.Repeat("a,", 100)+"\n"), 2_900)}}, nil},
		"a quotation mark":    {[]File{{"a.csv", []byte("Name,Form\nAmira,10B\n\"Ben,10B\nCai,10B")}}, Refusal("Line 3 has a quotation mark that is not closed, or stands where it cannot. Mend it, and choose the file again.")},
		"a missing user":      {oneRoster("u9"), Refusal("Line 2 of enrollments.csv names somebody or a class that is not in the other two files. Export all three at the same time.")},
		"a column of another": {[]File{{"users.csv", []byte("id")}, {"classes.csv", nil}, {"enrollments.csv", nil}}, Refusal("users.csv has no column sourcedid. Export it from your school's system again.")},
	} {
		if _, err := Read(it.files); !errors.Is(err, it.want) {
			t.Errorf("%s: %v, want %v", what, err, it.want)
		}
	}
}

func TestOfASpreadsheetTheFirstSheetThatIsShownIsReadAsItShows(t *testing.T) {
	t.Parallel()
	it := excelize.NewFile()
	defer it.Close()
	_, err := it.NewSheet("10B")
	it.SetActiveSheet(1)
	for at, value := range map[string]any{"A1": "Name", "B1": "Yr", "A2": "Amira K", "B2": 10.0, "C2": "2012-01-02", "A5": "Ben T"} {
		err = errors.Join(err, it.SetCellValue("10B", at, value))
	}
	err = errors.Join(err, it.SetCellFormula("10B", "A4", `HYPERLINK("http://elsewhere.test")`), it.SetCellValue("10B", "B4", 9),
		it.SetCellValue("Sheet1", "A1", "Name"), it.SetSheetVisible("Sheet1", false))
	if err != nil {
		t.Fatal(err)
	}
	file := written(t, it)
	want := []Row{{2, "Amira K", "", 10, ""}, {4, "", "", 9, "There is no name."}, {5, "Ben T", "", 0, ""}}
	if got := rowsOf(t, Initial, File{"a.xlsx", file}); !slices.Equal(got, want) {
		t.Errorf("it is read as %+v", got)
	}
	table, _ := Read([]File{{"a.xlsx", file}})
	if !slices.Equal(table.Notes, []string{"Only the sheet “10B” was read."}) || table.Empty != 1 {
		t.Errorf("the notes are %q, and %d lines are empty", table.Notes, table.Empty)
	}
}

func TestReadingStopsWhenItsTimeIsOver(t *testing.T) {
	t.Parallel()
	over := time.Now().Add(-time.Second)
	file := book(t, []any{"Name"}, []any{"Amira K"})
	if _, err := readZip(file, over); !errors.Is(err, TooSlow) {
		t.Errorf("unpacking goes on: %v", err)
	}
	if _, err := readXLSX(file, []File{{"a.xml", []byte("<a/>")}}, over); !errors.Is(err, TooSlow) {
		t.Errorf("reading goes on: %v", err)
	}
}

// spoilt is a packed file with a few bytes of its inside changed.
func spoilt(file []byte) []byte {
	file = slices.Clone(file)
	for i := range 20 {
		file[200+i] ^= 0x55
	}
	return file
}

func long(t *testing.T, lines int) []byte {
	t.Helper()
	it := excelize.NewFile()
	defer it.Close()
	out, err := it.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for i := range lines {
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), []any{"Amira K"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	return written(t, it)
}

// oneRoster is a school of two pupils and a teacher, the first of them enrolled
// under an id.
func oneRoster(first string) []File {
	return []File{
		{"users.csv", []byte("sourcedId,status,role,givenName,familyName,grades\nu1,active,student,Amira,Khan,10\nu2,active,student,Ben,Thorne,\nu3,active,teacher,Ms,Bell,\nu4,tobedeleted,student,Gone,Away,10")},
		{"classes.csv", []byte("sourcedId,status,title,grades\nc1,active,10B,10\nc2,active,9A,\nc3,tobedeleted,9Z,")},
		{"enrollments.csv", []byte("sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role\ne1,active,c1,s," + first + ",student\ne2,active,c2,s,u2,student\ne3,active,c1,s,u3,teacher\ne4,tobedeleted,c1,s,u4,student")},
	}
}

func TestTheFilesOfOneRosterMakeOneList(t *testing.T) {
	t.Parallel()
	want := []Row{{2, "Amira K", "10B", 10, ""}, {3, "Ben T", "9A", 0, ""}}
	files := oneRoster("u1")
	if got := rowsOf(t, Initial, files...); !slices.Equal(got, want) {
		t.Errorf("three files are read as %+v", got)
	}
	zipped := packed(t, "export/users.csv", string(files[0].Bytes), "export/classes.csv", string(files[1].Bytes), "export/enrollments.csv", string(files[2].Bytes), "export/orgs.csv", "x")
	if got := rowsOf(t, Initial, File{"export.zip", zipped}); !slices.Equal(got, want) {
		t.Errorf("one zip is read as %+v", got)
	}
}

func TestATableSurvivesTheWayThroughAForm(t *testing.T) {
	t.Parallel()
	rows := []Row{{2, "Zoë Ó", "10B", 10, ""}, {4, "", "", 0, "There is no name."}, {9, "Anne-Marie D’A", "Sets, \"A\"", 0, ""}}
	table, err := Unpack(strings.ReplaceAll(PackRows(rows), "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	columns, ok := table.Recognise()
	if got := table.Rows(columns, Initial); !ok || !slices.Equal(got, rows) {
		t.Errorf("it comes back as %+v", got)
	}
	for _, text := range []string{"", "x\ty", strings.Repeat("1\ta\n", 5000), strings.Repeat("1", MostBytes+1)} {
		if _, err := Unpack(text); err == nil {
			t.Errorf("%.20q is taken", text)
		}
	}
}

func TestWhatIsPastedIsSplitWhereAFileIsAndNeverRefused(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][][]string{
		"":                      nil,
		"Amira K\n\nBen T":      {{"Amira K"}, {"Ben T"}},
		"1\tAmira K\n2\tBen, T": {{"1", "Amira K"}, {"2", "Ben, T"}},
		"Amira K,10B\nBen T,9":  {{"Amira K", "10B"}, {"Ben T", "9"}},
		"Amira;K\nBen;T":        {{"Amira", "K"}, {"Ben", "T"}},
		"\"Mia\" K\nJo \"J\" L": {{"\"Mia\" K"}, {"Jo \"J\" L"}},
		"Jo \"J\" L,1\nA,2":     {{"Jo \"J\" L", "1"}, {"A", "2"}},
	} {
		var got [][]string
		for _, line := range Split(text).Lines {
			got = append(got, line.Cells)
		}
		if !slices.EqualFunc(got, want, slices.Equal[[]string]) {
			t.Errorf("%q is split into %q", text, got)
		}
	}
}

// FuzzRead reads anything as each kind of file: it may be refused, with a sentence,
// and nothing else.
func FuzzRead(f *testing.F) {
	f.Add([]byte("First name,Surname\nAmira,Khan\n"))
	f.Add(inUTF16("Name;Form\nZoë;10B", binary.LittleEndian, true))
	f.Add(book(f, []any{"Name", "Year"}, []any{"Amira K", 10}))
	f.Add(packed(f, "users.csv", "sourcedId,givenName,familyName\n1,a,b", "classes.csv", "sourcedId,title\n1,x", "enrollments.csv", "classSourcedId,userSourcedId,role\n1,1,student"))
	f.Add([]byte("sep=\"\n\"a\n"))
	f.Add([]byte("\xd0\xcf\x11\xe0"))
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, files := range [][]File{{{"a", file}}, {{"users.csv", file}, {"classes.csv", file}, {"enrollments.csv", file}}} {
			table, err := Read(files)
			if refusal := Refusal(""); err != nil && !errors.As(err, &refusal) {
				t.Fatalf("%v is no refusal", err)
			}
			columns, _ := table.Recognise()
			for _, row := range table.Rows(columns, Initial) {
				if row.Name == "" && row.Problem == "" {
					t.Fatalf("line %d has no name and no problem", row.Line)
				}
			}
			if _, err := Unpack(table.Pack()); err == nil != (len(table.Lines) > 0) {
				t.Fatalf("a table of %d lines comes back with %v", len(table.Lines), err)
			}
		}
		Split(string(file))
	})
}
