package completion

import (
	"fmt"
	"io"
	"strings"
)

// fish writes one line for each thing that can be completed.
func fish(w io.Writer, p Program) {
	fmt.Fprintf(w, "# fish completion for %[1]s\ncomplete -c %[1]s -e\ncomplete -c %[1]s -f\n", p.Name)
	none := "not __fish_seen_subcommand_from " + strings.Join(p.names(), " ")
	fishCommand(w, p.Name, none, p.Command)
	for _, c := range p.Commands {
		fmt.Fprintf(w, "complete -c %s -n __fish_is_first_arg -a %s -d %s\n", p.Name, c.Name, fishQuote(oneLine(c.Doc)))
		fishCommand(w, p.Name, "__fish_seen_subcommand_from "+c.Name, c)
	}
}

func fishCommand(w io.Writer, program, condition string, c Command) {
	line := fmt.Sprintf("complete -c %s -n %s", program, fishQuote(condition))
	for _, f := range c.Flags {
		line := line
		if f.With != nil {
			line = fmt.Sprintf("complete -c %s -n %s", program, fishQuote(condition+"; and __fish_seen_subcommand_from "+strings.Join(f.With, " ")))
		}
		fmt.Fprintf(w, "%s -o %s -d %s", line, f.Name, fishQuote(oneLine(f.Doc)))
		switch {
		case f.Bool:
		case len(f.Words) > 0 && f.List:
			fmt.Fprintf(w, " -x -a \"(__fish_append , %s)\"", strings.Join(f.Words, " "))
		case len(f.Words) > 0 && f.File:
			fmt.Fprintf(w, " -r -F -a %s", fishQuote(strings.Join(f.Words, " ")))
		case len(f.Words) > 0:
			fmt.Fprintf(w, " -x -a %s", fishQuote(strings.Join(f.Words, " ")))
		case f.File:
			fmt.Fprint(w, " -r -F")
		default:
			fmt.Fprint(w, " -x")
		}
		fmt.Fprintln(w)
	}
	if len(c.Words) > 0 {
		fmt.Fprintf(w, "%s -a %s\n", line, fishQuote(strings.Join(c.Words, " ")))
	}
	if c.Folders {
		// Packages are named with ./ in front.
		fmt.Fprintf(w, "%s -a '(__fish_complete_directories | string match -rv \"^\\.[^./]\" | string replace -r \"^(?=[^./~])\" ./)'\n", line)
	}
	if c.Files {
		fmt.Fprintf(w, "%s -F\n", line)
	}
}

// fishQuote quotes a text for fish, where a backslash counts within quotes.
func fishQuote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(s) + "'"
}
