package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// selected returns the keys that a selector names in an argument.
func (f *Finder) selected(sel client.Selector, v *value.Value, expr []ast.Expr) []Key {
	items := []Key{{Value: v, Pos: posOf(expr)}}
	for i, step := range sel.Steps {
		if step.Op == client.Half && step.Name != "" {
			if id := v.Select(step.Name); sent(id) {
				step.Op = client.Each // all of them are keys
			} else if id != nil && id.Kind == value.Sym {
				for j := range items {
					items[j].Unless = id // the callers know
				}
			}
		}
		var next []Key
		for _, it := range items {
			if i > 0 || len(expr) != 1 {
				next = append(next, f.step(step, it, nil)...)
			} else {
				next = append(next, f.step(step, it, expr)...)
			}
			if len(next) > maxKeys {
				return next[:maxKeys]
			}
		}
		if i == 0 && step.Op == client.Each && len(expr) > 1 && len(expr) == len(next) {
			for j := range next {
				next[j].Pos = expr[j].Pos()
			}
		}
		items = next
	}
	out := items[:0]
	for _, it := range items {
		it.Pattern = sel.Pattern
		if it.Value == nil {
			continue
		}
		if text, ok := it.Value.Constant(); ok && text == "" && sel.Optional {
			continue
		}
		it.Optional = sel.Optional
		out = append(out, it)
	}
	return out
}

// taggedFields returns the keys of an MSET of one struct: the names in the tags
// of its fields (go-redis v9.1). It is nil for other arguments.
func (f *Finder) taggedFields(sel client.Selector, expr []ast.Expr) []Key {
	if len(expr) != 1 || len(sel.Steps) == 0 || sel.Steps[len(sel.Steps)-1].Op != client.Pairs {
		return nil
	}
	t := f.info.TypeOf(expr[0])
	if t == nil {
		return nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	keys := []Key{}
	for i := range st.NumFields() {
		name, options, _ := strings.Cut(reflect.StructTag(st.Tag(i)).Get("redis"), ",")
		if name == "" || name == "-" || strings.Contains(options, "omitempty") {
			continue
		}
		keys = append(keys, Key{Value: value.Literal(name), Pos: expr[0].Pos()})
	}
	return keys
}

func posOf(expr []ast.Expr) token.Pos {
	if len(expr) > 0 {
		return expr[0].Pos()
	}
	return token.NoPos
}

// step returns the parts of one value that a step leads to.
func (f *Finder) step(s client.Step, from Key, expr []ast.Expr) []Key {
	v := from.Value
	switch s.Op {
	case client.Field:
		return []Key{{Value: v.Select(s.Name), Repeat: from.Repeat, Pos: from.Pos}}
	case client.MapKeys:
		if v.Kind == value.Map {
			out := make([]Key, 0, len(v.Items))
			for _, it := range v.Items {
				out = append(out, Key{Value: it.Key, Repeat: it.Repeat || from.Repeat, Pos: from.Pos})
			}
			return out
		}
		return f.anyOf(v, from)
	}
	if p := partOf(s); p != Whole && v.Kind == value.Sym && !v.IsNil() {
		return deferred(v, p, from)
	}
	list := v.AsList()
	if list == nil {
		return f.anyOf(v, from)
	}
	items := list.Items
	elts := elements(expr)
	at := func(i int) token.Pos {
		if len(elts) == len(items) {
			return elts[i].Pos()
		}
		return from.Pos
	}
	switch s.Op {
	case client.Index:
		if s.N < len(items) && !items[s.N].Repeat {
			return []Key{{Value: items[s.N].Value, Repeat: from.Repeat, Pos: at(s.N)}}
		}
		if len(items) == 1 {
			return []Key{{Value: items[0].Value, Repeat: true, Pos: from.Pos}}
		}
		return nil
	case client.Half:
		return f.half(list, from, at)
	case client.Pairs:
		return f.pairs(list, from, at)
	case client.Stride:
		return every(s.N, list, from, at)
	}
	out := make([]Key, 0, len(items))
	for i, it := range items {
		out = append(out, Key{Value: it.Value, Repeat: it.Repeat || from.Repeat, Pos: at(i)})
	}
	return out
}

// anyOf is any number of keys of which nothing is known.
func (f *Finder) anyOf(v *value.Value, from Key) []Key {
	if v.Kind == value.Sym {
		return []Key{{Value: v.Element(), Repeat: true, Pos: from.Pos}}
	}
	return nil
}

// half returns the keys of a list of keys followed by as many IDs.
func (f *Finder) half(list *value.Value, from Key, at func(int) token.Pos) []Key {
	n := 0
	for _, it := range list.Items {
		if it.Repeat {
			n++
		}
	}
	var out []Key
	for i, it := range list.Items[:(len(list.Items)+1)/2] {
		out = append(out, Key{Value: it.Value, Repeat: it.Repeat, Pos: at(i)})
	}
	if n > 0 && (n != len(list.Items) || n > 2) {
		return nil // where the keys end is not known
	}
	return out
}

// pairs returns the keys of key-value pairs: every other item of a flat list,
// or the keys of the one map, list or struct that stands in its place.
func (f *Finder) pairs(list *value.Value, from Key, at func(int) token.Pos) []Key {
	if len(list.Items) == 1 {
		one := list.Items[0]
		switch v := one.Value; v.Kind {
		case value.Map:
			return f.step(client.Step{Op: client.MapKeys}, Key{Value: v, Pos: at(0)}, nil)
		case value.List:
			return f.pairs(v, Key{Pos: at(0)}, func(int) token.Pos { return at(0) })
		case value.Sym:
			if !one.Repeat {
				return deferred(v, single, Key{Pos: at(0)})
			}
		}
		if list.Partial {
			return []Key{{Value: one.Value, Repeat: true, Pos: at(0)}}
		}
		return nil
	}
	return every(2, list, from, at)
}

// every returns the first of each n items.
func every(n int, list *value.Value, from Key, at func(int) token.Pos) []Key {
	var out []Key
	for i := 0; i < len(list.Items); i += n {
		it := list.Items[i]
		out = append(out, Key{Value: it.Value, Repeat: it.Repeat || from.Repeat, Pos: at(i)})
	}
	return out
}

// sent reports whether the value of a field is known to be set.
func sent(v *value.Value) bool {
	if v == nil {
		return false
	}
	text, ok := v.Constant()
	return ok && text != "" || !ok && v.Kind == value.Text
}

// elements returns the element expressions of a composite literal.
func elements(expr []ast.Expr) []ast.Expr {
	if len(expr) != 1 {
		return nil
	}
	lit, ok := ast.Unparen(expr[0]).(*ast.CompositeLit)
	if !ok {
		return nil
	}
	for _, e := range lit.Elts {
		if _, ok := e.(*ast.KeyValueExpr); ok {
			return nil
		}
	}
	return lit.Elts
}

// argument returns the AST expressions of the parameter number i (receiver and
// context not counted) of a call: several for a variadic one.
func argument(call *ast.CallExpr, variadic bool, params, i int) []ast.Expr {
	if call == nil || i >= len(call.Args) {
		return nil
	}
	if variadic && i == params-1 && !call.Ellipsis.IsValid() {
		return call.Args[i:]
	}
	return call.Args[i : i+1]
}
