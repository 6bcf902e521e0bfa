// Package content reads YAML that people edit: strictly, and with every problem
// told at once, where it is and how to mend it.
package content

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Problem is one thing that is wrong in a file.
type Problem struct {
	File string `json:"file"`
	Line int    `json:"line"`
	What string `json:"what"`
	Mend string `json:"mend"`
}

// String is the problem on one line, the way compilers say it.
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d: %s. %s", p.File, p.Line, p.What, p.Mend)
}

// Problems is everything that is wrong, as one error.
type Problems []Problem

// Sorted is the problems in the order of files and lines.
func (p Problems) Sorted() Problems {
	return slices.SortedStableFunc(slices.Values(p), func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}

// Error lists the problems, one a line, in the order of files and lines.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p.Sorted() {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// Err is nil when nothing is wrong.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

// File is a YAML file that was read, and knows where its parts stand.
type File struct {
	Name string
	root *yaml.Node
}

// Read reads one file into out. A field that out does not have, a key twice, a
// value of the wrong kind: each is a problem with its line.
func Read(files fs.FS, name string, out any) (*File, Problems) {
	file := &File{Name: name, root: &yaml.Node{}}
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return file, Problems{{name, 0, "the file cannot be read", "Put it there, or see that it may be read."}}
	}
	if err := load(data, file.root); err != nil {
		return file, file.problems(err)
	}
	if err := load(data, out, yaml.WithKnownFields()); err != nil {
		return file, file.problems(err)
	}
	return file, nil
}

// problems tells what the YAML reader found, in words for whoever edits.
func (f *File) problems(err error) Problems {
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many):
		found := make(Problems, 0, len(many.Errors))
		for _, e := range many.Errors {
			found = append(found, f.problem(e))
		}
		return found
	case errors.As(err, &one):
		return Problems{f.problem(one)}
	}
	return Problems{{f.Name, 1, err.Error(), "Write the content, or remove the file."}}
}

func (f *File) problem(e *yaml.LoadError) Problem {
	mend := "Mend the YAML here: look at the indentation, quotes and colons."
	switch {
	case strings.Contains(e.Message, "not found in type"):
		mend = "Remove the field, or mend the spelling of its name."
	case strings.Contains(e.Message, "already defined"):
		mend = "Keep one of the two."
	case strings.Contains(e.Message, "cannot construct"):
		mend = "Write a value of the kind that the neighbours have."
	}
	what, _, _ := strings.Cut(e.Message, " in type ")
	return Problem{f.Name, e.Mark.Line, what, mend}
}

func load(data []byte, out any, options ...yaml.Option) error {
	loader, err := yaml.NewLoader(bytes.NewReader(data), options...)
	if err != nil {
		return err
	}
	if err := loader.Load(out); !errors.Is(err, io.EOF) {
		return err
	}
	return errors.New("the file is empty")
}

// Line is where a part stands, named by keys and list positions from the top:
// file.Line("roles", 3, "hook"). What is not there has its parent's line.
func (f *File) Line(path ...any) int {
	node := f.root
	if node.Kind == yaml.DocumentNode && len(node.Content) > 0 {
		node = node.Content[0]
	}
	line := node.Line
	for _, step := range path {
		var next *yaml.Node
		switch key := step.(type) {
		case string:
			next, line = valueOf(node, key, line)
		case int:
			if key < len(node.Content) {
				next = node.Content[key]
				line = next.Line
			}
		}
		if next == nil {
			break
		}
		node = next
	}
	return line
}

// valueOf finds a key of a mapping, and the line of the key itself.
func valueOf(node *yaml.Node, key string, line int) (*yaml.Node, int) {
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i+1], node.Content[i].Line
		}
	}
	return nil, line
}

// Problem is something wrong with a part of the file.
func (f *File) Problem(what, mend string, path ...any) Problem {
	return Problem{f.Name, f.Line(path...), what, mend}
}
