package careers

import "slices"

// Qualifications explains grades, points and levels, and lists what a pupil can say
// that they take.
type Qualifications struct {
	Explained       []Explained     `yaml:"explained" json:"explained"`
	Grades          []GCSEGrade     `yaml:"gcse_grades" json:"gcse_grades"`
	OldGrades       []OldGrade      `yaml:"old_gcse_grades" json:"old_gcse_grades"`
	Subjects        []GCSESubject   `yaml:"gcse_subjects" json:"gcse_subjects"`
	CombinedScience CombinedScience `yaml:"combined_science" json:"combined_science"`
	Tariff          []Tariff        `yaml:"ucas_points" json:"ucas_points"`
	Post16          []Post16        `yaml:"post16" json:"post16"`
	Levels          []Level         `yaml:"levels" json:"levels"`
	KeyStages       []KeyStage      `yaml:"key_stages" json:"key_stages"`
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

// OldGrade is the least that a letter of the old scale stands for on the new one.
type OldGrade struct {
	Letter string `yaml:"letter" json:"letter"`
	Grade  string `yaml:"grade" json:"grade"`
}

// GCSESubject is a subject that a form offers.
type GCSESubject struct {
	ID      string `yaml:"id" json:"id"`
	Name    string `yaml:"name" json:"name"`
	Core    bool   `yaml:"core,omitempty" json:"core"`       // everybody takes it
	Science bool   `yaml:"science,omitempty" json:"science"` // counts where "science" is asked for
	Double  bool   `yaml:"double,omitempty" json:"double"`   // worth two GCSEs, with two grades
}

// Tariff is the grades of one kind of qualification with their UCAS points.
type Tariff struct {
	ID         string            `yaml:"id" json:"id"`
	Name       string            `yaml:"name" json:"name"`
	Points     map[string]int    `yaml:"points" json:"points"`
	Names      map[string]string `yaml:"names,omitempty" json:"names,omitempty"` // what to call a grade whose key is not its name
	Also       map[string]string `yaml:"also,omitempty" json:"also,omitempty"`   // other ways to write a grade
	Confidence Confidence        `yaml:"confidence" json:"confidence"`
}

// Grades lists the grades of a kind of qualification, best first.
func (t *Tariff) Grades() []string {
	grades := sortedKeys(t.Points)
	slices.SortStableFunc(grades, func(a, b string) int { return t.Points[b] - t.Points[a] })
	return grades
}

// GradeName is what to call a grade.
func (t *Tariff) GradeName(grade string) string {
	if name, ok := t.Names[grade]; ok {
		return name
	}
	return grade
}

// Post16 is a qualification that a form offers for after GCSEs.
type Post16 struct {
	ID        string     `yaml:"id" json:"id"`
	Name      string     `yaml:"name" json:"name"`
	Kind      string     `yaml:"kind" json:"kind"`
	Subject   string     `yaml:"subject,omitempty" json:"subject,omitempty"`
	Science   string     `yaml:"science,omitempty" json:"science,omitempty"` // counts as "a science": yes, at some places, or not
	Step      string     `yaml:"step,omitempty" json:"step,omitempty"`       // the step of a route that it is
	StandsFor *StandsFor `yaml:"stands_for,omitempty" json:"stands_for,omitempty"`
	Points    []string   `yaml:"points,omitempty" json:"points"` // the tables that hold its grades
}

// StandsFor is the GCSE that a qualification is often taken in place of.
type StandsFor struct {
	Subject string `yaml:"subject" json:"subject"`
	Grade   string `yaml:"grade" json:"grade"`
}

// Post16Kinds are the kinds of qualification for after GCSEs.
var Post16Kinds = []string{"a-level", "as-level", "epq", "t-level", "btec", "aaq", "access", "functional-skills"}

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
