package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"pathways/quizzes"
	"pathways/quizzes/careers"
	"pathways/quizzes/content"
)

// contentFlag chooses the content of a command.
type contentFlag struct {
	Content string `help:"Folder with content to use instead of the built-in: quizzes, and careers in a folder of that name." placeholder:"DIR" type:"path"`
}

// load reads quizzes and catalogue, and lists every problem of both at once.
func (f contentFlag) load() (*quizzes.Library, *careers.Catalogue, error) {
	library, quizErr := f.loadQuizzes()
	catalogue, careersErr := f.loadCareers()
	var problems content.Problems
	for _, err := range []error{quizErr, careersErr} {
		var some content.Problems
		switch {
		case errors.As(err, &some):
			problems = append(problems, some...)
		case err != nil:
			return nil, nil, err
		}
	}
	if len(problems) == 0 {
		problems = catalogue.CheckQuizzes(library)
	}
	if len(problems) > 0 {
		return nil, nil, problems
	}
	return library, catalogue, nil
}

func (f contentFlag) loadQuizzes() (*quizzes.Library, error) {
	files, err := f.files(quizzes.Embedded(), ".")
	if err != nil {
		return nil, err
	}
	return quizzes.Load(files)
}

func (f contentFlag) loadCareers() (*careers.Catalogue, error) {
	files, err := f.files(careers.Embedded(), "careers")
	if err != nil {
		return nil, err
	}
	return careers.Load(files)
}

func (f contentFlag) files(embedded fs.FS, folder string) (fs.FS, error) {
	if f.Content == "" {
		return embedded, nil
	}
	info, err := os.Stat(f.Content)
	if err != nil || !info.IsDir() {
		return nil, fmt.Errorf("%w: --content %s is not a folder", errUsage, f.Content)
	}
	return fs.Sub(os.DirFS(f.Content), folder)
}

func printJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
