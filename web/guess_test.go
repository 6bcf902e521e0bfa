package web

import (
	"net/http"
	"strings"
	"testing"

	"pathways/web/secret"
)

// spellings are ways to type a name that all find the same account.
func spellings(name string) []string {
	wide := strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r - '!' + '！'
		}
		return r
	}, name)
	return []string{
		name, strings.ToUpper(name), wide, strings.ToUpper(wide),
		strings.ReplaceAll(name, " ", "\u00a0"), strings.ReplaceAll(name, " ", "  "), strings.ReplaceAll(name, " ", "\u3000"),
		wide[:3] + name[1:], name[:1] + strings.ToUpper(name[1:]), name + "\u2003",
	}
}

func TestGuessesAtAStudentCountTogetherHoweverTheNameIsTyped(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, name := site.newTestStudent(t)
	for _, spelling := range spellings(name) {
		site.visitor(t).post("/sign-in", "name", spelling, "password", "guess after guess").is(http.StatusUnprocessableEntity)
	}
	site.visitor(t).post("/sign-in", "name", name, "password", goodPassword).sees(".errors", "many wrong tries")
}

func TestGuessesAtStaffCountTogetherHoweverTheEMailIsTyped(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.newTestStaff(t, Teacher, site.newTestSchool(t, "Tyne Academy").ID, "bell@tyne.test")
	for _, spelling := range spellings("bell@tyne.test") {
		site.visitor(t).post("/sign-in", "name", spelling, "password", "guess after guess").is(http.StatusUnprocessableEntity)
	}
	site.visitor(t).post("/sign-in", "name", "bell@tyne.test", "password", goodPassword).sees(".errors", "many wrong tries")
}

func TestStaffSignInHoweverTheEMailIsTyped(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.newTestStaff(t, Teacher, site.newTestSchool(t, "Tyne Academy").ID, "bell@tyne.test")
	for _, spelling := range spellings("bell@tyne.test") {
		site.visitor(t).post("/sign-in", "name", spelling, "password", goodPassword).is(http.StatusOK).sees("h1", "My classes")
	}
}

func TestGuessesAtARecoveryCodeCountTogetherHoweverTheNameIsTyped(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, name := site.newTestStudent(t)
	for _, spelling := range spellings(name) {
		site.visitor(t).post("/recovery", "name", spelling, "code", secret.Code(12), "password", goodPassword).
			is(http.StatusUnprocessableEntity)
	}
	site.visitor(t).post("/recovery", "name", name, "code", secret.Code(12), "password", goodPassword).
		sees(".errors", "many wrong tries")
}

func TestANewPasswordForgivesGuessesThatWereSpeltOtherwise(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	_, name := site.newTestStudent(t)
	for range 10 {
		site.visitor(t).post("/sign-in", "name", strings.ReplaceAll(name, " ", "\u00a0"), "password", "guess after guess")
	}
	user, err := site.db.Users.ByUserName(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	if err := site.forgive(t.Context(), user); err != nil {
		t.Fatal(err)
	}
	site.visitor(t).post("/sign-in", "name", name, "password", goodPassword).seesNo(".errors", "many wrong tries")
}
