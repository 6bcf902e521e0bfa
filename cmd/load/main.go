// Command load plays pupils against the built program over real connections,
// counts afterwards that nothing they were told is saved was lost or doubled, and
// measures how quick the program is. It starts what it measures, talks to
// loopback only, ends what it started, and asserts nothing about time: figures
// are ratios to yardsticks of the same run.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands is everything that can be measured.
type commands struct {
	Wave   waveCommand   `cmd:"" default:"withargs" help:"Let classes of pupils sign in and take the whole quiz at once, then count every answer. The default command."`
	Lesson lessonCommand `cmd:"" help:"Give a lesson by the code on the board: pupils join and take the quiz, and the teacher's windows are told by streams."`
	Bench  benchCommand  `cmd:"" help:"Measure durable answers and questions a second, beside a plain handler, a plain fragment and the disk's own syncs."`
	Pages  pagesCommand  `cmd:"" help:"Draw pages and parts at once, and measure what CPU a page costs."`
	Start  startCommand  `cmd:"" help:"Measure how long a start takes on an empty and on a big database, and the memory at rest."`

	Hello helloCommand `cmd:"" hidden:"" help:"Serve the yardsticks."`
	Site  siteCommand  `cmd:"" hidden:"" help:"Serve the site with another size of groups."`
}

const description = `Plays classes of pupils against bin/pathways over real connections, counts afterwards that no answer was lost or
doubled, and measures. It starts what it measures on a free port of this machine and a database in a temporary folder
(TMPDIR), and ends and removes both. It fails when an answer is lost, never because of a time.

  load                               a class of 30, then 300 at once, on SQLite
  load --pupils 1500 --think 5s      a whole school
  load --db postgres                 the same on a PostgreSQL server of its own
  load lesson                        a lesson of 30 and of 150, as the teacher sees it
  load bench --postgres              rates beside the yardsticks, and both databases
  load pages                         pages and parts at once, and the CPU of a page
  load start --attempts 1000000      starts on a big database, and memory`

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run does what the arguments ask and returns the exit code.
func run(args []string, out, errs io.Writer) int {
	var chosen commands
	parser := kong.Must(&chosen, kong.Name("load"), kong.Writers(out, errs),
		kong.Description(description))
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(errs, "load:", err)
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	parsed.BindTo(ctx, (*context.Context)(nil))
	if err := parsed.Run(printer{out}); err != nil {
		fmt.Fprintln(errs, "load:", err)
		return 1
	}
	return 0
}

// printer is where results go.
type printer struct{ io.Writer }
