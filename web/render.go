package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/template/html/v2"
)

// Page is what every page has; a page's own struct embeds it.
type Page struct {
	Title  string   // of the browser's tab; never holds anything personal
	Path   string   // the address, to mark where the visitor is
	Viewer *Viewer  // who is looking; nil for a visitor without answers
	Notice string   // one sentence about what was just done
	Styles []string // bundles besides base.css
	Script string   // a bundle besides app.js
}

// Viewer is the person a page is drawn for.
type Viewer struct {
	Name       string
	Who        Who
	HasAnswers bool // a visitor whose quiz this browser remembers
}

// SignedIn tells whether the viewer has an account, and not only answers.
func (v *Viewer) SignedIn() bool { return v != nil && v.Who != Visitor }

// Teaches tells whether the viewer has classes, rather than joining them.
func (v *Viewer) Teaches() bool { return slices.Contains(teachers, v.Who) }

// Home is the viewer's own page.
func (v *Viewer) Home() string { return homeOf(v.Who) }

// HomeName is what the viewer's own page is called.
func (v *Viewer) HomeName() string {
	switch v.Who {
	case Student:
		return "my page"
	case Teacher:
		return "my classes"
	case Admin:
		return "my school"
	}
	return "front page"
}

func (p Page) frame() *Page { return &p }

// framed is any struct that embeds Page.
type framed interface{ frame() *Page }

// whole is what a frame is drawn from: the page drawn already, and what the
// frame itself says.
type whole struct {
	Page *Page
	Body template.HTML
}

// Views draws pages: first the page, then the frame around it. The engine's own
// layouts are not used, because pages and parts drawn at once would break each other.
type Views struct{ engine *html.Engine }

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func newViews(files fs.FS, funcs template.FuncMap) (*Views, error) {
	engine := html.NewFileSystem(http.FS(files), ".html")
	for name, fn := range funcs {
		engine.AddFunc(name, fn)
	}
	if err := engine.Load(); err != nil {
		return nil, fmt.Errorf("the pages cannot be read: %w", err)
	}
	return &Views{engine: engine}, nil
}

// Load is called by Fiber; the templates were read by newViews.
func (v *Views) Load() error { return nil }

// Render draws a page, inside a frame when one is named.
func (v *Views) Render(out io.Writer, name string, data any, frame ...string) error {
	if len(frame) == 0 {
		return v.engine.Render(out, name, data)
	}
	page, ok := data.(framed)
	if !ok {
		return fmt.Errorf("%s: %T does not embed Page", name, data)
	}
	body := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(body)
	body.Reset()
	if err := v.engine.Render(body, name, data); err != nil {
		return err
	}
	return v.engine.Render(out, frame[0], whole{Page: page.frame(), Body: template.HTML(body.String())})
}

// page answers with a whole page or, when htmx asks, with what goes in main.
func page(c *fiber.Ctx, name string, data framed) error {
	if fromHTMX(c) {
		return c.Render(name, data, "frame/swap")
	}
	return c.Render(name, data, "frame/whole")
}

// part answers with one part of a page, that changes on its own.
func part(c *fiber.Ctx, name string, data any) error {
	c.Type("html", "utf-8")
	return c.Render(name, data)
}

// fromHTMX tells whether htmx asked, and wants only a part of the page. When it
// restores history it wants the whole.
func fromHTMX(c *fiber.Ctx) bool {
	return c.Get("HX-Request") == "true" && c.Get("HX-History-Restore-Request") != "true"
}

// intoMain puts a page that answers a part's form where pages stand.
func intoMain(c *fiber.Ctx) *fiber.Ctx {
	if fromHTMX(c) {
		c.Set("HX-Retarget", "#main")
		c.Set("HX-Reswap", "innerHTML")
	}
	return c
}

// invalid marks the answer as a form that was not taken, to be shown again.
func invalid(c *fiber.Ctx) *fiber.Ctx { return c.Status(http.StatusUnprocessableEntity) }

// seeOther sends the browser on to one of our own addresses after a form was taken.
func seeOther(c *fiber.Ctx, path string) error {
	return c.Redirect(path, http.StatusSeeOther)
}
