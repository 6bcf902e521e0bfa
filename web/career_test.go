package web

import (
	"net/http"
	"strings"
	"testing"
)

func TestEveryPageOfTheCatalogueIsDrawn(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	for _, path := range []string{"/", "/sectors", "/roles", "/employers", "/search?q=microbiolgy", "/privacy", "/accessibility", "/cookies", "/compare?role=podiatrist&role=adult-nurse"} {
		ann.get(path).is(http.StatusOK)
	}
	for i := range ann.site.careers.Sectors {
		ann.get(ann.site.careers.Sectors[i].Path()).is(http.StatusOK)
	}
	for i := range ann.site.careers.Specialisms {
		ann.get(ann.site.careers.Specialisms[i].Path()).is(http.StatusOK)
	}
	for i := range ann.site.careers.Roles {
		role := &ann.site.careers.Roles[i]
		got := ann.get(role.Path()).is(http.StatusOK).sees("h1", role.Name)
		if got.count(".sources li") == 0 || got.count(".metro") == 0 {
			t.Errorf("%s has no source or no way in", role.ID)
		}
	}
}

func TestSearchForgivesSlipsAndMarksWhatItFound(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	ann.get("/search?q=podiatirst").sees("h2 mark", "Podiatrist")
	ann.get("/search?q=zzzzzz").sees("h2", "Nothing found")
}

func TestALongListOfRolesShowsAFewOfEachSectorAndWhereTheRestIs(t *testing.T) {
	t.Parallel()
	ann := newVisitor(t)
	all := ann.get("/roles").sees(".found__count", "73 roles")
	if n := all.count(".found .role-card"); n > 5*(firstFew+1) {
		t.Errorf("%d roles are shown at once", n)
	}
	shown := map[string]bool{}
	more := find(all.tree(), ".found__group .button--secondary")
	for _, link := range more {
		address, _ := attributeOf(link, "href")
		for _, name := range find(ann.get(address).is(http.StatusOK).tree(), ".role-card__link") {
			shown[textOf(name)] = true
		}
	}
	if len(more) != 5 || len(shown) != 73 {
		t.Errorf("%d links lead to %d roles", len(more), len(shown))
	}
	kept := find(ann.get("/roles?level=6").tree(), ".found__group .button--secondary")
	for _, link := range kept {
		if address, _ := attributeOf(link, "href"); !strings.Contains(address, "level=6") || !strings.Contains(address, "sector=") {
			t.Errorf("%s forgets the filter", address)
		}
	}
	if len(kept) == 0 {
		t.Error("no degree role is kept for another page")
	}
	ann.withHTMX().get("/roles?level=2").sees("h2", "Pharma Manufacturing")
}
