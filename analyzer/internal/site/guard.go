package site

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// GuardedAt reports whether an instruction runs only where the client is no
// cluster.
func (f *Finder) GuardedAt(in ssa.Instruction) bool { return f.guarded(in, 0, false) }

// guarded reports whether a call runs only where it cannot meet a cluster: every
// path to it passes a branch that says so. With count, so does one that says that
// the call has a single key.
func (f *Finder) guarded(call ssa.Instruction, depth int, count bool) bool {
	fn := call.Parent()
	if f.reachable(fn, call, count) {
		return f.callersGuarded(fn, depth, count)
	}
	return true
}

// counted returns the keys of a call as they are behind a guard that says that it
// has a single one. The key of a command alone is always right; in a transaction
// or a script it may still differ from others.
func (f *Finder) counted(call ssa.Instruction, keys []Key) []Key {
	if len(keys) == 0 || len(keys) == 1 && !keys[0].Repeat || !f.guarded(call, 0, true) {
		return keys
	}
	one := keys[0]
	one.Repeat = false
	return []Key{one}
}

// reachable reports whether a path leads to the call that passes no guard.
func (f *Finder) reachable(fn *ssa.Function, call ssa.Instruction, count bool) bool {
	seen := map[*ssa.BasicBlock]bool{fn.Blocks[0]: true}
	work := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == call.Block() {
			return true
		}
		cond, _ := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		for i, succ := range b.Succs {
			if cond != nil && f.implies(cond.Cond, i == 0, call, count) || seen[succ] {
				continue
			}
			seen[succ] = true
			work = append(work, succ)
		}
	}
	return false
}

// callersGuarded reports whether fn is a helper that is called under guards
// only.
func (f *Finder) callersGuarded(fn *ssa.Function, depth int, count bool) bool {
	if depth > 1 || fn.Parent() != nil || ast.IsExported(fn.Name()) {
		return false
	}
	calls := f.eval.Callers(fn)
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(c ssa.CallInstruction) bool {
		return c.Parent() == fn || !f.guarded(c, depth+1, count)
	})
}

// implies reports whether a condition, being true or not, means that the client
// is no cluster, or that the call has no two keys of different slots; with count,
// or a single one.
func (f *Finder) implies(cond ssa.Value, truth bool, call ssa.Instruction, count bool) bool {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return f.implies(c.X, !truth, call, count)
		}
	case *ssa.Extract:
		if ta, ok := c.Tuple.(*ssa.TypeAssert); ok && c.Index == 1 {
			switch libraries.ClassOf(ta.AssertedType) {
			case client.Cluster:
				return !truth
			case client.Single, client.Ring:
				return truth && !types.IsInterface(ta.AssertedType)
			}
			return !truth && asksMasters(ta.AssertedType)
		}
	case *ssa.BinOp:
		return f.compares(c, truth, call, count)
	case *ssa.Call:
		if fn := c.Call.StaticCallee(); fn != nil && fn.Pkg != nil && fn.Pkg.Pkg.Path() == flow.SlotPackage {
			return truth // slot.Same
		}
		if name := strings.ToLower(calleeName(c)); strings.Contains(name, "slot") {
			return truth && (strings.Contains(name, "same") || strings.Contains(name, "share") || strings.Contains(name, "one"))
		}
	}
	if b, ok := cond.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsBoolean == 0 {
		return false
	}
	switch names(f.eval.NameOf(cond)) {
	case clusterWord:
		return !truth
	case singleWord:
		return truth
	}
	return false
}

// asksMasters reports whether t is an interface that only cluster clients (and
// Rings) implement: it has a method that calls a function for each node.
func asksMasters(t types.Type) bool {
	it, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range it.Methods() {
		if libraries.CallsEachNode(m.Name()) {
			return true
		}
	}
	return false
}

// compares is implies for a comparison: of a mode with a constant, or of the
// number of keys with one.
func (f *Finder) compares(c *ssa.BinOp, truth bool, call ssa.Instruction, count bool) bool {
	if one, ok := f.counts(c, truth, call); ok {
		return one && count
	}
	if c.Op != token.EQL && c.Op != token.NEQ {
		return false
	}
	if c.Op == token.NEQ {
		truth = !truth
	}
	if f.eval.IsSlot(c.X) && f.eval.IsSlot(c.Y) {
		return truth
	}
	if k, ok := c.Y.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.String && constant.StringVal(k.Value) == "" {
		return truth && f.tagOrEmpty(c.X)
	}
	switch f.wordOf(c) {
	case clusterWord:
		// A pointer to a cluster client that is not nil is one.
		if k, ok := c.Y.(*ssa.Const); ok && k.IsNil() {
			return truth
		}
		return !truth
	case singleWord:
		return truth
	}
	return false
}

// counts is compares for the number of elements of a list that the call sends,
// or of one that its keys are made of; ok is false for other comparisons.
func (f *Finder) counts(c *ssa.BinOp, truth bool, call ssa.Instruction) (one, ok bool) {
	n, isCall := c.X.(*ssa.Call)
	if !isCall {
		return false, false
	}
	b, isBuiltin := n.Call.Value.(*ssa.Builtin)
	sends, isCall := call.(ssa.CallInstruction)
	switch {
	case !isBuiltin || !isCall || b.Name() != "len":
		return false, false
	case slices.Contains(sends.Common().Args, n.Call.Args[0]):
		return atMostOne(c, truth), true
	}
	one = f.madeOf(sends, n.Call.Args[0]) && atMostOne(c, truth)
	return one, one
}

// madeOf reports whether a call sends a list with one key for each element of
// the list x, and no more.
func (f *Finder) madeOf(call ssa.CallInstruction, x ssa.Value) bool {
	id := f.eval.Eval(x).Identity()
	if id == "" {
		return false
	}
	lists := 0
	for _, a := range call.Common().Args {
		if _, ok := a.Type().Underlying().(*types.Slice); !ok {
			continue
		}
		l := f.eval.Eval(a).AsList()
		if l == nil || len(l.Items) != 1 || !l.Items[0].Repeat || !value.MentionsElement(l.Items[0].Value, id) {
			return false
		}
		lists++
	}
	return lists == 1
}

// atMostOne reports whether a comparison of a length says that there is one
// element at most.
func atMostOne(c *ssa.BinOp, truth bool) bool {
	k, ok := c.Y.(*ssa.Const)
	if !ok || k.Value == nil {
		return false
	}
	n, ok := constant.Int64Val(k.Value)
	if !ok {
		return false
	}
	switch c.Op {
	case token.EQL:
		return truth && n <= 1
	case token.NEQ:
		return !truth && n <= 1
	case token.GTR:
		return !truth && n <= 1
	case token.GEQ:
		return !truth && n <= 2
	case token.LSS:
		return truth && n <= 2
	case token.LEQ:
		return truth && n <= 1
	}
	return false
}

func calleeName(c *ssa.Call) string {
	if c.Call.IsInvoke() {
		return c.Call.Method.Name()
	}
	if fn := c.Call.StaticCallee(); fn != nil {
		return fn.Name()
	}
	return ""
}

// tagOrEmpty reports whether all that a text can be is empty, or has a brace in
// it: a prefix that is set for a cluster only.
func (f *Finder) tagOrEmpty(v ssa.Value) bool {
	tagged := false
	for _, a := range f.eval.Expand(f.eval.Eval(v)).Texts() {
		brace := false
		for _, part := range a.Pattern {
			brace = brace || strings.Contains(part.Lit, "{")
		}
		if !brace && len(a.Pattern) > 0 {
			return false
		}
		tagged = tagged || brace
	}
	return tagged
}
