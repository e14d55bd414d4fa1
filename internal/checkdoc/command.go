package checkdoc

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// Explain is the subcommand explain: it writes what there is to know of checks, and of
// topics.
// width is that of the terminal, 0 if there is none; bold says that it shows bold
// letters. It returns the exit status: 0, or 2 for an unknown name.
func Explain(args []string, width int, bold bool, stdout, stderr io.Writer) int {
	const usage = "usage: crossslotlint explain [-all] CHECK|TOPIC...\n\nExplains checks: what is wrong and why, with examples, and what to do; with -all,\neverything that the pages of the checks say. A topic is explained as a whole.\n"
	var names []string
	all := false
	for _, a := range args {
		switch {
		case a == "-h" || a == "-help" || a == "--help":
			fmt.Fprint(stdout, usage+"The checks are "+strings.Join(Names(), ", ")+";\nthe topics: "+strings.Join(Words()[len(Names()):], ", ")+".\n")
			return 0
		case a == "-all" || a == "--all":
			all = true
			continue
		case strings.HasPrefix(a, "-"):
			fmt.Fprintf(stderr, "crossslotlint explain: unknown flag %s: want the names of checks or topics\n", quote.Text(a))
			return 2
		}
		// As it stands at the end of a message, which a shell splits: (txslot, proven)
		if c := strings.Trim(a, "(),"); c != "proven" && c != "likely" && c != "possible" {
			names = append(names, a)
		}
	}
	if len(names) == 0 {
		fmt.Fprintf(stderr, "crossslotlint explain: no check: want %s\n", strings.Join(Words(), ", "))
		return 2
	}
	if width <= 0 || width > 100 {
		width = 80
	}
	var texts []string
	for _, name := range names {
		if i := slices.IndexFunc(Topics(), func(t Topic) bool { return strings.EqualFold(t.Name, name) }); i >= 0 {
			texts = append(texts, Topics()[i].text(width, bold))
			continue
		}
		d, err := Lookup(name)
		if err != nil {
			fmt.Fprintln(stderr, "crossslotlint explain:", quote.Text(err.Error()))
			return 2
		}
		texts = append(texts, d.Text(width, bold, all))
	}
	io.WriteString(stdout, strings.Join(texts, "\n"))
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
