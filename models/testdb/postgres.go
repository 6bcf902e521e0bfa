package testdb

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"pathways/models"
)

const template = "pathways_template"

var (
	server  = sync.OnceValues(start)
	number  atomic.Int64
	copying sync.Mutex // PostgreSQL copies a template for one at a time
)

// Postgres returns the address of an empty PostgreSQL database with all tables,
// which is dropped when the test ends. Without PostgreSQL the test fails.
func Postgres(t testing.TB) string {
	t.Helper()
	cluster, err := server()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test_%d", number.Add(1))
	copying.Lock()
	defer copying.Unlock()
	if err := cluster.run("CREATE DATABASE " + name + " TEMPLATE " + template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cluster.run("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return cluster.dsn(name)
}

// EmptyPostgres returns the address of a PostgreSQL database without any tables.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	cluster, err := server()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("empty_%d", number.Add(1))
	if err := cluster.run("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	return cluster.dsn(name)
}

// cluster is a running server of our own.
type cluster struct {
	folder string
	admin  *sql.DB
	hold   io.Closer // the shell's input: the server stops when it closes
}

// dsn addresses a database of the cluster through its socket.
func (c *cluster) dsn(name string) string {
	return "postgres://pathways@/" + name + "?host=" + url.QueryEscape(c.folder) + "&port=5432"
}

func (c *cluster) run(statement string) error {
	_, err := c.admin.ExecContext(context.Background(), statement)
	return err
}

// prepare makes the database that all others are copies of.
func (c *cluster) prepare() error {
	var err error
	if c.admin, err = sql.Open("pgx", c.dsn("postgres")); err != nil {
		return err
	}
	if err := c.run("CREATE DATABASE " + template); err != nil {
		return err
	}
	db, err := models.Open(context.Background(), c.dsn(template), models.Options{})
	if err != nil {
		return err
	}
	return db.Close()
}
