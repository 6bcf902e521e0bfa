package web

import (
	"database/sql"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pathways/models"
)

// newClaimedSeat is a pupil at a name of a class, with what the login card said.
func newClaimedSeat(t *testing.T, site *Site) (teacher *browser, seat, name, code string) {
	t.Helper()
	teacher, class, _, joinCode := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	seats := site.visitor(t).get("/join/" + joinCode)
	id := seats.value("input[name=seat]", "value")
	card := seats.submit("form.form", "seat", id, "password", goodPassword).sees("h1", "You are in")
	return teacher, "/classes/" + class + "/seats/" + id, textOf(find(card.tree(), "#card-name")[0]), textOf(find(card.tree(), "#card-code")[0])
}

func TestATeachersResetEndsTheOldRecoveryCodeAndTheForcedChangeGivesANewOne(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, seat, name, code := newClaimedSeat(t, site)
	once := textOf(find(teacher.post(seat+"/reset").is(http.StatusOK).tree(), "#secret dd")[1])
	site.visitor(t).post("/recovery", "name", name, "code", code, "password", "stolen with a card").
		is(http.StatusUnprocessableEntity).sees(".errors", "do not go together")

	amira := site.visitor(t)
	card := amira.post("/sign-in", "name", name, "password", once).sees("h1", "Choose a password of your own").
		submit("form.form", "password", "my own long one").is(http.StatusOK).sees("h1", "Your new password is set")
	fresh := textOf(find(card.tree(), "#card-code")[0])
	amira.get("/me").is(http.StatusOK).sees("h1", "My page")
	site.visitor(t).post("/recovery", "name", name, "code", code, "password", "stolen with a card").
		is(http.StatusUnprocessableEntity).sees(".errors", "do not go together")
	site.visitor(t).post("/recovery", "name", name, "code", fresh, "password", "a brand new one").
		is(http.StatusOK).sees("h1", "Your new password is set")
}

func TestAPupilsOwnChangeKeepsTheirRecoveryCode(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, _, name, code := newClaimedSeat(t, site)
	amira := site.visitor(t)
	amira.post("/sign-in", "name", name, "password", goodPassword)
	amira.get("/password").submit("form.form", "current", goodPassword, "password", "my own long one").sees("h1", "My page")
	site.visitor(t).post("/recovery", "name", name, "code", code, "password", "a brand new one").
		is(http.StatusOK).sees("h1", "Your new password is set")
}

func TestANewPasswordShutsTheLinksForOne(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, name := site.newTestStudent(t)
	user, err := site.db.Users.ByUserName(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	link := func() string {
		token, err := site.db.Links.Create(t.Context(), &models.Link{Kind: models.Reset, Who: user.Who, UserID: &user.ID})
		if err != nil {
			t.Fatal(err)
		}
		return "/resets/" + token
	}
	unused := link()
	ann := site.visitor(t)
	ann.post("/sign-in", "name", name, "password", goodPassword)
	ann.get("/password").submit("form.form", "current", goodPassword, "password", "my own long one").sees("h1", "My page")
	if got := site.visitor(t).get(unused); got.status < 400 {
		t.Errorf("a link from before the change answered %d", got.status)
	}
	site.visitor(t).get(link()).submit("form.form", "password", "a brand new one").is(http.StatusOK).sees(".login-card", "Recovery code")
}

func TestAResetThatCannotBeWrittenDownIsNotDone(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "site.db")
	site := newSiteOn(t, file, time.Now)
	teacher, seat, name, _ := newClaimedSeat(t, site)
	raw, err := sql.Open("sqlite3", file)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	_, err = raw.Exec(`CREATE TRIGGER no_audit BEFORE INSERT ON audit_entries
		WHEN NEW.what LIKE '%password%' BEGIN SELECT RAISE(ABORT, 'no room'); END`)
	if err != nil {
		t.Fatal(err)
	}
	if got := teacher.post(seat + "/reset"); got.status < 400 || strings.Contains(got.body, "Password, once") {
		t.Errorf("the reset answered %d", got.status)
	}
	amira := site.visitor(t)
	amira.post("/sign-in", "name", name, "password", goodPassword).is(http.StatusOK).sees("h1", "My page")
	if got := amira.post("/password", "current", goodPassword, "password", "my own long one"); got.status < 400 {
		t.Errorf("the change answered %d", got.status)
	}
	site.visitor(t).post("/sign-in", "name", name, "password", goodPassword).is(http.StatusOK).sees("h1", "My page")
}
