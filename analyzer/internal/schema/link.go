package schema

import (
	"regexp"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
)

// slots are how a schema spells what is known of two keys.
var slots = [...]string{site.SlotsUnknown: "unknown", site.OneSlot: "one slot", site.ApartSlots: "different slots"}

// meet notes which families of a package meet.
func (m *merger) meet(p *Package) {
	for _, x := range p.meets {
		if x.test {
			continue
		}
		for _, f := range m.byArgument[argument{p, x.A}] {
			for _, g := range m.byArgument[argument{p, x.B}] {
				if f.root() == g.root() && x.Slots == site.OneSlot {
					continue // a key with itself
				}
				f.root().meeting(g.root(), x)
				if f.root() != g.root() {
					g.root().meeting(f.root(), x)
				}
			}
		}
	}
}

func (f *family) meeting(g *family, x meeting) {
	key := met{g, x.In, slots[x.Slots]}
	if f.meets[key] == nil {
		f.meets[key] = make(map[Place]bool)
	}
	f.meets[key][x.place] = true
}

// name gives the annotations of a package to the families that they are for.
func (m *merger) name(p *Package) {
	for _, n := range p.names {
		for _, f := range m.sorted() {
			if f.joined == nil && n.is(f) {
				f.name = named{n.Name, n.Doc}
			}
		}
	}
}

// verb is one of a format of package fmt.
var verb = regexp.MustCompile(`%[-+# 0-9.]*[a-zA-Z]`)

// is reports whether an annotation is of a family.
func (n name) is(f *family) bool {
	for _, p := range n.patterns {
		if glob(p) == f.glob {
			return true
		}
	}
	if n.prefix == "" {
		return false
	}
	plain := pattern.Lit(n.prefix).Glob()
	if plain == f.glob || verb.ReplaceAllString(plain, "*") == f.glob {
		return true
	}
	rest, ok := strings.CutPrefix(f.glob, plain)
	return ok && slices.Contains([]string{"*", ":*", "/*", "-*", "_*", ".*"}, rest)
}
