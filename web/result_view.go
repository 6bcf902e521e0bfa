package web

import (
	"pathways/quizzes"
)

// resultView is a result in words and drawings, for the student and, without
// the forms, for their teacher.
type resultView struct {
	Ranked, Flat, Rushed bool
	Ranks                []rank
	Skyline              []building
	CloseCall            []string // the two names, when one answer decides
	Reasons              []reasons
	Change               *whatIf
	Own                  *rank // the student's own choice; nil when they could not say
	OwnIsFirst           bool
	Shown                []shownSector
	Wildcard             *roleCard
	Without              *quote  // the answer that is left out
	Disputes             []quote // what the student has disputed, newest last
}

// rank is one sector in its place.
type rank struct {
	ID, Name, Label string
	Lit             bool
}

// reasons says which answers speak for a sector, and which against it.
type reasons struct {
	ID, Name string
	Plus     []quote
	Minus    *quote
}

// quote is an answer of the student's, in their own choice of words.
type quote struct {
	Item, Text, Answer, Note string
	Face                     int // 1 to 5, 6 for "I don't know"
	Effect                   string
	Disputed                 bool
}

// whatIf is the smallest change of answer that would swap the first two.
type whatIf struct{ Text, From, To, First string }

// shownSector is a sector with the roles to look at in it.
type shownSector struct {
	ID, Name string
	Roles    []roleCard
}

// worthALook is the weakest label; behind the first two it would say nothing.
const worthALook = "worth a look"

// labelWords say how sure a place is; never a percentage.
var labelWords = map[string]string{
	"clear": "a clear favourite", "likely": "likely", worthALook: "worth a look",
}

// resultView ranks the answers of a sitting, leaving one out if asked to.
func (s *Site) resultView(it *sitting, without string) resultView {
	sheet := it.sheet
	view := resultView{}
	if _, answered := sheet.Ratings[without]; answered {
		sheet = it.quiz.Without(sheet, without)
		left := s.quoteOf(it, without)
		view.Without = &left
	}
	ranking := it.quiz.Score(sheet)
	view.Ranked, view.Flat, view.Rushed = ranking.Ranked, ranking.Flat, ranking.Rushed
	for i, sector := range ranking.Sectors {
		place := rank{ID: sector.ID, Name: sector.Name, Lit: ranking.Ranked && i < 2}
		if ranking.Ranked && (i < 2 || sector.Label != worthALook) {
			place.Label = labelWords[sector.Label]
		}
		view.Ranks = append(view.Ranks, place)
		if choice := it.attempt.OwnChoice; choice == sector.ID {
			view.Own, view.OwnIsFirst = &place, ranking.Ranked && i == 0
		}
	}
	view.Skyline = s.skyline(ranking)
	for _, d := range it.attempt.Disputes {
		disputed := s.quoteOf(it, d.Item)
		disputed.Note = d.Note
		view.Disputes = append(view.Disputes, disputed)
	}
	if ranking.Ranked {
		s.explainRanking(&view, it, ranking)
	}
	s.suggest(&view, ranking)
	return view
}

// explainRanking adds what speaks for and against the first two.
func (s *Site) explainRanking(view *resultView, it *sitting, ranking quizzes.Ranking) {
	for _, id := range ranking.CloseCall {
		view.CloseCall = append(view.CloseCall, s.sectorName(id))
	}
	for _, sector := range ranking.Sectors[:2] {
		plus, minus := ranking.Reasons(sector.ID)
		because := reasons{ID: sector.ID, Name: sector.Name}
		for i, contribution := range plus {
			q := s.quoteOf(it, contribution.Item)
			q.Effect = []string{"pulled " + sector.Name + " up most", "pulled it up too"}[min(i, 1)]
			if it.sheet.Ratings[contribution.Item] < 0 {
				q.Effect = "there is little of that here, so not liking it counts for it"
			}
			because.Plus = append(because.Plus, q)
		}
		if minus != nil {
			q := s.quoteOf(it, minus.Item)
			q.Effect = "pulled it down"
			because.Minus = &q
		}
		view.Reasons = append(view.Reasons, because)
	}
	if change := ranking.Change; change != nil {
		item, _ := it.quiz.Item(change.Item)
		view.Change = &whatIf{
			Text: item.Text, From: choiceWords(it.quiz, change.From), To: choiceWords(it.quiz, change.To), First: s.sectorName(change.First),
		}
	}
}

// quoteOf puts an answer into the words of its choice.
func (s *Site) quoteOf(it *sitting, itemID string) quote {
	item, ok := it.quiz.Item(itemID)
	if !ok {
		return quote{Item: itemID}
	}
	rating := it.sheet.Ratings[itemID]
	q := quote{Item: itemID, Text: item.Text, Answer: choiceWords(it.quiz, rating), Face: press(it.quiz, rating)}
	for _, d := range it.attempt.Disputes {
		q.Disputed = q.Disputed || d.Item == itemID
	}
	return q
}

func choiceWords(quiz *quizzes.Quiz, rating quizzes.Rating) string {
	if n := press(quiz, rating); n <= len(quiz.Choices) {
		return quiz.Choices[n-1].Label
	}
	return "I don't know what this is"
}

func (s *Site) sectorName(id string) string {
	if sector, ok := s.careers.Sector(id); ok {
		return sector.Name
	}
	return id
}

// The skyline's street: five buildings, as tall as their sectors fit.
const (
	ground, firstHouse, houseStep = 298, 14, 116
	lowest, highest               = 60, 230
)

// skyline draws the sectors in the order of the street; without a ranking all
// are as tall as each other.
func (s *Site) skyline(ranking quizzes.Ranking) []building {
	fits := map[string]float64{}
	low, high := 0.0, 0.0
	for i, sector := range ranking.Sectors {
		fits[sector.ID] = sector.Fit
		if i == 0 || sector.Fit < low {
			low = sector.Fit
		}
		if i == 0 || sector.Fit > high {
			high = sector.Fit
		}
	}
	var street []building
	for i, sector := range s.careers.Sectors {
		height := (lowest + highest) / 2
		if ranking.Ranked && high > low {
			height = lowest + int((fits[sector.ID]-low)/(high-low)*(highest-lowest))
		}
		lit := ranking.Ranked && (sector.ID == ranking.Sectors[0].ID || sector.ID == ranking.Sectors[1].ID)
		street = append(street, building{
			ID: sector.ID, Lit: lit, Left: firstHouse + houseStep*i, Top: ground - height, Height: height, Windows: height - 24,
		})
	}
	return street
}

// suggest adds the roles to look at, by sector, and the wildcard.
func (s *Site) suggest(view *resultView, ranking quizzes.Ranking) {
	at := map[string]int{}
	for _, suggestion := range ranking.Suggested {
		role, ok := s.careers.Role(suggestion.Role)
		if !ok {
			continue
		}
		card := s.roleCard(role, "")
		if suggestion.Wildcard {
			view.Wildcard = &card
			continue
		}
		i, seen := at[suggestion.Sector]
		if !seen {
			i = len(view.Shown)
			at[suggestion.Sector] = i
			view.Shown = append(view.Shown, shownSector{ID: suggestion.Sector, Name: s.sectorName(suggestion.Sector)})
		}
		view.Shown[i].Roles = append(view.Shown[i].Roles, card)
	}
}
