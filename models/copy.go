package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// tables are all tables, each after those that it refers to.
var tables = []string{
	"settings", "schools", "users", "sessions", "failures", "links", "audit_entries",
	"classes", "class_teachers", "seats", "lessons",
	"attempts", "answers", "disputes", "plans", "plan_steps", "plan_versions", "plan_comments", "profiles",
	"follow_ups", "follow_up_marks",
}

// copyRows replaces all rows of one database by those of another, read as they
// are at one moment and written in one transaction.
func copyRows(ctx context.Context, from, into *DB) error {
	source, err := from.read.DB()
	if err != nil {
		return err
	}
	target, err := into.write.DB()
	if err != nil {
		return err
	}
	reading, err := source.BeginTx(ctx, snapshot(from))
	if err != nil {
		return err
	}
	defer reading.Rollback() //nolint:errcheck // nothing was written
	writing, err := target.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer writing.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	for i := len(tables) - 1; i >= 0; i-- {
		if _, err := writing.ExecContext(ctx, "DELETE FROM "+tables[i]); err != nil {
			return err
		}
	}
	for _, table := range tables {
		if err := copyTable(ctx, reading, writing, table, into.postgres); err != nil {
			return fmt.Errorf("copying %s: %w", table, err)
		}
	}
	return writing.Commit()
}

// snapshot makes PostgreSQL read everything as of one moment; SQLite always does.
func snapshot(from *DB) *sql.TxOptions {
	if from.postgres {
		return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	return nil
}

func copyTable(ctx context.Context, reading, writing *sql.Tx, table string, postgres bool) error {
	found, err := reading.QueryContext(ctx, "SELECT * FROM "+table) // a name from tables
	if err != nil {
		return err
	}
	defer found.Close() //nolint:errcheck // Err tells
	columns, err := found.Columns()
	if err != nil {
		return err
	}
	types, err := columnTypes(ctx, writing, table)
	if err != nil {
		return err
	}
	insert, err := writing.PrepareContext(ctx, insertInto(table, columns, postgres))
	if err != nil {
		return err
	}
	defer insert.Close() //nolint:errcheck // the transaction tells
	values, places := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		places[i] = &values[i]
	}
	for found.Next() {
		if err := found.Scan(places...); err != nil {
			return err
		}
		for i, name := range columns {
			// SQLite has no truth values, only 0 and 1.
			if number, ok := values[i].(int64); ok && types[name] == "BOOL" {
				values[i] = number != 0
			}
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	if err := found.Err(); err != nil || !postgres || types["id"] == "" {
		return err
	}
	_, err = writing.ExecContext(ctx, fmt.Sprintf(
		"SELECT setval(pg_get_serial_sequence('%[1]s', 'id'), (SELECT COALESCE(max(id), 0) + 1 FROM %[1]s), false)", table))
	return err
}

// columnTypes returns the type of each column of a table, as the driver calls it.
func columnTypes(ctx context.Context, tx *sql.Tx, table string) (map[string]string, error) {
	none, err := tx.QueryContext(ctx, "SELECT * FROM "+table+" WHERE 1 = 0")
	if err != nil {
		return nil, err
	}
	columns, err := none.ColumnTypes()
	types := map[string]string{}
	for _, column := range columns {
		types[column.Name()] = column.DatabaseTypeName()
	}
	return types, errors.Join(err, none.Close())
}

func insertInto(table string, columns []string, postgres bool) string {
	marks := make([]string, len(columns))
	for i := range marks {
		marks[i] = "?"
		if postgres {
			marks[i] = fmt.Sprintf("$%d", i+1)
		}
	}
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", table, strings.Join(columns, ", "), strings.Join(marks, ", "))
}
