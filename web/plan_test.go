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
