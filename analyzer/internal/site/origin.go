package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
)

// Origins are the clients that a value of an interface type may be, as far as
// the package shows: a function that takes an interface may be called with the
// nodes of a cluster only.
type Origins struct {
	Single  bool // a client of one server, or a ring
	Cluster bool // a cluster client
	Unknown bool // something that the package does not show
	Handed  bool // a function literal is handed it by code that the package does not show

	spared bool // something that is no cluster where it is passed
}

// maxOrigins is the number of values that are looked at for one client.
const maxOrigins = 64

// Origins returns what the client of s may be.
func (f *Finder) Origins(s Send) Origins {
	var o Origins
	if s.recv == nil {
		o.Unknown = true
		return o
	}
	seen := make(map[ssa.Value]bool)
	work := []ssa.Value{s.recv}
	for len(work) > 0 {
		v := flow.Source(work[len(work)-1])
		work = work[:len(work)-1]
		if seen[v] {
			continue
		}
		seen[v] = true
		switch libraries.ClassOf(types.Unalias(v.Type())) {
		case client.Single, client.Ring:
			o.Single = true
			continue
		case client.Cluster:
			o.Cluster = true
			continue
		}
		if f.oneServer(v) {
			o.Single = true
			continue
		}
		if p, ok := v.(*ssa.Parameter); ok {
			f.given(p, &o, &work)
			continue
		}
		from := f.sources(v)
		o.Unknown = o.Unknown || len(from) == 0 || len(seen) > maxOrigins
		if len(seen) <= maxOrigins {
			work = append(work, from...)
		}
	}
	o.Single = o.Single || o.spared && !o.Unknown && !o.Cluster
	return o
}

// sources returns the values that v is one of; none if they are not known.
func (f *Finder) sources(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.FreeVar:
		if b := f.eval.Captured(v); b != nil {
			return []ssa.Value{b}
		}
	case *ssa.Phi:
		return v.Edges
	case *ssa.UnOp:
		return []ssa.Value{v.X}
	case *ssa.Alloc:
		return stored(v)
	case *ssa.Global, *ssa.FieldAddr:
		return f.values(f.eval.Assigned(v))
	case *ssa.Call:
		if libraries.ClassOf(v.Type()) == client.Pipeline {
			return pipelineOf(v)
		}
		if fn := v.Call.StaticCallee(); fn != nil && fn.Signature.Results().Len() == 1 {
			return returned(fn)
		}
	}
	return nil
}

// pipelineOf returns the client that a call begins a pipeline of.
func pipelineOf(call *ssa.Call) []ssa.Value {
	common := call.Common()
	if common.IsInvoke() {
		return []ssa.Value{common.Value}
	}
	if fn := common.StaticCallee(); fn != nil && fn.Signature.Recv() != nil && len(common.Args) > 0 {
		return common.Args[:1]
	}
	return nil
}

// given adds what the package passes for a parameter to o, or to the values that
// are still to be looked at. What its tests pass says nothing of the program.
func (f *Finder) given(p *ssa.Parameter, o *Origins, work *[]ssa.Value) {
	fn := p.Parent()
	if mc := f.eval.MadeBy(fn); mc != nil && libraries.ClassOf(p.Type()) == client.Pipeline {
		for _, ref := range *mc.Referrers() {
			if call, ok := ref.(*ssa.Call); ok {
				*work = append(*work, pipelineOf(call)...) // Pipelined
				return
			}
		}
	}
	calls, all := f.eval.Callers(fn), fn.Parent() != nil || !ast.IsExported(fn.Name())
	if len(calls) == 0 {
		var followed bool
		calls, followed = f.invoked(fn)
		all = all && followed
		o.Handed = o.Handed || !followed
	}
	at, some := slices.Index(fn.Params, p), false
	for _, call := range calls {
		args := call.Common().Args
		if at >= len(args) || f.inTest(call.Pos()) {
			continue
		}
		some = true
		if f.guarded(call, 0, false) {
			o.spared = true
			continue
		}
		*work = append(*work, args[at])
	}
	o.Unknown = o.Unknown || !all || !some
}

func (f *Finder) inTest(pos token.Pos) bool {
	return strings.HasSuffix(f.Fset.Position(pos).Filename, "_test.go")
}

// values returns what the program's own assignments assign.
func (f *Finder) values(stores []*ssa.Store) []ssa.Value {
	var out []ssa.Value
	for _, s := range stores {
		if c, ok := s.Val.(*ssa.Const); !f.inTest(s.Pos()) && !(ok && c.IsNil()) {
			out = append(out, s.Val)
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

// returned returns the results of a function that has one.
func returned(fn *ssa.Function) []ssa.Value {
	var out []ssa.Value
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			out = append(out, ret.Results[0])
		}
	}
	return out
}
