package web

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryRouteIsForWhomItsClaimNamesAndForNobodyElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	missing := maps.Clone(matrix)
	for _, route := range newSite(t).Routes() {
		name := route.Method + " " + route.Path
		it, claimed := matrix[name]
		if !claimed {
			t.Errorf("nobody claims who may use %s: add it to the matrix", name)
			continue
		}
		delete(missing, name)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w.open(t).walk(route, it)
		})
	}
	for name := range missing {
		t.Errorf("the matrix claims %s, which is no route", name)
	}
}

// walk tries a route as everybody, on the things of everybody whose it can be.
func (v *visit) walk(route Route, it claim) {
	entered := map[Who]bool{}
	if it.of == "" {
		v.walkThings(route, it, "", people(it.in), entered)
	}
	for _, owner := range people(it.of) {
		v.walkThings(route, it, owner, []string{owner}, entered)
	}
	for _, who := range []Who{Visitor, Student, Teacher, Admin, Operator} {
		if listed := slices.Contains(route.Who, who); listed != entered[who] {
			v.t.Errorf("the site's table lists a %s: %v, and one gets in: %v", who, listed, entered[who])
		}
	}
}

// whoIs is what everybody is, to compare with the site's table.
var whoIs = map[string]Who{
	"visitor": Visitor, "guest": Visitor, "amira": Student, "ben": Student, "dina": Student, "ella": Student,
	"bell": Teacher, "hall": Teacher, "laing": Teacher, "okafor": Admin, "nowak": Admin, "olu": Operator,
}

// walkThings tries a route as everybody, on the things of one owner.
func (v *visit) walkThings(route Route, it claim, owner string, in []string, entered map[Who]bool) {
	right := v.fill(route, it, owner, "", "")
	for _, name := range everyone {
		if !slices.Contains(in, name) {
			v.refused(name, right, it.refusal(name, route.Method))
			continue
		}
		v.allowed(name, right, it)
		entered[whoIs[name]] = true
		for _, wrong := range v.slips(route, it, owner) {
			v.refused(name, wrong, max(it.absent, http.StatusNotFound))
		}
		if route.Changes && name == in[0] {
			v.refusedFromElsewhere(name, right)
		}
	}
}

// refusal is how somebody is told that a page is not for them. To those who are
// signed in it is not there; visitors are asked to sign in, unless it is a page
// for visitors and only the thing is not theirs.
func (it claim) refusal(name, method string) int {
	forVisitors := slices.ContainsFunc(people(it.in+" "+it.of), func(name string) bool { return whoIs[name] == Visitor })
	switch {
	case whoIs[name] != Visitor || forVisitors:
		return http.StatusNotFound
	case method == http.MethodPost:
		return http.StatusUnauthorized
	}
	return http.StatusSeeOther
}

// question is what is asked of the site.
type question struct{ method, path, form string }

func (q question) String() string { return strings.TrimSpace(q.method + " " + q.path + " " + q.form) }

// word stands for something in the addresses and forms of the matrix.
var word = regexp.MustCompile(`:[a-z-]+`)

// text is the address and the form of a claim, with its words.
func (it claim) text(route Route) (path, form string) {
	if it.path != "" {
		return it.path, it.form
	}
	return route.Path, it.form
}

// fill puts things into the words of a claim; one word may get another value.
func (v *visit) fill(route Route, it claim, owner, slip, value string) question {
	v.t.Helper()
	thing := func(word string) string {
		name := word[1:]
		switch {
		case name == slip:
			return value
		case v.things[owner][name] != "":
			return v.things[owner][name]
		case v.known[name] != "":
			return v.known[name]
		}
		v.t.Fatalf("%s has no %s", owner, word)
		return ""
	}
	path, form := it.text(route)
	return question{
		route.Method, word.ReplaceAllStringFunc(path, thing),
		word.ReplaceAllStringFunc(form, func(word string) string { return url.QueryEscape(thing(word)) }),
	}
}

// unslipped are the words that name no thing, or whose slips are guesses, which
// are counted and have tests of their own.
var unslipped = []string{"n", "item", "value", "revision", "newest", "route", "static", "version", "password", "made-up", "user-name", "recovery", "colleague"}

// slips are the questions in which one word names what is not there or is
// somebody else's, all others being right.
func (v *visit) slips(route Route, it claim, owner string) []question {
	path, form := it.text(route)
	var list []question
	for _, w := range word.FindAllString(path+" "+form, -1) {
		name := w[1:]
		if slices.Contains(unslipped, name) {
			continue
		}
		own := v.fill(route, it, owner, "", "")
		for _, value := range v.others(owner, name) {
			if wrong := v.fill(route, it, owner, name, value); wrong != own {
				list = append(list, wrong)
			}
		}
	}
	return list
}

