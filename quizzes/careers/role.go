package careers

// Role is a job that people do, told for pupils.
type Role struct {
	ID         string    `yaml:"id" json:"id"`
	Name       string    `yaml:"name" json:"name"`
	Specialism string    `yaml:"specialism" json:"specialism"` // the whole id, sector and key
	AlsoIn     []string  `yaml:"also_in,omitempty" json:"also_in"`
	Hook       string    `yaml:"hook" json:"hook"`
	Do         []string  `yaml:"do" json:"do"`
	Day        []DayPart `yaml:"day" json:"day"`
	Good       []string  `yaml:"good" json:"good"`
	Hard       []string  `yaml:"hard" json:"hard"`
	Contact    Contact   `yaml:"contact" json:"contact"`
	Places     []Place   `yaml:"places" json:"places"`
	Setting    string    `yaml:"setting" json:"setting"`
	Pay        Pay       `yaml:"pay" json:"pay"`
	Register   Register  `yaml:"register" json:"register"`
	EntryLevel int       `yaml:"entry_level" json:"entry_level"` // RQF level that people usually start with
	Ladder     Ladder    `yaml:"ladder" json:"ladder"`
	Routes     []string  `yaml:"routes" json:"routes"`
	Note       string    `yaml:"note,omitempty" json:"note"`
	SOC        *Code     `yaml:"soc,omitempty" json:"soc"` // SOC 2020, the country's list of jobs
	ONET       []Code    `yaml:"onet,omitempty" json:"onet"`
	Facts      Facts     `yaml:"facts" json:"facts"`
	Sources    []Cite    `yaml:"sources" json:"sources"`
	Reviewed   string    `yaml:"reviewed" json:"reviewed"`
	Sector     string    `yaml:"-" json:"sector"`
}

// roleFacts are the fields of a role whose source is kept.
var roleFacts = []string{"do", "setting", "pay", "register", "entry_level", "ladder", "routes", "soc", "onet"}

// Says is "usually" for a field of the role that nobody has read in a source.
func (r *Role) Says(field string) string { return r.Facts.Says(field) }

// Path is the role's address on the site.
func (r *Role) Path() string { return "/roles/" + r.ID }

// DayPart is one moment of a day in the job.
type DayPart struct {
	At string `yaml:"at" json:"at"`
	Do string `yaml:"do" json:"do"`
}

// Contact is how much of the day is spent with patients.
type Contact string

// How much of the day is spent with patients.
const (
	NoContact   Contact = "none"
	SomeContact Contact = "some"
	MostContact Contact = "most"
)

// Contacts are all of them, in order.
var Contacts = []Contact{NoContact, SomeContact, MostContact}

// Words is what to call it.
func (c Contact) Words() string {
	return map[Contact]string{
		NoContact: "No patients in the day", SomeContact: "Patients for some of the day", MostContact: "Patients for most of the day",
	}[c]
}

// Place is a kind of place that people work in.
type Place string

// Places are all kinds of place, in the order that a filter shows them.
var Places = []Place{"gp-surgery", "hospital", "community", "laboratory", "clean-room", "factory", "office", "home"}

// Words is what to call it.
func (p Place) Words() string {
	return map[Place]string{
		"gp-surgery": "GP surgery", "hospital": "Hospital", "community": "Community", "laboratory": "Laboratory",
		"clean-room": "Clean room", "factory": "Factory", "office": "Office", "home": "Home",
	}[p]
}

// Register is the list of people who may do the job, where there is one.
type Register struct {
	Body   string `yaml:"body,omitempty" json:"body"`
	Needed string `yaml:"needed" json:"needed"` // by-law, depends, voluntary, none
	Words  string `yaml:"words" json:"words"`
}

var registerNeeds = []string{"by-law", "depends", "voluntary", "none"}

// Ladder is what people often move on to, and what they often come from.
type Ladder struct {
	Words string   `yaml:"words,omitempty" json:"words"`
	Above []string `yaml:"above,omitempty" json:"above"`
	Below []string `yaml:"-" json:"below"`
}

// Code is a job's code and title in a list of jobs.
type Code struct {
	Code  string `yaml:"code" json:"code"`
	Title string `yaml:"title" json:"title"`
}
