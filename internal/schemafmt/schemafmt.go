// Package schemafmt writes the schema of a program's keys: one file for each format.
package schemafmt

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// Options are what a format depends on besides the schema.
type Options struct {
	Color bool
	Width int // columns of the terminal, 0 for none
	// Version is that of crossslotlint, for formats that name it.
	Version string
}

// A Format is a way to write a schema.
type Format struct {
	Name, Doc string
	Write     func(w io.Writer, s *analyzer.KeySchema, o Options) error
}

// Formats are all formats.
var Formats = []Format{
	{"text", "for people: the families one after the other", Text},
	{"json", "JSON, as docs/schema.schema.json says; it has no lines, so that it can be kept", JSON},
	{"markdown", "one table, for a document", Markdown},
	{"html", "one page that loads nothing: search, filters, and a graph of the families that meet", HTML},
	{"mermaid", "a graph of the families that meet, for Mermaid", Mermaid},
	{"dot", "the same for Graphviz", Dot},
}

// Lookup returns the format with a name. The error lists the names.
func Lookup(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("there is no format %q: want %s", name, strings.Join(names, ", "))
}

// JSON writes the schema as JSON.
func JSON(w io.Writer, s *analyzer.KeySchema, _ Options) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s.Stable()); err != nil {
		return err
	}
	_, err := w.Write(quote.JSON(b.Bytes()))
	return err
}

// expiryText says in a few words what becomes of the expiry of a family.
func expiryText(f *analyzer.KeyFamily) string {
	values := strings.Join(f.Expiry.Values, ", ")
	var text string
	switch f.Expiry.State {
	case "always", "sometimes":
		text = f.Expiry.State
		if values != "" {
			text += " " + values
		}
	case "never":
		text = "never"
	default:
		text = "unknown"
		if values != "" {
			text += " " + values
		}
	}
	if f.Expiry.Fields {
		text += "; of fields"
	}
	return text
}

// typeText says of which type the values of a family are.
func typeText(f *analyzer.KeyFamily) string {
	if f.Type == "" {
		return "unknown"
	}
	if len(f.Types) > 0 {
		var names []string
		for _, t := range f.Types {
			names = append(names, t.Type)
		}
		return strings.Join(names, " and ") + " (WRONGTYPE)"
	}
	return f.Type
}

// growth says what makes the number of keys of a family grow.
func growth(f *analyzer.KeyFamily) string {
	var names []string
	for _, h := range f.Holes {
		if h.Grows {
			name := "<" + h.Name + ">"
			if h.Kind != "text" {
				name += " (" + h.Kind + ")"
			}
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return strings.Join(names, ", ")
}

// tagText says which hash tag and slot the keys of a family have.
func tagText(f *analyzer.KeyFamily) string {
	var parts []string
	if f.Tag != "" {
		parts = append(parts, "tag {"+f.Tag+"}")
	}
	if f.TagFrom != "" {
		parts = append(parts, "tag depends on <"+f.TagFrom+">")
	}
	if f.Slot != nil {
		parts = append(parts, fmt.Sprintf("slot %d", *f.Slot))
	}
	return strings.Join(parts, ", ")
}
