package careers

import (
	"strings"

	"pathways/quizzes"
)

// Listed is the catalogue as `careers list` prints it.
type Listed struct {
	Version        string         `json:"version"`
	Sectors        []Sector       `json:"sectors"`
	Specialisms    []Specialism   `json:"specialisms"`
	Roles          []Role         `json:"roles"`
	Routes         []Route        `json:"routes"`
	Steps          []Step         `json:"steps"`
	Qualifications Qualifications `json:"qualifications"`
	Dates          []KeyDate      `json:"dates"`
	Employers      []Employer     `json:"employers"`
	Providers      []Provider     `json:"providers"`
	Rules          []Rule         `json:"rules"`
	Pay            PayTable       `json:"pay"`
	Tryouts        []Tryout       `json:"tryouts"`
	Sources        []Source       `json:"sources"`
}

// List is everything, with sources and confidence.
func (c *Catalogue) List() Listed {
	listed := Listed{
		c.Version, c.Sectors, c.Specialisms, c.Roles, c.Routes, c.Steps, c.Qualifications,
		c.Dates, c.Employers, c.Providers, c.Rules, c.Pay, c.Tryouts,
		[]Source{},
	}
	for _, id := range sortedKeys(c.Sources) {
		listed.Sources = append(listed.Sources, c.Sources[id])
	}
	return listed
}

// Counts is how much there is, and how much of it was read in a source.
type Counts struct {
	Sectors     int `json:"sectors"`
	Specialisms int `json:"specialisms"`
	Roles       int `json:"roles"`
	Steps       int `json:"steps"`
	Routes      int `json:"routes"`
	Employers   int `json:"employers"`
	Providers   int `json:"providers"`
	Sources     int `json:"sources"`
	Tryouts     int `json:"tryouts"`
	FactsSeen   int `json:"facts_seen"`
	FactsUsual  int `json:"facts_usual"`
}

// Counts counts.
func (c *Catalogue) Counts() Counts {
	n := Counts{
		Sectors: len(c.Sectors), Specialisms: len(c.Specialisms), Roles: len(c.Roles), Steps: len(c.Steps),
		Routes: len(c.Routes), Employers: len(c.Employers), Providers: len(c.Providers), Sources: len(c.Sources), Tryouts: len(c.Tryouts),
	}
	count := func(facts Facts) {
		for _, known := range facts {
			switch known {
			case Seen:
				n.FactsSeen++
			case Usual:
				n.FactsUsual++
			}
		}
	}
	for i := range c.Roles {
		count(c.Roles[i].Facts)
	}
	for i := range c.Steps {
		count(c.Steps[i].Facts)
	}
	return n
}

// Readability is the reading grade of the words of each role, sector and try-out.
func (c *Catalogue) Readability() []quizzes.TextGrade {
	var grades []quizzes.TextGrade
	for i := range c.Sectors {
		s := &c.Sectors[i]
		grades = append(grades, quizzes.TextGrade{Text: "sector " + s.ID, Grade: quizzes.ReadingGrade(strings.Join(s.About, " "))})
	}
	for i := range c.Roles {
		r := &c.Roles[i]
		words := append(append(append([]string{r.Hook}, r.Do...), r.Good...), r.Hard...)
		for _, part := range r.Day {
			words = append(words, part.Do)
		}
		grades = append(grades, quizzes.TextGrade{Text: "role " + r.ID, Grade: quizzes.ReadingGrade(strings.Join(words, " "))})
	}
	for i := range c.Tryouts {
		t := &c.Tryouts[i]
		grades = append(grades, quizzes.TextGrade{Text: "try-out " + t.ID, Grade: quizzes.ReadingGrade(t.prose())})
	}
	return grades
}
