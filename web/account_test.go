package web

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"pathways/models"
	"pathways/web/secret"
)

const goodPassword = "three quiet herons"

// newStudent is a browser whose pupil has just signed up, and their user name.
func (s *Site) newTestStudent(t testing.TB) (*browser, string) {
	t.Helper()
	b := s.visitor(t)
	form := b.get("/sign-up").is(http.StatusOK)
	name := form.value("input[name=name]", "value")
	form.submit("form.form", "name", name, "password", goodPassword, "old-enough", "yes").
		is(http.StatusOK).sees("h1", "Your account is ready")
	return b, name
}

// newTestStaff is a browser of somebody who works at a school.
func (s *Site) newTestStaff(t testing.TB, who Who, schoolID int64, email string) *browser {
	t.Helper()
	token, err := s.db.Links.Create(t.Context(), &models.Link{Kind: models.Invitation, Who: string(who), Email: email, SchoolID: &schoolID})
	if err != nil {
		t.Fatal(err)
	}
	b := s.visitor(t)
	b.get("/invitations/"+token).is(http.StatusOK).
		submit("form.form", "name", "Ms Bell", "password", goodPassword)
	return b
}

func (s *Site) newTestSchool(t testing.TB, name string) models.School {
	t.Helper()
	school := models.School{Name: name}
	if err := s.db.Schools.Create(t.Context(), &school); err != nil {
		t.Fatal(err)
	}
	return school
}

func TestAStudentSignsUpWithAMadeUpNameAndComesBack(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ann, name := site.newTestStudent(t)
	ann.get("/sign-in").sees(".who", name)

	later := site.visitor(t)
	later.get("/sign-in").submit("form.form", "name", strings.ToUpper(name), "password", goodPassword)
	later.get("/password").is(http.StatusOK).sees(".who", name)
}

func TestAVisitorWhoSignsUpGoesOnToThePlanTheyWanted(t *testing.T) {
	t.Parallel()
	form := newVisitor(t).get("/plans/new?role=podiatrist").sees("h1", "Sign in")
	signUp := form.browser.get(form.value(".sign-up", "href")).sees("h1", "Make your account")
	card := signUp.submit("form.form", "password", goodPassword, "old-enough", "yes").sees("h1", "Your account is ready")
	card.browser.get(card.value(".row a", "href")).is(http.StatusOK).sees("h1", "Podiatrist")
}

func TestANameOfOnesOwnIsNotTaken(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.get("/sign-up").submit("form.form", "name", "Ann Smith", "password", goodPassword, "old-enough", "yes").
		is(http.StatusUnprocessableEntity).sees(".errors", "Pick one of the made-up names")
}

func TestSigningUpAtHomeIsForThirteenAndOver(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	form := ann.get("/sign-up")
	form.submit("form.form", "name", form.value("input[name=name]", "value"), "password", goodPassword).
		is(http.StatusUnprocessableEntity).sees(".errors", "13 or over")
}

func TestAPasswordThatEverybodyGuessesIsRefusedAndTheRestIsKept(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	form := ann.get("/sign-up")
	name := form.value("input[name=name]", "value")
	again := form.submit("form.form", "name", name, "password", "password1", "old-enough", "yes", "year", "10").
		is(http.StatusUnprocessableEntity).sees(".errors a", "easy to guess")
	if kept := again.value("input[name=name]", "value"); kept != name {
		t.Errorf("the name %q became %q", name, kept)
	}
	again.sees("option[selected]", "Year 10")
	if strings.Contains(again.body, "password1") {
		t.Error("the password stands in the page")
	}
}

func TestUnknownWrongAndDisabledGetTheSameAnswer(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, name := site.newTestStudent(t)
	_, shut := site.newTestStudent(t)
	user, err := site.db.Users.ByUserName(t.Context(), shut)
	if err != nil {
		t.Fatal(err)
	}
	if err := site.db.Users.Disable(t.Context(), user.ID); err != nil {
		t.Fatal(err)
	}
	for _, try := range [][2]string{{"nobody here", goodPassword}, {name, "not the password"}, {shut, goodPassword}} {
		site.visitor(t).get("/sign-in").submit("form.form", "name", try[0], "password", try[1]).
			is(http.StatusUnprocessableEntity).sees(".errors", wrongSignIn)
	}
}

