// Package schemadiff tells what a change of a program does to the data that is stored:
// it compares two schemas of its keys, that before the change and that after it.
//
// It knows keys, and no Go names: constants, functions, files and packages may be
// renamed, and code may move, without a word.
package schemadiff

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// A Category is what a change is bad for.
type Category string

// The categories.
const (
	Data    Category = "data"    // stored keys are not found, not understood or not kept
	Leak    Category = "leak"    // keys stay for ever
	Cluster Category = "cluster" // a cluster refuses a command
	Orphan  Category = "orphan"  // nobody reads the keys, or nobody writes them
	Note    Category = "note"    // nothing: it is told only
)

// Categories are all categories, the worst first.
var Categories = []Category{Data, Leak, Cluster, Orphan, Note}

// A Rule is what a change breaks.
type Rule string

// The rules.
const (
	Renamed       Rule = "renamed"
	TagAdded      Rule = "tag-added"
	TagRemoved    Rule = "tag-removed"
	TagMoved      Rule = "tag-moved"
	TypeChanged   Rule = "type-changed"
	ExpiryRemoved Rule = "expiry-removed"
	ExpiryAdded   Rule = "expiry-added"
	ExpiryChanged Rule = "expiry-changed"
	CrossSlot     Rule = "cross-slot"
	Removed       Rule = "removed"
	Unseen        Rule = "unseen"
	WriterRemoved Rule = "writer-removed"
	ReaderRemoved Rule = "reader-removed"
	Added         Rule = "added"
)

// rules say of each rule its category, its sentence, and whether its places are those
// before the change.
var rules = map[Rule]struct {
	category Category
	says     string
	before   bool
}{
	Renamed:       {Data, "renamed, was {was}: keys that are stored are no longer found", false},
	TagAdded:      {Data, "hash tag put in, was {was}: keys that are stored are no longer found", false},
	TagRemoved:    {Data, "hash tag taken out, was {was}: keys that are stored are no longer found", false},
	TagMoved:      {Data, "hash tag moved, was {was}: keys that are stored are no longer found", false},
	TypeChanged:   {Data, "type changed, was {was}, is {is}: commands on keys that are stored fail with WRONGTYPE", false},
	ExpiryRemoved: {Leak, "expiry taken away, was {was}, is {is}: keys stay for ever", false},
	ExpiryAdded:   {Data, "expiry put in, was {was}, is {is}: keys that were kept go away", false},
	ExpiryChanged: {Note, "expiry changed, was {was}, is {is}", false},
	CrossSlot:     {Cluster, "now meets {is}, in different slots: a cluster refuses it", false},
	Removed:       {Orphan, "removed: nothing uses the keys that are stored", true},
	Unseen:        {Orphan, "not seen any more: commands that used it have keys now of which nothing is known", false},
	WriterRemoved: {Orphan, "last writer removed: nothing writes the keys that are read", true},
	ReaderRemoved: {Orphan, "last reader removed: nothing reads the keys that are written", true},
	Added:         {Note, "added", false},
}

// Rules returns all rules, the worst first.
func Rules() []Rule {
	list := slices.Collect(maps.Keys(rules))
	slices.SortFunc(list, func(a, b Rule) int {
		weight := func(r Rule) int { return slices.Index(Categories, rules[r].category) }
		return cmp.Or(cmp.Compare(weight(a), weight(b)), cmp.Compare(a, b))
	})
	return list
}

// Summary says in one sentence what the rule is about.
func (r Rule) Summary() string {
	text := strings.NewReplacer(", was {was}, is {is}", "", ", was {was}", "", "{is}", "another family").Replace(rules[r].says)
	return "A family of keys: " + text + "."
}

// A Change is one consequence of a change of the program.
type Change struct {
	Rule Rule
	// Pattern and Glob are those of the family after the change, or before it if
	// it is gone.
	Pattern, Glob string
	// Was and Is are what the rule is about: patterns, types, expiries, or the
	// family that is met.
	Was, Is string
	WasGlob string // of a family that is renamed
	Places  []analyzer.KeyPlace
	// Now are the places that use the family after the change.
	Now []analyzer.KeyPlace
	// Ignored is the comment for which the change does not count, nil if there is none.
	Ignored *analyzer.KeyIgnore
}

// Category returns the category of the rule.
func (c *Change) Category() Category { return rules[c.Rule].category }

// Before reports whether the places are those before the change.
func (c *Change) Before() bool { return rules[c.Rule].before }

// Message says what the change does, without the pattern of the family. It holds texts
// of the program.
func (c *Change) Message() string {
	return strings.NewReplacer("{was}", c.Was, "{is}", c.Is).Replace(rules[c.Rule].says)
}

// Compare returns what the change from one schema to another does, the worst first.
func Compare(before, after *analyzer.KeySchema) []Change {
	p := newPairs(before, after)
	c := &comparison{pairs: p}
	for i := range after.Families {
		f := &after.Families[i]
		if was := p.was[f]; was != nil {
			c.family(was, f)
		} else {
			c.add(Change{Rule: Added, Places: users(f)}, f)
		}
	}
	for i := range before.Families {
		if f := &before.Families[i]; p.is[f] == nil {
			if places := lost(f, before, after); len(places) > 0 {
				c.add(Change{Rule: Unseen, Places: places}, f)
			} else {
				c.add(Change{Rule: Removed, Places: users(f)}, f)
			}
		}
	}
	c.crossings(before, after)
	slices.SortStableFunc(c.changes, func(a, b Change) int {
		weight := func(c Change) int { return slices.Index(Categories, c.Category()) }
		return cmp.Or(cmp.Compare(weight(a), weight(b)), cmp.Compare(a.Pattern, b.Pattern), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Is, b.Is))
	})
	return c.changes
}

