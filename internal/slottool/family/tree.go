package family

import (
	"maps"
	"slices"
)

// The bounds of a Tree.
const (
	maxFamilies = 4096
	maxWords    = 1024 // different words in one place; more of them are values
)

// When the words of one place are taken for values, before there are maxWords
// of them: at the end, where there are many and each is rare; and when there are
// maxFamilies, where there are most of them.
const (
	manyWords = 20
	rareWord  = 3 // keys a word, of half of the words
)

// A word that is much more frequent than the others of its place stays a word.
const (
	commonWord  = 64 // keys at least
	commonTimes = 8  // times the average
)

// A Tree sorts keys into families. A node stands for a beginning of a key, in
// segments. The zero Tree is ready.
type Tree struct {
	root  node
	shape shape
	// cache finds the family of a form without values that words turned into.
	cache    map[string]*leaf
	families int
	other    uint64
	stuck    bool   // there is nothing left to collapse
	star     []byte // scratch
}

type node struct {
	seps  int              // how long the separators are in the form of the segment that leads here
	next  map[string]*node // by the form of the next segment, ":<int>"
	words int              // how many of them are words
	// closed says that words turned into values here: a new one is a value too.
	closed bool
	leaf   *leaf // of the keys that end here
}

// A leaf counts the keys of one family.
type leaf struct {
	keys    uint64
	slot    uint16 // of the first key
	spread  bool   // another key has another slot
	example string // the first key
	ids     []ids  // at most maxIDs
}

// maxIDs is how many places of a family's keys are sampled.
const maxIDs = 3

// ids are the values of one segment.
type ids struct {
	seg int
	sketch
}

// Add sorts a key in, whose slot is known.
func (t *Tree) Add(key []byte, slot uint16) {
	if t.cache == nil {
		t.cache = make(map[string]*leaf)
	}
	t.shape.scan(key)
	if l := t.cache[string(t.shape.form)]; l != nil {
		l.add(key, slot, t.shape.segs)
		return
	}
	t.walk(key, slot)
}

// walk goes down the tree from the root, along the segments of the key.
func (t *Tree) walk(key []byte, slot uint16) {
	if t.families >= maxFamilies && !t.stuck {
		t.stuck = !t.shrink()
	}
	full := t.families >= maxFamilies
	at, from := &t.root, 0
	starred := false
	for i := range t.shape.segs {
		seg := &t.shape.segs[i]
		form, seps := t.shape.form[from:seg.form], seg.formBody-from
		next := at.next[string(form)]
		if next == nil {
			isWord := !plainValue(string(form[seps:]))
			if isWord && !at.closed && at.words >= maxWords {
				t.collapse(at, i)
			}
			if isWord && at.closed {
				t.star = append(append(t.star[:0], form[:seps]...), Text...)
				form, isWord = t.star, false
				next = at.next[string(form)]
				starred, seg.value = true, true
			}
			if next == nil {
				if full {
					t.other++
					return
				}
				if at.next == nil {
					at.next = make(map[string]*node)
				}
				next = &node{seps: seps}
				at.next[string(form)] = next
				if isWord {
					at.words++
				}
			}
		}
		at, from = next, seg.form
	}
	if at.leaf == nil {
		if full {
			t.other++
			return
		}
		at.leaf = &leaf{slot: slot, example: string(key[:min(len(key), maxExample)])}
		t.families++
	}
	at.leaf.add(key, slot, t.shape.segs)
	if !starred {
		t.cache[string(t.shape.form)] = at.leaf
	}
}

// plainValue reports whether the form of a segment, without its separators,
// is of a kind that no number of words can change.
func plainValue(form string) bool {
	switch form {
	case "", Int, Hex, UUID, Text, rest:
		return true
	}
	return false
}

func (l *leaf) add(key []byte, slot uint16, segs []segment) {
	l.keys++
	l.spread = l.spread || slot != l.slot
	n := 0
	for i, s := range segs {
		if !s.value {
			continue
		}
		if n == maxIDs {
			break
		}
		if n == len(l.ids) {
			l.ids = append(l.ids, ids{seg: i})
		}
		if l.ids[n].seg == i {
			l.ids[n].addKey(hash(key[s.body:s.end]), key)
		}
		n++
	}
}

// enough is how many families shrink makes room for, so that it is not needed
// again at once.
const enough = maxFamilies / 16

// shrink makes room for new families: it takes the words of the place that has
// most of them for values, and goes on with the next. It reports whether there
// was enough to gain.
func (t *Tree) shrink() bool {
	for before := t.families; before-t.families < enough; {
		var most *node
		var depth int
		var look func(n *node, d int)
		look = func(n *node, d int) {
			if n.words >= manyWords && !n.closed && (most == nil || n.words > most.words) {
				most, depth = n, d
			}
			for _, k := range slices.Sorted(maps.Keys(n.next)) {
				look(n.next[k], d+1)
			}
		}
		look(&t.root, 0)
		if most == nil {
			return t.families < before
		}
		t.collapse(most, depth)
	}
	return true
}
