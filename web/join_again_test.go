package web

import (
	"net/http"
	"strings"
	"testing"
)

// takesSeat is a pupil at the first name of a list.
func (s *Site) takesSeat(t *testing.T, code string) (pupil *browser, seat string) {
	t.Helper()
	pupil = s.visitor(t)
	seats := pupil.get("/join/" + code)
	seat = seats.value("input[name=seat]", "value")
	seats.submit("form.form", "seat", seat, "password", goodPassword).sees("h1", "You are in")
	return pupil, seat
}

func TestAPupilWhoForgotTheUserNameSignsInByTheirNameOnTheList(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, _, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	site.takesSeat(t, code)
	back := site.visitor(t)
	list := back.post("/join", "code", code).sees(".taken", "Amira K").seesNo(".taken", "Ben T")
	form := back.get(list.value(".taken a", "href")).sees("h1", "Sign in as Amira K")
	form.submit("form.form", "password", "not the right one").is(http.StatusUnprocessableEntity).sees(".errors", "do not go together")
	form.submit("form.form", "password", goodPassword).is(http.StatusOK).sees("h1", "What would you enjoy?").sees(".who", "Amira K")
}

func TestATakenNameTellsNoUserNameAndNothingWithoutTheCode(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, lesson, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	_, seat := site.takesSeat(t, code)
	userName := textOf(find(teacher.get("/classes/"+class).tree(), ".seats td")[0])
	stranger := site.visitor(t)
	for _, path := range []string{"/join/" + code, "/join/" + code + "/seats/" + seat} {
		if body := stranger.get(path).is(http.StatusOK).body; strings.Contains(body, userName) {
			t.Errorf("%s tells the user name", path)
		}
	}
	teacher.post("/lessons/" + lesson + "/end")
	for _, path := range []string{"/join/" + code + "/seats/" + seat, "/join/AAAAAAAA/seats/" + seat} {
		stranger.get(path).is(http.StatusUnprocessableEntity).seesNo("body", "Amira K")
		stranger.post(path, "password", goodPassword).is(http.StatusUnprocessableEntity).seesNo("body", "Amira K")
	}
	stranger.get("/me").sees("h1", "Sign in")
}

func TestGuessesAtATakenNameShutThatWayAndNotTheAccount(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	_, seat := site.takesSeat(t, code)
	userName := textOf(find(teacher.get("/classes/"+class).tree(), ".seats td")[0])
	for range 10 {
		site.visitor(t).post("/join/"+code+"/seats/"+seat, "password", "guess after guess").is(http.StatusUnprocessableEntity)
	}
	site.visitor(t).post("/join/"+code+"/seats/"+seat, "password", goodPassword).sees(".errors", "many wrong tries")
	site.visitor(t).post("/sign-in", "name", userName, "password", goodPassword).seesNo(".errors", "many wrong tries").sees("body", "Not you? Sign out")
	once := textOf(find(teacher.post("/classes/"+class+"/seats/"+seat+"/reset").tree(), "#secret dd")[1])
	site.visitor(t).post("/join/"+code+"/seats/"+seat, "password", once).sees("h1", "Choose a password of your own")
}

func TestAOneTimePasswordAtATakenNameHasToBeChanged(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	_, seat := site.takesSeat(t, code)
	once := textOf(find(teacher.post("/classes/"+class+"/seats/"+seat+"/reset").tree(), "#secret dd")[1])
	site.visitor(t).post("/join/"+code+"/seats/"+seat, "password", once).sees("h1", "Choose a password of your own")
}

func TestAPupilWhoSitsInTheClassIsNotAskedForANameAgain(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, _, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	_, _, _, other := site.newTestClass(t, "Wear High School", "laing@wear.test")
	amira, _ := site.takesSeat(t, code)
	amira.post("/join", "code", code).sees("h1", "What would you enjoy?").sees("form", "Your class is doing this quiz now")
	site.visitor(t).get("/join/"+code).sees(".option", "Ben T")
	amira.post("/join", "code", other).sees("legend", "Which name is yours?")
}