// A comparison collects changes.
type comparison struct {
	*pairs
	changes []Change
}

// add adds a change of a family.
func (c *comparison) add(change Change, f *analyzer.KeyFamily) {
	change.Pattern, change.Glob = f.Pattern, f.Glob
	if change.Now = change.Places; rules[change.Rule].before {
		change.Now = nil
		if c.was[f] != nil {
			change.Now = users(f)
		}
	}
	c.changes = append(c.changes, change)
}

// family compares a family with what it was.
func (c *comparison) family(was, is *analyzer.KeyFamily) {
	renamed := c.renamed[is]
	switch {
	case renamed:
		c.add(Change{Rule: nameRule(was, is), Was: was.Pattern, WasGlob: was.Glob, Is: is.Pattern, Places: users(is)}, is)
	case retyped(was, is):
		c.add(Change{Rule: TypeChanged, Was: typeText(was), Is: typeText(is), Places: users(is)}, is)
	}
	if rule, ok := expiryRule(was, is); ok && !(renamed && rule != ExpiryRemoved) {
		places := is.Expiry.With
		if rule == ExpiryRemoved {
			places = is.Expiry.Without
		}
		c.add(Change{Rule: rule, Was: expiryText(was), Is: expiryText(is), Places: places}, is)
	}
	switch {
	case len(is.Unseen) > 0: // a script may read and write them
	case len(was.Writers) > 0 && len(is.Writers) == 0 && len(is.Readers) > 0:
		c.add(Change{Rule: WriterRemoved, Places: was.Writers}, is)
	case len(was.Readers) > 0 && len(is.Readers) == 0 && len(is.Writers) > 0:
		c.add(Change{Rule: ReaderRemoved, Places: was.Readers}, is)
	}
}

// nameRule returns how a family got another name.
func nameRule(was, is *analyzer.KeyFamily) Rule {
	switch {
	case plain(was) != plain(is):
		return Renamed
	case was.Tag == "" && is.Tag != "":
		return TagAdded
	case was.Tag != "" && is.Tag == "":
		return TagRemoved
	case was.Tag != "":
		return TagMoved
	}
	return Renamed
}

// stored are the types that the server keeps as values of another one.
var stored = map[string]string{"bitmap": "string", "hyperloglog": "string", "geo": "zset"}

// typesOf returns the types that the values of a family may have; none if nothing is known.
func typesOf(f *analyzer.KeyFamily) (out []string) {
	if f.Type == "" {
		return nil
	}
	for name := range strings.SplitSeq(f.Type, " or ") {
		out = append(out, cmp.Or(stored[name], name))
	}
	return out
}

// apart reports whether no value is right for two families.
func apart(a, b *analyzer.KeyFamily) bool {
	types := typesOf(b)
	return len(types) > 0 && a.Type != "" && !slices.ContainsFunc(typesOf(a), func(name string) bool { return slices.Contains(types, name) })
}

// retyped reports whether values that are stored are of a wrong type now, or may be: the
// program takes them for two.
func retyped(was, is *analyzer.KeyFamily) bool {
	return apart(was, is) || len(was.Types) == 0 && len(is.Types) > 0 && was.Type != ""
}

func typeText(f *analyzer.KeyFamily) string {
	if len(f.Types) == 0 {
		return f.Type
	}
	var names []string
	for _, t := range f.Types {
		names = append(names, t.Type)
	}
	return strings.Join(names, " and ")
}

// expiryRule returns what happened to the expiry of a family. What is not known is no
// change.
func expiryRule(was, is *analyzer.KeyFamily) (Rule, bool) {
	switch was.Expiry.State + " " + is.Expiry.State {
	case "always never", "always sometimes", "sometimes never":
		return ExpiryRemoved, true
	case "never always", "never sometimes":
		return ExpiryAdded, true
	case "always always", "sometimes sometimes":
		a, b := was.Expiry.Values, is.Expiry.Values
		return ExpiryChanged, constant(a) && constant(b) && !slices.Equal(a, b)
	}
	return "", false
}

// constant reports whether times to live are known: the name of a value is none.
func constant(values []string) bool {
	return len(values) > 0 && !slices.ContainsFunc(values, func(v string) bool { return strings.HasPrefix(v, "<") })
}

func expiryText(f *analyzer.KeyFamily) string {
	return strings.TrimSpace(f.Expiry.State + " " + strings.Join(f.Expiry.Values, ", "))
}

// lost returns the places of which the keys are not known any more: commands that a
// family was used by, in functions of which all keys were known.
func lost(f *analyzer.KeyFamily, before, after *analyzer.KeySchema) (out []analyzer.KeyPlace) {
	same := func(p analyzer.KeyPlace) func(analyzer.KeyPlace) bool {
		return func(q analyzer.KeyPlace) bool { return p.Function == q.Function && p.Command == q.Command }
	}
	for _, p := range after.Unknown {
		if slices.ContainsFunc(users(f), same(p)) && !slices.ContainsFunc(before.Unknown, same(p)) {
			out = append(out, p)
		}
	}
	return out
}

// users returns the places that use a family.
func users(f *analyzer.KeyFamily) []analyzer.KeyPlace {
	out := slices.Concat(f.Writers, f.Readers, f.Removers, f.Unseen)
	slices.SortFunc(out, func(a, b analyzer.KeyPlace) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Command, b.Command), cmp.Compare(a.Function, b.Function), cmp.Compare(a.In, b.In))
	})
	return slices.Compact(out)
}
