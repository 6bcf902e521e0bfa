package careers

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
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
	sectors, specialisms, steps, routes, employers, providers *content.File
	rules, pay, qualifications, synonyms, dates, sources      *content.File
	roles                                                     []rolesFile
	tryouts                                                   []*content.File // in the order of the list
}

// rolesFile is one file of roles, and the place of its first one in the list.
type rolesFile struct {
	*content.File
	first, count int
}

// reader reads the files of a folder and keeps all that is wrong with them.
type reader struct {
	from     fs.FS
	problems content.Problems
}

func (r *reader) read(name string, out any) *content.File {
	file, wrong := content.Read(r.from, name, out)
	r.problems = append(r.problems, wrong...)
	return file
}

// Load reads the catalogue of a folder. Its error is content.Problems:
// everything that is wrong, in every file.
func Load(from fs.FS) (*Catalogue, error) {
	c, at, r := &Catalogue{Sources: map[string]Source{}}, files{}, &reader{from: from}
	c.readJobs(r, &at)
	sources := c.readFacts(r, &at)
	if err := errors.Join(c.readRoles(r, &at), c.readTryouts(r, &at)); err != nil {
		return nil, err
	}
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	c.fillIn(sources)
	c.tie()
	if problems := check(c, at, sources); len(problems) > 0 {
		return nil, problems
	}
	c.search = newIndex(c)
	if problems := checkSynonyms(c, at.synonyms); len(problems) > 0 {
		return nil, problems
	}
	var err error
	c.Version, err = versionOf(from)
	return c, err
}

// readJobs reads where people work, and the ways there.
func (c *Catalogue) readJobs(r *reader, at *files) {
	at.sectors = r.read("sectors.yaml", &struct {
		List *[]Sector `yaml:"sectors"`
	}{&c.Sectors})
	at.specialisms = r.read("specialisms.yaml", &struct {
		List *[]Specialism `yaml:"specialisms"`
	}{&c.Specialisms})
	at.steps = r.read("steps.yaml", &struct {
		List *[]Step `yaml:"steps"`
	}{&c.Steps})
	at.routes = r.read("routes.yaml", &struct {
		List *[]Route `yaml:"routes"`
	}{&c.Routes})
	at.employers = r.read("employers.yaml", &struct {
		List *[]Employer `yaml:"employers"`
	}{&c.Employers})
	at.providers = r.read("providers.yaml", &struct {
		List *[]Provider `yaml:"providers"`
	}{&c.Providers})
	at.rules = r.read("rules.yaml", &struct {
		List *[]Rule `yaml:"rules"`
	}{&c.Rules})
}

// readFacts reads what is told of them, and who says so.
func (c *Catalogue) readFacts(r *reader, at *files) []Source {
	var sources []Source
	at.pay = r.read("pay.yaml", &struct {
		Pay *PayTable `yaml:"pay"`
	}{&c.Pay})
	at.qualifications = r.read("qualifications.yaml", &struct {
		Q *Qualifications `yaml:"qualifications"`
	}{&c.Qualifications})
	at.synonyms = r.read("synonyms.yaml", &struct {
		List *[]Synonym `yaml:"synonyms"`
	}{&c.Synonyms})
	at.dates = r.read("dates.yaml", &struct {
		List *[]KeyDate `yaml:"dates"`
	}{&c.Dates})
	at.sources = r.read("sources.yaml", &struct {
		List *[]Source `yaml:"sources"`
	}{&sources})
	return sources
}

// readRoles reads the files of roles in the order of the street.
func (c *Catalogue) readRoles(r *reader, at *files) error {
	names, err := fs.Glob(r.from, "roles/*.yaml")
	slices.SortStableFunc(names, func(a, b string) int { return c.orderOf(a) - c.orderOf(b) })
	for _, name := range names {
		var roles []Role
		file := r.read(name, &struct {
			List *[]Role `yaml:"roles"`
		}{&roles})
		at.roles = append(at.roles, rolesFile{file, len(c.Roles), len(roles)})
		c.Roles = append(c.Roles, roles...)
	}
	return err
}

// readTryouts reads the try-outs, each a file.
func (c *Catalogue) readTryouts(r *reader, at *files) error {
	names, err := fs.Glob(r.from, "tryouts/*.yaml")
	for _, name := range names {
		tryout := Tryout{ID: strings.TrimSuffix(path.Base(name), ".yaml")}
		at.tryouts = append(at.tryouts, r.read(name, &tryout))
		c.Tryouts = append(c.Tryouts, tryout)
	}
	return err
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
