package site

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// through returns what a call makes a function of the program send.
func (f *Finder) through(call ssa.CallInstruction, fn *ssa.Function, args []ssa.Value, sends []Send) []Send {
	if len(sends) == 0 {
		return nil
	}
	expr := f.callExpr(call)
	bind := f.eval.Binder(fn, call, args)
	name := nameOfCallee(call)
	var out []Send
	for _, s := range sends {
		if len(s.Trace) >= maxTrace {
			f.giveUp(call.Common().Pos(), fmt.Sprintf("a command is followed through %d functions", maxTrace))
			continue
		}
		t := s
		t.Keys = make([]Key, 0, len(s.Keys))
		for _, k := range s.Keys {
			t.Keys = append(t.Keys, f.bindKey(bind, k, expr)...)
		}
		t.script = s.script.bound(bind)
		t.lives = boundLives(s.lives, bind)
		if s.raw && s.words != nil {
			f.setRaw(&t, boundWords(s.words, func(w Key) []Key { return f.bindKey(bind, w, expr) }))
		}
		if s.Callback != nil {
			t.Callback = bind(s.Callback)
			if s.Callback.Kind == value.Func {
				t.binds = append(slices.Clone(s.binds), bind)
			}
		}
		if s.Recv != "" {
			t.Recv = bind(value.Symbol(s.Recv)).Identity()
		}
		if len(s.Recvs) > 0 {
			t.Recv, t.Recvs = boundPipes(s.Recvs, bind)
		}
		if s.Result != "" {
			t.Result = bind(value.Symbol(s.Result)).Identity()
		}
		t.Trace = append([]Step{{Func: name, Pos: call.Common().Pos()}}, s.Trace...)
		if s.Callback == nil || s.Callback.Kind == value.Func {
			out = append(out, t)
			continue
		}
		run := f.callbacks(s.Callback, args)
		if len(run) == 0 {
			out = append(out, t)
		}
		for _, c := range run {
			t.maker = c.maker
			if c.fn.Kind == value.Func {
				t.Callback = c.fn
			}
			out = append(out, t)
		}
	}
	return out
}

// boundPipes returns what the pipelines that a command may be queued on are with the
// arguments of a call: one, or several.
func boundPipes(ids []string, bind func(*value.Value) *value.Value) (id string, several []string) {
	for _, id := range ids {
		v := bind(value.Symbol(id))
		if id := v.Identity(); id != "" {
			several = append(several, id)
			continue
		}
		for _, a := range v.Texts() {
			if len(a.Pattern) == 1 && a.Pattern[0].Hole != nil {
				several = append(several, a.Pattern[0].Hole.ID)
			}
		}
	}
	if len(several) == 1 {
		return several[0], nil
	}
	return "", several
}

// bindKey puts the arguments of a call into a key. A key that stands for every
// element of a list becomes the elements, where the caller knows them.
func (f *Finder) bindKey(bind func(*value.Value) *value.Value, k Key, expr *ast.CallExpr) []Key {
	pos := token.NoPos
	if expr != nil {
		pos = expr.Pos()
	}
	if !k.Repeat {
		v := bind(k.Value)
		if text, ok := v.Constant(); ok && text == "" && k.Optional {
			return nil
		}
		return []Key{{Value: v, Channel: k.Channel, Pattern: k.Pattern, Optional: k.Optional, Role: k.Role, Pos: pos}}
	}
	if whole := k.Value.Whole(); whole != nil && k.Part != Whole {
		return f.bindPart(bind, k, whole, pos)
	}
	list := bind(value.Repeated(k.Value))
	out := make([]Key, 0, len(list.Items))
	for _, it := range list.Items {
		out = append(out, Key{Value: it.Value, Repeat: it.Repeat, Channel: k.Channel, Pattern: k.Pattern, Role: k.Role, Pos: pos})
	}
	return out
}

// Exported returns the sends of fn that depend on what its callers pass: keys
// made of its parameters that are not judged in fn itself, and commands queued
// on a pipeline that it was given. Those of the function literals in fn are
// among them.
func (f *Finder) Exported(fn *ssa.Function) []Send {
	if s, ok := f.exported[fn]; ok {
		return s
	}
	f.exported[fn] = nil // recursion adds nothing
	var out []Send
	prefix := f.eval.ParamPrefix(fn)
	pipes, kept := f.openTransactions(fn, prefix), f.keptPipelines(fn)
	var add func(g *ssa.Function)
	add = func(g *ssa.Function) {
		for _, s := range f.Sends(g) {
			if len(out) >= maxPassed {
				f.giveUp(s.Pos(), fmt.Sprintf("%d commands of one function are passed on to its callers", maxPassed))
				return
			}
			if g != fn {
				s.call = nil
			}
			open := f.open(s, prefix) || s.undecided(prefix) || f.All && !s.Guarded && slices.ContainsFunc(s.Keys, func(k Key) bool { return begins(k, prefix) })
			if renamed, ok := pipes[s.pipeline()]; ok && !s.Guarded {
				if s.Kind == client.Begin {
					out = append(out, f.watchedFor(g, s.Recv, renamed)...)
				}
				s.Judged = !open
				s = s.on(renamed)
				if g != fn && s.Kind == client.Begin {
					s.Recv = "" // a parameter of the literal
				}
				out = append(out, s)
			} else if s.Kind == client.Begin && s.Piped && s.Callback != nil && value.Contains(s.Recv, prefix) && !s.Guarded {
				s.Judged, s.Decided = true, true
				out = append(out, s)
			} else if kept[s.pipeline()] && !open {
				continue
			} else if open || f.queues(s, prefix) || f.undecidedWatch(s, prefix) || !s.Guarded && s.script.mentions(prefix) || fn.Parent() != nil && s.Recv != "" && !s.Guarded && mentions(s, prefix) {
				s.Judged = !open
				out = append(out, s)
			}
		}
		for _, anon := range g.AnonFuncs {
			add(anon)
		}
	}
	add(fn)
	f.exported[fn] = out
	if !f.done[fn] {
		delete(f.exported, fn) // asked for in the middle of its own sends
	}
	return out
}

