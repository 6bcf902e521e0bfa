package main

import (
	"encoding/json"
	"slices"
	"testing"

	"pathways/quizzes/careers"
)

func TestCareersListTellsTheWholeCatalogueWithSourcesAndConfidence(t *testing.T) {
	t.Parallel()
	catalogue, err := careers.Load(careers.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	list := pathways(t, "careers", "list", "--json").done()
	list.shape("qualifications.ucas_points[].points", "qualifications.ucas_points[].also") // one document, in snake case
	type thing struct {
		ID      string            `json:"id"`
		Name    string            `json:"name"`
		Sources []json.RawMessage `json:"sources"`
		Facts   map[string]string `json:"facts"`
	}
	var listed struct {
		Version                                                          string
		Sectors, Specialisms, Roles, Routes, Steps, Employers, Providers []thing
		Qualifications                                                   thing
	}
	list.json(&listed)
	for kind, it := range map[string]struct {
		got           []thing
		want          int
		sourced, fact bool
	}{
		"sectors": {listed.Sectors, 5, true, false}, "specialisms": {listed.Specialisms, len(catalogue.Specialisms), false, false},
		"roles": {listed.Roles, len(catalogue.Roles), true, true}, "routes": {listed.Routes, len(catalogue.Routes), false, false},
		"steps": {listed.Steps, len(catalogue.Steps), false, true}, "employers": {listed.Employers, len(catalogue.Employers), true, false},
	} {
		if len(it.got) != it.want {
			t.Errorf("%d %s are listed of %d", len(it.got), kind, it.want)
		}
		for _, one := range it.got {
			if one.ID == "" || one.Name == "" || it.sourced && len(one.Sources) == 0 || it.fact && len(one.Facts) == 0 {
				t.Errorf("%s: %+v lacks something", kind, one)
			}
			for fact, confidence := range one.Facts {
				if !slices.Contains([]string{"seen", "usual", "none"}, confidence) {
					t.Errorf("%s of %s is %q", fact, one.ID, confidence)
				}
				if confidence == "seen" && len(one.Sources) == 0 {
					t.Errorf("%s of %s was seen, and nobody says where", fact, one.ID)
				}
			}
		}
	}
	if listed.Version == "" || len(listed.Qualifications.Sources) == 0 {
		t.Error("the version, or the sources of the qualifications, are missing")
	}
	for i, sector := range []string{"primary-healthcare", "secondary-healthcare", "healthcare-science", "nhs-technical-services", "pharma-manufacturing"} {
		if listed.Sectors[i].ID != sector {
			t.Errorf("sector %d is %s, want %s", i+1, listed.Sectors[i].ID, sector)
		}
	}
	plain := pathways(t, "careers", "list").done()
	for _, role := range catalogue.Roles {
		plain.says(role.ID, role.Name)
	}
}
