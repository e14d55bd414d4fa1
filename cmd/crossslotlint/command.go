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
	"github.com/crossslotlint/crossslotlint/internal/slottool"
	"github.com/crossslotlint/crossslotlint/internal/terminal"
)

// An environment is what a command reads and writes besides files.
type environment struct {
	stdin          *os.File
	stdout, stderr *os.File
	getenv         func(string) string
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
}

// commands returns all subcommands, in the order in which they are listed.
func commands() []command {
	return []command{
		{name: "help", doc: "this text", run: func(env environment, _ []string) int { usage(env.stdout); return statusClean }},
		{name: "explain", doc: "what a check reports and why, with examples, and what to do", run: explain, words: checkdoc.Names},
		{name: "checks", doc: "the checks, and which are on by default", run: func(env environment, args []string) int {
			return checkdoc.List(args, env.stdout, env.stderr)
		}},
		{name: "slot", doc: "the slots of keys: of, same, split and count; slot -h tells more", run: func(env environment, args []string) int {
			return slottool.Main(args, env.stdin, env.stdout, env.stderr)
		}, words: slottool.Names, flags: slottool.FlagSet},
		{name: "config", doc: "the settings that are in force here, and where each comes from", run: inDir(config.Main), flags: config.FlagSet},
		{name: "completion", doc: "a script with which a shell completes all of this", run: func(env environment, args []string) int {
			return completion.Main(completed(), args, env.stdout, env.stderr)
		}, words: func() []string { return completion.Shells }},
		{name: "version", doc: "the version, and what it was built with", run: printVersion},
	}
}

func explain(env environment, args []string) int {
	return checkdoc.Explain(args, terminal.Width(env.stdout, env.getenv), terminal.Color(env.stdout, env.getenv), env.stdout, env.stderr)
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

// complain writes an error for people.
func complain(w io.Writer, err error) {
	fmt.Fprintln(w, "crossslotlint:", err)
}
