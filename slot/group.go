package slot

import "math/bits"

// A Group is the keys of one slot, a command's worth of them.
type Group struct {
	Slot  uint16   // at most Count-1
	Keys  []string // in the order of the input, at least one
	Index []int    // Index[i] is the position of Keys[i] in the input
}

// GroupKeys returns the keys grouped by slot. Groups are in the order in which
// their first keys appear; a key that is given twice is in its group twice.
// Together the groups hold each key once, so that the reply to Keys[i] belongs
// at place Index[i] of the result for all keys. The result is nil if there are
// no keys.
//
// GroupKeys does not change or keep the slice. The slices of the groups belong
// to the caller; to append to one does not change another.
func GroupKeys(keys []string) []Group {
	if len(keys) == 0 {
		return nil
	}
	// A hash table from slots to groups. A slot is a hash already, and with
	// Count cells it is an index without collisions. Both arrays stay on the
	// stack for the number of keys that a command usually has.
	const small = 64
	type cell struct {
		slot  uint16
		group uint16 // 1 + index of the group; 0 if the cell is free
		size  int    // keys in the group
	}
	var (
		smallCells [2 * small]cell
		smallOf    [small]uint16
		cells      = smallCells[:]
		groupOf    = smallOf[:] // index of the group of each key
	)
	if len(keys) > small {
		cells = make([]cell, min(Count, 1<<bits.Len(uint(2*len(keys)))))
		groupOf = make([]uint16, len(keys))
	}
	n := uint16(0) // groups
	for i, key := range keys {
		slot := Of(key)
		at := int(slot) & (len(cells) - 1)
		for cells[at].group != 0 && cells[at].slot != slot {
			at = (at + 1) & (len(cells) - 1)
		}
		c := &cells[at]
		if c.group == 0 {
			n++
			c.slot, c.group = slot, n
		}
		c.size++
		groupOf[i] = c.group - 1
	}

	// All groups share two arrays. The capacities keep them apart.
	groups := make([]Group, n)
	allKeys := make([]string, len(keys))
	allIndex := make([]int, len(keys))
	for _, c := range cells {
		if c.group != 0 {
			groups[c.group-1] = Group{c.slot, allKeys[:0:c.size], allIndex[:0:c.size]}
			allKeys, allIndex = allKeys[c.size:], allIndex[c.size:]
		}
	}
	for i, key := range keys {
		g := &groups[groupOf[i]]
		g.Keys = append(g.Keys, key)
		g.Index = append(g.Index, i)
	}
	return groups
}
