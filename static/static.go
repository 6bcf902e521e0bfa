// Package static holds what browsers are sent beside pages: style sheets, scripts, the font, icons
// and our own drawings. The folder dist is filled by build.mjs and embedded here.
package static

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed dist
var dist embed.FS

//go:embed art/*.svg
var art embed.FS

// ErrNotBuilt says that the program was compiled before its style sheets and scripts were built.
var ErrNotBuilt = errors.New("static: style sheets and scripts are not built: run make build")

const prefix = "/static/"

type drawing struct {
	ViewBox string `json:"viewBox"`
	Body    string `json:"body"`
}

type file struct {
	plain        func() []byte
	gzip, brotli []byte
}

var (
	named    = readNames()
	icons    = readIcons()
	files    = readFiles()
	drawings = readDrawings()
)

// Ready says whether the build is there; without it pages would have no style.
func Ready() error {
	if len(named) == 0 {
		return ErrNotBuilt
	}
	return nil
}

// Asset answers the address of a built file, such as "base.css" or "app.js".
// A name that was not built answers an address that is not found.
func Asset(name string) string {
	if hashed, ok := named[name]; ok {
		return prefix + hashed
	}
	return prefix + "not-built/" + name
}

// Icon answers an icon of the health icon set as an SVG element that screen readers pass over.
func Icon(name string) (svg string, ok bool) {
	icon, ok := icons[name]
	if !ok {
		return "", false
	}
	return `<svg class="icon" viewBox="` + icon.ViewBox + `" aria-hidden="true">` + icon.Body + `</svg>`, true
}

// Art answers one of our own drawings, art/NAME.svg, as an SVG element.
func Art(name string) (svg string, ok bool) {
	svg, ok = drawings[name]
	return svg, ok
}

// File answers a built file by its address after "/static/", with its compressed copies. A file
// that does not get smaller, such as the font, has none. The others are unpacked only when somebody
// asks who can unpack nothing themselves.
func File(name string) (plain func() []byte, gzip, brotli []byte, contentType string, ok bool) {
	f, ok := files[name]
	return f.plain, f.gzip, f.brotli, contentTypes[path.Ext(name)], ok
}

var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".woff2": "font/woff2",
}

func readNames() map[string]string {
	names := map[string]string{}
	readJSON("manifest.json", &names)
	return names
}

func readIcons() map[string]drawing {
	icons := map[string]drawing{}
	readJSON("icons.json", &icons)
	return icons
}

// readJSON leaves out as it is when there is no build; Ready then says so.
func readJSON(name string, out any) {
	data, err := dist.ReadFile("dist/" + name)
	if err != nil {
		return
	}
	if err := json.Unmarshal(data, out); err != nil {
		panic("static: " + name + ": " + err.Error())
	}
}

func readFiles() map[string]file {
	files := map[string]file{}
	for _, name := range readNames() {
		packed := readIfThere("dist/" + name + ".gz")
		if packed == nil {
			whole := mustRead(dist, "dist/"+name)
			files[name] = file{plain: func() []byte { return whole }}
			continue
		}
		files[name] = file{
			plain: sync.OnceValue(func() []byte { return unpacked(packed) }),
			gzip:  packed, brotli: readIfThere("dist/" + name + ".br"),
		}
	}
	return files
}

func unpacked(packed []byte) []byte {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic("static: " + err.Error())
	}
	plain, err := io.ReadAll(reader)
	if err != nil {
		panic("static: " + err.Error())
	}
	return plain
}

func readDrawings() map[string]string {
	names, err := fs.Glob(art, "art/*.svg")
	if err != nil {
		panic(err)
	}
	drawings := map[string]string{}
	for _, name := range names {
		drawings[strings.TrimSuffix(path.Base(name), ".svg")] = onOneLine(string(mustRead(art, name)))
	}
	return drawings
}

// onOneLine leaves out the indentation that is there for those who edit a drawing.
func onOneLine(svg string) string {
	lines := strings.Split(svg, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "")
}

func readIfThere(name string) []byte {
	data, err := dist.ReadFile(name)
	if err != nil {
		return nil
	}
	return data
}

func mustRead(fsys fs.FS, name string) []byte {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		panic("static: " + err.Error())
	}
	return data
}
