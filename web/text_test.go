package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pathways/models"
)

func TestWhatIsNoTextIsRefusedWhereverItStands(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	for _, bad := range []string{"%00", "a%00b", "%ff", "%c3%28", "%ed%a0%80"} {
		for _, path := range []string{"/roles/" + bad, "/search?q=" + bad, "/search?" + bad + "=1", "/roles?level=2&sector=" + bad} {
			got := ann.send(http.MethodGet, path, nil).is(http.StatusUnprocessableEntity).sees("h1", "could not understand")
			if got.header.Get("Content-Security-Policy") == "" {
				t.Errorf("%s was refused without our headers", path)
			}
		}
		for _, body := range []string{"code=" + bad, bad + "=1"} {
			request := newRequest(http.MethodPost, "/join", body)
			request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			request.Header.Set("Sec-Fetch-Site", "same-origin")
			ann.do(request).is(http.StatusUnprocessableEntity).sees("h1", "could not understand")
		}
	}
	ann.get("/search?q=caf%C3%A9").is(http.StatusOK)
}

func TestAValueThatTheDatabaseRefusesIsTheAskersAndNotOurs(t *testing.T) {
	t.Parallel()
	if got := statusOf(fmt.Errorf("keeping a step: %w", models.ErrInvalid)); got != http.StatusUnprocessableEntity {
		t.Errorf("answered %d", got)
	}
}

func TestNamesThatOthersSeeHideNothing(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Ann\u202eeel", "Ann\u200b", "\u200bAnn", "A\u00adnn", "Ann\u2066", "An\x07n", "A\u2028n", "\u3164", "An\U000e0041n", "\ufeffAnn", "<b>Ann"} {
		if nameProblem(name) == "" {
			t.Errorf("%+q is taken as a name", name)
		}
	}
	for _, name := range []string{"Ann O'Neil-Bell", "Élodie", "Zoë Ó Briain", "अमीरा", "王 芳", "10B Science (set 2)"} {
		if problem := nameProblem(name); problem != "" {
			t.Errorf("%q is refused: %s", name, problem)
		}
	}
}

func TestNotesAndTitlesHoldWordsAndEmojisAndNothingThatTurnsThemRound(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"ask\u202eMr Hall", "a\x1b[2Jb", "a\u2067b", "a\x7f"} {
		if noteProblem(text) == "" || titleProblem(text) == "" {
			t.Errorf("%+q is kept", text)
		}
	}
	for _, text := range []string{"Ask Mr Hall", "Become a 👩‍⚕️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می\u200cخواهم"} {
		if noteProblem(text) != "" || titleProblem(text) != "" {
			t.Errorf("%+q is refused", text)
		}
	}
	if problem := noteProblem("Two\nlines\tand a tab"); problem != "" {
		t.Error(problem)
	}
}

func TestTheFormsRefuseWhatIsUnseen(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	address := "/classes/" + class
	teacher.post("/classes", "name", "10C\u202e Science").is(http.StatusUnprocessableEntity).sees(".errors", "in the name")
	teacher.post(address+"/seats", "names", "Ann\u200bB").is(http.StatusUnprocessableEntity).sees(".errors", "Line 1")
	seat := strings.TrimPrefix(teacher.get(address).value("th a", "href"), address+"/seats/")
	teacher.post(address+"/seats/"+seat+"/name", "name", "Amira\u2066").is(http.StatusUnprocessableEntity).sees(".errors", "in the name")

	ann, _ := site.newTestStudent(t)
	plan := ann.get("/plans/new?role=podiatrist").submit("#route", "route", firstRoute(t, site, "podiatrist"))
	ann.post(plan.path+"/steps", "title", "ask\u202eMr Hall").is(http.StatusUnprocessableEntity).sees(".errors", "cannot be shown")
	ann.get(plan.value(".metro__name a", "href")).submit("form.form", "note", "one\r\ntwo\u202e").
		is(http.StatusUnprocessableEntity).sees(".errors", "cannot be shown")
	ann.get(plan.value(".metro__name a", "href")).submit("form.form", "note", "one\r\ntwo").is(http.StatusOK)
}
