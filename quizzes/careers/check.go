package careers

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"

	"pathways/quizzes"
	"pathways/quizzes/content"
)

// checker collects what is wrong with a catalogue.
type checker struct {
	c        *Catalogue
	at       files
	problems content.Problems
}

func check(c *Catalogue, at files, sources []Source) content.Problems {
	k := &checker{c: c, at: at}
	k.sources(sources)
	k.sectors()
	for _, file := range at.roles {
		for i := range file.count {
			k.role(file, i, &c.Roles[file.first+i])
		}
	}
	k.steps()
	k.routes()
	k.employers()
	k.qualifications()
	k.dates()
	k.facts(k.at.qualifications, "qualifications", c.Qualifications.Facts, qualificationFacts, "qualifications")
	k.cited(k.at.qualifications, "qualifications", c.Qualifications.Sources, c.Qualifications.Reviewed, "qualifications")
	for i := range c.Tryouts {
		k.tryout(at.tryouts[i], &c.Tryouts[i])
	}
	k.twice()
	return k.problems
}

func (k *checker) wrong(file *content.File, what, mend string, path ...any) {
	k.problems = append(k.problems, file.Problem(what, mend, path...))
}

// need tells of the fields of an entry that are empty.
func (k *checker) need(file *content.File, id string, fields map[string]bool, path ...any) {
	for _, field := range slices.Sorted(maps.Keys(fields)) {
		if !fields[field] {
			k.wrong(file, fmt.Sprintf("%q has no %s", id, field), "Write it, as its neighbours have it.", path...)
		}
	}
}

// twice tells of ids that two entries have.
func (k *checker) twice() {
	for _, list := range []struct {
		file *content.File
		key  string
		ids  []string
	}{
		{k.at.sectors, "sectors", idsOf(k.c.Sectors, func(x *Sector) string { return x.ID })},
		{k.at.specialisms, "specialisms", idsOf(k.c.Specialisms, func(x *Specialism) string { return x.ID })},
		{k.at.steps, "steps", idsOf(k.c.Steps, func(x *Step) string { return x.ID })},
		{k.at.routes, "routes", idsOf(k.c.Routes, func(x *Route) string { return x.ID })},
		{k.at.employers, "employers", idsOf(k.c.Employers, func(x *Employer) string { return x.ID })},
		{k.at.providers, "providers", idsOf(k.c.Providers, func(x *Provider) string { return x.ID })},
		{k.at.dates, "dates", idsOf(k.c.Dates, func(x *KeyDate) string { return x.ID })},
		{k.at.rules, "rules", idsOf(k.c.Rules, func(x *Rule) string { return x.ID })},
	} {
		seen := map[string]bool{}
		for i, id := range list.ids {
			if id == "" || seen[id] {
				k.wrong(list.file, fmt.Sprintf("id %q is there twice, or empty", id), "Give each an id of its own.", list.key, i)
			}
			seen[id] = true
		}
	}
	seen := map[string]bool{}
	for _, file := range k.at.roles {
		for i := range file.count {
			id := k.c.Roles[file.first+i].ID
			if id == "" || seen[id] {
				k.wrong(file.File, fmt.Sprintf("id %q is there twice, or empty", id), "Give each an id of its own.", "roles", i)
			}
			seen[id] = true
		}
	}
}

func idsOf[T any](list []T, id func(*T) string) []string {
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = id(&list[i])
	}
	return ids
}

func (k *checker) sources(sources []Source) {
	seen := map[string]bool{}
	for i, s := range sources {
		k.need(k.at.sources, s.ID, map[string]bool{"url": s.URL != "", "title": s.Title != "", "date (dated)": s.Dated != ""}, "sources", i)
		if seen[s.ID] || s.Quality != official && s.Quality != secondary {
			k.wrong(k.at.sources, fmt.Sprintf("source %q is there twice, or its quality is not official or secondary", s.ID), "Mend its id or quality.", "sources", i)
		}
		seen[s.ID] = true
	}
}

