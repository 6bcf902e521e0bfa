package careers

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

var (
	monthAndDay = regexp.MustCompile(`^(0[1-9]|1[0-2])(-[0-3][0-9])?$`)
	longestDate = 120 // letters of a title
)

// dates checks the key dates: that each belongs to steps, and can be read.
func (k *checker) dates() {
	for i := range k.c.Dates {
		d, at := &k.c.Dates[i], []any{"dates", i}
		k.need(k.at.dates, d.ID, map[string]bool{"title": d.Title != "" && len([]rune(d.Title)) <= longestDate, "plain words": d.Plain != ""}, at...)
		if !IsSubjectID(d.ID) {
			k.wrong(k.at.dates, fmt.Sprintf("date %q is not written in small words with hyphens", d.ID), "Mend its id, once and for all: plans keep it.", at...)
		}
		k.belongs(d, append(at, "for"))
		k.falls(d, append(at, "falls"))
		for n := range d.Known {
			k.knownDay(d, &d.Known[n], append(slices.Clone(at), "known", n))
		}
		if d.Confidence != Seen && d.Confidence != Usual || d.Confidence == Seen && len(d.Sources) == 0 {
			k.wrong(k.at.dates, fmt.Sprintf("date %q has confidence %q and %d sources", d.ID, d.Confidence, len(d.Sources)), "Write seen and the source, or usual.", append(at, "confidence")...)
		}
		k.cited(k.at.dates, d.ID, d.Sources, d.Reviewed, at...)
	}
}

func (k *checker) belongs(d *KeyDate, at []any) {
	f := &d.For
	among := func(list, known []string, what string) {
		for _, one := range list {
			if !slices.Contains(known, one) {
				k.wrong(k.at.dates, fmt.Sprintf("date %q is for %s %q, which no step has", d.ID, what, one), "Use one that steps.yaml has.", at...)
			}
		}
	}
	var ids, vias []string
	fits := 0
	for i := range k.c.Steps {
		step := &k.c.Steps[i]
		ids = append(ids, step.ID)
		if step.Application != nil {
			vias = append(vias, step.Application.Via)
		}
		if d.Belongs(step, first(f.After)) {
			fits++
		}
	}
	among(f.Kinds, stepKinds, "kind")
	among(f.After, stepKinds, "what comes after kind")
	among(f.Stages, stages, "stage")
	among(f.Via, vias, "via")
	among(slices.Concat(f.Steps, f.NotSteps), ids, "step")
	if fits == 0 || len(f.Kinds)+len(f.Stages)+len(f.Via)+len(f.Steps) == 0 {
		k.wrong(k.at.dates, fmt.Sprintf("date %q belongs to no step, or to every one", d.ID), "Say its steps by kind, stage, via or id.", at...)
	}
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// mostYearsBefore is how long before a step a date may be.
const mostYearsBefore = 3

func (k *checker) falls(d *KeyDate, at []any) {
	f := d.Falls
	if f.YearsBefore < 0 || f.YearsBefore > mostYearsBefore {
		k.wrong(k.at.dates, fmt.Sprintf("date %q is %d years before its step", d.ID, f.YearsBefore), "Write a number from 0 to 3.", append(at, "years_before")...)
	}
	for field, text := range map[string]string{"from": f.From, "to": f.To} {
		if text == "" && field == "to" {
			continue
		}
		_, err := time.Parse("2006-01-02", "2028-"+text)
		if !monthAndDay.MatchString(text) || len(text) > 2 && err != nil {
			k.wrong(k.at.dates, fmt.Sprintf("date %q falls %s %q", d.ID, field, text), "Write a month such as '09', or a month and a day such as '10-15'.", append(slices.Clone(at), field)...)
		}
	}
}

func (k *checker) knownDay(d *KeyDate, known *KnownDay, at []any) {
	span, err := known.span()
	switch {
	case err != nil || span.To.Before(span.From):
		k.wrong(k.at.dates, fmt.Sprintf("date %q is known from %q to %q", d.ID, known.From, known.To), "Write days such as 2027-01-13, the earlier one first.", at...)
	case span.From.Year() != known.Entry-d.Falls.YearsBefore:
		k.wrong(k.at.dates, fmt.Sprintf("date %q for entry in %d is in %d", d.ID, known.Entry, span.From.Year()), "Mend the year, or years_before.", at...)
	case known.Confidence != Seen && known.Confidence != Usual || known.Confidence == Seen && len(d.Sources) == 0:
		k.wrong(k.at.dates, fmt.Sprintf("date %q has a day with confidence %q", d.ID, known.Confidence), "Write seen and its source, or usual.", at...)
	}
	for _, other := range d.Known {
		if other.Entry == known.Entry && other != *known {
			k.wrong(k.at.dates, fmt.Sprintf("date %q has two days for entry in %d", d.ID, known.Entry), "Keep one of the two.", at...)
		}
	}
}
