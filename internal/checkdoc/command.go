package checkdoc

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// Explain is the subcommand explain: it writes what there is to know of checks.
// width is that of the terminal, 0 if there is none; bold says that it shows bold
// letters. It returns the exit status: 0, or 2 for an unknown check.
func Explain(args []string, width int, bold bool, stdout, stderr io.Writer) int {
	const usage = "usage: crossslotlint explain [-all] CHECK...\n\nExplains checks: what is wrong and why, with examples, and what to do; with -all,\neverything that the pages of the checks say.\n"
	var names []string
	all := false
	for _, a := range args {
		switch {
		case a == "-h" || a == "-help" || a == "--help":
			fmt.Fprint(stdout, usage+"The checks are "+strings.Join(Names(), ", ")+".\n")
			return 0
		case a == "-all" || a == "--all":
			all = true
			continue
		case strings.HasPrefix(a, "-"):
			fmt.Fprintf(stderr, "crossslotlint explain: unknown flag %s: want the names of checks\n", quote.Text(a))
			return 2
		}
		// As it stands at the end of a message, which a shell splits: (txslot, proven)
		if c := strings.Trim(a, "(),"); c != "proven" && c != "likely" && c != "possible" {
			names = append(names, a)
		}
	}
	if len(names) == 0 {
		fmt.Fprintf(stderr, "crossslotlint explain: no check: want %s\n", strings.Join(Names(), ", "))
		return 2
	}
	var docs []Doc
	for _, name := range names {
		d, err := Lookup(name)
		if err != nil {
			fmt.Fprintln(stderr, "crossslotlint explain:", quote.Text(err.Error()))
			return 2
		}
		docs = append(docs, d)
	}
	if width <= 0 || width > 100 {
		width = 80
	}
	for i, d := range docs {
		if i > 0 {
			fmt.Fprintln(stdout)
		}
		io.WriteString(stdout, d.Text(width, bold, all))
	}
	return 0
}

// List is the subcommand checks: one line for each check. It returns the exit
// status.
func List(args []string, stdout, stderr io.Writer) int {
	for _, a := range args {
		if a == "-h" || a == "-help" || a == "--help" {
			fmt.Fprint(stdout, "usage: crossslotlint checks\n\nLists the checks, and whether they are on by default.\n")
			return 0
		}
		fmt.Fprintf(stderr, "crossslotlint checks: unexpected argument %s\n", quote.Text(strconv.Quote(a)))
		return 2
	}
	for _, d := range All() {
		state := "on"
		if !d.On {
			state = "off"
		}
		fmt.Fprintf(stdout, "%-14s %-4s %s\n", d.Name, state, d.Summary)
	}
	return 0
}
