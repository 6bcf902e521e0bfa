package web

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/web/roster"
)

func (s *Site) rosterRoutes() []Route {
	var routes []Route
	for _, it := range []struct {
		path string
		who  []Who
		page rosterPlace
	}{
		{"/classes/:class", teachers, s.classRoster},
		{"", teachers, s.ownRoster},
		{"/school", admins, s.schoolRoster},
	} {
		routes = append(routes,
			get(it.path+"/roster", it.who, s.showRoster(it.page)),
			post(it.path+"/roster/preview", it.who, s.previewRoster(it.page)).asks().large(),
			post(it.path+"/roster", it.who, s.keepRoster(it.page)).large(),
		)
	}
	return routes
}

// rosterPlace is the page of a list for where it goes, with the right to go there.
type rosterPlace func(c *fiber.Ctx) (rosterPage, error)

// rosterPage is a list of pupils on its way from a file into classes: the file is
// chosen, where need be its columns are, and all is looked at before it is kept.
// What was read goes along in the form; until it is kept it stands nowhere else.
type rosterPage struct {
	Page
	Form
	Base   string // the address of where the list goes, "" for a teacher's classes
	Back   string // the page to go back to
	Class  *models.Class
	School bool
	seats  []models.Seat // of the class

	Table   string // what was read, packed
	Notes   []string
	Columns []columnSample
	rosterList
}

// One tells whether the list goes into one class.
func (p rosterPage) One() bool { return p.Class != nil }

// Nothing tells whether keeping the list would change nothing.
func (p rosterPage) Nothing() bool { return p.OK() && p.Adding == 0 }

// Whole tells whether first names and surnames are taken whole.
func (p rosterPage) Whole() bool { return p.Value("way") == "whole" }

func (s *Site) classRoster(c *fiber.Ctx) (rosterPage, error) {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("class")
	class, err := s.db.Classes.Find(ctx, teacher, id)
	if err != nil {
		return rosterPage{}, err
	}
	seats, err := s.db.Seats.Of(ctx, teacher, id)
	base := "/classes/" + id
	return rosterPage{Page: s.page(c, "Names from a file", "class.css"), Base: base, Back: base, Class: &class, seats: seats}, err
}

func (s *Site) ownRoster(c *fiber.Ctx) (rosterPage, error) {
	return rosterPage{Page: s.page(c, "Classes from a file", "class.css"), Back: "/classes"}, nil
}

func (s *Site) schoolRoster(c *fiber.Ctx) (rosterPage, error) {
	return rosterPage{Page: s.page(c, "The school from a file", "class.css"), Base: "/school", Back: "/school", School: true}, nil
}

func (s *Site) showRoster(place rosterPlace) fiber.Handler {
	return func(c *fiber.Ctx) error {
		shown, err := place(c)
		if err != nil {
			return err
		}
		return page(c, rosterFile, shown)
	}
}

// sentRoster is what a file or a form holds, and the page that comes next.
func (s *Site) sentRoster(c *fiber.Ctx, place rosterPlace) (shown rosterPage, view string, err error) {
	if shown, err = place(c); err == nil {
		view, err = s.readRoster(c, &shown)
	}
	return shown, view, err
}

// previewRoster shows what a file or a form holds, and keeps nothing.
func (s *Site) previewRoster(place rosterPlace) fiber.Handler {
	return func(c *fiber.Ctx) error {
		shown, view, err := s.sentRoster(c, place)
		if err != nil {
			return err
		}
		if !shown.OK() {
			return page(invalid(c), view, shown)
		}
		return page(c, view, shown)
	}
}

// keepRoster looks at a list once more, as it came back with the form, and puts it
// into its classes: all of it or nothing.
func (s *Site) keepRoster(place rosterPlace) fiber.Handler {
	return func(c *fiber.Ctx) error {
		shown, view, err := s.sentRoster(c, place)
		if err != nil {
			return err
		}
		if view != rosterPreview || !shown.OK() {
			return page(invalid(c), view, shown)
		}
		made, names, err := s.enterRoster(c, shown)
		if errors.Is(err, models.ErrTaken) {
			shown.Wrong("classes", "One of these lists was changed just now, and nothing was added. Look at the list again.")
			return page(invalid(c), view, shown)
		}
		if err != nil {
			return err
		}
		address := shown.Back + "?names=" + strconv.Itoa(names)
		if !shown.One() {
			address += "&classes=" + strconv.Itoa(made)
		}
		return seeOther(c, address)
	}
}

