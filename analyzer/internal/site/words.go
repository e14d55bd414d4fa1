package site

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
)

// spelled returns the command of a method word for word.
func (f *Finder) spelled(m *client.Method, arg func(param int) (*flow.Value, []ast.Expr)) []Key {
	var out []Key
	for _, w := range client.Words(m) {
		if w.Arg == nil {
			out = append(out, Key{Value: flow.Literal(w.Option)})
			continue
		}
		v, exprs := arg(w.Arg.Param)
		if v == nil {
			continue
		}
		for _, k := range f.selected(*w.Arg, v, exprs) {
			if w.Option != "" {
				out = append(out, Key{Value: flow.Literal(w.Option), Pos: k.Pos})
			}
			out = append(out, k)
		}
	}
	return out
}

// Differ relates a key to a pattern of keys; it is nil if they share a slot.
func (f *Finder) Differ(key, pattern Key) *Finding {
	keys := f.expanded([]Key{key, pattern})
	found, _ := f.compare(keys[0], keys[1], false)
	return found
}

// OneNode reports whether the client that s is sent to is known to be one of a
// single server, although its static type leaves that open: a function that
// takes an interface may be called with the node of a cluster only.
func (f *Finder) OneNode(s Send) bool { return s.recv != nil && f.oneNode(s.recv, 4) }

func (f *Finder) oneNode(v ssa.Value, depth int) bool {
	v = flow.Source(v)
	switch client.ClassOf(types.Unalias(v.Type())) {
	case client.Single, client.Ring:
		return true
	case client.Cluster:
		return false
	}
	if depth == 0 {
		return false
	}
	every := func(vals []ssa.Value) bool {
		for _, x := range vals {
			if !f.oneNode(x, depth-1) {
				return false
			}
		}
		return len(vals) > 0
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return every(f.passed(v))
	case *ssa.FreeVar:
		if b := f.eval.Captured(v); b != nil {
			return f.oneNode(b, depth-1)
		}
	case *ssa.Phi:
		return every(v.Edges)
	case *ssa.UnOp:
		return f.oneNode(v.X, depth-1)
	case *ssa.Alloc:
		return every(stored(v))
	}
	return false
}

// passed returns what the package passes for a parameter.
func (f *Finder) passed(p *ssa.Parameter) []ssa.Value {
	fn := p.Parent()
	var out []ssa.Value
	for i, q := range fn.Params {
		if q != p {
			continue
		}
		for _, call := range f.eval.Callers(fn) {
			if args := call.Common().Args; i < len(args) && call.Parent() != fn {
				out = append(out, args[i])
			}
		}
	}
	return out
}

// stored returns what is assigned to a variable as a whole.
func stored(v *ssa.Alloc) []ssa.Value {
	var out []ssa.Value
	for _, ref := range *v.Referrers() {
		if s, ok := ref.(*ssa.Store); ok && s.Addr == ssa.Value(v) {
			out = append(out, s.Val)
		}
	}
	return out
}
