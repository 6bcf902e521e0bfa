package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pathways/models"
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

// takes walks through the whole quiz as somebody without scripts.
func (b *browser) takes() *reply {
	b.t.Helper()
	at := b.post("/quiz/attempt", "length", "starter")
	for range 40 {
		switch {
		case strings.HasPrefix(at.path, "/quiz/questions/"):
			value := []string{"2", "-2", "1", "-1", "0"}[len(at.body)%5]
			at = at.submit("form.quiz", "value", value)
		case at.path == "/quiz/choice":
			at = at.submit("form.heart", "sector", "healthcare-science")
		default:
			return at
		}
	}
	b.t.Fatalf("the quiz never ends: %s", at.path)
	return nil
}

func TestAStudentTakesTheQuizAndSeesWhy(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	result := ann.takes().is(http.StatusOK)
	if !strings.HasPrefix(result.path, "/results/") || result.count(".rank") != 5 {
		t.Fatalf("%s shows %d sectors", result.path, result.count(".rank"))
	}
	result.sees("body", "Healthcare Science").sees(".own-choice", "heart")
	other := ann.site.visitor(t).get(result.path)
	other.is(http.StatusNotFound)
}

func TestAVisitorsResultComesAlongToTheAccount(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	result := ann.takes()
	form := ann.get("/sign-up?next=" + result.path)
	form.submit("form.form", "password", goodPassword, "old-enough", "yes")
	ann.get(result.path).is(http.StatusOK)
	ann.get("/me").sees("body", "My results").seesNo("body", "No result yet")
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

func TestSigningUpLeavesAnswersBehindThatNobodyCalledTheirOwn(t *testing.T) {
	t.Parallel()
	shared := newVisitor(t)
	result := shared.takes()
	for _, next := range []string{"", "/plans/new", "/results/another", "/results/"} {
		if n := shared.get("/sign-up?next=" + next).count("input[name=bring][checked]"); n != 0 {
			t.Errorf("ticked for somebody who comes from %q", next)
		}
	}
	card := shared.get("/sign-up").submit("form.form", "password", goodPassword, "old-enough", "yes", "next", result.path)
	shared.get(card.value(".row a", "href")).is(http.StatusOK).sees("body", "No result yet")
	shared.get(result.path).is(http.StatusNotFound)
}

func TestFinishAndClearLeavesNothingForTheNextPupil(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	result := ann.takes()
	ann.post("/quiz/clear").sees("body", "gone from this computer")
	ann.get(result.path).is(http.StatusNotFound)
}

func TestPupilsAreToldAllThatTheirTeacherSees(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, _, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	amira := site.visitor(t)
	seats := amira.get("/join/" + code)
	seats.submit("form.form", "seat", seats.value("input[name=seat]", "value"), "password", goodPassword)
	ann, _ := site.newTestStudent(t)
	for _, got := range []*reply{seats, amira.get("/quiz"), ann.get("/quiz")} {
		notice := textOf(find(got.tree(), ".notice")[0])
		for _, seen := range []string{"result with its reasons", "own choice", "That’s not me", "a plan"} {
			if !strings.Contains(notice, seen) {
				t.Errorf("%s does not say that the teacher sees %q: %s", got.path, seen, notice)
			}
		}
		if n := len(strings.Fields(notice)); n > 60 {
			t.Errorf("%s says it in %d words", got.path, n)
		}
	}
	site.visitor(t).get("/privacy").sees("td", "the result with its reasons, your own choice, and what you said about “that’s not me”")
}

func TestHelpStandsBesideEachBoxForWhatIsNotMe(t *testing.T) {
	t.Parallel()
	result := newVisitor(t).takes()
	boxes, ids := find(result.tree(), "textarea[name=note]"), map[string]bool{}
	if len(boxes) == 0 {
		t.Fatal("no box")
	}
	for _, box := range boxes {
		id, _ := attributeOf(box, "id")
		hint, _ := attributeOf(box, "aria-describedby")
		if ids[id] {
			t.Errorf("two boxes are called %s", id)
		}
		ids[id] = true
		result.sees("#"+hint, "Childline free on 0800 1111")
	}
}

func TestACodeWorksAfterTheNextPupilSignedInOnTheComputer(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, name := site.newTestStudent(t)
	shared := site.visitor(t)
	result := shared.takes()
	code := textOf(find(shared.get("/quiz/code").submit("form.form").tree(), "#code")[0])
	shared.get("/sign-in").submit("form.form", "name", name, "password", goodPassword).is(http.StatusOK)
	shared.get(result.path).is(http.StatusNotFound)
	back := site.visitor(t).get("/quiz/resume").submit("form.form", "code", code).is(http.StatusOK)
	if back.path != result.path {
		t.Errorf("the code leads to %s, not %s", back.path, result.path)
	}
}

func TestAStudentsWayBackIsTheAccountAndNoCode(t *testing.T) {
	t.Parallel()
	ann, _ := newSite(t).newTestStudent(t)
	question := ann.post("/quiz/attempt", "length", "starter").seesNo("a", "Carry on somewhere else")
	for _, got := range []*reply{ann.get("/quiz/code"), ann.post("/quiz/code", "attempt", question.value("input[name=attempt]", "value"))} {
		if got.path != question.path {
			t.Errorf("a code is offered at %s", got.path)
		}
	}
	ann.site.visitor(t).post("/quiz/attempt", "length", "starter").sees("a", "Carry on somewhere else")
}

func TestStartingAgainLeavesTheOldAnswersAsideOnlyWhenAskedTo(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	first := ann.post("/quiz/attempt", "length", "full")
	second := first.submit("form.quiz", "value", "2").sees(".progress__words", "2 of 34")
	for _, again := range []string{"", "yes"} {
		if got := ann.post("/quiz/attempt", "length", "full", "again", again); got.path != second.path {
			t.Errorf("again=%q leads to %s", again, got.path)
		}
	}
	start := ann.get("/quiz").sees("button", "Start again from the first question")
	if got := start.submit("#start"); got.path != first.path || got.value("input[name=attempt]", "value") == first.value("input[name=attempt]", "value") {
		t.Errorf("starting again leads to %s", got.path)
	}
	ann.get("/quiz/questions/1").seesNo("body", "You said")
}

func TestEveryQuestionIsKeptAndBackShowsTheAnswer(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	first := ann.post("/quiz/attempt", "length", "full").sees(".progress__words", "1 of 34")
	second := first.submit("form.quiz", "value", "2").sees(".progress__words", "2 of 34")
	ann.get("/quiz/questions/1").sees(".question__said", "Really like it").submit("form.quiz", "value", "-1").sees(".progress__words", "2 of 34")
	ann.get("/quiz/questions/1").sees(".question__said", "Dislike it")
	ann.get("/quiz/attempt").sees("h1", textOf(find(second.tree(), "h1")[0]))
	ann.get("/quiz/questions/1").submit("form.quiz").is(http.StatusUnprocessableEntity).sees(".errors", "Choose how you would feel")
}

func TestAnAnswerToHTMXIsTheNextQuestionAndNoMore(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	first := ann.post("/quiz/attempt", "length", "full")
	next := ann.withHTMX().send(http.MethodPost, "/quiz/answers", formOf([]string{
		"attempt", first.value("input[name=attempt]", "value"), "item", first.value("input[name=item]", "value"), "value", "1",
	})).is(http.StatusOK)
	if next.header.Get("HX-Push-Url") != "/quiz/questions/2" || strings.Contains(next.body, "<html") {
		t.Errorf("%v\n%s", next.header, next.body)
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

func TestCodesThatDoNotWorkEachSaySo(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, _, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	site.visitor(t).post("/join", "code", "AAAA AAAA").is(http.StatusUnprocessableEntity).sees(".errors", "No lesson has this code").seesNo("body", "Tyne")
	teacher.post("/lessons/" + lesson + "/end")
	site.visitor(t).post("/join", "code", code).is(http.StatusUnprocessableEntity).sees(".errors", "closed for joining").seesNo("body", "Tyne")
}

func TestThePlanIsTheTeachersToReadOnlyWhenItIsShared(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	amira := site.visitor(t)
	seats := amira.get("/join/" + code)
	seat := seats.value("input[name=seat]", "value")
	seats.submit("form.form", "seat", seat, "password", goodPassword)
	plan := amira.get("/plans/new?role=podiatrist").submit("#route", "route", firstRoute(t, site, "podiatrist")).sees("h1", "Podiatrist")
	address := "/classes/" + class + "/seats/" + seat + strings.TrimSuffix(plan.path, "")
	teacher.get(address).is(http.StatusNotFound)
	amira.post(plan.path+"/sharing", "shared", "yes")
	teacher.get(address).is(http.StatusOK).sees("h1", "Podiatrist")
	amira.post(plan.path+"/sharing", "shared", "no")
	teacher.get(address).is(http.StatusNotFound)
}

func firstRoute(t testing.TB, s *Site, roleID string) string {
	t.Helper()
	role, ok := s.careers.Role(roleID)
	if !ok {
		t.Fatal(roleID)
	}
	return role.Routes[0]
}

func TestTwoTabsLoseNoWords(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ann, _ := site.newTestStudent(t)
	plan := ann.get("/plans/new?role=podiatrist").submit("#route", "route", firstRoute(t, site, "podiatrist"))
	step := plan.value(".metro__name a", "href")
	one, two := ann.get(step), ann.get(step)
	one.submit("form.form", "note", "Ask Mr Hall", "state", "doing")
	both := two.submit("form.form", "note", "Ask Mrs Shaw", "state", "todo").is(http.StatusUnprocessableEntity).sees("body", "Ask Mr Hall").sees("body", "Ask Mrs Shaw")
	if both.count("form") < 3 {
		t.Error("there is no way to keep both")
	}
	ann.get(plan.path).sees(".metro__note", "Ask Mr Hall")
}

func TestEveryPageOfTheCatalogueIsDrawn(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	for _, path := range []string{"/", "/sectors", "/roles", "/employers", "/search?q=microbiolgy", "/privacy", "/accessibility", "/cookies", "/compare?role=podiatrist&role=adult-nurse"} {
		ann.get(path).is(http.StatusOK)
	}
	for i := range ann.site.careers.Sectors {
		ann.get(ann.site.careers.Sectors[i].Path()).is(http.StatusOK)
	}
	for i := range ann.site.careers.Specialisms {
		ann.get(ann.site.careers.Specialisms[i].Path()).is(http.StatusOK)
	}
	for i := range ann.site.careers.Roles {
		role := &ann.site.careers.Roles[i]
		got := ann.get(role.Path()).is(http.StatusOK).sees("h1", role.Name)
		if got.count(".sources li") == 0 || got.count(".metro") == 0 {
			t.Errorf("%s has no source or no way in", role.ID)
		}
	}
}

func TestSearchForgivesSlipsAndMarksWhatItFound(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.get("/search?q=podiatirst").sees("h2 mark", "Podiatrist")
	ann.get("/search?q=zzzzzz").sees("h2", "Nothing found")
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

func TestNothingIsRevealedWhileFewerThanFiveHaveFinished(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	address := teacher.post("/classes/"+class+"/lessons", "join", "open").path
	user, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	revealed := func() bool {
		lesson, err := site.db.Lessons.Find(t.Context(), user.ID, strings.TrimPrefix(address, "/lessons/"))
		if err != nil {
			t.Fatal(err)
		}
		return lesson.RevealedAt != nil
	}
	lesson, err := site.db.Lessons.Find(t.Context(), user.ID, strings.TrimPrefix(address, "/lessons/"))
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"amber otter", "amber seal", "amber fox", "amber yak", "amber owl"} {
		teacher.post(address + "/reveal").is(http.StatusOK)
		if revealed() {
			t.Fatalf("revealed after %d", i)
		}
		site.finishes(t, lesson, name, "healthcare-science")
	}
	teacher.post(address + "/reveal").is(http.StatusOK)
	if !revealed() {
		t.Error("not revealed after five")
	}
}

func TestTheResultPageRanksAsTheScoreDoes(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	token, session, err := site.db.Sessions.Start(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	ann := site.visitor(t)
	ann.cookies[site.cookieName()] = token
	owner := models.Owner{SessionID: session.ID}
	maker := &worldMaker{t: t, site: site}
	attempt, err := site.db.Attempts.Find(t.Context(), owner, maker.attempt(owner, true).PublicID)
	if err != nil {
		t.Fatal(err)
	}
	it, err := site.sit(attempt)
	if err != nil {
		t.Fatal(err)
	}
	shown := find(ann.get("/results/"+attempt.PublicID).is(http.StatusOK).tree(), ".rank")
	ranking := it.quiz.Score(it.sheet)
	if !ranking.Ranked || len(shown) != len(ranking.Sectors) {
		t.Fatalf("ranked: %v, and %d sectors are shown", ranking.Ranked, len(shown))
	}
	for i, sector := range ranking.Sectors {
		if !strings.Contains(textOf(shown[i]), sector.Name) {
			t.Errorf("in place %d stands %q, and the score says %s", i+1, textOf(shown[i]), sector.Name)
		}
	}
}

func TestThePublicFiguresAreThoseOfTheFairnessProgram(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	report := measured()
	ann.site.fairness.Store(&report)
	page := ann.get("/how-this-works").is(http.StatusOK)
	for _, row := range report.Firmness() {
		page.sees("tr", row.Words+" "+row.Mild+" "+row.Medium+" "+row.Random)
	}
	for _, sector := range ann.site.careers.Sectors {
		page.sees("tr", fmt.Sprintf("%s %.1f", sector.Name, report.FirstPlaces["random"][sector.ID]))
	}
}
