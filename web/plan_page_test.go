package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pathways/models"
)

// planBytes is how large a plan of sixty steps may be on the wire.
const planBytes = 25_000

// movingClock is a clock that a test sets.
type movingClock struct{ at time.Time }

func (c *movingClock) now() time.Time { return c.at }

// year11 is a site on 25 November 2026, and a student in Year 11 with the plan to
// be a nurse by a degree.
func year11(t testing.TB) (*Site, *browser, *reply) {
	t.Helper()
	site := newSiteAt(t, (&movingClock{onDay("2026-11-25").Add(12 * time.Hour)}).now)
	ann, _ := site.newTestStudent(t)
	return site, ann, ann.plansToNurse()
}

// plansToNurse says that the student is in Year 11, and saves the plan.
func (b *browser) plansToNurse() *reply {
	b.t.Helper()
	b.get("/where-i-am").submit("form.form", "year", "11", "grade-maths", "5", "grade-english-language", "5").is(http.StatusOK)
	return b.get("/plans/new?role=adult-nurse&route=route-nursing-degree").sees("#now option[selected]", "Year 11").
		submit("#route", "route", "route-nursing-degree").is(http.StatusOK).sees("h1", "Nurse")
}

func TestAPlanStandsBySchoolYearsWithItsDays(t *testing.T) {
	t.Parallel()
	_, ann, plan := year11(t)
	plan.sees(".plan-year__name", "2026/27 · Year 11").sees(".plan-year__name .tag", "you are here").sees(".plan-year__name", "2028/29 · Year 13").sees(".plan-year__name", "2029/30 · After Year 13")
	plan.sees(".metro__when", "usually mid-January 2029").sees(".metro__when", "September 2027 to August 2029").seesNo(".metro__when", "13 January")
	plan.sees(".metro__stop--doing", "GCSEs")
	ann.get(plan.path+"/print").sees(".sheet__title", "2026/27 · Year 11").sees(".sheet__when", "usually mid-January 2029").seesNo(".sheet__when", "usually usually")
}

func TestTheNextThreeAreTheFirstByDay(t *testing.T) {
	t.Parallel()
	_, ann, plan := year11(t)
	three := func(r *reply, want string) {
		t.Helper()
		var got []string
		for _, item := range find(r.tree(), ".ticket__list li") {
			got = append(got, textOf(item))
		}
		if strings.Join(got, " | ") != want {
			t.Errorf("next are %s, want %s", strings.Join(got, " | "), want)
		}
	}
	want := "Visit sixth forms and colleges usually October to November 2026 | Apply to sixth form or college usually September 2026 to March 2027 | Get your GCSE results usually late August 2027"
	three(plan, want)
	three(ann.get("/me"), want)
	ann.post(plan.path+"/steps", "title", "Ask at the hospital", "day", "2026-12-01").is(http.StatusOK)
	three(ann.get("/me"), "Visit sixth forms and colleges usually October to November 2026 | Ask at the hospital on 1 December 2026 | Apply to sixth form or college usually September 2026 to March 2027")
}

func TestWhatIsOverIsSaidAsPassedAndIsNotNext(t *testing.T) {
	t.Parallel()
	clock := &movingClock{onDay("2026-11-25")}
	site := newSiteAt(t, clock.now)
	ann, name := site.newTestStudent(t)
	plan := ann.plansToNurse().seesNo(".metro__when", "passed")
	clock.at = onDay("2026-12-24")
	ann = site.visitor(t)
	ann.get("/sign-in").submit("form.form", "name", name, "password", goodPassword).is(http.StatusOK)
	shown := ann.get(plan.path).is(http.StatusOK).sees(".metro__when", "October to November 2026 passed")
	shown.seesNo(".ticket__list", "Visit sixth forms").sees(".ticket__list", "Apply to sixth form")
}

