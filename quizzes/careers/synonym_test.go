package careers

import (
	"strings"
	"testing"
)

func TestWhatPeopleCallThingsFindsSomethingSensibleFirst(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for query, first := range map[string]string{
		"T level": "route-hcs-associate", "t-level": "route-hcs-associate", "T-Levels": "route-hcs-associate", "BTEC": "route-nursing-degree",
		"a levels": "route-nursing-degree", "midwife": "adult-nurse", "paramedic": "adult-nurse", "ambulance driver": "adult-nurse",
		"doctor": "hospital-doctor-consultant", "GP": "general-practitioner", "x-ray": "diagnostic-radiographer", "X-rays": "diagnostic-radiographer",
		"blood": "specialist-bms-haematology", "lab": "medical-laboratory-assistant", "pills": "pharma-process-operator",
		"medicine maker": "nhs-manufacturing-technician", "apprentice": "route-hcsw-apprenticeship", "being a doctor": "hospital-doctor-consultant",
	} {
		hits := c.Search(query, 30)
		if len(hits) == 0 || hits[0].ID != first {
			t.Errorf("%q finds %d, first %+v", query, len(hits), hits[:min(1, len(hits))])
		}
		seen := map[string]bool{}
		for _, hit := range hits {
			if seen[hit.Kind+hit.ID] {
				t.Errorf("%q finds %s twice", query, hit.ID)
			}
			seen[hit.Kind+hit.ID] = true
		}
	}
	if hits := c.Search("labour", 3); len(hits) > 0 && hits[0].ID == "medical-laboratory-assistant" {
		t.Error("a synonym is found in the middle of a word")
	}
}

func TestEveryProblemOfTheSynonymsIsTold(t *testing.T) {
	t.Parallel()
	for replaced, want := range map[string][2]string{
		"find: [podiatrist, general": {"find: [podiatrst, general", `"podiatrst" is the id of 0 things`},
		"words: [heart, hearts":      {"words: [heart, food", `"food" stands there twice`},
		"words: [feet, foot]":        {"words: []", "without words"},
		"words: [carer,":             {"words: [one two three four five,", "is no synonym"},
		"note: In an":                {"nota: In an", "nota"},
	} {
		problems := broken(t, "synonyms.yaml", replaced, want[0])
		if text := problems.Error(); !strings.Contains(text, want[1]) || !strings.Contains(text, "synonyms.yaml") {
			t.Errorf("%q is told as %s", want[0], text)
		}
	}
}
