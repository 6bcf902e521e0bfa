package web

import (
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
)

func (s *Site) auditRoutes() []Route {
	return []Route{
		get("/school/audit", admins, s.showAudit),
		get("/school/audit.csv", admins, s.sendAudit),
	}
}

// auditPage is who did what at a school, fifty entries a page.
type auditPage struct {
	Page
	Form
	Lines   []auditLine
	Count   int // of all that was asked for
	Now, Of int // pages
	whats   []string
	staff   []models.User
}

// auditLine is an entry in words.
type auditLine struct{ At, Who, What, About, Detail string }

// auditPageSize is how many entries stand on a page.
const auditPageSize = 50

// auditFields are what an address can ask for.
var auditFields = []string{"what", "who", "from", "to"}

// Whats are the kinds of entries to choose from.
func (p auditPage) Whats() []choice {
	list := []choice{{"", "Everything", p.Value("what") == ""}}
	for _, what := range p.whats {
		list = append(list, choice{what, what, p.Value("what") == what})
	}
	return list
}

// Whos are those of the staff to choose from.
func (p auditPage) Whos() []choice {
	list := []choice{{"", "Everybody", p.Value("who") == ""}}
	for _, user := range p.staff {
		list = append(list, choice{user.PublicID, user.DisplayName, p.Value("who") == user.PublicID})
	}
	return list
}

// Days are the inputs for the first and the last day.
func (p auditPage) Days() []field {
	return []field{
		{Name: "from", Label: "First day", Type: "date", Value: p.Value("from"), Problem: p.Problem("from")},
		{Name: "to", Label: "Last day", Type: "date", Value: p.Value("to"), Problem: p.Problem("to")},
	}
}

// Asked is what was asked for, as an address has it.
func (p auditPage) Asked() string {
	asked := url.Values{}
	for _, name := range auditFields {
		if value := p.Value(name); value != "" {
			asked.Set(name, value)
		}
	}
	return asked.Encode()
}

// Newer is the page before this one, 0 if there is none.
func (p auditPage) Newer() int { return p.Now - 1 }

// Older is the page after this one, 0 if there is none.
func (p auditPage) Older() int {
	if p.Now >= p.Of {
		return 0
	}
	return p.Now + 1
}

// auditSearch reads what the address asks for, and what is wrong with it.
func auditSearch(c *fiber.Ctx) (models.AuditSearch, Form) {
	form := Form{Typed: map[string]string{}}
	for _, name := range auditFields {
		form.Typed[name] = c.Query(name)
	}
	search := models.AuditSearch{What: form.Value("what"), Who: form.Value("who")}
	search.From = form.midnight("from")
	if last := form.midnight("to"); !last.IsZero() {
		search.To = last.AddDate(0, 0, 1)
	}
	if form.OK() && !search.From.IsZero() && !search.To.IsZero() && !search.From.Before(search.To) {
		form.Wrong("to", "The last day is before the first one.")
	}
	return search, form
}

// midnight is when the day that was typed in a field begins; without one, zero.
func (f *Form) midnight(name string) time.Time {
	day := f.Value(name)
	if problem := dayProblem(day); problem != "" || day == "" {
		f.Wrong(name, problem)
		return time.Time{}
	}
	at, problem := midnight(day)
	f.Wrong(name, problem)
	return at
}

func (s *Site) showAudit(c *fiber.Ctx) error {
	ctx, admin := c.UserContext(), me(c).user
	school := *admin.SchoolID
	search, form := auditSearch(c)
	shown := auditPage{Page: s.page(c, "What was done at my school", "class.css"), Form: form, Now: 1, Of: 1}
	var err error
	if shown.whats, err = s.db.Audit.Whats(ctx, school); err != nil {
		return err
	}
	if shown.staff, err = s.db.Schools.Staff(ctx, school); err != nil {
		return err
	}
	if !form.OK() {
		return page(invalid(c), "school/audit", shown)
	}
	if shown.Count, err = s.db.Audit.Count(ctx, school, search); err != nil {
		return err
	}
	shown.Of = max(1, (shown.Count+auditPageSize-1)/auditPageSize)
	shown.Now = min(max(1, c.QueryInt("page", 1)), shown.Of)
	lines, err := s.db.Audit.Search(ctx, school, admin.ID, search, auditPageSize, (shown.Now-1)*auditPageSize)
	if err != nil {
		return err
	}
	for _, line := range lines {
		shown.Lines = append(shown.Lines, auditLineOf(line))
	}
	return page(c, "school/audit", shown)
}

func auditLineOf(line models.AuditLine) auditLine {
	shown := auditLine{
		At: line.At.In(london).Format("2006-01-02 15:04"), What: line.What, Detail: line.Detail,
		Who: nameOrID(line.Actor, line.ActorID), About: nameOrID(line.About, line.AboutUserID),
	}
	if line.ClassName != "" {
		shown.Detail = "class " + line.ClassName
	}
	return shown
}

// nameOrID is somebody as the asker may know them.
func nameOrID(name string, id *int64) string {
	switch {
	case id == nil:
		return ""
	case name == "":
		return "person " + strconv.FormatInt(*id, 10)
	}
	return name
}

// everyEntry is more than a school writes in many years.
const everyEntry = 1_000_000

// sendAudit is what the address asks for as a file for spreadsheets.
func (s *Site) sendAudit(c *fiber.Ctx) error {
	ctx, admin := c.UserContext(), me(c).user
	search, form := auditSearch(c)
	if !form.OK() { // the page says what is wrong
		return seeOther(c, "/school/audit?"+auditPage{Form: form}.Asked())
	}
	school, err := s.db.Schools.Find(ctx, *admin.SchoolID)
	if err != nil {
		return err
	}
	lines, err := s.db.Audit.Search(ctx, school.ID, admin.ID, search, everyEntry, 0)
	if err != nil {
		return err
	}
	rows := [][]string{{"When", "Who", "What", "About", "Detail"}}
	for _, line := range lines {
		cells := auditLineOf(line)
		rows = append(rows, []string{cells.At, cells.Who, cells.What, cells.About, cells.Detail})
	}
	if err := s.audit(c, "exported the audit", nil); err != nil {
		return err
	}
	return attachTable(c, school.Name, "audit", rows)
}
