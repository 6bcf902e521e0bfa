// Package migrations holds the numbered SQL files that build the database, in
// one folder for each kind of database and with the same numbers in both.
package migrations

import "embed"

// FS holds the folders sqlite and postgres.
//
//go:embed sqlite/*.sql postgres/*.sql
var FS embed.FS
