package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"pathways/quizzes"
)

// sitting is somebody at the quiz: where they are, and what they were told is
// saved.
type sitting struct {
	*browser
	at   string // the address of the screen
	item string // the question on it
	told record
}

// record is what was acknowledged about one attempt.
type record struct {
	attempt  string
	ratings  map[string]quizzes.Rating
	saves    int // answers that were acknowledged; a double tap is two
	unsure   int // answers that were sent and not acknowledged
	choice   string
	finished bool
}

// begin starts a new attempt and opens its first question.
func (s *sitting) begin() error {
	s.told = record{ratings: map[string]quizzes.Rating{}}
	at, err := s.post("/quiz/attempt", url.Values{"length": {"full"}, "again": {"yes"}})
	if err != nil {
		return err
	}
	return s.arrive(at)
}

// arrive notes which screen a page is.
func (s *sitting) arrive(at string) error {
	page, err := s.text()
	if err != nil {
		return err
	}
	s.at, s.item = at, hidden(page, "item")
	if attempt := hidden(page, "attempt"); attempt != "" {
		if s.told.attempt != "" && s.told.attempt != attempt {
			return fmt.Errorf("%s is of another attempt", at)
		}
		s.told.attempt = attempt
	}
	return nil
}

// hidden reads a hidden field of a form.
func hidden(page []byte, name string) string {
	_, rest, _ := bytes.Cut(page, []byte(`name="`+name+`" value="`))
	value, _, _ := bytes.Cut(rest, []byte(`"`))
	return string(value)
}

// tap sends one answer as htmx does and notes that it was acknowledged.
func (s *sitting) tap(item string, rating quizzes.Rating) error {
	form := "attempt=" + s.told.attempt + "&item=" + item + "&value=" + written(rating)
	err := s.send("POST", "/quiz/answers", form, true)
	if err == nil {
		err = s.expect("/quiz/answers")
	}
	if err != nil {
		s.told.unsure++
		return err
	}
	s.told.saves++
	s.told.ratings[item] = rating
	return nil
}

// written is a rating as the buttons send it.
func written(rating quizzes.Rating) string {
	if rating == quizzes.Unknown {
		return "unknown"
	}
	return strconv.Itoa(int(rating))
}

var errNowhere = errors.New("an answer led nowhere")

// moveOn goes where the last answer led: the question that came with it, or
// another page.
func (s *sitting) moveOn() error {
	if to := string(s.reply.Header.Peek("HX-Redirect")); to != "" {
		at, err := s.follow(to)
		if err != nil {
			return err
		}
		return s.arrive(at)
	}
	at := string(s.reply.Header.Peek("HX-Push-Url"))
	if err := s.arrive(at); err != nil {
		return err
	}
	if at == "" || s.item == "" {
		return errNowhere
	}
	return nil
}

// choose sends the own choice and goes on.
func (s *sitting) choose(sector string) error {
	at, err := s.post("/quiz/choice", url.Values{"attempt": {s.told.attempt}, "sector": {sector}})
	if err != nil {
		return err
	}
	s.told.choice = sector
	return s.arrive(at)
}
