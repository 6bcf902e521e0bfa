package web

import (
	"fmt"
	"math"
	"slices"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes"
)

func (s *Site) comparisonRoutes() []Route {
	return []Route{get("/classes/:class/comparison", teachers, s.compareLessons)}
}

// mostLessons is how many lessons stand beside one another, the newest.
const mostLessons = 8

// comparisonPage is a class's lessons side by side.
type comparisonPage struct {
	Page
	Class   models.Class
	Lessons []comparedLesson // the first one first
	Kinds   []kindOfFirst
	Pupils  []comparedPupil
}

// comparedLesson is one lesson, by a letter, with what came first in it.
type comparedLesson struct {
	models.LessonResult
	Letter   string
	Own      bool // of this class, and not of another one
	Finished int
	firsts   map[string]int
	measures map[string]measure
	names    []quizzes.DimensionScore
}

// measure is a sum over those who answered something of it.
type measure struct {
	sum float64
	n   int
}

func (m measure) mean() float64 {
	if m.n == 0 {
		return 0
	}
	return m.sum / float64(m.n)
}

// First is how many had a sector in front.
func (l comparedLesson) First(id string) int { return l.firsts[id] }

// Mean is where the class stood on a measure, in words.
func (l comparedLesson) Mean(id string) string { return fmt.Sprintf("%+.1f", l.measures[id].mean()) }

func (l *comparedLesson) add(gist quizzes.Gist) {
	l.Finished++
	l.firsts[gist.First]++
	for _, d := range gist.Dimensions {
		if m := l.measures[d.ID]; d.Answered > 0 {
			l.measures[d.ID] = measure{m.sum + d.Score, m.n + 1}
		}
	}
	l.names = gist.Dimensions
}

// comparedPupil is what came first for a pupil in their first and in their newest
// lesson.
type comparedPupil struct {
	Seat              models.SeatResult
	Then, Now         string // names; empty for no clear favourite
	Lesson, NewLesson string // the letters; empty without a result
}

// Twice tells whether there is something to compare.
func (p comparedPupil) Twice() bool { return p.Lesson != p.NewLesson }

// Change says in words what became of the first place.
func (p comparedPupil) Change() string {
	switch {
	case p.Lesson == "":
		return "no result yet"
	case !p.Twice():
		return "one result"
	case p.Then == p.Now && p.Then == "":
		return "still no favourite"
	case p.Then == p.Now:
		return "the same"
	case p.Then == "":
		return "has a favourite now"
	case p.Now == "":
		return "has no favourite now"
	}
	return "another one"
}

// Changes counts the pupils with two results by what became of the first place.
func (p comparisonPage) Changes() []countedWord {
	var list []countedWord
	for _, pupil := range p.Pupils {
		if !pupil.Twice() {
			continue
		}
		at := slices.IndexFunc(list, func(c countedWord) bool { return c.Word == pupil.Change() })
		if at < 0 {
			at, list = len(list), append(list, countedWord{Word: pupil.Change()})
		}
		list[at].N++
	}
	return list
}

// countedWord is how many pupils something is so of.
type countedWord struct {
	Word string
	N    int
}

// Share is how many of a hundred had a sector in front.
func (l comparedLesson) Share(id string) int { return 100 * l.First(id) / l.Finished }

// Sectors draws each kind with a column for each lesson, as shares.
func (p comparisonPage) Sectors() []kindChart {
	most := 0
	for _, lesson := range p.Lessons {
		for _, kind := range p.Kinds {
			most = max(most, lesson.Share(kind.ID))
		}
	}
	var charts []kindChart
	for _, kind := range p.Kinds {
		var bars []bar
		for _, lesson := range p.Lessons {
			share := lesson.Share(kind.ID)
			bars = append(bars, bar{Name: lesson.Letter, Words: fmt.Sprintf("%d%%", share), Value: float64(share)})
		}
		charts = append(charts, kindChart{kind, chartOf(bars, 0, float64(most))})
	}
	return charts
}

// Measures are those of the newest lesson.
func (p comparisonPage) Measures() []quizzes.DimensionScore { return p.Lessons[len(p.Lessons)-1].names }

// smallestScale keeps means that hardly differ from looking as if they did.
const smallestScale = 0.5

// Likes draws each measure with a column for each lesson, above or below the middle
// of each pupil's own answers.
func (p comparisonPage) Likes() []kindChart {
	most := smallestScale
	for _, lesson := range p.Lessons {
		for _, m := range lesson.measures {
			most = max(most, math.Abs(m.mean()))
		}
	}
	var charts []kindChart
	for _, d := range p.Measures() {
		var bars []bar
		for _, lesson := range p.Lessons {
			bars = append(bars, bar{Name: lesson.Letter, Words: lesson.Mean(d.ID), Value: lesson.measures[d.ID].mean()})
		}
		charts = append(charts, kindChart{kindOfFirst{Name: d.Name}, chartOf(bars, -most, most)})
	}
	return charts
}

func (s *Site) compareLessons(c *fiber.Ctx) error {
	ctx, teacher, id := c.UserContext(), me(c).user.ID, c.Params("class")
	class, err := s.db.Classes.Find(ctx, teacher, id)
	if err != nil {
		return err
	}
	results, err := s.db.Lessons.Compared(ctx, teacher, id)
	if err != nil {
		return err
	}
	seats, err := s.db.Classes.Results(ctx, teacher, id)
	if err != nil {
		return err
	}
	shown := comparisonPage{Page: s.page(c, "Lessons side by side", "class.css"), Class: class, Kinds: s.kindsOfFirst()}
	for _, seat := range seats {
		shown.Pupils = append(shown.Pupils, comparedPupil{Seat: seat})
	}
	if err := s.compare(&shown, newestLessons(results)); err != nil {
		return err
	}
	return page(c, "class/comparison", shown)
}

// newestLessons leaves out what was finished before the last lessons.
func newestLessons(results []models.LessonResult) []models.LessonResult {
	lessons := 0
	for i := len(results) - 1; i >= 0; i-- {
		if i == len(results)-1 || results[i].LessonPublicID != results[i+1].LessonPublicID {
			if lessons++; lessons > mostLessons {
				return results[i+1:]
			}
		}
	}
	return results
}

// compare adds up results lesson by lesson, and pupil by pupil.
func (s *Site) compare(shown *comparisonPage, results []models.LessonResult) error {
	pupils := map[string]*comparedPupil{}
	for i := range shown.Pupils {
		pupils[shown.Pupils[i].Seat.SeatPublicID] = &shown.Pupils[i]
	}
	for i, result := range results {
		gist, err := s.gist(result.PackedResult)
		if err != nil {
			return err
		}
		if i == 0 || result.LessonPublicID != results[i-1].LessonPublicID {
			shown.Lessons = append(shown.Lessons, comparedLesson{
				LessonResult: result, Letter: string(rune('A' + len(shown.Lessons))), Own: result.ClassPublicID == shown.Class.PublicID,
				firsts: map[string]int{}, measures: map[string]measure{},
			})
		}
		lesson := &shown.Lessons[len(shown.Lessons)-1]
		lesson.add(gist)
		if pupil := pupils[result.SeatPublicID]; pupil != nil {
			if pupil.Lesson == "" {
				pupil.Lesson, pupil.Then = lesson.Letter, s.choiceName(gist.First)
			}
			pupil.NewLesson, pupil.Now = lesson.Letter, s.choiceName(gist.First)
		}
	}
	return nil
}
