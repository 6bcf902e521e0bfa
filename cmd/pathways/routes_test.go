package main

import (
	"slices"
	"strings"
	"testing"
)

func TestRoutesListsEveryAddressWhoMayUseItAndWhetherItChangesAnything(t *testing.T) {
	t.Parallel()
	json := pathways(t, "routes", "--json").done()
	json.has(json.shape(), `
		routes list
		routes[].method string
		routes[].path string
		routes[].who list
		routes[].who[] string
		routes[].changes bool`)
	var listed struct {
		Routes []struct {
			Method, Path string
			Who          []string
			Changes      *bool
		}
	}
	json.json(&listed)
	plain := pathways(t, "routes").done().out
	seen := map[string]bool{}
	for _, r := range listed.Routes {
		name := r.Method + " " + r.Path
		asks := r.Path == "/doors/what-if" || strings.HasSuffix(r.Path, "/roster/preview")
		changes := r.Method == "POST" && !asks
		if seen[name] || !strings.HasPrefix(r.Path, "/") || len(r.Who) == 0 || r.Changes == nil || *r.Changes != changes {
			t.Errorf("%+v is there twice, or lacks something", r)
		}
		seen[name] = true
		for _, who := range r.Who {
			if !slices.Contains([]string{"visitor", "student", "teacher", "admin", "operator"}, who) {
				t.Errorf("%s is for %q, which nobody is", name, who)
			}
		}
		if !slices.ContainsFunc(strings.Split(plain, "\n"), func(line string) bool {
			return slices.Equal(strings.Fields(line), append([]string{r.Method, r.Path}, r.Who...))
		}) {
			t.Errorf("without --json there is no line for %s", name)
		}
	}
	for _, name := range []string{"GET /", "GET /healthz", "GET /readyz", "POST /quiz/answers", "GET /classes/:class"} {
		if !seen[name] {
			t.Errorf("%s is not listed", name)
		}
	}
}