func TestGuessingAtOneAccountStopsAndLetsTheOthersIn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, name := site.newTestStudent(t)
	_, other := site.newTestStudent(t)
	guesser := site.visitor(t)
	for range 10 {
		guesser.post("/sign-in", "name", name, "password", "guess after guess").is(http.StatusUnprocessableEntity)
	}
	guesser.post("/sign-in", "name", name, "password", goodPassword).
		is(http.StatusUnprocessableEntity).sees(".errors", "many wrong tries")
	site.visitor(t).post("/sign-in", "name", other, "password", goodPassword).seesNo(".errors", "wrong")
}

func TestTheRecoveryCodeOpensAnAccountOnceAndIsReplaced(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	b := site.visitor(t)
	form := b.get("/sign-up")
	name := form.value("input[name=name]", "value")
	card := form.submit("form.form", "name", name, "password", goodPassword, "old-enough", "yes")
	code := textOf(find(card.tree(), "#card-code")[0])

	other := site.visitor(t)
	other.get("/recovery").submit("form.form", "name", name, "code", strings.ToLower(code), "password", "a brand new one").
		is(http.StatusOK).sees("h1", "Your new password is set")
	site.visitor(t).post("/recovery", "name", name, "code", code, "password", "again another one").
		is(http.StatusUnprocessableEntity).sees(".errors", "do not go together")
	b.get("/password").sees("h1", "Sign in")
	site.visitor(t).post("/sign-in", "name", name, "password", "a brand new one").seesNo("body", "do not go together")
}

func TestSigningOutLeavesNothing(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ann, name := site.newTestStudent(t)
	token := ann.cookies[site.cookieName()]
	out := ann.send(http.MethodPost, "/sign-out", nil).is(http.StatusSeeOther)
	if got := out.header.Get("Clear-Site-Data"); got != `"cache", "cookies", "storage"` {
		t.Errorf("Clear-Site-Data is %q", got)
	}
	ann.get("/password").sees("h1", "Sign in").seesNo("body", name)
	ann.cookies[site.cookieName()] = token
	ann.get("/password").sees("h1", "Sign in")
}

func TestTheSessionIsNewAfterEverySignIn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ann, name := site.newTestStudent(t)
	before := ann.cookies[site.cookieName()]
	ann.post("/sign-in", "name", name, "password", goodPassword)
	if after := ann.cookies[site.cookieName()]; after == before {
		t.Error("the old token still opens the account")
	}
}

func TestAnInvitationMakesOneMemberOfStaff(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	school := site.newTestSchool(t, "Tyne Academy")
	token, err := site.db.Links.Create(t.Context(), &models.Link{Kind: models.Invitation, Who: models.Teacher, Email: "bell@tyne.test", SchoolID: &school.ID})
	if err != nil {
		t.Fatal(err)
	}
	site.visitor(t).get("/invitations/"+token).sees(".lead", "a teacher of Tyne Academy").
		submit("form.form", "name", "Ms Bell", "password", goodPassword)
	user, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil || user.Who != models.Teacher || *user.SchoolID != school.ID {
		t.Fatalf("%+v, %v", user, err)
	}
	site.visitor(t).get("/invitations/"+token).is(http.StatusGone).sees("h1", "has been used")
}

func TestAResetLinkWorksAlsoForSomebodyWhoIsSignedIn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	ann, name := site.newTestStudent(t)
	user, err := site.db.Users.ByUserName(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	token, err := site.db.Links.Create(t.Context(), &models.Link{Kind: models.Reset, Who: user.Who, UserID: &user.ID})
	if err != nil {
		t.Fatal(err)
	}
	ann.get("/resets/"+token).submit("form.form", "password", "a brand new one").is(http.StatusOK)
	ann.get("/password").is(http.StatusOK).sees(".who", name)
}

func TestAWrongCodeToCarryOnLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.get("/quiz/resume").submit("form.form", "code", "AAAA AAAA AAAA").is(http.StatusUnprocessableEntity).sees(".errors", "No quiz has this code")
	if len(ann.cookies) > 0 {
		t.Errorf("the browser was given %v", ann.cookies)
	}
}

func TestAnAddressThatIsNotThereStillSaysWhoIsSignedIn(t *testing.T) {
	t.Parallel()
	ann, name := newSite(t).newTestStudent(t)
	ann.get("/no-such-page").is(http.StatusNotFound).sees(".who", name)
}

