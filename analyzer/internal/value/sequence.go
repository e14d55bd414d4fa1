package value

import (
	"slices"
	"strings"
)

// A list says which elements there are. What is made of it as a whole, as
// strings.Join makes it, depends on their number and order too: on the sequence.

// Fixed reports whether the items of a list are all that it holds, in their order.
func (v *Value) Fixed() bool {
	return !v.Partial && v.fixedItems() == len(v.Items) && !v.Loose
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

// Ordered reports whether the items of a list say its sequence: they are fixed, or
// other lists as a whole.
func (v *Value) Ordered() bool { return !v.Loose && v.ordered() == len(v.Items) && v.closed() }

// ordered is the number of items at the beginning of a list that say the sequence.
func (v *Value) ordered() int {
	for i, it := range v.Items {
		if it.Repeat && !it.Whole || it.Optional {
			return i
		}
	}
	return len(v.Items)
}

// closed reports whether a list holds no more than its items say.
func (v *Value) closed() bool {
	return !v.Partial || slices.ContainsFunc(v.Items, func(it Item) bool { return it.Whole })
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
	w.Items = slices.Clone(v.Items)
	for i := range w.Items {
		w.Items[i].Whole = false
	}
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

// listIdentity spells a list as "list(a,each(b))": the elements at the beginning of
// which the places are known, and behind them each for those of the list that b is any
// element of, or of the list that has the sequence b.
func (v *Value) listIdentity() string {
	if len(v.Items) > maxFactList {
		return ""
	}
	known, all := v.ordered(), v.Ordered()
	if v.Loose {
		known = 0
	}
	if !all && (v.ID == "" || strings.HasPrefix(v.ID, opList+"(")) {
		return v.ID
	}
	var b strings.Builder
	b.WriteString(opList + "(")
	for i, it := range v.Items[:known] {
		id := it.Value.operandID()
		if id == "" || b.Len() > MaxID {
			return ""
		}
		if i > 0 {
			b.WriteByte(',')
		}
		if it.Whole {
			id = Op(opEach, id)
		}
		b.WriteString(id)
	}
	if !all {
		if known > 0 {
			b.WriteByte(',')
		}
		b.WriteString(Op(opEach, v.ID))
	}
	return b.String() + ")"
}
