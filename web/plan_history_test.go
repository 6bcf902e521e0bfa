package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pathways/models"
)

// newTestPlan makes a plan by the site's own pages, and answers its page.
func (b *browser) newTestPlan(role string) *reply {
	b.t.Helper()
	return b.get("/plans/new?role="+role).submit("#route", "route", firstRoute(b.t, b.site, role)).is(http.StatusOK)
}

// turn presses the undo or redo button of a plan's page.
func (r *reply) turn(what string) *reply {
	r.t.Helper()
	path, _, _ := strings.Cut(r.path, "#")
	return r.submit("form[action=" + strings.TrimSuffix(path, "/undo") + "/" + what + "]")
}

func TestAChangeIsSaidToBeSavedForAMomentAndNoLonger(t *testing.T) {
	t.Parallel()
	ann, _ := newSite(t).newTestStudent(t)
	plan := ann.newTestPlan("podiatrist")
	ann.post(plan.path+"/steps", "title", "Visit the lab", "year", "10").sees(".just-saved", "Saved. Added “Visit the lab”.").
		sees(".just-saved [role=status]", "Saved")
	ann.post(plan.path+"/sharing", "shared", "yes").sees(".just-saved", "Saved.").seesNo(".just-saved [role=status]", "Visit the lab")
	if r := ann.send(http.MethodPost, plan.path+"/sharing", formOf([]string{"shared", "no"})); strings.Contains(r.header.Get("Location"), "?") {
		t.Errorf("the word travels in %s", r.header.Get("Location"))
	}

	long := newSiteAt(t, func() time.Time { return time.Now().Add(-2 * noticeFor) })
	ben, _ := long.newTestStudent(t)
	plan = ben.newTestPlan("podiatrist")
	if plan.count(".just-saved") != 0 {
		t.Error("a change of long ago is said to be saved just now")
	}
	plan.sees("#changes-last", "Made the plan")
}

func TestUndoIsForWhatTheReaderSawAndSaysSoWhenThatIsOver(t *testing.T) {
	t.Parallel()
	ann, _ := newSite(t).newTestStudent(t)
	plan := ann.newTestPlan("podiatrist")
	ann.post(plan.path+"/steps", "title", "Visit the lab", "year", "10")
	here := ann.get(plan.path)
	ann.post(plan.path+"/steps", "title", "Ask Mr Hall", "year", "10")
	here.turn("undo").is(http.StatusUnprocessableEntity).sees("[role=alert]", "nothing was undone").
		sees(".metro__name", "Visit the lab").sees(".metro__name", "Ask Mr Hall").seesNo(".just-saved", "Saved")
	back := ann.get(plan.path).turn("undo").is(http.StatusOK).seesNo(".metro__name", "Ask Mr Hall").sees(".metro__name", "Visit the lab")
	back = back.turn("undo").is(http.StatusOK).seesNo(".metro__name", "Visit the lab")
	ann.post(plan.path+"/undo", "revision", back.value("form[action="+plan.path+"/redo] input", "value")).is(http.StatusUnprocessableEntity).sees("[role=alert]", "nothing more")
	ann.get(plan.path).turn("redo").sees(".metro__name", "Visit the lab")
}

func TestAnEarlierVersionIsLookedAtAndPutBackOnlyOverTheOneThatWasSeen(t *testing.T) {
	t.Parallel()
	ann, _ := newSite(t).newTestStudent(t)
	plan := ann.newTestPlan("podiatrist")
	ann.post(plan.path+"/steps", "title", "Visit the lab", "year", "10")
	history := ann.get(plan.path+"/history").sees(".history__what", "Added “Visit the lab”").sees(".history__who", "You")
	if n := history.count(".history__entry"); n != 2 {
		t.Fatalf("%d versions", n)
	}
	first := ann.get(plan.path+"/history/1").sees("h1", "My plan as it was").seesNo(".metro__name", "Visit the lab")
	ann.get(plan.path+"/history/2").sees("h1", "My plan as it is").seesNo("button", "Put this one back")
	ann.post(plan.path+"/steps", "title", "Ask Mr Hall", "year", "10")
	first.submit(".head form").is(http.StatusUnprocessableEntity).sees("[role=alert]", "nothing was put back").sees(".history__what", "Ask Mr Hall")
	ann.get(plan.path+"/history/1").submit(".head form").is(http.StatusOK).seesNo(".metro__name", "Ask Mr Hall")
	ann.get(plan.path+"/history").sees(".history__what", "Put back: Made the plan")
	for _, nothing := range []string{"0", "99", "-1", "1x", "18446744073709551617"} {
		ann.get(plan.path + "/history/" + nothing).is(http.StatusNotFound)
		ann.post(plan.path+"/history/"+nothing, "revision", "4").is(http.StatusNotFound)
	}
}

