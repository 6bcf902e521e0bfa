package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestAPupilsRecordHoldsWhatWasDoneTheResultAndWhatTheyShare(t *testing.T) {
	t.Parallel()
	_, teacher, amira, class := newAskedClass(t)
	teacher.post(class+"/follow-ups", "text", "Add two actions")
	seat := teacher.get(class).value("tbody th a", "href")
	teacher.get(seat+"/record").sees("h1", "Amira K").sees("p", "not finished yet").sees("p", "No plan is shared").sees(".filed__more", "not said to be done")
	amira.takes()
	amira.get("/me").submit("#asked form")
	own := amira.newTestPlan("podiatrist").path
	page := teacher.get(teacher.get(seat).sees(".head a", "Record for the school").value(".head a", "href")).sees("h2", "What was done").sees(".filed__what", "Pathways careers quiz, 16 questions").
		sees(".filed__more", "finished on ").sees(".filed__more", "said to be done on ").sees("h2", "Result of the quiz on").
		sees("p", "Own choice before the result: Healthcare Science").sees("p", "No plan is shared")
	if page.count(".no-print") == 0 {
		t.Error("the buttons are printed")
	}
	amira.post(own+"/sharing", "shared", "yes")
	teacher.get(seat+"/record").sees("h2", "Plan: Podiatrist").sees(".filed__one", "To do")

	file := teacher.get(seat + "/record.pdf").is(http.StatusOK)
	if !strings.HasPrefix(file.body, "%PDF-") || !strings.Contains(file.body, "/StructTreeRoot") {
		t.Errorf("this is no tagged PDF:\n%.100s", file.body)
	}
	if name := file.header.Get("Content-Disposition"); !strings.Contains(name, `"10B-Science-record-`) || strings.Contains(name, "Amira") {
		t.Errorf("the file is called %s", name)
	}
}

func TestTheRecordOfANameThatNobodyTookIsEmptyAndNotWrittenDown(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	seat := teacher.get("/classes/"+class).value("tbody th a", "href")
	teacher.get(seat+"/record").is(http.StatusOK).sees("p", "No lesson and no follow-up")
	entries, err := site.db.Audit.OfSchool(t.Context(), *staffOf(t, site, "bell@tyne.test").SchoolID, 10)
	if err != nil || written(entries, "looked at a result", staffOf(t, site, "bell@tyne.test").ID, 0) != 0 {
		t.Errorf("written down is %+v, %v", entries, err)
	}
}
