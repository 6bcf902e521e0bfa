package careers

import "strings"

// Sector is one of the five parts that the careers are told in.
type Sector struct {
	ID          string   `yaml:"id" json:"id"`
	Name        string   `yaml:"name" json:"name"`
	Hook        string   `yaml:"hook" json:"hook"`
	About       []string `yaml:"about" json:"about"`
	Picture     string   `yaml:"picture" json:"picture"`                 // what a visitor would see on a walk through
	Known       []string `yaml:"jobs_you_know" json:"jobs_you_know"`     // role names that people can name
	Hidden      []string `yaml:"jobs_you_do_not" json:"jobs_you_do_not"` // role names that few can
	Sources     []Cite   `yaml:"sources" json:"sources"`
	Reviewed    string   `yaml:"reviewed" json:"reviewed"`
	Specialisms []string `yaml:"-" json:"specialisms"` // ids, in order
}

// Specialism is a field of work within a sector.
type Specialism struct {
	ID     string `yaml:"id" json:"id"` // sector and key: "healthcare-science/audiology"
	Name   string `yaml:"name" json:"name"`
	Hook   string `yaml:"hook" json:"hook"`
	About  string `yaml:"about" json:"about"`
	Sector string `yaml:"-" json:"sector"`
}

// Key is the last part of the specialism's address.
func (s *Specialism) Key() string {
	_, key, _ := strings.Cut(s.ID, "/")
	return key
}

// Path is the specialism's address on the site.
func (s *Specialism) Path() string { return "/sectors/" + s.ID }

// Path is the sector's address on the site.
func (s *Sector) Path() string { return "/sectors/" + s.ID }
