package spelling

import (
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/inventory"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// Check reports families of keys that are written under one name and read under
// another, here or in the packages that this one imports, and tells the packages
// that import this one what it spells.
func Check(u *unit.Unit, inv *inventory.Inventory) {
	sp := &spellings{Unit: u, exempt: make(map[string]bool), followed: inv.Followed}
	sp.collect(inv)
	sp.compare()
}

// Imported returns whether a package that this one imports names a family, given
// without its hash tags.
func Imported(u *unit.Unit, named func(family string) bool) bool {
	sp := &spellings{Unit: u}
	return slices.ContainsFunc(sp.imported(), func(s importedSpelling) bool { return named(s.Family) })
}

// spellings are the keys of a package by how they are written.
type spellings struct {
	*unit.Unit
	keys   []inventory.Key
	exempt map[string]bool // families that are spelled in two ways on purpose
	// followed are the calls of helpers whose commands are among the keys.
	followed map[token.Pos]bool
	// escaped are the spellings that go to code of which nothing is known, nil
	// if nobody has asked yet.
	escaped map[string]bool
}

// counts reports whether a key counts for what is written where: not that of a
// test, which may well ask for a key by another name.
func counts(k *inventory.Key) bool {
	return !k.Test && !k.Judged && !k.Wildcard && !k.Channel && k.Func != nil &&
		(k.Kind == client.Command || k.Kind == client.Script || k.Kind == client.Watch)
}

// collect keeps the keys that count, and the families that are spelled in two
// ways on purpose.
func (sp *spellings) collect(inv *inventory.Inventory) {
	argument := 0 // of the keys from first on
	first := 0
	for i := range inv.Keys {
		k := &inv.Keys[i]
		if !counts(k) {
			continue
		}
		if k.Argument != argument {
			argument, first = k.Argument, len(sp.keys)
		}
		s := k.Spelling
		for _, other := range sp.keys[first:] {
			if s.Family != "" && other.Spelling.Family == s.Family && other.Spelling.Text != s.Text {
				sp.exempt[s.Family] = true // an option of the program
			}
		}
		if s.Family != "" && (k.Guarded || sp.movesKeys(k)) {
			sp.exempt[s.Family] = true
		}
		if !k.Guarded {
			sp.keys = append(sp.keys, *k)
		}
	}
}

// movesKeys reports whether the code that sends a key has to do with keys of two
// generations, by the names of its file and functions.
func (sp *spellings) movesKeys(k *inventory.Key) bool {
	if generations.MatchString(strings.ToLower(filepath.Base(sp.Pass.Fset.Position(k.Site).Filename))) {
		return true
	}
	for fn := k.Func; fn != nil; fn = fn.Parent() {
		if generations.MatchString(words(fn.Name())) {
			return true
		}
	}
	return false
}

// generations matches the names of functions and files that have to do with keys
// of two generations.
var generations = regexp.MustCompile(`(^|_)old(_|\.|$)|legacy|migrat|deprecat|compat|fallback|backfill|previous|rename|rekey|retag|upgrade|(^|_)v[0-9]`)

// words spells a name in camel case with underscores.
func words(name string) string {
	return strings.ToLower(regexp.MustCompile(`([a-z0-9])([A-Z])`).ReplaceAllString(name, "${1}_$2"))
}

// A spelling is one way to write the keys of a family, and who does.
type spelling struct {
	tag.Spelling
	effects command.Effects // over all packages
	own     []inventory.Key
	others  []importedSpelling // in other packages
}

// compare reports families of keys that are written under one name and read
// under another, and tells the packages that import this one what it spells.
func (sp *spellings) compare() {
	families := make(map[string]map[string]*spelling)
	at := func(s tag.Spelling) *spelling {
		if families[s.Family] == nil {
			families[s.Family] = make(map[string]*spelling)
		}
		if families[s.Family][s.Text] == nil {
			families[s.Family][s.Text] = &spelling{Spelling: s}
		}
		return families[s.Family][s.Text]
	}
	for _, u := range sp.keys {
		if u.Spelling.Family != "" {
			s := at(u.Spelling)
			s.effects |= u.Effects
			s.own = append(s.own, u)
		}
	}
	sp.export(families)
	for _, other := range sp.imported() {
		s := at(other.Spelling)
		s.effects |= other.effects
		s.others = append(s.others, other)
	}
	var names []string
	for name, all := range families {
		if len(all) > 1 && !sp.exempt[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		sp.family(families[name])
	}
}

// family reports the first two spellings of which one is read, or taken away,
// and only the other written.
func (sp *spellings) family(all map[string]*spelling) {
	var list []*spelling
	for _, s := range all {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b *spelling) int { return strings.Compare(a.Text, b.Text) })
	for _, verb := range []report.Verb{report.Reads, report.Writes, report.Takes} {
		for _, x := range list {
			for _, y := range list {
				if x != y && apart(verb, x, y) && sp.meet(verb, x, y) {
					return
				}
			}
		}
	}
}

// apart reports whether nothing does to the keys that x spells what would give
// the verb its sense, where something does it to those that y spells.
func apart(verb report.Verb, x, y *spelling) bool {
	switch verb {
	case report.Reads:
		return x.effects&command.Reads != 0 && x.effects&command.Writes == 0 && y.effects&command.Writes != 0
	case report.Writes:
		return x.effects&command.Writes != 0 && x.effects&command.Reads == 0 && y.effects&command.Reads != 0
	}
	// To remove a key of the old name is to clean up; nothing is to be cleaned
	// up of a name that nobody writes.
	return x.effects == command.Takes && x.Tagged() && !y.Tagged() && y.effects&command.Writes != 0
}

// meet reports two spellings if this is the package to do it, and they do not
// differ on purpose.
func (sp *spellings) meet(verb report.Verb, x, y *spelling) bool {
	here, there := spelledAs(x, verb), spelledAs(y, counter(verb))
	var trace []report.Place
	var at inventory.Key // unknown clients count
	switch {
	case len(x.own) > 0 && len(y.own) > 0:
		if sp.deliberate(x, y) || otherServer(x.own, y.own) || sp.escapes(x.Text) {
			return false
		}
		w := pick(y.own, effect(counter(verb)))
		at = pick(x.own, effect(verb))
		trace = []report.Place{{Pos: w.Pos, Message: w.Command + " of " + report.Plain(w.Pattern)}}
	case verb == report.Takes, x.effects&y.effects&(command.Reads|command.Writes) != 0, sp.seenBelow(x, y):
		// Of other packages not all is known: the one has to be read only, and
		// the other written only.
		return false
	case len(x.own) > 0:
		if sp.escapes(x.Text) {
			return false
		}
		at = pick(x.own, effect(verb))
	case len(y.own) > 0:
		if sp.escapes(y.Text) {
			return false
		}
		// The sentence begins with what is here.
		verb = counter(verb)
		here, there = spelledAs(y, verb), spelledAs(x, counter(verb))
		at = pick(y.own, effect(verb))
	default:
		at.Pos = sp.importOf(x.others[0].pkg)
	}
	if sp.Lowest <= prove.Likely && sp.Counts(at.Class) {
		f := report.TwoSpellings(verb, here, there)
		f.Pos, f.Trace = at.Pos, trace
		sp.Report(f)
	}
	return true
}

func counter(v report.Verb) report.Verb {
	if v == report.Writes {
		return report.Reads
	}
	return report.Writes
}

func effect(v report.Verb) command.Effects {
	return [...]command.Effects{report.Reads: command.Reads, report.Writes: command.Writes, report.Takes: command.Takes}[v]
}

// pick returns the first use that has the effect.
func pick(uses []inventory.Key, e command.Effects) inventory.Key {
	if i := slices.IndexFunc(uses, func(u inventory.Key) bool { return u.Effects&e != 0 }); i >= 0 {
		return uses[i]
	}
	return uses[0]
}

// spelledAs spells a key as its use for the verb does.
func spelledAs(s *spelling, v report.Verb) report.Spelled {
	if len(s.own) > 0 {
		u := pick(s.own, effect(v))
		return report.Spelled{Key: report.Quoted(u.Pattern), By: u.Command}
	}
	o := s.others[0]
	for _, other := range s.others {
		if other.effects&effect(v) != 0 {
			o = other
			break
		}
	}
	return report.Spelled{Key: o.Text, By: o.at}
}

// otherServer reports whether the uses of one side are of clients that talk to
// no cluster, and those of the other to one.
func otherServer(a, b []inventory.Key) bool {
	is := func(classes ...client.Class) func(inventory.Key) bool {
		return func(u inventory.Key) bool { return !slices.Contains(classes, u.Class) }
	}
	all := func(uses []inventory.Key, classes ...client.Class) bool {
		return !slices.ContainsFunc(uses, is(classes...))
	}
	return all(a, client.Single, client.Ring) && all(b, client.Cluster) || all(a, client.Cluster) && all(b, client.Single, client.Ring)
}

// importOf returns the place where the package imports another one, or what
// leads to it.
func (sp *spellings) importOf(path string) token.Pos {
	for _, file := range sp.Pass.Files {
		for _, spec := range file.Imports {
			for _, p := range sp.Pass.Pkg.Imports() {
				if spec.Path.Value == `"`+p.Path()+`"` && sees(p, path) {
					return spec.Pos()
				}
			}
		}
	}
	return sp.Pass.Files[0].Name.Pos()
}

// seenBelow reports whether a package that this one imports sees both spellings
// already, and has reported what there is to report.
func (sp *spellings) seenBelow(x, y *spelling) bool {
	for _, p := range sp.Pass.Pkg.Imports() {
		saw := func(s *spelling) bool {
			return slices.ContainsFunc(s.others, func(o importedSpelling) bool { return sees(p, o.pkg) })
		}
		if saw(x) && saw(y) {
			return true
		}
	}
	return false
}
