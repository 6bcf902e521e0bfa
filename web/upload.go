package web

import (
	"io"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"pathways/models"
	"pathways/web/roster"
)

// uploadLimit is the largest form with files that is read. It is above what a file
// may have, so that one that is too large is told so by a page.
const uploadLimit = 4 << 20

// takesFiles tells whether forms for this path may be that large.
func (s *Site) takesFiles(path string) bool {
	return slices.ContainsFunc(s.routes, func(r Route) bool { return r.access.large && fiber.RoutePatternMatch(path, r.Path) })
}

// roomFor lets a large form in where one may come; everywhere else Fiber's own
// limit holds.
func (s *Site) roomFor(header *fasthttp.RequestHeader) fasthttp.RequestConfig {
	path, _, _ := strings.Cut(string(header.RequestURI()), "?")
	if header.ContentLength() > formLimit && s.takesFiles(path) {
		return fasthttp.RequestConfig{MaxRequestBodySize: uploadLimit}
	}
	return fasthttp.RequestConfig{}
}

// carriesFiles tells whether a form was sent as one with files.
func carriesFiles(c *fiber.Ctx) bool { return len(c.Request().Header.MultipartFormBoundary()) > 0 }

// chosenFiles are the files of a form, in memory only.
func chosenFiles(c *fiber.Ctx, field string) ([]roster.File, error) {
	form, err := c.MultipartForm()
	if err != nil {
		return nil, fiber.ErrUnprocessableEntity
	}
	var files []roster.File
	for _, header := range form.File[field] {
		in, err := header.Open()
		if err != nil {
			return nil, err
		}
		bytes, err := io.ReadAll(in)
		_ = in.Close()
		if err != nil {
			return nil, err
		}
		files = append(files, roster.File{Name: header.Filename, Bytes: bytes})
	}
	return files, nil
}

// chosenBeside is what a form with files holds in another field.
func chosenBeside(c *fiber.Ctx, field string) string {
	form, err := c.MultipartForm()
	if err != nil || len(form.Value[field]) == 0 {
		return ""
	}
	return form.Value[field][0]
}

// readFiles reads as many lists at once as there are processors, and lets the
// others wait: pupils answer meanwhile.
func (s *Site) readFiles(c *fiber.Ctx) (roster.Table, error) {
	files, err := chosenFiles(c, "file")
	if err != nil {
		return roster.Table{}, err
	}
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
		return roster.Read(files)
	case <-c.UserContext().Done():
		return roster.Table{}, models.ErrBusy
	}
}
