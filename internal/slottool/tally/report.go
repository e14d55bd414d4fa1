package tally

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/crossslotlint/crossslotlint/internal/slottool/family"
	"github.com/crossslotlint/crossslotlint/internal/slottool/keyio"
	"github.com/crossslotlint/crossslotlint/internal/slottool/nodes"
	"github.com/crossslotlint/crossslotlint/slot"
)

// Version is the version of the JSON form of a [Report]. It changes when a
// field goes or changes its meaning, and not when one is added.
const Version = 1

// A Report is what a Tally found. Lists are in the order in which they are
// shown, and hold no more rows than Options.Top, but for nodes and slots. Keys
// that are no UTF-8 are in the quotes and escapes of redis-cli.
type Report struct {
	Version int    `json:"version"`
	Source  string `json:"source"` // where the keys are from
	Keys    uint64 `json:"keys"`
	// Sampled says that the keys are a sample, and Total of how many, if known.
	Sampled bool   `json:"sampled"`
	Total   uint64 `json:"total,omitempty"`

	UsedSlots int     `json:"used_slots"`
	Mean      float64 `json:"mean"` // keys a slot, over all slots
	Most      uint64  `json:"most"`
	Least     uint64  `json:"least"`

	Nodes   []Node   `json:"nodes"`    // empty if no nodes are known
	Slots   []Slot   `json:"slots"`    // by number, those with keys only
	Hottest []Slot   `json:"hottest"`  // by keys
	Tags    []Tag    `json:"tags"`     // by keys
	Tagged  uint64   `json:"tagged"`   // keys with a hash tag
	Fams    []Family `json:"families"` // by keys
	Apart   []Apart  `json:"apart"`    // families that could not be used together

	// Quick says that tags and families were not looked at.
	Quick bool `json:"quick"`
	// TagError is by how much the keys of a tag may be too low at most: 0 if
	// all tags could be counted. Tags with no more keys than that are left out.
	TagError uint64 `json:"tag_error"`
	// FamilyCount is the number of families, of which Fams lists some, and
	// OtherKeys how many keys are in none because there were too many.
	FamilyCount int      `json:"family_count"`
	OtherKeys   uint64   `json:"other_keys"`
	Notes       []string `json:"notes"` // what a reader should know of the input
}

// A Node is a master, with what is in its slots.
type Node struct {
	Name   string        `json:"name"`
	Ranges []nodes.Range `json:"ranges"`
	Slots  int           `json:"slots"`
	Keys   uint64        `json:"keys"`
	Share  float64       `json:"share"` // of all keys, from 0 to 1
}

// A Slot is a slot with keys.
type Slot struct {
	Slot  uint16  `json:"slot"`
	Keys  uint64  `json:"keys"`
	Share float64 `json:"share"`
	Node  string  `json:"node,omitempty"`
}

// A Tag is a hash tag.
type Tag struct {
	Tag   string  `json:"tag"`
	Slot  uint16  `json:"slot"`
	Keys  uint64  `json:"keys"`
	Share float64 `json:"share"`
}

// A Family is a family of keys.
type Family struct {
	Family  string  `json:"family"`
	Keys    uint64  `json:"keys"`
	Share   float64 `json:"share"`
	Example string  `json:"example"`
	// Slot is the one slot of all the keys, if there is one.
	Slot *uint16 `json:"slot,omitempty"`
}

// An Apart is a pair of families as in [family.Apart].
type Apart struct {
	Families [2]string `json:"families"`
	Shared   int       `json:"shared"`  // values found in both
	Sampled  int       `json:"sampled"` // of so many
	Same     int       `json:"same"`    // of Shared, by accident in one slot
	Keys     [2]string `json:"keys"`    // an example
	Slots    [2]uint16 `json:"slots"`
	Together [2]string `json:"together"` // the families with a tag that brings them together
}

// Options say how to report.
type Options struct {
	Source  string
	Nodes   []nodes.Node
	Top     int // rows of a list, at least 1
	Sampled bool
	Total   uint64
	Notes   []string
}

