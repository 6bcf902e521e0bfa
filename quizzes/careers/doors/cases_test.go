package doors

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// realCase is a pupil, a role, and the state of every route to it, with the line
// of the source that the expectation comes from.
type realCase struct {
	Case   string           `yaml:"case"`
	Pupil  string           `yaml:"pupil"`
	Role   string           `yaml:"role"`
	Routes map[string]State `yaml:"routes"`
	Step   string           `yaml:"step"`
	Says   string           `yaml:"says"`
}

func readCases(t *testing.T, p *Planner) ([]realCase, map[string]Profile) {
	t.Helper()
	data, err := os.ReadFile("testdata/cases.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Pupils map[string]map[string]any `yaml:"pupils"`
		Cases  []realCase                `yaml:"cases"`
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	pupils := map[string]Profile{}
	for name, pupil := range file.Pupils {
		written, err := json.Marshal(pupil)
		if err != nil {
			t.Fatal(err)
		}
		if pupils[name], err = p.Read(strings.NewReader(string(written))); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return file.Cases, pupils
}

func TestRealPupilsStandToRolesAsTheSourcesSay(t *testing.T) {
	t.Parallel()
	p := planner(t)
	cases, pupils := readCases(t, p)
	if len(cases) < 120 {
		t.Errorf("%d cases", len(cases))
	}
	for _, c := range cases {
		t.Run(c.Case, func(t *testing.T) {
			t.Parallel()
			if !p.cites(c.Step, c.Says) {
				t.Errorf("no source of %s says %q", c.Step, c.Says)
			}
			pupil, ok := pupils[c.Pupil]
			routes, known := p.Routes(c.Role, pupil)
			if !ok || !known {
				t.Fatalf("no pupil %s or role %s", c.Pupil, c.Role)
			}
			if len(routes.Routes) != len(c.Routes) {
				t.Errorf("%d routes, the case has %d", len(routes.Routes), len(c.Routes))
			}
			for _, route := range routes.Routes {
				if route.State != c.Routes[route.ID] {
					t.Errorf("%s is %s, the sources make it %s:\n%s", route.ID, route.State, c.Routes[route.ID], gapsOf(route))
				}
			}
		})
	}
}

func (p *Planner) cites(step, says string) bool {
	s, ok := p.c.Step(step)
	for _, cite := range p.c.Cited(s.Sources) {
		if ok && strings.Contains(cite.Supports, says) {
			return true
		}
	}
	return false
}

func gapsOf(route RouteTo) string {
	var lines []string
	for _, step := range route.Steps {
		for _, r := range step.Requirements {
			if r.State == Gap {
				lines = append(lines, step.ID+": "+r.Text+": "+r.Why)
			}
		}
	}
	return strings.Join(lines, "\n")
}
