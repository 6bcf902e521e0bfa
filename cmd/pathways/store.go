package main

import (
	"context"
	"fmt"

	"pathways/models"
)

type migrateCommand struct{ storeFlag }

// Run brings the database forward; opening it does.
func (cmd *migrateCommand) Run(out printer, errs notices) error {
	db, err := cmd.open(context.Background())
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = fmt.Fprintf(out, "The database is at schema %d.\n", models.SchemaVersion)
	return err
}

type backupCommand struct {
	storeFlag
	File string `arg:"" help:"File to write; it must not be there yet." type:"path"`
}

// Run writes a copy that was checked.
func (cmd *backupCommand) Run(out printer) error {
	if err := models.Backup(context.Background(), cmd.DB, cmd.File); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "Backed up to %s.\n", cmd.File)
	return err
}

type restoreCommand struct {
	storeFlag
	File    string `arg:"" help:"Backup to bring back." type:"existingfile"`
	Replace bool   `help:"Replace the database that is there." env:"-"`
}

// Run brings a backup back; what is there stays unless it may be replaced.
func (cmd *restoreCommand) Run(out printer) error {
	if err := cmd.makeFolder(); err != nil {
		return err
	}
	if err := models.Restore(context.Background(), cmd.File, cmd.DB, cmd.Replace); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, "Restored.")
	return err
}