func (k *checker) sectors() {
	for i, s := range k.c.Sectors {
		at := []any{"sectors", i}
		k.need(k.at.sectors, s.ID, map[string]bool{"name": s.Name != "", "hook": s.Hook != "", "about": len(s.About) > 0, "picture": s.Picture != ""}, at...)
		k.cited(k.at.sectors, s.ID, s.Sources, s.Reviewed, at...)
	}
	for i, s := range k.c.Specialisms {
		at := []any{"specialisms", i}
		k.need(k.at.specialisms, s.ID, map[string]bool{"name": s.Name != "", "hook": s.Hook != "", "about": s.About != ""}, at...)
		if _, ok := k.c.Sector(s.Sector); !ok || s.Key() == "" {
			k.wrong(k.at.specialisms, fmt.Sprintf("specialism %q is in no sector", s.ID), "Write sector/key, with the id of a sector.", at...)
		}
	}
}

// cited checks where an entry's facts come from.
func (k *checker) cited(file *content.File, id string, cites []Cite, reviewed string, path ...any) {
	for _, cite := range cites {
		if _, ok := k.c.Sources[cite.Source]; !ok {
			k.wrong(file, fmt.Sprintf("%q cites a source %q that is not there", id, cite.Source), "Add it to sources.yaml, or mend the id.", append(path, "sources")...)
		}
	}
	if _, err := time.Parse(time.DateOnly, reviewed); err != nil {
		k.wrong(file, fmt.Sprintf("%q says it was reviewed on %q", id, reviewed), "Write a date such as 2026-11-24.", append(path, "reviewed")...)
	}
}

func (k *checker) facts(file *content.File, id string, facts Facts, fields []string, path ...any) {
	for _, field := range fields {
		switch facts[field] {
		case Seen, Usual, None:
		default:
			k.wrong(file, fmt.Sprintf("%q does not say how its %s is known", id, field), "Write seen, usual or none under facts.", append(path, "facts", field)...)
		}
	}
	for _, field := range slices.Sorted(maps.Keys(facts)) {
		if !slices.Contains(fields, field) {
			k.wrong(file, fmt.Sprintf("%q has a fact %q that is unknown", id, field), "Remove it, or mend its name.", append(path, "facts", field)...)
		}
	}
}

// longestHook is as long as a hook may be, in letters.
const longestHook = 90

func (k *checker) role(file rolesFile, i int, r *Role) {
	at := []any{"roles", i}
	k.need(file.File, r.ID, map[string]bool{
		"name": r.Name != "", "hook": r.Hook != "", "do": len(r.Do) > 2, "day": len(r.Day) > 2, "good": len(r.Good) > 0, "hard": len(r.Hard) > 0,
		"setting": r.Setting != "", "places": len(r.Places) > 0, "register words": r.Register.Words != "", "routes": len(r.Routes) > 0,
	}, at...)
	if len([]rune(r.Hook)) > longestHook {
		k.wrong(file.File, fmt.Sprintf("the hook of %q is longer than %d letters", r.ID, longestHook), "Say it shorter.", append(at, "hook")...)
	}
	if specialism, ok := k.c.Specialism(r.Specialism); !ok {
		k.wrong(file.File, fmt.Sprintf("role %q is in a specialism %q that is not there", r.ID, r.Specialism), "Use an id of specialisms.yaml.", append(at, "specialism")...)
	} else if file.Name != "roles/"+specialism.Sector+".yaml" {
		k.wrong(file.File, fmt.Sprintf("role %q stands in the file of another sector", r.ID), "Move it to roles/"+specialism.Sector+".yaml.", at...)
	}
	for _, sector := range r.AlsoIn {
		if _, ok := k.c.Sector(sector); !ok {
			k.wrong(file.File, fmt.Sprintf("role %q is also in %q", r.ID, sector), "Use the id of a sector.", append(at, "also_in")...)
		}
	}
	if !slices.Contains(Contacts, r.Contact) {
		k.wrong(file.File, fmt.Sprintf("role %q has contact %q", r.ID, r.Contact), "Write none, some or most.", append(at, "contact")...)
	}
	for _, place := range r.Places {
		if !slices.Contains(Places, place) {
			k.wrong(file.File, fmt.Sprintf("role %q has a place %q", r.ID, place), "Use gp-surgery, hospital, community, laboratory, clean-room, factory, office or home.", append(at, "places")...)
		}
	}
	if !slices.Contains(paySystems, r.Pay.System) || !slices.Contains(registerNeeds, r.Register.Needed) {
		k.wrong(file.File, fmt.Sprintf("role %q has pay system %q and register %q", r.ID, r.Pay.System, r.Register.Needed), "Use afc, doctors, practice or market; by-law, depends, voluntary or none.", at...)
	}
	k.pay(file, r, at)
	if r.EntryLevel < 1 || r.EntryLevel > 8 {
		k.wrong(file.File, fmt.Sprintf("role %q has entry level %d", r.ID, r.EntryLevel), "Write a level from 1 to 8.", append(at, "entry_level")...)
	}
	k.known(file.File, r.ID, "ladder", r.Ladder.Above, func(id string) bool { _, ok := k.c.Role(id); return ok }, append(at, "ladder")...)
	k.known(file.File, r.ID, "routes", r.Routes, func(id string) bool { route, ok := k.c.Route(id); return ok && slices.Contains(route.Roles, r.ID) }, append(at, "routes")...)
	k.facts(file.File, r.ID, r.Facts, roleFacts, at...)
	k.cited(file.File, r.ID, r.Sources, r.Reviewed, at...)
}

