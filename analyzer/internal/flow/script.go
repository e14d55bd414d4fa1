package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// scriptVar returns what a package variable holds that a script or a map of scripts is
// assigned to anywhere in the package; nil for other variables. The source of a
// script is a constant, so that it does not matter when the assignment runs: a nil
// script sends nothing.
func (e *Evaluator) scriptVar(g *ssa.Global, elem types.Type) *value.Value {
	stores := e.stores().global[g]
	switch {
	case libraries.IsScript(elem):
		return e.scriptIn(stores)
	case isScriptMap(elem) && len(stores) <= 1:
		m := e.scriptMap(stores, func(m ssa.Value) bool { return globalOf(m) == g })
		if m != nil {
			m.ID, m.Name = globalID(g), g.Name()
		}
		return m
	}
	return nil
}

// ScriptHeld returns the script that v is, where that is a field, or an entry of a map
// in a field, by what the package assigns to that field in any object; nil if that is
// not known.
func (e *Evaluator) ScriptHeld(v ssa.Value) *value.Value {
	var held *value.Value
	e.apart(func() {
		if f := fieldRead(v); f != nil {
			held = e.scriptIn(e.stores().field[f])
			return
		}
		entry, ok := v.(*ssa.Lookup)
		if !ok || !isScriptMap(entry.X.Type()) {
			return
		}
		f := fieldRead(entry.X)
		if f == nil {
			return
		}
		m := e.scriptMap(e.stores().field[f], func(m ssa.Value) bool { return fieldRead(m) == f })
		key := e.Eval(entry.Index)
		id := key.Identity()
		if m == nil || id == "" {
			return
		}
		if text, ok := key.Constant(); ok {
			m.Items = slices.DeleteFunc(m.Items, func(it value.Item) bool { k, ok := it.Key.Constant(); return ok && k != text })
			if len(m.Items) == 1 {
				held = m.Items[0].Value
			}
			return
		}
		held = value.Select(entries(m, key, id))
	})
	return held
}

func isScriptMap(t types.Type) bool {
	m, ok := t.Underlying().(*types.Map)
	return ok && libraries.IsScript(m.Elem())
}

// scriptIn returns the scripts that stores put in one place, nil if one of them is
// not known.
func (e *Evaluator) scriptIn(stores []*ssa.Store) (out *value.Value) {
	for _, s := range stores {
		if isNil(s.Val) {
			continue
		}
		if out = joined(out, e.Eval(s.Val)); !isSource(out) {
			return nil
		}
	}
	return out
}

// scriptMap returns the map of scripts that stores put in one place, with the entries
// that the package assigns where is says that the map is that.
func (e *Evaluator) scriptMap(stores []*ssa.Store, is func(ssa.Value) bool) *value.Value {
	out := &value.Value{Kind: value.Map, Partial: len(stores) == 0}
	for _, s := range stores {
		made := e.Eval(s.Val)
		if made.Kind == value.Map {
			out.Items = append(out.Items, made.Items...)
		}
		out.Partial = out.Partial || made.Kind != value.Map || made.Partial
	}
	for _, fn := range e.funcs {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if set, ok := in.(*ssa.MapUpdate); ok && is(set.Map) {
					items, all := e.registered(set)
					out.Items, out.Partial = append(out.Items, items...), out.Partial || !all
				}
			}
		}
	}
	if len(out.Items) == 0 || len(out.Items) > value.MaxItems {
		return nil
	}
	return out
}

// registered returns the entries that an assignment makes in a map of scripts: one
// for each call of the function around it, where the arguments tell. All says that
// there are no others.
func (e *Evaluator) registered(set *ssa.MapUpdate) (out []value.Item, all bool) {
	it := value.Item{Key: e.Eval(set.Key), Value: e.Eval(set.Value)}
	if known(it) {
		return []value.Item{it}, true
	}
	fn := set.Parent()
	all = true
	for _, call := range e.Callers(fn) {
		_, args := e.Callee(call.Common())
		bind := e.binderAt(fn, call, call, args)
		if it := (value.Item{Key: bind(it.Key), Value: bind(it.Value)}); known(it) {
			out = append(out, it)
		} else {
			all = false
		}
	}
	return out, all && len(out) > 0
}

// embeddedFile evaluates the method ReadFile of an embed.FS whose files are scripts:
// the one that the name selects.
func (e *Evaluator) embeddedFile(args []ssa.Value) *value.Value {
	g := globalOf(args[0])
	if g == nil || g.Pkg != e.pkg || e.EmbeddedFiles == nil {
		return nil
	}
	files := &value.Value{Kind: value.Map}
	key, ok := e.Eval(args[1]).Single()
	if !ok {
		return nil
	}
	// A name is a constant, or a value between two constants.
	before, hole, after := pattern.Pattern{}, key, pattern.Pattern{}
	if len(hole) > 0 && hole[0].Hole == nil {
		before, hole = hole[:1], hole[1:]
	}
	if n := len(hole) - 1; n > 0 && hole[n].Hole == nil {
		hole, after = hole[:n], hole[n:]
	}
	if len(hole) > 1 {
		return nil
	}
	first, _ := before.Text()
	last, _ := after.Text()
	for _, f := range e.EmbeddedFiles(g) {
		name, ok := strings.CutPrefix(f.Name, first)
		if name, ok2 := strings.CutSuffix(name, last); ok && ok2 && (len(hole) == 1 || name == "") {
			files.Items = append(files.Items, value.Item{Key: value.Literal(name), Value: value.Literal(f.Text)})
		}
	}
	switch {
	case len(files.Items) == 0:
		return nil
	case len(hole) == 0:
		return files.Items[0].Value
	}
	name := value.Of(hole)
	return value.Select(entries(files, name, name.Identity()))
}

func known(it value.Item) bool {
	_, ok := it.Key.Constant()
	return ok && isSource(it.Value)
}

// isSource reports whether a value is one of some constants.
func isSource(v *value.Value) bool {
	if v == nil || v.Kind != value.Text || len(v.Alts) == 0 {
		return false
	}
	for _, a := range v.Alts {
		if _, ok := a.Pattern.Text(); !ok {
			return false
		}
	}
	return true
}

func joined(a, b *value.Value) *value.Value {
	if a == nil {
		return b
	}
	if a.Kind != value.Text || b.Kind != value.Text || len(a.Alts)+len(b.Alts) > value.MaxAlts {
		return nil
	}
	out := &value.Value{Kind: value.Text}
	for _, alt := range append(a.Alts[:len(a.Alts):len(a.Alts)], b.Alts...) {
		out.Alts = append(out.Alts, value.Alt{Pattern: alt.Pattern})
	}
	return out
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}
