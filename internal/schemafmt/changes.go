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
	"github.com/crossslotlint/crossslotlint/internal/format"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/schemadiff"
)

// Changes are what a change of a program does to stored data.
type Changes struct {
	Against  string // what the schema is compared with: a revision or a file
	Breaking []schemadiff.Category
	Changes  []schemadiff.Change
	// Idle are the comments that switch off nothing, or say not why.
	Idle []analyzer.KeyIgnore
	Root string // the folder that the names of files are relative to
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
	return change.Ignored == nil && slices.Contains(c.Breaking, change.Category())
}

// ignored returns how many changes a comment switches off.
func (c *Changes) ignored() (n int) {
	for _, change := range c.Changes {
		if change.Ignored != nil {
			n++
		}
	}
	return n
}

// moves reports whether a family got another name.
func (c *Changes) moves() bool {
	return slices.ContainsFunc(c.Changes, func(change schemadiff.Change) bool { return change.WasGlob != "" })
}

// summary says in one line how many changes there are.
func (c *Changes) summary() string {
	if len(c.Changes) == 0 {
		return "no change"
	}
	text := count(len(c.Changes), "change", "changes") + ", none of them breaking"
	if n := c.Breaks(); n > 0 {
		text = fmt.Sprintf("%s, %d of them breaking", count(len(c.Changes), "change", "changes"), n)
	}
	if n := c.ignored(); n > 0 {
		text += fmt.Sprintf(", %d ignored", n)
	}
	return text
}

// idle says what is wrong with a comment.
func idle(i analyzer.KeyIgnore) string {
	if i.Wrong != "" {
		return "crossslot:ignore " + i.Wrong
	}
	return "crossslot:ignore of " + schemadiff.IgnoreCheck + " switches nothing off: nothing has changed there"
}

// A ChangeFormat is a way to write changes.
type ChangeFormat struct {
	Name  string
	Write func(w io.Writer, c *Changes, o Options) error
}

// ChangeFormats are all formats of changes: some of their own, and those of findings that
// other programs read.
var ChangeFormats = []ChangeFormat{
	{"text", ChangesText}, {"json", ChangesJSON}, {"markdown", ChangesMarkdown},
	{"sarif", asFindings(format.SARIF)}, {"github", asFindings(format.GitHub)}, {"gitlab", asFindings(format.GitLab)},
	{"checkstyle", asFindings(format.Checkstyle)}, {"rdjson", asFindings(format.RDJSON)},
}

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
		if i := change.Ignored; i != nil {
			t.line("ignored", quote.Text(fmt.Sprintf("%s:%d: %s", i.File, i.Line, i.Reason)))
		}
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
	for _, i := range c.Idle {
		fmt.Fprintf(t, "%s:%d: %s\n", quote.Line(i.File), i.Line, quote.Text(idle(i)))
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
		message := plain(change.Message())
		if change.Ignored != nil {
			message += " (ignored: " + plain(change.Ignored.Reason) + ")"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", category, code(change.Pattern), message, where)
	}
	for i, one := range c.Idle {
		if i == 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "- %s: %s\n", code(fmt.Sprintf("%s:%d", one.File, one.Line)), plain(idle(one)))
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
	Category string              `json:"category" enum:"data,leak,cluster,orphan,note"`
	Rule     string              `json:"rule"`
	Breaks   bool                `json:"breaks"`
	Pattern  string              `json:"pattern"`
	Glob     string              `json:"glob"`
	Was      string              `json:"was,omitempty"`
	Is       string              `json:"is,omitempty"`
	WasGlob  string              `json:"wasGlob,omitempty"`
	Message  string              `json:"message"`
	Ignored  string              `json:"ignored,omitempty"` // the reason of the comment that switches it off
	Places   []analyzer.KeyPlace `json:"places"`
}

// A changesJSON is all changes as JSON has them.
type changesJSON struct {
	Version  int          `json:"version"`
	Against  string       `json:"against"`
	Breaking []string     `json:"breaking"`
	Changes  []changeJSON `json:"changes"`
	Idle     []idleJSON   `json:"idle"`
}

// An idleJSON is a comment that switches nothing off.
type idleJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Message string `json:"message"`
}

// ChangesJSON writes changes as one JSON object.
func ChangesJSON(w io.Writer, c *Changes, _ Options) error {
	out := changesJSON{changesVersion, c.Against, []string{}, []changeJSON{}, []idleJSON{}}
	for _, category := range c.Breaking {
		out.Breaking = append(out.Breaking, string(category))
	}
	for _, i := range c.Idle {
		out.Idle = append(out.Idle, idleJSON{i.File, i.Line, idle(i)})
	}
	for i := range c.Changes {
		change := &c.Changes[i]
		places := append([]analyzer.KeyPlace{}, change.Places...)
		for j := range places {
			places[j].Line = 0 // as in the schema: places that differ in it only are one
		}
		ignored := ""
		if change.Ignored != nil {
			ignored = change.Ignored.Reason
		}
		out.Changes = append(out.Changes, changeJSON{
			string(change.Category()), string(change.Rule), c.breaks(change), change.Pattern, change.Glob,
			change.Was, change.Is, change.WasGlob, change.Message(), ignored, slices.Compact(places),
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
