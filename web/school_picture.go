package web

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

func (s *Site) pictureRoutes() []Route {
	return []Route{
		get("/school/picture", admins, s.showPicture),
		get("/school/picture.csv", admins, s.sendPicture),
	}
}

// mostYears is how many school years stand beside one another.
const mostYears = 5

// schoolPicturePage is a whole school in numbers from which nobody can be told.
type schoolPicturePage struct {
	Page
	School models.School
	Years  []schoolYearPicture // the newest first
	Year   schoolYearPicture   // the one that is looked at
	Kinds  []kindOfFirst
}

// schoolYearPicture is one school year of a school.
type schoolYearPicture struct {
	SchoolYear int
	Groups     []yearGroupPicture
	All        yearGroupPicture // sums of what is shown of each
}

// yearGroupPicture is one year group in one school year.
type yearGroupPicture struct {
	YearGroup, Classes, Lessons int
	Joined, Planned, Finished   fives
	Firsts                      []fives // as many as there are kinds
}

// Name is what a year group is called.
func (p yearGroupPicture) Name() string {
	switch p.YearGroup {
	case 0:
		return "Mixed"
	case leftSchool:
		return "Left school"
	}
	return "Year " + strconv.Itoa(p.YearGroup)
}

// short is its name under a column.
func (p yearGroupPicture) short() string {
	switch p.YearGroup {
	case 0:
		return "Mixed"
	case leftSchool:
		return "Left"
	}
	return "Y" + strconv.Itoa(p.YearGroup)
}

func (p *yearGroupPicture) add(group yearGroupPicture) {
	p.Classes, p.Lessons = p.Classes+group.Classes, p.Lessons+group.Lessons
	p.Joined, p.Planned, p.Finished = p.Joined+group.Joined, p.Planned+group.Planned, p.Finished+group.Finished
	for i := range group.Firsts {
		p.Firsts[i] += group.Firsts[i]
	}
}

// firstsColumn is what one column of each kind's chart is drawn from.
type firstsColumn struct {
	Name   string
	Firsts []fives
	hidden string // what is said of a number that is not shown
}

// ByGroup draws each kind with a column for each year group.
func (p schoolPicturePage) ByGroup() []kindChart {
	var columns []firstsColumn
	for _, group := range p.Year.Groups {
		columns = append(columns, firstsColumn{group.short(), group.Firsts, "<5"})
	}
	return p.charts(columns)
}

// OverTime draws each kind with a column for each school year, the oldest first.
func (p schoolPicturePage) OverTime() []kindChart {
	var columns []firstsColumn
	for _, year := range slices.Backward(p.Years) {
		columns = append(columns, firstsColumn{schoolYearName(year.SchoolYear)[2:], year.All.Firsts, "–"})
	}
	return p.charts(columns)
}

func (p schoolPicturePage) charts(columns []firstsColumn) []kindChart {
	most := fives(0)
	for _, one := range columns {
		most = max(most, slices.Max(one.Firsts))
	}
	var charts []kindChart
	for i, kind := range p.Kinds {
		var bars []bar
		for _, one := range columns {
			n := one.Firsts[i]
			words := one.hidden
			if n > 0 {
				words = n.String()
			}
			bars = append(bars, bar{Name: one.Name, Words: words, Value: float64(n), Faint: n == 0})
		}
		charts = append(charts, kindChart{kind, chartOf(bars, 0, float64(most))})
	}
	return charts
}

// schoolPicture reads what an admin may know of their school as a whole.
func (s *Site) schoolPicture(c *fiber.Ctx) (schoolPicturePage, error) {
	ctx, id := c.UserContext(), *me(c).user.SchoolID
	shown := schoolPicturePage{Page: s.page(c, "The whole school", "class.css")}
	var err error
	if shown.School, err = s.db.Schools.Find(ctx, id); err != nil {
		return shown, err
	}
	shown.Kinds = s.kindsOfFirst()
	groups, err := s.db.Schools.YearGroups(ctx, id)
	if err != nil {
		return shown, err
	}
	for len(groups) > 0 && len(shown.Years) < mostYears {
		year := groups[0].SchoolYear
		end := slices.IndexFunc(groups, func(g models.SchoolYearGroup) bool { return g.SchoolYear != year })
		if end < 0 {
			end = len(groups)
		}
		picture, err := s.schoolYearPicture(c, year, groups[:end], shown.Kinds)
		if err != nil {
			return shown, err
		}
		shown.Years, groups = append(shown.Years, picture), groups[end:]
	}
	for _, year := range shown.Years {
		if len(shown.Year.Groups) == 0 || strconv.Itoa(year.SchoolYear) == c.Query("year") {
			shown.Year = year
		}
	}
	return shown, nil
}

// schoolYearPicture adds up one school year.
func (s *Site) schoolYearPicture(c *fiber.Ctx, year int, groups []models.SchoolYearGroup, kinds []kindOfFirst) (schoolYearPicture, error) {
	begins := func(year int) time.Time { return time.Date(year, time.September, 1, 0, 0, 0, 0, london) }
	results, err := s.db.Schools.Results(c.UserContext(), *me(c).user.SchoolID, year, begins(year), begins(year+1))
	if err != nil {
		return schoolYearPicture{}, err
	}
	firsts := map[int][]string{}
	for _, result := range results {
		gist, err := s.gist(result.PackedResult)
		if err != nil {
			return schoolYearPicture{}, err
		}
		firsts[result.YearGroup] = append(firsts[result.YearGroup], gist.First)
	}
	ids := make([]string, len(kinds))
	for i := range kinds {
		ids[i] = kinds[i].ID
	}
	picture := schoolYearPicture{SchoolYear: year, All: yearGroupPicture{Firsts: make([]fives, len(kinds))}}
	for _, group := range groups {
		one := yearGroupPicture{
			YearGroup: group.YearGroup, Classes: group.Classes, Lessons: group.Lessons,
			Joined: inFives(group.Joined), Planned: inFives(group.Planned),
		}
		one.Firsts, one.Finished = countFirsts(firsts[group.YearGroup], ids)
		picture.Groups = append(picture.Groups, one)
		picture.All.add(one)
	}
	return picture, nil
}

func (s *Site) showPicture(c *fiber.Ctx) error {
	shown, err := s.schoolPicture(c)
	if err != nil {
		return err
	}
	return page(c, "school/picture", shown)
}

// sendPicture is the same numbers as a file for spreadsheets: a row for each year
// group of each school year.
func (s *Site) sendPicture(c *fiber.Ctx) error {
	shown, err := s.schoolPicture(c)
	if err != nil {
		return err
	}
	head := []string{"School year", "Year group", "Classes", "Lessons", "Joined", "Finished", "With a plan"}
	for _, kind := range shown.Kinds {
		head = append(head, kind.Name)
	}
	rows := [][]string{head}
	for _, year := range shown.Years {
		for _, group := range year.Groups {
			row := []string{schoolYearName(year.SchoolYear), group.Name(), strconv.Itoa(group.Classes), strconv.Itoa(group.Lessons)}
			for _, n := range append([]fives{group.Joined, group.Finished, group.Planned}, group.Firsts...) {
				row = append(row, fmt.Sprint(n))
			}
			rows = append(rows, row)
		}
	}
	if err := s.audit(c, "exported the whole school's picture", nil); err != nil {
		return err
	}
	return attachTable(c, shown.School.Name, "picture", rows)
}
