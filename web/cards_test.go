package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// cardsOf are the cards on a page, each as what stands in it: user name and password.
func cardsOf(made *reply) [][]string {
	var cards [][]string
	for _, card := range find(made.tree(), ".login-card") {
		var facts []string
		for _, fact := range find(card, "dd") {
			facts = append(facts, textOf(fact))
		}
		cards = append(cards, facts)
	}
	return cards
}

func TestEachPupilWhoHasNotJoinedGetsACardThatIsShownOnce(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, code := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	seats := site.visitor(t).get("/join/" + code)
	seats.submit("form.form", "seat", seats.value("input[name=seat]", "value"), "password", goodPassword).sees("h1", "You are in")
	path := "/classes/" + class + "/cards"

	asked := teacher.get(path).sees("li", "gets an account with a made-up user name").sees("li", "1 pupil has an account already").
		sees(".option", "Ben T").seesNo(".option", "Amira K")
	free := asked.value("input[name=seat]", "value")
	made := teacher.post(path, "seat", free).is(http.StatusOK).sees("h1", "1 login card").sees(".login-card", "Ben T").sees(".login-card", "10B Science")
	cards := cardsOf(made)
	if len(cards) != 1 || len(cards[0]) != 2 || made.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("the cards are %q, kept by %q", cards, made.header.Get("Cache-Control"))
	}
	made.sees("#list", "Ben T").sees("#list", cards[0][0]+" "+cards[0][1])
	if later := teacher.get(path).sees("h2", "Nobody needs a card"); strings.Contains(later.body, cards[0][1]) {
		t.Error("the password is shown again")
	}
	teacher.post(path, "seat", free).is(http.StatusUnprocessableEntity).sees(".errors", "an account is there already: Ben T")
	teacher.get("/classes/"+class).sees("td", cards[0][0])
}

func TestACardWorksOnceAndItsPupilChoosesAPassword(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, lesson, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	path := "/classes/" + class + "/cards"
	card := cardsOf(teacher.get(path).submit("form.form", "seat", teacher.get(path).value("input[name=seat]", "value")))[0]

	amira := site.visitor(t)
	asked := amira.get("/sign-in?name=" + strings.ReplaceAll(card[0], " ", "+"))
	if got := asked.value("#name", "value"); got != card[0] {
		t.Errorf("the code on the card fills in %q, want %q", got, card[0])
	}
	asked.submit("form.form", "name", card[0], "password", card[1]).sees("h1", "Choose a password of your own")
	amira.get("/me").sees("h1", "Choose a password of your own")
	amira.get("/password").submit("form.form", "password", "my own long one").is(http.StatusOK).sees(".login-card", "Recovery code")
	amira.get("/quiz").sees("body", "Your class is doing this quiz now")
	site.visitor(t).post("/sign-in", "name", card[0], "password", card[1]).is(http.StatusUnprocessableEntity)
	teacher.get("/lessons/"+lesson).sees("th", "Amira K")
}

func TestASignInPageFillsInNoNameThatWeDidNotMakeUp(t *testing.T) {
	t.Parallel()
	asked := newVisitor(t).get("/sign-in?name=bell@tyne.test")
	if got := asked.value("#name", "value"); got != "" {
		t.Errorf("a link fills in %q", got)
	}
}

func TestACardsPasswordEndsAfterFourteenDays(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	path := "/classes/" + class + "/cards"
	card := cardsOf(teacher.post(path, "seat", teacher.get(path).value("input[name=seat]", "value")))[0]
	user, err := site.db.Users.ByUserName(t.Context(), card[0])
	if err != nil {
		t.Fatal(err)
	}
	left := time.Until(*user.SecretExpiresAt)
	if !user.MustChange || left > cardFor || left < cardFor-time.Hour || user.RecoveryHash != "" || user.YearGroup != 10 {
		t.Errorf("the account is %+v", user)
	}
}

func TestCardsAreMadeForAllOfTheChosenOrForNobody(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	path := "/classes/" + class + "/cards"
	free := teacher.get(path).value("input[name=seat]", "value")
	teacher.post(path).is(http.StatusUnprocessableEntity).sees(".errors", "Tick at least one name")
	teacher.post(path, "seat", free, "seat", nowhere).is(http.StatusNotFound)
	var names []string
	for n := range mostCards {
		names = append(names, "Pupil "+string(rune('A'+n/26))+string(rune('A'+n%26)))
	}
	teacher.post("/classes/"+class+"/seats", "names", strings.Join(names, "\n"))
	all := []string{}
	page := teacher.get(path)
	for _, box := range find(page.tree(), "input[name=seat]") {
		for _, attribute := range box.Attr {
			if attribute.Key == "value" {
				all = append(all, "seat", attribute.Val)
			}
		}
	}
	if got := page.count("input[name=seat][checked]"); got != mostCards {
		t.Errorf("%d names are ticked at first", got)
	}
	teacher.post(path, all...).is(http.StatusUnprocessableEntity).sees(".errors", "Tick 40 names or fewer")
	if n := teacher.get(path).count("input[name=seat]"); n != mostCards+2 {
		t.Errorf("%d pupils are without an account, want all", n)
	}
	made := teacher.post(path, all[:2*17]...).sees("h1", "17 login cards")
	if sheets := made.count(".card-sheet"); sheets != 3 {
		t.Errorf("17 cards are on %d pages", sheets)
	}
	names = nil
	for _, card := range cardsOf(made) {
		names = append(names, card[0])
	}
	if len(names) != 17 || len(unique(names)) != 17 {
		t.Errorf("the user names are %q", names)
	}
}

func unique(names []string) map[string]bool {
	set := map[string]bool{}
	for _, name := range names {
		set[name] = true
	}
	return set
}

func TestEachCardIsWrittenDownWithoutANameOrAPassword(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	path := "/classes/" + class + "/cards"
	seat := teacher.get(path).value("input[name=seat]", "value")
	card := cardsOf(teacher.post(path, "seat", seat))[0]
	bell, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := site.db.Audit.OfSchool(t.Context(), *bell.SchoolID, 1)
	if err != nil {
		t.Fatal(err)
	}
	user, _ := site.db.Users.ByUserName(t.Context(), card[0])
	if got := entries[0]; got.What != "made a login card" || *got.ActorID != bell.ID || *got.AboutUserID != user.ID || got.Detail != seat {
		t.Errorf("written down is %+v", got)
	}
}

func TestALostCardIsTheNewPasswordWithACardOfItsOwn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, seat, name, _ := newClaimedSeat(t, site)
	reset := teacher.post(seat + "/reset").is(http.StatusOK)
	cards := cardsOf(reset.sees("#secret .login-card", "Amira K").sees("#secret .login-card", "10B Science"))
	if len(cards) != 1 || cards[0][0] != name || !regexp.MustCompile(`^[2-9A-Z]{8}$`).MatchString(cards[0][1]) {
		t.Errorf("the card says %q", cards)
	}
	if n := reset.count("#secret svg[role=img] path"); n != 1 {
		t.Errorf("the card has %d codes", n)
	}
}
