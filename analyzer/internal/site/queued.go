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
		if (s.Kind == client.Exec || s.Kind == client.Discard) && (s.Recv == pipe || slices.Contains(s.Recvs, pipe)) {
			if _, deferred := s.call.(*ssa.Defer); !deferred {
				anew = append(anew, s.call.Block())
			}
		}
	}
	for _, s := range f.Sends(fn) {
		if s.Recv != pipe && !slices.Contains(s.Recvs, pipe) || s.Guarded {
			continue
		}
		if fn.Parent() != nil && mentions(s, own) && !strings.Contains(pipe, own) {
			continue // bound where the literal is called
		}
		if s.Kind == client.Queue {
			if body := flow.Function(s.Callback); body != nil && body.Blocks != nil {
				out = append(out, f.queuedBy(body, s.Within)...)
			} else if s.maker != nil && s.maker.Parent() == fn {
				out = append(out, f.queuedByMade(s.maker)...)
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
// is given: themselves, or as that value of a context.
func (f *Finder) queuedBy(body *ssa.Function, within string) []Send {
	var out []Send
	for i, p := range body.Params {
		id := f.eval.ParamID(body, i)
		if within != "" {
			if !isContext(p.Type()) {
				continue
			}
			id = value.FieldOf(id, within)
		}
		out = append(out, f.queued(body, id, nil)...)
	}
	return out
}

func isContext(t types.Type) bool { return types.TypeString(t, nil) == "context.Context" }

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
	for _, s := range f.queuedBy(body, "") {
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

// givenPipes is pipe for a client that may be a pipeline: it returns those of the
// callers.
func (f *Finder) givenPipes(recv ssa.Value) (id string, several []string) {
	if id := f.path(recv); id != "" {
		return id, nil
	}
	id, several = f.pipe(recv)
	if id != "" {
		several = []string{id}
	}
	several = slices.DeleteFunc(several, func(id string) bool { return !value.OfParam(id) })
	if len(several) == 1 {
		return several[0], nil
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
		s := Send{Kind: client.Queue, Callback: fn, Piped: true, Class: client.Pipeline,
			Trace: []Step{{Func: "the function that it is given", Pos: call.Common().Pos()}}}
		switch {
		case libraries.ClassOf(a.Type()) == client.Pipeline:
			s.Recv, s.Recvs = f.pipe(a)
		case isContext(a.Type()):
			if s.Recv, s.Within = f.carried(call.Parent(), a); s.Recv == "" {
				continue
			}
		default:
			continue
		}
		return []Send{s}
	}
	return nil
}

// carried returns the pipeline among the values of a context, of those that fn and the
// functions around it are given or begin, and the name of the value; "" for none.
func (f *Finder) carried(fn *ssa.Function, ctx ssa.Value) (pipe, within string) {
	v := f.eval.Eval(ctx)
	if v.Kind != value.Struct {
		return "", ""
	}
	for ; fn != nil; fn = fn.Parent() {
		pipes := make(map[string]bool)
		for i, p := range fn.Params {
			if libraries.ClassOf(p.Type()) == client.Pipeline {
				pipes[f.eval.ParamID(fn, i)] = true
			}
		}
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if call, ok := in.(*ssa.Call); ok && libraries.ClassOf(call.Type()) == client.Pipeline {
					pipes[f.eval.Eval(call).Identity()] = true
				}
			}
		}
		for _, field := range v.Fields {
			if id := field.Value.Identity(); id != "" && pipes[id] {
				return id, field.Name
			}
		}
	}
	return "", ""
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
