package careers

// Employer is somebody in the region who employs people in these roles.
type Employer struct {
	ID         string     `yaml:"id" json:"id"`
	Name       string     `yaml:"name" json:"name"`                         // as the Hub lists it
	TodaysName string     `yaml:"todays_name,omitempty" json:"todays_name"` // what it is called or who owns it today, where that differs
	OnHubList  bool       `yaml:"on_hub_list,omitempty" json:"on_hub_list"`
	Kind       string     `yaml:"kind" json:"kind"`
	Place      string     `yaml:"place" json:"place"`
	What       string     `yaml:"what" json:"what"`
	Note       string     `yaml:"note,omitempty" json:"note"`
	Sectors    []string   `yaml:"sectors" json:"sectors"`
	Roles      []string   `yaml:"roles" json:"roles"` // some of its roles
	Confidence Confidence `yaml:"confidence" json:"confidence"`
	Sources    []Cite     `yaml:"sources" json:"sources"`
	Reviewed   string     `yaml:"reviewed" json:"reviewed"`
}

// Path is the employer's place on the page of employers.
func (e *Employer) Path() string { return "/employers#" + e.ID }

// Provider is a university or college in the region.
type Provider struct {
	ID         string     `yaml:"id" json:"id"`
	Name       string     `yaml:"name" json:"name"`
	Kind       string     `yaml:"kind" json:"kind"`
	Place      string     `yaml:"place" json:"place"`
	What       string     `yaml:"what" json:"what"`
	Courses    []Course   `yaml:"courses" json:"courses"`
	Confidence Confidence `yaml:"confidence" json:"confidence"`
	Sources    []Cite     `yaml:"sources" json:"sources"`
	Reviewed   string     `yaml:"reviewed" json:"reviewed"`
}

// Course is something that a provider teaches.
type Course struct {
	Name       string     `yaml:"name" json:"name"`
	Confidence Confidence `yaml:"confidence" json:"confidence"`
}

// Rule is true for all routes of a kind, in the whole country.
type Rule struct {
	ID         string     `yaml:"id" json:"id"`
	Text       string     `yaml:"text" json:"text"`
	Confidence Confidence `yaml:"confidence" json:"confidence"`
	Sources    []Cite     `yaml:"sources" json:"sources"`
	Reviewed   string     `yaml:"reviewed" json:"reviewed"`
}