func TestAStepIsMovedWithinItsYearAndToldItsPlace(t *testing.T) {
	t.Parallel()
	ann, _ := newSite(t).newTestStudent(t)
	plan := ann.newTestPlan("podiatrist")
	for _, title := range []string{"A", "B", "C"} {
		ann.post(plan.path+"/steps", "title", title, "year", "9")
	}
	plan = ann.get(plan.path)
	titles := func(r *reply) string {
		all := ""
		for _, node := range find(r.tree(), ".metro__name a") {
			if title := textOf(node); len(title) == 1 {
				all += title
			}
		}
		return all
	}
	plan.sees(".order__place", "3 of 3")
	id := strings.TrimPrefix(plan.value(".metro__stop--own .order button", "id"), "later-")
	there := ann.send(http.MethodPost, plan.path+"/steps/"+id+"/position", formOf([]string{"before", ""}))
	if there.header.Get("Location") != plan.path+"#"+id {
		t.Errorf("leads to %s", there.header.Get("Location"))
	}
	if got := titles(ann.get(plan.path)); got != "BCA" {
		t.Errorf("the order is %s", got)
	}
	other := ann.get(plan.path).value(".metro__stop[data-step]", "id")
	ann.post(plan.path+"/steps/"+id+"/position", "before", other).is(http.StatusUnprocessableEntity).sees("[role=alert]", "was not moved")
	ann.post(plan.path+"/steps/"+id+"/position", "position", "1").is(http.StatusOK)
	if got := titles(ann.get(plan.path)); got != "BCA" {
		t.Errorf("what was refused made the order %s", got)
	}
}

// newTestTalk is a teacher and a pupil with a shared plan, and both addresses.
func (s *Site) newTestTalk(t testing.TB) (teacher, pupil *browser, taught, own string) {
	t.Helper()
	teacher, class, _, code := s.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	pupil = s.visitor(t)
	seats := pupil.get("/join/" + code)
	seat := seats.value("input[name=seat]", "value")
	seats.submit("form.form", "seat", seat, "password", goodPassword)
	own = pupil.newTestPlan("podiatrist").path
	pupil.post(own+"/sharing", "shared", "yes").is(http.StatusOK)
	return teacher, pupil, "/classes/" + class + "/seats/" + seat + own, own
}

func TestTeacherAndPupilWriteAboutASharedPlanAndTheNewestWordIsTold(t *testing.T) {
	t.Parallel()
	teacher, pupil, taught, own := newSite(t).newTestTalk(t)
	pupil.get("/me").seesNo("a", "your teacher wrote")
	teacher.post(taught+"/comments", "text", "Look at the open day\r\nin March").sees(".talk__text", "Look at the open day")
	pupil.get("/me").sees("a", "your teacher wrote")
	pupil.get("/plans").sees(".tag", "your teacher wrote")
	pupil.get(own).sees(".notice", "Your teacher wrote to you").sees("#comments", "new")
	pupil.post(own+"/comments", "text", "I will").sees(".talk__remark--mine", "I will").sees("#comments [role=status]", "Sent").
		seesNo(".notice", "Your teacher wrote to you")
	pupil.get("/me").seesNo("a", "your teacher wrote")
	results := taught[:strings.Index(taught, "/seats/")] + "/results"
	teacher.get(results).sees("#each .tag", "wrote to you")
	teacher.get(taught).sees(".talk__remark", "I will")
	teacher.post(taught+"/comments", "text", "Good").sees(".talk__text", "Good")
	teacher.get(results).seesNo("#each .tag", "wrote to you")
}

