// Package completion writes scripts with which shells complete the command line of
// a program.
package completion

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A Program is what can be completed. Its flags and words are those without a
// subcommand.
type Program struct {
	Name string
	Command
	Commands []Command
}

// A Command is a subcommand.
type Command struct {
	Name, Doc string
	Flags     []Flag
	Words     []string // arguments, where they can be listed
	Folders   bool     // whether arguments are folders
	Files     bool     // whether arguments are files
}

// A Flag is written with one dash, and its value behind a space or an equals
// sign.
type Flag struct {
	Name, Doc string
	Bool      bool     // it takes no value
	Words     []string // values, where they can be listed
	List      bool     // several of them may be given, separated by commas
	File      bool     // the value is a file
	// With are the first arguments of the command that the flag goes with; nil
	// for all.
	With []string
}

// Shells are the shells that there are scripts for.
var Shells = []string{"bash", "zsh", "fish"}

// Main is the subcommand completion: it writes the script for a shell. It returns
// the exit status: 0, or 2 for another shell.
func Main(p Program, args []string, stdout, stderr io.Writer) int {
	usage := fmt.Sprintf(`usage: %[1]s completion bash|zsh|fish

Writes a script with which the shell completes commands, flags and their values:

	source <(%[1]s completion bash)
	%[1]s completion zsh > "${fpath[1]}/_%[1]s"
	%[1]s completion fish > ~/.config/fish/completions/%[1]s.fish
`, p.Name)
	if len(args) == 1 && slices.Contains([]string{"-h", "-help", "--help"}, args[0]) {
		io.WriteString(stdout, usage)
		return 0
	}
	if len(args) != 1 || !slices.Contains(Shells, args[0]) {
		fmt.Fprintf(stderr, "%s completion: want one shell: %s\n", p.Name, strings.Join(Shells, ", "))
		return 2
	}
	stdout.Write(Script(p, args[0]))
	return 0
}

// Script returns the script for one of [Shells].
func Script(p Program, shell string) []byte {
	var b bytes.Buffer
	switch shell {
	case "bash":
		bash(&b, p)
	case "zsh":
		zsh(&b, p)
	case "fish":
		fish(&b, p)
	}
	return b.Bytes()
}

// names returns the names of the subcommands.
func (p Program) names() []string {
	var out []string
	for _, c := range p.Commands {
		out = append(out, c.Name)
	}
	return out
}

// dashed returns flags as they are written.
func dashed(flags []Flag) []string {
	var out []string
	for _, f := range flags {
		out = append(out, "-"+f.Name)
	}
	return out
}

// firsts returns the first arguments that have flags of their own, in order.
func (c Command) firsts() []string {
	var out []string
	for _, f := range c.Flags {
		out = append(out, f.With...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// with returns the flags that go with a first argument; "" is any other.
func (c Command) with(first string) []Flag {
	var out []Flag
	for _, f := range c.Flags {
		if f.With == nil || slices.Contains(f.With, first) {
			out = append(out, f)
		}
	}
	return out
}

// oneLine returns the first sentence of a usage text, for shells that show one.
func oneLine(doc string) string {
	doc, _, _ = strings.Cut(strings.ReplaceAll(doc, "`", ""), "\n")
	doc, _, _ = strings.Cut(doc, "; ")
	return doc
}

// quote quotes a text for a POSIX shell.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
