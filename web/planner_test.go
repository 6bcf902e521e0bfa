package web

import (
	"net/http"
	"strings"
	"testing"

	"pathways/quizzes/careers"
)

func TestAYear8PupilWhoKnowsNothingFindsEveryDoorOpen(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	pupil.get("/doors").is(http.StatusOK).sees(".lead", "Every door is open so far")
	saved := pupil.get("/where-i-am").submit("form.form", "year", "8")
	if saved.path != "/doors" || saved.count(".doors-list__door--open") != 73 {
		t.Errorf("%s shows %d open doors", saved.path, saved.count(".doors-list__door--open"))
	}
	pupil.get("/where-i-am").sees("#year option[selected]", "Year 8")
}

func TestAPupilWithMaths3SeesTheGapInNursingAndTheWayRound(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	pupil.get("/where-i-am?next=/roles/adult-nurse/ways").submit("form.form", "year", "11",
		"grade-maths", "3", "kind-maths", "achieved", "grade-english-language", "5", "grade-combined-science", "4-4").
		is(http.StatusOK).sees("h1", "Ways to Nurse").sees(".notice", "The way round").sees(".needs__need--gap", "maths")
}

func TestWhatIfTellsWhatOneGradeOpensAndKeepsNothing(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	pupil.get("/where-i-am").submit("form.form", "year", "11", "grade-maths", "3", "grade-english-language", "5")
	pupil.withHTMX().post("/doors/what-if", "subject", "maths", "grade", "5").is(http.StatusOK).sees("#what-if", "open wider")
	pupil.post("/doors/what-if", "subject", "astrology", "grade", "5").is(http.StatusOK).seesNo("#what-if", "wider")
	pupil.get("/where-i-am").sees("#grade-maths option[selected]", "3")
}

func TestWhatIfAsksAboutTheScienceThatAPupilTakes(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	pupil.get("/where-i-am").submit("form.form", "year", "11", "grade-maths", "6", "grade-english-language", "6", "grade-combined-science", "3-3")
	doors := pupil.get("/doors")
	if doors.count("#subject option[value='combined-science']") != 1 || doors.count("#subject option[value='biology']") != 0 {
		t.Error("a pupil with combined science is asked about biology")
	}
	pupil.post("/doors/what-if", "subject", "combined-science", "grade", "5").sees("#what-if", "Get a 5-5 in GCSE combined science").sees("#what-if", "open wider")
	pupil.post("/doors/what-if", "subject", "biology", "grade", "5").sees("#what-if", "Choose a GCSE or a course first")

	other := newVisitor(t)
	other.get("/where-i-am").submit("form.form", "year", "11", "grade-biology", "5")
	doors = other.get("/doors")
	if doors.count("#subject option[value='combined-science']") != 0 || doors.count("#subject option[value='biology']") != 1 {
		t.Error("a pupil with biology is asked about combined science")
	}
}

func TestWhatIfAnswersBothQuestionsAndAnEmptyOne(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	pupil.get("/where-i-am").submit("form.form", "year", "11", "grade-maths", "6", "grade-english-language", "6", "grade-combined-science", "6-6")
	pupil.post("/doors/what-if", "subject", "maths", "grade", "3", "add", "t-level-health").
		sees("#what-if strong", "Get a 3 in GCSE maths").sees("#what-if strong", "T Level Health")
	pupil.post("/doors/what-if").sees("#what-if", "Choose a GCSE or a course first")
	pupil.post("/doors/what-if", "add", "astrology").sees("#what-if", "Choose a GCSE or a course first")
}

func TestWhatIfSaysNarrowWhereADoorOnlyBecomesNarrow(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	pupil.get("/where-i-am").submit("form.form", "year", "11", "grade-maths", "6", "grade-english-language", "6", "grade-combined-science", "6-6")
	asked := pupil.post("/doors/what-if", "subject", "maths", "grade", "3").sees("#what-if summary", "doors become narrow").sees("#what-if", "0 closed for now")
	for _, line := range find(asked.tree(), "#what-if .moved__list li") {
		if !strings.Contains(textOf(line), "to narrow") {
			t.Errorf("under narrow stands %q", textOf(line))
		}
	}
}

func TestAProblemWithAGradeIsASentence(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	wrong := pupil.get("/where-i-am").submit("form.form", "year", "10", "grade-maths", "77", "grade-combined-science", "5-5", "grade-biology", "6",
		"later1", "a-level-biology", "later1-grade", "Z", "later2-grade", "DMM").is(http.StatusUnprocessableEntity).
		sees(".errors", "Which course is this grade for?")
	problems := find(wrong.tree(), ".errors li")
	if len(problems) != 4 {
		t.Errorf("%d problems are told", len(problems))
	}
	for _, problem := range problems {
		if words := textOf(problem); strings.Contains(words, "..") || words != careers.Capital(words) || !strings.HasSuffix(words, ".") {
			t.Errorf("no sentence: %q", words)
		}
	}
	if wrong.value("input[name=later2-grade]", "value") != "DMM" {
		t.Error("the grade is gone")
	}
}

// whatIfBytes is how large the answer to a what-if may be on the wire.
const whatIfBytes = 6_000

