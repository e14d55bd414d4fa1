package format

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/internal/keyform"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// MigrationNotes say what a hash tag means for data that exists, one thing each.
// They hold for Redis Cluster of all versions (RENAME, DUMP and RESTORE are of
// Redis 2.6 and before).
var MigrationNotes = []string{
	"A hash tag renames the key: what is stored under the old name is not found under the new one.",
	"RENAME and COPY cannot move it on a cluster: the old and the new name hash to different slots (CROSSSLOT). Before the move to a cluster, on a single server, RENAME does.",
	"On a cluster, for each key of the pattern (SCAN on every master): DUMP and PTTL of the old key, RESTORE of the new one with that time (0 for -1, none) and without REPLACE, so that what the program has written under the new name stays, then DEL of the old key. crossslotlint slot move does that, and compares before it deletes.",
	"While that runs, read both: the new name first, then the old one; write and delete under the new name only, and delete the old one with it. Take the second read out when no old key is left.",
	"What counts, locks or queues must not be under two names at once: stop its writers, or drain it, while it is moved.",
	"Keys that expire soon, or can be made anew, need not be moved: they are missed once.",
}

// migrationVersion is the version of what MigrationJSON writes, as jsonVersion is
// that of JSON.
const migrationVersion = 1

// A migration is a family of keys that gets another name.
type migration struct {
	Old     string   `json:"old"`
	New     string   `json:"new"`
	Match   string   `json:"match"` // for SCAN
	Applied bool     `json:"applied"`
	Places  []string `json:"places"` // of the findings
	// The texts of both names with null for each run-time value, for programs; absent
	// where they are not known byte by byte.
	OldParts []*string `json:"oldParts,omitempty"`
	NewParts []*string `json:"newParts,omitempty"`
}

// setParts takes the names apart. What messages spell has escapes, so that the texts
// are those of the pattern, which has the bytes; JSON cannot hold all of them.
func (m *migration) setParts() {
	form, ok := keyform.FromGlob(m.Match)
	if !ok || !utf8.ValidString(m.Match) {
		return
	}
	if tagged, ok := form.Tagged(m.Old, m.New, quote.Text); ok {
		m.OldParts, m.NewParts = form.Parts(), tagged.Parts()
	}
}

// migrations returns the families that were renamed, and those that findings
// propose to rename, each once.
func migrations(r *result.Result) []migration {
	var out []migration
	at := make(map[result.Rename]int)
	add := func(n result.Rename, applied bool, place string) {
		i, ok := at[n]
		if !ok {
			i = len(out)
			at[n] = i
			m := migration{Old: n.Old, New: n.New, Match: n.Match, Applied: applied, Places: []string{}}
			m.setParts()
			out = append(out, m)
		}
		if place != "" {
			out[i].Places = append(out[i].Places, place)
		}
	}
	for _, a := range r.Applied {
		add(a, true, "")
	}
	for _, f := range r.Findings {
		for _, n := range f.Renames {
			add(n, false, fmt.Sprintf("%s:%d", r.Rel(f.File), f.Line))
		}
	}
	return out
}

// Migration writes, for people, which families of keys get another name, and what
// that means for the data that is there.
func Migration(w io.Writer, r *result.Result, opts Options) error {
	all := migrations(r)
	if len(all) == 0 {
		_, err := fmt.Fprintln(w, "no key gets another name (those that an earlier run of -fix has renamed are not seen any more)")
		return err
	}
	var b strings.Builder
	for _, applied := range []bool{true, false} {
		title := map[bool]string{true: "Keys that have another name now:\n", false: "Keys that get another name with the hash tags that are proposed:\n"}[applied]
		for _, m := range all {
			if m.Applied != applied {
				continue
			}
			b.WriteString(title)
			title = ""
			fmt.Fprintf(&b, "  %s -> %s\n      SCAN pattern %s", quote.Line(m.Old), m.New, quote.Text(m.Match))
			if len(m.Places) > 0 {
				fmt.Fprintf(&b, "; see %s", quote.Text(strings.Join(m.Places, ", ")))
			}
			b.WriteByte('\n')
		}
	}
	b.WriteString("What that means for data that is there:\n")
	for _, note := range MigrationNotes {
		fmt.Fprintf(&b, "  - %s\n", note)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// MigrationJSON writes the same as Migration, as one JSON object.
func MigrationJSON(w io.Writer, r *result.Result, opts Options) error {
	all := migrations(r)
	if all == nil {
		all = []migration{}
	}
	return writeJSON(w, struct {
		Version int         `json:"version"`
		Renames []migration `json:"renames"`
		Notes   []string    `json:"notes"`
	}{migrationVersion, all, MigrationNotes})
}
