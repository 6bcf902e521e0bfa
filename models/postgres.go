package models

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

const (
	postgresConnections = 16
	postgresConnectTime = 5 * time.Second
)

// openPostgres opens one pool that reads and writes; the server groups its own
// flushes, so each request commits by itself.
func openPostgres(ctx context.Context, dsn string) (*gorm.DB, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, refuse("the address of the PostgreSQL database cannot be read: %s", hidePassword(dsn))
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = postgresConnectTime
	}
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(postgresConnections)
	pool.SetMaxIdleConns(postgresConnections)
	pool.SetConnMaxIdleTime(5 * time.Minute)

	err = probePostgres(ctx, pool, config.Database)
	if err == nil {
		err = migrate(ctx, onPostgres, pool)
	}
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	db, err := gorm.Open(postgres.New(postgres.Config{Conn: pool}), settings())
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return db, nil
}

// probePostgres refuses a database whose tables are not ours or are newer than
// this program. An empty one is fine.
func probePostgres(ctx context.Context, pool *sql.DB, name string) error {
	tables, err := column[string](ctx, pool,
		"SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY table_name")
	if err != nil {
		return err
	}
	marked := false
	for _, table := range tables {
		switch table {
		case versionTable:
			versions, err := column[int64](ctx, pool,
				"SELECT version_id FROM goose_db_version WHERE is_applied ORDER BY version_id DESC LIMIT 1")
			if err != nil {
				return err
			}
			if err := refuseNewer(versions, name); err != nil {
				return err
			}
		case "settings":
			// Another program's settings have other columns: then it is not ours.
			products, err := column[string](ctx, pool, "SELECT value FROM settings WHERE key = 'product'")
			marked = err == nil && len(products) == 1 && products[0] == "pathways"
		}
	}
	if !marked && (len(tables) > 1 || len(tables) == 1 && tables[0] != versionTable) {
		return refuse("the PostgreSQL database %s belongs to another program; it was left as it is", name)
	}
	return nil
}
