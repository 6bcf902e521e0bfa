package web

import (
	"net/http"
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
