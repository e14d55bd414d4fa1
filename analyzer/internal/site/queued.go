package site

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// queued returns the commands that fn and the function literals in it queue on
// the pipeline of that identity. What is queued again and again in a loop, in
// which the pipeline itself is not begun anew, has varying keys.
func (f *Finder) queued(fn *ssa.Function, pipe string, begin ssa.CallInstruction) []Send {
	var out []Send
	entry := fn.Blocks[0]
	if begin != nil && begin.Parent() == fn {
		entry = begin.Block()
	}
	own := f.eval.ParamPrefix(fn)
	// A round of a loop that sends what it queued begins anew.
	anew := []*ssa.BasicBlock{entry}
	for _, s := range f.Sends(fn) {
		if (s.Kind == client.Exec || s.Kind == client.Discard) && (s.Recv == pipe || slices.Contains(s.recvs, pipe)) {
			if _, deferred := s.call.(*ssa.Defer); !deferred {
				anew = append(anew, s.call.Block())
			}
		}
	}
	for _, s := range f.Sends(fn) {
		if s.Recv != pipe && !slices.Contains(s.recvs, pipe) || s.Guarded {
			continue
		}
		if fn.Parent() != nil && mentions(s, own) && !strings.Contains(pipe, own) {
			continue // bound where the literal is called
		}
		if s.Kind == client.Queue {
			if body := flow.Function(s.Callback); body != nil && body.Blocks != nil {
				out = append(out, f.queuedBy(body)...)
			} else {
				out = append(out, s) // what it queues is not known here
			}
			continue
		}
		s.Keys = f.looped(s.Keys, s.call.Block(), anew)
		out = append(out, s)
	}
	for _, anon := range fn.AnonFuncs {
		mc := f.eval.MadeBy(anon)
		for _, s := range f.queued(anon, pipe, begin) {
			if mc != nil && mc.Parent() == fn {
				s.Keys = f.looped(s.Keys, mc.Block(), anew)
			}
			out = append(out, s)
		}
	}
	return out
}

// queuedBy returns the commands that a function queues on the pipelines that it
// is given.
func (f *Finder) queuedBy(body *ssa.Function) []Send {
	var out []Send
	for i := range body.Params {
		out = append(out, f.queued(body, f.eval.ParamID(body, i), nil)...)
	}
	return out
}

// queuedByMade is queuedBy for the function literal that a function of the
// package makes of its parameters and returns.
func (f *Finder) queuedByMade(made *ssa.Call) []Send {
	fn := made.Call.StaticCallee()
	if fn == nil {
		return nil
	}
	var body *ssa.Function
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		mc, ok := flow.Source(ret.Results[0]).(*ssa.MakeClosure)
		if !ok || body != nil {
			return nil
		}
		body = mc.Fn.(*ssa.Function)
	}
	if body == nil {
		return nil
	}
	bind := f.eval.Binder(fn, made, made.Call.Args)
	var out []Send
	for _, s := range f.queuedBy(body) {
		out = append(out, f.bound(s, bind))
	}
	return out
}

// bound returns the send with the arguments of a call put into its keys.
func (f *Finder) bound(s Send, bind func(*value.Value) *value.Value) Send {
	var keys []Key
	for _, k := range s.Keys {
		bound := f.bindKey(bind, k, nil)
		for i := range bound {
			bound[i].Pos = k.Pos
		}
		keys = append(keys, bound...)
	}
	s.Keys = keys
	return s
}

// begunBy returns those of the commands of a connection that a MULTI on it is
// followed by, up to the EXEC or DISCARD.
func begunBy(multi ssa.CallInstruction, sends []Send) []Send {
	var ends []ssa.Instruction
	for _, s := range sends {
		if s.Kind == client.Exec || s.Kind == client.Discard {
			ends = append(ends, s.call)
		}
	}
	var out []Send
	for _, s := range sends {
		if s.call != multi && (s.call.Parent() != multi.Parent() || leads(multi, s.call, ends)) {
			out = append(out, s)
		}
	}
	return out
}

func mentions(s Send, prefix string) bool {
	return slices.ContainsFunc(s.Keys, func(k Key) bool { return k.Value != nil && value.Mentions(k.Value, prefix) })
}

// pipe returns the identity of the pipeline or transaction recv, or of those
// that it may be. A field of a parameter is named by that, whatever is known of
// such fields elsewhere: the callers know whose it is.
func (f *Finder) pipe(recv ssa.Value) (id string, several []string) {
	if id := f.path(recv); id != "" {
		return id, nil
	}
	v := f.eval.Eval(recv)
	if id := v.Identity(); id != "" {
		return id, nil
	}
	for _, a := range v.Texts() {
		if len(a.Pattern) == 1 && a.Pattern[0].Hole != nil {
			several = append(several, a.Pattern[0].Hole.ID)
		}
	}
	return "", several
}

// path returns the identity of a field of a parameter, "" if v is none.
func (f *Finder) path(v ssa.Value) string {
	steps := ""
	for {
		switch x := v.(type) {
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr:
			steps = value.FieldOf("", x.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(x.Field).Name()) + steps
			v = x.X
		case *ssa.Field:
			steps = value.FieldOf("", x.X.Type().Underlying().(*types.Struct).Field(x.Field).Name()) + steps
			v = x.X
		case *ssa.Alloc:
			// A parameter that is a struct is kept in memory.
			v = nil
			for _, ref := range *x.Referrers() {
				if s, ok := ref.(*ssa.Store); ok && s.Addr == ssa.Value(x) {
					if v != nil {
						return ""
					}
					v = s.Val
				}
			}
		case *ssa.Parameter:
			i := slices.Index(x.Parent().Params, x)
			if steps == "" || i < 0 {
				return ""
			}
			return f.eval.ParamID(x.Parent(), i) + steps
		default:
			return ""
		}
	}
}

// queue returns the send of a call of a function value that is given a pipeline.
func (f *Finder) queue(call ssa.CallInstruction, fn *value.Value) []Send {
	for _, a := range call.Common().Args {
		if libraries.ClassOf(a.Type()) != client.Pipeline {
			continue
		}
		s := Send{Kind: client.Queue, Callback: fn, Piped: true, Class: client.Pipeline,
			Trace: []Step{{Func: "the function that it is given", Pos: call.Common().Pos()}}}
		s.Recv, s.recvs = f.pipe(a)
		return []Send{s}
	}
	return nil
}

// looped returns keys as a loop around block leaves them, of which no round runs
// one of the blocks anew.
func (f *Finder) looped(keys []Key, block *ssa.BasicBlock, anew []*ssa.BasicBlock) []Key {
	out := make([]Key, len(keys))
	for i, k := range keys {
		if v, ok := f.eval.Looped(k.Value, block, anew); ok {
			k.Value, k.Repeat = v, true
		}
		out[i] = k
	}
	return out
}
