package careers

import "slices"

// Route is a way to one or more roles: stages in order, each with steps to choose from.
type Route struct {
	ID      string     `yaml:"id" json:"id"`
	Name    string     `yaml:"name" json:"name"`
	Summary string     `yaml:"summary" json:"summary"`
	Stages  [][]string `yaml:"stages" json:"stages"`
	Roles   []string   `yaml:"roles" json:"roles"`
}

// Step is a piece of a route: a course, an apprenticeship, a spell of work.
type Step struct {
	ID          string       `yaml:"id" json:"id"`
	Name        string       `yaml:"name" json:"name"`
	Kind        string       `yaml:"kind" json:"kind"`
	Stage       string       `yaml:"stage" json:"stage"`
	Level       int          `yaml:"level,omitempty" json:"level"` // RQF; 0 where there is none
	Plain       string       `yaml:"plain" json:"plain"`
	Outcome     string       `yaml:"outcome" json:"outcome"`
	LastStart   string       `yaml:"last_new_start,omitempty" json:"last_new_start"` // month of the last intake of a step that has closed
	Standard    string       `yaml:"standard,omitempty" json:"standard"`             // apprenticeship standard
	Duration    Duration     `yaml:"duration,omitempty" json:"duration"`
	Entry       Entry        `yaml:"entry" json:"entry"`
	Gives       *Gives       `yaml:"gives,omitempty" json:"gives,omitempty"`
	Salaried    bool         `yaml:"paid,omitempty" json:"paid,omitempty"` // paid, though no employer is asked for
	After       []string     `yaml:"after,omitempty" json:"after"`         // steps that may come directly before
	Application *Application `yaml:"application,omitempty" json:"application"`
	Money       string       `yaml:"money,omitempty" json:"money"`
	NorthEast   []LocalPlace `yaml:"north_east,omitempty" json:"north_east"`
	Note        string       `yaml:"note,omitempty" json:"note"`
	Facts       Facts        `yaml:"facts" json:"facts"`
	Sources     []Cite       `yaml:"sources,omitempty" json:"sources"`
	Reviewed    string       `yaml:"reviewed" json:"reviewed"`
}

var (
	stepFacts = []string{"level", "duration", "entry", "outcome", "north_east", "timing", "money"}
	stepKinds = []string{
		"gcse", "college-course", "condition", "a-levels", "t-level", "btec", "access",
		"apprenticeship", "degree", "training", "experience", "job-entry",
	}
	stages = []string{"ks4", "post-16", "post-18", "postgraduate-training"}
)

// Says is "usually" for a field of the step that nobody has read in a source.
func (s *Step) Says(field string) string { return s.Facts.Says(field) }

// Closed says that the step takes nobody new.
func (s *Step) Closed() bool { return s.LastStart != "" }

// Paid says that people earn while they do the step.
func (s *Step) Paid() bool {
	return slices.Contains([]string{"apprenticeship", "job-entry", "experience"}, s.Kind) || s.Entry.EmployerNeeded || s.Salaried
}

// Duration is how long a step takes; unknown is 0.
type Duration struct {
	Months     int    `yaml:"months,omitempty" json:"months"`
	MonthsMin  int    `yaml:"months_min,omitempty" json:"months_min"`
	MonthsMax  int    `yaml:"months_max,omitempty" json:"months_max"`
	Assessment int    `yaml:"assessment_months,omitempty" json:"assessment_months"` // on top of the months
	Days       int    `yaml:"days,omitempty" json:"days"`
	Note       string `yaml:"note,omitempty" json:"note"`
}

// Application is where to apply, in words; the days are the key dates of the step.
type Application struct {
	Via   string `yaml:"via" json:"via"`
	Words string `yaml:"words" json:"words"`
}

// LocalPlace is where in the North East a step can be taken.
type LocalPlace struct {
	Place      string     `yaml:"place" json:"place"`
	What       string     `yaml:"what" json:"what"`
	Dated      string     `yaml:"dated,omitempty" json:"dated"`
	Confidence Confidence `yaml:"confidence" json:"confidence"`
}
