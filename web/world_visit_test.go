package web

import (
	"database/sql"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // to look at the file beside the site
)

// visit is a world that a site serves, for one test.
type visit struct {
	*world
	t       *testing.T
	site    *Site
	beside  *sql.DB // the same file, opened beside the site
	names   []string
	all     string // the query that reads everything
	before  tables
	nothing map[string]string // what everybody reads where nothing is
}

// open serves a copy of the world.
func (w *world) open(t *testing.T) *visit {
	t.Helper()
	path, pristine := filepath.Join(t.TempDir(), "site.db"), filepath.Join(t.TempDir(), "pristine.db")
	for _, file := range []string{path, pristine} {
		if err := os.WriteFile(file, w.file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	v := &visit{world: w, t: t, site: newSiteOn(t, path, time.Now), nothing: map[string]string{}}
	v.site.drawings = newAllowance(1000, 1000)
	var err error
	if v.beside, err = sql.Open("sqlite3", "file:"+path+"?_busy_timeout=5000&_foreign_keys=0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.beside.Close() })
	v.beside.SetMaxOpenConns(1)
	v.run("ATTACH DATABASE '" + pristine + "' AS pristine")
	v.prepare()
	v.before = v.tables()
	return v
}

// as is somebody's browser.
func (v *visit) as(name string) *browser {
	b := v.site.visitor(v.t)
	maps.Copy(b.cookies, v.cookies[name])
	return b
}

func (v *visit) run(statement string) {
	v.t.Helper()
	if _, err := v.beside.ExecContext(v.t.Context(), statement); err != nil {
		v.t.Fatalf("%s: %v", statement, err)
	}
}

// column is what a query of one column finds.
func (v *visit) column(query string) []string {
	v.t.Helper()
	found, err := v.beside.QueryContext(v.t.Context(), query)
	if err != nil {
		v.t.Fatalf("%s: %v", query, err)
	}
	defer found.Close()
	var list []string
	for found.Next() {
		var text string
		if err := found.Scan(&text); err != nil {
			v.t.Fatal(err)
		}
		list = append(list, text)
	}
	if err := found.Err(); err != nil {
		v.t.Fatal(err)
	}
	return list
}

// tables is everything that is kept, by table.
type tables map[string]string

// unkept is the one column that looking at a page may change: when somebody was
// last seen.
const unkept = "last_seen_at"

// prepare writes the query that reads every row of every table.
func (v *visit) prepare() {
	v.t.Helper()
	v.names = v.column("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	reads := make([]string, len(v.names))
	for i, table := range v.names {
		row := v.column("SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') FROM pragma_table_info('" + table + "') WHERE name <> '" + unkept + "'")
		reads[i] = "SELECT '" + table + " ' || " + row[0] + " AS line FROM main." + table
	}
	v.all = strings.Join(reads, " UNION ALL ") + " ORDER BY line"
}

func (v *visit) tables() tables {
	v.t.Helper()
	kept := tables{}
	for _, line := range v.column(v.all) {
		table, row, _ := strings.Cut(line, " ")
		kept[table] += row + "\n"
	}
	return kept
}

// changed lists the tables that are not as they were at the start.
func (v *visit) changed() []string {
	v.t.Helper()
	var list []string
	now := v.tables()
	for _, table := range v.names {
		if now[table] != v.before[table] {
			list = append(list, table)
		}
	}
	return list
}

// restore makes everything as it was at the start.
func (v *visit) restore() {
	v.t.Helper()
	v.run("BEGIN IMMEDIATE")
	for _, table := range v.names {
		v.run("DELETE FROM main." + table)
		v.run("INSERT INTO main." + table + " SELECT * FROM pristine." + table)
	}
	v.run("COMMIT")
	if left := v.changed(); len(left) > 0 {
		v.t.Fatalf("not as it was: %v", left)
	}
}
