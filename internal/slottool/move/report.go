package move

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
)

// A Report is what became of the keys.
type Report struct {
	DryRun  bool
	Stopped bool // before all keys were seen
	Unseen  bool // a server does not tell whether another move is under way
	Rows    []Row
}

// A Row is what became of the keys of one family.
type Row struct {
	Family
	Counts  [outcomes]uint64
	Skipped map[Skip]*Sample
	Left    map[string]*Sample // by why
}

// A Sample is a number of keys, and the first of them.
type Sample struct {
	Count uint64
	Keys  []string
}

// The bounds of a row: how many keys of a kind are shown, and how many reasons, which
// servers give: MOVED names the slot.
const (
	maxSample  = 10
	maxReasons = 10
)

func newReport(families []Family) *Report {
	r := new(Report)
	for _, f := range families {
		r.Rows = append(r.Rows, Row{Family: f, Skipped: make(map[Skip]*Sample), Left: make(map[string]*Sample)})
	}
	return r
}

func (r *Report) skip(family int, key string, why Skip) { note(r.Rows[family].Skipped, why, key) }

func (r *Report) add(it *item) {
	row := &r.Rows[it.family]
	if row.Counts[it.outcome]++; it.outcome < Conflict {
		return
	}
	why := it.text()
	if row.Left[why] == nil && len(row.Left) >= maxReasons {
		why = "left for other reasons"
	}
	note(row.Left, why, it.old)
}

// text says why a key is left.
func (it *item) text() string {
	switch it.outcome {
	case Conflict:
		return "conflict: " + it.why + "; both stay"
	case Busy:
		return fmt.Sprintf("busy: written each of the %d times that it was copied", attempts)
	}
	return fmt.Sprintf("failed: %.200s", it.why)
}

func note[K comparable](m map[K]*Sample, why K, key string) {
	s := m[why]
	if s == nil {
		s = new(Sample)
		m[why] = s
	}
	if s.Count++; len(s.Keys) < maxSample {
		s.Keys = append(s.Keys, key)
	}
}

// Done reports whether no key is left that should have another name.
func (r *Report) Done() bool {
	for _, row := range r.Rows {
		if row.Held == Unknown || row.Held == Wide || len(row.Left) > 0 || row.Counts[pending] > 0 {
			return false
		}
		for why := range row.Skipped {
			if why.left() {
				return false
			}
		}
	}
	return !r.Stopped
}

// Text writes the report for people.
func (r *Report) Text(w io.Writer) error {
	var b strings.Builder
	moved := "moved"
	if r.DryRun {
		moved = "to move"
	}
	rows := slices.DeleteFunc(slices.Clone(r.Rows), func(row Row) bool { return row.Held == Kept })
	for _, row := range rows {
		what := string(row.Held)
		if what == "" {
			what = counts(row.Counts, moved)
		}
		fmt.Fprintf(&b, "%s -> %s: %s\n", quote.Line(row.Old), quote.Text(row.New), what)
		for _, why := range sorted(row.Skipped) {
			s := row.Skipped[why]
			fmt.Fprintf(&b, "  %d skipped: they %s: %s\n", s.Count, why, s)
		}
		for _, why := range sorted(row.Left) {
			s := row.Left[why]
			fmt.Fprintf(&b, "  %d %s: %s\n", s.Count, quote.Text(why), s)
		}
	}
	if len(rows) != 1 {
		var total [outcomes]uint64
		for _, row := range rows {
			for o, n := range row.Counts {
				total[o] += n
			}
		}
		fmt.Fprintf(&b, "in all: %s\n", counts(total, moved))
	}
	if r.Unseen {
		b.WriteString("note: the server does not let this user see (CLIENT LIST) whether another slot move is under way; there must be only one\n")
	}
	if r.Stopped {
		b.WriteString("stopped before all keys were seen; run it again to finish\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func counts(n [outcomes]uint64, moved string) string {
	text := fmt.Sprintf("%d %s", n[Moved]+n[Finished], moved)
	for _, c := range []struct {
		n    uint64
		text string
	}{
		{n[Finished], "of them copied by a run before"}, {n[Gone], "gone meanwhile"}, {n[Conflict], "in conflict"}, {n[Busy], "busy"},
		{n[Failed], "failed"}, {n[pending], "unknown, as the connection broke"},
	} {
		if c.n > 0 {
			text += fmt.Sprintf(", %d %s", c.n, c.text)
		}
	}
	return text
}

// String lists the keys.
func (s *Sample) String() string {
	shown := make([]string, len(s.Keys))
	for i, k := range s.Keys {
		shown[i] = keyio.Show(k)
	}
	if s.Count > uint64(len(s.Keys)) {
		shown = append(shown, "…")
	}
	return strings.Join(shown, " ")
}

func sorted[K cmp.Ordered](m map[K]*Sample) []K { return slices.Sorted(maps.Keys(m)) }