func TestAnOwnStepMayHaveADayOrASchoolYear(t *testing.T) {
	t.Parallel()
	_, ann, plan := year11(t)
	shown := ann.post(plan.path+"/steps", "title", "Open evening", "day", "2027-03-12").is(http.StatusOK).
		sees(".metro__stop--own .metro__when", "on 12 March 2027").sees(".metro__stop--own", "my own step")
	step := shown.value(".metro__stop--own .metro__name a", "href")
	for day, sentence := range map[string]string{
		"2027-02-30": "This is no day", "12 March": "This is no day", "2019-12-31": "from 2020 to 2045", "2046-01-01": "from 2020 to 2045",
	} {
		ann.post(plan.path+"/steps", "title", "Another", "day", day).is(http.StatusUnprocessableEntity).sees(".field__problem", sentence).seesNo(".metro__name", "Another")
		ann.get(step).submit("form.form", "day", day, "note", "Bring my report").is(http.StatusUnprocessableEntity).
			sees(".field__problem", sentence).sees("#note", "Bring my report")
	}
	ann.get(step).sees(".lead", "on 12 March 2027").submit("form.form", "day", "2028-01-20").is(http.StatusOK).
		sees(".metro__stop--own .metro__when", "on 20 January 2028")
	ann.get(step).submit("form.form", "day", "", "year", "2028").sees(".metro__stop--own .metro__when", "some time in 2028/29")
	ann.get(step).sees("#year option[selected]", "2028/29 · Year 13").submit("form.form", "year", "").sees(".plan-year__name", "Any time")
	ann.get(step).submit("form.form", "year", "1815").is(http.StatusOK).sees(".plan-year__name", "Any time")
}

func TestTheDayOfARoutesStepIsNotAStudentsToChange(t *testing.T) {
	t.Parallel()
	_, ann, plan := year11(t)
	step := plan.value(".metro__stop--date .metro__name a", "href")
	shown := ann.get(step)
	if shown.count("#day") != 0 {
		t.Error("there is an input for the day")
	}
	before := textOf(find(shown.tree(), ".lead")[0])
	ann.post(step, "revision", shown.value("[name=revision]", "value"), "state", "doing", "day", "2027-01-01", "title", "Mine").is(http.StatusOK)
	ann.get(step).sees(".lead", before).seesNo("h1", "Mine")
}

func TestANewPlanSaysInShortHowThePupilStands(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ann, _ := site.newTestStudent(t)
	ann.get("/plans/new?role=adult-nurse").seesNo(".routes__route .small", "met").sees("a", "Say where I am")
	ann.get("/where-i-am").submit("form.form", "year", "11", "grade-maths", "3", "kind-maths", "achieved")
	ann.get("/plans/new?role=adult-nurse").sees(".routes__route .tag", "closed for now").sees(".routes__route .small", "1 gap").sees("a", "Change where I am")
}

func TestTheYearOfAPlanIsKeptAndNothingElseOfWhatWasSaidIsLost(t *testing.T) {
	t.Parallel()
	_, ann, _ := year11(t)
	ann.get("/plans/new?role=podiatrist&year=10").submit("#route", "route", "route-podiatry-degree").is(http.StatusOK).sees(".plan-year__name", "Year 10")
	ann.get("/where-i-am").sees("#year option[selected]", "Year 10").sees("#grade-maths option[selected]", "5")
}

func TestAPlanOfSixtyStepsIsSmallOnTheWire(t *testing.T) {
	t.Parallel()
	site, ann, shown := year11(t)
	id := strings.TrimPrefix(shown.path, "/plans/")
	user := ann.userID()
	plan, err := site.db.Plans.Find(t.Context(), user, id)
	if err != nil {
		t.Fatal(err)
	}
	for n := len(plan.Steps); n < models.MaxSteps; n++ {
		step := models.PlanStep{
			Title: fmt.Sprintf("Step %d of my own: %s", n, strings.Repeat(fmt.Sprint(n), 20)), Note: fmt.Sprintf("What I found out in week %d", n*7),
			StartsOn: fmt.Sprintf("2027-03-%02d", n%28+1), EndsOn: fmt.Sprintf("2027-03-%02d", n%28+1), StartsIn: "Year 11", YearGroup: 11,
		}
		if err := site.db.Plans.AddStep(t.Context(), user, id, &step); err != nil {
			t.Fatal(err)
		}
	}
	got := ann.onTheWire().fetch(shown.path)
	t.Logf("a plan of sixty steps takes %d bytes", got.bytes)
	if got.bytes > planBytes || strings.Count(got.text, `class="metro__tools`) != models.MaxSteps {
		t.Errorf("%d bytes for %d steps", got.bytes, strings.Count(got.text, `class="metro__tools`))
	}
}

// userID is the account that this browser is signed in to.
func (b *browser) userID() int64 {
	b.t.Helper()
	_, user, err := b.site.db.Sessions.Find(b.t.Context(), b.cookies[b.site.cookieName()])
	if err != nil || user == nil {
		b.t.Fatal(err)
	}
	return user.ID
}
