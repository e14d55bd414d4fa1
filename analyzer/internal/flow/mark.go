package flow

import (
	"go/types"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
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
func (e *Evaluator) marked(obj types.Object, v *value.Value) *value.Value {
	m := e.mark(obj)
	if m == 0 || v == nil {
		return v
	}
	if m&Tagged != 0 {
		v = v.Tagged()
	}
	if m&SameSlot != 0 {
		v = v.InOneSlot()
	}
	return v
}
