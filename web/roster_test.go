package web

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pathways/web/roster"
)

// upload sends files as a browser does, with the way of taking surnames.
func (b *browser) upload(path, way string, files ...roster.File) *reply {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, file := range files {
		part, err := form.CreateFormFile("file", file.Name)
		if err == nil {
			_, err = part.Write(file.Bytes)
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
	if err := form.WriteField("way", way); err != nil {
		b.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		b.t.Fatal(err)
	}
	request := newRequest(http.MethodPost, path, body.String())
	request.Header.Set("Content-Type", form.FormDataContentType())
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(request)
}

// list is a file with some lines.
func list(lines ...string) roster.File {
	return roster.File{Name: "list.csv", Bytes: []byte(strings.Join(lines, "\n"))}
}

// adds takes the button that keeps the list.
func (r *reply) adds(fields ...string) *reply {
	r.t.Helper()
	return r.is(http.StatusOK).submit("form.roster", fields...)
}

// again takes the button that only looks.
func (r *reply) again(fields ...string) *reply {
	r.t.Helper()
	form := find(r.tree(), "form.roster")[0]
	values := standing(form)
	for name, list := range formOf(fields) {
		values[name] = list
	}
	return r.browser.send(http.MethodPost, r.value("button[formaction]", "formaction"), values)
}

// names are those on the list of a class.
func (b *browser) names(class string) []string {
	b.t.Helper()
	var names []string
	for _, node := range find(b.get("/classes/"+class).tree(), ".seats th[scope=row] a") {
		names = append(names, textOf(node))
	}
	return names
}

func TestAFileIsLookedAtBeforeItsNamesAreAdded(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	path := "/classes/" + class + "/roster"
	teacher.get("/classes/"+class).sees("a", "Add names from a file")
	teacher.get(path).sees(".lead", "First names and an initial are enough").sees("label", "First name and first letter of the surname")
	var file []byte
	for _, unit := range utf16.Encode([]rune("\ufeffFirst name;Surname;Reg\r\nZoë;Ó Briain;10B Science\r\n\r\namira;Khan;\r\n")) {
		file = binary.LittleEndian.AppendUint16(file, unit)
	}
	shown := teacher.upload(path+"/preview", "initial", roster.File{Name: "10B.csv", Bytes: file}).is(http.StatusOK)
	shown.sees(".lead", "1 name to add").sees(".lead", "1 on a list already").sees(".placed__names li", "Zoë Ó").
		sees(".placed__names--there li", "amira K").sees(".notice", "1 empty line was left out")
	if got := teacher.names(class); !slices.Equal(got, []string{"Amira K", "Ben T"}) {
		t.Fatalf("looking changed the list to %q", got)
	}
	shown.adds().sees("h1", "10B Science").sees(".notice", "1 name is on the list now")
	want := []string{"Amira K", "Ben T", "Zoë Ó"}
	if got := teacher.names(class); !slices.Equal(got, want) {
		t.Errorf("the list is %q", got)
	}
	again := teacher.upload(path+"/preview", "initial", roster.File{Name: "10B.csv", Bytes: file}).is(http.StatusOK).sees(".lead", "There is nothing to add")
	if again.count("form.roster button") != 0 {
		t.Error("there is a button that would change nothing")
	}
	shown.adds().sees("h1", "10B Science") // the page of before, sent twice
	if got := teacher.names(class); !slices.Equal(got, want) {
		t.Errorf("the same file twice made the list %q", got)
	}
}

func TestAFileThatIsNoListGetsOneSentenceAndChangesNothing(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	path := "/classes/" + class + "/roster/preview"
	for what, it := range map[string]struct {
		file     []byte
		sentence string
	}{
		"100,000 lines":         {bytes.Repeat([]byte("Al B\n"), 100_000), "more than 2,000 lines"},
		"100,000 longer lines":  {bytes.Repeat([]byte("Amira Jane K,10B Science,10\n"), 100_000), "larger than 1 MB"},
		"a photo":               {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x01"), "not a list that we can read"},
		"an old spreadsheet":    {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook"), "old kind of spreadsheet"},
		"a damaged spreadsheet": {[]byte("PK\x03\x04 and nothing else"), "damaged"},
		"nothing":               {nil, "nothing in this file"},
	} {
		shown := teacher.upload(path, "whole", roster.File{Name: "list.csv", Bytes: it.file})
		shown.is(http.StatusUnprocessableEntity).sees(".errors", it.sentence).sees("#file-problem", it.sentence)
		if n := shown.count(".errors li"); n != 1 {
			t.Errorf("%s gets %d sentences", what, n)
		}
		if shown.count("input[value=whole][checked]") != 1 {
			t.Errorf("%s: what was chosen beside it is forgotten", what)
		}
	}
	teacher.upload(path, "initial").is(http.StatusUnprocessableEntity).sees(".errors", "Choose a file first")
	broken := newRequest(http.MethodPost, path, "no part of a form")
	broken.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	broken.Header.Set("Sec-Fetch-Site", "same-origin")
	teacher.do(broken).is(http.StatusUnprocessableEntity)
	if got := teacher.names(class); len(got) != 2 {
		t.Errorf("the list is %q", got)
	}
}

func TestEveryBadLineIsListedWithItsReasonAndCanBeMendedThere(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	long := strings.Repeat("x", 61)
	shown := teacher.upload("/classes/"+class+"/roster/preview", "initial", list(
		"First name,Surname,Year", "Ava,Hill,10", "Cai,Wu,Year 5", "ava,Hall,10", "=cmd|' /C calc'!A0,,10", ",Tan,10", long+",Li,10", "<b>,,", "Dan,E,10",
	)).is(http.StatusUnprocessableEntity)
	shown.sees(".lead", "1 name to add").sees(".lead", "7 lines to mend").sees("button[formaction]", "Look again")
	for line, reason := range map[int]string{
		2: "“Ava H” is in line 4 too", 3: "“Year 5” is no year group", 4: "“ava H” is in line 2 too", 5: "a formula",
		6: "There is no name", 7: "Use 60 characters or fewer", 8: "Use letters",
	} {
		shown.sees(fmt.Sprintf("#line-%d-problem", line), reason).sees(".errors", fmt.Sprintf("Line %d:", line))
	}
	shown.submit("form.roster").is(http.StatusUnprocessableEntity).sees(".lead", "to mend")
	if got := teacher.names(class); len(got) != 2 {
		t.Fatalf("some of a bad list was added: %q", got)
	}
	mended := shown.again("line-2", "Ava Hi", "line-3", "Cai W", "line-4", "Ava Ha", "line-5", "", "line-6", "", "line-7", "Xi L", "line-8", "").is(http.StatusOK)
	mended.sees(".lead", "5 names to add").adds()
	if got := teacher.names(class); !slices.Equal(got, []string{"Amira K", "Ben T", "Ava Hi", "Cai W", "Ava Ha", "Xi L", "Dan E"}) {
		t.Errorf("the list is %q", got)
	}
}

func TestLinesOfAnotherClassAreToldAndNotObeyed(t *testing.T) {
	t.Parallel()
	for choice, want := range map[string][]string{"leave": {"Amira K", "Ben T", "Ava H"}, "take": {"Amira K", "Ben T", "Ava H", "Cai W"}} {
		site := newSite(t)
		teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
		shown := teacher.upload("/classes/"+class+"/roster/preview", "initial", list("Name,Class", "Ava H,10b science", "Cai W,10C")).is(http.StatusUnprocessableEntity)
		shown.sees(".errors", "1 line names another class than 10B Science: 10C").again("others", choice).adds()
		if got := teacher.names(class); !slices.Equal(got, want) {
			t.Errorf("%s: the list is %q", choice, got)
		}
		if n := teacher.get("/classes").count("article"); n != 1 {
			t.Errorf("there are %d classes", n)
		}
	}
}

func TestATeachersFileMakesAndFillsTheirClassesOnce(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	elsewhere, other, _, _ := site.newTestClass(t, "Wear High School", "laing@wear.test")
	file := list("Surname,Forename,Tutor Group,NC Year", "Hill,Ava,10B Science,10", "Wu,Cai,9A,9", "Evans,Dan,9A,9", "Khan,Amira,8X,8", "Li,Bo,8X,7")
	for i, want := range []string{"5 names to add, 2 classes to make", "Everybody in this list is on a list already"} {
		shown := teacher.upload("/roster/preview", "initial", file).is(http.StatusOK).sees(".lead", want)
		if i == 0 {
			shown.sees(".tag", "new class, Year 9").adds().sees(".notice", "5 names were added, and 2 classes were made.")
		}
	}
	if got := teacher.names(class); !slices.Equal(got, []string{"Amira K", "Ben T", "Ava H"}) {
		t.Errorf("the class that was there has %q", got)
	}
	if got := elsewhere.names(other); !slices.Equal(got, []string{"Amira K", "Ben T"}) {
		t.Errorf("the class of another school has %q", got)
	}
	if n := teacher.get("/classes").sees("article", "9A").sees("article", "8X").count("article"); n != 3 {
		t.Errorf("there are %d classes", n)
	}
	teacher.upload("/roster/preview", "initial", list("Name,Year", "Ava H,10")).is(http.StatusUnprocessableEntity).sees(".errors", "Choose the column in which the classes are")
	teacher.upload("/roster/preview", "initial", list("Name,Class", "Ava H,")).is(http.StatusUnprocessableEntity).sees(".errors", "Line 2: There is no class in this line")
	teacher.upload("/roster/preview", "initial", list("Name,Class", "Ava H,=1+1")).is(http.StatusUnprocessableEntity).sees(".errors", "Line 2: The name of the class")
	teacher.submitsTwoOf("9A")
	teacher.upload("/roster/preview", "initial", list("Name,Class", "Ava H,9A")).is(http.StatusUnprocessableEntity).sees(".errors", "There are 2 classes called 9A")
}

// submitsTwoOf makes a class with a name that there is already.
func (b *browser) submitsTwoOf(name string) {
	b.t.Helper()
	b.get("/classes").submit("form.form", "name", name, "year", "9").sees("h1", name)
}

// wholeSchool is a file of 1,500 pupils in 50 classes.
func wholeSchool() roster.File {
	var text strings.Builder
	text.WriteString("First name,Surname,Form,Year\n")
	for i := range 1500 {
		fmt.Fprintf(&text, "Pupil%02d,%c,%d%c,%d\n", i/50, 'A'+i%26, 7+i%50/10, 'A'+i%10, 7+i%50/10)
	}
	return roster.File{Name: "school.csv", Bytes: []byte(text.String())}
}

func TestAnAdminBringsInTheWholeSchoolByOneFile(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	school := site.newTestSchool(t, "Tyne Academy")
	teacher := site.newTestStaff(t, Teacher, school.ID, "bell@tyne.test")
	there := strings.TrimPrefix(teacher.get("/classes").submit("form.form", "name", "7a", "year", "7", "names", "Pupil00 A").path[:len("/classes/")+16], "/classes/")
	admin := site.newTestStaff(t, Admin, school.ID, "office@tyne.test")
	admin.get("/school").sees("a", "Add the school from a file")
	admin.upload("/school/roster/preview", "initial", wholeSchool()).is(http.StatusOK).
		sees(".lead", "1499 names to add, 49 classes to make, 1 on a list already").adds().
		sees(".notice", "1499 names were added, and 49 classes were made.").sees(".lead", "50 classes")
	if n := len(teacher.names(there)); n != 30 {
		t.Errorf("the teacher's class has %d names", n)
	}
	if n := teacher.get("/classes").count("article"); n != 1 {
		t.Errorf("the teacher has %d classes", n)
	}
	admin.get("/classes").sees("article", "11J")
	admin.upload("/school/roster/preview", "initial", wholeSchool()).is(http.StatusOK).sees(".lead", "There is nothing to add")
	entries, err := site.db.Audit.OfSchool(t.Context(), school.ID, 100)
	if err != nil {
		t.Fatal(err)
	}
	details := ""
	for _, entry := range entries {
		details += entry.What + ": " + entry.Detail + "\n"
	}
	if !strings.Contains(details, "added classes from a file: 49 classes, 1499 names") || strings.Contains(details, "Pupil") {
		t.Errorf("the audit says\n%s", details)
	}
}

func TestATeacherSaysWhichColumnIsWhat(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher := site.newTestStaff(t, Teacher, site.newTestSchool(t, "Tyne Academy").ID, "bell@tyne.test")
	shown := teacher.upload("/roster/preview", "whole", list("Id,Who,Where,When", "1,Ava Hill,9A,9", "2,Cai Wu,9A,9")).is(http.StatusOK)
	shown.sees("h1", "Which column is what?").sees("option", "Column 2: Who, Ava Hill, Cai Wu")
	shown.submit("form.form", "name", "", "group", "3").is(http.StatusUnprocessableEntity).sees("#name-problem", "Choose the column in which the names are").
		submit("form.form", "name", "2", "group", "3", "year", "4", "headings", "yes").is(http.StatusOK).sees(".lead", "2 names to add, 1 class to make").
		sees(".tag", "new class, Year 9").adds().sees("article", "9A")
	teacher.upload("/roster/preview", "initial", list("Some title", "Name", "Ava Hill")).is(http.StatusUnprocessableEntity).sees(".errors", "Choose the column")
}

func TestWhatComesBackWithTheFormIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	for table, sentence := range map[string]string{
		"":                                     "damaged",
		"x":                                    "damaged",
		"0\tName\n1\tAva H\n2\tava h":          "“Ava H” is in line 2 too",
		"0\tName\n1\t<script>":                 "Use letters",
		"0\tName\n1\t=1+1":                     "formula",
		strings.Repeat("1\tAva H\n", 2001):     "more than 2,000 lines",
		"0\tName\n" + numbered(mostInClass+1):  "a class may have 400",
		"0\tName\tClass\n1\tAva H\tElsewhere9": "another class than 10B Science: Elsewhere9",
	} {
		teacher.post("/classes/"+class+"/roster", "table", table).is(http.StatusUnprocessableEntity).sees(".errors", sentence)
	}
	if got := teacher.names(class); len(got) != 2 {
		t.Errorf("the list is %q", got)
	}
}

// numbered is so many lines with a name each.
func numbered(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "%d\tPupil %d\n", i+1, i)
	}
	return text.String()
}

func TestOnlyFormsForFilesMayBeLarge(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	large := strings.Repeat("a", formLimit+1)
	for _, route := range site.Routes() {
		if route.Method != http.MethodPost {
			continue
		}
		want := http.StatusRequestEntityTooLarge
		if strings.HasSuffix(route.Path, "/roster") || strings.HasSuffix(route.Path, "/roster/preview") {
			want = http.StatusUnprocessableEntity
		}
		path := strings.Replace(route.Path, ":class", class, 1)
		if strings.HasPrefix(path, "/school/roster") {
			want = http.StatusNotFound // a teacher
		}
		if got := teacher.send(http.MethodPost, path, formOf([]string{"table", large})); got.status != want {
			t.Errorf("%s is answered %d, want %d", path, got.status, want)
		}
	}
}

func TestOneRosterFilesAreChosenTogether(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher := site.newTestStaff(t, Teacher, site.newTestSchool(t, "Tyne Academy").ID, "bell@tyne.test")
	users := roster.File{Name: "users.csv", Bytes: []byte("sourcedId,givenName,familyName,grades\nu1,Ava,Hill,9\nu2,Cai,Wu,9")}
	classes := roster.File{Name: "classes.csv", Bytes: []byte("sourcedId,title\nc1,9A")}
	enrolments := roster.File{Name: "enrollments.csv", Bytes: []byte("classSourcedId,userSourcedId,role\nc1,u1,student\nc1,u2,student")}
	teacher.upload("/roster/preview", "initial", users, classes).is(http.StatusUnprocessableEntity).sees(".errors", "the three files")
	teacher.upload("/roster/preview", "initial", users, classes, enrolments).sees(".lead", "2 names to add, 1 class to make").adds().sees("article", "9A")
}

// BenchmarkARosterOf1500 looks at the file of a whole school and keeps it, as two
// requests.
func BenchmarkARosterOf1500(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		site := newSite(b)
		admin := site.newTestStaff(b, Admin, site.newTestSchool(b, "Tyne Academy").ID, "office@tyne.test")
		file := wholeSchool()
		b.StartTimer()
		admin.upload("/school/roster/preview", "initial", file).adds().sees(".notice", "1500 names were added")
	}
}
