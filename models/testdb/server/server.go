// Package server starts a PostgreSQL server of one's own, in a temporary folder:
// for tests, and to measure beside SQLite.
package server

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Server is a running server of our own.
type Server struct {
	folder string
	shell  *exec.Cmd
	hold   io.Closer // the shell's input: the server stops when it closes
}

// Start makes a cluster in a temporary folder and starts its server, which
// listens on a socket in that folder and nowhere else. A shell holds on to the
// server: when this process ends, however it ends, the shell's input closes and
// it stops the server and removes the folder. Settings are PostgreSQL's, such as
// fsync=off.
func Start(settings ...string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "pathways-pg-")
	if err != nil {
		return nil, err
	}
	who, err := owner(folder)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(folder, "data")
	make := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "pathways",
		"--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
	make.SysProcAttr, make.Dir = who, folder
	if output, err := make.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, output)
	}
	s := &Server{folder: folder}
	if err := s.run(filepath.Join(bin, "postgres"), data, who, settings); err != nil {
		return nil, err
	}
	return s, s.wait()
}

// keep runs the server until its own input closes.
const keep = `folder=$1; shift; "$@" >"$folder/log" 2>&1 &
	server=$!; read -r end; kill -QUIT $server; wait $server; rm -rf "$folder"`

func (s *Server) run(postgres, data string, who *syscall.SysProcAttr, settings []string) error {
	args := []string{"-c", keep, "sh", s.folder, postgres, "-D", data, "-k", s.folder}
	for _, setting := range append([]string{
		"listen_addresses=", "max_connections=300", "shared_buffers=64MB", "unix_socket_permissions=0700",
	}, settings...) {
		args = append(args, "-c", setting)
	}
	s.shell = exec.Command("/bin/sh", args...)
	s.shell.SysProcAttr, s.shell.Dir = who, "/"
	var err error
	if s.hold, err = s.shell.StdinPipe(); err != nil {
		return err
	}
	return s.shell.Start()
}

// DSN addresses a database of the server through its socket.
func (s *Server) DSN(name string) string {
	return "postgres://pathways@/" + name + "?host=" + url.QueryEscape(s.folder) + "&port=5432"
}

// Stop ends the server and removes its folder. What ends without it stops the
// server too.
func (s *Server) Stop() error {
	return errors.Join(s.hold.Close(), s.shell.Wait())
}

// wait returns when the server says that it is ready.
func (s *Server) wait() error {
	log := filepath.Join(s.folder, "log")
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		text, err := os.ReadFile(log)
		if err == nil && bytes.Contains(text, []byte("database system is ready to accept connections")) {
			return nil
		}
	}
	text, _ := os.ReadFile(log)
	return fmt.Errorf("PostgreSQL did not start: %s", text)
}

// binaries returns the folder of the newest PostgreSQL server on this machine.
func binaries() (string, error) {
	if folder := os.Getenv("PATHWAYS_PG_BIN"); folder != "" {
		return folder, nil
	}
	folders, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", err
	}
	slices.SortFunc(folders, func(a, b string) int { return version(b) - version(a) })
	for _, folder := range folders {
		if _, err := os.Stat(filepath.Join(folder, "initdb")); err == nil {
			return folder, nil
		}
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", errors.New("PostgreSQL is not here: install it (Debian: apt-get install postgresql), or set PATHWAYS_PG_BIN to the folder of its programs")
}

func version(bin string) int {
	n, _ := strconv.Atoi(strings.Split(bin, "/")[4]) // 0 for a folder that is no version
	return n
}

// owner gives the folder to somebody other than root, as whom the server
// refuses to run, and returns how to run as them.
func owner(folder string) (*syscall.SysProcAttr, error) {
	if os.Geteuid() != 0 {
		return &syscall.SysProcAttr{}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(found.Uid)
		gid, gidErr := strconv.Atoi(found.Gid)
		if err := errors.Join(uidErr, gidErr, os.Chown(folder, uid, gid)); err != nil {
			return nil, err
		}
		return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")
}
