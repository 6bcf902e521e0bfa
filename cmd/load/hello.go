package main

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"net"

	"github.com/gofiber/fiber/v2"

	"pathways/quizzes"
	"pathways/static"
	"pathways/views"
)

// helloCommand serves the yardsticks, in a process of its own, so that its CPU
// can be told from ours: the plainest handler there is, and a question rendered
// alone, without session, database, headers or ready-made copy.
type helloCommand struct{}

// Run serves until it is told to stop.
func (helloCommand) Run(ctx context.Context, out printer) error {
	question, err := questionAlone()
	if err != nil {
		return err
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/hello", func(c *fiber.Ctx) error { return c.SendString("hello") })
	app.Get("/question", func(c *fiber.Ctx) error {
		var drawn bytes.Buffer
		if err := question(&drawn); err != nil {
			return err
		}
		c.Type("html", "utf-8")
		return c.Send(drawn.Bytes())
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "The yardsticks are at http://%s\n", listener.Addr())
	context.AfterFunc(ctx, func() { _ = app.Shutdown() })
	return app.Listener(listener)
}

// questionAlone returns what draws one question from the template that the site
// draws it from.
func questionAlone() (func(*bytes.Buffer) error, error) {
	drawn := template.New("").Funcs(template.FuncMap{
		"drawing": func(name string) template.HTML { svg, _ := static.Icon(name); return template.HTML(svg) },
		"add":     func(a, b int) int { return a + b },
	})
	for _, name := range []string{"quiz/question", "components/progress"} {
		text, err := views.Files.ReadFile(name + ".html")
		if err != nil {
			return nil, err
		}
		if _, err := drawn.New(name).Parse(string(text)); err != nil {
			return nil, err
		}
	}
	quiz, err := newestQuiz()
	if err != nil {
		return nil, err
	}
	shown := struct {
		Title      string
		Item       *quizzes.Item
		Back, Said string
		Press      int
		Second     bool
		Progress   struct{ Now, Of int }
	}{Item: &quiz.Items[1], Back: "/quiz/questions/1"}
	shown.Progress.Now, shown.Progress.Of = 2, quiz.StageOneTotal(quizzes.Full)
	shown.Title = fmt.Sprintf("Question %d of %d", shown.Progress.Now, shown.Progress.Of)
	return func(into *bytes.Buffer) error {
		return drawn.ExecuteTemplate(into, "quiz/question#swap", shown)
	}, nil
}

// newestQuiz is the quiz that everybody takes.
func newestQuiz() (*quizzes.Quiz, error) {
	library, err := quizzes.Load(quizzes.Embedded())
	if err != nil {
		return nil, err
	}
	quiz, ok := library.Newest("interests")
	if !ok {
		return nil, fmt.Errorf("the content has no quiz interests")
	}
	return quiz, nil
}
