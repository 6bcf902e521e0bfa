package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// fixture reads what seed printed, as somebody does who drives the program.
func fixture(t testing.TB, dsn string, more ...string) seeded {
	t.Helper()
	var f seeded
	pathways(t, append([]string{"seed", "--json", "--db", dsn}, more...)...).done().json(&f)
	return f
}

// small is a database that seed filled, with one student a class. It is made
// once, for hashing passwords takes its time, and each test has a copy.
var small struct {
	once    sync.Once
	fixture seeded
	file    []byte
}

// seededCopy is a database with few people in it, and who they are.
func seededCopy(t testing.TB) (f seeded, dsn, path string) {
	t.Helper()
	small.once.Do(func() {
		dsn, path := fresh(t)
		small.fixture = fixture(t, dsn, "--students", "1")
		small.file = []byte(read(t, path))
	})
	if len(small.file) == 0 {
		t.Fatal("no database was seeded")
	}
	dsn, path = fresh(t)
	write(t, path, string(small.file))
	return small.fixture, dsn, path
}

func TestSeedPrintsEverybodyItMade(t *testing.T) {
	t.Parallel()
	dsn, path := fresh(t)
	json := pathways(t, "seed", "--json", "--db", dsn).done()
	json.has(json.shape(), `
		schools list
		schools[].id string
		schools[].name string
		classes list
		classes[].id string
		classes[].name string
		classes[].school string
		classes[].teacher string
		classes[].lesson string
		classes[].join_code string
		people list
		people[].who string
		people[].id string
		people[].name string
		people[].user_name string
		people[].email string
		people[].password string
		people[].school string
		people[].class string
		people[].seat string`)
	var f seeded
	json.json(&f)
	count := map[string]int{}
	for _, p := range f.People {
		count[p.Who]++
		count[p.Who+" of "+p.School+" "+p.Class]++
		staff := p.Who != "student"
		if p.ID == "" || p.Name == "" || len(p.Password) < 8 || (p.Email != "") != staff || (p.UserName != "") == staff || (p.Seat != "") == staff {
			t.Errorf("%+v lacks something, or has too much", p)
		}
	}
	for who, want := range map[string]int{
		"student": 20, "teacher": 4, "admin": 2, "operator": 1, "operator of  ": 1,
		"admin of Tyne Academy ": 1, "teacher of Wear High School ": 2,
		"student of Tyne Academy 9A": 5, "student of Wear High School 10B": 5,
	} {
		if count[who] != want {
			t.Errorf("there are %d %s, want %d", count[who], who, want)
		}
	}
	if len(f.Schools) != 2 || len(f.Classes) != 4 {
		t.Errorf("there are %d schools and %d classes", len(f.Schools), len(f.Classes))
	}
	kept := rows(t, path)
	for table, want := range map[string]int{"schools": 2, "classes": 4, "lessons": 4, "users": 27, "seats": 20} {
		if got := len(strings.Split(kept[table], "\n")); got != want {
			t.Errorf("%s has %d rows, want %d", table, got, want)
		}
	}
}

func TestEverybodyThatSeedPrintsCanSignInAndTheLessonsAreOpen(t *testing.T) {
	t.Parallel()
	f, dsn, _ := seededCopy(t)
	s := serve(t, "--db", dsn)
	homes := map[string]string{"student": "/me", "teacher": "/classes", "admin": "/school", "operator": "/"}
	for _, p := range f.People {
		if home := s.signsIn(p.UserName+p.Email, p.Password); home != homes[p.Who] {
			t.Errorf("%s %s is sent to %q", p.Who, p.UserName+p.Email, home)
		}
	}
	for _, class := range f.Classes {
		if status, body := s.get("/join/" + class.JoinCode); status != http.StatusOK || !strings.Contains(body, class.Name) {
			t.Errorf("the lesson of %s cannot be joined: %d", class.Name, status)
		}
	}
}

func TestSeedMakesAsManyStudentsAsItIsToldAndTheSameEachTime(t *testing.T) {
	t.Parallel()
	names := func(f seeded) (list []string) {
		for _, p := range f.People {
			list = append(list, p.Who+" "+p.Name+" "+p.UserName+p.Email+" "+p.School+" "+p.Class)
		}
		return list
	}
	one, _ := fresh(t)
	other, _ := fresh(t)
	a, b := fixture(t, one, "--students", "2"), fixture(t, other, "--students", "2")
	if len(a.People) != 2*4+7 {
		t.Errorf("there are %d people", len(a.People))
	}
	for i, name := range names(a) {
		if name != names(b)[i] {
			t.Errorf("%s is %s the second time", name, names(b)[i])
		}
	}
	if a.People[0].Password == b.People[0].Password || a.Classes[0].JoinCode == b.Classes[0].JoinCode {
		t.Error("the secrets are the same each time")
	}
}

func TestSeedFillsAnEmptyDatabaseOnly(t *testing.T) {
	t.Parallel()
	for name, make := range map[string][]string{
		"people":     nil,
		"a school":   {"user", "add", "--who", "admin", "--school", "Tyne Academy", "--email", "a@tyne.example"},
		"an invited": {"user", "add", "--who", "operator", "--email", "olu@hub.example"},
	} {
		_, dsn, path := seededCopy(t)
		if make != nil {
			dsn, path = fresh(t)
			pathways(t, append(make, "--db", dsn)...).done()
		}
		before := read(t, path)
		pathways(t, "seed", "--json", "--db", dsn).refused(1, "empty")
		if read(t, path) != before {
			t.Errorf("a database with %s in it was changed", name)
		}
		if left, _ := filepath.Glob(path + "*"); len(left) != 1 {
			t.Errorf("left beside it: %v", left)
		}
	}
}
