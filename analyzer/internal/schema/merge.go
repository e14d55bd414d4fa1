package schema

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
)

// Named says whether a package is one of those that are asked for, and not only one that
// they import.
func (p *Package) Named(named bool) *Package {
	p.named = named
	return p
}

// Merge returns the schema of a program of some packages. The names of files are
// those of the file set; owners returns who owns a file, nil if that is not known.
func Merge(pkgs []*Package, owners func(file string) []string) *Schema {
	m := &merger{byGlob: make(map[string]*family), byArgument: make(map[argument][]*family)}
	for _, p := range pkgs {
		m.uses = append(m.uses, program(p)...)
	}
	m.once()
	m.settle()
	for _, u := range m.uses {
		m.add(u)
	}
	m.join()
	m.scanned(pkgs)
	for _, p := range pkgs {
		m.meet(p)
		m.name(p)
	}
	out := m.schema(owners)
	for _, p := range pkgs {
		for _, i := range p.Ignores {
			if p.named && !slices.Contains(out.Ignores, i) { // the tests of a package have its files, too
				out.Ignores = append(out.Ignores, i)
			}
		}
	}
	return out
}

// An argument is one of a command of a package.
type argument struct {
	pkg *Package
	n   int
}

// A placed is a use with its package.
type placed struct {
	use
	pkg *Package
}

// program returns the uses of a package that are not tests.
func program(p *Package) (out []placed) {
	for _, u := range p.uses {
		if !u.test {
			out = append(out, placed{u, p})
		}
	}
	return out
}

// A merger puts families together.
type merger struct {
	uses       []placed
	byGlob     map[string]*family
	byArgument map[argument][]*family
	takers     map[Function]bool
	unknown    []Place
	strays     []Stray
}

// A family is a Family in the making.
type family struct {
	glob     string
	patterns []pattern.Pattern
	others   []pattern.Pattern // of the families that are a part of this one
	uses     []placed
	meets    map[met]map[Place]bool
	name     named
	joined   *family // the family that this one is a part of
	scanned  bool    // a pattern of SCAN or KEYS finds the keys
}

// A named is what an annotation says.
type named struct{ name, doc string }

type met struct {
	other     *family
	in, slots string
}

// once drops the uses of a package that those of its tests repeat: they have the same
// files.
func (m *merger) once() {
	type key struct {
		place       Place
		chain, glob string
		role        command.Role
		expiry      site.Expiry
		line        int
	}
	seen := make(map[key]*Package)
	m.uses = slices.DeleteFunc(m.uses, func(u placed) bool {
		k := key{u.place, u.chain, glob(u.pattern), u.Role, u.Expiry, u.Line}
		k.place.Package = strings.TrimSuffix(k.place.Package, "_test")
		first, had := seen[k]
		if !had {
			seen[k] = u.pkg
		}
		return had && first != u.pkg && first.path == u.pkg.path
	})
}

// settle leaves each command to those who know its key best: to a function, if its
// code says how the key begins, and else to those who give it the key.
func (m *merger) settle() {
	own, known, taken := make(map[string][]keyform.Form), make(map[string]bool), make(map[string]bool)
	for _, u := range m.uses {
		switch {
		case u.given:
			for chain := u.chain; u.exported && chain != ""; chain = below(chain) {
				taken[chain] = true
			}
		case !wordless(u.pattern):
			own[u.chain] = append(own[u.chain], formOf(u.pattern))
			for chain := below(u.chain); chain != ""; chain = below(chain) {
				known[chain] = true
			}
		}
	}
	m.takers = make(map[Function]bool)
	m.uses = slices.DeleteFunc(m.uses, func(u placed) bool {
		switch {
		case u.judged:
			return true
		case u.given && known[u.chain]:
			return true
		case owned(own, u):
			return true
		case wordless(u.pattern) && u.given && u.exported:
			if u.pkg.named {
				m.takers[Function{u.place.Package, u.place.Function}] = true
			}
			m.stray(u)
			return true
		case wordless(u.pattern):
			if u.pkg.named && !(u.given && taken[u.chain]) {
				m.unknown = append(m.unknown, u.place)
				m.stray(u)
			}
			return true
		}
		return false
	})
}

// below returns the calls of a chain without the first.
func below(chain string) string {
	_, rest, _ := strings.Cut(chain, " ")
	return rest
}

// owned reports whether a function that a use leads through says itself how the key
// begins.
func owned(own map[string][]keyform.Form, u placed) bool {
	form := formOf(u.pattern)
	for chain := below(u.chain); chain != ""; chain = below(chain) {
		if slices.ContainsFunc(own[chain], func(f keyform.Form) bool { return f.Covers(form) }) {
			return true
		}
	}
	return false
}

