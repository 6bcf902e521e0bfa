// Command pathways is the whole program: the site, its demo, and the tools of
// editors and operators. Results go to standard output, errors to standard error.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"pathways/models"
)

// Set by the build.
var (
	version = "unversioned"
	commit  = "unknown"
)

// commands is every command with its settings. A setting is a flag and an
// environment variable, PATHWAYS_ and the flag's name.
type commands struct {
	Serve   serveCommand   `cmd:"" help:"Serve the site."`
	Demo    demoCommand    `cmd:"" help:"Serve the site with two made-up schools."`
	Seed    seedCommand    `cmd:"" help:"Fill an empty database with a fixed set of people and classes, and print it."`
	Routes  routesCommand  `cmd:"" help:"List every address, who may use it and whether it changes anything."`
	Check   checkCommand   `cmd:"" help:"Load all content and say everything that is wrong with it."`
	Quiz    quizCommands   `cmd:"" help:"Ask and score the quiz without the site."`
	Careers careerCommands `cmd:"" help:"Read the catalogue of careers."`
	Migrate migrateCommand `cmd:"" help:"Bring the database to this version. Forward only."`
	Backup  backupCommand  `cmd:"" help:"Copy the database to a file, also while the site serves."`
	Restore restoreCommand `cmd:"" help:"Bring a backup back."`
	User    userCommands   `cmd:"" help:"Add, list, reset and disable people."`
	Version versionCommand `cmd:"" help:"Say which version this is."`
}

// printer is where a command's results go.
type printer struct{ io.Writer }

// errUsage marks a wrong setting that only the command itself could notice.
var errUsage = errors.New("wrong setting")

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run does what the arguments ask and returns the exit code: 0 done, 1 it did
// not work, 2 a setting is wrong.
func run(args []string, out, errs io.Writer) (code int) {
	var exit *int
	parser, err := kong.New(&commands{},
		kong.Name("pathways"),
		kong.Description("An interest quiz and pathway planner for the Health and Science Careers Hub North East."),
		kong.Vars{"data": defaultStore()},
		kong.Writers(out, errs),
		kong.Exit(func(code int) { exit = &code; panic(exit) }),
		kong.DefaultEnvars("PATHWAYS"),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.ValueFormatter(helpOf),
	)
	if err != nil {
		panic(err)
	}
	defer func() {
		if cause := recover(); cause != nil {
			if exit == nil || cause != any(exit) {
				panic(cause)
			}
			code = *exit
		}
	}()
	chosen, err := parser.Parse(args)
	if err == nil {
		err = unknownSettings(parser.Model, os.Environ())
	}
	if err != nil {
		return say(errs, err, 2)
	}
	err = chosen.Run(printer{out}, notices{errs})
	switch {
	case errors.Is(err, models.ErrDSN):
		return say(errs, fmt.Errorf("%w: --db: %w", errUsage, err), 2)
	case errors.Is(err, errUsage):
		return say(errs, err, 2)
	case err != nil:
		return say(errs, err, 1)
	}
	return 0
}

// helpOf is what --help says of a setting: what it does, its default, and the
// environment variable that sets it too.
func helpOf(value *kong.Value) string {
	if value.HasDefault && value.Default != "" {
		said := *value
		said.Help = strings.TrimSuffix(value.Help, ".") + "; " + value.Default + " by default."
		value = &said
	}
	return kong.DefaultHelpValueFormatter(value)
}

// notices is where a command says what is not a result.
type notices struct{ io.Writer }

func say(errs io.Writer, err error, code int) int {
	fmt.Fprintln(errs, "pathways:", err)
	return code
}

// unknownSettings refuses a PATHWAYS_ variable that no flag has, for it is most
// likely a known one with a slip.
func unknownSettings(model *kong.Application, environment []string) error {
	known := map[string]bool{}
	var collect func(*kong.Node)
	collect = func(node *kong.Node) {
		for _, flag := range node.Flags {
			for _, name := range flag.Envs {
				known[name] = true
			}
		}
		for _, child := range node.Children {
			collect(child)
		}
	}
	collect(model.Node)
	var unknown []string
	for _, pair := range environment {
		name, _, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, "PATHWAYS_") && !known[name] {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		return fmt.Errorf("unknown setting in the environment: %s", strings.Join(unknown, ", "))
	}
	return nil
}
