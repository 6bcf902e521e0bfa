package testdb

import (
	"bytes"
	"errors"
	"fmt"
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

// start makes a cluster in a temporary folder and starts its server, which
// listens on a socket in that folder and nowhere else. A shell holds on to the
// server: when the test process ends, however it ends, the shell's input closes
// and it stops the server and removes the folder.
func start() (*cluster, error) {
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
	const keep = `"$1" -D "$2" -k "$3" -c listen_addresses= -c fsync=off -c full_page_writes=off \
		-c max_connections=300 -c shared_buffers=64MB -c unix_socket_permissions=0700 >"$3/log" 2>&1 &
		server=$!; read -r end; kill -QUIT $server; wait $server; rm -rf "$3"`
	shell := exec.Command("/bin/sh", "-c", keep, "sh", filepath.Join(bin, "postgres"), data, folder)
	shell.SysProcAttr, shell.Dir = who, "/"
	hold, err := shell.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := shell.Start(); err != nil {
		return nil, err
	}
	c := &cluster{folder: folder, hold: hold}
	if err := c.wait(); err != nil {
		return nil, err
	}
	return c, c.prepare()
}

// wait returns when the server says that it is ready.
func (c *cluster) wait() error {
	log := filepath.Join(c.folder, "log")
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
	return "", errors.New("these tests need PostgreSQL: install it (Debian: apt-get install postgresql), or set PATHWAYS_PG_BIN to the folder of its programs")
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
