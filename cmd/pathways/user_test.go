package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// link is what add and reset print: one line, an address that works once.
func (r *result) link(folder string) string {
	r.t.Helper()
	if !regexp.MustCompile(`^https://pathways\.example/` + folder + `/[A-Za-z0-9_-]{22,}\n$`).MatchString(r.out) {
		r.t.Fatalf("%s: this is no link: %q", r.said, r.out)
	}
	return strings.TrimSpace(strings.TrimPrefix(r.out, "https://pathways.example"))
}

// listed is everybody, as user list prints them.
func listed(t testing.TB, dsn string) map[string]listedUser {
	t.Helper()
	list := pathways(t, "user", "list", "--json", "--db", dsn).done()
	var all struct{ Users []listedUser }
	list.json(&all)
	people := map[string]listedUser{}
	for _, u := range all.Users {
		people[u.UserName+u.Email] = u
	}
	return people
}

func TestTheFirstPeopleComeByALinkThatUserAddPrints(t *testing.T) {
	t.Parallel()
	dsn, path := fresh(t)
	invite := func(args ...string) string {
		return pathways(t, append([]string{"user", "add", "--base-url", "https://pathways.example/", "--db", dsn}, args...)...).done().link("invitations")
	}
	first := invite("--who", "admin", "--school", "Tyne Academy", "--place", "Gateshead", "--email", "Bell@tyne.example")
	second := invite("--who", "teacher", "--school", " tyne academy ", "--email", "haddad@tyne.example")
	third := invite("--who", "operator", "--email", "olu@hub.example")
	if kept := rows(t, path); strings.Count(kept["schools"], "\n") != 0 || !strings.Contains(kept["schools"], "Gateshead") {
		t.Errorf("the schools are %s", kept["schools"])
	}
	s := serve(t, "--db", dsn)
	for link, words := range map[string]string{first: "Tyne Academy", second: "a teacher", third: "operator"} {
		if status, body := s.get(link); status != http.StatusOK || !strings.Contains(body, words) {
			t.Errorf("an invitation answers %d, and does not say %q", status, words)
		}
	}
	if status, _ := s.get("/invitations/" + strings.Repeat("a", 43)); status != http.StatusNotFound {
		t.Errorf("a made-up invitation answers %d", status)
	}
}

func TestUserAddRefusesSomebodyWhoHasAnAccount(t *testing.T) {
	t.Parallel()
	f, dsn, path := seededCopy(t)
	before := rows(t, path)
	pathways(t, "user", "add", "--who", "admin", "--school", "A New School", "--email", strings.ToUpper(f.People[1].Email), "--db", dsn).refused(1, "pathways user reset")
	for table, text := range rows(t, path) {
		if text != before[table] {
			t.Errorf("%s was changed", table)
		}
	}
}

func TestUserResetPrintsALinkForStaffAndStudentsAlike(t *testing.T) {
	t.Parallel()
	f, dsn, _ := seededCopy(t)
	s := serve(t, "--db", dsn) // also while the site serves
	for _, p := range f.People {
		link := call{
			args: []string{"user", "reset", strings.ToUpper(p.UserName + p.Email)},
			env:  []string{"PATHWAYS_DB=" + dsn, "PATHWAYS_BASE_URL=https://pathways.example"},
		}.run(t).done().link("resets")
		if status, _ := s.get(link); status != http.StatusOK {
			t.Errorf("the link of %s answers %d", p.Name, status)
		}
	}
	pathways(t, "user", "reset", "nobody@tyne.example", "--db", dsn).refused(1, "nobody@tyne.example")
	pathways(t, "user", "reset", "nobody", "--db", dsn).refused(1, "nobody")
}

func TestUserDisableShutsSomebodyOutUntilItIsUndone(t *testing.T) {
	t.Parallel()
	f, dsn, _ := seededCopy(t)
	s := serve(t, "--db", dsn)
	for _, p := range []seededPerson{f.People[1], f.People[len(f.People)-1]} {
		name := p.UserName + p.Email
		pathways(t, "user", "disable", name, "--db", dsn).done().says(name)
		if home := s.signsIn(name, p.Password); home != "" || listed(t, dsn)[name].DisabledAt == nil {
			t.Errorf("%s is disabled and sent to %q", name, home)
		}
		pathways(t, "user", "disable", name, "--undo", "--db", dsn).done().says(name)
		if home := s.signsIn(name, p.Password); home == "" || listed(t, dsn)[name].DisabledAt != nil {
			t.Errorf("%s cannot sign in again", name)
		}
	}
	pathways(t, "user", "disable", "nobody", "--db", dsn).refused(1, "nobody")
}

func TestUserListTellsWhoEverybodyIsAndNoSecrets(t *testing.T) {
	t.Parallel()
	f, dsn, path := seededCopy(t)
	pathways(t, "user", "disable", f.People[2].Email, "--db", dsn).done()
	spoil(t, path, "UPDATE users SET last_sign_in_at = created_at WHERE who = 'operator'")
	list := pathways(t, "user", "list", "--json", "--db", dsn).done()
	list.has(list.shape(), `
		users list
		users[].who string
		users[].id string
		users[].name string
		users[].user_name string
		users[].email string
		users[].school string
		users[].disabled_at string
		users[].last_sign_in_at string`)
	people := listed(t, dsn)
	table := pathways(t, "user", "list", "--db", dsn).done()
	for _, p := range f.People {
		got := people[p.UserName+p.Email]
		if got.Who != p.Who || got.ID != p.ID || got.Name != p.Name || got.School != p.School {
			t.Errorf("%+v is listed as %+v", p, got)
		}
		table.says(p.UserName + p.Email)
		if strings.Contains(list.out+table.out, p.Password) {
			t.Errorf("the password of %s is listed", p.Name)
		}
	}
	if len(people) != len(f.People) || strings.Contains(list.out, "argon2") {
		t.Errorf("%d of %d people are listed, or their hashes are", len(people), len(f.People))
	}
	table.says("disabled", "open")
	empty, _ := fresh(t)
	if got := listed(t, empty); len(got) != 0 {
		t.Errorf("an empty database lists %v", got)
	}
	pathways(t, "user", "list", "--json", "--db", empty).done().says(`"users": []`)
}
