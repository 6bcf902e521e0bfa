package web

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// careOf is a class with a colleague of its teacher, who can sign in.
func careOf(t *testing.T, site *Site) (teacher, colleague *browser, class string) {
	t.Helper()
	teacher, class, _, _ = site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	bell, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	return teacher, site.newTestStaff(t, Teacher, *bell.SchoolID, "hall@tyne.test"), "/classes/" + class
}

func TestATeacherRenamesAClass(t *testing.T) {
	t.Parallel()
	teacher, _, class := careOf(t, newSite(t))
	form := "form[action='" + class + "/settings']"
	teacher.get(class+"/settings").submit(form, "name", "11B Science", "year", "11").sees("h1", "11B Science: settings")
	teacher.get(class).sees("h1", "11B Science").sees(".lead", "Year 11")
	for _, wrong := range []string{"", "<b>", strings.Repeat("x", longestName+1)} {
		again := teacher.post(class+"/settings", "name", wrong, "year", "7").is(http.StatusUnprocessableEntity)
		if got := again.value("#name", "value"); got != wrong {
			t.Errorf("of %q is left %q", wrong, got)
		}
	}
	teacher.get(class).sees("h1", "11B Science")
}

func TestAColleagueTeachesAClassThatIsSharedWithThem(t *testing.T) {
	t.Parallel()
	teacher, colleague, class := careOf(t, newSite(t))
	form := "form[action='" + class + "/teachers']"
	colleague.get(class).is(http.StatusNotFound)
	teacher.get(class+"/settings").submit(form, "email", " HALL@tyne.test ").sees(".colleagues", "(you)")
	colleague.get(class).sees("h1", "10B Science")
	colleague.get(class+"/settings").sees("h2", "Next school year")
	teacher.post(class+"/teachers", "email", "hall@tyne.test").is(http.StatusUnprocessableEntity).sees(".field__problem", "has the class already")
	hall := colleague.get(class + "/settings")
	var leave string
	for _, one := range find(hall.tree(), ".colleagues__one") {
		if strings.Contains(textOf(one), "(you)") {
			for _, attribute := range find(one, "form")[0].Attr {
				if attribute.Key == "action" {
					leave = attribute.Val
				}
			}
		}
	}
	colleague.post(leave).sees("h1", "My classes")
	colleague.get(class).is(http.StatusNotFound)
}

func TestAClassIsNotSharedWithSomebodyElsewhereAndTheAnswerTellsNothing(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, _, class := careOf(t, site)
	school := site.newTestSchool(t, "Wear High School")
	site.newTestStaff(t, Teacher, school.ID, "laing@wear.test")
	for _, email := range []string{"laing@wear.test", "nobody@tyne.test", ""} {
		teacher.post(class+"/teachers", "email", email).is(http.StatusUnprocessableEntity).
			sees(".field__problem", "No teacher at your school has this address")
	}
}

func TestTheLastTeacherStays(t *testing.T) {
	t.Parallel()
	teacher, _, class := careOf(t, newSite(t))
	settings := teacher.get(class + "/settings")
	leave := settings.value(".colleagues__one form", "action")
	teacher.post(leave).is(http.StatusUnprocessableEntity).sees(".errors", "keeps at least one teacher")
	teacher.get(class).is(http.StatusOK)
}

func TestACoverTeacherRunsTheClassAndChangesNoSettings(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, cover, class := careOf(t, site)
	today := time.Now().In(london).Format(time.DateOnly)
	teacher.post(class+"/teachers", "email", "hall@tyne.test", "until", today).sees(".colleagues", "covers until "+date(time.Now()))
	cover.get("/classes").sees(".tag", "you cover until "+date(time.Now()))
	cover.get(class).sees("h1", "10B Science")
	cover.get(class+"/cards").sees("h1", "Login cards")
	cover.get(class+"/settings").sees(".lead", "You cover this class until").seesNo("main", "Next school year")
	for _, path := range []string{"/settings", "/teachers", "/archive", "/next-year", "/moves"} {
		cover.post(class+path, "name", "mine", "email", "hall@tyne.test", "away", "yes", "next", "mine").is(http.StatusNotFound)
	}
	teacher.get(class).sees("h1", "10B Science")
}

func TestACoverHasALastDayThatIsADayToCome(t *testing.T) {
	t.Parallel()
	teacher, cover, class := careOf(t, newSite(t))
	for day, sentence := range map[string]string{
		time.Now().In(london).AddDate(0, 0, -1).Format(time.DateOnly): "This day is over",
		time.Now().AddDate(2, 0, 0).Format(time.DateOnly):             "within a year",
		"tomorrow": "This is no day",
	} {
		again := teacher.post(class+"/teachers", "email", "hall@tyne.test", "until", day).is(http.StatusUnprocessableEntity).sees(".field__problem", sentence)
		if got := again.value("#email", "value"); got != "hall@tyne.test" {
			t.Errorf("the address that was typed is now %q", got)
		}
	}
	cover.get(class).is(http.StatusNotFound)
}

