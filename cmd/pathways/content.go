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

// load reads quizzes and catalogue for a command that cannot go on without.
func (f contentFlag) load() (*quizzes.Library, *careers.Catalogue, error) {
	library, catalogue, err := f.read()
	return library, catalogue, f.inOneLine(err)
}

func (f contentFlag) loadQuizzes() (*quizzes.Library, error) {
	library, err := f.readQuizzes()
	return library, f.inOneLine(err)
}

func (f contentFlag) loadCareers() (*careers.Catalogue, error) {
	catalogue, err := f.readCareers()
	return catalogue, f.inOneLine(err)
}

// inOneLine tells whoever runs a command that the content is damaged, and where
// to see how.
func (f contentFlag) inOneLine(err error) error {
	var problems content.Problems
	if !errors.As(err, &problems) {
		return err
	}
	check := "pathways check"
	if f.Content != "" {
		check += " --content " + f.Content
	}
	return fmt.Errorf("the content is damaged: %s `%s` lists everything that is wrong (%d)", problems.Sorted()[0], check, len(problems))
}

// read reads quizzes and catalogue; its error is content.Problems, every
// problem of both at once.
func (f contentFlag) read() (*quizzes.Library, *careers.Catalogue, error) {
	library, quizErr := f.readQuizzes()
	catalogue, careersErr := f.readCareers()
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
	return library, catalogue, problems.Err()
}

func (f contentFlag) readQuizzes() (*quizzes.Library, error) {
	files, err := f.files(quizzes.Embedded(), ".")
	if err != nil {
		return nil, err
	}
	return quizzes.Load(files)
}

// careersFolder is the folder of the catalogue, beside the quizzes.
const careersFolder = "careers"

// readCareers reads the catalogue. Its problems name their files as somebody
// finds them who stands in the content folder.
func (f contentFlag) readCareers() (*careers.Catalogue, error) {
	files, err := f.files(careers.Embedded(), careersFolder)
	if err != nil {
		return nil, err
	}
	catalogue, err := careers.Load(files)
	var problems content.Problems
	if errors.As(err, &problems) {
		for i := range problems {
			problems[i].File = careersFolder + "/" + problems[i].File
		}
	}
	return catalogue, err
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
