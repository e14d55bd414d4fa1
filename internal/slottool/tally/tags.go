package tally

import "slices"

// The bounds of a tag counter.
const (
	maxTags   = 8192 // tags that are counted at a time
	maxTagLen = 256  // bytes; a longer tag is not listed
)

// tagCounter counts how often each hash tag occurs: exactly while there are no
// more than maxTags of them, and by the algorithm of Misra and Gries ("Finding
// repeated elements", 1982) from then on. When it is full it takes the median
// of the counts from all, and drops those that have nothing left (D. Anderson et
// al., "A High-Performance Algorithm for Identifying Frequent Items in Data
// Streams", IMC 2017). So a count is too low by at most lost, and a tag with more
// keys than lost is there for sure.
type tagCounter struct {
	index map[string]int32 // into list
	list  []tagCount
	lost  uint64
	long  uint64 // keys whose tag is too long
}

type tagCount struct {
	tag  string
	keys uint64
}

func (c *tagCounter) add(tag []byte) {
	if i, ok := c.index[string(tag)]; ok {
		c.list[i].keys++
		return
	}
	if len(tag) > maxTagLen {
		c.long++
		return
	}
	if len(c.list) == maxTags {
		c.purge()
	}
	if c.index == nil {
		c.index = make(map[string]int32)
	}
	t := string(tag)
	c.index[t] = int32(len(c.list))
	c.list = append(c.list, tagCount{t, 1})
}

func (c *tagCounter) purge() {
	counts := make([]uint64, len(c.list))
	for i, t := range c.list {
		counts[i] = t.keys
	}
	slices.Sort(counts)
	median := counts[len(counts)/2]
	c.lost += median
	clear(c.index)
	left := c.list[:0]
	for _, t := range c.list {
		if t.keys > median {
			c.index[t.tag] = int32(len(left))
			left = append(left, tagCount{t.tag, t.keys - median})
		}
	}
	clear(c.list[len(left):]) // lets go of the texts
	c.list = left
}
