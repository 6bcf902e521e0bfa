package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pathways/models"
	"pathways/quizzes"
)

// newTestYear fills a school with a class of a year group in a school year, all of
// whose pupils have finished the quiz in it.
func (s *Site) newTestYear(t testing.TB, teacherID, schoolID int64, yearGroup, schoolYear, pupils int) {
	t.Helper()
	ctx := t.Context()
	quiz, _ := s.quizzes.Newest(theQuiz)
	err := s.db.Together(ctx, func(tx *models.DB) error {
		class := models.Class{Name: fmt.Sprint(yearGroup, "X"), YearGroup: yearGroup, SchoolYear: schoolYear}
		if err := tx.Classes.Create(ctx, teacherID, &class); err != nil {
			return err
		}
		names := make([]string, pupils)
		for i := range names {
			names[i] = fmt.Sprint("Pupil ", i)
		}
		seats, err := tx.Seats.Add(ctx, teacherID, class.PublicID, names)
		if err != nil {
			return err
		}
		lesson := models.Lesson{QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(quizzes.Starter)}
		if err := tx.Lessons.Start(ctx, teacherID, class.PublicID, &lesson); err != nil {
			return err
		}
		for i, seat := range seats {
			user := models.User{Who: models.Student, SchoolID: &schoolID, UserName: fmt.Sprintf("otter-%d-%d-%d-%s", schoolYear, yearGroup, i, seat.PublicID)}
			if err := tx.Users.Create(ctx, &user); err != nil {
				return err
			}
			if _, err := tx.Seats.Claim(ctx, lesson.ID, seat.PublicID, user.ID); err != nil {
				return err
			}
			owner := models.Owner{UserID: user.ID}
			attempt := models.Attempt{LessonID: &lesson.ID, QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(quizzes.Starter), Seed: int64(i)}
			if err := tx.Attempts.Start(ctx, owner, &attempt); err != nil {
				return err
			}
			if err := tx.Attempts.Finish(ctx, owner, attempt.ID, models.Packing{Packed: quiz.Pack(testSheet(quiz, i))}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// testSheet answers the starter, each number in its own way.
func testSheet(quiz *quizzes.Quiz, n int) quizzes.Sheet {
	sheet := quizzes.Sheet{Length: quizzes.Starter, Seed: int64(n), Ratings: map[string]quizzes.Rating{}, Seconds: map[string]float64{}}
	for at := 1; ; at++ {
		item, _, ok := quiz.Next(sheet)
		if !ok {
			return sheet
		}
		sheet.Ratings[item.ID], sheet.Seconds[item.ID] = quizzes.Rating((at*at*(n%7+1)+n)%5)-2, 5
	}
}

// newTestBigSchool is a school with an admin, on a site whose clock says that it is
// the middle of the school year 2026/27.
func newTestBigSchool(t testing.TB, now func() time.Time) (site *Site, okafor *browser, teacherID, schoolID int64) {
	t.Helper()
	site = newSiteAt(t, now)
	school := site.newTestSchool(t, "Tyne Academy")
	okafor = site.newTestStaff(t, Admin, school.ID, "okafor@tyne.test")
	user, err := site.db.Users.ByEmail(t.Context(), "okafor@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	return site, okafor, user.ID, school.ID
}

func TestTheWholeSchoolIsShownInFivesByYearGroupAndOverTheYears(t *testing.T) {
	t.Parallel()
	site, okafor, teacher, school := newTestBigSchool(t, time.Now)
	year := schoolYear(time.Now())
	okafor.get("/school/picture").sees("h2", "No class yet")
	site.newTestYear(t, teacher, school, 9, year, 23)
	site.newTestYear(t, teacher, school, 10, year, 3)
	shown := okafor.get("/school/picture").is(http.StatusOK).
		sees("#groups tr", "Year 9 1 1 20 20 fewer than 5").
		sees("#groups tr", "Year 10 1 1 fewer than 5 fewer than 5 fewer than 5").
		sees("#groups tr", "Together, at least 2 2 20 20 not shown").
		seesNo("h2", "over the years")
	for _, cell := range find(shown.tree(), "#sectors td") {
		if text := textOf(cell); text != "fewer than 5" && !strings.HasSuffix(text, "0") && !strings.HasSuffix(text, "5") {
			t.Errorf("a cell says %q", text)
		}
	}
	site.newTestYear(t, teacher, school, 8, year-1, 12) // whose pupils finished nothing in that year
	okafor.get(fmt.Sprintf("/school/picture?year=%d", year-1)).sees("h2", "over the years").sees("#groups tr", "Year 8 1 1 10 fewer than 5").
		sees(".tabs__link[aria-current=page]", schoolYearName(year-1))
	okafor.get("/school/picture?year=nonsense").sees("#groups tr", "Year 9")

	file := okafor.get("/school/picture.csv").is(http.StatusOK)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 4 || rows[1][4] != "20" || rows[2][4] != "fewer than 5" {
		t.Errorf("the file holds %q: %v", rows, err)
	}
}

func TestAQuizThatIsTakenAgainDoesNotChangeTheSchoolsPicture(t *testing.T) {
	t.Parallel()
	site, okafor, teacher, school := newTestBigSchool(t, time.Now)
	site.newTestYear(t, teacher, school, 9, schoolYear(time.Now()), 10)
	before := okafor.get("/school/picture").text()
	users, err := site.db.Users.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	quiz, _ := site.quizzes.Newest(theQuiz)
	for i, user := range users {
		if user.Who != models.Student {
			continue
		}
		owner := models.Owner{UserID: user.ID}
		attempt := models.Attempt{QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(quizzes.Starter)}
		if err := site.db.Attempts.Start(t.Context(), owner, &attempt); err != nil {
			t.Fatal(err)
		}
		if err := site.db.Attempts.Finish(t.Context(), owner, attempt.ID, models.Packing{Packed: quiz.Pack(testSheet(quiz, i+3))}); err != nil {
			t.Fatal(err)
		}
	}
	if after := okafor.get("/school/picture").text(); after != before {
		t.Errorf("the picture was\n%s\nand is\n%s", before, after)
	}
}

// BenchmarkWholeSchool draws the page of a school with 1,500 pupils who have all
// finished this year.
func BenchmarkWholeSchool(b *testing.B) {
	site, okafor, teacher, school := newTestBigSchool(b, time.Now)
	for class := range 50 {
		site.newTestYear(b, teacher, school, 7+class%7, schoolYear(time.Now()), 30)
	}
	okafor.get("/school/picture").sees("#groups tr", "Together, at least 50 50 15")
	for b.Loop() {
		okafor.get("/school/picture").is(http.StatusOK)
	}
}