// others are the values of a word that are not the owner's to use here.
func (v *visit) others(owner, name string) []string {
	list := []string{nowhere}
	for _, things := range v.things {
		if value := things[name]; value != "" {
			list = append(list, value)
		}
	}
	of := func(owner, name string) string { return v.things[owner][name] }
	switch name {
	case "plan":
		if v.things[owner]["class"] != "" { // a teacher, to whom this one is not shown
			list = append(list, of("amira", "firstplan"))
		}
	case "step":
		list = append(list, of(owner, "firststep")) // in another plan
	case "person":
		list = append(list, v.known["okafor"], v.known["nowak"], v.known["olu"], of("amira", "id"), of("ella", "id"))
	case "taken":
		list = append(list, v.known["free"], of("hall", "seat"), of("laing", "seat"))
	case "free":
		list = append(list, of("bell", "seat"), of("hall", "seat"), of("laing", "seat"))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// send asks as somebody, and looks at what every answer has to carry.
func (v *visit) send(b *browser, q question) *reply {
	v.t.Helper()
	form, err := url.ParseQuery(q.form)
	if err != nil {
		v.t.Fatal(err)
	}
	got := b.send(q.method, q.path, form)
	want := map[string]string{
		"Content-Security-Policy": contentPolicy, "X-Content-Type-Options": "nosniff",
		"Referrer-Policy": "same-origin", "Cache-Control": "no-store",
	}
	if b.htmx { // a part is no document
		want["Content-Security-Policy"], want["Referrer-Policy"] = partPolicy, ""
	}
	if strings.HasPrefix(q.path, "/static/") && got.status == http.StatusOK {
		want["Cache-Control"] = "public, max-age=31536000, immutable"
	} else if vary := got.header.Get("Vary"); !strings.HasPrefix(vary, "HX-Request, Cookie") {
		v.t.Errorf("%s is answered %d with Vary %q", q, got.status, vary)
	}
	for header, value := range want {
		if got.header.Get(header) != value {
			v.t.Errorf("%s is answered %d with %s %q, want %q", q, got.status, header, got.header.Get(header), value)
		}
	}
	return got
}

// refused checks that somebody is told what they are told about everything that
// is not for them, and that nothing changed.
func (v *visit) refused(name string, q question, status int) {
	v.t.Helper()
	got := v.send(v.as(name), q)
	if got.status != status {
		v.t.Errorf("%s as %s is answered %d, want %d:\n%.300s", q, name, got.status, status, got.text())
	}
	switch status {
	case http.StatusNotFound:
		nowhere := question{q.method, "/no-such-page", q.form}
		if key := name + nowhere.String(); v.nothing[key] == "" {
			v.nothing[key] = v.send(v.as(name), nowhere).is(http.StatusNotFound).body
		}
		if got.body != v.nothing[name+nowhere.String()] {
			v.t.Errorf("%s as %s reads otherwise than what is not there:\n%s", q, name, got.text())
		}
	case http.StatusSeeOther:
		if to := got.header.Get("Location"); to != "/sign-in?next="+url.QueryEscape(q.path) {
			v.t.Errorf("%s as %s leads to %s", q, name, to)
		}
	}
	if changed := v.changed(); len(changed) > 0 {
		v.t.Errorf("%s as %s was refused and changed %v", q, name, changed)
		v.restore()
	}
}

// allowed checks that somebody gets in: that a page shows and changes nothing,
// and that a form changes something.
func (v *visit) allowed(name string, q question, it claim) {
	v.t.Helper()
	still := slices.Contains(people(it.still), name)
	got := v.send(v.as(name), q)
	switch {
	case got.status == http.StatusOK:
	case got.status == http.StatusSeeOther && !strings.HasPrefix(got.header.Get("Location"), "/sign-in?next"):
	case got.status == http.StatusUnprocessableEntity && still && it.absent == got.status:
	default:
		v.t.Errorf("%s as %s is answered %d:\n%.300s", q, name, got.status, got.text())
	}
	if q.method == http.MethodPost {
		if changed := v.changed(); (len(changed) == 0) != still {
			v.t.Errorf("%s as %s changed %v", q, name, changed)
		}
		v.restore()
		return
	}
	v.onlyLooked(name, q, it.writes)
	part := v.as(name)
	part.htmx = true
	v.send(part, q)
	v.onlyLooked(name, q, it.writes)
	if head := v.send(v.as(name), question{http.MethodHead, q.path, ""}); head.status != got.status || head.body != "" {
		v.t.Errorf("HEAD %s as %s is answered %d with %q", q.path, name, head.status, head.body)
	}
	v.onlyLooked(name, q, it.writes)
}

// onlyLooked checks that nothing changed but for the one entry that looking at
// somebody leaves in the audit.
func (v *visit) onlyLooked(name string, q question, writes string) {
	v.t.Helper()
	changed := v.changed()
	switch {
	case writes == "" && len(changed) > 0:
		v.t.Errorf("%s as %s changed %v", q, name, changed)
	case writes != "":
		now := v.tables()["audit_entries"]
		added := strings.Count(now, "\n") - strings.Count(v.before["audit_entries"], "\n") // one entry a line
		if !slices.Equal(changed, []string{"audit_entries"}) || added != 1 || !strings.Contains(now, writes) {
			v.t.Errorf("%s as %s changed %v, and wrote %d entries into the audit", q, name, changed, added)
		}
	}
	if len(changed) > 0 {
		v.restore()
	}
}

// elsewhere is where a form can come from that is not ours.
var elsewhere = map[string]map[string]string{
	"another site":          {"Sec-Fetch-Site": "cross-site"},
	"a site that says ours": {"Sec-Fetch-Site": "cross-site", "Origin": testBase},
	"another subdomain":     {"Sec-Fetch-Site": "same-site"},
	"typed by hand":         {"Sec-Fetch-Site": "none"},
	"another origin":        {"Origin": "https://elsewhere.test"},
	"a file":                {"Origin": "null"},
	"neither header":        {},
	"another port of ours":  {"Origin": testBase + ":8081"},
}

// refusedFromElsewhere checks that a form that would be taken from our own page
// is not taken from anywhere else.
func (v *visit) refusedFromElsewhere(name string, q question) {
	v.t.Helper()
	for from, headers := range elsewhere {
		request := newRequest(q.method, q.path, q.form)
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for header, value := range headers {
			request.Header.Set(header, value)
		}
		if got := v.as(name).do(request); got.status != http.StatusForbidden {
			v.t.Errorf("%s from %s is answered %d, want 403", q, from, got.status)
		}
		if changed := v.changed(); len(changed) > 0 {
			v.t.Errorf("%s from %s changed %v", q, from, changed)
			v.restore()
		}
	}
}
