package doors

import "testing"

func TestAPupilInYear11IsInTheMiddleOfTheirGCSEs(t *testing.T) {
	t.Parallel()
	p := planner(t)
	routes, _ := p.Routes("adult-nurse", Profile{YearGroup: 11})
	before, _ := p.Routes("adult-nurse", Profile{YearGroup: 10})
	for i, route := range routes.Routes {
		gcses, next := route.Steps[0], route.Steps[1]
		if gcses.Where != UnderWay || gcses.StartMonth != -12 || gcses.StartsIn != "Year 10" {
			t.Errorf("%s: GCSEs are %s from month %d, %s", route.ID, gcses.Where, gcses.StartMonth, gcses.StartsIn)
		}
		if next.StartMonth != 12 || next.StartsIn != "Year 12" {
			t.Errorf("%s: what comes next starts in month %d, %s", route.ID, next.StartMonth, next.StartsIn)
		}
		if want := before.Routes[i].Months - 12; route.ID == before.Routes[i].ID && route.Months != want {
			t.Errorf("%s: %d months to go, want %d", route.ID, route.Months, want)
		}
	}
}
