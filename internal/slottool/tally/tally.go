// Package tally counts a stream of keys by slot, node, hash tag and family, in
// memory that does not depend on how many keys there are, and tells what came
// out as text and JSON.
package tally

import (
	"bytes"

	"github.com/crossslotlint/crossslotlint/internal/slottool/family"
	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
	"github.com/crossslotlint/crossslotlint/slot"
)

// A Tally counts keys.
type Tally struct {
	keys   uint64
	slots  [slot.Count]uint64
	quick  bool
	tagged uint64
	tags   tagCounter
	tree   family.Tree
}

// New returns an empty Tally. A quick one counts by slot only.
func New(quick bool) *Tally { return &Tally{quick: quick} }

// Keys returns how many keys were added.
func (t *Tally) Keys() uint64 { return t.keys }

// Add counts a key. It does not keep its text.
func (t *Tally) Add(k keyio.Key) {
	t.keys++
	t.slots[k.Slot&(slot.Count-1)]++
	if t.quick {
		return
	}
	if open := bytes.IndexByte(k.Text, '{'); open >= 0 {
		rest := k.Text[open+1:]
		switch end := bytes.IndexByte(rest, '}'); {
		case end > 0:
			t.tagged++
			t.tags.add(rest[:end])
		case end < 0 && int64(len(k.Text)) < k.Size:
			t.tags.long++ // a tag that ends behind what we have of the key, if at all
		}
	}
	t.tree.Add(k.Text, k.Slot)
}
