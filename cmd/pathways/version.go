package main

import (
	"context"
	"fmt"
	"runtime"

	"pathways/models"
)

type versionCommand struct {
	JSON bool `help:"Print JSON." env:"-"`
}

// Run prints the versions of everything that decides how this program behaves.
func (cmd *versionCommand) Run(out printer) error {
	sqlite, err := models.SQLiteVersion(context.Background())
	if err != nil {
		return err
	}
	facts := struct {
		Version string `json:"version"`
		Commit  string `json:"commit"`
		Go      string `json:"go"`
		SQLite  string `json:"sqlite"`
		Schema  int64  `json:"schema"`
	}{version, commit, runtime.Version(), sqlite, models.SchemaVersion}
	if cmd.JSON {
		return printJSON(out, facts)
	}
	_, err = fmt.Fprintf(out, "pathways %s\ncommit   %s\ngo       %s\nsqlite   %s\nschema   %d\n",
		facts.Version, facts.Commit, facts.Go, facts.SQLite, facts.Schema)
	return err
}
