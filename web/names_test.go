package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"pathways/models"
)

func TestNamesAreTakenOutOfRowsThatWerePastedFromASpreadsheet(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]nameList{
		"Amira K\n\nBen  T\r\n":          {Names: []string{"Amira K", "Ben T"}},
		"1\tAmira K\t10B\n2\tBen T\t10B": {Names: []string{"Amira K", "Ben T"}, Cut: 2},
		"Surname\tForename\tDOB\nKhan\tAmira\t2012-01-02\nÓ Briain\tZoë\t2012-02-03": {Names: []string{"Amira K", "Zoë Ó"}, Cut: 2, Heading: true},
		"Pupil name\nAmira K\nPupil\n": {Names: []string{"Amira K", "Pupil"}, Heading: true},
		"Amira K,10B\nBen T,10B":       {Names: []string{"Amira K", "Ben T"}, Cut: 2},
		"Amira K;10B\nBen T;10B":       {Names: []string{"Amira K", "Ben T"}, Cut: 2},
		"Surname\nKhan\nTan":           {Names: []string{"Khan", "Tan"}, Heading: true},
		"Surname,Forename\nKhan,Amira": {Names: []string{"Amira K"}, Cut: 1, Heading: true},
		"Amira\nKhan, Ben\nCai":        {Names: []string{"Amira", "Ben K", "Cai"}, Cut: 1},
		"Amira K\t\t\nName":            {Names: []string{"Amira K", "Name"}},
	} {
		got := readNames(text, nil)
		if !slices.Equal(got.Names, want.Names) || got.Cut != want.Cut || got.Heading != want.Heading || len(got.Problems) > 0 {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestEveryLineThatCannotBeTakenIsToldWithItsNumberAndItsReason(t *testing.T) {
	t.Parallel()
	text := "Surname\tForename\nKhan\tAmira\nTan\nBell\t" + strings.Repeat("x", 70) + "\nKent\tamira\nWu\t<b>\nThorne\tBen"
	got := readNames(text, []models.SeatResult{{Name: "Ben T"}})
	want := []string{
		"Line 3: Type a name.", "Line 4: Use 60", "Line 5: amira K is on the list already", "Line 6: Use letters", "Line 7: Ben T is on the list already",
	}
	if len(got.Problems) != len(want) {
		t.Fatalf("the problems are %q", got.Problems)
	}
	for i := range want {
		if !strings.HasPrefix(got.Problems[i], want[i]) {
			t.Errorf("%q, want %q", got.Problems[i], want[i])
		}
	}
}

func TestOfTwoWordsNobodyGuessesWhichIsTheFirstName(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Khan, Amira\nTan, Ben", "Khan\tAmira\nTan\tBen", "1;Khan;Amira\n2;Tan;Ben"} {
		got := readNames(text, nil)
		if len(got.Problems) != 1 || !strings.HasPrefix(got.Problems[0], "Line 1: We cannot tell whether “Khan” or “Amira” is the first name.") {
			t.Errorf("%q: the problems are %q", text, got.Problems)
		}
	}
}

func TestAClassIsMadeWithItsNamesOrNotAtAll(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	teacher := site.newTestStaff(t, Teacher, site.newTestSchool(t, "Tyne Academy").ID, "bell@tyne.test")
	form := teacher.get("/classes")
	names := "Forename\tForm\nAmira\t9A\nBen\t9A\nBen\t9A"
	form.submit("form.form", "name", "9A", "year", "9", "names", names).is(http.StatusUnprocessableEntity).
		sees(".errors", "Line 4: Ben is on the list already").sees("#names", "Amira").sees("#names-problem", "Line 4")
	if n := teacher.get("/classes").count("article"); n != 0 {
		t.Fatalf("%d classes were made", n)
	}
	form.submit("form.form", "name", "9A", "year", "9", "names", strings.TrimSuffix(names, "\nBen\t9A")).sees("h1", "9A").
		sees("th", "Amira").sees("th", "Ben").seesNo("body", "Forename").
		sees(".notice", "2 names are on the list now. Only the name was taken of 2 lines").sees(".notice", "The heading was left out too.")
}
