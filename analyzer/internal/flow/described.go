package flow

import (
	"fmt"
	"go/types"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Parameter returns the value of a parameter of a function of which no code is
// seen, in terms of its own parameters, and its type. Parameters are counted from
// 0 without a receiver and a leading context; ok is false if there is none.
func Parameter(fn *types.Func, i int) (v *value.Value, t types.Type, ok bool) {
	sig := fn.Signature()
	n := i + client.FirstParam(sig)
	if i < 0 || n >= sig.Params().Len() {
		return nil, nil, false
	}
	p := sig.Params().At(n)
	if sig.Recv() != nil {
		n++
	}
	return &value.Value{Kind: value.Sym, ID: value.Param(0, n), Name: p.Name(), Hole: holeKind(p.Type())}, p.Type(), true
}

// ValidFormat reports whether [FormatKey] can follow a format, for parameters
// that fit it.
func ValidFormat(format string) bool {
	args := make([]value.Item, 32)
	for i := range args {
		args[i].Value = &value.Value{Kind: value.Sym, ID: value.Param(0, i), Hole: pattern.Text}
	}
	return value.SprintfSome([]*value.Value{value.Literal(format), {Kind: value.List, Items: args}}) != nil
}

// FormatKey returns what a function of which no code is seen returns, as somebody
// says: a key of that format, whose verbs are for the parameters one after the
// other, a receiver and a leading context left out. It is an error if the
// function has too few of them, or returns no text first.
func FormatKey(fn *types.Func, format string) (*value.Value, error) {
	results := fn.Signature().Results()
	if results.Len() == 0 || !isString(results.At(0).Type()) {
		return nil, fmt.Errorf("it returns no text")
	}
	list := &value.Value{Kind: value.List}
	for i := 0; ; i++ {
		v, t, ok := Parameter(fn, i)
		if !ok {
			break
		}
		v.Type = operandType(t)
		list.Items = append(list.Items, value.Item{Value: v})
	}
	v := value.SprintfSome([]*value.Value{value.Literal(format), list})
	if v == nil {
		return nil, fmt.Errorf("the format %q is for more than its %d parameters", format, len(list.Items))
	}
	return v, nil
}
