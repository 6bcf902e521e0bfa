package careers

// Qualifications explains grades, points and levels, and holds the dates of the year.
type Qualifications struct {
	Explained       []Explained     `yaml:"explained" json:"explained"`
	Grades          []GCSEGrade     `yaml:"gcse_grades" json:"gcse_grades"`
	CombinedScience CombinedScience `yaml:"combined_science" json:"combined_science"`
	Tariff          []Tariff        `yaml:"ucas_points" json:"ucas_points"`
	Levels          []Level         `yaml:"levels" json:"levels"`
	KeyStages       []KeyStage      `yaml:"key_stages" json:"key_stages"`
	Dates           []KeyDate       `yaml:"dates" json:"dates"`
	Facts           Facts           `yaml:"facts" json:"facts"`
	Sources         []Cite          `yaml:"sources" json:"sources"`
	Reviewed        string          `yaml:"reviewed" json:"reviewed"`
}

var qualificationFacts = []string{"gcse_grades", "combined_science", "ucas_points", "levels", "key_stages"}

// Explained is a word of schools and colleges, in plain words.
type Explained struct {
	ID    string `yaml:"id" json:"id"`
	Name  string `yaml:"name" json:"name"`
	Plain string `yaml:"plain" json:"plain"`
}

// GCSEGrade is a grade and the letters it stands beside.
type GCSEGrade struct {
	Grade   string `yaml:"grade" json:"grade"`
	Letters string `yaml:"letters" json:"letters"`
	Name    string `yaml:"name,omitempty" json:"name"`
}

// CombinedScience is the award that is worth two GCSEs.
type CombinedScience struct {
	GCSECount int      `yaml:"gcse_count" json:"gcse_count"`
	Grades    []string `yaml:"grades" json:"grades"`
	MeetsFour string   `yaml:"meets_grade_4" json:"meets_grade_4"` // the lowest that counts as grade 4
}

// Tariff is the UCAS points of one kind of qualification.
type Tariff struct {
	ID         string         `yaml:"id" json:"id"`
	Name       string         `yaml:"name" json:"name"`
	Points     map[string]int `yaml:"points" json:"points"`
	Confidence Confidence     `yaml:"confidence" json:"confidence"`
}

// Level is a level of the country's ladder of qualifications, and what stands on it.
type Level struct {
	Level    int      `yaml:"level" json:"level"`
	Examples []string `yaml:"examples" json:"examples"`
}

// KeyStage is some school years with the ages of the pupils in them.
type KeyStage struct {
	Name  string `yaml:"name" json:"name"`
	Years []int  `yaml:"years" json:"years"`
	Ages  string `yaml:"ages" json:"ages"`
}

// KeyDate is a date that matters to pupils, in words and, where it is known, as a date.
type KeyDate struct {
	ID         string     `yaml:"id" json:"id"`
	Text       string     `yaml:"text" json:"text"`
	From       string     `yaml:"from,omitempty" json:"from"`
	To         string     `yaml:"to,omitempty" json:"to"`
	Confidence Confidence `yaml:"confidence" json:"confidence"`
}
