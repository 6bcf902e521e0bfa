package main

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// A page of SQLite, and how many of them the disk is tried with.
const (
	diskPage  = 4 << 10
	diskPages = 1024
)

// syncs is how many pages a second the disk below the temporary folder takes when
// each is synced before the next, as fdatasync does it: no program can save one
// thing after the other any quicker.
func syncs(window time.Duration) (rate float64, err error) {
	folder, err := os.MkdirTemp("", "pathways-disk-")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "pages")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|syscall.O_DSYNC, 0o600)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	// The file has its full size first: to make it larger would cost more.
	if _, err := file.Write(make([]byte, diskPage*diskPages)); err != nil {
		return 0, err
	}
	page := make([]byte, diskPage)
	began, done := time.Now(), 0
	for ; time.Since(began) < window; done++ {
		page[0] = byte(done)
		if _, err := file.WriteAt(page, int64(done%diskPages)*diskPage); err != nil {
			return 0, err
		}
	}
	return float64(done) / time.Since(began).Seconds(), nil
}
