package web

import (
	"net/http"
	"strings"
	"testing"

	"pathways/models"
)

// newTestStaffRoom is a school with two admins and a teacher.
func newTestStaffRoom(t *testing.T) (site *Site, okafor, second, bell *browser, school models.School) {
	t.Helper()
	site = newSite(t)
	school = site.newTestSchool(t, "Tyne Academy")
	okafor = site.newTestStaff(t, Admin, school.ID, "okafor@tyne.test")
	second = site.newTestStaff(t, Admin, school.ID, "second@tyne.test")
	bell = site.newTestStaff(t, Teacher, school.ID, "bell@tyne.test")
	return site, okafor, second, bell, school
}

// staffForm is the address of a form about somebody of the staff.
func (s *Site) staffForm(t *testing.T, email, form string) string {
	t.Helper()
	return "/school/people/" + staffOf(t, s, email).PublicID + "/" + form
}

func TestAnAdminMakesATeacherAnAdminAndATeacherAgain(t *testing.T) {
	t.Parallel()
	site, okafor, _, bell, school := newTestStaffRoom(t)
	form := "form[action='" + site.staffForm(t, "bell@tyne.test", "who") + "']"
	bell.get("/school").is(http.StatusNotFound)
	okafor.get("/school").sees(form, "Make an admin").submit(form, "who", "admin").sees(form, "Make a teacher again")
	bell.get("/classes").sees("h1", "Sign in") // what they may do begins with a new session
	bell.get("/sign-in").submit("form.form", "name", "bell@tyne.test", "password", goodPassword).sees("h1", "Tyne Academy")
	okafor.get("/school").submit(form, "who", "teacher").sees(form, "Make an admin")
	bell.get("/school").sees("h1", "Sign in")
	entries, err := site.db.Audit.OfSchool(t.Context(), school.ID, 10)
	if err != nil || entries[0].What != "made an admin a teacher" {
		t.Errorf("written down is %+v, %v", entries, err)
	}
}

func TestALeaverIsOutAtOnceAndWhoIsNoAdminAnyMorePutsOutNobody(t *testing.T) {
	t.Parallel()
	site, okafor, second, bell, school := newTestStaffRoom(t)
	disable := site.staffForm(t, "bell@tyne.test", "disabled")
	okafor.get("/school").submit("form[action='"+disable+"']", "disabled", "yes").sees("td", "teacher, disabled").
		seesNo("form[action='"+site.staffForm(t, "bell@tyne.test", "who")+"']", "Make an admin")
	bell.get("/classes").sees("h1", "Sign in")
	// The first admin is made a teacher while their page is still open.
	if err := site.db.Schools.Appoint(t.Context(), school.ID, staffOf(t, site, "okafor@tyne.test").PublicID, models.Teacher); err != nil {
		t.Fatal(err)
	}
	okafor.post(site.staffForm(t, "second@tyne.test", "who"), "who", "teacher").sees("h1", "Sign in")
	second.get("/school").sees("h1", "Tyne Academy")
}

func TestAnInvitationIsListedUntilItIsUsedOrCancelled(t *testing.T) {
	t.Parallel()
	site, okafor, _, _, _ := newTestStaffRoom(t)
	okafor.get("/school").seesNo("h2", "Invitations")
	made := okafor.get("/school").submit("form[action='/school/invitations']", "email", "new@tyne.test").sees("#invited", "new@tyne.test")
	link := strings.TrimPrefix(textOf(find(made.tree(), "#link")[0]), testBase)
	made.submit("#invited form").seesNo("h2", "Invitations")
	site.visitor(t).get(link).is(http.StatusNotFound)
	okafor.post("/school/invitations/removal", "email", "new@tyne.test").is(http.StatusNotFound)
}
