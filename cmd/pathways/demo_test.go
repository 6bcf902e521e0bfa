package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// demo starts a demo on a free port, and waits for the end of its greeting.
func demo(t testing.TB, args ...string) *server {
	t.Helper()
	return call{args: append([]string{"demo", "--addr", "127.0.0.1:0"}, args...)}.start(t, "Ctrl-C stops it.\n")
}

// signInLine is somebody in the greeting: who, as whom, and the password.
var signInLine = regexp.MustCompile(`(?m)^  (admin|teacher|student) +(\S.*?) {2,}(\S+) +(Quayside Academy|Marsden Coast School)$`)

// people lists who can sign in, by the name they sign in as.
func (s *server) people() map[string]string {
	passwords := map[string]string{}
	for _, found := range signInLine.FindAllStringSubmatch(s.out.String(), -1) {
		passwords[found[1]+" "+found[2]] = found[3]
	}
	return passwords
}

// signsIn tells where somebody is sent who signs in.
func (s *server) signsIn(name, password string) string {
	s.t.Helper()
	form := strings.NewReader(url.Values{"name": {name}, "password": {password}}.Encode())
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.base+"/sign-in", form)
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Origin", s.base)
	response, err := client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	return response.Header.Get("Location")
}

func TestADemoSaysWhoToSignInAsAndTheyCan(t *testing.T) {
	t.Parallel()
	dsn, _ := fresh(t)
	s := demo(t, "--db", dsn)
	people := s.people()
	homes := map[string]string{"admin": "/school", "teacher": "/classes", "student": "/me"}
	seen := map[string]int{}
	for name, password := range people {
		who, name, _ := strings.Cut(name, " ")
		seen[who]++
		if home := s.signsIn(name, password); home != homes[who] {
			t.Errorf("%s %s is sent to %q", who, name, home)
		}
	}
	if seen["admin"] != 2 || seen["teacher"] != 3 || seen["student"] != 5 {
		t.Errorf("the greeting names %v:\n%s", seen, s.out)
	}
	codes := regexp.MustCompile(`(?m)^  ([A-Z0-9]{4}-[A-Z0-9]{4})  `).FindAllStringSubmatch(s.out.String(), -1)
	if len(codes) != 2 {
		t.Fatalf("the greeting names %d lessons:\n%s", len(codes), s.out)
	}
	for _, code := range codes {
		if status, body := s.get("/join/" + strings.ReplaceAll(code[1], "-", "")); status != http.StatusOK {
			t.Errorf("the lesson %s cannot be joined: %d %.200s", code[1], status, body)
		}
	}
	if s.stop() != 0 {
		t.Errorf("it ended badly: %s", s.errs)
	}
}

func TestADemoKeepsWhatWasSavedAndItsPasswordsWhichOnlyTheOwnerReads(t *testing.T) {
	t.Parallel()
	dsn, path := fresh(t)
	secrets := path + ".people.json"
	// Left by a demo that is gone, and open to everybody.
	if err := os.WriteFile(secrets, []byte("[]"), 0o644); err != nil {
		t.Fatal(err)
	}
	first := demo(t, "--db", dsn)
	if !strings.Contains(first.errs.String(), "Filling the demo") {
		t.Errorf("it says %q", first.errs)
	}
	first.stop()
	spoil(t, path, "UPDATE schools SET place = 'Hexham' WHERE name = 'Quayside Academy'")
	again := demo(t, "--db", dsn)
	if again.errs.String() != "" {
		t.Errorf("at its second start it says %q", again.errs)
	}
	before, after := first.people(), again.people()
	if len(before) == 0 || len(before) != len(after) {
		t.Fatalf("%d and then %d people", len(before), len(after))
	}
	for name, password := range before {
		if after[name] != password {
			t.Errorf("the password of %s was %s and is %s", name, password, after[name])
		}
	}
	who, name := "", ""
	for name = range after {
		who, name, _ = strings.Cut(name, " ")
		if home := again.signsIn(name, after[who+" "+name]); home == "" {
			t.Errorf("%s cannot sign in any more", name)
		}
		break
	}
	again.stop()
	if got := rows(t, path)["schools"]; !strings.Contains(got, "Hexham") {
		t.Errorf("what was saved is gone: %s", got)
	}
	for _, file := range []string{path, secrets} {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file, info.Mode(), err)
		}
	}
	var kept []map[string]any
	if err := json.Unmarshal([]byte(read(t, secrets)), &kept); err != nil || len(kept) != len(before) {
		t.Errorf("%d people are kept for %d: %v", len(kept), len(before), err)
	}
}

