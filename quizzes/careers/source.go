package careers

// Confidence says how a fact is known.
type Confidence string

// The ways of knowing: read in a source; general knowledge, so it is told with
// "usually"; not given.
const (
	Seen  Confidence = "seen"
	Usual Confidence = "usual"
	None  Confidence = "none"
)

// Facts says of each field how it is known.
type Facts map[string]Confidence

// Says is "usually" for a field that nobody has read in a source, and empty otherwise.
func (f Facts) Says(field string) string {
	if f[field] == Usual {
		return "usually"
	}
	return ""
}

// Source is a page that facts were read in.
type Source struct {
	ID      string `yaml:"id" json:"id"`
	URL     string `yaml:"url" json:"url"`
	Title   string `yaml:"title" json:"title"`
	Dated   string `yaml:"dated" json:"dated"` // as the page gives it: a date, a year, "undated", "older copy"
	Quality string `yaml:"quality" json:"quality"`
}

// Official tells a page of a public body, employer or provider from a copy or somebody else's words.
func (s Source) Official() bool { return s.Quality == official }

const (
	official  = "official"
	secondary = "secondary"
)

// Cite is a source, and what it supports where it is cited.
type Cite struct {
	Source   string `yaml:"source" json:"source"`
	Supports string `yaml:"supports" json:"supports"`
}