func TestACommentIsKeptUpToItsLimitsAndTheTypingIsNotLost(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, pupil, taught, own := site.newTestTalk(t)
	long := strings.Repeat("ä", models.LongestRemark)
	for address, b := range map[string]*browser{taught: teacher, own: pupil} {
		refused := b.post(address+"/comments", "text", long+"!").is(http.StatusUnprocessableEntity).sees(".errors", "1,000 characters")
		if kept := textOf(find(refused.tree(), "#text")[0]); kept != long+"!" {
			t.Errorf("of %d letters %d are kept", len(long)+1, len(kept))
		}
		b.post(address+"/comments", "text", " \r\n ").is(http.StatusUnprocessableEntity).sees(".errors", "Write something first")
		b.post(address+"/comments", "text", "one\u202etwo").is(http.StatusUnprocessableEntity).sees(".errors", "cannot be shown")
		b.post(address+"/comments", "text", long).is(http.StatusOK).sees(".talk__text", long)
	}
	bell, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(taught, "/")
	for range models.MaxComments - 2 {
		if _, err := site.db.Comments.Write(t.Context(), bell.ID, models.SharedPlan{Class: parts[2], Seat: parts[4], Plan: parts[6]}, "x"); err != nil {
			t.Fatal(err)
		}
	}
	pupil.post(own+"/comments", "text", "one more").is(http.StatusUnprocessableEntity).sees(".errors", "a hundred comments").sees("#text", "one more")
}

func TestWhenSharingEndsTheTeacherSeesNothingAndThePupilKeepsTheWords(t *testing.T) {
	t.Parallel()
	teacher, pupil, taught, own := newSite(t).newTestTalk(t)
	said := teacher.post(taught+"/comments", "text", "Look at the open day")
	id := said.value(".talk__remark", "id")
	pupil.post(own+"/sharing", "shared", "no").sees(".talk__text", "Look at the open day").sees("#comments", "Share this plan to write back")
	teacher.get(taught).is(http.StatusNotFound)
	teacher.post(taught+"/comments", "text", "Hello?").is(http.StatusNotFound).sees("#words", "Hello?")
	teacher.post(taught + "/comments/" + id + "/removal").is(http.StatusNotFound)
	pupil.post(own+"/comments", "text", "Nobody reads this").is(http.StatusUnprocessableEntity).sees("#words", "Nobody reads this")
}

func TestATeacherHidesWhatAPupilWroteAndThatIsWrittenDown(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, pupil, taught, own := site.newTestTalk(t)
	id := pupil.post(own+"/comments", "text", "Rude words").value(".talk__remark", "id")
	teacher.get(taught).submit(".talk__remark form", "hide", "yes").sees(".talk__remark summary", "This is hidden")
	pupil.get(own).sees(".talk__remark", "A teacher has hidden this")
	teacher.post(taught+"/comments/"+id+"/hidden", "hide", "no").seesNo(".talk__remark summary", "This is hidden")
	bell, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := site.db.Audit.OfSchool(t.Context(), *bell.SchoolID, 100)
	if err != nil {
		t.Fatal(err)
	}
	plans, err := site.db.Plans.SharedOf(t.Context(), bell.ID, strings.Split(taught, "/")[2], strings.Split(taught, "/")[4])
	if err != nil || len(plans) != 1 {
		t.Fatal(plans, err)
	}
	for _, what := range []string{"hid a comment", "showed a comment"} {
		if n := written(entries, what, bell.ID, plans[0].UserID); n != 1 {
			t.Errorf("%q is written down %d times", what, n)
		}
	}
	pupil.post(own+"/comments/"+id+"/removal").seesNo(".talk", "Rude words")
}

