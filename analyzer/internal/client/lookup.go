package client

import (
	"go/types"
	"strings"
)

// Lookup returns the row of the table for a method, and whether there is one.
// A method is known by its name, and
//
//   - either its result is a command of go-redis (*redis.StringCmd, Cmder). It
//     may belong to any type: programs define interfaces with the few methods
//     that they use, and structs that wrap a client under the same names. (The
//     body of such a struct's method may do more than its name says.)
//   - or, where the table's kind returns no command (Watch, TxPipelined), it
//     belongs to a type of go-redis, or to an interface of the program whose
//     signature names types of go-redis as the client's does.
//
// Of several rows with one name it is the first whose selectors fit the
// parameters; a method that none fits is not known.
func Lookup(fn *types.Func) (*Method, bool) {
	rows := index()[fn.Name()]
	if len(rows) == 0 {
		return nil, false
	}
	sig := fn.Signature()
	if sig.Recv() == nil {
		return nil, false
	}
	recv := namedOf(sig.Recv().Type())
	ours := recv != nil && IsClientPackage(pathOf(recv))
	major, command := commandResult(sig)
	if ours {
		major, _ = Major(pathOf(recv))
	}
	for _, m := range rows {
		switch m.Kind {
		case Command, Script, Raw:
			if !command {
				continue
			}
		case Channel, Watch:
			// Tx.Watch and Publish return a command, the others do not.
			if !command && !ours && !namesClient(fn) {
				continue
			}
		default:
			if !ours && !namesClient(fn) {
				continue
			}
		}
		if m.Major != 0 && m.Major != major || !m.belongs(sig, recv) || !m.fits(sig) {
			continue
		}
		return m, true
	}
	return nil, false
}

// IsMethod reports whether a method of the table has a name: one of a client, or
// another of the same name.
func IsMethod(name string) bool { return len(index()[name]) > 0 }

// CmdArgs reports whether fn makes a command to be sent by Process, and names
// its words: NewCmd(ctx, args...) and its like for each type of result.
func CmdArgs(fn *types.Func) (words Selector, ok bool) {
	sig := fn.Signature()
	if sig.Recv() != nil || fn.Pkg() == nil || !IsClientPackage(fn.Pkg().Path()) ||
		!strings.HasPrefix(fn.Name(), "New") || !sig.Variadic() {
		return Selector{}, false
	}
	if _, ok := commandResult(sig); !ok {
		return Selector{}, false
	}
	params := parameters(sig)
	words = Selector{Param: len(params) - 1, Steps: []Step{{Op: Each}}}
	for i, p := range params {
		t := p.Type()
		if i == words.Param {
			t = t.(*types.Slice).Elem()
		}
		// A text stands for a part of the command: NewHImportSetCmd takes the
		// key and the values, and puts the words together itself.
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			return Selector{}, false
		}
	}
	return words, true
}

// MakesScript reports whether obj is redis.NewScript.
func MakesScript(obj types.Object) bool {
	fn, ok := obj.(*types.Func)
	return ok && fn.Name() == "NewScript" && fn.Pkg() != nil && IsClientPackage(fn.Pkg().Path()) && fn.Signature().Recv() == nil
}

// belongs reports whether the method is on the type that the row is for.
func (m *Method) belongs(sig *types.Signature, recv *types.Named) bool {
	switch m.on {
	case onScript:
		params := parameters(sig)
		if len(params) == 0 {
			return false
		}
		// v6 and v7 spell it in lower case.
		n := namedOf(params[0].Type())
		return n != nil && IsClientPackage(pathOf(n)) && strings.EqualFold(n.Obj().Name(), "Scripter")
	case onSentinel:
		return recv != nil && recv.Obj().Name() == "SentinelClient"
	}
	return true
}

// fits reports whether the row's selectors can be resolved in the parameters.
func (m *Method) fits(sig *types.Signature) bool {
	params := parameters(sig)
	for _, s := range m.Keys {
		if s.Param >= len(params) {
			return false
		}
		t := params[s.Param].Type()
		if m.Kind == Process {
			if !isCommand(t) && !isCommandList(t) {
				return false
			}
		} else if !s.Fits(t) {
			return false
		}
	}
	return true
}

// parameters returns the parameters that selectors count: all but a leading
// context.Context, which v6 and most of v7 do without.
func parameters(sig *types.Signature) []*types.Var {
	var params []*types.Var
	for v := range sig.Params().Variables() {
		if len(params) == 0 && isContext(v.Type()) {
			continue
		}
		params = append(params, v)
	}
	return params
}

// FirstParam returns the index among a method's parameters of the one that
// selectors count as 0: 1 after a leading context.Context, else 0.
func FirstParam(sig *types.Signature) int {
	return sig.Params().Len() - len(parameters(sig))
}

func isContext(t types.Type) bool {
	n := namedOf(t)
	return n != nil && n.Obj().Name() == "Context" && pathOf(n) == "context"
}

// commandResult reports whether the only result is a command of go-redis, and
// of which major version.
func commandResult(sig *types.Signature) (major int, ok bool) {
	if sig.Results().Len() != 1 || !isCommand(sig.Results().At(0).Type()) {
		return 0, false
	}
	return Major(pathOf(namedOf(sig.Results().At(0).Type())))
}

// isCommand reports whether t is Cmder, or a pointer to a type like StringCmd.
func isCommand(t types.Type) bool {
	n := namedOf(t)
	if n == nil || !IsClientPackage(pathOf(n)) {
		return false
	}
	if n.Obj().Name() == "Cmder" {
		return true
	}
	_, pointer := types.Unalias(t).(*types.Pointer)
	return pointer && strings.HasSuffix(n.Obj().Name(), "Cmd")
}

func isCommandList(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && isCommand(s.Elem())
}

// namesClient reports whether fn is the method of an interface and a parameter
// or result of it has a type of go-redis, or is a function of one.
func namesClient(fn *types.Func) bool {
	sig := fn.Signature()
	return types.IsInterface(sig.Recv().Type()) && (tupleNames(sig.Params()) || tupleNames(sig.Results()))
}

func tupleNames(tuple *types.Tuple) bool {
	for v := range tuple.Variables() {
		t := v.Type()
		if s, ok := t.Underlying().(*types.Slice); ok {
			t = s.Elem()
		}
		if n := namedOf(t); n != nil {
			if IsClientPackage(pathOf(n)) {
				return true
			}
			continue
		}
		if f, ok := t.Underlying().(*types.Signature); ok && (tupleNames(f.Params()) || tupleNames(f.Results())) {
			return true
		}
	}
	return false
}

// namedOf returns the named type of t, or of what t points to; else nil.
func namedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}

// pathOf returns the path of the package of a type, "" for error.
func pathOf(n *types.Named) string {
	if n.Obj().Pkg() == nil {
		return ""
	}
	return n.Obj().Pkg().Path()
}
