package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// room is a class with a lesson under way, and its teacher's browser.
type room struct {
	*browser
	school        *school
	class, lesson string // their addresses
	code          string
	seats         []string
}

// openRoom makes a class of so many names and starts a lesson that is joined by
// the list.
func openRoom(ctx context.Context, at *school, pupils int) (*room, error) {
	teacher, err := signedIn(ctx, at)
	if err != nil {
		return nil, err
	}
	r := &room{browser: teacher, school: at}
	names := make([]string, pupils)
	for i := range names {
		names[i] = fmt.Sprintf("Pupil %d", i+1)
	}
	if r.class, err = r.post("/classes", url.Values{"name": {fmt.Sprintf("Class of %d", pupils)}, "year": {"9"}, "names": {strings.Join(names, "\n")}}); err != nil {
		return nil, err
	}
	r.class, _, _ = strings.Cut(r.class, "?")
	if r.lesson, err = r.post(r.class+"/lessons", url.Values{"length": {"full"}, "join": {"list"}}); err != nil {
		return nil, err
	}
	board, err := r.page(r.lesson + "/board")
	if err != nil {
		return nil, err
	}
	r.code = strings.ReplaceAll(between(board, `class="wall__code">`, "<"), "-", "")
	list, err := r.page("/join/" + r.code)
	if err != nil {
		return nil, err
	}
	for _, field := range strings.Split(list, `name="seat" value="`)[1:] {
		seat, _, _ := strings.Cut(field, `"`)
		r.seats = append(r.seats, seat)
	}
	if len(r.seats) != pupils {
		return nil, fmt.Errorf("the list at /join/%s has %d names, not %d", r.code, len(r.seats), pupils)
	}
	return r, nil
}

// signedIn is a browser of the first teacher.
func signedIn(ctx context.Context, at *school) (*browser, error) {
	b, err := newBrowser(ctx, at.base)
	if err != nil {
		return nil, err
	}
	_, err = b.post("/sign-in", url.Values{"name": {at.teacher.Email}, "password": {at.teacher.Password}})
	return b, err
}

// page is the text of a page.
func (b *browser) page(path string) (string, error) {
	if err := b.get(path); err != nil {
		return "", err
	}
	if err := b.expect(path); err != nil {
		return "", err
	}
	text, err := b.text()
	return string(text), err
}

// between is the text between two marks, empty when they are not there.
func between(text, from, to string) string {
	_, rest, _ := strings.Cut(text, from)
	inside, _, ok := strings.Cut(rest, to)
	if !ok {
		return ""
	}
	return inside
}

// pupilsPassword is what every pupil of a room chooses.
const pupilsPassword = "three quiet herons"

// join takes a seat by the code on the board, and opens the first question.
func (p *pupil) join(code, seat string) error {
	if _, err := p.page("/join/" + code); err != nil {
		return err
	}
	if err := p.send("POST", "/join/"+code+"/seats", url.Values{"seat": {seat}, "password": {pupilsPassword}}.Encode(), false); err != nil {
		return err
	}
	if err := p.expect("/join/" + code + "/seats"); err != nil {
		return err
	}
	p.joined = time.Now()
	card, err := p.text()
	if err != nil {
		return err
	}
	if p.UserName = between(string(card), `id="card-name">`, "<"); p.UserName == "" {
		return errors.New("joining gave no user name")
	}
	if _, err := p.follow("/quiz"); err != nil {
		return err
	}
	return p.begin()
}

// finishedInTheFile is how many have finished by the results as a file.
func (r *room) finishedInTheFile() (int, error) {
	file, err := r.page(r.class + "/results.csv")
	if err != nil {
		return 0, err
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix([]byte(file), []byte("\ufeff")))).ReadAll()
	if err != nil {
		return 0, err
	}
	const finished = 5 // the column
	n := 0
	for _, row := range rows[1:] {
		if row[finished] != "" {
			n++
		}
	}
	return n, nil
}
