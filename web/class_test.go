package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// newTestClass is a teacher with a class of two names and a lesson under way.
func (s *Site) newTestClass(t testing.TB, schoolName, email string) (teacher *browser, class, lesson, code string) {
	t.Helper()
	school := s.newTestSchool(t, schoolName)
	teacher = s.newTestStaff(t, Teacher, school.ID, email)
	class, lesson, code = teacher.opensClass(email, "Amira K", "Ben T")
	return teacher, class, lesson, code
}

// opensClass makes a class with names on its list and starts a lesson in it.
func (b *browser) opensClass(email string, names ...string) (class, lesson, code string) {
	b.t.Helper()
	made := b.get("/classes").submit("form.form", "name", "10B Science", "year", "10").sees("h1", "10B Science")
	class = strings.TrimPrefix(made.path, "/classes/")
	b.get(made.path).submit("form[action='"+made.path+"/seats']", "names", strings.Join(names, "\n")).sees("th", names[0])
	live := b.post(made.path+"/lessons", "length", "starter", "join", "list").sees("h1", "Lesson now")
	lesson = strings.TrimPrefix(live.path, "/lessons/")
	user, err := b.site.db.Users.ByEmail(b.t.Context(), email)
	if err != nil {
		b.t.Fatal(err)
	}
	found, err := b.site.db.Lessons.Find(b.t.Context(), user.ID, lesson)
	if err != nil {
		b.t.Fatal(err)
	}
	return class, lesson, found.Code
}

func TestTheNextPupilToJoinDoesNotGetTheLastOnesAnswers(t *testing.T) {
	t.Parallel()
	for ticked, want := range map[string]string{"": "No result yet", "yes": "My results"} {
		site := newSite(t)
		teacher, class, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
		shared := site.visitor(t)
		shared.takes()
		seats := shared.get("/join/" + code)
		if n := seats.count("input[name=bring][checked]"); n != 0 {
			t.Error("the answers come along unless the pupil says no")
		}
		fields := []string{"seat", seats.value("input[name=seat]", "value"), "password", goodPassword}
		if ticked != "" {
			fields = append(fields, "bring", ticked)
		}
		seats.submit("form.form", fields...).sees("h1", "You are in")
		shared.get("/me").sees("body", want)
		results := teacher.get("/classes/" + class + "/results")
		if ticked == "" {
			results.sees("h2", "No result yet")
		} else {
			results.sees("caption", "1 student")
		}
	}
}

func TestAStudentJoinsByNameAndTheTeacherSeesIt(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	amira, ben := site.visitor(t), site.visitor(t)
	seats := amira.get("/join").submit("form.form", "code", strings.ToLower(code)).sees("h1", "10B Science")
	seat := seats.value("input[name=seat]", "value")
	seats.submit("form.form", "seat", seat, "password", goodPassword).sees("h1", "You are in")
	ben.get("/join/"+code).submit("form.form", "seat", seat, "password", goodPassword).is(http.StatusUnprocessableEntity).sees(".errors", "took that name")

	teacher.get("/lessons/"+lesson).sees("tr", "joined").sees("tr", "not joined")
	amira.takes()
	teacher.get("/lessons/"+lesson).sees("tr", "finished")
	teacher.get("/classes/"+class+"/results").sees("caption", "1 student")
	teacher.get("/classes/"+class+"/seats/"+seat).sees("body", "Healthcare Science")

	teacher.post("/classes/" + class + "/seats/" + seat + "/release")
	amira.get("/me").sees("h1", "Sign in")
}

// htmx gives the focus back to the element with the same id.
func TestWhatIsReplacedByItselfKeepsTheFocus(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	amira := site.visitor(t)
	seats := amira.get("/join/" + code)
	seats.submit("form.form", "seat", seats.value("input[name=seat]", "value"), "password", goodPassword)
	for path, part := range map[string]string{"/lessons/" + lesson: "#live", "/classes/" + class + "/results": "#picture", "/lessons/" + lesson + "/board": "#wall"} {
		before := focusable(t, teacher.get(path), part)
		amira.post("/quiz/attempt", "length", "starter")
		after := focusable(t, teacher.withHTMX().get(path+"?stamp=old"), part)
		if part != "#wall" && len(before) < 2 {
			t.Errorf("%s: only %v can have the focus", path, before)
		}
		if !slices.Equal(before, after) {
			t.Errorf("%s: the focus goes from %v to %v", path, before, after)
		}
	}
}

// focusable are the ids of what can have the focus in a part of a page.
func focusable(t testing.TB, page *reply, part string) []string {
	t.Helper()
	var ids []string
	for _, selector := range []string{part + " a", part + " button", part + " [tabindex]", part + " summary"} {
		for _, node := range find(page.tree(), selector) {
			id, _ := attributeOf(node, "id")
			if id == "" {
				t.Errorf("%s: %s %q has no id", page.path, selector, textOf(node))
			}
			ids = append(ids, id)
		}
	}
	return ids
}

