package web

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pathways/models"
)

// newAskedClass is a class on 25 November 2026, a Wednesday, with Amira in it.
func newAskedClass(t *testing.T) (site *Site, teacher, amira *browser, class string) {
	t.Helper()
	site = newSiteAt(t, (&movingClock{onDay("2026-11-25").Add(12 * time.Hour)}).now)
	teacher, id, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	amira, _ = site.takesSeat(t, code)
	return site, teacher, amira, "/classes/" + id
}

func TestAClassIsAskedAPupilSaysItIsDoneAndTheTeacherSeesWho(t *testing.T) {
	t.Parallel()
	_, teacher, amira, class := newAskedClass(t)
	amira.get("/me").seesNo("h2", "Your class is asked to")
	teacher.get(class+"/results").sees("#follow-ups", "nothing at the moment").
		submit("form[action='"+class+"/follow-ups']", "text", "Add two actions", "day", "2026-11-27").is(http.StatusOK).
		sees("#follow-ups li", "Add two actions").sees("#follow-ups li", "by Friday 27 November · 0 of 2")
	done := amira.get("/me").sees("#asked li", "10B Science · by Friday 27 November").submit("#asked form").sees("#asked .tag", "done")
	who := teacher.get(class+"/results").sees("#follow-ups li", "1 of 2").value("#follow-ups li a", "href")
	teacher.get(who).sees("section", "Done Amira K , 25 November 2026").sees("section", "Not yet Ben T")
	done.submit("#asked form").seesNo("#asked .tag", "done")
	teacher.get(who).sees("section", "Not yet Amira K").
		submit("form[action='"+who+"/closing']").is(http.StatusOK).sees("#follow-ups", "nothing at the moment")
	amira.get("/me").seesNo("h2", "Your class is asked to")
	teacher.get(who).sees("header", "closed on 25 November 2026").seesNo("button", "Close it")
}

func TestAFollowUpIsRefusedWithASentenceAndTheTypingKept(t *testing.T) {
	t.Parallel()
	_, teacher, _, class := newAskedClass(t)
	long := strings.Repeat("ä", models.LongestFollowUp)
	for _, bad := range []struct{ text, day, says string }{
		{" ", "", "Say what the class"},
		{long + "!", "", "Use 300 characters"},
		{"Add\u202e two", "", "cannot be shown"},
		{"Add two", "2026-11-24", "This day is over"},
		{"Add two", "Friday", "This is no day"},
		{"Add two", "2055-01-01", "Choose a day"},
	} {
		again := teacher.post(class+"/follow-ups", "text", bad.text, "day", bad.day).is(http.StatusUnprocessableEntity).sees(".errors", bad.says)
		if got := again.value("#text", "value"); got != strings.TrimSpace(bad.text) || again.value("#day", "value") != bad.day {
			t.Errorf("%q is lost, the box holds %q", bad.text, got)
		}
	}
	for range models.MaxFollowUps {
		teacher.post(class+"/follow-ups", "text", long, "day", "2026-11-25").is(http.StatusOK)
	}
	teacher.post(class+"/follow-ups", "text", "One more").is(http.StatusUnprocessableEntity).sees(".errors", "20 things already")
}

func TestWhatAClassIsAskedIsTextWhereverItStands(t *testing.T) {
	t.Parallel()
	_, teacher, amira, class := newAskedClass(t)
	for _, payload := range payloads {
		teacher.post(class+"/follow-ups", "text", payload).is(http.StatusOK)
		who := teacher.get(class+"/results").value("#follow-ups li a", "href")
		for _, page := range []*reply{
			amira.get("/me"), teacher.get(class + "/results"), teacher.get(who), teacher.get(class + "/evidence"),
			teacher.post(class+"/follow-ups", "text", payload, "day", "x").is(http.StatusUnprocessableEntity),
		} {
			page.sees("main", payload)
			if page.count("main script")+page.count("main img")+page.count("main svg[onload]")+page.count("[hx-get='/sign-out']") != 0 {
				t.Errorf("%s runs %s", page.path, payload)
			}
		}
	}
}

func TestTheWordsForADaySayWhereItIsFromToday(t *testing.T) {
	t.Parallel()
	today := onDay("2026-11-25")
	for day, want := range map[string]string{
		"": "", "2026-11-24": "it was for Tuesday 24 November", "2026-11-25": "by today, Wednesday 25 November",
		"2026-11-26": "by tomorrow, Thursday 26 November", "2026-12-04": "by Friday 4 December", "2027-01-13": "by Wednesday 13 January 2027",
	} {
		if got := dueWords(day, today); got != want {
			t.Errorf("%q is %q, want %q", day, got, want)
		}
	}
}

func TestTheListOfResultsIsFilteredAndOrderedByItsAddressAlsoWhenItRefreshes(t *testing.T) {
	t.Parallel()
	_, teacher, amira, class := newAskedClass(t)
	teacher.post(class+"/seats", "names", "Élodie B\naaron Z")
	listed := func(query string) string {
		t.Helper()
		var names []string
		page := teacher.get(class + "/results" + query)
		for _, node := range find(page.tree(), "#each th a") {
			names = append(names, textOf(node))
		}
		refresh := page.value("#picture", "hx-get")
		again := teacher.withHTMX().get(strings.Replace(refresh, "stamp=", "stamp=old-", 1))
		if got, want := again.count("#each th a"), len(names); got != want || again.value("#picture", "hx-get") != refresh {
			t.Errorf("%s refreshes to %d of %d names by %s", query, got, want, refresh)
		}
		return strings.Join(names, ", ")
	}
	is := func(query, want string) {
		t.Helper()
		if got := listed(query); got != want {
			t.Errorf("%q lists %s, want %s", query, got, want)
		}
	}
	is("", "Amira K, Ben T, Élodie B, aaron Z")
	is("?who=nonsense&sort=<b>", "Amira K, Ben T, Élodie B, aaron Z")
	is("?sort=name", "aaron Z, Amira K, Ben T, Élodie B")
	amira.takes()
	is("?who=not-finished", "Ben T, Élodie B, aaron Z")
	is("?who=not-finished&sort=name", "aaron Z, Ben T, Élodie B")
	is("?who=no-plan", "Amira K, Ben T, Élodie B, aaron Z")
	amira.newTestPlan("podiatrist")
	is("?who=no-plan&sort=sector", "Ben T, Élodie B, aaron Z")
	teacher.get(class+"/results?who=no-plan&sort=name").sees("nav a[aria-current]", "Who has no plan").sees(".each__order a[aria-current]", "Name").
		sees("caption", "3 of 4 students")
	if at := teacher.get(class+"/results?who=no-plan&sort=name").value("#sort-sector", "href"); at != class+"/results?who=no-plan&sort=sector#each" {
		t.Errorf("another order leads to %s", at)
	}
}
