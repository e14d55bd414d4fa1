package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/checkdoc"
	"github.com/crossslotlint/crossslotlint/internal/completion"
	"github.com/crossslotlint/crossslotlint/internal/config"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/slottool"
	"github.com/crossslotlint/crossslotlint/internal/terminal"
)

// An environment is what a command reads and writes besides files.
type environment struct {
	stdin  *os.File
	stdout *stream
	stderr *os.File
	getenv func(string) string
}

// A command is a subcommand: crossslotlint NAME ARGS. What is no subcommand is a
// flag or a package to be linted; a package in a folder of such a name is ./NAME.
type command struct {
	name, doc string
	run       func(env environment, args []string) (status int)
	// flags, words and files say what shells complete: the flags that the command
	// has, nil if none; its arguments, if they can be listed; and whether these are
	// files.
	flags func() *flag.FlagSet
	words func() []string
	files bool
	// with are the arguments that a flag goes with, where there are only some.
	with func(flag string) []string
	// values are the values of its flags that can be listed.
	values map[string][]string
}

// commands returns all subcommands, in the order in which they are listed.
func commands() []command {
	return []command{
		{name: "help", doc: "this text; help COMMAND tells of one", run: help, words: commandNames},
		{name: "explain", doc: "what a check reports and why, with examples, and what to do; or a topic, as migration", run: explain, words: checkdoc.Words},
		{name: "checks", doc: "the checks, and which are on by default", run: func(env environment, args []string) int {
			return checkdoc.List(args, env.stdout, env.stderr)
		}},
		{name: "slot", doc: "the slots of keys: of, same, split, count and move; slot -h tells more", run: func(env environment, args []string) int {
			return slottool.Main(args, env.stdin, env.stdout, env.stderr)
		}, words: slottool.Names, flags: slottool.FlagSet, with: slottool.Commands},
		{name: "schema", doc: "which keys the packages have: their types, expiry, readers and writers", run: schemaMain, flags: schemaFlags, values: schemaValues()},
		{name: "config", doc: "the settings that are in force here, and where each comes from", run: inDir(config.Main), flags: config.FlagSet},
		{name: "cache", doc: "the cache of the stand-alone program: show, trim and clear it", run: cacheMain, words: func() []string { return cacheWords }, flags: func() *flag.FlagSet {
			fs, _ := cacheFlags()
			return fs
		}},
		{name: "completion", doc: "a script with which a shell completes all of this", run: func(env environment, args []string) int {
			return completion.Main(completed(), args, env.stdout, env.stderr)
		}, words: func() []string { return completion.Shells }},
		{name: "version", doc: "the version, and what it was built with", run: printVersion},
	}
}

func explain(env environment, args []string) int {
	return checkdoc.Explain(args, terminal.Width(env.stdout.file, env.getenv), terminal.Color(env.stdout.file, env.getenv), env.stdout, env.stderr)
}

// help writes what the program is called with, or one of its commands, which knows
// that itself.
func help(env environment, args []string) int {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		usage(env.stdout)
		return statusClean
	}
	if c, ok := lookupCommand(args[0]); ok && len(args) == 1 && c.name != "help" {
		return c.run(env, []string{"-h"})
	}
	complain(env.stderr, fmt.Errorf("help: want one of the commands: %s", strings.Join(commandNames(), ", ")))
	return statusUsage
}

// commandNames returns the names of the commands that help tells more of.
func commandNames() []string {
	var names []string
	for _, c := range commands() {
		if c.name != "help" {
			names = append(names, c.name)
		}
	}
	return names
}

// nearCommand returns the command that a word may be meant for, which is none: one
// letter is wrong, missing or too much, or two stand in each other's place.
func nearCommand(word string) (string, bool) {
	for _, c := range commands() {
		if near(word, c.name) {
			return c.name, true
		}
	}
	return "", false
}

// near reports whether one change of a letter, or an exchange of two, makes one
// text of another.
func near(a, b string) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// inDir makes a command of a function that works in a folder.
func inDir(f func(args []string, dir string, stdout, stderr io.Writer) int) func(environment, []string) int {
	return func(env environment, args []string) int {
		dir, err := os.Getwd()
		if err != nil {
			complain(env.stderr, err)
			return statusFailure
		}
		return f(args, dir, env.stdout, env.stderr)
	}
}

// lookupCommand returns the subcommand of a name. "-version" and "--help" are
// taken for commands too.
func lookupCommand(arg string) (command, bool) {
	name := arg
	switch strings.TrimLeft(arg, "-") {
	case "version":
		name = "version"
	case "h", "help":
		name = "help"
	}
	list := commands()
	i := slices.IndexFunc(list, func(c command) bool { return c.name == name })
	if i < 0 {
		return command{}, false
	}
	return list[i], true
}

// The exit status of the program.
const (
	statusClean    = 0 // everything was analyzed, and nothing found
	statusFailure  = 1 // something could not be loaded, analyzed or written; there may be findings too
	statusUsage    = 2 // a flag or an argument is wrong; nothing was done
	statusFindings = 3 // everything was analyzed, and there are findings
)

// complain writes an error for people. It may quote anything: names of files and
// packages, what is in a settings file, what another program says.
func complain(w io.Writer, err error) {
	fmt.Fprintln(w, "crossslotlint:", quote.Lines(err.Error()))
}
