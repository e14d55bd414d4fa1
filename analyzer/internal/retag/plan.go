package retag

import (
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// A Site is a command, transaction or script whose keys have to share a slot and
// do not.
type Site struct {
	Keys []pattern.Pattern
	// Many says that two of the keys are elements of one list: what tells them
	// apart tells many things apart.
	Many bool
}

// A Plan is what Solve decided for one site.
type Plan struct {
	// Tags are the cuts of the families that get a tag. A key of the site whose
	// family is not among them stays as it is, and is hashed whole: it is what
	// the others have between their braces. Nil if no tag is proposed.
	Tags map[Family]Cut
	// Group numbers the sites that are solved together, from 0 on; -1 for a site
	// that gets no tag.
	Group int
	// Against is the index of a site that needs another tag for a family of this
	// one, -1 if there is none: then no tag serves both.
	Against int
}

// maxKey bounds the keys that get a tag, in bytes and values. A longer key is a
// text that somebody uses as a key, and the search would take too long.
const maxKey = 1024

// long reports whether a key is longer than maxKey.
func long(p pattern.Pattern) bool {
	n := 0
	for _, part := range p {
		n += max(len(part.Lit), 1)
	}
	return n > maxKey
}

// Solve chooses the tags for all sites at once: one family has one tag. The tag
// is the longest part that all keys of the sites that are tied begin with, cut
// at a separator. Families of things that grow in number get no tag that is
// constant, as all of them would live in one slot. A site with a key of more than
// 1,024 bytes and values gets no tag.
func (sep Separators) Solve(sites []Site) []Plan {
	plans := make([]Plan, len(sites))
	// What no tag can mend does not stand in the way of other sites.
	var open []int
	for i, s := range sites {
		plans[i] = Plan{Group: -1, Against: -1}
		if len(s.Keys) > 1 && !slices.ContainsFunc(s.Keys, long) && sep.solvable(s) {
			open = append(open, i)
		}
	}
	groups := 0
	sep.solve(sites, open, plans, &groups)
	return plans
}

// solve solves some of the sites, those that share families together.
func (sep Separators) solve(sites []Site, which []int, plans []Plan, groups *int) {
	var tied union
	for _, i := range which {
		tied.add(sites[i].Keys)
	}
	byRoot := make(map[Family]int)
	var members [][]int
	for _, i := range which {
		root := tied.find(FamilyOf(sites[i].Keys[0]))
		g, ok := byRoot[root]
		if !ok {
			g = len(members)
			byRoot[root] = g
			members = append(members, nil)
		}
		members[g] = append(members[g], i)
	}
	for _, group := range members {
		sep.solveGroup(sites, group, plans, groups)
	}
}

// solvable reports whether some tag serves a site.
func (sep Separators) solvable(s Site) bool {
	_, ok := sep.choose([]Site{s})
	return ok
}

// choose returns the tags that serve all sites; ok is false if there are none.
func (sep Separators) choose(sites []Site) (tags map[Family]Cut, ok bool) {
	if tags, ok = sep.begin(sites); ok {
		return tags, true
	}
	tags, ok = sep.shared(sites)
	return tags, ok && agree(sites, tags)
}

// begin returns the tags that serve all sites whose keys begin alike, or are made
// of each other.
func (sep Separators) begin(sites []Site) (tags map[Family]Cut, ok bool) {
	tags = make(map[Family]Cut)
	stays := make(map[Family]bool)
	ok = sep.prefixes(sites, tags, stays) && sep.derive(sites, tags, stays) && agree(sites, tags)
	return tags, ok
}

// solveGroup solves the sites that share families. If no tag serves all of them,
// those whose keys begin alike go before those that just share a part, which may
// share more than is known. Of what is not served it tells which other site needs
// another tag.
func (sep Separators) solveGroup(sites []Site, group []int, plans []Plan, groups *int) {
	var own []Site
	var strong, weak []int
	for _, i := range group {
		own = append(own, sites[i])
		if _, ok := sep.begin(sites[i : i+1]); ok {
			strong = append(strong, i)
		} else {
			weak = append(weak, i)
		}
	}
	if tags, ok := sep.choose(own); ok {
		for _, i := range group {
			plans[i].Tags, plans[i].Group = tags, *groups
		}
		*groups++
		return
	}
	unserved := group
	if len(strong) > 0 && len(weak) > 0 {
		sep.solve(sites, strong, plans, groups)
		unserved = weak
	}
	for _, i := range unserved {
		for _, j := range group {
			if i == j || !shareFamily(sites[i], sites[j]) {
				continue
			}
			if _, ok := sep.choose([]Site{sites[i], sites[j]}); !ok {
				plans[i].Against = j
				break
			}
		}
	}
}

func shareFamily(a, b Site) bool {
	return slices.ContainsFunc(a.Keys, func(p pattern.Pattern) bool {
		return slices.ContainsFunc(b.Keys, func(q pattern.Pattern) bool { return FamilyOf(p) == FamilyOf(q) })
	})
}

// isDerived reports whether one key of a site of two is made of the other.
func (sep Separators) isDerived(s Site) (long, short int, cut Cut, ok bool) {
	if len(s.Keys) != 2 || s.Many {
		return 0, 0, Cut{}, false
	}
	a, b := flatten(s.Keys[0]), flatten(s.Keys[1])
	if braced(a) || braced(b) || len(sep.lengths(s)) > 0 {
		return 0, 0, Cut{}, false
	}
	if c, ok := sep.derived(a, b); ok {
		return 0, 1, c, true
	}
	if c, ok := sep.derived(b, a); ok {
		return 1, 0, c, true
	}
	return 0, 0, Cut{}, false
}

// lengths are the lengths at which a tag at the beginning of all keys of a site
// can end, the longest first.
func (sep Separators) lengths(s Site) (out []int) {
	keys := make([][]item, len(s.Keys))
	n := maxKey
	for i, p := range s.Keys {
		keys[i] = flatten(p)
		if n = min(n, common(keys[0], keys[i])); n == 0 || braced(keys[i]) {
			return nil
		}
	}
	for ; n > 0; n-- {
		if !slices.ContainsFunc(keys, func(key []item) bool { return !sep.fits(key, n) || !sep.suits(s, key, n) }) {
			out = append(out, n)
		}
	}
	return out
}

// suits reports whether a tag of n items is one thing that has several aspects,
// or a word that binds constants. A value that is a whole key is not ours to tag.
func (sep Separators) suits(s Site, p []item, n int) bool {
	head, rest := p[:n], p[n:]
	if len(p) == 1 && p[0].hole != nil {
		return false
	}
	if tells(head) {
		return true
	}
	return !s.Many && !tells(rest) && !sep.numbered(rest)
}

// prefixes chooses the tag at the beginning of the keys, for the sites of a
// group that have such.
func (sep Separators) prefixes(sites []Site, tags map[Family]Cut, stays map[Family]bool) bool {
	var all []int
	var families []pattern.Pattern
	first := true
	for _, s := range sites {
		if _, _, _, ok := sep.isDerived(s); ok {
			continue
		}
		can := sep.lengths(s)
		if first {
			all, first = can, false
		}
		all = slices.DeleteFunc(slices.Clone(all), func(n int) bool { return !slices.Contains(can, n) })
		families = append(families, s.Keys...)
	}
	if first {
		return true
	}
	if len(all) == 0 {
		return false
	}
	n := all[0]
	whole := false
	for _, p := range families {
		items := flatten(p)
		whole = whole || len(items) == n && settled(items)
	}
	for _, p := range families {
		if items := flatten(p); whole && len(items) == n {
			stays[FamilyOf(p)] = true
		} else {
			tags[FamilyOf(p)] = Cut{0, n}
			if !whole {
				tags[FamilyOf(p)] = Cut{sep.lead(items[:n]), n}
			}
		}
	}
	return true
}

// lead is the length of what a tag literals out at the beginning of a key: a prefix
// that all keys of the program have, which one place puts before them.
func (sep Separators) lead(head []item) int {
	if head[0].hole == nil || !head[0].hole.Wide {
		return 0
	}
	for i := 1; i < len(head); i++ {
		if !sep.is(head[i]) {
			return i
		}
	}
	return 0
}

// derive chooses the tags of keys that are made of others.
func (sep Separators) derive(sites []Site, tags map[Family]Cut, stays map[Family]bool) bool {
	for _, d := range sites {
		long, short, cut, ok := sep.isDerived(d)
		if !ok {
			continue
		}
		l, s := FamilyOf(d.Keys[long]), FamilyOf(d.Keys[short])
		if c, tagged := tags[s]; tagged {
			cut = Cut{cut.Open + c.Open, cut.Open + c.Close}
		}
		if c, tagged := tags[l]; tagged && c != cut || stays[l] {
			return false
		}
		tags[l] = cut
	}
	return true
}

// agree reports whether all keys of each site hash alike with the tags.
func agree(sites []Site, tags map[Family]Cut) bool {
	for _, s := range sites {
		var want []item
		for n, p := range s.Keys {
			hashed := flatten(p)
			if c, ok := tags[FamilyOf(p)]; ok {
				hashed = hashed[c.Open:c.Close]
			}
			if n > 0 && !slices.EqualFunc(hashed, want, item.same) {
				return false
			}
			want = hashed
		}
	}
	return true
}

// union is a forest of families.
type union map[Family]Family

func (u *union) find(f Family) Family {
	for (*u)[f] != f {
		f = (*u)[f]
	}
	return f
}

func (u *union) add(keys []pattern.Pattern) {
	if *u == nil {
		*u = make(union)
	}
	for _, p := range keys {
		f := FamilyOf(p)
		if _, ok := (*u)[f]; !ok {
			(*u)[f] = f
		}
		(*u)[u.find(f)] = u.find(FamilyOf(keys[0]))
	}
}
