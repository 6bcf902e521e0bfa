package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestASettingThatIsWrongOrUnknownIsRefusedByItsName(t *testing.T) {
	t.Parallel()
	dsn, path := fresh(t)
	for _, it := range []struct {
		name string
		call call
		says string
	}{
		{"no command", call{}, `"serve"`},
		{"an unknown command", call{args: []string{"sevre"}}, "sevre"},
		{"an unknown flag", call{args: []string{"serve", "--adr", "127.0.0.1:0"}}, "--adr"},
		{"a flag without its value", call{args: []string{"serve", "--addr"}}, "--addr"},
		{"an unknown variable", call{args: []string{"serve"}, env: []string{"PATHWAYS_ADR=127.0.0.1:0"}}, "PATHWAYS_ADR"},
		{"an address without a port", call{args: []string{"serve", "--addr", "localhost"}}, "--addr"},
		{"an empty address", call{args: []string{"serve", "--addr", ""}}, "--addr"},
		{"an address that is not ours", call{args: []string{"serve", "--addr", "192.0.2.1:80"}}, "--addr"},
		{"a port that there is not", call{args: []string{"serve", "--addr", "127.0.0.1:99999"}}, "--addr"},
		{"a metrics address", call{args: []string{"serve", "--addr", "127.0.0.1:0", "--metrics-addr", "nowhere"}}, "--metrics-addr"},
		{"a base URL without a scheme", call{args: []string{"serve", "--base-url", "pathways.example"}}, "--base-url"},
		{"a base URL with a path", call{args: []string{"serve", "--base-url", "https://pathways.example/quiz"}}, "--base-url"},
		{"a proxy that is no address", call{args: []string{"serve", "--trusted-proxy", "proxy"}}, "--trusted-proxy"},
		{"another kind of database", call{args: []string{"serve", "--addr", "127.0.0.1:0", "--db", "mysql://host"}}, "--db"},
		{"another kind of database for a demo", call{args: []string{"demo", "--db", "postgres://host/name"}}, "--db"},
		{"a content folder that is none", call{args: []string{"serve", "--content", "/no/such"}}, "--content"},
		{"no students", call{args: []string{"seed", "--students", "0"}}, "--students"},
		{"students in words", call{args: []string{"seed", "--students", "five"}}, "--students"},
		{"an unknown quiz", call{args: []string{"quiz", "score", "--quiz", "interest"}}, "--quiz"},
		{"an unknown version", call{args: []string{"quiz", "score", "--version", "99"}}, "--version"},
		{"no sheets", call{args: []string{"quiz", "fairness", "--sheets", "0"}}, "--sheets"},
		{"a backup without its file", call{args: []string{"backup"}}, "<file>"},
		{"a backup that is not there", call{args: []string{"restore", "/no/such.db"}}, "/no/such.db"},
		{"somebody who is nothing", call{args: []string{"user", "add", "--email", "a@b.example"}}, "--who"},
		{"a student by invitation", call{args: []string{"user", "add", "--who", "student", "--email", "a@b.example"}}, "--who"},
		{"an e-mail address that is none", call{args: []string{"user", "add", "--who", "operator", "--email", "ann"}}, "--email"},
		{"a teacher without a school", call{args: []string{"user", "add", "--who", "teacher", "--email", "a@b.example"}}, "--school"},
		{"a link to nowhere", call{args: []string{"user", "add", "--who", "operator", "--email", "a@b.example", "--base-url", "here"}}, "--base-url"},
	} {
		t.Run(it.name, func(t *testing.T) {
			t.Parallel()
			if len(it.call.args) > 0 && !strings.Contains(strings.Join(it.call.args, " "), "--db") && takesDatabase(it.call.args[0]) {
				it.call.env = append(it.call.env, "PATHWAYS_DB="+dsn)
			}
			it.call.run(t).refused(2, it.says)
			if left, _ := filepath.Glob(path + "*"); len(left) > 0 {
				t.Errorf("a database was made all the same: %v", left)
			}
		})
	}
}

func takesDatabase(command string) bool {
	return strings.Contains("serve demo seed backup restore user", command)
}

// flagLine is a flag in --help, as the joined lines of its paragraph.
var flagLine = regexp.MustCompile(`--([a-z-]+)(?:=\S+)? +(.*)`)

func TestEverySettingIsShownWithItsDefaultAndItsVariable(t *testing.T) {
	t.Parallel()
	for command, settings := range map[string]map[string]string{
		"serve": {
			"addr": "127.0.0.1:8080 by default", "db": "pathways/pathways.db by default", "base-url": "when empty",
			"trusted-proxy": "may be repeated", "metrics-addr": "off when empty", "content": "built-in",
		},
		"demo": {"addr": "127.0.0.1:8080 by default", "db": "throw-away when empty", "content": "built-in"},
		"user add": {
			"db": "pathways/pathways.db by default", "base-url": "http://127.0.0.1:8080 by default",
		},
		"quiz score": {"quiz": "interests by default"},
	} {
		help := pathways(t, append(strings.Fields(command), "--help")...).done()
		shown := map[string]string{}
		var name string
		for _, line := range strings.Split(help.out, "\n") {
			if found := flagLine.FindStringSubmatch(line); found != nil {
				name, line = found[1], found[2]
			}
			shown[name] += " " + strings.TrimSpace(line)
		}
		for setting, words := range settings {
			variable := "$PATHWAYS_" + strings.ToUpper(strings.ReplaceAll(setting, "-", "_"))
			if text := shown[setting]; !strings.Contains(text, words) || !strings.Contains(text, variable) {
				t.Errorf("%s --help says of --%s: %q", command, setting, text)
			}
		}
	}
}

func TestVersionNamesEverythingThatDecidesHowTheProgramBehaves(t *testing.T) {
	t.Parallel()
	pathways(t, "version").done().says("v1.2.3", "abc1234", "go1.", "3.", "schema")
	json := pathways(t, "version", "--json").done()
	json.has(json.shape(), `
		version string
		commit string
		go string
		sqlite string
		schema number`)
	json.says(`"v1.2.3"`, `"abc1234"`)
}
