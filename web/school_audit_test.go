package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"pathways/models"
)

func TestAnAdminFindsWhatWasDoneByWhatWhoAndDay(t *testing.T) {
	t.Parallel()
	site, okafor, _, bell, school := newTestStaffRoom(t)
	class, _, code := bell.opensClass("bell@tyne.test", "Amira K", "Ben T")
	site.visitor(t).joins(code)
	seat := bell.get("/classes/"+class).value("tbody th a", "href")
	bell.get(seat)
	amira, err := site.db.Seats.Find(t.Context(), staffOf(t, site, "bell@tyne.test").ID, class, seat[strings.LastIndex(seat, "/")+1:])
	if err != nil {
		t.Fatal(err)
	}
	pupil, err := site.db.Users.Find(t.Context(), *amira.UserID)
	if err != nil {
		t.Fatal(err)
	}
	all := okafor.get("/school/audit").sees("#audit tr", "looked at a result").sees("#audit tr", "Ms Bell").sees("#audit tr", pupil.UserName)
	all.seesNo("body", "Amira")
	form := "form.audit-form"
	all.submit(form, "what", "looked at a result").sees("caption", "1 entry").seesNo("#audit tr", "signed in")
	all.submit(form, "who", staffOf(t, site, "bell@tyne.test").PublicID, "what", "accepted an invitation").sees("caption", "1 entry")
	today := site.today().Format("2006-01-02")
	all.submit(form, "from", today, "to", today).sees("#audit tr", "looked at a result")
	all.submit(form, "to", "2020-01-01").sees("body", "Nothing of this kind")
	again := okafor.get("/school/audit?from=yesterday&what=signed+in").is(http.StatusUnprocessableEntity).sees(".errors a", "This is no day")
	if again.value("#what option[selected]", "value") != "signed in" {
		t.Error("what was chosen is lost")
	}
	okafor.get("/school/audit?from=2026-02-02&to=2026-02-01").is(http.StatusUnprocessableEntity).sees(".errors a", "before the first")

	file := okafor.get("/school/audit.csv?what=looked+at+a+result").is(http.StatusOK)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][1] != "Ms Bell" || rows[1][2] != "looked at a result" || rows[1][3] != pupil.UserName {
		t.Errorf("the file holds %q: %v", rows, err)
	}
	entries, err := site.db.Audit.OfSchool(t.Context(), school.ID, 1)
	if err != nil || entries[0].What != "exported the audit" {
		t.Errorf("the export is not written down: %+v", entries)
	}
}

func TestTheAuditGoesOnOnTheNextPage(t *testing.T) {
	t.Parallel()
	site, okafor, _, _, school := newTestStaffRoom(t)
	for n := range auditPageSize + 1 {
		if err := site.db.Audit.Add(t.Context(), models.AuditEntry{What: fmt.Sprintf("did %02d", n), SchoolID: &school.ID}); err != nil {
			t.Fatal(err)
		}
	}
	first := okafor.get("/school/audit").sees("caption", "page 1 of 2").sees("#audit td", "did 50").seesNo("#audit td", "did 00")
	if n := first.count("#audit tbody tr"); n != auditPageSize {
		t.Errorf("%d entries on a page", n)
	}
	okafor.get(first.value("a[rel=next]", "href")).sees("caption", "page 2 of 2").sees("#audit td", "did 00").seesNo("a", "Older")
	okafor.get("/school/audit?page=99").sees("caption", "page 2 of 2")
	okafor.get("/school/audit?page=-1").sees("caption", "page 1 of 2")
}

// staffOf is somebody who works at a school.
func staffOf(t *testing.T, site *Site, email string) models.User {
	t.Helper()
	user, err := site.db.Users.ByEmail(t.Context(), email)
	if err != nil {
		t.Fatal(err)
	}
	return user
}