// Report returns what was found. It ends the Tally.
func (t *Tally) Report(o Options) *Report {
	r := &Report{
		Version: Version, Source: o.Source, Keys: t.keys, Quick: t.quick, Tagged: t.tagged, TagError: t.tags.lost,
		Sampled: o.Sampled, Total: o.Total,
		// Never null in JSON.
		Nodes: []Node{}, Slots: []Slot{}, Tags: []Tag{}, Fams: []Family{}, Apart: []Apart{}, Notes: []string{},
	}
	r.Notes = append(r.Notes, o.Notes...)
	r.slots(t, o.Nodes)
	r.Hottest = slices.Clone(r.Slots)
	slices.SortStableFunc(r.Hottest, func(a, b Slot) int { return cmp.Compare(b.Keys, a.Keys) })
	r.Hottest = r.Hottest[:min(o.Top, len(r.Hottest))]
	r.tags(t, o.Top)
	r.families(t, o.Top)
	return r
}

// text returns a key, or a part of one, as text: what is not UTF-8 is spelled
// in the quotes of redis-cli.
func text(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return keyio.Quote(s)
}

// share returns n as a share of all keys.
func (r *Report) share(n uint64) float64 { return float64(n) / float64(max(r.Keys, 1)) }

func (r *Report) slots(t *Tally, list []nodes.Node) {
	owner := nodes.Owners(list)
	for _, n := range list {
		r.Nodes = append(r.Nodes, Node{Name: n.Name, Ranges: n.Ranges, Slots: n.Slots()})
	}
	r.Mean = float64(t.keys) / slot.Count
	r.Least = t.slots[0]
	for i, n := range t.slots {
		r.Most, r.Least = max(r.Most, n), min(r.Least, n)
		if n == 0 {
			continue
		}
		r.UsedSlots++
		s := Slot{Slot: uint16(i), Keys: n, Share: r.share(n)}
		if at := owner[i]; at >= 0 {
			s.Node = r.Nodes[at].Name
			r.Nodes[at].Keys += n
		}
		r.Slots = append(r.Slots, s)
	}
	for i := range r.Nodes {
		r.Nodes[i].Share = r.share(r.Nodes[i].Keys)
	}
}

func (r *Report) tags(t *Tally, top int) {
	list := slices.Clone(t.tags.list)
	slices.SortFunc(list, func(a, b tagCount) int {
		return cmp.Or(cmp.Compare(b.keys, a.keys), cmp.Compare(a.tag, b.tag))
	})
	for _, c := range list[:min(top, len(list))] {
		if c.keys <= r.TagError {
			break // as frequent as chance makes one of many rare tags
		}
		r.Tags = append(r.Tags, Tag{text(c.tag), slot.Of("{" + c.tag + "}"), c.keys, r.share(c.keys)})
	}
}

func (r *Report) families(t *Tally, top int) {
	if t.quick {
		return
	}
	list, other := t.tree.Families()
	r.FamilyCount, r.OtherKeys = len(list), other
	for _, f := range list[:min(top, len(list))] {
		out := Family{Family: text(f.Form), Keys: f.Keys, Share: r.share(f.Keys), Example: text(f.Example)}
		if !f.Spread {
			out.Slot = &f.Slot
		}
		r.Fams = append(r.Fams, out)
	}
	pairs := family.FindApart(list)
	for _, p := range pairs[:min(top, len(pairs))] {
		r.Apart = append(r.Apart, Apart{
			Families: [2]string{text(p.A.Form), text(p.B.Form)},
			Shared:   p.Shared, Sampled: p.Sampled, Same: p.Same,
			Keys:     [2]string{text(p.KeyA), text(p.KeyB)},
			Slots:    [2]uint16{slot.Of(p.KeyA), slot.Of(p.KeyB)},
			Together: [2]string{text(p.NewA), text(p.NewB)},
		})
	}
}

// Trim shortens the lists to top rows.
func (r *Report) Trim(top int) {
	r.Hottest = r.Hottest[:min(top, len(r.Hottest))]
	r.Tags = r.Tags[:min(top, len(r.Tags))]
	r.Fams = r.Fams[:min(top, len(r.Fams))]
	r.Apart = r.Apart[:min(top, len(r.Apart))]
}
