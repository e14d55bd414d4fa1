package flow

import (
	"go/types"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// A Mark is what the author of a program says of a variable, or of the results
// of a function, where the code does not show it.
type Mark uint8

// Tagged says that a text holds a hash tag. SameSlot says that all keys in a
// value share a slot, with those of other such values too.
const (
	Tagged Mark = 1 << iota
	SameSlot
)

// saidTagged is the operation in the identity of a text that is said to hold a
// hash tag. See [MayTag].
const saidTagged = "saidtagged"

// mark returns what is said of a variable or function.
func (e *Evaluator) mark(obj types.Object) Mark {
	switch o := obj.(type) {
	case nil:
		return 0
	case *types.Var:
		obj = o.Origin()
	case *types.Func:
		obj = o.Origin()
	}
	if e.Marks == nil {
		return 0
	}
	m, ok := e.marks[obj]
	if !ok {
		m = e.Marks(obj)
		e.marks[obj] = m
	}
	return m
}

// marked returns the value v of a variable, or of a result of a function, with
// what is said of it.
func (e *Evaluator) marked(obj types.Object, v *Value) *Value {
	m := e.mark(obj)
	if m == 0 || v == nil {
		return v
	}
	if m&Tagged != 0 {
		v = tagged(v)
	}
	if m&SameSlot != 0 {
		v = grouped(v)
	}
	return v
}

// tagged returns v as a text with a hash tag. What is visible of a text counts
// more than what is said: only a value of which nothing is known, at the
// beginning of the text, has the tag.
func tagged(v *Value) *Value {
	switch v.Kind {
	case Sym:
		if !strings.HasPrefix(v.ID, saidTagged) {
			w := *v
			w.ID = saidTagged + "(" + v.ID + ")"
			return &w
		}
	case Text:
		w := *v
		w.Alts = make([]Alt, len(v.Alts))
		for i, a := range v.Alts {
			if p := a.Pattern; len(p) > 0 && p[0].Hole != nil && !p[0].Hole.NoBrace() && !strings.HasPrefix(p[0].Hole.ID, saidTagged) {
				h := *p[0].Hole
				h.ID = saidTagged + "(" + h.ID + ")"
				a.Pattern = append(pattern.Of(h), p[1:]...)
			}
			w.Alts[i] = a
		}
		return &w
	case List:
		w := *v
		w.Items = make([]Item, len(v.Items))
		for i, it := range v.Items {
			it.Value = tagged(it.Value)
			w.Items[i] = it
		}
		return &w
	}
	return v
}

// grouped returns v as a value whose keys share a slot.
func grouped(v *Value) *Value {
	w := *v
	w.Grouped = true
	w.Items = make([]Item, len(v.Items))
	for i, it := range v.Items {
		it.Value = grouped(it.Value)
		w.Items[i] = it
	}
	return &w
}
