package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pathways/models"
)

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

func TestTheTabSaysWhichQuestionItIs(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	first := ann.post("/quiz/attempt", "length", "starter").sees("title", "Question 1 of 16 · Pathways")
	if n := first.count("title"); n != 1 {
		t.Errorf("a page has %d titles", n)
	}
	next := ann.withHTMX().post("/quiz/answers", "attempt", first.value("input[name=attempt]", "value"), "item", first.value("input[name=item]", "value"), "value", "1")
	next.sees("title", "Question 2 of 16 · Pathways").sees("h1", "")
	ann.withHTMX().get("/quiz/questions/1").sees("title", "Question 1 of 16 · Pathways")
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
	asked := ann.get(ann.get("/").value(".who a.who__button", "href")).sees("li", "Your result of")
	ann.get(result.path).is(http.StatusOK)
	asked.submit("form[action='/quiz/clear']").sees("body", "gone from this computer")
	ann.get(result.path).is(http.StatusNotFound)
	ann.get("/quiz/clear").seesNo("h1", "Finish and clear")
}

func TestWhoeverFinishesIsOfferedACodeBeforeAnythingIsGone(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	begun := ann.post("/quiz/attempt", "length", "starter").path
	ann.post("/where-i-am", "year", "10", "grade-maths", "6")
	asked := ann.get("/quiz/clear").sees("li", "The answers of the quiz you began").sees("li", "Where I am")
	code := textOf(find(asked.submit("form[action='/quiz/code']").tree(), "#code")[0])
	again := ann.get("/quiz/clear").sees("h2", "Your code still opens this").sees("li", "Where I am")
	if again.count("form[action='/quiz/code']") != 0 {
		t.Error("a second code is offered, which would shut the first")
	}
	again.submit("form[action='/quiz/clear']")
	if back := ann.get("/quiz/resume").submit("form.form", "code", code).is(http.StatusOK); back.path != begun {
		t.Errorf("the code leads to %s, not %s", back.path, begun)
	}
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

func TestItIsSaidHowLongACodeWorks(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.post("/quiz/attempt", "length", "starter")
	months := fmt.Sprintf("%d months after", models.ResumeMonths)
	ann.get("/quiz/code").submit("form.form").sees(".code-card", months)
	ann.get("/quiz/clear").sees("p", months)
	ann.get("/privacy").sees("p", months).sees("li", months)
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
