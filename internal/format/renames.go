package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/internal/keyform"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// migrations are the families that get other names, and what is in the way of moving
// their keys. docs/formats.md explains the fields.
type migrations struct {
	Version  int         `json:"version"`
	Renames  []migration `json:"renames"`
	Declined []migration `json:"declined,omitempty"` // no fix renames these
	Kept     []kept      `json:"kept,omitempty"`
	Notes    []string    `json:"notes"`
}

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
	Filter   string    `json:"filter,omitempty"` // a regular expression for what Match finds
	Also     []also    `json:"also,omitempty"`
	// Inseparable says of which keys nobody can tell whether they are of the family.
	Inseparable string `json:"inseparable,omitempty"`
	Reason      string `json:"reason,omitempty"` // no fix is offered

	from, to keyform.Form // nil where they are not known
}

// An also is another family of which a pattern of SCAN finds keys.
type also struct {
	Name     string `json:"name"`
	Match    string `json:"match"`
	Filtered bool   `json:"filtered"` // the filter leaves its keys out
}

// A kept family is one of the program whose keys keep their names, though the pattern
// of another finds them.
type kept struct {
	Name  string    `json:"name"`
	Match string    `json:"match"`
	Parts []*string `json:"parts"`
}

// setParts takes the names apart. What messages spell has escapes, so that the texts
// are those of the pattern, which has the bytes; JSON cannot hold all of them.
func (m *migration) setParts() {
	form, ok := keyform.FromGlob(m.Match)
	if !ok || !utf8.ValidString(m.Match) {
		return
	}
	if tagged, ok := form.Tagged(m.Old, m.New, quote.Text); ok {
		m.from, m.to = form, tagged
		m.OldParts, m.NewParts = form.Parts(), tagged.Parts()
		if len(form) > 1 {
			m.Filter = form.Filter(keyform.Separators)
		}
	}
}

// A renamed is a family that gets another name, while it is compared with others.
type renamed struct {
	migration
	fixed  bool // by some finding
	others []result.Family
	// taken and unclear are the names of the families of which one key can be, too: it
	// is taken for one of those, or for none.
	taken, unclear []string
}

// andMore ends a reason where findings have several.
const andMore = " (and other reasons, at other findings)"

// migrationsOf returns the families that were renamed, and those that findings
// propose to rename, each once.
func migrationsOf(r *result.Result) *migrations {
	all := renamedOf(r)
	out := &migrations{Version: migrationVersion, Renames: []migration{}, Notes: MigrationNotes}
	for _, f := range all {
		for _, o := range f.others {
			form, ok := keyform.FromGlob(o.Match)
			if !ok || !utf8.ValidString(o.Match) {
				continue
			}
			f.compare(o.Name, form, false)
			if !slices.ContainsFunc(all, func(g *renamed) bool { return g.Match == o.Match }) &&
				!slices.ContainsFunc(out.Kept, func(k kept) bool { return k.Match == o.Match }) {
				out.Kept = append(out.Kept, kept{o.Name, o.Match, form.Parts()})
			}
		}
		for _, g := range all {
			if g != f {
				f.compare(g.Old, g.from, false)
			}
		}
		for _, g := range all {
			f.compare(g.New, g.to, true)
		}
	}
	slices.SortFunc(out.Kept, func(a, b kept) int { return cmp.Compare(a.Match, b.Match) })
	for _, f := range all {
		f.Inseparable = f.inseparable()
		if f.fixed {
			f.Reason = ""
			out.Renames = append(out.Renames, f.migration)
		} else {
			out.Declined = append(out.Declined, f.migration)
		}
	}
	return out
}

// renamedOf returns the families of a result, each once.
func renamedOf(r *result.Result) (all []*renamed) {
	add := func(n result.Rename) *renamed {
		i := slices.IndexFunc(all, func(f *renamed) bool { return f.Old == n.Old && f.New == n.New && f.Match == n.Match })
		if i < 0 {
			i = len(all)
			all = append(all, &renamed{migration: migration{Old: n.Old, New: n.New, Match: n.Match, Places: []string{}}})
			all[i].setParts()
		}
		all[i].others = append(all[i].others, n.Others...)
		return all[i]
	}
	for _, n := range r.Applied {
		f := add(n)
		f.Applied, f.fixed = true, true
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		for _, n := range f.Renames {
			m := add(n)
			m.Places = append(m.Places, fmt.Sprintf("%s:%d", r.Rel(f.File), f.Line))
			switch {
			case f.Answer() != "manual":
				m.fixed = true
			case m.Reason == "":
				m.Reason = f.Unfixed
			case m.Reason != f.Unfixed && !strings.HasSuffix(m.Reason, andMore):
				m.Reason += andMore
			}
		}
	}
	return all
}

// compare notes another family, or one of the new names, if the pattern finds its keys.
func (f *renamed) compare(name string, form keyform.Form, isNew bool) {
	if f.from == nil || form == nil || !f.from.Meets(form) || form.Covers(f.from) {
		return // a family that covers this one has it among what it cannot be told from
	}
	match := form.Glob()
	if slices.ContainsFunc(f.Also, func(a also) bool { return a.Match == match }) {
		return
	}
	through := f.from.MeetsApart(form, keyform.Separators)
	f.Also = append(f.Also, also{name, match, !through})
	switch {
	case isNew:
	case f.from.Covers(form):
		f.taken = append(f.taken, name)
	default:
		f.unclear = append(f.unclear, name)
	}
}

// inseparable says which keys cannot be told from those of other families.
func (f *renamed) inseparable() (text string) {
	if len(f.taken) > 0 {
		text = fmt.Sprintf("a key of %s whose values make it read as %s cannot be told from that, and is taken for it", f.Old, some(f.taken))
	}
	if len(f.unclear) > 0 {
		if text != "" {
			text += "; "
		}
		text += fmt.Sprintf("a key that reads as one of %s and as one of %s can be either, and keeps its name", f.Old, some(f.unclear))
	}
	return text
}
