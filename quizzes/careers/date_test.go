package careers

import (
	"strings"
	"testing"
)

func TestADayThatNobodyPublishedIsNeverToldAsADay(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, want := range []struct {
		id    string
		entry int
		words string
	}{
		{"ucas-main", 2027, "by 13 January 2027, usually"},
		{"ucas-main", 2028, "usually mid-January 2028"},
		{"ucas-early", 2027, "by 15 October 2026"},
		{"ucas-early", 2031, "usually mid-October 2030"},
		{"ucas-extra", 2027, "25 February to 1 July 2027"},
		{"ucas-extra", 2028, "usually late February to early July 2028"},
		{"ucat-test", 2027, "13 July to 24 September 2026"},
		{"ucat-test", 2029, "usually mid-July to late September 2028"},
		{"sixth-form-apply", 2027, "usually September 2026 to March 2027"},
		{"stp-window", 2032, "usually January 2032"},
		{"gcse-results", 2027, "usually late August 2027"},
		{"university-open-days", 2029, "usually June to October 2028"},
	} {
		date, ok := c.Date(want.id)
		if !ok {
			t.Fatal(want.id)
		}
		if got := date.When(want.entry).Words(); got != want.words {
			t.Errorf("%s for %d: %q, want %q", want.id, want.entry, got, want.words)
		}
	}
	for i := range c.Dates {
		for entry := 2026; entry < 2040; entry++ {
			days := c.Dates[i].When(entry)
			if days.To.Before(days.From) || days.To.After(days.From.AddDate(1, 0, 0)) {
				t.Errorf("%s for %d is from %s to %s", c.Dates[i].ID, entry, days.From, days.To)
			}
			if _, vague := days.vague(); !vague && len(c.Dates[i].Known) == 0 {
				t.Errorf("%s for %d is told as %q", c.Dates[i].ID, entry, days.Words())
			}
		}
	}
}

func TestDatesBelongToTheStepsThatTheirContentNames(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, want := range []struct{ step, before, dates string }{
		{"gcse-5-ems", "", "gcse-options"},
		{"a-levels-any", "gcse", "college-open-days sixth-form-apply gcse-results"},
		{"a-levels-any", "btec", "sixth-form-apply"},
		{"t-level-health", "gcse", "college-open-days t-level-apply gcse-results"},
		{"degree-medicine", "a-levels", "university-open-days ucat-booking ucat-test ucas-early ucas-extra level3-results clearing"},
		{"degree-nursing", "apprenticeship", "university-open-days ucas-main ucas-extra clearing"},
		{"degapp-nursing", "t-level", "degree-apprenticeship-window"},
		{"appr-l3-lab-technician", "gcse", "apprenticeship-window gcse-results"},
		{"pharmacist-foundation", "degree", "oriel-pharmacy"},
		{"stp", "degree", "stp-window"},
		{"foundation-programme", "degree", ""},
	} {
		step, ok := c.Step(want.step)
		if !ok {
			t.Fatal(want.step)
		}
		var ids []string
		for _, date := range c.DatesOf(step, want.before) {
			ids = append(ids, date.ID)
		}
		if got := strings.Join(ids, " "); got != want.dates {
			t.Errorf("%s after %s: %s", want.step, want.before, got)
		}
	}
}

func TestSlipsInDatesAreToldWithTheirLine(t *testing.T) {
	t.Parallel()
	for what, replace := range map[string][]string{
		"which no step has":       {"kinds: [gcse]", "kinds: [gcses]"},
		"belongs to no step":      {"steps: [stp]", "steps: []"},
		"small words":             {"id: ucas-main", "id: UCAS main"},
		"has no title":            {"title: Send your UCAS form\n", "title: ''\n"},
		"has no plain":            {"plain: Courses fill", "plain: ''\n    # Courses fill"},
		"falls from \"13-01\"":    {"from: '01-13'", "from: '13-01'"},
		"falls to \"02-30\"":      {"to: '07-01'", "to: '02-30'"},
		"is 9 years before":       {"years_before: 1", "years_before: 9"},
		"is in 2026":              {"from: '2027-01-13'", "from: '2026-01-13'"},
		"is known from":           {"to: '2027-07-01'", "to: '2027-01-01'"},
		"confidence \"sure\"":     {"confidence: usual", "confidence: sure"},
		"has a day with confiden": {"from: '2026-09-16'\n        confidence: seen", "from: '2026-09-16'\n        confidence: none"},
		"two days for entry":      {"    known:\n", "    known:\n      - entry: 2027\n        from: '2026-09-15'\n        confidence: usual\n"},
		"0 sources":               {"    sources:\n      - source: newcastle-gov-uk-newcastle-city-council-post-16-admissions\n        supports: autumn and spring of Year 11\n", ""},
		"cites a source":          {"source: bluepeanut", "source: greenpeanut"},
		"was reviewed on":         {"reviewed: '2026-11-25'", "reviewed: soon"},
		"is there twice":          {"id: ucas-extra", "id: ucas-main"},
		"not found":               {"years_before: 0", "years_after: 0"},
	} {
		problems := broken(t, "dates.yaml", replace...)
		if !strings.Contains(problems.Error(), what) {
			t.Errorf("%s: %v", what, problems)
		}
		for _, p := range problems {
			if p.File != "dates.yaml" || p.Line < 9 || p.Mend == "" {
				t.Errorf("%s: %+v", what, p)
			}
		}
	}
}
