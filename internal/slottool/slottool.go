// Package slottool is the commands of crossslotlint slot: what one asks about
// keys while fixing a program or planning a cluster.
package slottool

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
)

// The exit statuses, as of the linter itself.
const (
	statusOK     = 0
	statusFailed = 1 // something could not be read, reached or written
	statusUsage  = 2 // the command line is wrong
	statusNo     = 3 // of the command same: the keys are in more than one slot
)

const usage = `Usage: crossslotlint slot COMMAND [flags] [keys]

Commands:
  of     print the slot and the hash tag of each key
  same   tell whether the keys could go into one command
  split  group the keys by slot, as a client splits MGET or DEL
  count  tell how many keys spread over slots, nodes, hash tags and families:
         keys of standard input, or of a server or cluster (-addr)
  move   give the keys of a server or cluster the names with hash tags that
         crossslotlint -format migration-json lists

Keys are arguments, or lines of standard input if there are none. Flags come
before keys; "--" ends the flags, for a key that starts with a minus.
"crossslotlint slot COMMAND -h" lists the flags of a command.

Exit status: 0 done, 1 failed or, of move, keys are left, 2 wrong usage, 3 the
answer of same is no.
`

// A command is one of the commands. It returns an exit status other than
// statusOK without an error for an answer only.
type command struct {
	name    string
	summary string // what -h prints above the flags
	// define adds the flags to fs, and returns what to run after parsing.
	define func(fs *flag.FlagSet) func(*env) (status int, err error)
}

var commands = []command{
	{"of", ofSummary, defineOf},
	{"same", sameSummary, defineSame},
	{"split", splitSummary, defineSplit},
	{"count", countSummary, defineCount},
	{"move", moveSummary, defineMove},
}

// An env is what a command runs in.
type env struct {
	args           []string // the keys
	stdin          io.Reader
	stdout, stderr io.Writer
}

// A usageError is a fault of the command line.
type usageError string

func (e usageError) Error() string { return string(e) }

func usagef(format string, args ...any) error { return usageError(fmt.Sprintf(format, args...)) }

// Main runs crossslotlint slot with the arguments that follow that word, and
// returns the exit status of the program: 0 if all is well, 1 if something could
// not be read, reached or written, or if move has left keys, 2 for a wrong command line, and 3 if the
// answer of the command same is no. An error is one line on stderr.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return statusUsage
	}
	name := args[0]
	switch name {
	case "-h", "-help", "--help", "help":
		fmt.Fprint(stdout, usage)
		return statusOK
	}
	for _, c := range commands {
		if c.name == name {
			return c.run(&env{args[1:], stdin, stdout, stderr})
		}
	}
	fmt.Fprintf(stderr, "crossslotlint slot: there is no command %s; there are of, same, split, count and move (see crossslotlint slot -h)\n", quote.Text(strconv.Quote(name)))
	return statusUsage
}

func (c *command) run(e *env) int {
	fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	run := c.define(fs)
	err := fs.Parse(e.args)
	if errors.Is(err, flag.ErrHelp) {
		fs.SetOutput(e.stdout)
		fmt.Fprint(e.stdout, c.summary, "\nFlags:\n")
		fs.PrintDefaults()
		return statusOK
	}
	if err != nil {
		err = usageError(err.Error())
	} else {
		e.args = fs.Args()
		var status int
		if status, err = run(e); err == nil {
			return status
		}
	}
	text, status := err.Error(), statusFailed
	if _, ok := errors.AsType[usageError](err); ok {
		text += fmt.Sprintf(" (crossslotlint slot %s -h lists the flags)", c.name)
		status = statusUsage
	}
	// One line, whatever the error quotes.
	fmt.Fprintf(e.stderr, "crossslotlint slot %s: %s\n", c.name, quote.Text(strings.ReplaceAll(text, "\n", " ")))
	return status
}

// formatFlags adds the flags that say how standard input is written.
func formatFlags(fs *flag.FlagSet) *keyio.Format {
	f := new(keyio.Format)
	fs.BoolVar(&f.NUL, "0", false, "keys of standard input end in a NUL byte, not in an end of line")
	fs.BoolVar(&f.Quoted, "quoted", false, "lines of standard input are in quotes, as redis-cli prints keys on a terminal")
	return f
}

func checkFormat(f *keyio.Format) error {
	if f.NUL && f.Quoted {
		return usagef("-0 and -quoted exclude each other: in quotes an end of line is \\n")
	}
	return nil
}