func TestATeacherHidesANameWithOneClickAndShowsItAgain(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	address := teacher.get("/classes/"+class).value("th a", "href")
	seat := strings.TrimPrefix(address, "/classes/"+class+"/seats/")
	others := []string{"/lessons/" + lesson, "/classes/" + class + "/results"}

	teacher.get("/classes/"+class).submit("form[action='"+address+"/hidden']").sees("th", "Amira K").sees("button", "Show this name")
	for _, path := range others {
		teacher.get(path).sees("th", "(hidden name)").seesNo("body", "Amira K")
	}
	pupil, _ := site.newTestStudent(t)
	pupil.get("/join/"+code).seesNo("body", "Amira K").sees("body", "Ben T")
	pupil.post("/join/"+code+"/seats", "seat", seat).is(http.StatusUnprocessableEntity).sees(".errors", "Choose your name from the list")

	teacher.get("/classes/" + class).submit("form[action='" + address + "/hidden']")
	for _, path := range others {
		teacher.get(path).sees("th", "Amira K")
	}
	pupil.post("/join/"+code+"/seats", "seat", seat).is(http.StatusOK)
}

func TestATeacherIsToldHowToTryTheQuizAndNothingOfItIsTheClasss(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, lesson, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	teacher.get("/lessons/"+lesson).sees("#try", "pathways.test/quiz").sees("#try", "private window")
	private := site.visitor(t)
	private.takes().is(http.StatusOK)
	teacher.get("/lessons/"+lesson).seesNo("tr", "finished")
	teacher.get("/classes/"+class+"/results").sees("h2", "No result yet")
}

func TestCodesThatDoNotWorkEachSaySo(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, _, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	site.visitor(t).post("/join", "code", "AAAA AAAA").is(http.StatusUnprocessableEntity).sees(".errors", "No lesson has this code").seesNo("body", "Tyne")
	teacher.post("/lessons/" + lesson + "/end")
	site.visitor(t).post("/join", "code", code).is(http.StatusUnprocessableEntity).sees(".errors", "closed for joining").seesNo("body", "Tyne")
}

func TestSpreadsheetsTakeNoNameForAFormula(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"=1+1": "'=1+1", "＝1": "'＝1", "@a": "'@a", "-a": "'-a", "Ann": "Ann", "": ""} {
		if got := textCell(text); got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestNamesThatAreTheSameInOneListAreAProblemOfTheList(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	seats := "/classes/" + class + "/seats"
	for _, names := range []string{"Ava A\nＡva A", "\u00c9lodie\nE\u0301lodie", "Ava  A\nava\u00a0a", "Ｂen T"} {
		teacher.post(seats, "names", names).is(http.StatusUnprocessableEntity).sees(".errors", "is on the list already")
	}
	teacher.post(seats, "names", "Ava A\n\u00c9lodie").is(http.StatusOK).sees("th", "\u00c9lodie")
}

func TestOpenJoiningKeepsAMadeUpNameAsWeWriteIt(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	board := teacher.post("/classes/"+class+"/lessons", "join", "open").path
	user, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	lesson, err := site.db.Lessons.Find(t.Context(), user.ID, strings.TrimPrefix(board, "/lessons/"))
	if err != nil {
		t.Fatal(err)
	}
	seats := "/join/" + lesson.Code + "/seats"
	site.visitor(t).post(seats, "name", "AMBER"+strings.Repeat(" ", 30<<10)+"otter", "password", "amber otter 7").is(http.StatusUnprocessableEntity)
	site.visitor(t).post(seats, "name", "AMBER"+strings.Repeat(" ", 30<<10)+"otter", "password", goodPassword).is(http.StatusOK).sees("#card-name", "amber otter")
	listed, err := site.db.Seats.Of(t.Context(), user.ID, class)
	if err != nil || listed[len(listed)-1].Name != "amber otter" {
		t.Errorf("%+v, %v", listed, err)
	}
}

func TestAPasswordAtASeatIsNotTheNameTheClassOrTheSchool(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, _, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	seat := site.visitor(t).get("/join/"+code).value("input[name=seat]", "value")
	for _, password := range []string{"Amira K 2015", "10b science!", "tyne academy1"} {
		site.visitor(t).post("/join/"+code+"/seats", "seat", seat, "password", password).is(http.StatusUnprocessableEntity)
	}
	site.visitor(t).post("/join/"+code+"/seats", "seat", seat, "password", goodPassword).is(http.StatusOK)
}

func TestAnInvitationGoesOnlyToSomethingThatIsAnAddress(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	admin := site.newTestStaff(t, Admin, site.newTestSchool(t, "Tyne Academy").ID, "head@tyne.test")
	for _, email := range []string{"@", "a@", "@b", "a@b@c", "a\x07@tyne.test", "a@tyne\u202e.test", "Bell <bell@tyne.test>", "a@b, c@d", "bell", "a b@tyne.test"} {
		admin.post("/school/invitations", "email", email).is(http.StatusUnprocessableEntity).sees(".errors", "Type an e-mail address")
	}
	admin.post("/school/invitations", "email", " Bell.O'Neil@Tyne.test ").is(http.StatusOK).sees("body", "bell.o'neil@tyne.test")
}
