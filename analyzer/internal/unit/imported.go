package unit

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// imported gives the evaluators access to what is known of other packages: what
// the settings say of their functions, and else their facts.
type imported struct {
	pass *analysis.Pass
	*Options
}

func (i imported) Summary(fn *types.Func) *flow.Summary {
	if fn.Pkg() == i.pass.Pkg {
		return nil
	}
	if format, ok := i.Keys[nameOf(fn)]; ok {
		v, err := flow.FormatKey(fn, format)
		i.must("keys", fn, err)
		return &flow.Summary{Results: []*value.Value{v}}
	}
	var f funcFact
	if !i.pass.ImportObjectFact(fn, &f) {
		return nil
	}
	s := &flow.Summary{Results: make([]*value.Value, len(f.Results)), Writes: f.Writes, Edits: f.Edits}
	for n, v := range f.Results {
		if v.Kind != value.Unknown {
			s.Results[n] = v
		}
	}
	return s
}

func (i imported) Sends(fn *types.Func) []site.Send {
	if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) && i.Methods != nil {
		return i.implemented(fn)
	}
	if fn.Pkg() == i.pass.Pkg {
		return nil
	}
	if w, ok := i.Wrappers[nameOf(fn)]; ok {
		s, err := site.Described(fn, w.Command, w.Keys)
		i.must("wrappers", fn, err)
		return []site.Send{s}
	}
	var f funcFact
	if !i.pass.ImportObjectFact(fn, &f) {
		return nil
	}
	return unpacked(f.Sends)
}

// unpacked returns sends as a package gets them. The driver keeps the fact.
func unpacked(list []site.Send) []site.Send {
	sends := slices.Clone(list)
	for n := range sends {
		sends[n].Unpack()
	}
	return sends
}

// implemented returns what the methods send that may be meant by a method of an
// interface.
func (i imported) implemented(fn *types.Func) (out []site.Send) {
	iface, ok := fn.Signature().Recv().Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	for _, m := range i.Methods[fn.Name()] {
		recv := m.Func.Signature().Recv().Type()
		if types.Implements(recv, iface) || types.Implements(types.NewPointer(recv), iface) {
			out = append(out, unpacked(m.Sends)...)
		}
	}
	for n := range out {
		out[n].Perhaps = true
	}
	return out
}

func (i imported) Var(v *types.Var) *value.Value {
	var f varFact
	if v.Pkg() == i.pass.Pkg || !i.pass.ImportObjectFact(v, &f) {
		return nil
	}
	return f.Value
}

// An OptionError is an option that does not fit the code. It is a panic that ends
// the analysis of a package.
type OptionError struct{ error }

// must ends the analysis if what an option says of a function cannot be.
func (i imported) must(setting string, fn *types.Func, err error) {
	if err != nil {
		panic(OptionError{fmt.Errorf("-%s: %s: %w", setting, nameOf(fn), err)})
	}
}

// nameOf spells a function as settings do: example.com/kv.Client.Get, without
// regard to pointers and type parameters.
func nameOf(fn *types.Func) string {
	if fn.Pkg() == nil {
		return fn.Name()
	}
	name := fn.Pkg().Path() + "."
	if recv := fn.Signature().Recv(); recv != nil {
		t := recv.Type()
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok {
			name += n.Obj().Name() + "."
		}
	}
	return name + fn.Name()
}