// queues reports whether a send is part of a transaction that the callers begin
// or run.
func (f *Finder) queues(s Send, prefix string) bool {
	mayBeGiven := value.Contains(s.Recv, prefix) || slices.ContainsFunc(s.Recvs, func(id string) bool { return value.Contains(id, prefix) })
	return !s.Guarded && (mayBeGiven && s.Kind != client.Begin || s.Result != "" ||
		s.Callback != nil && value.Contains(s.Callback.Identity(), prefix))
}

// open reports whether the callers decide what can be said of the keys of a
// send.
func (f *Finder) open(s Send, prefix string) bool {
	if s.Guarded || s.Judged || len(s.Keys) == 0 || len(s.Keys) == 1 && !s.Keys[0].Repeat {
		return false
	}
	mentions := false
	for _, k := range s.Keys {
		mentions = mentions || value.Mentions(k.Value, prefix)
	}
	if !mentions {
		return false
	}
	optional := slices.ContainsFunc(s.Keys, func(k Key) bool { return k.Optional && k.skipped() })
	if v := Judge(f, s); !optional && (v == nil || !v.Unknown) {
		return v == nil && f.emptiedByCaller(s)
	}
	found, _ := f.FromCallers(s)
	return found == nil
}

// emptiedByCaller reports whether the keys of s share a hash tag that the program
// fills with what it is given, and a call in sight gives it the empty string: the
// whole keys are hashed then.
func (f *Finder) emptiedByCaller(s Send) bool {
	if s.call == nil || s.call.Parent().Parent() != nil {
		return false
	}
	fn := s.call.Parent()
	prefix := f.eval.ParamPrefix(fn)
	if !slices.ContainsFunc(s.Keys, func(k Key) bool {
		return k.Value != nil && slices.ContainsFunc(k.Value.Texts(), func(a value.Alt) bool {
			hashed, _, empty := a.Pattern.Hashed()
			return empty && value.Mentions(value.Of(hashed), prefix)
		})
	}) {
		return false
	}
	return slices.ContainsFunc(f.eval.Callers(fn), func(call ssa.CallInstruction) bool {
		if !slices.ContainsFunc(call.Common().Args, func(a ssa.Value) bool {
			text, ok := f.eval.Eval(a).Constant()
			return ok && text == ""
		}) {
			return false
		}
		bound := f.through(call, fn, call.Common().Args, []Send{s})
		v := Judge(f, bound[0])
		return v != nil && !v.Unknown
	})
}

// FromCallers judges a send of a helper that adds a key of its own to those
// that it is given. If nothing but the package can call the helper, and every
// call gives it a key of another slot, the mistake is the helper's: the finding
// of the first call is returned, and the calls. Otherwise it is nil, and the
// calls are judged one by one.
func (f *Finder) FromCallers(s Send) (*Finding, []ssa.CallInstruction) {
	if s.call == nil || len(s.Keys) < 2 {
		return nil, nil
	}
	fn := s.call.Parent()
	prefix := f.eval.ParamPrefix(fn)
	own := 0
	for _, k := range s.Keys {
		if !k.Pattern && !value.Mentions(k.Value, prefix) && len(k.Value.Texts()) > 0 {
			own++
		}
	}
	if own == 0 || own == len(s.Keys) || fn.Parent() != nil || ast.IsExported(fn.Name()) {
		return nil, nil
	}
	calls := f.eval.Callers(fn)
	var first *Finding
	for _, call := range calls {
		if f.guarded(call, 1, true) {
			return nil, nil
		}
		bound := f.through(call, fn, call.Common().Args, []Send{s})
		if len(bound) == 0 || len(bound[0].Keys) != len(s.Keys) {
			return nil, nil
		}
		v := Judge(f, bound[0])
		if v == nil || v.Unknown {
			return nil, nil
		}
		if first == nil {
			first = v
		}
	}
	return first, calls
}

// methodName names a method as its users write it: "redis.Cmdable.SInter".
func methodName(recv types.Type, obj *types.Func) string {
	t := types.TypeString(recv, func(p *types.Package) string { return p.Name() })
	return strings.TrimPrefix(t, "*") + "." + obj.Name()
}

func nameOfCallee(call ssa.CallInstruction) string {
	common := call.Common()
	if common.IsInvoke() {
		return methodName(common.Value.Type(), common.Method)
	}
	if fn := common.StaticCallee(); fn != nil {
		if r := fn.Signature.Recv(); r != nil {
			return types.TypeString(r.Type(), func(p *types.Package) string { return p.Name() }) + "." + fn.Name()
		}
		if fn.Parent() == nil {
			return fn.Name()
		}
	}
	return "the function literal"
}