// known tells of ids that point at nothing.
func (k *checker) known(file *content.File, id, field string, ids []string, known func(string) bool, path ...any) {
	for _, other := range ids {
		if !known(other) {
			k.wrong(file, fmt.Sprintf("%s of %q name %q, which is not there or does not name it back", field, id, other), "Mend the id on both sides.", path...)
		}
	}
}

func (k *checker) pay(file rolesFile, r *Role, at []any) {
	for _, band := range slices.Concat(r.Pay.Bands, r.Pay.NearBands, r.Pay.TraineeBands) {
		if !slices.ContainsFunc(k.c.Pay.Bands, func(b Band) bool { return b.Band == band }) {
			k.wrong(file.File, fmt.Sprintf("role %q is paid by band %q, which the pay table lacks", r.ID, band), "Use a band of pay.yaml.", append(at, "pay")...)
		}
	}
	for _, amount := range r.Pay.Amounts {
		if amount.From <= 0 || amount.Year == "" {
			k.wrong(file.File, fmt.Sprintf("role %q has an amount without its pounds or its year", r.ID), "Write from, and the year it was true in.", append(at, "pay", "amounts")...)
		}
	}
}

var gcseGrade = regexp.MustCompile(`^[1-9]$`)

func (k *checker) steps() {
	for i := range k.c.Steps {
		s, at := &k.c.Steps[i], []any{"steps", i}
		k.need(k.at.steps, s.ID, map[string]bool{"name": s.Name != "", "plain": s.Plain != "", "outcome": s.Outcome != "", "entry words": s.Entry.Words != ""}, at...)
		if !slices.Contains(stepKinds, s.Kind) || !slices.Contains(stages, s.Stage) {
			k.wrong(k.at.steps, fmt.Sprintf("step %q has kind %q and stage %q", s.ID, s.Kind, s.Stage), "Use a kind and a stage that other steps have.", at...)
		}
		if s.Level < 0 || s.Level > 8 {
			k.wrong(k.at.steps, fmt.Sprintf("step %q has level %d", s.ID, s.Level), "Write a level from 1 to 8, or leave it out.", append(at, "level")...)
		}
		if s.Entry.GCSE != nil && !gcseGrade.MatchString(s.Entry.GCSE.Grade) {
			k.wrong(k.at.steps, fmt.Sprintf("step %q asks for GCSE grade %q", s.ID, s.Entry.GCSE.Grade), "Write a grade from 1 to 9, in quotes.", append(at, "entry", "gcse")...)
		}
		if s.Entry.GCSEBelow != nil && !gcseGrade.MatchString(s.Entry.GCSEBelow.Grade) {
			k.wrong(k.at.steps, fmt.Sprintf("step %q is for those below GCSE grade %q", s.ID, s.Entry.GCSEBelow.Grade), "Write a grade from 1 to 9, in quotes.", append(at, "entry", "gcse_below")...)
		}
		isStep := func(id string) bool { _, ok := k.c.Step(id); return ok }
		k.known(k.at.steps, s.ID, "after", s.After, isStep, append(at, "after")...)
		k.known(k.at.steps, s.ID, "prior steps", s.Entry.PriorSteps, isStep, append(at, "entry")...)
		k.entry(s, at)
		if len(s.After) == 0 && s.Stage != "ks4" {
			k.wrong(k.at.steps, fmt.Sprintf("no step leads to %q", s.ID), "List the steps that may come before, under after.", at...)
		}
		k.facts(k.at.steps, s.ID, s.Facts, stepFacts, at...)
		k.cited(k.at.steps, s.ID, s.Sources, s.Reviewed, at...)
	}
}

