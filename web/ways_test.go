package web

import (
	"testing"

	"pathways/quizzes/careers/doors"
)

func TestNoNameOnTheMapOfWaysRunsIntoAnother(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	drawn := 0
	for _, profile := range []doors.Profile{
		{},
		{YearGroup: 9},
		{YearGroup: 11},
		{YearGroup: 12, Post16: []doors.Qualification{{ID: "t-level-health", Kind: doors.Predicted}}},
		{YearGroup: 13, Post16: []doors.Qualification{{ID: "a-level-biology", Kind: doors.Predicted}}},
		{YearGroup: doors.Left},
	} {
		for i := range site.careers.Roles {
			routes, _ := site.planner.Routes(site.careers.Roles[i].ID, profile)
			p := waysPage{RoleRoutes: routes}
			p.draw()
			for _, line := range p.Map {
				last := map[bool]int{}
				for _, stop := range line.Stops {
					if stop.X < last[stop.Even] {
						t.Errorf("%s, Year %d: %q runs into the name before it", routes.Role, profile.YearGroup, stop.Name)
					}
					last[stop.Even] = stop.X + int(letterWidth*float64(len([]rune(stop.Name))))
					drawn++
				}
			}
		}
	}
	if drawn == 0 {
		t.Error("nothing is drawn")
	}
}
