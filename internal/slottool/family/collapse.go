package family

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// collapse takes the words at n, which is at the given depth, for values: their
// nodes become one, but for those of words that are much more frequent.
func (t *Tree) collapse(n *node, depth int) {
	n.closed = true
	clear(t.cache) // the leaves change
	counts, total := n.wordKeys()
	n.words = 0
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		child, count := n.next[name], counts[name]
		seps, body := name[:child.seps], name[child.seps:]
		if body != ID && count >= commonWord && count*uint64(len(counts)) >= commonTimes*total {
			n.words++
			continue
		}
		delete(n.next, name)
		child.sampleWord(depth, body)
		if star := n.next[seps+Text]; star != nil {
			t.merge(star, child)
		} else {
			n.next[seps+Text] = child
		}
	}
}

// wordKeys returns how many keys each word at n has, and their sum.
func (n *node) wordKeys() (counts map[string]uint64, total uint64) {
	counts = make(map[string]uint64)
	for name, c := range n.next {
		if !plainValue(name[c.seps:]) {
			counts[name] = c.keys()
			total += counts[name]
		}
	}
	return counts, total
}

// keys returns how many keys are below n.
func (n *node) keys() (count uint64) {
	if n.leaf != nil {
		count = n.leaf.keys
	}
	for _, c := range n.next {
		count += c.keys()
	}
	return count
}

// sampleWord adds the word that segment seg of all keys below n is to their
// samples, now that it is a value. A word with a value inside, as in
// shard<int>, is sampled already.
func (n *node) sampleWord(seg int, word string) {
	if l := n.leaf; l != nil {
		at, found := slices.BinarySearchFunc(l.ids, seg, func(e ids, seg int) int { return cmp.Compare(e.seg, seg) })
		if !found {
			l.ids = slices.Insert(l.ids, at, ids{seg: seg})
			l.ids[at].add(sample{hash([]byte(word)), l.example})
			l.ids = l.ids[:min(len(l.ids), maxIDs)]
		}
	}
	for _, c := range n.next {
		c.sampleWord(seg, word)
	}
}

// merge moves all that is below src to dst.
func (t *Tree) merge(dst, src *node) {
	dst.closed = dst.closed || src.closed
	switch {
	case src.leaf == nil:
	case dst.leaf == nil:
		dst.leaf = src.leaf
	default:
		dst.leaf.merge(src.leaf)
		t.families--
	}
	for _, name := range slices.Sorted(maps.Keys(src.next)) {
		child := src.next[name]
		if same := dst.next[name]; same != nil {
			t.merge(same, child)
			continue
		}
		if dst.next == nil {
			dst.next = make(map[string]*node)
		}
		dst.next[name] = child
		if !plainValue(name[child.seps:]) {
			dst.words++
		}
	}
}

func (l *leaf) merge(m *leaf) {
	l.keys += m.keys
	l.spread = l.spread || m.spread || l.slot != m.slot
	for _, from := range m.ids {
		at, found := slices.BinarySearchFunc(l.ids, from.seg, func(e ids, seg int) int { return cmp.Compare(e.seg, seg) })
		if !found {
			if len(l.ids) == maxIDs {
				continue
			}
			l.ids = slices.Insert(l.ids, at, from)
			continue
		}
		to := &l.ids[at]
		for _, v := range from.low {
			to.add(v)
		}
		to.full = to.full || from.full
	}
}

// A Family is what a Tree found out about the keys of one form.
type Family struct {
	Form    string // "user:<int>:profile"
	Keys    uint64
	Example string // one of the keys, or its first 256 bytes
	// Spread says that the keys are in more than one slot; else Slot is theirs.
	Spread bool
	Slot   uint16

	parts []part
	ids   []ids
}

// A part is a segment of a form.
type part struct {
	seps, body string
}

// Families returns all families, those with most keys first, and how many keys
// are in none because there are more families than a Tree can hold. It ends the
// Tree: words that turn out to be values become <text>.
func (t *Tree) Families() (list []*Family, other uint64) {
	t.settle(&t.root, 0)
	var collect func(n *node, form string, parts []part)
	collect = func(n *node, form string, parts []part) {
		if l := n.leaf; l != nil {
			list = append(list, &Family{form, l.keys, l.any(), l.spread, l.slot, slices.Clone(parts), l.ids})
		}
		for name, c := range n.next {
			collect(c, form+name, append(parts[:len(parts):len(parts)], part{name[:c.seps], name[c.seps:]}))
		}
	}
	collect(&t.root, "", nil)
	slices.SortFunc(list, func(a, b *Family) int {
		return cmp.Or(cmp.Compare(b.Keys, a.Keys), strings.Compare(a.Form, b.Form))
	})
	return list, t.other
}

// any returns a key that does not depend on the order in which they came.
func (l *leaf) any() string {
	if len(l.ids) > 0 && l.ids[0].low[0].key != "" {
		return l.ids[0].low[0].key
	}
	return l.example
}

// settle collapses the places that have many words, half of them rare.
func (t *Tree) settle(n *node, depth int) {
	if n.words >= manyWords {
		counts, _ := n.wordKeys()
		if slices.Sorted(maps.Values(counts))[len(counts)/2] <= rareWord {
			t.collapse(n, depth)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(n.next)) {
		t.settle(n.next[name], depth+1)
	}
}
