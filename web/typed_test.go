package web

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pathways/models"
)

func TestAnAddressNeverDecidesWhatSomebodyTypes(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	school := site.newTestSchool(t, "Tyne Academy")
	invitation, err := site.db.Links.Create(t.Context(), &models.Link{Kind: models.Invitation, Who: models.Teacher, Email: "bell@tyne.test", SchoolID: &school.ID})
	if err != nil {
		t.Fatal(err)
	}
	planted := "?password=planted+by+somebody&name=Planted"
	site.visitor(t).get("/invitations/"+invitation+planted).submit("form.form", "name", "Ms Bell", "password", goodPassword)
	site.visitor(t).post("/sign-in", "name", "bell@tyne.test", "password", goodPassword).sees("h1", "My classes").sees(".who", "Ms Bell")

	user, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	reset, err := site.db.Links.Create(t.Context(), &models.Link{Kind: models.Reset, Who: models.Teacher, Email: user.Email, UserID: &user.ID, SchoolID: &school.ID})
	if err != nil {
		t.Fatal(err)
	}
	site.visitor(t).post("/resets/"+reset+planted, "password", "a brand new one").is(http.StatusOK)
	site.visitor(t).post("/sign-in", "name", "bell@tyne.test", "password", "a brand new one").sees("h1", "My classes")
}

func TestAFormOfALinkGoesToTheLinkAndNoFurther(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	school := site.newTestSchool(t, "Tyne Academy")
	token, err := site.db.Links.Create(t.Context(), &models.Link{Kind: models.Invitation, Who: models.Teacher, Email: "bell@tyne.test", SchoolID: &school.ID})
	if err != nil {
		t.Fatal(err)
	}
	shown := site.visitor(t).get("/invitations/" + token + "?password=planted+by+somebody")
	if action := shown.value("form.form", "action"); action != "/invitations/"+token {
		t.Errorf("the form goes to %s", action)
	}
}

func TestHandlersReadFormsOnlyFromTheBody(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range []string{"c.FormValue" + "(", "c.BodyParser" + "("} {
			if strings.Contains(string(source), call) {
				t.Errorf("%s calls %s: use typed, which reads only what was sent", file, call)
			}
		}
	}
}