// wordless reports whether a pattern says nothing of its keys: its text is none, or
// nothing but punctuation.
func wordless(p pattern.Pattern) bool {
	for _, part := range p {
		if part.Hole == nil && strings.ContainsFunc(part.Lit, func(r rune) bool { return r > 127 || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' }) {
			return false
		}
	}
	return true
}

// glob returns the pattern of SCAN for the keys of p. Two holes side by side are one
// star.
func glob(p pattern.Pattern) string { return compact(p).Glob() }

// compact makes one hole of those that stand side by side.
func compact(p pattern.Pattern) pattern.Pattern {
	var out pattern.Pattern
	for _, part := range p {
		last := len(out) - 1
		if part.Hole == nil || last < 0 || out[last].Hole == nil {
			out = append(out, part)
			continue
		}
		a, b := out[last].Hole, part.Hole
		h := pattern.Hole{
			ID: a.ID, Name: a.Name + "+" + b.Name, Kind: pattern.Text, Open: a.Open,
			NonEmpty: a.NonEmpty || b.NonEmpty, Wide: a.Wide && b.Wide, Held: a.Held && b.Held,
		}
		if a.NoBrace() && b.NoBrace() {
			h.Kind = pattern.Word
		}
		out[last].Hole = &h
	}
	return out
}

func formOf(p pattern.Pattern) keyform.Form {
	f, _ := keyform.FromGlob(glob(p))
	return f
}

// add adds a use to the family of its pattern.
func (m *merger) add(u placed) {
	g := glob(u.pattern)
	f := m.byGlob[g]
	if f == nil {
		f = &family{glob: g, meets: make(map[met]map[Place]bool)}
		m.byGlob[g] = f
	}
	f.patterns = append(f.patterns, u.pattern)
	f.uses = append(f.uses, u)
	a := argument{u.pkg, u.argument}
	if !slices.Contains(m.byArgument[a], f) {
		m.byArgument[a] = append(m.byArgument[a], f)
	}
}

// join makes one family of those that are one: an alternative of a key whose last
// part is empty, and a constant that a number of another family takes.
func (m *merger) join() {
	for _, list := range m.byArgument {
		for _, short := range list {
			if long := m.byGlob[short.glob+"*"]; long != nil && !strings.HasSuffix(short.glob, "*") && slices.Contains(list, long) {
				short.joined = long
			}
		}
	}
	all := m.sorted()
	for _, f := range all {
		for _, g := range all {
			if f != g && f.joined == nil && g.joined == nil && g.numbers(f) && compatible(f, g) {
				f.joined = g
			}
		}
	}
	for _, f := range all {
		if f.joined != nil {
			to := f.root()
			to.uses, to.others = append(to.uses, f.uses...), append(to.others, f.patterns...)
		}
	}
}

// numbers reports whether the keys of g are those of f with numbers in place of values
// that are integers.
func (f *family) numbers(g *family) bool {
	p, q := f.patterns[0], formOf(g.patterns[0])
	if len(q) >= len(formOf(p)) {
		return false
	}
	var expr strings.Builder
	expr.WriteString("^")
	ints := 0
	for i, part := range compact(p) {
		switch {
		case part.Hole == nil:
			expr.WriteString(regexp.QuoteMeta(keyform.FromParts([]*string{&part.Lit}).Glob()))
		case f.kind(i) == pattern.Int:
			ints++
			expr.WriteString(`(?:-?[0-9]+|\*)`)
		default:
			expr.WriteString(`\*`)
		}
	}
	expr.WriteString("$")
	return ints > 0 && regexp.MustCompile(expr.String()).MatchString(g.glob)
}

// kind returns the kind of the hole that is the i-th part of the patterns, once they are
// compact.
func (f *family) kind(i int) pattern.Kind {
	kind := compact(f.patterns[0])[i].Hole.Kind
	for _, p := range f.patterns {
		if h := compact(p)[i].Hole; h != nil && h.Kind != kind {
			return pattern.Text
		}
	}
	return kind
}

// compatible reports whether two families may have values of one type.
func compatible(f, g *family) bool {
	a, b := stored(f.uses), stored(g.uses)
	return a == command.None || b == command.None || a&b != 0
}

// stored returns the types that all uses agree on; None if none of them has one.
func stored(uses []placed) (out command.Types) {
	for _, u := range uses {
		if t := u.Role.Types.Stored(); t != command.None {
			if out == command.None {
				out = t
			} else {
				out &= t
			}
		}
	}
	return out
}

func (f *family) root() *family {
	for f.joined != nil {
		f = f.joined
	}
	return f
}

// sorted returns the families in the order of their globs.
func (m *merger) sorted() (out []*family) {
	for _, f := range m.byGlob {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b *family) int { return cmp.Compare(a.glob, b.glob) })
	return out
}
