package spelling

import (
	"fmt"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
)

// A familiesFact says how a package spells the keys that it reads (r) or writes
// (w), and where first: "rw {user:<int>}:profile user.go:12", sorted by the
// text.
type familiesFact struct{ Keys []string }

func (*familiesFact) AFact() {}

// String spells the fact for tests: "keys r user:<int>; w {user:<int>}:name",
// without the places.
func (f *familiesFact) String() string {
	var keys []string
	for _, k := range f.Keys {
		keys = append(keys, k[:strings.LastIndexByte(k, ' ')])
	}
	return "keys " + strings.Join(keys, "; ")
}

// FactTypes returns the facts of this package, for the analyzer.
func FactTypes() []analysis.Fact { return []analysis.Fact{new(familiesFact)} }

// Bounds of one fact.
const (
	maxSpellings  = 48
	maxFamilyFact = 2 << 10 // bytes of text
)

// An importedSpelling is one in another package.
type importedSpelling struct {
	tag.Spelling
	effects command.Effects
	pkg     string
	at      string // "example.com/store/user.go:12"
}

const effectLetters = "rw" // as the bits of command.Effects

func (sp *spellings) export(families map[string]map[string]*spelling) {
	var list []*spelling
	for _, all := range families {
		for _, s := range all {
			if s.effects&(command.Reads|command.Writes) != 0 || sp.exempt[s.Family] {
				list = append(list, s)
			}
		}
	}
	slices.SortFunc(list, func(a, b *spelling) int { return strings.Compare(a.Text, b.Text) })
	fact, size := new(familiesFact), 0
	for _, s := range list {
		effects := s.effects
		if sp.settled(s) {
			effects = command.Reads | command.Writes // says nothing
		}
		var letters []byte
		for i := range effectLetters {
			if effects&(1<<i) != 0 {
				letters = append(letters, effectLetters[i])
			}
		}
		p := sp.Pass.Fset.Position(s.own[0].Pos)
		key := fmt.Sprintf("%s %s %s:%d", letters, s.Text, filepath.Base(p.Filename), p.Line)
		if size += len(key); size > maxFamilyFact || len(fact.Keys) == maxSpellings {
			break
		}
		fact.Keys = append(fact.Keys, key)
	}
	if len(fact.Keys) > 0 {
		sp.Pass.ExportPackageFact(fact)
	}
}

// imported returns what the packages spell that this one depends on,
// in an order that does not change.
func (sp *spellings) imported() (out []importedSpelling) {
	for _, f := range sp.Pass.AllPackageFacts() {
		fact, ok := f.Fact.(*familiesFact)
		if !ok || f.Package == sp.Pass.Pkg || f.Package.Path() == sp.Pass.Pkg.Path() {
			continue
		}
		for _, k := range fact.Keys {
			letters, rest, _ := strings.Cut(k, " ")
			i := strings.LastIndexByte(rest, ' ')
			s := importedSpelling{pkg: f.Package.Path(), at: f.Package.Path() + "/" + rest[i+1:]}
			s.Text = rest[:i]
			s.Family = strings.NewReplacer("{", "", "}", "").Replace(s.Text)
			for j := range effectLetters {
				if strings.IndexByte(letters, effectLetters[j]) >= 0 {
					s.effects |= 1 << j
				}
			}
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b importedSpelling) int {
		return strings.Compare(a.Text+" "+a.pkg, b.Text+" "+b.pkg)
	})
	return out
}

// sees reports whether p is the package of that path, or imports it through
// others.
func sees(p *types.Package, path string) bool {
	seen := make(map[*types.Package]bool)
	var walk func(p *types.Package) bool
	walk = func(p *types.Package) bool {
		if p.Path() == path {
			return true
		}
		if seen[p] {
			return false
		}
		seen[p] = true
		return slices.ContainsFunc(p.Imports(), walk)
	}
	return walk(p)
}
