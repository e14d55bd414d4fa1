package schemafmt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// Markdown writes the schema as one table.
func Markdown(w io.Writer, s *analyzer.KeySchema, _ Options) error {
	var b strings.Builder
	b.WriteString("| keys | type | expiry | written by | read by | removed by | meets | notes |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|\n")
	stable := s.Stable()
	for i := range stable.Families {
		f := &stable.Families[i]
		cells := []string{
			code(f.Pattern), plain(typeText(f)), plain(expiryText(f)), functions(f.Writers), functions(f.Readers), functions(f.Removers),
			met(f), notes(f),
		}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
	}
	if len(s.Takers) > 0 {
		var names []string
		for _, t := range s.Takers {
			names = append(names, code(function(t.Package, t.Name)))
		}
		fmt.Fprintf(&b, "\nWho calls these functions chooses the keys: %s.\n", strings.Join(names, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// code spells a text as code in a cell of a table.
func code(s string) string {
	s = strings.ReplaceAll(quote.Text(s), "|", `\|`)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// plain escapes a text for a cell of a table.
func plain(s string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", ">", "&gt;", "*", `\*`, "_", `\_`, "`", "\\`").Replace(quote.Text(s))
}

// major is the last part of an import path that is no name: "v2".
var major = regexp.MustCompile(`/v[0-9]+$`)

// function spells a function with the name of its package.
func function(pkg, name string) string {
	return path.Base(major.ReplaceAllString(pkg, "")) + "." + name
}

// functions lists the functions of places, each once.
func functions(list []analyzer.KeyPlace) string {
	var out []string
	seen := make(map[string]bool)
	for _, p := range list {
		if f := function(p.Package, p.Function); !seen[f] {
			seen[f] = true
			out = append(out, code(f))
		}
	}
	return strings.Join(out, ", ")
}

func met(f *analyzer.KeyFamily) string {
	var out []string
	for _, m := range f.Meets {
		out = append(out, fmt.Sprintf("%s in %s: %s", code(m.Pattern), plain(m.In), m.Slots))
	}
	return strings.Join(out, "; ")
}

func notes(f *analyzer.KeyFamily) string {
	var out []string
	if f.Name != "" {
		out = append(out, plain(f.Name+": "+f.Doc))
	}
	if tag := tagText(f); tag != "" {
		out = append(out, plain(tag))
	}
	if f.Orphan != "" {
		out = append(out, f.Orphan)
	}
	if len(f.Owner) > 0 {
		out = append(out, plain(strings.Join(f.Owner, " ")))
	}
	return strings.Join(out, "; ")
}

// The comments between which a document has the table.
const (
	Begin = "<!-- crossslotlint schema: begin -->"
	End   = "<!-- crossslotlint schema: end -->"
)

// Insert returns a document with the table between its two comments.
func Insert(document, table []byte) ([]byte, error) {
	begin, end := bytes.Index(document, []byte(Begin)), bytes.Index(document, []byte(End))
	if begin < 0 || end < begin || bytes.Count(document, []byte(Begin)) > 1 || bytes.Count(document, []byte(End)) > 1 {
		return nil, errors.New("the table has no place there: put these two lines into the document, once:\n" + Begin + "\n" + End)
	}
	head, tail := document[:begin+len(Begin)], document[end:]
	newline := []byte("\n")
	if bytes.HasPrefix(document[len(head):], []byte("\r\n")) {
		newline = []byte("\r\n")
		table = bytes.ReplaceAll(table, []byte("\n"), newline)
	}
	return bytes.Join([][]byte{head, table, tail}, newline[:len(newline):len(newline)]), nil
}
