package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"pathways/models"
	"pathways/web/takeaway"
)

// datedPlan keeps a plan of a new student's own, with one step that has a day and
// a note, and one that has neither.
func datedPlan(t testing.TB, site *Site) (ann *browser, userName, address, step string) {
	t.Helper()
	ann, userName = site.newTestStudent(t)
	user, err := site.db.Users.ByUserName(t.Context(), userName)
	if err != nil {
		t.Fatal(err)
	}
	plan := models.Plan{
		RoleID: "podiatrist", RoleName: "Podiatrist", Sector: "primary-healthcare", RouteID: firstRoute(t, site, "podiatrist"),
		RouteName: "Podiatry degree", ContentVersion: site.careers.Version,
		Steps: []models.PlanStep{
			{Kind: models.DateStep, Title: "Open day", StartsIn: "Year 11", YearGroup: 11, StartsOn: "2027-10-14", EndsOn: "2027-10-14", Note: "Ask Mr Hall, he knows"},
			{Kind: models.RouteStep, Title: "Podiatry degree", StartsIn: "After Year 13", YearGroup: 14},
		},
	}
	if err := site.db.Plans.Create(t.Context(), user.ID, &plan); err != nil {
		t.Fatal(err)
	}
	return ann, userName, "/plans/" + plan.PublicID, plan.Steps[0].PublicID
}

// keeps checks that an answer is a file to keep, named by the role and nobody.
func (r *reply) keeps(kind, name string) *reply {
	r.t.Helper()
	r.is(http.StatusOK)
	if got := r.header.Get("Content-Type"); got != kind {
		r.t.Errorf("%s is %s, not %s", r.path, got, kind)
	}
	if got := r.header.Get("Content-Disposition"); got != `attachment; filename="`+name+`"` {
		r.t.Errorf("%s is kept as %s", r.path, got)
	}
	return r
}

func TestAStudentTakesThePlanAwayInThreeFiles(t *testing.T) {
	t.Parallel()
	ann, userName, address, step := datedPlan(t, newSite(t))
	paper := ann.get(address+".pdf").keeps("application/pdf", "my-plan-podiatrist.pdf")
	if !strings.HasPrefix(paper.body, "%PDF-") || !strings.Contains(paper.body, "/StructTreeRoot") {
		t.Errorf("this is no tagged PDF:\n%.100s", paper.body)
	}
	calendar, err := ics.ParseCalendar(strings.NewReader(ann.get(address+".ics").keeps("text/calendar; charset=utf-8; method=PUBLISH", "my-plan-podiatrist.ics").body))
	if err != nil {
		t.Fatal(err)
	}
	entered := false
	for _, event := range calendar.Events() {
		if event.Id() == step+"@pathways.test" {
			entered = strings.Contains(event.GetProperty(ics.ComponentPropertyDescription).Value, "Ask Mr Hall, he knows")
		}
	}
	if !entered {
		t.Error("the day and its note are not in the calendar")
	}
	var document takeaway.Document
	data := ann.get(address+".json").keeps("application/json", "my-plan-podiatrist.json")
	reader := json.NewDecoder(strings.NewReader(data.body))
	reader.DisallowUnknownFields()
	if err := reader.Decode(&document); err != nil {
		t.Fatal(err)
	}
	if document.Plan.Role.ID != "podiatrist" || len(document.Plan.Steps) == 0 || document.Address != testBase+address {
		t.Errorf("the document is %+v", document)
	}
	for _, file := range []*reply{paper, data} {
		if bytes.Contains([]byte(file.body), []byte(userName)) {
			t.Errorf("%s names the student", file.path)
		}
	}
}

func TestThePlansPageLeadsToItsFilesAndSaysWhatTheCalendarHas(t *testing.T) {
	t.Parallel()
	ann, _, address, _ := datedPlan(t, newSite(t))
	shown := ann.get(address)
	for _, ending := range []string{"/print", ".pdf", ".ics", ".json"} {
		if shown.count(`a[href="`+address+ending+`"]`) != 1 {
			t.Errorf("the page has not one link to %s", ending)
		}
	}
	shown.sees(".take__what", "with reminders; the others are not in it.")
	ann.get(address+"/print").is(http.StatusOK).sees(".sheet__note", "Ask Mr Hall, he knows").sees(".sheet__how", "To do")
}

func TestAStudentGetsOnlySoManyDrawnFilesAtOnce(t *testing.T) {
	t.Parallel()
	ann, _, plan, _ := datedPlan(t, newSite(t))
	for range drawingsAtOnce {
		ann.get(plan + ".pdf").is(http.StatusOK)
	}
	ann.get(plan+".pdf").is(http.StatusTooManyRequests).sees("h1", "That was very quick")
	ann.get(plan + ".ics").is(http.StatusOK)
}

func TestAPlanHasNoFilesBesides(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ann, _, address, _ := datedPlan(t, site)
	nothing := ann.get("/no-such-page").is(http.StatusNotFound).body
	for _, path := range []string{address + ".xml", address + ".pdf.pdf", address + ".PDF", address + "pdf", "/plans/.pdf", address + ".json/print", address + ".ics/"} {
		if got := ann.get(path).is(http.StatusNotFound); got.body != nothing {
			t.Errorf("%s reads otherwise than what is not there", path)
		}
	}
}

func TestATeacherTakesAlongTheSharedPlanAndItIsWrittenDown(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	amira := site.visitor(t)
	seats := amira.get("/join/" + code)
	seat := seats.value("input[name=seat]", "value")
	seats.submit("form.form", "seat", seat, "password", goodPassword)
	plan := amira.get("/plans/new?role=podiatrist").submit("#route", "route", firstRoute(t, site, "podiatrist")).path
	amira.post(plan+"/sharing", "shared", "yes")
	shared := "/classes/" + class + "/seats/" + seat + plan
	if teacher.get(shared).count(`a[href="`+shared+`.pdf"]`) != 1 {
		t.Error("the shared plan does not lead to its PDF")
	}
	teacher.get(shared+".pdf").keeps("application/pdf", "plan-podiatrist.pdf")
	amira.post(plan+"/sharing", "shared", "no")
	teacher.get(shared + ".pdf").is(http.StatusNotFound)
	bell, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := site.db.Audit.OfSchool(t.Context(), *bell.SchoolID, 20)
	if err != nil {
		t.Fatal(err)
	}
	exports := 0
	for _, entry := range entries {
		if entry.What == "exported a shared plan" && *entry.ActorID == bell.ID && entry.AboutUserID != nil {
			exports++
		}
	}
	if exports != 1 {
		t.Errorf("%d exports are written down", exports)
	}
}
