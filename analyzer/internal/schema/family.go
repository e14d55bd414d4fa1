package schema

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/slot"
)

// schema returns what was put together.
func (m *merger) schema(owners func(file string) []string) *Schema {
	out := &Schema{Version: Version, Families: []Family{}, Takers: []Function{}, Unknown: places(m.unknown), Strays: m.strays}
	made := make(map[*family]*Family)
	var all []*family
	for _, f := range m.sorted() {
		if f.joined == nil {
			one := f.family()
			made[f] = &one
			all = append(all, f)
		}
	}
	carry(all, made)
	for _, f := range all {
		one := made[f]
		one.Meets = f.meetings(made)
		if owners != nil {
			one.Owner = ownersOf(one, owners)
		}
		out.Families = append(out.Families, *one)
	}
	slices.SortStableFunc(out.Families, func(a, b Family) int { return cmp.Compare(a.Pattern, b.Pattern) })
	for t := range m.takers {
		out.Takers = append(out.Takers, t)
	}
	slices.SortFunc(out.Takers, func(a, b Function) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// family returns what the uses of a family say, but for what other families say.
func (f *family) family() Family {
	shown := f.shown()
	out := Family{
		Pattern: quote.Text(shown.String()), Name: f.name.name, Doc: f.name.doc, Glob: f.glob, Example: example(shown),
		Holes: []Hole{}, Spellings: f.spellings(shown), Expiry: f.expiry(),
	}
	for i, part := range shown {
		if h := part.Hole; h != nil {
			out.Holes = append(out.Holes, Hole{quote.Text(h.Name), h.Kind.String(), !h.Wide && !(h.Held && i == 0)})
		}
	}
	f.tagged(&out, shown)
	f.typed(&out)
	for _, u := range f.uses {
		switch {
		case u.Unseen:
			out.Unseen = append(out.Unseen, u.place)
			continue
		case u.Command == "WATCH":
			continue
		}
		if u.Role.Effects&command.Reads != 0 {
			out.Readers = append(out.Readers, u.place)
		}
		if u.Role.Effects&command.Writes != 0 {
			out.Writers = append(out.Writers, u.place)
		}
		if u.Role.Removes {
			out.Removers = append(out.Removers, u.place)
		}
	}
	for _, list := range []*[]Place{&out.Readers, &out.Writers, &out.Removers} {
		*list = places(*list)
	}
	if out.Unseen != nil {
		out.Unseen = places(out.Unseen)
	}
	out.Orphan = f.orphaned(&out)
	out.Items, out.Stored = f.items(shown), stored(f.uses)
	for _, u := range f.uses {
		out.Chains = append(out.Chains, u.chain)
		out.Made = out.Made || u.Role.Makes && !u.Unseen
	}
	return out
}

// shown returns the pattern by which a family goes: with the names of holes that are
// most frequent, of these the shortest.
func (f *family) shown() pattern.Pattern {
	out := slices.Clone(compact(f.patterns[0]))
	for i := range out {
		if out[i].Hole == nil {
			continue
		}
		h := *out[i].Hole
		h.Kind = f.kind(i)
		count := make(map[string]int)
		better := func(a, b string) bool {
			return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) < 0
		}
		for _, p := range f.patterns {
			count[compact(p)[i].Hole.Name]++
			h.Wide = h.Wide || compact(p)[i].Hole.Wide
		}
		for name := range count {
			if better(name, h.Name) {
				h.Name = name
			}
		}
		out[i].Hole = &h
	}
	return out
}

// spellings returns the other ways in which the source spells the keys.
func (f *family) spellings(shown pattern.Pattern) (out []string) {
	for _, list := range [][]pattern.Pattern{f.patterns, f.others} {
		for _, p := range list {
			if text := quote.Text(p.String()); text != quote.Text(shown.String()) {
				out = append(out, text)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// example returns a key of the family.
func example(p pattern.Pattern) string {
	var b strings.Builder
	for _, part := range p {
		switch {
		case part.Hole == nil:
			b.WriteString(part.Lit)
		case part.Hole.Kind == pattern.Int:
			b.WriteString("42")
		case part.Hole.Kind == pattern.Bool:
			b.WriteString("true")
		default:
			b.WriteString(word(part.Hole.Name) + "1")
		}
	}
	return b.String()
}

// word returns the last word of the name of a hole, in lower case.
func word(name string) string {
	if i := strings.IndexAny(name, "[("); i > 0 {
		name = name[:i]
	}
	name = strings.TrimRightFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	if i := strings.LastIndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		name = name[i:]
		name = strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	}
	if name == "" {
		name = "x"
	}
	return strings.ToLower(name)
}

// tagged says which hash tag and slot the keys have.
func (f *family) tagged(out *Family, p pattern.Pattern) {
	hashed, tagged, _ := p.Hashed()
	if tagged {
		out.Tag = quote.Text(hashed.String())
	} else if h := p[0].Hole; h != nil && h.Open {
		out.TagFrom = quote.Text(h.Name)
		return
	}
	if text, ok := hashed.Text(); ok {
		n := int(slot.Of(text))
		out.Slot = &n
	}
}

// typed says of which type the values are.
func (f *family) typed(out *Family) {
	byType := make(map[command.Types][]Place)
	var one, several command.Types
	for _, u := range f.certain() {
		t := u.Role.Types
		byType[t.Stored()] = append(byType[t.Stored()], u.place)
		if t.One() {
			one |= t
		} else {
			several |= t
		}
	}
	stored := one.Stored()
	switch {
	case stored.One():
		special := one &^ stored
		if !special.One() {
			special = stored
		}
		if one&stored != 0 && special == command.HyperLogLog {
			special = stored // GET and SET of a HyperLogLog are as right as PFADD
		}
		out.Type = special.String()
	case one != command.None:
		out.Type = stored.String()
	case several != command.None:
		out.Type = several.String()
	}
	if f.clashes() {
		for t, list := range byType {
			out.Types = append(out.Types, TypeUse{t.String(), places(list)})
		}
		slices.SortFunc(out.Types, func(a, b TypeUse) int { return cmp.Compare(a.Type, b.Type) })
	}
}

// clashes reports whether no value is right for all uses. What depends on what a script
// finds does not count, and a text of which nothing is known in front of the keys may
// tell things apart.
func (f *family) clashes() bool {
	if h := f.patterns[0][0].Hole; h != nil && !h.Wide && !h.Held {
		return false
	}
	all := ^command.None
	for _, u := range f.certain() {
		if !u.Cond {
			all &= u.Role.Types.Stored()
		}
	}
	return all == command.None
}

// certain returns the uses that take the values for one type: those that depend on what
// a script finds only if there are no others.
func (f *family) certain() (out []placed) {
	for _, cond := range []bool{false, true} {
		for _, u := range f.uses {
			if u.Role.Types != command.None && u.Cond == cond {
				out = append(out, u)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// meetings returns what a family meets.
func (f *family) meetings(made map[*family]*Family) (out []Meet) {
	for key, at := range f.meets {
		if made[key.other] == nil {
			continue
		}
		var list []Place
		for p := range at {
			list = append(list, p)
		}
		out = append(out, Meet{made[key.other].Pattern, key.in, key.slots, places(list)})
	}
	slices.SortFunc(out, func(a, b Meet) int {
		return cmp.Or(cmp.Compare(a.Pattern, b.Pattern), cmp.Compare(a.In, b.In), cmp.Compare(a.Slots, b.Slots))
	})
	return out
}

// places returns places in their order, each once. It is never nil.
func places(list []Place) []Place {
	out := append([]Place{}, list...)
	slices.SortFunc(out, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Command, b.Command),
			cmp.Compare(a.In, b.In), cmp.Compare(a.Package, b.Package), cmp.Compare(a.Function, b.Function))
	})
	return slices.Compact(out)
}

// ownersOf returns who owns the files that write a family or, if none does, that use it.
func ownersOf(f *Family, owners func(file string) []string) (out []string) {
	list := f.Writers
	if len(list) == 0 {
		list = slices.Concat(f.Readers, f.Removers, f.Unseen)
	}
	for _, p := range list {
		out = append(out, owners(p.File)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
