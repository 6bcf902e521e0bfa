package web

import (
	"bytes"
	"fmt"
	"html/template"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"pathways/quizzes"
)

// questions keeps every question that was drawn ready-made, plain and packed: a
// question is the same for everybody, and drawing it is most of an answer's cost.
type questions struct {
	views *Views
	mu    sync.RWMutex
	ready map[questionKey]*readyPart
}

// questionKey is everything a drawn question depends on.
type questionKey struct {
	quiz                  string
	version               int
	item                  string
	number, n, of, chosen int
}

// mostQuestions bounds what is kept; it is more than one quiz has.
const mostQuestions = 8192

func newQuestions(views *Views) *questions {
	return &questions{views: views, ready: map[questionKey]*readyPart{}}
}

// readyPart is a question as it stands in a page, and as it is sent to htmx: with
// the title of the tab before it, plain and packed.
type readyPart struct{ section, plain, packed []byte }

// questionPart is what a question is drawn from.
type questionPart struct {
	*place
	Progress progress
	Said     string // the words of an earlier answer
	Press    int    // which choice that was, from 1; 6 is "I don't know"
	Second   bool   // whether it is one of the closer look
}

// title is that of the browser's tab at a question.
func (p *place) title() string {
	if p.Item.Stage == 2 {
		return fmt.Sprintf("A closer look, question %d of %d", p.N, p.Of)
	}
	return fmt.Sprintf("Question %d of %d", p.N, p.Of)
}

// Title is what the tab says when the question stands in it.
func (p questionPart) Title() string { return p.place.title() }

// Back is the screen before, or nothing on the first.
func (p questionPart) Back() string {
	if p.number <= 1 {
		return ""
	}
	return (&place{number: p.number - 1}).path()
}

// of returns the question at a place, drawn now or before.
func (q *questions) of(quiz *quizzes.Quiz, at *place) (*readyPart, error) {
	chosen := -1
	if at.Known {
		chosen = press(quiz, at.Chosen)
	}
	key := questionKey{quiz.Key, quiz.Version, at.Item.ID, at.number, at.N, at.Of, chosen}
	q.mu.RLock()
	ready, ok := q.ready[key]
	q.mu.RUnlock()
	if ok {
		return ready, nil
	}
	ready, err := q.draw(quiz, at, chosen)
	if err != nil {
		return nil, err
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.ready) >= mostQuestions {
		clear(q.ready)
	}
	q.ready[key] = ready
	return ready, nil
}

func (q *questions) draw(quiz *quizzes.Quiz, at *place, chosen int) (*readyPart, error) {
	shown := questionPart{place: at, Progress: progress{at.N, at.Of}, Press: chosen, Second: at.Item.Stage == 2}
	switch {
	case chosen > len(quiz.Choices):
		shown.Said = "I don't know what this is"
	case chosen > 0:
		shown.Said = quiz.Choices[chosen-1].Label
	}
	var section, plain bytes.Buffer
	if err := q.views.Render(&section, "quiz/question#question", shown); err != nil {
		return nil, err
	}
	if err := q.views.Render(&plain, "quiz/question#swap", shown); err != nil {
		return nil, err
	}
	packed := fasthttp.AppendGzipBytesLevel(nil, plain.Bytes(), fasthttp.CompressBestCompression)
	return &readyPart{section.Bytes(), plain.Bytes(), packed}, nil
}

// press tells which button a rating is, from 1; the one after the last is "I
// don't know what this is".
func press(quiz *quizzes.Quiz, rating quizzes.Rating) int {
	for i, choice := range quiz.Choices {
		if choice.Value == rating {
			return i + 1
		}
	}
	return len(quiz.Choices) + 1
}

func (r *readyPart) html() template.HTML { return template.HTML(r.section) }

// send answers with the part, packed when the browser can unpack it.
func (r *readyPart) send(c *fiber.Ctx) error {
	c.Type("html", "utf-8")
	c.Vary("Accept-Encoding")
	if unpacks(c, "gzip") {
		c.Set("Content-Encoding", "gzip")
		return c.Send(r.packed)
	}
	return c.Send(r.plain)
}
