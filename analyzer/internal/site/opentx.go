package site

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// openTransactions returns the pipelines of those transactions of fn of which
// only the callers can say whether the keys share a slot, as fn was given them.
// Each has the name by which the callers know it.
func (f *Finder) openTransactions(fn *ssa.Function, prefix string) map[string]string {
	var open map[string]string
	if fn.Parent() != nil {
		return nil
	}
	for _, t := range f.begunIn(fn) {
		runs := slices.ContainsFunc(t.Commands, func(s Send) bool { return s.runs(prefix) })
		if !runs && !slices.ContainsFunc(t.Commands, func(s Send) bool { return mentions(s, prefix) }) {
			continue
		}
		if t.Begin.Decided {
			continue
		}
		if _, _, found := f.JudgeTx(t); found == nil && !runs || found != nil && (!found.Unknown || found.Silent) {
			continue
		}
		if open == nil {
			open = make(map[string]string)
		}
		pipe := t.Begin.Result
		if t.body != nil {
			pipe = "" // the parameter of the function literal, in the terms of fn
			for i, p := range t.body.Params {
				if libraries.ClassOf(p.Type()) == client.Pipeline {
					open[f.eval.ParamID(t.body, i)] = f.eval.LocalID(fn, t.body.Name())
					open[beginOf(t.body)] = f.eval.LocalID(fn, t.body.Name())
				}
			}
		}
		if pipe != "" {
			open[pipe] = pipe
		}
	}
	return open
}

// begunIn returns the transactions that fn and the function literals in it begin.
func (f *Finder) begunIn(fn *ssa.Function) []Transaction {
	var out []Transaction
	if slices.ContainsFunc(f.Sends(fn), func(s Send) bool { return s.Kind == client.Begin }) {
		out = f.Transactions(fn)
	}
	for _, anon := range fn.AnonFuncs {
		out = append(out, f.begunIn(anon)...)
	}
	return out
}

// runs reports whether s runs a function that the callers give.
func (s *Send) runs(prefix string) bool {
	return s.Kind == client.Queue && s.Callback != nil && flow.Function(s.Callback) == nil && value.Contains(s.Callback.Identity(), prefix)
}

// keptPipelines returns the pipelines that fn begins and nobody else gets: their
// transactions are complete, and are judged where they are.
func (f *Finder) keptPipelines(fn *ssa.Function) map[string]bool {
	var kept map[string]bool
	for _, s := range f.Sends(fn) {
		if call, ok := s.call.(*ssa.Call); ok && s.Kind == client.Begin && s.Result != "" && !f.escapes(call, s.Result, make(map[ssa.Value]bool)) {
			if kept == nil {
				kept = make(map[string]bool)
			}
			kept[s.Result] = true
		}
	}
	for _, s := range f.Sends(fn) {
		if s.Kind == client.Queue {
			delete(kept, s.Recv) // a callback of the caller queues commands too
		}
	}
	return kept
}

// escapes reports whether v is returned or stored where others find it. What it
// is passed to sends commands on it, and no more, unless it returns it. pipe is the
// identity of the pipeline that v holds.
func (f *Finder) escapes(v ssa.Value, pipe string, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return, *ssa.Send, *ssa.MapUpdate:
			return true
		case *ssa.Store:
			cell, local := ref.Addr.(*ssa.Alloc)
			if ref.Val == v && (!local || f.escapes(cell, pipe, seen)) {
				return true
			}
		case *ssa.UnOp, *ssa.Phi, *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.TypeAssert, *ssa.Extract, *ssa.FieldAddr, *ssa.Field:
			if f.escapes(ref.(ssa.Value), pipe, seen) {
				return true
			}
		case *ssa.Call:
			callee := ref.Call.StaticCallee()
			if callee == nil {
				continue
			}
			if obj, ok := callee.Object().(*types.Func); ok && !isClient(obj) && value.Mentions(f.eval.Eval(ref), pipe) && f.escapes(ref, pipe, seen) {
				return true
			}
		}
	}
	return false
}

// watchedFor returns the Watch under which fn begins the transaction recv, as a part
// of the transaction that the callers know as pipe: whatever they queue has to share a
// slot with what it watches. The Watch itself is judged where it is.
func (f *Finder) watchedFor(fn *ssa.Function, recv, pipe string) []Send {
	list := f.watched(fn, recv)
	for i := range list {
		w := &list[i]
		w.Callback, w.call, w.Recv, w.Judged = nil, nil, pipe, true
	}
	return list
}

// beginOf names the Begin that runs the function body.
func beginOf(body *ssa.Function) string { return "begin " + body.String() }

// pipeline returns the identity of the pipeline that a send is about.
func (s *Send) pipeline() string {
	switch {
	case s.Kind == client.Begin && s.Callback != nil && flow.Function(s.Callback) != nil:
		return beginOf(flow.Function(s.Callback))
	case s.Kind == client.Begin:
		return s.Result
	}
	return s.Recv
}

// on returns the send with that name for its pipeline. A Begin that takes a
// function becomes one that returns the pipeline.
func (s Send) on(pipe string) Send {
	if s.Kind == client.Begin {
		s.Callback, s.Result, s.maker = nil, pipe, nil
	} else {
		s.Recv = pipe
	}
	return s
}
