package testdb

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"pathways/models"
	"pathways/models/testdb/server"
)

const template = "pathways_template"

var (
	running = sync.OnceValues(start)
	number  atomic.Int64
	copying sync.Mutex // PostgreSQL copies a template for one at a time
)

// Postgres returns the address of an empty PostgreSQL database with all tables,
// which is dropped when the test ends. Without PostgreSQL the test fails.
func Postgres(t testing.TB) string {
	t.Helper()
	cluster, err := running()
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
	return cluster.DSN(name)
}

// EmptyPostgres returns the address of a PostgreSQL database without any tables.
func EmptyPostgres(t testing.TB) string {
	t.Helper()
	cluster, err := running()
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("empty_%d", number.Add(1))
	if err := cluster.run("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	return cluster.DSN(name)
}

// cluster is a server with the means to make databases in it.
type cluster struct {
	*server.Server
	admin *sql.DB
}

// start starts the server. What it holds is thrown away, so it need not survive
// a power cut.
func start() (*cluster, error) {
	postgres, err := server.Start("fsync=off", "full_page_writes=off")
	if err != nil {
		return nil, err
	}
	c := &cluster{Server: postgres}
	return c, c.prepare()
}

func (c *cluster) run(statement string) error {
	_, err := c.admin.ExecContext(context.Background(), statement)
	return err
}

// prepare makes the database that all others are copies of.
func (c *cluster) prepare() error {
	var err error
	if c.admin, err = sql.Open("pgx", c.DSN("postgres")); err != nil {
		return err
	}
	if err := c.run("CREATE DATABASE " + template); err != nil {
		return err
	}
	db, err := models.Open(context.Background(), c.DSN(template), models.Options{})
	if err != nil {
		return err
	}
	return db.Close()
}