// addedWords say what a file added, when the address tells of one.
func addedWords(c *fiber.Ctx) string {
	made, names := c.QueryInt("classes"), c.QueryInt("names")
	switch {
	case c.Query("names") == "":
		return ""
	case made+names == 0:
		return "Everybody in the file is on a list already, so nothing was changed."
	case made == 0:
		return plural(names, "name was", "names were") + " added."
	}
	return plural(names, "name was", "names were") + " added, and " + plural(made, "class was", "classes were") + " made."
}

// enterRoster keeps the list, and writes down how much it was. It tells how many
// classes were made and how many names added.
func (s *Site) enterRoster(c *fiber.Ctx, shown rosterPage) (made, names int, err error) {
	ctx, by := c.UserContext(), me(c).user
	err = s.db.Together(ctx, func(tx *models.DB) error {
		if shown.One() {
			seats, err := tx.Seats.Add(ctx, by.ID, shown.Class.PublicID, shown.Classes[0].New)
			if names = len(seats); err != nil || names == 0 {
				return err
			}
			return noteIn(c, tx, "added names from a file", nil, shown.Class.PublicID)
		}
		placed, err := tx.Classes.Enter(ctx, shown.roster(by.ID))
		if err != nil {
			return err
		}
		for _, class := range placed {
			names += len(class.New)
			if class.Same == 0 {
				made++
			}
		}
		if made+names == 0 {
			return nil
		}
		detail := fmt.Sprintf("%s, %s", plural(made, "class", "classes"), plural(names, "name", "names"))
		return noteIn(c, tx, "added classes from a file", nil, detail)
	})
	return made, names, err
}

// roster is the list as the store takes it.
func (p rosterPage) roster(userID int64) models.Roster {
	it := models.Roster{UserID: userID, School: p.School, SchoolYear: schoolYear(time.Now())}
	for _, class := range p.Classes {
		it.Classes = append(it.Classes, class.RosterClass)
	}
	return it
}

// The steps of a list, which are the pages that they show.
const (
	rosterFile    = "roster/file"
	rosterColumns = "roster/columns"
	rosterPreview = "roster/preview"
)

// readRoster reads what was sent: a file, the columns that were chosen for it, or
// the list with what was mended. It tells which page comes next.
func (s *Site) readRoster(c *fiber.Ctx, shown *rosterPage) (string, error) {
	table, err := s.tableOf(c, shown)
	if refusal := roster.Refusal(""); errors.As(err, &refusal) {
		shown.Wrong("file", refusal.Error())
		return rosterFile, nil
	} else if err != nil {
		return "", err
	}
	columns, known := shown.columns(c, &table)
	if shown.Notes = table.Notes; table.Empty > 0 {
		shown.Notes = append(shown.Notes, plural(table.Empty, "empty line was", "empty lines were")+" left out.")
	}
	if !known {
		shown.Table, shown.Columns = table.Pack(), samples(table)
		return rosterColumns, nil
	}
	if len(table.Lines) > roster.MostLines {
		shown.Wrong("file", roster.TooMany.Error())
		return rosterFile, nil
	}
	rows := mended(c, table.Rows(columns, roster.Way(shown.Whole())))
	shown.Table = roster.PackRows(rows)
	return rosterPreview, s.look(c, shown, rows)
}

// tableOf is the table of a file that was sent, or the one that came back.
func (s *Site) tableOf(c *fiber.Ctx, shown *rosterPage) (roster.Table, error) {
	if carriesFiles(c) {
		shown.Form = Form{Typed: map[string]string{"way": chosenBeside(c, "way")}}
		return s.readFiles(c)
	}
	shown.Form = Form{Typed: map[string]string{}}
	for _, field := range []string{"way", "others", "headings", "name", "surname", "group", "year"} {
		shown.Typed[field] = typed(c, field)
	}
	return roster.Unpack(typed(c, "table"))
}
