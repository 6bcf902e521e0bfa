package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestALessonPlanAsksAboutTheClassesOwnResultsFromFiveOn(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Quayside", "bell@quayside.example")
	user, err := site.db.Users.ByEmail(t.Context(), "bell@quayside.example")
	if err != nil {
		t.Fatal(err)
	}
	open := teacher.post("/classes/"+class+"/lessons", "join", "open").path
	lesson, err := site.db.Lessons.Find(t.Context(), user.ID, strings.TrimPrefix(open, "/lessons/"))
	if err != nil {
		t.Fatal(err)
	}
	plan := teacher.get(teacher.get("/classes/"+class).value("a[href='/classes/"+class+"/lesson-plan']", "href")).sees("h1", "50 minutes with 10B Science")
	for n := 1; n <= 4; n++ {
		site.finishes(t, lesson, fmt.Sprintf("pupil %d", n), "primary-healthcare")
	}
	teacher.get(plan.path).sees(".timing__ask", "Which sector stands tallest").seesNo(".timing__ask", "came first")
	site.finishes(t, lesson, "pupil 5", "pharma-manufacturing")
	teacher.get(plan.path).sees(".timing__ask", "Primary Healthcare came first for 4 of 5.").
		sees(".timing__ask", "Secondary Healthcare, Healthcare Science and NHS Technical Services came first for nobody").
		sees(".timing__ask", "Which jobs have the one without the other?").seesNo(".timing__ask", "pupil")
}

func TestALessonPlanFollowsTheClockOfTheSchool(t *testing.T) {
	t.Parallel()
	teacher, class, _, _ := newSite(t).newTestClass(t, "Quayside", "bell@quayside.example")
	plan := "/classes/" + class + "/lesson-plan"
	teacher.get(plan).sees(".timing__time", "0 to 5 min").sees(".timing__time", "45 to 50 min").
		submit("form[action='"+plan+"']", "from", "09:15").sees(".timing__time", "09:15 to 09:20").sees(".timing__time", "10:00 to 10:05")
	teacher.get(plan+"?from=quarter+past").is(http.StatusUnprocessableEntity).sees("#from-problem", "such as 09:15").sees(".timing__time", "0 to 5 min")
}
