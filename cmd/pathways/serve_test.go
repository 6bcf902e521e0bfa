package main

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // to damage files with
)

func TestTheSiteIsServedAndTellsThatItIsAlive(t *testing.T) {
	t.Parallel()
	dsn, _ := fresh(t)
	s := serve(t, "--db", dsn)
	for path, want := range map[string]string{"/healthz": "alive", "/readyz": "ready", "/": "<!doctype html>"} {
		if status, body := s.get(path); status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s answers %d: %.80s", path, status, body)
		}
	}
	if code := s.stop(); code != 0 || s.errs.String() != "" {
		t.Errorf("it ended with %d and said %s", code, s.errs)
	}
}

func TestSettingsMayComeFromTheEnvironmentAndAFlagIsStronger(t *testing.T) {
	t.Parallel()
	dsn, path := fresh(t)
	_, other := fresh(t)
	settings := []string{
		"PATHWAYS_ADDR=127.0.0.1:0", "PATHWAYS_DB=sqlite:" + other, "PATHWAYS_BASE_URL=https://pathways.example/",
		"PATHWAYS_CONTENT=" + contentFolder(t), "PATHWAYS_TRUSTED_PROXY=127.0.0.1,10.0.0.0/8", "PATHWAYS_METRICS_ADDR=127.0.0.1:0",
	}
	s := call{args: []string{"serve", "--db", dsn}, env: settings}.start(t, "\n")
	if !strings.Contains(s.out.String(), "https://pathways.example\n") {
		t.Errorf("it greets with %s", s.out)
	}
	for file, want := range map[string]bool{path: true, other: false} {
		if _, err := os.Stat(file); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", file, err == nil, want)
		}
	}
}

func TestTheDefaultDatabaseIsAFileInTheUsersDataFolder(t *testing.T) {
	t.Parallel()
	c := call{args: []string{"migrate"}}
	home := t.TempDir()
	c.env = []string{"HOME=" + home}
	c.run(t).done()
	if info, err := os.Stat(filepath.Join(home, ".local/share/pathways/pathways.db")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	c.env = append(c.env, "XDG_DATA_HOME="+filepath.Join(home, "data"))
	c.run(t).done()
	if _, err := os.Stat(filepath.Join(home, "data/pathways/pathways.db")); err != nil {
		t.Error(err)
	}
}

func TestAPortThatIsTakenIsOnePlainLineThatNamesIt(t *testing.T) {
	t.Parallel()
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	taken := other.Addr().String()
	dsn, path := fresh(t)
	pathways(t, "serve", "--db", dsn, "--addr", taken).refused(2, "--addr "+taken, "taken")
	pathways(t, "serve", "--db", dsn, "--addr", "127.0.0.1:0", "--metrics-addr", taken).refused(2, "--metrics-addr "+taken, "taken")
	pathways(t, "demo", "--db", dsn, "--addr", taken).refused(2, "--addr "+taken, "taken")
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("a database was made all the same: %v", left)
	}
}

func TestDamagedContentIsRefusedInOneLineBeforeAnythingIsTouched(t *testing.T) {
	t.Parallel()
	folder := contentFolder(t)
	line := damage(t, folder, "careers/employers.yaml", "name: ", "nmae: ")
	damage(t, folder, "interests.v1.yaml", "dimension: care", "dimension: caer")
	where := fmt.Sprintf("careers/employers.yaml:%d: ", line)
	dsn, path := fresh(t)
	for _, command := range []string{"serve", "demo"} {
		pathways(t, command, "--addr", "127.0.0.1:0", "--db", dsn, "--content", folder).refused(1, where, "nmae", "pathways check --content "+folder)
	}
	if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
		t.Errorf("a database was made all the same: %v", left)
	}
	pathways(t, "seed", "--db", dsn, "--content", folder).refused(1, "interests.v1.yaml")
	pathways(t, "routes", "--content", folder).refused(1, where)
	pathways(t, "quiz", "list", "--content", folder).refused(1, "interests.v1.yaml")
	pathways(t, "careers", "list", "--content", folder).refused(1, where)
}

