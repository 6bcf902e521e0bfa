package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// told runs a command with a profile on its standard input.
func told(t *testing.T, profile string, run func(printer) error) (map[string]any, error) {
	t.Helper()
	before := input
	input = strings.NewReader(profile)
	t.Cleanup(func() { input = before })
	var out bytes.Buffer
	if err := run(printer{&out}); err != nil {
		return nil, err
	}
	var printed map[string]any
	if err := json.Unmarshal(out.Bytes(), &printed); err != nil {
		t.Fatal(err)
	}
	return printed, nil
}

func TestDoorsAreToldOfEveryRole(t *testing.T) {
	printed, err := told(t, `{"year_group":8}`, (&careersDoorsCommand{}).Run)
	if err != nil || len(printed["roles"].([]any)) != 73 {
		t.Fatal(printed, err)
	}
}

func TestAnUnknownRoleAndABadProfileAreToldTogether(t *testing.T) {
	_, err := told(t, `{"year_group":3,"grades":{"maths":{"grade":"x","kind":"achieved"}}}`, (&careersRouteCommand{Role: "astronaut"}).Run)
	if err == nil {
		t.Fatal("it is let through")
	}
	for _, words := range []string{"astronaut", "year_group", "grades.maths.grade"} {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("nothing about %s in %v", words, err)
		}
	}
}

func TestRoutesToARoleAreSideBySide(t *testing.T) {
	printed, err := told(t, `{"year_group":11,"wish":"earning"}`, (&careersRouteCommand{Role: "adult-nurse"}).Run)
	if err != nil || len(printed["routes"].([]any)) != 3 || printed["wish"] != "earning" {
		t.Fatal(printed, err)
	}
}