func TestADemoThrowsAwayWhatItWasNotToldToKeep(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s := call{args: []string{"demo", "--addr", "127.0.0.1:0"}, env: []string{"TMPDIR=" + folder}}.start(t, "Ctrl-C stops it.\n")
	if left, _ := filepath.Glob(folder + "/*"); len(left) != 1 {
		t.Errorf("while it runs there are %v", left)
	}
	s.stop()
	if left, _ := filepath.Glob(folder + "/*"); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestADemoTouchesNoDatabaseButItsOwn(t *testing.T) {
	t.Parallel()
	for name, make := range map[string][]string{
		"one with people":      nil,
		"one with a school":    {"user", "add", "--who", "admin", "--school", "Tyne Academy", "--email", "a@tyne.example"},
		"one with an operator": {"user", "add", "--who", "operator", "--email", "olu@hub.example"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, dsn, path := seededCopy(t)
			if make != nil {
				dsn, path = fresh(t)
				pathways(t, append(make, "--db", dsn)...).done()
			}
			before := read(t, path)
			pathways(t, "demo", "--addr", "127.0.0.1:0", "--db", dsn).refused(1, path, "not a demo's")
			if read(t, path) != before {
				t.Error("the database was changed")
			}
			if left, _ := filepath.Glob(path + "*"); len(left) != 1 {
				t.Errorf("left beside it: %v", left)
			}
		})
	}
}

func TestADemoFillsADatabaseThatNobodyHasUsed(t *testing.T) {
	t.Parallel()
	dsn, _ := fresh(t)
	pathways(t, "migrate", "--db", dsn).done()
	if s := demo(t, "--db", dsn); len(s.people()) == 0 {
		t.Errorf("it greets nobody: %s", s.out)
	}
}

func TestADemoThatWasStoppedWhileItWasFilledIsFilledAtTheNextStart(t *testing.T) {
	t.Parallel()
	dsn, path := fresh(t)
	killed := call{args: []string{"demo", "--addr", "127.0.0.1:0", "--db", dsn}}.begin(t)
	killed.hears(killed.errs, "Filling")
	_ = killed.process.Process.Kill()
	killed.wait(tooLong)
	// However far it came, this is what it may have left.
	if err := os.MkdirAll(path+".filling", 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(path+".filling", "demo.db"), "half a page")
	if s := demo(t, "--db", dsn); len(s.people()) == 0 {
		t.Errorf("it greets nobody: %s", s.out)
	}
	if left, _ := filepath.Glob(path + ".filling*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestADemoWithoutItsPasswordsSaysWhatToDo(t *testing.T) {
	t.Parallel()
	dsn, path := fresh(t)
	demo(t, "--db", dsn).stop()
	if err := os.WriteFile(path+".people.json", []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	pathways(t, "demo", "--addr", "127.0.0.1:0", "--db", dsn).refused(1, path+".people.json", "damaged", "delete")
	if err := os.Remove(path + ".people.json"); err != nil {
		t.Fatal(err)
	}
	pathways(t, "demo", "--addr", "127.0.0.1:0", "--db", dsn).refused(1, path+".people.json", "gone", "delete")
}

// rows is everything in a database that nobody has open, by table, one row a
// line in the order of its text.
func rows(t testing.TB, path string) map[string]string {
	t.Helper()
	pool, err := sql.Open("sqlite3", "file:"+path+"?immutable=1")
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	found := map[string]string{}
	for _, table := range column(t, pool, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'") {
		quoted := column(t, pool, "SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') FROM pragma_table_info('"+table+"')")
		found[table] = strings.Join(column(t, pool, "SELECT "+quoted[0]+" AS row FROM "+table+" ORDER BY row"), "\n")
	}
	return found
}

func column(t testing.TB, pool *sql.DB, query string) []string {
	t.Helper()
	found, err := pool.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	var list []string
	for found.Next() {
		var text string
		if err := found.Scan(&text); err != nil {
			t.Fatal(err)
		}
		list = append(list, text)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}
