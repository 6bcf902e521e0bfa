package web

import (
	"net/http"
	"strings"
	"testing"
)

// joins takes the first free name of the list with a code.
func (b *browser) joins(code string) (seat string) {
	b.t.Helper()
	seats := b.get("/join/" + code)
	seat = seats.value("input[name=seat]", "value")
	seats.submit("form.form", "seat", seat, "password", goodPassword)
	return seat
}

// runs starts another lesson of a class and returns its address and code.
func (b *browser) runs(class string, fields ...string) (lesson, code string) {
	b.t.Helper()
	lesson = b.post("/classes/"+class+"/lessons", append([]string{"length", "starter"}, fields...)...).sees("h1", "Lesson now").path
	board := b.get(lesson + "/board")
	return lesson, strings.ReplaceAll(strings.TrimSpace(textOf(find(board.tree(), ".wall__code")[0])), "-", "")
}

func TestAPausedLessonKeepsTheAnswerAndGoesOnByItself(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, _, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	amira := site.visitor(t)
	amira.joins(code)
	first := amira.post("/quiz/attempt").sees(".progress", "1")
	attempt, item := first.value("input[name=attempt]", "value"), itemOf(first.body)

	teacher.get("/lessons/"+lesson).submit("form[action='/lessons/"+lesson+"/pause']").sees(".notice", "Paused")
	amira.post("/quiz/answers", "attempt", attempt, "item", item, "value", "1").sees("h1", "Pause")
	amira.get("/quiz/questions/1").sees("h1", "Pause")
	if looked := amira.withHTMX().get(pausePath); looked.status != http.StatusNoContent {
		t.Errorf("looking during the pause answers %d", looked.status)
	}
	teacher.get("/lessons/"+lesson).sees("tr", "question 2 of 16").submit("form[action='/lessons/"+lesson+"/pause']").seesNo(".notice", "Paused")
	if to := amira.withHTMX().get(pausePath).header.Get("HX-Redirect"); to != "/quiz/questions/2" {
		t.Errorf("after the pause the page goes to %q", to)
	}
	amira.get("/quiz/questions/1").sees(".question__said", "You said")
}

func TestHeldResultsOpenForAllAtOnceAndAtTheLatestWithTheEnd(t *testing.T) {
	t.Parallel()
	for how, opens := range map[string]string{"reveal": "/reveal", "end": "/end"} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			site := newSite(t)
			teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
			lesson, code := teacher.runs(class, "join", "list", "results", "held")
			amira := site.visitor(t)
			amira.joins(code)
			result := strings.TrimSuffix(amira.takes().sees("h1", "You have finished").path, "/held")
			amira.get(result).sees("h1", "You have finished")
			amira.get(result+"?without=q01").sees("h1", "You have finished")
			amira.post(result+"/disputes", "item", "q01", "note", strings.Repeat("n", longestNote+1)).sees("h1", "You have finished")
			amira.get("/me").sees("body", "Your teacher opens it soon")
			teacher.get("/classes/"+class+"/results").sees("caption", "1 student")

			teacher.post(lesson + opens)
			if to := amira.withHTMX().get(result + "/held").header.Get("HX-Redirect"); to != result {
				t.Errorf("the waiting page goes to %q", to)
			}
			amira.get(result).seesNo("h1", "You have finished").sees("body", "Healthcare Science")
		})
	}
}

func TestNobodyGetsIntoALessonThatTheTeacherApprovesBeforeTheyAreLetIn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	lesson, code := teacher.runs(class, "join", "approval")
	amira := site.visitor(t)
	seat := amira.joins(code)
	amira.get("/quiz").sees("h1", "Nearly in")
	amira.post("/quiz/attempt").sees("h1", "Nearly in")
	live := teacher.get(lesson+"?sort=need").sees("tr", "waits for you to let them in")
	live.submit("form[action='/classes/"+class+"/seats/"+seat+"/admission']").sees("tr", "joined")
	if to := amira.withHTMX().get(waitingPath).header.Get("HX-Redirect"); to != "/quiz" {
		t.Errorf("the waiting page goes to %q", to)
	}
	amira.post("/quiz/attempt").sees(".progress", "1")
	teacher.get(lesson).sees("tr", "question 1 of 16")
}

func TestAHandThatIsUpComesFirstUntilTheTeacherHasHelped(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	amira, ben := site.visitor(t), site.visitor(t)
	amira.joins(code)
	seat := ben.joins(code)
	ben.post("/quiz/attempt").submit("form.hand").sees(".hand", "Your teacher knows")
	live := teacher.get("/lessons/"+lesson+"?sort=need").sees(".counts", "needs help")
	if first := textOf(find(live.tree(), "tbody tr th")[0]); !strings.Contains(first, "Ben T") {
		t.Errorf("first is %q", first)
	}
	live.submit("form[action='/classes/"+class+"/seats/"+seat+"/help']").seesNo(".counts", "help")
	ben.get("/quiz/questions/1").seesNo(".hand", "Your teacher knows")
}

func TestAStreamTellsOfAChangeAndEndsWithTheSession(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, _, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	site.streams.last = usualPace.last
	w := teacher.onTheWire()
	events := w.stream("/lessons/" + lesson + "/events")
	if first := <-events; first != "beat" {
		t.Fatalf("the stream begins with %q", first)
	}
	site.visitor(t).joins(code)
	for event := range events {
		if event == "changed" {
			break
		}
	}
	teacher.post("/sign-out")
	for range events { // it ends, or the test never does
	}
}
