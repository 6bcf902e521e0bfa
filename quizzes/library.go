package quizzes

import (
	"cmp"
	"embed"
	"io/fs"
	"slices"

	"pathways/quizzes/content"
)

//go:embed *.yaml
var embedded embed.FS

// Embedded is the content that is built in.
func Embedded() fs.FS { return embedded }

// Library is all quizzes in all their versions.
type Library struct{ quizzes []*Quiz }

// Load reads every quiz of a folder, key.vN.yaml. Its error is
// content.Problems: everything that is wrong, in every file.
func Load(files fs.FS) (*Library, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, err
	}
	library := &Library{}
	var problems content.Problems
	for _, name := range names {
		q := &Quiz{}
		file, wrong := content.Read(files, name, q)
		if len(wrong) == 0 {
			wrong = check(file, q)
		}
		problems = append(problems, wrong...)
		if len(wrong) == 0 {
			q.model = newModel(q)
			library.quizzes = append(library.quizzes, q)
		}
	}
	if len(names) == 0 {
		problems = append(problems, content.Problem{File: ".", What: "there is no quiz here", Mend: "Put one in a file such as interests.v1.yaml."})
	}
	slices.SortFunc(library.quizzes, func(a, b *Quiz) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(b.Version, a.Version))
	})
	return library, problems.Err()
}

// All lists the quizzes, the newest version of each key first.
func (l *Library) All() []*Quiz { return slices.Clone(l.quizzes) }

// Newest is the newest version of a quiz.
func (l *Library) Newest(key string) (*Quiz, bool) {
	return l.find(func(q *Quiz) bool { return q.Key == key })
}

// Find is one version of a quiz.
func (l *Library) Find(key string, version int) (*Quiz, bool) {
	return l.find(func(q *Quiz) bool { return q.Key == key && q.Version == version })
}

func (l *Library) find(is func(*Quiz) bool) (*Quiz, bool) {
	i := slices.IndexFunc(l.quizzes, is)
	if i < 0 {
		return nil, false
	}
	return l.quizzes[i], true
}

// Listed is the quizzes as `quiz list` prints them.
type Listed struct {
	Quizzes []listedQuiz `json:"quizzes"`
}

type listedQuiz struct {
	Key     string       `json:"key"`
	Version int          `json:"version"`
	Lengths []Length     `json:"lengths"`
	Choices []Choice     `json:"choices"`
	Items   []listedItem `json:"items"`
}

type listedItem struct {
	ID        string        `json:"id"`
	Text      string        `json:"text"`
	Dimension string        `json:"dimension"`
	Sign      int           `json:"sign"`
	Stage     int           `json:"stage"`
	Explain   []Explanation `json:"explain"`
}

// List is every quiz with its items, the newest version of each key first.
func (l *Library) List() Listed {
	listed := Listed{Quizzes: []listedQuiz{}}
	for _, q := range l.quizzes {
		row := listedQuiz{Key: q.Key, Version: q.Version, Lengths: []Length{Full, Starter}, Choices: q.Choices}
		for _, item := range q.Items {
			row.Items = append(row.Items, listedItem{item.ID, item.Text, item.Dimension, item.Sign, item.Stage, append([]Explanation{}, item.Explain...)})
		}
		listed.Quizzes = append(listed.Quizzes, row)
	}
	return listed
}
