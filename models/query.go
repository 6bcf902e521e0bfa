package models

import (
	"context"

	"gorm.io/gorm"
)

// These functions are how the package asks and changes. A chain of GORM's says
// which rows, T what they are: take[User](ctx, s.read.Where("id = ?", id)). Each
// chain begins at a handle or a transaction and is asked once. gorm.G does the
// same, but makes the program 250 KB larger for each type it is used with.

// take returns the row that a chain finds; none is gorm.ErrRecordNotFound.
func take[T any](ctx context.Context, chain *gorm.DB) (T, error) {
	var row T
	err := about(ctx, chain, &row).Take(&row).Error
	return row, err
}

// list returns all rows that a chain finds; none is no error.
func list[T any](ctx context.Context, chain *gorm.DB) ([]T, error) {
	var rows []T
	err := about(ctx, chain, &rows).Find(&rows).Error
	return rows, err
}

// first returns the only row of a list, which reads all it is given, so that a
// statement that also writes has run to its end.
func first[T any](rows []T, err error) (T, error) {
	if err == nil && len(rows) == 0 {
		err = gorm.ErrRecordNotFound
	}
	if err != nil {
		var none T
		return none, err
	}
	return rows[0], nil
}

// count returns how many rows a chain finds.
func count[T any](ctx context.Context, chain *gorm.DB) (int64, error) {
	var none T
	var n int64
	err := about(ctx, chain, none).Select("id").Count(&n).Error
	return n, err
}

// insert keeps a new row and fills in its id.
func insert(ctx context.Context, chain *gorm.DB, row any) error {
	return about(ctx, chain, row).Create(row).Error
}

// update changes one column of the rows that a chain finds, to a value as it
// stands in the database, and returns how many rows those were.
func update[T any](ctx context.Context, chain *gorm.DB, column string, value any) (int, error) {
	var none T // no pointer to it: GORM would set the column here too
	done := about(ctx, chain, none).Update(column, value)
	return int(done.RowsAffected), done.Error
}

// remove deletes the rows that a chain finds and returns how many those were.
func remove[T any](ctx context.Context, chain *gorm.DB) (int, error) {
	var none T
	done := about(ctx, chain, &none).Delete(&none)
	return int(done.RowsAffected), done.Error
}

// about gives a chain its record and its context. Model begins a chain when it
// is given a handle, so the context is never set on what others share; and
// WithContext would copy all that the chain says, twice.
func about(ctx context.Context, chain *gorm.DB, record any) *gorm.DB {
	chain = chain.Model(record)
	chain.Statement.Context = ctx
	return chain
}

// run executes a statement and returns how many rows it changed.
func run(ctx context.Context, db *gorm.DB, sql string, args ...any) (int, error) {
	done := db.WithContext(ctx).Exec(sql, args...)
	return int(done.RowsAffected), done.Error
}

// touched turns "no row was changed" into an error.
func touched(n int, err error) error {
	if err == nil && n == 0 {
		return gorm.ErrRecordNotFound
	}
	return err
}
