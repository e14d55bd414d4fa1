package completion

import (
	"fmt"
	"io"
	"strings"
)

// bashFolders offers folders as packages are named: with ./ in front, and those that
// begin with a dot only if that is typed.
const bashFolders = `		compopt -o filenames
		while IFS= read -r i; do
			if [[ ${i##*/} == .* && ${cur##*/} != .?* ]]; then continue; fi
			if [[ $i != [./~]* ]]; then i=./$i; fi
			COMPREPLY+=("$i")
		done < <(compgen -d -- "$cur")
`

// bash writes a function that looks at the words before the cursor. Bash splits
// words at "=" too.
func bash(w io.Writer, p Program) {
	fmt.Fprintf(w, `# bash completion for %[1]s
_%[1]s() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command="" head="" i
	if [[ $cur == "=" ]]; then
		cur=""
	elif [[ $prev == "=" ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	COMPREPLY=()
	case ${COMP_WORDS[1]} in
	%[2]s) if ((COMP_CWORD > 1)); then command=${COMP_WORDS[1]}; fi ;;
	esac
	case "$command $prev" in
`, p.Name, strings.Join(p.names(), "|"))
	value := func(command string, f Flag) {
		if f.Bool {
			return
		}
		fmt.Fprintf(w, "\t%s)\n", quote(command+" -"+f.Name)+"|"+quote(command+" --"+f.Name))
		switch {
		case f.List && len(f.Words) > 0:
			fmt.Fprintf(w, "\t\tif [[ $cur == *,* ]]; then head=${cur%%,*},; fi\n\t\tcompopt -o nospace\n")
			fmt.Fprintf(w, "\t\tCOMPREPLY=($(compgen -P \"$head\" -W %s -- \"${cur##*,}\"))\n", quote(strings.Join(f.Words, " ")))
		case len(f.Words) > 0:
			fmt.Fprintf(w, "\t\tCOMPREPLY=($(compgen -W %s -- \"$cur\"))\n", quote(strings.Join(f.Words, " ")))
		}
		if f.File {
			fmt.Fprintf(w, "\t\tcompopt -o filenames\n\t\tmapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- \"$cur\")\n")
		}
		fmt.Fprintf(w, "\t\treturn ;;\n")
	}
	for _, f := range p.Flags {
		value("", f)
	}
	for _, c := range p.Commands {
		for _, f := range c.Flags {
			value(c.Name, f)
		}
	}
	fmt.Fprintf(w, "\tesac\n\tcase $command in\n")
	arguments := func(c Command, first []string) {
		fmt.Fprintf(w, "\t\tif [[ $cur == -* ]]; then\n")
		offer := func(first string) string {
			return fmt.Sprintf("COMPREPLY=($(compgen -W %s -- \"$cur\"))", quote(strings.Join(dashed(c.with(first)), " ")))
		}
		if own := c.firsts(); len(own) == 0 {
			fmt.Fprintf(w, "\t\t\t%s\n", offer(""))
		} else {
			fmt.Fprintf(w, "\t\t\tcase ${COMP_WORDS[2]} in\n")
			for _, first := range own {
				fmt.Fprintf(w, "\t\t\t%s) %s ;;\n", first, offer(first))
			}
			fmt.Fprintf(w, "\t\t\t*) %s ;;\n\t\t\tesac\n", offer(""))
		}
		fmt.Fprintf(w, "\t\t\treturn\n\t\tfi\n")
		if len(c.Words) > 0 {
			fmt.Fprintf(w, "\t\tCOMPREPLY+=($(compgen -W %s -- \"$cur\"))\n", quote(strings.Join(c.Words, " ")))
		}
		if len(first) > 0 {
			fmt.Fprintf(w, "\t\tif ((COMP_CWORD == 1)); then COMPREPLY+=($(compgen -W %s -- \"$cur\")); fi\n", quote(strings.Join(first, " ")))
		}
		if c.Folders {
			io.WriteString(w, bashFolders)
		}
		if c.Files {
			fmt.Fprintf(w, "\t\tcompopt -o filenames\n\t\tmapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- \"$cur\")\n")
		}
	}
	for _, c := range p.Commands {
		fmt.Fprintf(w, "\t%s)\n", c.Name)
		arguments(c, nil)
		fmt.Fprintf(w, "\t\t;;\n")
	}
	fmt.Fprintf(w, "\t*)\n")
	arguments(p.Command, p.names())
	fmt.Fprintf(w, "\t\t;;\n\tesac\n}\ncomplete -F _%[1]s %[1]s\n", p.Name)
}
