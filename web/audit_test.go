package web

import (
	"net/http"
	"strings"
	"testing"

	"pathways/models"
)

func TestWhatIsDoneToAccountsAndSeatsIsWrittenDownWithoutNames(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	bell, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	seats := site.visitor(t).get("/join/" + code)
	seat := seats.value("input[name=seat]", "value")
	card := seats.submit("form.form", "seat", seat, "password", goodPassword).sees("h1", "You are in")
	userName, recovery := textOf(find(card.tree(), "#card-name")[0]), textOf(find(card.tree(), "#card-code")[0])
	pupil, err := site.db.Users.ByUserName(t.Context(), userName)
	if err != nil {
		t.Fatal(err)
	}
	site.visitor(t).get("/recovery").submit("form.form", "name", userName, "code", recovery, "password", "a brand new one").is(http.StatusOK)
	token, err := site.db.Links.Create(t.Context(), &models.Link{Kind: models.Reset, Who: models.Student, UserID: &pupil.ID})
	if err != nil {
		t.Fatal(err)
	}
	site.visitor(t).get("/resets/"+token).submit("form.form", "password", "another brand new one").is(http.StatusOK)
	address := "/classes/" + class + "/seats/" + seat
	teacher.post(address+"/name", "name", "Amira Khan").is(http.StatusOK)
	teacher.post(address + "/release").is(http.StatusOK)
	teacher.post(address + "/removal").is(http.StatusOK)

	entries, err := site.db.Audit.OfSchool(t.Context(), *bell.SchoolID, 100)
	if err != nil {
		t.Fatal(err)
	}
	for what, want := range map[string][2]int64{ // who did it, and to whom
		"accepted an invitation":         {bell.ID, bell.ID},
		"used the recovery code":         {pupil.ID, pupil.ID},
		"used a link for a new password": {pupil.ID, pupil.ID},
		"renamed a seat":                 {bell.ID, pupil.ID},
		"set a seat free":                {bell.ID, pupil.ID},
		"took a seat out of a class":     {bell.ID, 0}, // it was free by then
	} {
		if n := written(entries, what, want[0], want[1]); n != 1 {
			t.Errorf("%q is written down %d times: %+v", what, n, entries)
		}
	}
	for _, entry := range entries {
		if strings.Contains(entry.Detail, "Amira") || strings.Contains(entry.What, "Amira") {
			t.Errorf("a name stands in %+v", entry)
		}
	}
}

// written counts the entries about what one person did to another, 0 for nobody.
func written(entries []models.AuditEntry, what string, actor, about int64) int {
	is := func(id *int64, want int64) bool { return id == nil && want == 0 || id != nil && *id == want }
	n := 0
	for _, entry := range entries {
		if entry.What == what && is(entry.ActorID, actor) && is(entry.AboutUserID, about) {
			n++
		}
	}
	return n
}
