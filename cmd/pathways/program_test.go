package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pathways/quizzes"
	"pathways/quizzes/careers"
)

// program is the real binary, built once for all tests.
var program string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		folder, err := os.MkdirTemp("", "pathways-program-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(folder)
		program = filepath.Join(folder, "pathways")
		build := exec.Command("go", "build", "-o", program, "-ldflags", "-X main.version=v1.2.3 -X main.commit=abc1234", ".")
		if said, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "the program cannot be built: %v\n%s", err, said)
			return 1
		}
		return m.Run()
	}())
}

// call is one use of the program.
type call struct {
	args []string
	in   string   // on standard input
	env  []string // settings, NAME=value
}

// command prepares a call in a home of its own, with no settings around it but
// those of the call.
func (c call) command(ctx context.Context, t testing.TB) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(ctx, program, c.args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append([]string{"HOME=" + cmd.Dir, "TMPDIR=" + t.TempDir()}, c.env...)
	cmd.Stdin = strings.NewReader(c.in)
	return cmd
}

// result is what one use of the program gave.
type result struct {
	t         testing.TB
	said      string // what was asked
	code      int
	out, errs string
}

// pathways runs the program to its end.
func pathways(t testing.TB, args ...string) *result {
	t.Helper()
	return call{args: args}.run(t)
}

func (c call) run(t testing.TB) *result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), tooLong)
	defer cancel()
	var out, errs bytes.Buffer
	cmd := c.command(ctx, t)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("%v goes on and on: %s%s", c.args, &out, &errs)
	}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return &result{t, strings.Join(append(c.env, c.args...), " "), cmd.ProcessState.ExitCode(), out.String(), errs.String()}
}

// done checks that the program did what it was asked, and complained of nothing.
func (r *result) done() *result {
	r.t.Helper()
	if r.code != 0 || r.errs != "" {
		r.t.Fatalf("%s: exit %d, and says %s", r.said, r.code, r.errs)
	}
	return r
}

// refused checks that the program ended with a code, no result, and one plain
// line that holds the words.
func (r *result) refused(code int, words ...string) *result {
	r.t.Helper()
	if r.code != code || r.out != "" {
		r.t.Fatalf("%s: exit %d, want %d; result %q, errors %q", r.said, r.code, code, r.out, r.errs)
	}
	r.plainLine(words...)
	return r
}

func (r *result) plainLine(words ...string) {
	r.t.Helper()
	line, more := strings.CutSuffix(r.errs, "\n")
	if !more || strings.Contains(line, "\n") || !strings.HasPrefix(line, "pathways: ") {
		r.t.Errorf("%s: this is no plain line: %q", r.said, r.errs)
	}
	for _, word := range words {
		if !strings.Contains(line, word) {
			r.t.Errorf("%s: %q does not say %q", r.said, line, word)
		}
	}
}

// says checks that the result holds the words.
func (r *result) says(words ...string) *result {
	r.t.Helper()
	for _, word := range words {
		if !strings.Contains(r.out, word) {
			r.t.Errorf("%s: the result does not say %q:\n%s", r.said, word, r.out)
		}
	}
	return r
}

// json reads the result, which has to be one JSON document.
func (r *result) json(into any) {
	r.t.Helper()
	decoder := json.NewDecoder(strings.NewReader(r.out))
	if err := decoder.Decode(into); err != nil {
		r.t.Fatalf("%s: %v:\n%.2000s", r.said, err, r.out)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		r.t.Fatalf("%s: something comes after the JSON document", r.said)
	}
}

var snakeCase = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// shape lists the fields of a JSON document with their kinds, such as
// "items[].id string"; a field that is sometimes null has two. Maps whose keys
// are no fields are named, with the kind of their values.
func (r *result) shape(maps ...string) []string {
	r.t.Helper()
	var document any
	r.json(&document)
	found := map[string]bool{}
	var walk func(path string, value any)
	walk = func(path string, value any) {
		switch it := value.(type) {
		case map[string]any:
			for name, inner := range it {
				switch {
				case slices.Contains(maps, path):
					name = "*"
				case !snakeCase.MatchString(name):
					r.t.Errorf("%s: %s.%s is not in snake case", r.said, path, name)
				}
				walk(strings.TrimPrefix(path+"."+name, "."), inner)
			}
		case []any:
			found[path+" list"] = true
			for _, inner := range it {
				walk(path+"[]", inner)
			}
		case string:
			found[path+" string"] = true
		case float64:
			found[path+" number"] = true
		case bool:
			found[path+" bool"] = true
		case nil:
			found[path+" null"] = true
		}
	}
	walk("", document)
	list := make([]string, 0, len(found))
	for field := range found {
		list = append(list, field)
	}
	slices.Sort(list)
	return list
}

// has checks that a document has exactly these fields.
func (r *result) has(got []string, want string) {
	r.t.Helper()
	var fields []string
	for _, line := range strings.Split(strings.TrimSpace(want), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			fields = append(fields, line)
		}
	}
	slices.Sort(fields)
	for _, field := range fields {
		if !slices.Contains(got, field) {
			r.t.Errorf("%s: there is no %s", r.said, field)
		}
	}
	for _, field := range got {
		if !slices.Contains(fields, field) {
			r.t.Errorf("%s: there is %s, which nobody was promised", r.said, field)
		}
	}
}

// fresh is the address of a database that is not there yet, and its path.
func fresh(t testing.TB) (dsn, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "pathways.db")
	return "sqlite:" + path, path
}

// contentFolder is a copy of the content that ships, to be damaged.
func contentFolder(t testing.TB) string {
	t.Helper()
	folder := t.TempDir()
	for name, files := range map[string]func() error{
		"quizzes": func() error { return os.CopyFS(folder, quizzes.Embedded()) },
		"careers": func() error { return os.CopyFS(filepath.Join(folder, "careers"), careers.Embedded()) },
	} {
		if err := files(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return folder
}

// damage replaces the first place of a text in a file, and returns its line.
func damage(t testing.TB, folder, name, text, by string) (line int) {
	t.Helper()
	path := filepath.Join(folder, name)
	data := read(t, path)
	at := strings.Index(data, text)
	if at < 0 {
		t.Fatalf("%s has no %q", name, text)
	}
	if err := os.WriteFile(path, []byte(data[:at]+by+data[at+len(text):]), 0o600); err != nil {
		t.Fatal(err)
	}
	return 1 + strings.Count(data[:at], "\n")
}

func read(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
