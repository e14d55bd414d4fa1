package site

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A Script is what a Send runs or loads: a Lua script, or a function of a
// library.
type Script struct {
	// Source is the text of the script or library, nil where a Send names
	// neither: an EVALSHA of a digest whose script is not known, and the calls of
	// functions.
	Source *value.Value
	// Function is the name of the function that FCALL calls.
	Function *value.Value
	// Load marks what is given to the server and not run yet.
	Load bool
	// Keys and Args are the lists of KEYS and ARGV, nil where they are not known.
	Keys, Args *value.Value

	// Pos and End are the place of the source at the call, invalid where that
	// is not the place where the script was made.
	Pos, End token.Pos

	// Elsewhere says that the text is one of another package, and not of its
	// callers.
	Elsewhere bool
	// Told says what of it other packages have reported.
	Told Told
}

// Told says what has been reported of a script that a function runs.
type Told uint8

const (
	ToldScript Told = 1 << iota // what is wrong whatever it is given
	ToldCall                    // what the function gives it
)

// script returns the script that a method of a client sends, nil if it sends
// none.
// The arguments that count are the last of args: before them is the receiver.
func (f *Finder) script(m *client.Method, arg func(int) (*value.Value, []ast.Expr), args []ssa.Value, params []ssa.Value) *Script {
	p := m.Script
	if p == nil {
		return nil
	}
	given := func(param int) *value.Value {
		if param < 0 {
			return nil
		}
		v, _ := arg(param)
		return v
	}
	s := &Script{Function: given(p.Function), Keys: given(p.Keys), Args: f.argv(given(p.Args)), Load: p.Load}
	switch p.Source {
	case client.Receiver:
		s.Source = f.sourceOf(args[0])
	case client.None:
		if p.Digest != client.None && p.Digest < len(params) {
			s.Source = f.digested(params[p.Digest], 0)
		}
	default:
		v, exprs := arg(p.Source)
		if v == nil {
			return nil
		}
		s.Source = v
		if len(exprs) == 1 {
			s.Pos, s.End = exprs[0].Pos(), exprs[0].End()
		}
	}
	return s
}

// sourceOf returns the source of a script of the client library.
func (f *Finder) sourceOf(script ssa.Value) *value.Value {
	v := f.eval.Eval(script)
	if v.Kind != value.Text {
		if held := f.eval.ScriptHeld(script); held != nil {
			return held
		}
	}
	return v
}

// digested returns the source of the script of which v is the SHA-1: what the method of
// a script returns, or the reply to SCRIPT LOAD. It is nil where that is not known.
func (f *Finder) digested(v ssa.Value, depth int) *value.Value {
	const deep = 4 // variables that hold it
	if depth > deep {
		return nil
	}
	switch v := flow.Source(v).(type) {
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok && v.Index == 0 {
			return f.loadedBy(call)
		}
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil && len(v.Call.Args) == 1 {
			if obj, ok := fn.Object().(*types.Func); ok && libraries.HashesScript(obj) {
				return f.sourceOf(v.Call.Args[0])
			}
		}
		return f.loadedBy(v)
	case *ssa.UnOp:
		stores := f.eval.Assigned(v.X)
		if cell, ok := v.X.(*ssa.Alloc); ok {
			if held := stored(cell); len(held) == 1 {
				return f.digested(held[0], depth+1)
			}
			return nil
		}
		if len(stores) == 1 {
			return f.digested(stores[0].Val, depth+1)
		}
	}
	return nil
}

// loadedBy returns the source that a SCRIPT LOAD had to whose reply a method of the
// command returns; nil for other calls.
func (f *Finder) loadedBy(reply *ssa.Call) *value.Value {
	fn := reply.Call.StaticCallee()
	if fn == nil || len(reply.Call.Args) == 0 {
		return nil
	}
	if obj, ok := fn.Object().(*types.Func); !ok || !libraries.Reply(obj) {
		return nil
	}
	cmd, ok := flow.Source(reply.Call.Args[0]).(*ssa.Call)
	if !ok {
		return nil
	}
	m, obj := methodOf(cmd.Common())
	if m == nil || m.Command != "SCRIPT LOAD" || m.Script == nil {
		return nil
	}
	sig := obj.Signature()
	if _, args := receiver(cmd.Common(), sig); len(args) > client.FirstParam(sig) {
		return f.eval.Eval(args[client.FirstParam(sig)])
	}
	return nil
}

// methodOf returns the method of a client library that a call calls, nil for others.
func methodOf(common *ssa.CallCommon) (*client.Method, *types.Func) {
	obj := common.Method
	if fn := common.StaticCallee(); obj == nil && fn != nil {
		obj, _ = fn.Object().(*types.Func)
	}
	if obj == nil {
		return nil, nil
	}
	m, ok := libraries.Lookup(obj)
	if !ok {
		return nil, nil
	}
	return m, obj
}

// argv returns the list of ARGV: one list or map that is the only argument
// is sent as its elements.
func (f *Finder) argv(v *value.Value) *value.Value {
	if v == nil || v.Kind != value.List || len(v.Items) != 1 || v.Items[0].Repeat {
		return v
	}
	switch one := v.Items[0].Value; one.Kind {
	case value.List:
		return one
	case value.Map, value.Struct, value.Unknown:
		return nil
	}
	return v
}

