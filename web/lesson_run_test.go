package web

import (
	"net/http"
	"strings"
	"testing"
	"time"
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

func TestAPauseHoldsAfterTheLastQuestionToo(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	lesson, code := teacher.runs(class, "join", "list")
	amira := site.visitor(t)
	amira.joins(code)
	at := amira.post("/quiz/attempt")
	for at.count(".question") > 0 {
		at = amira.post("/quiz/answers", "attempt", at.value("input[name=attempt]", "value"), "item", itemOf(at.body), "value", "1")
	}
	attempt := at.sees("h1", "If you had to pick today?").value("input[name=attempt]", "value")
	turn := func() { teacher.get(lesson).submit("form[action='" + lesson + "/pause']") }
	turn()
	amira.get("/quiz/choice").sees("h1", "Pause")
	amira.post("/quiz/choice", "attempt", attempt, "sector", "healthcare-science").sees("h1", "Pause")
	amira.post("/quiz/finish", "attempt", attempt).sees("h1", "Pause")
	amira.get("/quiz/finish").sees("h1", "Pause")
	turn()
	amira.get("/quiz/choice").sees("h1", "If you had to pick today?")
	amira.post("/quiz/finish", "attempt", attempt).sees("body", "Healthcare Science")
}

func TestNobodyIsStuckBecauseTheLessonStoodStill(t *testing.T) {
	t.Parallel()
	clock := &movingClock{time.Now()}
	site := newSiteAt(t, clock.now)
	teacher, _, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	amira := site.visitor(t)
	amira.joins(code)
	first := amira.post("/quiz/attempt")
	amira.post("/quiz/answers", "attempt", first.value("input[name=attempt]", "value"), "item", itemOf(first.body), "value", "1")
	lesson = "/lessons/" + lesson
	later := func(by time.Duration) *reply {
		clock.at = clock.at.Add(by)
		return teacher.get(lesson)
	}
	pause := "form[action='" + lesson + "/pause']"
	later(time.Minute).sees("tr", "question 2 of 16").submit(pause)
	later(10*time.Minute).sees("tr", "question 2 of 16").submit(pause)
	later(time.Minute).sees("tr", "question 2 of 16")
	later(90*time.Second).sees("tr", "stuck 2 minutes on 2")
}

func TestWhatWasBegunAloneGoesOnInTheLesson(t *testing.T) {
	t.Parallel()
	for length, want := range map[string]string{"starter": "question 2 of 16", "full": "question 1 of 16"} {
		t.Run(length, func(t *testing.T) {
			t.Parallel()
			site := newSite(t)
			teacher, class, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
			amira := site.visitor(t)
			amira.joins(code)
			teacher.post("/lessons/" + lesson + "/end")
			alone := amira.post("/quiz/attempt", "length", length)
			amira.post("/quiz/answers", "attempt", alone.value("input[name=attempt]", "value"), "item", itemOf(alone.body), "value", "1")
			now, _ := teacher.runs(class, "join", "list")
			amira.get("/quiz/attempt").sees("h1", "What would you enjoy?").submit("#start").sees(".question", "How would you feel")
			teacher.get(now).sees("tr", want)
		})
	}
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