func (k *checker) routes() {
	for i := range k.c.Routes {
		r, at := &k.c.Routes[i], []any{"routes", i}
		k.need(k.at.routes, r.ID, map[string]bool{"name": r.Name != "", "summary": r.Summary != "", "stages": len(r.Stages) > 0, "roles": len(r.Roles) > 0}, at...)
		k.known(k.at.routes, r.ID, "roles", r.Roles, func(id string) bool { role, ok := k.c.Role(id); return ok && slices.Contains(role.Routes, r.ID) }, append(at, "roles")...)
		seen := map[string]bool{}
		for n, stage := range r.Stages {
			if len(stage) == 0 {
				k.wrong(k.at.routes, fmt.Sprintf("stage %d of route %q has no step", n+1, r.ID), "Name a step, or remove the stage.", append(at, "stages", n)...)
			}
			for _, id := range stage {
				step, ok := k.c.Step(id)
				switch {
				case !ok:
					k.wrong(k.at.routes, fmt.Sprintf("route %q names a step %q that is not there", r.ID, id), "Use an id of steps.yaml.", append(at, "stages", n)...)
				case seen[id]:
					k.wrong(k.at.routes, fmt.Sprintf("route %q comes to step %q a second time: a circle", r.ID, id), "Let each step stand once.", append(at, "stages", n)...)
				case n > 0 && !slices.ContainsFunc(r.Stages[n-1], func(before string) bool { return slices.Contains(step.After, before) }):
					k.wrong(k.at.routes, fmt.Sprintf("in route %q nothing of the stage before leads to %q", r.ID, id), "Add an edge under the step's after, or mend the stage.", append(at, "stages", n)...)
				}
				seen[id] = true
			}
		}
	}
}

func (k *checker) employers() {
	for i := range k.c.Employers {
		e, at := &k.c.Employers[i], []any{"employers", i}
		k.need(k.at.employers, e.ID, map[string]bool{"name": e.Name != "", "place": e.Place != "", "what": e.What != ""}, at...)
		k.known(k.at.employers, e.ID, "roles", e.Roles, func(id string) bool { _, ok := k.c.Role(id); return ok }, append(at, "roles")...)
		k.known(k.at.employers, e.ID, "sectors", e.Sectors, func(id string) bool { _, ok := k.c.Sector(id); return ok }, append(at, "sectors")...)
		k.cited(k.at.employers, e.ID, e.Sources, e.Reviewed, at...)
	}
}

// CheckQuizzes tells where a quiz and the catalogue do not fit: every sector and
// role of one has to be in the other, in the newest version.
func (c *Catalogue) CheckQuizzes(library *quizzes.Library) content.Problems {
	var problems content.Problems
	seen := map[string]bool{}
	for _, q := range library.All() {
		if seen[q.Key] {
			continue
		}
		seen[q.Key] = true
		file := fmt.Sprintf("%s.v%d.yaml", q.Key, q.Version)
		has := map[string]bool{}
		for _, t := range slices.Concat(q.Sectors, q.Specialisms, q.Roles) {
			has[t.ID] = true
			_, sector := c.Sector(t.ID)
			_, specialism := c.Specialism(t.ID)
			role, isRole := c.Role(t.ID)
			if !sector && !specialism && !isRole {
				problems = append(problems, content.Problem{File: file, Line: 1, What: fmt.Sprintf("%q is not in the catalogue", t.ID), Mend: "Mend the id, or add it to the catalogue."})
			}
			if isRole && (role.Specialism != t.Specialism || role.EntryLevel != t.EntryLevel) {
				problems = append(problems, content.Problem{File: file, Line: 1, What: fmt.Sprintf("role %q has another specialism or entry level than in the catalogue", t.ID), Mend: "Write what the catalogue says."})
			}
		}
		for i := range c.Roles {
			if !has[c.Roles[i].ID] {
				problems = append(problems, content.Problem{File: file, Line: 1, What: fmt.Sprintf("role %q of the catalogue has no weights", c.Roles[i].ID), Mend: "Give it weights in a new version of the quiz."})
			}
		}
	}
	return problems
}