// payloads are what somebody might type to have it run in another's browser.
var payloads = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' hx-get='/sign-out' hx-trigger='load`,
	`{{.Plan}}`, `javascript:alert(1)`, `</textarea><svg onload=alert(1)>`,
}

func TestWhatIsWrittenAboutAPlanIsTextWhereverItStands(t *testing.T) {
	t.Parallel()
	teacher, pupil, taught, own := newSite(t).newTestTalk(t)
	clean := [2]int{pupil.get(own).count("script"), teacher.get(taught).count("script")}
	for _, payload := range payloads {
		pupil.post(own+"/comments", "text", payload).is(http.StatusOK)
		teacher.post(taught+"/comments", "text", payload).is(http.StatusOK)
		pupil.post(own+"/steps", "title", payload, "year", "9").is(http.StatusOK)
		for _, page := range []*reply{
			pupil.get(own), pupil.get(own + "/history"), teacher.get(taught),
			pupil.post(own+"/comments", "text", payload+strings.Repeat("a", models.LongestRemark)).is(http.StatusUnprocessableEntity),
		} {
			page.sees("main", payload)
			if page.count("main script")+page.count("main img")+page.count("main svg[onload]")+page.count("[hx-get='/sign-out']") != 0 {
				t.Errorf("%s runs %s", page.path, payload)
			}
		}
	}
	pupil.newTestPlan("dietitian")
	beside := pupil.get("/plans/beside").sees(".beside__steps", payloads[0])
	if got := [2]int{pupil.get(own).count("script"), teacher.get(taught).count("script")}; got != clean || beside.count("main script") != 0 {
		t.Errorf("there are scripts that are not ours: %v, were %v", got, clean)
	}
}

func TestTwoPlansStandInTheSameRowsAndAForeignOneInNone(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ann, _ := site.newTestStudent(t)
	ann.get("/plans/beside").sees("h2", "You need two plans")
	main := ann.newTestPlan("podiatrist")
	ann.get("/plans/beside").sees("h2", "You need two plans")
	ann.post(main.path+"/steps", "title", "Visit the lab", "year", "9")
	ann.newTestPlan("dietitian")
	third := ann.newTestPlan("adult-nurse")
	beside := ann.get("/plans/beside").submit("form[action='/plans/beside']", "plan", strings.TrimPrefix(third.path, "/plans/"))
	beside.sees(".beside h2", "My main plan: Podiatrist").sees(".beside h2", "Plan B: Nurse (adult)").seesNo(".beside h2", "Dietitian")
	if years, cells := beside.count(".beside-year"), beside.count(".beside__cell"); cells != 2*years || years < 3 {
		t.Errorf("%d years have %d cells", years, cells)
	}
	for _, row := range find(beside.tree(), ".beside-year") {
		text := textOf(row)
		if strings.Contains(text, "Visit the lab") && !strings.Contains(text, "Nothing in this plan") {
			t.Errorf("a row reads %q", text)
		}
	}
	beside.sees(".beside-year", "Visit the lab")
	ben, _ := site.newTestStudent(t)
	foreign := strings.TrimPrefix(ben.newTestPlan("podiatrist").path, "/plans/")
	ann.get("/plans/beside?plan=" + foreign).is(http.StatusNotFound)
	ann.get("/plans/beside?plan=" + strings.TrimPrefix(main.path, "/plans/")).is(http.StatusNotFound)
}

func TestAPlanSaysHowLongItsStepsTakeAndHowMuchIsPaid(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	route, ok := site.careers.Route("route-podiatry-apprenticeship")
	if !ok {
		t.Fatal("there is no such route")
	}
	plan := models.Plan{}
	for _, stage := range route.Stages {
		plan.Steps = append(plan.Steps, models.PlanStep{Kind: models.RouteStep, StepID: stage[0], Months: 12, State: models.Todo})
	}
	side := site.planSide(plan, "Plan B")
	paid := 0
	for i, step := range plan.Steps {
		if known, ok := site.careers.Step(step.StepID); ok && known.Paid() {
			paid++
			plan.Steps[i].State = models.Skip
		}
	}
	if paid == 0 || !strings.HasPrefix(side.Earning, "Paid for ") || !strings.Contains(side.Length, "year") {
		t.Errorf("%d paid steps: %s, %s", paid, side.Length, side.Earning)
	}
	if without := site.planSide(plan, "Plan B"); without.Earning != "No step of it is paid" || without.Length == side.Length {
		t.Errorf("without the paid steps: %s, %s", without.Length, without.Earning)
	}
	for months, want := range map[int]string{0: "Nobody can say", 18: "18 months", 93: "7 years and 9 months"} {
		if got := totalLength(months, false); got != want {
			t.Errorf("%d months are %q", months, got)
		}
	}
	if got := totalLength(24, true); got != "At least 2 years" {
		t.Error(got)
	}
}
