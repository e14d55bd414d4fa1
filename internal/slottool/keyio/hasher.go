package keyio

import (
	"bytes"

	"github.com/crossslotlint/crossslotlint/slot"
)

// A hasher computes the slot of a key that comes in pieces. It follows the rule
// of slot.Tag: the tag is what is between the first '{' and the first '}' after
// it, if that is not empty.
type hasher struct {
	size       int64 // bytes so far
	whole, tag slot.State
	phase      uint8
	tagged     bool // a byte of the tag was seen
}

const (
	before uint8 = iota // no brace so far
	inside              // behind the first {
	found               // the tag is complete
	none                // {}: there is no tag
)

func (h *hasher) add(text []byte) {
	h.size += int64(len(text))
	if h.phase == found {
		return
	}
	h.whole = h.whole.Add(string(text))
	if h.phase == before {
		at := bytes.IndexByte(text, '{')
		if at < 0 {
			return
		}
		h.phase = inside
		text = text[at+1:]
	}
	if h.phase == inside {
		at := bytes.IndexByte(text, '}')
		if at >= 0 {
			text = text[:at]
		}
		h.tagged = h.tagged || len(text) > 0
		h.tag = h.tag.Add(string(text))
		switch {
		case at >= 0 && h.tagged:
			h.phase = found
		case at >= 0:
			h.phase = none
		}
	}
}

func (h *hasher) slot() uint16 {
	if h.phase == found {
		return h.tag.Slot()
	}
	return h.whole.Slot()
}
