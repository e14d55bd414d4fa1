package site

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// OptionsField returns the options of a client that a field is of, and its name.
func OptionsField(a *ssa.FieldAddr) (o client.Options, field string, ok bool) {
	t := a.X.Type().Underlying().(*types.Pointer).Elem()
	if o, ok = libraries.OptionsOf(t); !ok {
		return o, "", false
	}
	return o, t.Underlying().(*types.Struct).Field(a.Field).Name(), true
}

// OptionsSet returns what a function assigns to the fields of options, by their names.
func OptionsSet(base ssa.Value) map[string][]ssa.Value {
	out := make(map[string][]ssa.Value)
	if base.Referrers() == nil {
		return out
	}
	for _, ref := range *base.Referrers() {
		a, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		_, name, _ := OptionsField(a)
		for _, use := range *a.Referrers() {
			if s, ok := use.(*ssa.Store); ok && s.Addr == ssa.Value(a) {
				out[name] = append(out[name], s.Val)
			}
		}
	}
	return out
}

// oneServer reports whether v is a client of one server, made of options that would do
// for a cluster: they are a literal with one address, and do not ask for a cluster.
func (f *Finder) oneServer(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 {
		return false
	}
	base, ok := call.Call.Args[0].(*ssa.Alloc)
	if !ok {
		return false
	}
	o, ok := libraries.OptionsOf(base.Type().Underlying().(*types.Pointer).Elem())
	if !ok || o.Addresses == "" {
		return false
	}
	for _, ref := range *base.Referrers() {
		if _, field := ref.(*ssa.FieldAddr); !field && ref != ssa.Instruction(call) {
			return false // something else may set a field
		}
	}
	set := OptionsSet(base)
	isNot := func(v ssa.Value) bool {
		text, ok := f.eval.Eval(v).Constant()
		return !ok || text != "" && text != "false"
	}
	if len(set[o.Addresses]) != 1 || slices.ContainsFunc(set[o.Cluster], isNot) || slices.ContainsFunc(set[o.Sentinel], isNot) {
		return false
	}
	list := f.eval.Eval(set[o.Addresses][0]).AsList()
	return list != nil && !list.Partial && len(list.Items) == 1 && !list.Items[0].Repeat
}
