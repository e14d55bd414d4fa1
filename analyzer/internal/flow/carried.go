package flow

import (
	"go/types"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// command returns a command that a function of a client makes, as the list of its
// words; nil if fn makes none.
func (e *Evaluator) command(fn *types.Func, args []ssa.Value) *value.Value {
	words, ok := libraries.Makes(fn)
	if !ok || len(words) != 1 || words[0].Arg == nil {
		return nil
	}
	at := words[0].Arg.Param + client.FirstParam(fn.Signature())
	if at >= len(args) {
		return nil
	}
	return e.Eval(args[at]).AsList()
}

// withValue evaluates context.WithValue: a context has its values as a struct has
// fields, those of its parent included.
func (e *Evaluator) withValue(v *ssa.Call, args []ssa.Value) *value.Value {
	name := e.contextKey(args[1])
	if name == "" {
		return nil
	}
	parent, out := e.Eval(args[0]), &value.Value{Kind: value.Struct, Name: e.NameOf(v), Partial: true}
	switch parent.Kind {
	case value.Sym:
		out.ID = parent.ID
	case value.Struct:
		out.ID = parent.ID
		for _, f := range parent.Fields {
			if f.Name != name {
				out.Fields = append(out.Fields, f)
			}
		}
	default:
		out.ID = e.local(v).ID
	}
	out.Fields = append(out.Fields, value.Field{Name: name, Value: e.Eval(args[2])})
	return out
}

// contextValue evaluates ctx.Value(key), nil if that is not what v calls.
func (e *Evaluator) contextValue(v *ssa.Call) *value.Value {
	m := v.Call.Method
	if m.FullName() != "(context.Context).Value" {
		return nil
	}
	name := e.contextKey(v.Call.Args[0])
	if name == "" {
		return nil
	}
	return e.Eval(v.Call.Value).Select(name)
}

// contextKey names the value that a context has under a key: by the type of the key,
// and its value where that is a constant. It is "" for a key that is not known.
func (e *Evaluator) contextKey(key ssa.Value) string {
	boxed, ok := key.(*ssa.MakeInterface)
	if !ok {
		return ""
	}
	name := types.TypeString(boxed.X.Type(), nil)
	switch s, empty := boxed.X.Type().Underlying().(*types.Struct); {
	case empty && s.NumFields() == 0:
	default:
		text, ok := e.Eval(boxed.X).Constant()
		if !ok {
			return ""
		}
		name += "_" + text
	}
	return "value_" + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, name)
}