// rawScript returns the script that the words of a command name.
func rawScript(words []Key) *Script {
	text := func(i int) string {
		if i >= len(words) || words[i].Repeat {
			return ""
		}
		t, _ := words[i].Value.Constant()
		return strings.ToUpper(t)
	}
	name, _, _ := strings.Cut(text(0), "_")
	if name == "" || len(words) < 2 || words[1].Repeat {
		return nil
	}
	last := words[len(words)-1]
	switch name {
	case "SCRIPT", "FUNCTION":
		if text(1) == "LOAD" && len(words) > 2 && !last.Repeat {
			return &Script{Source: last.Value, Load: true, Pos: last.Pos}
		}
		return nil
	case "EVAL", "FCALL":
	default:
		return nil
	}
	s := &Script{Source: words[1].Value, Pos: words[1].Pos}
	if name == "FCALL" {
		s = &Script{Function: words[1].Value}
	}
	n, err := strconv.Atoi(text(2))
	if err != nil || n < 0 || n > len(words)-3 {
		return s
	}
	for _, w := range words[3 : 3+n] {
		if w.Repeat {
			return s
		}
	}
	s.Keys, s.Args = listOf(words[3:3+n]), listOf(words[3+n:])
	return s
}

func listOf(words []Key) *value.Value {
	v := &value.Value{Kind: value.List}
	for _, w := range words {
		v.Items = append(v.Items, value.Item{Value: w.Value, Repeat: w.Repeat})
		v.Partial = v.Partial || w.Repeat
	}
	return v
}

// bound returns the script as a caller sees it.
func (s *Script) bound(bind func(*value.Value) *value.Value) *Script {
	if s == nil {
		return nil
	}
	out := *s
	for _, v := range []**value.Value{&out.Source, &out.Function, &out.Keys, &out.Args} {
		if *v != nil {
			*v = bind(*v)
		}
	}
	return &out
}

// Script returns what the send runs or loads, nil if it is no script.
func (s *Send) Script() *Script { return s.script }

// SetTold notes what has been reported of the script.
func (s *Send) SetTold(told Told) {
	script := *s.script // others may share it
	script.Told = told
	s.script = &script
}

// Pack puts the script into a form that facts carry: a type of its own would
// be described in every one of them. It is left out where portable, which makes
// values that other packages understand, cannot make them, or if it is a library.
func (s *Send) Pack(portable func(*value.Value) *value.Value) (ok bool) {
	in := s.script
	if s.script = nil; in == nil || in.Load {
		return false
	}
	var lua []*value.Value
	for _, v := range []*value.Value{in.Source, in.Function, in.Keys, in.Args} {
		if v == nil {
			lua = append(lua, &value.Value{}) // gob knows no nil in a slice
			continue
		}
		if v = portable(v); v == nil {
			return false
		}
		lua = append(lua, v)
	}
	if in.Told != 0 {
		lua = append(lua, value.Literal(strconv.Itoa(int(in.Told))))
	}
	s.Lua = lua
	return true
}

// Unpack is the reverse of Pack.
func (s *Send) Unpack() {
	if len(s.Line) > 0 {
		s.words, s.raw, s.open = s.Line, true, true
	}
	if len(s.Lua) < 4 {
		return
	}
	s.script = new(Script)
	if len(s.Lua) > 4 {
		text, _ := s.Lua[4].Constant()
		told, _ := strconv.Atoi(text)
		s.script.Told = Told(told)
	}
	for i, v := range []**value.Value{&s.script.Source, &s.script.Function, &s.script.Keys, &s.script.Args} {
		if s.Lua[i].Kind != value.Unknown {
			*v = s.Lua[i]
		}
	}
	if s.script.Source != nil {
		_, s.script.Elsewhere = s.script.Source.Constant()
	}
	s.Lua = nil
}

// mentions reports whether a part of the script is made of what the text names.
func (s *Script) mentions(text string) bool {
	if s == nil {
		return false
	}
	for _, v := range []*value.Value{s.Source, s.Function, s.Keys, s.Args} {
		if v != nil && value.Mentions(v, text) {
			return true
		}
	}
	return false
}

// A Made is a place where a script is made.
type Made struct {
	Source   *value.Value
	Pos, End token.Pos // of the source
}

// Made returns the scripts that fn makes.
func (f *Finder) Made(fn *ssa.Function) []Made {
	var out []Made
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				continue
			}
			common := call.Common()
			callee := common.StaticCallee()
			if callee == nil {
				continue
			}
			source, ok := libraries.ScriptSource(callee.Object())
			if !ok || source >= len(common.Args) {
				continue
			}
			f.eval.ResetBudget()
			m := Made{Source: f.eval.Eval(common.Args[source]), Pos: common.Pos()}
			if expr := f.callExpr(call); expr != nil && source < len(expr.Args) {
				m.Pos, m.End = expr.Args[source].Pos(), expr.Args[source].End()
			}
			out = append(out, m)
		}
	}
	return out
}

// List returns the elements of KEYS or ARGV, and whether there may be others.
func (f *Finder) List(v *value.Value) (items []value.Item, open bool) {
	if v == nil {
		return nil, true
	}
	list := f.eval.Expand(v).AsList()
	if list == nil {
		return nil, true
	}
	open = list.Partial
	for _, it := range list.Items {
		open = open || it.Repeat
	}
	return list.Items, open
}

// Relate says what is known of the slots of two keys: nil if they share one on
// every path.
func (f *Finder) Relate(a, b *value.Value) *Finding {
	found, _ := f.compare(Key{Value: f.eval.Expand(a)}, Key{Value: f.eval.Expand(b)}, false)
	return found
}

// Decides reports whether the callers of the function in which s is sent decide
// what its script is, or is given.
func (f *Finder) Decides(s Send) bool {
	return s.call != nil && s.script.mentions(f.eval.ParamPrefix(root(s.call.Parent())))
}

func root(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// HasCallers reports whether a call of the function in which s is sent is at
// hand.
func (f *Finder) HasCallers(s Send) bool {
	return len(f.eval.Callers(root(s.call.Parent()))) > 0
}