func TestAWhatIfIsSmallOnTheWire(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	pupil.get("/where-i-am").submit("form.form", "year", "11", "grade-maths", "3", "grade-english-language", "6", "grade-combined-science", "6-6")
	w := pupil.onTheWire()
	most := int64(0)
	for _, change := range [][]string{{"subject", "maths", "grade", "9"}, {"subject", "combined-science", "grade", "9"}, {"subject", "english-language", "grade", "1"}} {
		request := newRequest(http.MethodPost, "/doors/what-if", formOf(change).Encode())
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Sec-Fetch-Site", "same-origin")
		request.Header.Set("HX-Request", "true")
		got, err := w.exchange(request)
		if err != nil || got.StatusCode != http.StatusOK || !strings.Contains(got.text, "what-if") {
			t.Fatalf("%v: %v, %+v", change, err, got.Response)
		}
		most = max(most, got.bytes)
	}
	t.Logf("a what-if takes up to %d bytes", most)
	if most > whatIfBytes {
		t.Errorf("a what-if takes %d bytes, more than %d", most, whatIfBytes)
	}
}

func TestAPupilWhoComesBackInSeptemberIsAYearFurther(t *testing.T) {
	t.Parallel()
	clock := &movingClock{onDay("2026-11-25")}
	site := newSiteAt(t, clock.now)
	pupil, name := site.newTestStudent(t)
	pupil.get("/where-i-am").submit("form.form", "year", "12")
	for day, want := range map[string]string{"2027-08-31": "Year 12", "2027-09-01": "Year 13", "2029-01-10": "I have left"} {
		clock.at = onDay(day)
		signIn := site.visitor(t)
		signIn.get("/sign-in").submit("form.form", "name", name, "password", goodPassword)
		signIn.get("/where-i-am").sees("#year option[selected]", want)
	}
}

func TestAnAccountThatNeverSaidMoreThanItsYearIsAYearFurtherInSeptember(t *testing.T) {
	t.Parallel()
	clock := &movingClock{onDay("2026-11-25")}
	site := newSiteAt(t, clock.now)
	pupil, name := site.newTestStudent(t)
	plan := pupil.get("/plans/new?role=adult-nurse&route=route-nursing-degree&year=10").submit("#route", "year", "10", "route", "route-nursing-degree").sees("h1", "Nurse")
	plan.sees(".plan-year__name", "2026/27 · Year 10").sees("select[name=year]", "2027/28 · Year 11")
	clock.at = onDay("2027-09-06")
	back := site.visitor(t)
	back.get("/sign-in").submit("form.form", "name", name, "password", goodPassword)
	back.get("/where-i-am").sees("#year option[selected]", "Year 11")
	back.get("/plans/new?role=adult-nurse").sees("#now option[selected]", "Year 11")
	back.get(plan.path).sees("select[name=year]", "2027/28 · Year 11").seesNo("select[name=year]", "2027/28 · Year 10")
}

func TestWhatDoesNotFitIsToldBesideItsFieldAndKept(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	wrong := pupil.get("/where-i-am").submit("form.form", "year", "10", "grade-combined-science", "5-4", "grade-biology", "6", "later1", "a-level-biology", "later1-grade", "Q").
		is(http.StatusUnprocessableEntity).sees(".errors", "combined").sees("#later1-row .field__problem", "Q")
	if got := wrong.value("#later1-grade", "value"); got != "Q" {
		t.Errorf("the grade that was typed is %q now", got)
	}
	pupil.get("/doors").sees(".lead", "Every door is open so far")
}

func TestTwoDevicesThatSayWhereAPupilIsAreBothShown(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	phone, _ := site.newTestStudent(t)
	first := phone.get("/where-i-am")
	phone.get("/where-i-am").submit("form.form", "year", "9", "grade-maths", "6").is(http.StatusOK)
	both := first.submit("form.form", "year", "10", "grade-maths", "7").is(http.StatusUnprocessableEntity).
		sees(".notice--warn", "Maths: 6").sees("#grade-maths option[selected]", "7")
	both.submit("form.form").is(http.StatusOK)
	phone.get("/where-i-am").sees("#grade-maths option[selected]", "7")
}

func TestNoGradeStandsInAnAddress(t *testing.T) {
	t.Parallel()
	pupil := newVisitor(t)
	saved := pupil.get("/where-i-am").submit("form.form", "year", "11", "grade-maths", "3")
	if strings.Contains(saved.path, "?") {
		t.Error(saved.path)
	}
}

func TestTheWaysToARoleShowWhatThereIsToDoAndWhoSaysSo(t *testing.T) {
	t.Parallel()
	lists := find(newVisitor(t).get("/roles/adult-nurse/ways").tree(), ".sources")
	for _, list := range lists {
		seen := map[string]bool{}
		for _, link := range find(list, "a") {
			if seen[textOf(link)] {
				t.Errorf("%s is named twice", textOf(link))
			}
			seen[textOf(link)] = true
		}
	}
	if len(lists) == 0 {
		t.Error("nobody says so")
	}
	pupil := newSiteAt(t, (&movingClock{onDay("2026-11-25")}).now).visitor(t)
	pupil.get("/where-i-am?next=/roles/adult-nurse/ways").submit("form.form", "year", "13").is(http.StatusOK).
		sees(".ways__way details li", "Send your UCAS form: by 13 January 2027, usually").
		sees(".ways__way details li", "No offer yet? Use UCAS Extra: 25 February to 1 July 2027 ( Barnfield College")
}