// spoil runs a statement on a database file.
func spoil(t testing.TB, path, statement string) {
	t.Helper()
	pool, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := pool.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestADatabaseThatIsNotOursIsRefusedInOneLineAndLeftByteForByte(t *testing.T) {
	t.Parallel()
	for name, it := range map[string]struct {
		spoil func(t testing.TB, path string)
		says  string
	}{
		"made by a newer version": {func(t testing.TB, path string) {
			spoil(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
		}, "newer version"},
		"of another program": {func(t testing.TB, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			spoil(t, path, "CREATE TABLE notes (text)")
		}, "another program"},
		"damaged": {func(t testing.TB, path string) {
			data := []byte(read(t, path))
			copy(data[100:], strings.Repeat("Z", 4000))
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}, "damaged"},
		"no database at all": {func(t testing.TB, path string) {
			if err := os.WriteFile(path, []byte(strings.Repeat("Dear diary. ", 50)), 0o600); err != nil {
				t.Fatal(err)
			}
		}, "not a database"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, dsn, path := seededCopy(t)
			it.spoil(t, path)
			before := sha256.Sum256([]byte(read(t, path)))
			backup := filepath.Join(t.TempDir(), "backup.db")
			for _, args := range [][]string{
				{"serve", "--addr", "127.0.0.1:0"},
				{"demo", "--addr", "127.0.0.1:0"},
				{"seed"},
				{"migrate"},
				{"user", "list"},
				{"backup", backup},
			} {
				pathways(t, append(args, "--db", dsn)...).refused(1, it.says)
			}
			if before != sha256.Sum256([]byte(read(t, path))) {
				t.Error("the file was changed")
			}
			if left, _ := filepath.Glob(filepath.Dir(path) + "/*"); len(left) != 1 {
				t.Errorf("left beside it: %v", left)
			}
			if left, _ := filepath.Glob(backup + "*"); len(left) > 0 {
				t.Errorf("left of the backup: %v", left)
			}
		})
	}
}

func TestAFolderThatCannotBeWrittenToIsOnePlainLine(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for place, words := range map[string]string{
		filepath.Join(folder, "missing", "pathways.db"): "no folder " + filepath.Join(folder, "missing"),
		filepath.Join(file, "pathways.db"):              file,
		"/proc/self/pathways.db":                        "/proc/self", // which not even root can write to
		folder:                                          "not a file",
	} {
		pathways(t, "serve", "--addr", "127.0.0.1:0", "--db", "sqlite:"+place).refused(1, words)
		pathways(t, "migrate", "--db", "sqlite:"+place).refused(1, words)
	}
	pathways(t, "demo", "--addr", "127.0.0.1:0", "--db", "sqlite:"+filepath.Join(file, "demo.db")).plainLine("demo.db")
	pathways(t, "serve", "--addr", "127.0.0.1:0", "--db", "postgres://ann:secret@127.0.0.1:1/none").refused(1, "cannot be reached").plainLine("ann@127.0.0.1:1")
}

// connect opens a connection and says something that is no whole request.
func (s *server) connect(words string) net.Conn {
	s.t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = connection.Close() })
	if _, err := connection.Write([]byte(words)); err != nil {
		s.t.Fatal(err)
	}
	return connection
}

func TestToldToStopTheProgramIsGoneWithinTenSecondsWhateverIsConnected(t *testing.T) {
	t.Parallel()
	for name, words := range map[string]string{
		"nobody":            "",
		"a half request":    "GET /healthz HTTP/1.1\r\nHost: ",
		"a form under way":  "POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nname=",
		"a kept connection": "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dsn, path := fresh(t)
			s := serve(t, "--db", dsn)
			if words != "" {
				s.connect(words)
			}
			if status, _ := s.get("/readyz"); status != http.StatusOK {
				t.Errorf("/readyz answers %d", status)
			}
			if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if code := s.wait(10 * time.Second); code != 0 {
				t.Errorf("it ended with %d: %s", code, s.errs)
			}
			if left, _ := filepath.Glob(path + "-*"); len(left) > 0 {
				t.Errorf("the database was not closed: %v", left)
			}
		})
	}
}

func TestMetricsHaveAnAddressOfTheirOwn(t *testing.T) {
	t.Parallel()
	dsn, _ := fresh(t)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := free.Addr().String()
	_ = free.Close()
	s := serve(t, "--db", dsn, "--metrics-addr", addr)
	s.get("/sectors")
	if status, _ := s.get("/metrics"); status != http.StatusNotFound {
		t.Errorf("the public address answers /metrics with %d", status)
	}
	s.base = "http://" + addr
	if _, figures := s.get("/metrics"); !strings.Contains(figures, `pathways_request_seconds_count{method="GET",route="/sectors",status="200"} 1`) {
		t.Errorf("the figures are %.400s", figures)
	}
}
