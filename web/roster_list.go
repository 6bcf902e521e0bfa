package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/roster"
)

// mostInClass is how many names a file may put on the list of one class: a year
// group in the hall, and not a school by mistake.
const mostInClass = 400

// rosterList is what a list would do, were it kept.
type rosterList struct {
	Bad         []roster.Row // the lines that cannot be taken as they are
	Classes     []models.PlacedClass
	OtherLines  int    // how many lines name other classes than the one they are for
	OtherNames  string // those classes
	Adding      int
	There       int
	MakingCount int
}

// Names are how many pupils the list holds, as far as it can be taken.
func (l rosterList) Names() int { return l.Adding + l.There }

// Few tells whether all names can be shown at once.
func (l rosterList) Few() bool { return len(l.Classes) <= 3 }

// mended are the rows with the names that somebody mended; one whose name was
// emptied is left out.
func mended(c *fiber.Ctx, rows []roster.Row) []roster.Row {
	kept := make([]roster.Row, 0, len(rows))
	for _, row := range rows {
		field := lineField(row)
		if !c.Request().PostArgs().Has(field) {
			kept = append(kept, row)
			continue
		}
		if row.Name = typedLine(c, field); row.Name != "" {
			row.Problem = roster.Fault(row.Name)
			kept = append(kept, row)
		}
	}
	return kept
}

func lineField(row roster.Row) string { return "line-" + strconv.Itoa(row.Line) }

// look finds out what a list would do: what is bad, what is there and what is new.
func (s *Site) look(c *fiber.Ctx, shown *rosterPage, rows []roster.Row) error {
	if shown.One() {
		rows = shown.ownRows(rows)
	}
	shown.judge(rows)
	classes := group(rows)
	var err error
	if shown.One() {
		shown.Classes = []models.PlacedClass{shown.place(classes)}
	} else {
		shown.Classes = nil
		it := shown.roster(me(c).user.ID)
		it.Classes = classes
		shown.Classes, err = s.db.Classes.Place(c.UserContext(), it)
	}
	shown.count()
	return err
}

// ownRows are the rows for the one class that the list goes into. What names
// another class is told, and the teacher says what becomes of it.
func (p *rosterPage) ownRows(rows []roster.Row) []roster.Row {
	var own, other []roster.Row
	var names []string
	for _, row := range rows {
		named := row.Class
		row.Class = p.Class.Name
		if named == "" || models.NameKey(named) == models.NameKey(p.Class.Name) {
			own = append(own, row)
			continue
		}
		other = append(other, row)
		if !slices.Contains(names, named) {
			names = append(names, named)
		}
	}
	p.OtherLines, p.OtherNames = len(other), listed(names)
	switch {
	case len(other) > 0 && p.Value("others") == "take":
		for i := range rows {
			rows[i].Class = p.Class.Name
		}
		return rows
	case len(other) > 0 && p.Value("others") != "leave":
		p.Wrong("others", fmt.Sprintf("%s another class than %s: %s. Say what to do with them.", plural(len(other), "line names", "lines name"), p.Class.Name, p.OtherNames))
	}
	return own
}

// listed joins some words, and counts the others.
func listed(words []string) string {
	const shown = 5
	if len(words) > shown {
		return strings.Join(words[:shown], ", ") + fmt.Sprintf(" and %d more", len(words)-shown)
	}
	return strings.Join(words, ", ")
}

// judge finds the rows that cannot be taken, and says of each why. Two pupils with
// one name in a class are both told: only the teacher knows who they are.
func (p *rosterPage) judge(rows []roster.Row) {
	type pupil struct{ class, name string }
	lines := map[pupil][]int{}
	for i := range rows {
		row := &rows[i]
		row.Problem = cmp.Or(row.Problem, nameProblem(row.Name), classProblem(row.Class))
		key := pupil{models.NameKey(row.Class), models.NameKey(row.Name)}
		lines[key] = append(lines[key], row.Line)
	}
	for i := range rows {
		row := &rows[i]
		same := lines[pupil{models.NameKey(row.Class), models.NameKey(row.Name)}]
		if row.Problem == "" && len(same) > 1 {
			other := same[0]
			if other == row.Line {
				other = same[1]
			}
			row.Problem = fmt.Sprintf("“%s” is in line %d too. Tell the two apart, or empty one of them.", row.Name, other)
		}
		if row.Problem != "" {
			p.Bad = append(p.Bad, *row)
		}
	}
	if len(p.Bad) > mostInSummary {
		p.Wrong("mend", plural(len(p.Bad), "line", "lines")+" cannot be taken as they are. Each stands below with its reason.")
		return
	}
	for _, row := range p.Bad {
		p.Wrong(lineField(row), fmt.Sprintf("Line %d: %s", row.Line, row.Problem))
	}
}

// mostInSummary is how many bad lines are told twice: above, and where they are mended.
const mostInSummary = 10

// classProblem says what is wrong with the class of a row.
func classProblem(name string) string {
	if name == "" {
		return "There is no class in this line. Empty the name to leave it out, or mend the file."
	}
	if nameProblem(name) != "" || roster.Fault(name) != "" {
		return "The name of the class is too long, or has signs that we cannot take. Empty the name to leave the line out, or mend the file."
	}
	return ""
}

// group puts the good rows together by class, in the order of the list. A class
// gets a year group when all of its rows have the same.
func group(rows []roster.Row) []models.RosterClass {
	var classes []models.RosterClass
	at := map[string]int{}
	for _, row := range rows {
		if row.Problem != "" {
			continue
		}
		key := models.NameKey(row.Class)
		i, there := at[key]
		if !there {
			i = len(classes)
			at[key] = i
			classes = append(classes, models.RosterClass{Name: row.Class, YearGroup: row.Year})
		}
		if classes[i].YearGroup != row.Year {
			classes[i].YearGroup = 0
		}
		classes[i].Names = append(classes[i].Names, row.Name)
	}
	return classes
}

// place looks up who is on the list of the one class already.
func (p *rosterPage) place(classes []models.RosterClass) models.PlacedClass {
	placed := models.PlacedClass{PublicID: p.Class.PublicID, Same: 1}
	placed.Name, placed.YearGroup = p.Class.Name, p.Class.YearGroup
	there := map[string]bool{}
	for _, seat := range p.seats {
		there[seat.NameKey] = true
	}
	for _, class := range classes {
		placed.Names = append(placed.Names, class.Names...)
	}
	placed.Part(func(key string) bool { return there[key] })
	return placed
}

// count adds up what the list would do, and finds the classes that it cannot fill.
func (p *rosterPage) count() {
	for _, class := range p.Classes {
		p.Adding += len(class.New)
		p.There += len(class.There)
		if class.Same == 0 {
			p.MakingCount++
		}
		if class.Same > 1 {
			p.Wrong("classes", fmt.Sprintf("There are %d classes called %s this school year, and we cannot tell which is meant. Rename one of them first.", class.Same, class.Name))
		}
		if len(class.Names) > mostInClass {
			p.Wrong("classes", fmt.Sprintf("%s would have %d names, and a class may have %d. Is the right column chosen for the class?", class.Name, len(class.Names), mostInClass))
		}
	}
}