func TestAOneTimePasswordHasToBeChangedAndEnds(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, name := site.newTestStudent(t)
	user, err := site.db.Users.ByUserName(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	hash, err := site.hasher.Hash(t.Context(), "ONCE2345")
	if err != nil {
		t.Fatal(err)
	}
	soon, past := time.Now().Add(time.Hour), time.Now().Add(-time.Minute)
	for _, until := range []time.Time{past, soon} {
		if err := site.db.Users.SetPassword(t.Context(), user.ID, models.Password{Hash: hash, MustChange: true, ExpiresAt: &until}); err != nil {
			t.Fatal(err)
		}
		b := site.visitor(t)
		got := b.post("/sign-in", "name", name, "password", "ONCE2345")
		if until.Equal(past) {
			got.is(http.StatusUnprocessableEntity).sees(".errors", wrongSignIn)
			continue
		}
		got.sees("h1", "Choose a password of your own")
		b.get("/plans").sees("h1", "Choose a password of your own")
		b.get("/password").submit("form.form", "password", "my own long one")
		b.get("/password").sees("h1", "Change your password")
	}
}

func TestMadeUpNamesAreRecognisedHoweverTheyAreTyped(t *testing.T) {
	t.Parallel()
	for range 50 {
		if name := secret.MadeUpName(); secret.AsMadeUp("  "+strings.ToUpper(name)) != name {
			t.Errorf("%q is not recognised", name)
		}
	}
}

func TestANameGetsANumberWhenThoseOfTwoWordsAreTaken(t *testing.T) {
	t.Parallel()
	name, err := freeName(func(name string) (bool, error) { return len(strings.Fields(name)) == 2, nil })
	if err != nil || len(strings.Fields(name)) != 3 || secret.AsMadeUp(strings.ToUpper(name)) != name {
		t.Errorf("%q, %v", name, err)
	}
	for _, name := range []string{"amber otter 7", "amber otter 07", "amber otter 100", "amber otter +7", "amber otter ann", "amber otter 47 47"} {
		if secret.AsMadeUp(name) != "" {
			t.Errorf("%q is taken for a made-up name", name)
		}
	}
}

func TestThereIsANameEvenWhenEveryOneIsTaken(t *testing.T) {
	t.Parallel()
	name, err := freeName(func(string) (bool, error) { return true, nil })
	if err != nil || secret.AsMadeUp(name) == "" {
		t.Errorf("%q, %v", name, err)
	}
}

func TestASchoolSignsUpInAMinuteAndAScriptDoesNotGoOn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	if burst := site.arrivals.Burst(); burst < 1500 {
		t.Fatalf("only %d accounts can be made at once", burst)
	}
	site.arrivals.AllowN(time.Now(), site.arrivals.Burst())
	site.arrivals.SetLimit(0)
	form := site.visitor(t).get("/sign-up")
	name := form.value("input[name=name]", "value")
	form.submit("form.form", "name", name, "password", goodPassword, "old-enough", "yes").is(http.StatusTooManyRequests)
	if _, err := site.db.Users.ByUserName(t.Context(), name); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an account was made: %v", err)
	}
}

func TestTheSecondInvitationToOneEMailIsGoneOnceTheFirstIsUsed(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	school := site.newTestSchool(t, "Tyne Academy")
	var forms []*reply
	for range 2 {
		token, err := site.db.Links.Create(t.Context(), &models.Link{Kind: models.Invitation, Who: models.Teacher, Email: "bell@tyne.test", SchoolID: &school.ID})
		if err != nil {
			t.Fatal(err)
		}
		forms = append(forms, site.visitor(t).get("/invitations/"+token).is(http.StatusOK))
	}
	forms[0].submit("form.form", "name", "Ms Bell", "password", goodPassword).is(http.StatusOK)
	forms[1].submit("form.form", "name", "Ms Bell", "password", goodPassword).is(http.StatusGone).sees("h1", "has been used")
}

func TestAMadeUpNameIsKeptAsWeWriteItHoweverItIsTyped(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	name := secret.MadeUpName()
	wide := strings.ToUpper(strings.Replace(name, " ", strings.Repeat(" ", 30<<10), 1))
	ann := site.visitor(t)
	ann.post("/sign-up", "name", wide, "password", name+" 1", "old-enough", "yes").is(http.StatusUnprocessableEntity).sees(".errors", "name")
	ann.post("/sign-up", "name", wide, "password", goodPassword, "old-enough", "yes").is(http.StatusOK).sees("#card-name", name)
	user, err := site.db.Users.ByUserName(t.Context(), name)
	if err != nil || user.DisplayName != name {
		t.Errorf("kept as %q, %v", user.DisplayName, err)
	}
}
