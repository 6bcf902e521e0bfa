package web

import (
	"net/http"
	"strings"
	"testing"
)

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

func TestTwoTabsThatDateOneStepShowBothDaysAndKeepThemWithTheNotes(t *testing.T) {
	t.Parallel()
	_, ann, plan := year11(t)
	step := find(ann.post(plan.path+"/steps", "title", "Visit a hospital", "day", "2027-03-01").tree(), ".metro__stop--own .metro__name a")[0]
	address, _ := attributeOf(step, "href")
	one, two, stale := ann.get(address), ann.get(address), ann.get(address)
	one.submit("form.form", "note", "Ask Mr Hall", "day", "2027-03-02")
	both := two.submit("form.form", "title", "Visit the Freeman", "note", "Ask Mrs Shaw", "day", "2027-03-04").
		is(http.StatusUnprocessableEntity).sees(".versions__side", "2 March 2027").sees(".versions__side", "4 March 2027")
	stale.submit("details form", "remove", "yes").is(http.StatusUnprocessableEntity).sees(".errors", "changed somewhere else").sees("#note", "Ask Mr Hall")
	kept := both.submit("#both").sees(".metro__name", "Visit the Freeman").sees(".metro__when", "4 March 2027")
	kept.sees(".metro__note", "Ask Mr Hall").sees(".metro__note", "Ask Mrs Shaw")
	gone := ann.get(address)
	ann.get(address).submit("details form", "remove", "yes").seesNo(".metro__name", "Visit the Freeman")
	gone.submit("form.form", "note", "Ask Dr Lee").is(http.StatusNotFound).sees("#words", "Ask Dr Lee")
}
