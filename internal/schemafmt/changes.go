package schemafmt

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/schemadiff"
)

// Changes are what a change of a program does to stored data.
type Changes struct {
	Against  string // what the schema is compared with: a revision or a file
	Breaking []schemadiff.Category
	Changes  []schemadiff.Change
}

// Breaks returns how many changes are of a category that fails.
func (c *Changes) Breaks() (n int) {
	for i := range c.Changes {
		if c.breaks(&c.Changes[i]) {
			n++
		}
	}
	return n
}

func (c *Changes) breaks(change *schemadiff.Change) bool {
	return slices.Contains(c.Breaking, change.Category())
}

// moves reports whether a family got another name.
func (c *Changes) moves() bool {
	return slices.ContainsFunc(c.Changes, func(change schemadiff.Change) bool { return change.WasGlob != "" })
}

// summary says in one line how many changes there are.
func (c *Changes) summary() string {
	switch n := c.Breaks(); {
	case len(c.Changes) == 0:
		return "no change"
	case n == 0:
		return count(len(c.Changes), "change", "changes") + ", none of them breaking"
	default:
		return fmt.Sprintf("%s, %d of them breaking", count(len(c.Changes), "change", "changes"), n)
	}
}

// A ChangeFormat is a way to write changes.
type ChangeFormat struct {
	Name  string
	Write func(w io.Writer, c *Changes, o Options) error
}

// ChangeFormats are all formats of changes.
var ChangeFormats = []ChangeFormat{{"text", ChangesText}, {"json", ChangesJSON}, {"markdown", ChangesMarkdown}}

// LookupChanges returns the format of changes with a name. The error lists the names.
func LookupChanges(name string) (ChangeFormat, error) {
	var names []string
	for _, f := range ChangeFormats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return ChangeFormat{}, fmt.Errorf("-against has no format %q: want %s", name, strings.Join(names, ", "))
}

// migration names the page that tells how to move stored keys.
const migration = "crossslotlint explain migration"

// ChangesText writes changes for people.
func ChangesText(w io.Writer, c *Changes, o Options) error {
	b := bufio.NewWriter(w)
	t := &text{Writer: b, Options: o}
	for i := range c.Changes {
		change := &c.Changes[i]
		category := string(change.Category())
		if c.breaks(change) {
			category = t.style("31", category)
		}
		fmt.Fprintf(t, "%s: %s\n", category, quote.Text(change.Pattern))
		t.line("change", quote.Text(change.Message()))
		if change.WasGlob != "" {
			t.line("stored as", "SCAN "+quote.Text(change.WasGlob))
			t.line("now", "SCAN "+quote.Text(change.Glob))
		}
		t.wide = 0
		t.widen(change.Places)
		label := "at"
		if change.Before() {
			label = "was at"
		}
		t.places(label, change.Places, label)
		t.WriteByte('\n')
	}
	fmt.Fprintf(t, "Against %s: %s.\n", quote.Text(c.Against), c.summary())
	if c.moves() {
		fmt.Fprintf(t, "%s tells how to move what is stored.\n", migration)
	}
	return b.Flush()
}

// ChangesMarkdown writes changes as the comment of a pull request.
func ChangesMarkdown(w io.Writer, c *Changes, _ Options) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### Redis keys\n\nAgainst %s: %s.\n", code(c.Against), c.summary())
	if len(c.Changes) > 0 {
		b.WriteString("\n| | keys | what changes | where |\n|---|---|---|---|\n")
	}
	for i := range c.Changes {
		change := &c.Changes[i]
		category := string(change.Category())
		if c.breaks(change) {
			category = "**" + category + "**"
		}
		where := functions(change.Places)
		if change.Before() && where != "" {
			where = "was " + where
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", category, code(change.Pattern), plain(change.Message()), where)
	}
	if c.moves() {
		b.WriteString("\nStored keys that have another name now:\n\n| stored as | now |\n|---|---|\n")
		for _, change := range c.Changes {
			if change.WasGlob != "" {
				fmt.Fprintf(&b, "| %s | %s |\n", code(change.WasGlob), code(change.Glob))
			}
		}
		fmt.Fprintf(&b, "\n`%s` tells how to move them.\n", migration)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// changesVersion is the version of what ChangesJSON writes.
const changesVersion = 1

// A changeJSON is a change as JSON has it.
type changeJSON struct {
	Category string              `json:"category"`
	Rule     string              `json:"rule"`
	Breaks   bool                `json:"breaks"`
	Pattern  string              `json:"pattern"`
	Glob     string              `json:"glob"`
	Was      string              `json:"was,omitempty"`
	Is       string              `json:"is,omitempty"`
	WasGlob  string              `json:"wasGlob,omitempty"`
	Message  string              `json:"message"`
	Places   []analyzer.KeyPlace `json:"places"`
}

// ChangesJSON writes changes as one JSON object.
func ChangesJSON(w io.Writer, c *Changes, _ Options) error {
	out := struct {
		Version  int                   `json:"version"`
		Against  string                `json:"against"`
		Breaking []schemadiff.Category `json:"breaking"`
		Changes  []changeJSON          `json:"changes"`
	}{changesVersion, c.Against, c.Breaking, []changeJSON{}}
	if out.Breaking == nil {
		out.Breaking = []schemadiff.Category{}
	}
	for i := range c.Changes {
		change := &c.Changes[i]
		places := append([]analyzer.KeyPlace{}, change.Places...)
		for j := range places {
			places[j].Line = 0 // as in the schema: places that differ in it only are one
		}
		out.Changes = append(out.Changes, changeJSON{
			string(change.Category()), string(change.Rule), c.breaks(change), change.Pattern, change.Glob,
			change.Was, change.Is, change.WasGlob, change.Message(), slices.Compact(places),
		})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return err
	}
	_, err := w.Write(quote.JSON(b.Bytes()))
	return err
}

// ReadJSON reads what [JSON] has written.
func ReadJSON(r io.Reader) (*analyzer.KeySchema, error) {
	var s analyzer.KeySchema
	if err := json.NewDecoder(r).Decode(&s); err != nil {
		return nil, fmt.Errorf("no schema: %w: crossslotlint schema -format json writes one", err)
	}
	if s.Version != analyzer.KeySchemaVersion {
		return nil, fmt.Errorf("no schema of this version of crossslotlint: its version is %d, and %d is known: write it anew with crossslotlint schema -format json", s.Version, analyzer.KeySchemaVersion)
	}
	for i, f := range s.Families {
		if f.Pattern == "" || f.Glob == "" {
			return nil, fmt.Errorf("no schema: the family with the number %d has no pattern or no glob: crossslotlint schema -format json writes one", i)
		}
	}
	return &s, nil
}
