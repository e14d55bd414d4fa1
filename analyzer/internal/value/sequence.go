package value

import (
	"strings"
)

// A list says which elements there are. What is made of it as a whole, as
// strings.Join makes it, depends on their number and order too: on the sequence.

// Fixed reports whether the items of a list are all that it holds, in their order:
// it is known as a sequence.
func (v *Value) Fixed() bool {
	return !v.Partial && !v.Loose && v.fixedItems() == len(v.Items)
}

// fixedItems is the number of items at the beginning of a list that are there
// whatever happens, each at its own place.
func (v *Value) fixedItems() int {
	if v.Loose {
		return 0
	}
	for i, it := range v.Items {
		if it.Repeat || it.Optional {
			return i
		}
	}
	return len(v.Items)
}

// InSequence returns the list v, whose items do not say the sequence, with the
// identity id for that.
func (v *Value) InSequence(id string) *Value {
	w := *v
	w.ID = id
	return &w
}

// Rearranged returns a list of the same elements, of which the order, or how often
// each is there, is not known.
func (v *Value) Rearranged() *Value {
	w := *v
	w.ID, w.Loose = "", true
	return &w
}

// LooseIdentity names what the items of a list say: lists of one sequence have the
// same, and others may have it.
func (v *Value) LooseIdentity() string {
	var b strings.Builder
	b.WriteString(opList + "(")
	for i, it := range v.Items {
		id := strings.ReplaceAll(it.Value.operandID(), "*", "")
		if id == "" || b.Len() > MaxID {
			return ""
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(Op(opEach, id))
	}
	return b.String() + ")"
}

// listIdentity spells a list as "list(a,each(b))": the elements at the beginning
// that are fixed, and behind them each for any number of those that b is any of, or
// that the sequence b has.
func (v *Value) listIdentity() string {
	if len(v.Items) > maxFactList {
		return ""
	}
	fixed := v.fixedItems()
	all := fixed == len(v.Items) && !v.Partial && !v.Loose
	if !all && (v.ID == "" || strings.HasPrefix(v.ID, opList+"(")) {
		return v.ID
	}
	var b strings.Builder
	b.WriteString(opList + "(")
	for i, it := range v.Items[:fixed] {
		id := it.Value.operandID()
		if id == "" || b.Len() > MaxID {
			return ""
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(id)
	}
	if !all {
		of := v.ID
		if any := ElementOf(v.ID, "*"); len(v.Items) == 1 && v.Items[0].Value.ID == any {
			of = any
		}
		if fixed > 0 {
			b.WriteByte(',')
		}
		b.WriteString(Op(opEach, of))
	}
	return b.String() + ")"
}
