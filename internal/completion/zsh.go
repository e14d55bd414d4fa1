package completion

import (
	"fmt"
	"io"
	"strings"
)

// zsh writes a function on _arguments.
func zsh(w io.Writer, p Program) {
	fmt.Fprintf(w, "#compdef %[1]s\n\n_%[1]s() {\n\tlocal -a commands\n\tcommands=(\n", p.Name)
	for _, c := range p.Commands {
		fmt.Fprintf(w, "\t\t%s\n", quote(c.Name+":"+strings.ReplaceAll(oneLine(c.Doc), ":", `\:`)))
	}
	fmt.Fprintf(w, "\t)\n\tif ((CURRENT > 2)); then\n\t\tcase $words[2] in\n")
	for _, c := range p.Commands {
		fmt.Fprintf(w, "\t\t%s)\n\t\t\tshift words\n\t\t\t((CURRENT--))\n", c.Name)
		if own := c.firsts(); len(own) > 0 {
			fmt.Fprintf(w, "\t\t\tcase $words[2] in\n")
			for _, first := range own {
				fmt.Fprintf(w, "\t\t\t%s)\n", first)
				zshArguments(w, "\t\t\t\t", c, first)
				fmt.Fprintf(w, "\t\t\t\treturn ;;\n")
			}
			fmt.Fprintf(w, "\t\t\tesac\n")
		}
		zshArguments(w, "\t\t\t", c, "")
		fmt.Fprintf(w, "\t\t\treturn ;;\n")
	}
	fmt.Fprintf(w, "\t\tesac\n\tfi\n\tif ((CURRENT == 2)) && [[ $words[2] != -* ]]; then _describe command commands; fi\n")
	zshArguments(w, "\t", p.Command, "")
	fmt.Fprintf(w, "}\n\nif [[ $funcstack[1] == _%[1]s ]]; then _%[1]s \"$@\"; else compdef _%[1]s %[1]s; fi\n", p.Name)
}

// zshFolders offers folders as packages are named: with ./ in front.
const zshFolders = `{ if [[ $PREFIX == [./~]* ]]; then _files -/; else _files -P ./ -/; fi }`

func zshArguments(w io.Writer, indent string, c Command, first string) {
	fmt.Fprintf(w, "%s_arguments", indent)
	escape := strings.NewReplacer("[", `\[`, "]", `\]`, ":", `\:`)
	for _, f := range c.with(first) {
		spec := "*-" + f.Name
		if !f.Bool {
			spec += "="
		}
		spec += "[" + escape.Replace(oneLine(f.Doc)) + "]"
		switch words := strings.Join(f.Words, " "); {
		case f.Bool:
		case words != "" && f.List:
			spec += ":value:_values -s , value " + words
		case words != "" && f.File:
			spec += `:file: _alternative "words\:value\:(` + words + `)" "files\:file\:_files"`
		case words != "":
			spec += ":value:(" + words + ")"
		case f.File:
			spec += ":file:_files"
		default:
			spec += ":value: "
		}
		fmt.Fprintf(w, " \\\n%s\t%s", indent, quote(spec))
	}
	switch {
	case len(c.Words) > 0 && !c.Folders && !c.Files:
		fmt.Fprintf(w, " \\\n%s\t%s", indent, quote("*:argument:("+strings.Join(c.Words, " ")+")"))
	case c.Folders && len(c.Words) > 0:
		fmt.Fprintf(w, " \\\n%s\t%s", indent, quote(`*:package: _alternative "words:package:(`+strings.Join(c.Words, " ")+`)" "folders:folder:`+strings.ReplaceAll(zshFolders, "$", `\$`)+`"`))
	case c.Folders:
		fmt.Fprintf(w, " \\\n%s\t%s", indent, quote("*:package:"+zshFolders))
	case c.Files:
		fmt.Fprintf(w, " \\\n%s\t%s", indent, quote("*:file:_files"))
	default:
		fmt.Fprintf(w, " \\\n%s\t%s", indent, quote("*: : "))
	}
	fmt.Fprintln(w)
}
