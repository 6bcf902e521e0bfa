package careers

// Entry is what a step asks for: in words, and so that it can be compared with
// what a pupil has. What is not asked for is left out.
type Entry struct {
	Words           string            `yaml:"words" json:"words"`
	Source          string            `yaml:"source,omitempty" json:"source,omitempty"` // which of the step's sources says so
	Usual           bool              `yaml:"usual,omitempty" json:"usual"`             // what is usual: each college or employer sets its own
	GCSE            *GCSEs            `yaml:"gcse,omitempty" json:"gcse,omitempty"`
	GCSEBelow       *GCSEBelow        `yaml:"gcse_below,omitempty" json:"gcse_below,omitempty"`
	SubjectGrades   map[string]string `yaml:"subject_grades,omitempty" json:"subject_grades,omitempty"`               // often asked for in these subjects
	SubjectAnyOf    []string          `yaml:"subject_grades_any_of,omitempty" json:"subject_grades_any_of,omitempty"` // of these subjects one is enough
	Level3          []string          `yaml:"level3_any_of,omitempty" json:"level3_any_of,omitempty"`
	Level3Often     []string          `yaml:"level3_often_with,omitempty" json:"level3_often_with,omitempty"` // one of these subjects is often wanted in it
	ALevels         *ALevels          `yaml:"a_levels,omitempty" json:"a_levels,omitempty"`
	Points          *Points           `yaml:"ucas_points,omitempty" json:"ucas_points,omitempty"`
	Degree          *Degree           `yaml:"degree,omitempty" json:"degree,omitempty"`
	PriorSteps      []string          `yaml:"prior_steps,omitempty" json:"prior_steps,omitempty"`
	Registration    []string          `yaml:"registration_any_of,omitempty" json:"registration_any_of,omitempty"`
	EmployerNeeded  bool              `yaml:"employer_needed,omitempty" json:"employer_needed,omitempty"`
	PlacementNeeded bool              `yaml:"employer_or_placement_needed,omitempty" json:"employer_or_placement_needed,omitempty"`
	AgeMin          int               `yaml:"age_min,omitempty" json:"age_min,omitempty"`
	FundedToAge     int               `yaml:"funded_to_age,omitempty" json:"funded_to_age,omitempty"` // public money helps only those who start by then
	WeeklyHours     int               `yaml:"weekly_hours_min,omitempty" json:"weekly_hours_min,omitempty"`
	Tests           []string          `yaml:"tests,omitempty" json:"tests,omitempty"`
	Checks          []string          `yaml:"checks,omitempty" json:"checks,omitempty"`
}

// GCSEs is how many at which grade or above, and in which subjects.
type GCSEs struct {
	Count int      `yaml:"count" json:"count"`
	Grade string   `yaml:"grade" json:"grade"`
	Must  []string `yaml:"must,omitempty" json:"must"`
	Usual bool     `yaml:"usual,omitempty" json:"usual,omitempty"` // what is usual, where other parts of the entry are a rule

	Without string `yaml:"without,omitempty" json:"without,omitempty"` // which of the step's sources says that a place asks for none of them
}

// GCSEBelow is a step for whoever is below a grade in one of the subjects.
type GCSEBelow struct {
	Grade string   `yaml:"grade" json:"grade"`
	AnyOf []string `yaml:"any_of" json:"any_of"`
}

// ALevels is how many, and in which subjects.
type ALevels struct {
	Count     int      `yaml:"count" json:"count"`
	Must      []string `yaml:"must,omitempty" json:"must"`
	MustAny   []string `yaml:"must_any,omitempty" json:"must_any"`
	Preferred []string `yaml:"preferred,omitempty" json:"preferred"`
	Offer     string   `yaml:"typical_offer,omitempty" json:"typical_offer"`
}

// Points is UCAS points, from and to.
type Points struct {
	Min int `yaml:"min" json:"min"`
	Max int `yaml:"max,omitempty" json:"max"`
}

// Degree is which degree, how good, and what may stand in for it.
type Degree struct {
	Class   string `yaml:"class_min,omitempty" json:"class_min"`
	Subject string `yaml:"subject" json:"subject"`
	Or      string `yaml:"or,omitempty" json:"or"`
}

// Gives is what somebody who finished a step of school has, so that it can be told
// from its neighbours: which GCSEs, which A levels.
type Gives struct {
	GCSE    *GCSEs   `yaml:"gcse,omitempty" json:"gcse,omitempty"`
	ALevels *ALevels `yaml:"a_levels,omitempty" json:"a_levels,omitempty"`
}
