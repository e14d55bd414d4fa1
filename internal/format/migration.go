package format

import (
	"fmt"
	"io"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// MigrationNotes say what a hash tag means for data that exists, one thing each.
// They hold for Redis Cluster of all versions (RENAME, DUMP and RESTORE are of
// Redis 2.6 and before).
var MigrationNotes = []string{
	"A hash tag renames the key: what is stored under the old name is not found under the new one.",
	"RENAME and COPY cannot move it on a cluster: the old and the new name hash to different slots (CROSSSLOT). Before the move to a cluster, on a single server, RENAME does.",
	"On a cluster, for each key that the pattern finds (SCAN on every master) and the filter matches, an extended regular expression: DUMP and PTTL of the old key, RESTORE of the new one with that time (0 for -1, none) and without REPLACE, so that what the program has written under the new name stays, then DEL of the old key. crossslotlint slot move does that, and compares before it deletes.",
	"While that runs, read both: the new name first, then the old one; write and delete under the new name only, and delete the old one with it. Take the second read out when no old key is left. A hash, list or set that is written in parts has to be moved before: crossslotlint -fix -dual-read makes the program move each key before it uses it.",
	"What counts, locks or queues must not be under two names at once: stop its writers, or drain it, while it is moved.",
	"Keys that expire soon, or can be made anew, need not be moved: they are missed once.",
}

// migrationVersion is the version of what MigrationJSON writes, as jsonVersion is
// that of JSON.
const migrationVersion = 1

// Migration writes, for people, which families of keys get another name, and what
// that means for the data that is there.
func Migration(w io.Writer, r *result.Result, opts Options) error {
	m := migrationsOf(r)
	if len(m.Renames)+len(m.Declined) == 0 {
		_, err := fmt.Fprintln(w, "no key gets another name (those that an earlier run of -fix has renamed are not seen any more)")
		return err
	}
	var b strings.Builder
	list(&b, "Keys that have another name now:", m.Renames, func(m migration) bool { return m.Applied })
	list(&b, "Keys that get another name with the hash tags that are proposed:", m.Renames, func(m migration) bool { return !m.Applied })
	list(&b, "Keys that would get another name, and for which no fix is offered:", m.Declined, func(migration) bool { return true })
	b.WriteString("What that means for data that is there:\n")
	for _, note := range MigrationNotes {
		fmt.Fprintf(&b, "  - %s\n", note)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// list writes those of a list that are wanted, under a title.
func list(b *strings.Builder, title string, list []migration, want func(migration) bool) {
	for _, m := range list {
		if !want(m) {
			continue
		}
		if title != "" {
			b.WriteString(title + "\n")
			title = ""
		}
		fmt.Fprintf(b, "  %s -> %s\n      SCAN pattern %s", quote.Line(m.Old), m.New, quote.Text(m.Match))
		if m.Filter != "" {
			fmt.Fprintf(b, ", filter %s", quote.Text(m.Filter))
		}
		if len(m.Places) > 0 {
			fmt.Fprintf(b, "; see %s", quote.Text(strings.Join(m.Places, ", ")))
		}
		b.WriteByte('\n')
		if finds := m.finds(); finds != "" {
			fmt.Fprintf(b, "      %s\n", finds)
		}
		if m.Inseparable != "" {
			fmt.Fprintf(b, "      %s\n", m.Inseparable)
		}
		if m.Reason != "" {
			fmt.Fprintf(b, "      no fix: %s\n", m.Reason)
		}
	}
}

// finds says which other keys the pattern finds.
func (m *migration) finds() string {
	var all, through []string
	for _, a := range m.Also {
		all = append(all, a.Name)
		if !a.Filtered {
			through = append(through, a.Name)
		}
	}
	switch {
	case len(all) == 0:
		return ""
	case len(through) == 0:
		return "the pattern also finds " + some(all) + ": the filter leaves them out"
	}
	return "the pattern also finds " + some(all) + ": the filter lets " + some(through) + " through"
}

// MigrationJSON writes the same as Migration, as one JSON object.
func MigrationJSON(w io.Writer, r *result.Result, opts Options) error {
	return writeJSON(w, migrationsOf(r))
}
