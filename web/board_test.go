package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pathways/models"
	"pathways/quizzes"
)

// finishes gives the lesson's class another pupil, who has finished with the
// ratings of somebody made for a sector.
func (s *Site) finishes(t testing.TB, lesson models.LessonView, name, sector string) {
	t.Helper()
	user := models.User{Who: models.Student, SchoolID: &lesson.SchoolID, UserName: name, DisplayName: name}
	if err := s.db.Users.Create(t.Context(), &user); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Seats.Sit(t.Context(), lesson.ID, name, user.ID); err != nil {
		t.Fatal(err)
	}
	quiz, _ := s.quizzes.Find(lesson.QuizKey, lesson.QuizVersion)
	sheet := quizzes.Sheet{Length: quizzes.Full, Ratings: map[string]quizzes.Rating{}, Seconds: map[string]float64{}}
	for _, target := range quiz.Sectors {
		for _, item := range quiz.Items {
			if target.ID == sector && item.Stage == 1 {
				sheet.Ratings[item.ID] = quizzes.Rating(min(max(item.Sign*target.Weights[item.Dimension]-1, -2), 2))
				sheet.Seconds[item.ID] = 5
			}
		}
	}
	owner := models.Owner{UserID: user.ID}
	attempt := models.Attempt{LessonID: &lesson.ID, QuizKey: quiz.Key, QuizVersion: quiz.Version, Length: string(quizzes.Full)}
	if err := s.db.Attempts.Start(t.Context(), owner, &attempt); err != nil {
		t.Fatal(err)
	}
	if err := s.db.Attempts.Finish(t.Context(), owner, attempt.ID, models.Packing{Packed: quiz.Pack(sheet)}); err != nil {
		t.Fatal(err)
	}
}

func TestTheBoardMovesOnlyWhenThreeMoreHaveFinished(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Quayside", "bell@quayside.example")
	board := teacher.post("/classes/"+class+"/lessons", "join", "open").path + "/board"
	user, err := site.db.Users.ByEmail(t.Context(), "bell@quayside.example")
	if err != nil {
		t.Fatal(err)
	}
	lesson, err := site.db.Lessons.Find(t.Context(), user.ID, board[len("/lessons/"):len(board)-len("/board")])
	if err != nil {
		t.Fatal(err)
	}

	heights := func(finished int, sector string) (walls string) {
		site.finishes(t, lesson, fmt.Sprintf("pupil %d", finished), sector)
		shown := teacher.get(board).sees(".wall__count", fmt.Sprint(finished))
		for _, node := range find(shown.tree(), ".skyline__wall") {
			wall, _ := attributeOf(node, "d")
			walls += wall + " "
		}
		return walls
	}
	for n := 1; n <= 4; n++ {
		heights(n, "primary-healthcare")
	}
	// The form refuses this; the picture does not count on it.
	if err := site.db.Lessons.Reveal(t.Context(), user.ID, lesson.PublicID); err != nil {
		t.Fatal(err)
	}
	if four := find(teacher.get(board).tree(), ".skyline__wall"); len(four) > 0 {
		t.Fatal("four pupils make a picture already")
	}
	five := heights(5, "primary-healthcare")
	if five == "" {
		t.Fatal("five pupils make no picture")
	}
	if lists := find(teacher.get(board).sees("h2", "What we would like most").tree(), ".wall-more li"); len(lists) != 2*activitiesShown {
		t.Errorf("%d activities are shown", len(lists))
	}
	if six, seven := heights(6, "pharma-manufacturing"), heights(7, "pharma-manufacturing"); six != five || seven != five {
		t.Error("the picture tells what the sixth and the seventh answered")
	}
	if eight := heights(8, "pharma-manufacturing"); eight == five {
		t.Error("the picture does not move with the eighth")
	}
}

func TestTheBoardSaysInWordsWhichSectorStandsTallest(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Quayside", "bell@quayside.example")
	board := teacher.post("/classes/"+class+"/lessons", "join", "open").path + "/board"
	user, err := site.db.Users.ByEmail(t.Context(), "bell@quayside.example")
	if err != nil {
		t.Fatal(err)
	}
	lesson, err := site.db.Lessons.Find(t.Context(), user.ID, board[len("/lessons/"):len(board)-len("/board")])
	if err != nil {
		t.Fatal(err)
	}
	for n, sector := range []string{"pharma-manufacturing", "pharma-manufacturing", "pharma-manufacturing", "primary-healthcare", "primary-healthcare"} {
		site.finishes(t, lesson, fmt.Sprintf("pupil %d", n), sector)
	}
	teacher.post("/lessons/" + lesson.PublicID + "/reveal")
	var said []string
	for _, line := range find(teacher.get(board).tree(), ".unseen li") {
		said = append(said, textOf(line))
	}
	want := []string{"Pharma Manufacturing", "Primary Healthcare", "Secondary Healthcare, Healthcare Science, NHS Technical Services: the same height"}
	if !slices.Equal(said, want) {
		t.Errorf("the order is %q", said)
	}
}

func TestNothingIsRevealedWhileFewerThanFiveHaveFinished(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher, class, _, _ := site.newTestClass(t, "Tyne Academy", "bell@tyne.test")
	address := teacher.post("/classes/"+class+"/lessons", "join", "open").path
	user, err := site.db.Users.ByEmail(t.Context(), "bell@tyne.test")
	if err != nil {
		t.Fatal(err)
	}
	revealed := func() bool {
		lesson, err := site.db.Lessons.Find(t.Context(), user.ID, strings.TrimPrefix(address, "/lessons/"))
		if err != nil {
			t.Fatal(err)
		}
		return lesson.RevealedAt != nil
	}
	lesson, err := site.db.Lessons.Find(t.Context(), user.ID, strings.TrimPrefix(address, "/lessons/"))
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"amber otter", "amber seal", "amber fox", "amber yak", "amber owl"} {
		teacher.post(address + "/reveal").is(http.StatusOK)
		if revealed() {
			t.Fatalf("revealed after %d", i)
		}
		site.finishes(t, lesson, name, "healthcare-science")
	}
	teacher.post(address + "/reveal").is(http.StatusOK)
	if !revealed() {
		t.Error("not revealed after five")
	}
}
