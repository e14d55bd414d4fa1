// Package brought finds the hash tags that the packages of a program give each other.
//
// A package is judged before those that import it: of a key that a caller in another
// package passes to an exported function, nothing is known then. Where the program is
// analyzed as a whole, this package tells afterwards which of these values have a tag
// in one of the calls.
package brought

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A Source is where a value comes from that another package may give: a parameter of an
// exported function, or of a method of that name, or an exported field.
type Source string

// Sources returns what the values in keys come from that other packages may give, of
// those that could hold the hash tag of their key: a tag before them counts.
func Sources(e *flow.Evaluator, keys ...pattern.Pattern) []Source {
	var out []Source
	for _, p := range keys {
		for _, part := range p {
			if part.Hole != nil {
				out = append(out, sources(e, part.Hole.ID)...)
			} else if strings.Contains(part.Lit, "{") {
				break
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func sources(e *flow.Evaluator, id string) []Source {
	var out []Source
	e.Origins(id, func(fn *ssa.Function, param int) {
		obj, ok := fn.Object().(*types.Func)
		if !ok || !obj.Exported() {
			return
		}
		out = append(out, parameter(obj, param))
		if fn.Signature.Recv() != nil {
			out = append(out, methodNamed(obj.Name(), param))
		}
	}, func(f *types.Var) {
		if f.Exported() {
			out = append(out, field(f))
		}
	})
	return out
}

func parameter(fn *types.Func, n int) Source {
	return Source(fmt.Sprint(fn.Origin().FullName(), " ", n))
}

// methodNamed is a parameter of whichever method a call through an interface runs.
func methodNamed(name string, n int) Source { return Source(fmt.Sprint(".", name, " ", n)) }

func field(f *types.Var) Source { return Source("field " + f.Origin().Id() + " " + f.Pkg().Path()) }

// Tags are the values of a program that some package gives with a hash tag.
type Tags struct {
	tagged map[Source]bool
	// passed has, by what a function is given, what it passes that on to.
	passed map[Source][]Source
}

// Of returns what the packages of a program give each other.
func Of(units []*unit.Unit) *Tags {
	t := &Tags{tagged: make(map[Source]bool), passed: make(map[Source][]Source)}
	for _, u := range units {
		if u.Finder != nil {
			t.add(u)
		}
	}
	work := make([]Source, 0, len(t.tagged))
	for s := range t.tagged {
		work = append(work, s)
	}
	for len(work) > 0 {
		s := work[len(work)-1]
		work = work[:len(work)-1]
		for _, to := range t.passed[s] {
			if !t.tagged[to] {
				t.tagged[to] = true
				work = append(work, to)
			}
		}
	}
	return t
}

// Any reports whether one of the values is given with a hash tag.
func (t *Tags) Any(from []Source) bool {
	return slices.ContainsFunc(from, func(s Source) bool { return t.tagged[s] })
}

// add adds what the package of a unit gives to others.
func (t *Tags) add(u *unit.Unit) {
	for _, fn := range u.Funcs {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				switch in := in.(type) {
				case ssa.CallInstruction:
					t.call(u, in.Common())
				case *ssa.Store:
					if a, ok := in.Addr.(*ssa.FieldAddr); ok {
						if f := flow.FieldVar(a); f.Exported() && f.Pkg() != u.Pass.Pkg {
							t.give(u, field(f), in.Val)
						}
					}
				}
			}
		}
	}
}

func (t *Tags) call(u *unit.Unit, common *ssa.CallCommon) {
	if common.IsInvoke() {
		if p := common.Method.Pkg(); p == nil || libraries.Owns(p.Path()) {
			return // a command
		}
		for i, a := range common.Args {
			t.give(u, methodNamed(common.Method.Name(), i+1), a)
		}
		return
	}
	fn := common.StaticCallee()
	if fn == nil {
		return
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok || !obj.Exported() || obj.Pkg() == nil || obj.Pkg() == u.Pass.Pkg {
		return
	}
	for i, a := range common.Args {
		t.give(u, parameter(obj, i), a)
	}
}

// give notes what is known of a value that the package of u gives.
func (t *Tags) give(u *unit.Unit, to Source, v ssa.Value) {
	if !mayHoldText(v.Type(), 0) {
		return
	}
	u.Eval.ResetBudget()
	t.hold(u, to, u.Eval.Expand(u.Eval.Eval(v)), 0)
}

// hold notes the tags in v, and what it is made of that the package itself is given.
func (t *Tags) hold(u *unit.Unit, to Source, v *value.Value, depth int) {
	const deep = 4 // layers of structs and lists
	if v == nil || depth > deep {
		return
	}
	for _, alt := range v.Texts() {
		if _, tagged, _ := alt.Pattern.Hashed(); tagged {
			t.tagged[to] = true
		}
		for _, part := range alt.Pattern {
			if part.Hole == nil {
				continue
			}
			if value.MayTag(part.Hole.ID) {
				t.tagged[to] = true
			}
			for _, from := range sources(u.Eval, part.Hole.ID) {
				t.passed[from] = append(t.passed[from], to)
			}
		}
	}
	for _, it := range v.Items {
		t.hold(u, to, it.Key, depth+1)
		t.hold(u, to, it.Value, depth+1)
	}
	for _, f := range v.Fields {
		t.hold(u, to, f.Value, depth+1)
	}
}

// mayHoldText reports whether a value of type t may hold a key, or a part of one.
func mayHoldText(t types.Type, depth int) bool {
	const deep = 3
	if depth > deep {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&types.IsString != 0
	case *types.Slice:
		return mayHoldText(t.Elem(), depth+1)
	case *types.Array:
		return mayHoldText(t.Elem(), depth+1)
	case *types.Map:
		return mayHoldText(t.Key(), depth+1) || mayHoldText(t.Elem(), depth+1)
	case *types.Pointer:
		return mayHoldText(t.Elem(), depth+1)
	case *types.Struct:
		for f := range t.Fields() {
			if mayHoldText(f.Type(), depth+1) {
				return true
			}
		}
	case *types.Interface:
		return t.NumMethods() == 0
	}
	return false
}
