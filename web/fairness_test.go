package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"pathways/quizzes"
)

func TestThePageOfTheRuleWaitsForNoFigures(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.get("/how-this-works").is(http.StatusOK).sees("section", "counting now").seesNo("th", "Random answers")
	quiz, _ := ann.site.quizzes.Newest(theQuiz)
	report := quizzes.Fairness(quiz, quizzes.FairnessOptions{Sheets: 50})
	ann.site.fairness.Store(&report)
	ann.get("/how-this-works").is(http.StatusOK).sees("th", "Random answers").seesNo("section", "counting now")
}

func TestAMeasuringThatBreaksIsWrittenDownAndStopsNothing(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	site := newSite(t)
	site.log = slog.New(slog.NewTextHandler(&log, nil))
	site.quizzes = nil
	site.measureFairness()
	if !strings.Contains(log.String(), "fairness broke") {
		t.Errorf("the log says %q", log.String())
	}
}

func TestThePublicFiguresAreThoseOfTheFairnessProgram(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	report := measured()
	ann.site.fairness.Store(&report)
	page := ann.get("/how-this-works").is(http.StatusOK)
	for _, row := range report.Firmness() {
		page.sees("tr", row.Words+" "+row.Mild+" "+row.Medium+" "+row.Random)
	}
	for _, sector := range ann.site.careers.Sectors {
		page.sees("tr", fmt.Sprintf("%s %.1f", sector.Name, report.FirstPlaces["random"][sector.ID]))
	}
}
