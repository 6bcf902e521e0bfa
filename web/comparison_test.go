package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pathways/models"
	"pathways/quizzes"
)

// finishesIn lets the pupil of a seat finish a lesson of a class, answering in a way
// that a number stands for.
func (s *Site) finishesIn(t testing.TB, teacherID int64, class string, lesson models.Lesson, nth, way int) {
	t.Helper()
	seats, err := s.db.Seats.Of(t.Context(), teacherID, class)
	if err != nil {
		t.Fatal(err)
	}
	quiz, _ := s.quizzes.Newest(theQuiz)
	owner := models.Owner{UserID: *seats[nth].UserID}
	attempt := models.Attempt{LessonID: &lesson.ID, QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(quizzes.Starter)}
	if err := s.db.Attempts.Start(t.Context(), owner, &attempt); err != nil {
		t.Fatal(err)
	}
	if err := s.db.Attempts.Finish(t.Context(), owner, attempt.ID, models.Packing{Packed: quiz.Pack(testSheet(quiz, way))}); err != nil {
		t.Fatal(err)
	}
}

// runsIn starts a lesson in a class.
func (s *Site) runsIn(t testing.TB, teacherID int64, class string) models.Lesson {
	t.Helper()
	quiz, _ := s.quizzes.Newest(theQuiz)
	lesson := models.Lesson{QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(quizzes.Starter)}
	if err := s.db.Lessons.Start(t.Context(), teacherID, class, &lesson); err != nil {
		t.Fatal(err)
	}
	return lesson
}

func TestATeacherSeesLessonsAndYearsSideBySide(t *testing.T) {
	t.Parallel()
	site, bell, teacher, school := newTestBigSchool(t, time.Now)
	site.newTestYear(t, teacher, school, 9, schoolYear(time.Now()), 4)
	classes, err := site.db.Classes.Of(t.Context(), teacher)
	if err != nil {
		t.Fatal(err)
	}
	address := "/classes/" + classes[0].PublicID + "/comparison"
	bell.get("/classes/"+classes[0].PublicID+"/results").sees("a", "Lessons side by side")
	bell.get(address).sees("#lessons", "There is one lesson so far").sees("#pupils tr", "one result").seesNo("#pupils p", "two results")
	next, err := site.db.Classes.NextYear(t.Context(), teacher, classes[0].PublicID, "10X")
	if err != nil {
		t.Fatal(err)
	}
	later := site.runsIn(t, teacher, next.PublicID)
	site.finishesIn(t, teacher, next.PublicID, later, 0, 0) // as the first time
	site.finishesIn(t, teacher, next.PublicID, later, 1, 1)
	page := bell.get("/classes/"+next.PublicID+"/comparison").is(http.StatusOK).
		sees("#lessons tr", schoolYearName(schoolYear(time.Now()))+" 4").
		sees("#lessons tr", schoolYearName(schoolYear(time.Now())+1)+" 2").
		sees("#pupils p", "2 the same").sees("#pupils tr", "one result").sees("#sectors td", "of 4").sees("#sectors td", "of 2")
	if n := page.count("#sectors svg.chart"); n != len(site.careers.Sectors)+1 {
		t.Errorf("%d charts", n)
	}
	bell.get(address).sees("#lessons a", "10X") // and from the year before
}

func TestTheNewestLessonsAreComparedWhenThereAreMany(t *testing.T) {
	t.Parallel()
	site, bell, teacher, school := newTestBigSchool(t, time.Now)
	site.newTestYear(t, teacher, school, 9, 2026, 2)
	classes, err := site.db.Classes.Of(t.Context(), teacher)
	if err != nil {
		t.Fatal(err)
	}
	for n := range mostLessons {
		site.finishesIn(t, teacher, classes[0].PublicID, site.runsIn(t, teacher, classes[0].PublicID), 1, n)
	}
	page := bell.get("/classes/" + classes[0].PublicID + "/comparison")
	rows := find(page.tree(), "#lessons tbody tr")
	if len(rows) != mostLessons || !strings.HasPrefix(textOf(rows[0]), "A") || !strings.HasSuffix(textOf(rows[0]), "1") {
		t.Errorf("%d lessons, the first is %q", len(rows), textOf(rows[0]))
	}
	page.sees("#pupils tr", "no result yet") // in these
}

func TestAChartKeepsItsColumnsAndTheirNumbersWithin(t *testing.T) {
	t.Parallel()
	for _, scale := range [][2]float64{{0, 100}, {-2, 2}, {0, 0}} {
		var bars []bar
		for i := range 9 {
			value := scale[0] + (scale[1]-scale[0])*float64(i)/8
			bars = append(bars, bar{Name: fmt.Sprint(i), Value: value, Faint: i == 3})
		}
		drawn := chartOf(bars, scale[0], scale[1])
		for _, at := range drawn.Columns {
			if at.Y < chartHead || at.High < 0 || at.Y+at.High > drawn.Height-chartFoot || at.TextY < 12 || at.TextY > drawn.Height-chartFoot {
				t.Errorf("on the scale %v a column is %+v of %d", scale, at, drawn.Height)
			}
			if at.X < 0 || at.X+columnWide > drawn.Width {
				t.Errorf("on the scale %v a column stands out: %+v", scale, at)
			}
		}
	}
}
