package format

import (
	"fmt"
	"io"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// The runner of GitHub Actions reads a command as ::name key=value,key=value::text
// and takes these marks out of its parts again.
var (
	githubText  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubValue = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub writes workflow commands, which GitHub Actions shows as annotations of
// the lines of a pull request; nothing where there is nothing to tell. Columns are
// in characters, and left out of a finding of several lines: GitHub has no
// columns there.
func GitHub(w io.Writer, r *result.Result, opts Options) error {
	name, lines := quotedNames(inRepository(r)), newLines(opts)
	for _, f := range r.Findings {
		title := "crossslotlint: " + f.Check
		if f.Certainty != "" {
			title += " (" + f.Certainty + ")"
		}
		text := f.Message
		for _, rel := range f.Related {
			text += fmt.Sprintf("\n%s:%d: %s", name(rel.File), rel.Line, rel.Message)
		}
		if err := githubCommand(w, levelOf(f.Certainty).github, name(f.File), title, text, f.Range, lines); err != nil {
			return err
		}
	}
	for _, f := range r.Failures {
		file := ""
		if f.File != "" {
			file = name(f.File)
		}
		if err := githubCommand(w, failure.github, file, "crossslotlint: not analyzed", failureMessage(f), f.Range, lines); err != nil {
			return err
		}
	}
	return nil
}

// quotedNames returns names that are safe to print.
func quotedNames(name func(file string) string) func(file string) string {
	return func(file string) string { return quote.Text(name(file)) }
}

// githubCommand writes one command. file may be empty.
func githubCommand(w io.Writer, command, file, title, text string, rng result.Range, lines *lines) error {
	var values []string
	add := func(key, value string) { values = append(values, key+"="+githubValue.Replace(value)) }
	number := func(key string, n int) {
		if n > 0 {
			add(key, fmt.Sprint(n))
		}
	}
	if file != "" {
		add("file", file)
		number("line", rng.Line)
		number("endLine", rng.EndLine)
		if rng.EndLine <= rng.Line {
			number("col", lines.character(rng.File, rng.Line, rng.Column))
			number("endColumn", lines.character(rng.File, rng.EndLine, rng.EndColumn))
		}
	}
	add("title", title)
	_, err := fmt.Fprintf(w, "::%s %s::%s\n", command, strings.Join(values, ","), githubText.Replace(text))
	return err
}
