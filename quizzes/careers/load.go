package careers

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"strings"

	"pathways/quizzes/content"
)

//go:embed *.yaml roles/*.yaml tryouts/*.yaml
var embedded embed.FS

// Embedded is the content that is built in.
func Embedded() fs.FS { return embedded }

// files is where each list of the catalogue stands, to say where a problem is.
type files struct {
	sectors, specialisms, steps, routes, employers, providers, rules, pay, qualifications, dates, sources *content.File
	roles                                                                                                 []rolesFile
	tryouts                                                                                               []*content.File // in the order of the list
}

// rolesFile is one file of roles, and the place of its first one in the list.
type rolesFile struct {
	*content.File
	first, count int
}

// Load reads the catalogue of a folder. Its error is content.Problems:
// everything that is wrong, in every file.
func Load(from fs.FS) (*Catalogue, error) {
	c := &Catalogue{Sources: map[string]Source{}}
	at := files{}
	var problems content.Problems
	var sources []Source
	read := func(name string, out any) *content.File {
		file, wrong := content.Read(from, name, out)
		problems = append(problems, wrong...)
		return file
	}
	at.sectors = read("sectors.yaml", &struct {
		List *[]Sector `yaml:"sectors"`
	}{&c.Sectors})
	at.specialisms = read("specialisms.yaml", &struct {
		List *[]Specialism `yaml:"specialisms"`
	}{&c.Specialisms})
	at.steps = read("steps.yaml", &struct {
		List *[]Step `yaml:"steps"`
	}{&c.Steps})
	at.routes = read("routes.yaml", &struct {
		List *[]Route `yaml:"routes"`
	}{&c.Routes})
	at.employers = read("employers.yaml", &struct {
		List *[]Employer `yaml:"employers"`
	}{&c.Employers})
	at.providers = read("providers.yaml", &struct {
		List *[]Provider `yaml:"providers"`
	}{&c.Providers})
	at.rules = read("rules.yaml", &struct {
		List *[]Rule `yaml:"rules"`
	}{&c.Rules})
	at.pay = read("pay.yaml", &struct {
		Pay *PayTable `yaml:"pay"`
	}{&c.Pay})
	at.qualifications = read("qualifications.yaml", &struct {
		Q *Qualifications `yaml:"qualifications"`
	}{&c.Qualifications})
	synonyms := read("synonyms.yaml", &struct {
		List *[]Synonym `yaml:"synonyms"`
	}{&c.Synonyms})
	at.dates = read("dates.yaml", &struct {
		List *[]KeyDate `yaml:"dates"`
	}{&c.Dates})
	at.sources = read("sources.yaml", &struct {
		List *[]Source `yaml:"sources"`
	}{&sources})
	names, err := fs.Glob(from, "roles/*.yaml")
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(names, func(a, b string) int { return c.orderOf(a) - c.orderOf(b) })
	for _, name := range names {
		var roles []Role
		file := read(name, &struct {
			List *[]Role `yaml:"roles"`
		}{&roles})
		at.roles = append(at.roles, rolesFile{file, len(c.Roles), len(roles)})
		c.Roles = append(c.Roles, roles...)
	}
	names, err = fs.Glob(from, "tryouts/*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		tryout := Tryout{ID: strings.TrimSuffix(path.Base(name), ".yaml")}
		at.tryouts = append(at.tryouts, read(name, &tryout))
		c.Tryouts = append(c.Tryouts, tryout)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	c.fillIn(sources)
	c.tie()
	if problems := check(c, at, sources); len(problems) > 0 {
		return nil, problems
	}
	c.search = newIndex(c)
	if problems := checkSynonyms(c, synonyms); len(problems) > 0 {
		return nil, problems
	}
	c.Version, err = versionOf(from)
	return c, err
}

// orderOf is the place of a file of roles: that of its sector in the street.
func (c *Catalogue) orderOf(name string) int {
	id := strings.TrimSuffix(path.Base(name), ".yaml")
	return slices.IndexFunc(c.Sectors, func(s Sector) bool { return s.ID == id })
}

// fillIn adds what an id says already.
func (c *Catalogue) fillIn(sources []Source) {
	for i := range c.Specialisms {
		c.Specialisms[i].Sector, _, _ = strings.Cut(c.Specialisms[i].ID, "/")
	}
	for i := range c.Roles {
		c.Roles[i].Sector, _, _ = strings.Cut(c.Roles[i].Specialism, "/")
	}
	for _, source := range sources {
		c.Sources[source.ID] = source
	}
}

// versionOf is a short hash of all content: it changes when a word does.
func versionOf(from fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(from, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".yaml") {
			return err
		}
		data, err := fs.ReadFile(from, path)
		sum.Write([]byte(path))
		sum.Write(data)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil))[:12], err
}