func TestAClassIsPutAwayAndBroughtBack(t *testing.T) {
	t.Parallel()
	teacher, _, class := careOf(t, newSite(t))
	form := "form[action='" + class + "/archive']"
	teacher.get(class+"/settings").submit(form, "away", "yes").sees(".notice", "This class is put away")
	teacher.get("/classes").sees("h2", "Put away").seesNo(".grid", "10B Science")
	teacher.get(class).sees(".card", "has no lessons").seesNo("main", "Start a lesson")
	teacher.post(class+"/lessons", "length", "full", "join", "list").sees(".card", "has no lessons")
	free := teacher.get(class+"/cards").value("input[name=seat]", "value")
	teacher.post(class+"/cards", "seat", free).is(http.StatusUnprocessableEntity).sees(".errors", "is put away")
	teacher.get(class+"/settings").submit(form, "away", "no").seesNo(".notice", "put away")
	teacher.get(class).sees("button", "Start a lesson")
}

func TestEverybodyMovesUpIntoAClassOfTheNextYear(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, _, class := careOf(t, site)
	settings := teacher.get(class + "/settings")
	if got := settings.value("#next", "value"); got != "11B Science" {
		t.Errorf("the new class is called %q at first", got)
	}
	settings.submit("form[action='"+class+"/next-year']", "away", "yes").sees("h1", "11B Science").sees(".lead", "Year 11").sees("th", "Amira K").sees("th", "Ben T")
	teacher.get("/classes").sees(".grid", "11B Science").sees(".plain-list", "10B Science")
	teacher.post(class+"/next-year", "next", "").is(http.StatusUnprocessableEntity).sees(".field__problem", "Type a name")
}

func TestPupilsMoveToAnotherClassAndAClashIsToldByName(t *testing.T) {
	t.Parallel()
	teacher, _, class := careOf(t, newSite(t))
	other := teacher.get("/classes").submit("form.form", "name", "10C", "year", "10", "names", "Ben T").path
	to, _, _ := strings.Cut(strings.TrimPrefix(other, "/classes/"), "?")
	seats := map[string]string{}
	for _, box := range find(teacher.get(class+"/settings").tree(), "label.option") {
		for _, input := range find(box, "input[name=seat]") {
			for _, attribute := range input.Attr {
				if attribute.Key == "value" {
					seats[textOf(box)] = attribute.Val
				}
			}
		}
	}
	again := teacher.post(class+"/moves", "to", to, "seat", seats["Amira K"], "seat", seats["Ben T"]).
		is(http.StatusUnprocessableEntity).sees(".errors", "Nobody was moved").sees(".errors", "of Ben T.")
	if n := again.count("input[name=seat][checked]"); n != 2 {
		t.Errorf("%d names are still ticked, want 2", n)
	}
	teacher.post(class+"/moves", "to", to).is(http.StatusUnprocessableEntity).sees(".errors", "Tick at least one")
	teacher.post(class+"/moves", "to", to, "seat", seats["Amira K"]).sees("h1", "10C").sees("th", "Amira K")
	teacher.get(class).seesNo("th", "Amira K").sees("th", "Ben T")
}

func TestWhatIsDoneToAClassIsWrittenDownByIdsOnly(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, _, class := careOf(t, site)
	teacher.post(class+"/settings", "name", "Secret name", "year", "9")
	teacher.post(class+"/teachers", "email", "hall@tyne.test")
	teacher.post(class+"/archive", "away", "yes")
	teacher.post(class+"/archive", "away", "no")
	teacher.post(class+"/next-year", "next", "Secret name")
	bell, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	hall, err := site.db.Users.ByEmail(t.Context(), "hall@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := site.db.Audit.OfSchool(t.Context(), *bell.SchoolID, 5)
	if err != nil {
		t.Fatal(err)
	}
	wants := []string{"moved up a class", "brought back a class", "put away a class", "shared a class", "renamed a class"}
	for i, want := range wants {
		got := entries[i]
		if got.What != want || *got.ActorID != bell.ID || "/classes/"+got.Detail != class || (want == "shared a class") != (got.AboutUserID != nil && *got.AboutUserID == hall.ID) {
			t.Errorf("entry %d is %+v, want %q", i, got, want)
		}
	}
}
