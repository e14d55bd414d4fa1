// Package families judges the families of keys of a program, one by one and two by two.
// Its checks are orphan, a family that nothing reads or nothing writes, and keyclash, two
// families that may have the same key. They take a schema: that of the program or, for
// keyclash, of a package alone.
package families

import (
	"cmp"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/schema"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// A Finding is what is wrong with a family, at a place of the schema. Its positions are
// not set: places have none.
type Finding struct {
	report.Finding
	At    schema.Place
	Trace []Step
}

// A Step is a place with what is to be said about it.
type Step struct {
	At      schema.Place
	Message string
}

// A Program is what is judged.
type Program struct {
	Schema *schema.Schema
	// Whole says that all packages of the program's modules were loaded and analyzed.
	Whole bool
	// Separators are the characters between the parts of keys.
	Separators string
	// Reports reports whether something may be reported at a place.
	Reports func(schema.Place) bool
}

// first returns the first of some places where something may be reported.
func (p *Program) first(lists ...[]schema.Place) (schema.Place, bool) {
	for _, list := range lists {
		if i := slices.IndexFunc(list, p.Reports); i >= 0 {
			return list[i], true
		}
	}
	return schema.Place{}, false
}

// users are the places that use a family.
func users(f *schema.Family) []schema.Place {
	return slices.Concat(f.Writers, f.Readers, f.Removers, f.Unseen)
}

// key is a family as a finding has it.
func key(f *schema.Family) report.Key {
	out := report.Key{Pattern: f.Pattern, Slot: -1}
	if f.Slot != nil {
		out.Slot = *f.Slot
	}
	return out
}

// subject spells the command of a place.
func subject(at schema.Place) string { return cmp.Or(at.Command, "a script") }

// where spells a place in a sentence.
func where(at schema.Place) string {
	return quote.Text(fmt.Sprintf("%s:%d", filepath.Base(at.File), at.Line))
}

// form returns the texts of a family's keys.
func form(f *schema.Family) keyform.Form {
	out, _ := keyform.FromGlob(f.Glob)
	return out
}

// opens reports whether the keys of a family have no word before their first value, which
// is not one for the program: they may be keys of any name.
func opens(f *schema.Family) bool {
	first := f.Items[0]
	if first.Values == nil && !wordless.MatchString(first.Text) {
		return false
	}
	i := slices.IndexFunc(f.Items, func(it keyform.Item) bool { return it.Values != nil })
	return i >= 0 && f.Items[i].Values.Fixed == ""
}

// wordless matches a text that is no word.
var wordless = regexp.MustCompile(`^[^\pL\pN]*$`)

// certainty returns likely for what holds if no value is unusual, and else possible.
func certainty(likely bool) prove.Certainty {
	if likely {
		return prove.Likely
	}
	return prove.Possible
}
