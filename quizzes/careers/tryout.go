package careers

import "slices"

// Tryout is a task of about a minute, taken from a job: pupils try it, somebody
// in the job tells them how it is done, and nobody counts or keeps anything.
type Tryout struct {
	ID        string     `yaml:"-" json:"id"` // the name of its file
	Kind      TryoutKind `yaml:"kind" json:"kind"`
	Name      string     `yaml:"name" json:"name"`
	Hook      string     `yaml:"hook" json:"hook"`
	Drawing   string     `yaml:"drawing" json:"drawing"` // an icon of the health icon set
	Roles     []string   `yaml:"roles" json:"roles"`     // whose job it is from; its sector is that of the first
	Voice     string     `yaml:"voice" json:"voice"`     // who tells how it is done: "a process operator"
	Story     []string   `yaml:"story" json:"story"`
	Rules     []string   `yaml:"rules,omitempty" json:"rules"` // what to go by: all that needs to be known
	Figures   []Figure   `yaml:"figures,omitempty" json:"figures"`
	Ask       string     `yaml:"ask" json:"ask"`
	Record    *Record    `yaml:"record,omitempty" json:"record"`       // of a spot
	Items     []Item     `yaml:"items,omitempty" json:"items"`         // of an order
	Questions []Question `yaml:"questions,omitempty" json:"questions"` // of a choose
	Match     *Match     `yaml:"match,omitempty" json:"match"`         // of a match
	Stamp     string     `yaml:"stamp" json:"stamp"`                   // the word that is stamped on what is right
	Done      string     `yaml:"done" json:"done"`                     // said when all is as it is done in the job
	Nearly    string     `yaml:"nearly" json:"nearly"`                 // said when something is not, yet
	Job       []string   `yaml:"job" json:"job"`                       // what this has to do with the job
	Sector    string     `yaml:"-" json:"sector"`
}

// TryoutKind is the shape of a task.
type TryoutKind string

// The shapes that a task can have.
const (
	SpotKind   TryoutKind = "spot"   // find the lines of a record that have a slip
	OrderKind  TryoutKind = "order"  // say what comes first
	ChooseKind TryoutKind = "choose" // answer a question or two, about a figure or a story
	MatchKind  TryoutKind = "match"  // give each thing what fits it
)

// Record is a form that somebody filled in, line by line.
type Record struct {
	Columns []string `yaml:"columns" json:"columns"`
	Rows    []Row    `yaml:"rows" json:"rows"`
}

// Row is one line of a record.
type Row struct {
	Cells []string `yaml:"cells" json:"cells"`
	Slip  bool     `yaml:"slip,omitempty" json:"slip"` // something is wrong with it
	Why   string   `yaml:"why" json:"why"`
}

// Item is one of the things to put in order.
type Item struct {
	Text  string `yaml:"text" json:"text"`
	Place int    `yaml:"place" json:"place"` // from 1
	Why   string `yaml:"why" json:"why"`
}

// Question is answered by one of its options.
type Question struct {
	Text    string   `yaml:"text" json:"text"`
	Options []Option `yaml:"options" json:"options"`
}

// Option is one answer to a question.
type Option struct {
	Text  string `yaml:"text" json:"text"`
	Right bool   `yaml:"right,omitempty" json:"right"`
	Why   string `yaml:"why" json:"why"`
}

// Match is a list of things, and what may fit them.
type Match struct {
	Choices []MatchChoice `yaml:"choices" json:"choices"`
	Things  []Thing       `yaml:"things" json:"things"`
}

// MatchChoice is what a thing may be given.
type MatchChoice struct {
	ID   string `yaml:"id" json:"id"`
	Name string `yaml:"name" json:"name"`
	More string `yaml:"more,omitempty" json:"more"`
}

// Thing is given the one choice that fits it.
type Thing struct {
	Text string `yaml:"text" json:"text"`
	Fits string `yaml:"fits" json:"fits"` // the id of a choice
	Why  string `yaml:"why" json:"why"`
	But  string `yaml:"but" json:"but"` // a hint, when something else was given
}

// Path is the try-out's address on the site.
func (t *Tryout) Path() string { return "/try-outs/" + t.ID }

// home is the role that the try-out is from first of all.
func (t *Tryout) home() string {
	if len(t.Roles) == 0 {
		return ""
	}
	return t.Roles[0]
}

// Tryout finds a try-out by its id.
func (c *Catalogue) Tryout(id string) (*Tryout, bool) { return find(c.tryouts, id) }

// TryoutsIn lists the try-outs of a sector.
func (c *Catalogue) TryoutsIn(sector string) []*Tryout {
	return c.tryoutsWith(func(t *Tryout) bool { return t.Sector == sector })
}

// TryoutsOf lists the try-outs that are from a role's job.
func (c *Catalogue) TryoutsOf(role string) []*Tryout {
	return c.tryoutsWith(func(t *Tryout) bool { return slices.Contains(t.Roles, role) })
}

// TryoutAfter is the one to try next: from another sector, so that going on and
// on leads down the whole street.
func (c *Catalogue) TryoutAfter(t *Tryout) *Tryout {
	at := slices.IndexFunc(c.Sectors, func(s Sector) bool { return s.ID == t.Sector })
	here := slices.Index(c.TryoutsIn(t.Sector), t)
	for n := 1; n <= len(c.Sectors); n++ {
		next := at + n
		others := c.TryoutsIn(c.Sectors[next%len(c.Sectors)].ID)
		if next >= len(c.Sectors) {
			here++ // a second time round
			next -= len(c.Sectors)
		}
		if len(others) > 0 {
			return others[here%len(others)]
		}
	}
	return t
}

func (c *Catalogue) tryoutsWith(wanted func(*Tryout) bool) []*Tryout {
	var found []*Tryout
	for i := range c.Tryouts {
		if wanted(&c.Tryouts[i]) {
			found = append(found, &c.Tryouts[i])
		}
	}
	return found
}
