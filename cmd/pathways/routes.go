package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pathways/models"
	"pathways/web"
)

type routesCommand struct {
	contentFlag
	JSON bool `help:"Print JSON." env:"-"`
}

// Run prints the site's own table, the one that guards it.
func (cmd *routesCommand) Run(out printer, errs notices) error {
	library, catalogue, err := cmd.load()
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "pathways-routes-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	db, err := models.Open(context.Background(), "sqlite:"+filepath.Join(folder, "empty.db"), models.Options{})
	if err != nil {
		return err
	}
	defer db.Close()
	site, err := web.New(web.Settings{BaseURL: "http://127.0.0.1", Log: logger(errs)}, web.Parts{DB: db, Quizzes: library, Careers: catalogue})
	if err != nil {
		return err
	}
	if cmd.JSON {
		return printJSON(out, map[string]any{"routes": site.Routes()})
	}
	for _, r := range site.Routes() {
		who := make([]string, len(r.Who))
		for i, w := range r.Who {
			who[i] = string(w)
		}
		fmt.Fprintf(out, "%-5s %-44s %s\n", r.Method, r.Path, strings.Join(who, " "))
	}
	return nil
}
