package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// executed evaluates what the method Execute of a text/template writes, where the
// template is constant and has no actions but those that print the data or a
// field of it; args are the template, the writer and the data.
func (e *Evaluator) executed(args []ssa.Value) *value.Value {
	text, ok := e.templateText(args[0])
	if !ok || strings.Contains(text, "{{-") || strings.Contains(text, "-}}") {
		return nil
	}
	var parts []*value.Value
	for text != "" {
		before, after, found := strings.Cut(text, "{{")
		parts = append(parts, value.Literal(before))
		if !found {
			break
		}
		action, rest, ok := strings.Cut(after, "}}")
		if !ok {
			return nil
		}
		text = rest
		part := e.action(strings.TrimSpace(action), args[2])
		if part == nil {
			return nil
		}
		parts = append(parts, part)
	}
	return value.Concat(parts...)
}

// action evaluates {{.}}, and {{.Field}} with any number of fields.
func (e *Evaluator) action(action string, data ssa.Value) *value.Value {
	path, ok := strings.CutPrefix(action, ".")
	if !ok {
		return nil
	}
	operand := e.Eval(data)
	if path != "" {
		x, t := e.Eval(Source(data)), Source(data).Type()
		for _, name := range strings.Split(path, ".") {
			if m, ok := t.Underlying().(*types.Map); ok && isString(m.Key()) {
				if x, t = entryOf(x, name), m.Elem(); x == nil {
					return nil
				}
				continue
			}
			obj, index, _ := types.LookupFieldOrMethod(t, true, e.pkg.Pkg, name)
			f, ok := obj.(*types.Var)
			if !ok || len(index) != 1 || x == nil {
				return nil
			}
			x, t = e.fieldValue(x, f), f.Type()
		}
		if x == nil {
			return nil
		}
		operand = e.operand(data, x, t)
	}
	return value.Sprint([]*value.Value{value.NewList([]value.Item{{Value: operand}})})
}

// templateText returns the constant text of a template, as it was parsed.
func (e *Evaluator) templateText(v ssa.Value) (string, bool) {
	v = e.onceMade(v)
	for {
		if x, ok := v.(*ssa.Extract); ok && x.Index == 0 {
			v = x.Tuple
		}
		call, ok := v.(*ssa.Call)
		switch {
		case !ok:
			return "", false
		case calls(call, "text/template.Must"):
			v = call.Call.Args[0]
		case calls(call, "(*text/template.Template).Parse"):
			if made, ok := call.Call.Args[0].(*ssa.Call); !ok || !calls(made, "text/template.New") {
				return "", false // other delimiters, or functions
			}
			return e.Eval(call.Call.Args[1]).Constant()
		default:
			return "", false
		}
	}
}

// entryOf returns the one entry of a map that has a constant key, nil if that is not
// known.
func entryOf(m *value.Value, key string) *value.Value {
	if m == nil || m.Kind != value.Map || m.Partial {
		return nil
	}
	var found *value.Value
	for _, it := range m.Items {
		text, ok := it.Key.Constant()
		if !ok || it.Optional || it.Repeat || text == key && found != nil {
			return nil
		}
		if text == key {
			found = it.Value
		}
	}
	return found
}
