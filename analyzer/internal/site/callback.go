package site

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A callback is a function that queues commands: the value of it, and the call that
// returns it where the value is not known itself.
type callback struct {
	fn    *value.Value
	maker *ssa.Call
}

// callback returns the function among the arguments that begin a transaction.
func (f *Finder) callback(args []ssa.Value) callback {
	for _, a := range slices.Backward(args) {
		if isFunc(a) {
			return f.callbackOf(a)
		}
	}
	return callback{}
}

// callbackOf returns an argument as a callback.
func (f *Finder) callbackOf(a ssa.Value) callback {
	c := callback{fn: f.eval.Eval(a)}
	if c.fn.Kind != value.Func {
		c.maker, _ = flow.Source(a).(*ssa.Call)
	}
	return c
}

// callbacks returns what a function that is called with args runs where it runs fn, a
// parameter of its own: the argument, or all elements of a list that is written in the
// call. It is nil where that is not known.
func (f *Finder) callbacks(fn *value.Value, args []ssa.Value) []callback {
	id := fn.Identity()
	base, steps := id, ""
	if i := strings.IndexAny(id, ".["); i >= 0 {
		base, steps = id[:i], id[i:]
	}
	_, n, ok := value.Parameter(base)
	if !ok || n >= len(args) {
		return nil
	}
	switch {
	case steps == "" && isFunc(args[n]):
		return []callback{f.callbackOf(args[n])}
	case strings.HasPrefix(steps, "[") && strings.HasSuffix(steps, "]"):
		var out []callback
		for _, v := range written(args[n]) {
			if !isFunc(v) {
				return nil
			}
			out = append(out, f.callbackOf(v))
		}
		return out
	}
	return nil
}

// written returns the elements of a list that is written as a literal, or as the last
// arguments of a call; nil for others.
func written(list ssa.Value) []ssa.Value {
	s, ok := list.(*ssa.Slice)
	if !ok || s.Low != nil || s.High != nil || s.Max != nil {
		return nil
	}
	array, ok := s.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var out []ssa.Value
	for _, ref := range *array.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Slice:
			if ref != s {
				return nil
			}
		case *ssa.IndexAddr:
			for _, use := range *ref.Referrers() {
				store, ok := use.(*ssa.Store)
				if !ok || store.Addr != ssa.Value(ref) {
					return nil
				}
				out = append(out, store.Val)
			}
		default:
			return nil
		}
	}
	return out
}

func isFunc(v ssa.Value) bool {
	_, ok := v.Type().Underlying().(*types.Signature)
	return ok
}
