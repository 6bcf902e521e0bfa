package careers

import (
	"cmp"
	"slices"
	"strconv"
)

// Told is what somebody in the job says to an answer. It holds no number: there
// is no score.
type Told struct {
	Whole bool   // all is as it is done in the job
	Words string // what is said first
	Lines []Line // what is said to each part of the answer
}

// Line is what is said to one part of an answer.
type Line struct {
	Verdict        Verdict
	What, Ask, Why string // Ask is the question, where there is one
}

// Verdict says how a part of an answer fits.
type Verdict string

// How a part of an answer can fit.
const (
	Yes    Verdict = "yes"
	Again  Verdict = "again"
	Sooner Verdict = "sooner" // it should come sooner
	Later  Verdict = "later"
)

// Tell says to a whole answer what somebody in the job would say.
func (t *Tryout) Tell(given Given) Told {
	var told Told
	switch t.Kind {
	case SpotKind:
		told = t.tellSpot(given)
	case OrderKind:
		told = t.tellOrder(given)
	case ChooseKind:
		told = t.tellChoose(given)
	case MatchKind:
		told = t.tellMatch(given)
	}
	told.Whole = told.Whole && !slices.ContainsFunc(told.Lines, func(l Line) bool { return l.Verdict != Yes })
	told.Words = t.Nearly
	if told.Whole {
		told.Words = t.Done
	}
	return told
}

// tellSpot speaks of the lines that were ticked. One that was missed is left to
// be found.
func (t *Tryout) tellSpot(given Given) Told {
	told := Told{Whole: true}
	for i, row := range t.Record.Rows {
		line := Line{Verdict: Yes, What: row.name(), Why: row.Why}
		ticked := slices.Contains(given[rowField], i+1)
		if !row.Slip {
			line.Verdict = Again
		}
		told.Whole = told.Whole && (ticked || !row.Slip)
		if ticked {
			told.Lines = append(told.Lines, line)
		}
	}
	return told
}

func (t *Tryout) tellOrder(given Given) Told {
	told := Told{Whole: true}
	for i, field := range t.Fields() {
		item := t.Items[i]
		verdict := []Verdict{Sooner, Yes, Later}[1-cmp.Compare(given.First(field.Name), item.Place)]
		told.Lines = append(told.Lines, Line{Verdict: verdict, Ask: ordinals[given.First(field.Name)-1], What: item.Text, Why: item.Why})
	}
	return told
}

func (t *Tryout) tellChoose(given Given) Told {
	told := Told{Whole: true}
	for i, field := range t.Fields() {
		question := t.Questions[i]
		option := question.Options[given.First(field.Name)-1]
		line := Line{Verdict: Again, Ask: question.Text, What: option.Text, Why: option.Why}
		if option.Right {
			line.Verdict = Yes
		}
		told.Lines = append(told.Lines, line)
	}
	return told
}

func (t *Tryout) tellMatch(given Given) Told {
	told := Told{Whole: true}
	for i, field := range t.Fields() {
		thing := t.Match.Things[i]
		choice := t.Match.Choices[given.First(field.Name)-1]
		line := Line{Verdict: Yes, Ask: thing.Text, What: choice.Name, Why: thing.Why}
		if choice.ID != thing.Fits {
			line.Verdict, line.Why = Again, thing.But
		}
		told.Lines = append(told.Lines, line)
	}
	return told
}

// Right is the one answer that is as it is done in the job.
func (t *Tryout) Right() Given {
	right := Given{}
	for i, field := range t.Fields() {
		switch t.Kind {
		case SpotKind:
			for n, row := range t.Record.Rows {
				if row.Slip {
					right[field.Name] = append(right[field.Name], n+1)
				}
			}
		case OrderKind:
			right[field.Name] = []int{t.Items[i].Place}
		case ChooseKind:
			right[field.Name] = []int{1 + slices.IndexFunc(t.Questions[i].Options, func(o Option) bool { return o.Right })}
		case MatchKind:
			right[field.Name] = []int{1 + slices.IndexFunc(t.Match.Choices, func(c MatchChoice) bool { return c.ID == t.Match.Things[i].Fits })}
		}
	}
	return right
}

// Query is an answer as it stands in an address.
func (g Given) Query() string {
	query := "done=yes"
	for _, field := range sortedKeys(g) {
		for _, n := range g[field] {
			query += "&" + field + "=" + strconv.Itoa(n)
		}
	}
	return query
}
