package web

import (
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"pathways/models"
	"pathways/quizzes"
)

// sitting is an attempt, the quiz it belongs to, and its answers.
type sitting struct {
	quiz    *quizzes.Quiz
	attempt models.Attempt
	sheet   quizzes.Sheet
}

// openSitting is the asker's newest attempt that goes on.
func (s *Site) openSitting(c *fiber.Ctx) (*sitting, error) {
	attempt, err := s.db.Attempts.Open(c.UserContext(), me(c).owner(), theQuiz)
	if err != nil {
		return nil, err
	}
	return s.sit(attempt)
}

// sit joins an attempt with its quiz, in the version it was begun with.
func (s *Site) sit(attempt models.Attempt) (*sitting, error) {
	quiz, ok := s.quizzes.Find(attempt.QuizKey, attempt.QuizVersion)
	if !ok {
		return nil, fmt.Errorf("attempt %s needs quiz %s version %d, which the content no longer has", attempt.PublicID, attempt.QuizKey, attempt.QuizVersion)
	}
	sheet, err := SheetOf(quiz, attempt)
	return &sitting{quiz, attempt, sheet}, err
}

// SheetOf is what was answered in an attempt, finished or not.
func SheetOf(quiz *quizzes.Quiz, attempt models.Attempt) (quizzes.Sheet, error) {
	if attempt.FinishedAt != nil {
		return quiz.Unpack(attempt.Packed)
	}
	sheet := quizzes.Sheet{
		Length: quizzes.Length(attempt.Length), Seed: attempt.Seed,
		Ratings: map[string]quizzes.Rating{}, Seconds: map[string]float64{},
	}
	for _, answer := range attempt.Answers {
		sheet.Ratings[answer.Item] = quizzes.Rating(answer.Rating)
		sheet.Seconds[answer.Item] = float64(answer.Seconds)
	}
	return sheet, nil
}

// place is one screen of the quiz: a question, or what comes after them.
type place struct {
	Item   *quizzes.Item
	N, Of  int            // of the stage: 7 of 34
	number int            // in the address; the second stage counts on
	Chosen quizzes.Rating // what was answered here before
	Known  bool           // whether it was
	after  string         // a page that is no question
}

func (p *place) path() string {
	if p.after != "" {
		return p.after
	}
	return "/quiz/questions/" + strconv.Itoa(p.number)
}

// here is where the student is: it follows from what is answered, and from
// whether the lesson stands still.
func (it *sitting) here() *place {
	if it.attempt.Paused {
		return &place{after: pausePath}
	}
	return it.next()
}

// mayGoOn tells whether what comes after the first questions may be seen: all of
// them are answered, and the lesson does not stand still.
func (it *sitting) mayGoOn() bool {
	answered, total := it.quiz.StageOne(it.sheet)
	return answered >= total && !it.attempt.Paused
}

// next is the screen that comes after what is answered.
func (it *sitting) next() *place {
	answered, total := it.quiz.StageOne(it.sheet)
	if answered < total {
		return it.place(answered + 1)
	}
	if it.attempt.OwnChoice == "" {
		return &place{after: "/quiz/choice"}
	}
	if !it.attempt.StageTwoSkipped {
		for i, item := range it.quiz.StageTwo(it.sheet) {
			if _, done := it.sheet.Ratings[item.ID]; !done {
				return it.place(total + i + 1)
			}
		}
	}
	return &place{after: "/quiz/finish"}
}

// place is the nth screen: those answered stand in the order in which they were
// asked, then comes the next one. It is nil when the student is not there yet.
func (it *sitting) place(n int) *place {
	_, total := it.quiz.StageOne(it.sheet)
	if n > total {
		return it.placeInStageTwo(n, total)
	}
	asked := it.askedInStageOne()
	p := &place{N: n, Of: total, number: n}
	switch {
	case n < 1 || n > len(asked)+1:
		return nil
	case n <= len(asked):
		p.Item = asked[n-1]
	default:
		next, _, ok := it.quiz.Next(it.sheet)
		if !ok {
			return nil
		}
		p.Item = next
	}
	p.Chosen, p.Known = it.rating(p.Item.ID)
	return p
}

func (it *sitting) placeInStageTwo(n, total int) *place {
	answered, _ := it.quiz.StageOne(it.sheet)
	items := it.quiz.StageTwo(it.sheet)
	at := n - total - 1
	if answered < total || it.attempt.OwnChoice == "" || at >= len(items) {
		return nil
	}
	p := &place{Item: items[at], N: at + 1, Of: len(items), number: n}
	p.Chosen, p.Known = it.rating(p.Item.ID)
	return p
}

func (it *sitting) rating(item string) (quizzes.Rating, bool) {
	rating, ok := it.sheet.Ratings[item]
	return rating, ok
}

// askedInStageOne lists the answered items in the order in which they came.
func (it *sitting) askedInStageOne() []*quizzes.Item {
	var asked []*quizzes.Item
	for _, answer := range it.attempt.Answers {
		if item, ok := it.quiz.Item(answer.Item); ok && item.Stage == 1 {
			asked = append(asked, item)
		}
	}
	return asked
}

// whereIs finds the screen of an item that the student may answer now: one that
// was answered, or the next one. Anything else is nil.
func (it *sitting) whereIs(itemID string) *place {
	for i, item := range it.askedInStageOne() {
		if item.ID == itemID {
			return it.place(i + 1)
		}
	}
	_, total := it.quiz.StageOne(it.sheet)
	for i, item := range it.quiz.StageTwo(it.sheet) {
		if item.ID == itemID {
			return it.place(total + i + 1)
		}
	}
	if next := it.next(); next.Item != nil && next.Item.ID == itemID {
		return next
	}
	return nil
}
