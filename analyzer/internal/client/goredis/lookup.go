package goredis

import (
	"go/types"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
)

// Lookup implements [client.Library]. A method is known by its name, and
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
func (library) Lookup(fn *types.Func) (*client.Method, bool) {
	m := find(fn)
	if m == nil {
		return nil, false
	}
	return &m.Method, true
}

// find returns the row of the table for a method, nil if there is none.
func find(fn *types.Func) *method {
	rows := index()[fn.Name()]
	if len(rows) == 0 {
		return nil
	}
	sig := fn.Signature()
	if sig.Recv() == nil {
		return nil
	}
	recv := client.Named(sig.Recv().Type())
	ours := recv != nil && owns(client.PackagePath(recv))
	major, command := commandResult(sig)
	if ours {
		major, _ = majorOf(client.PackagePath(recv))
	}
	for _, m := range rows {
		switch m.Kind {
		case client.Command, client.Script, client.Raw:
			if !command {
				continue
			}
		case client.Channel, client.Watch:
			// Tx.Watch and Publish return a command, the others do not.
			if !command && !ours && !namesClient(fn) {
				continue
			}
		default:
			if !ours && !namesClient(fn) {
				continue
			}
		}
		if m.major != 0 && m.major != major || !m.belongs(sig, recv) || !m.fits(sig) {
			continue
		}
		return m
	}
	return nil
}

// HasMethod implements [client.Library].
func (library) HasMethod(name string) bool { return len(index()[name]) > 0 }

// Makes implements [client.Library]: NewCmd(ctx, args...) and its like for each
// type of result.
func (library) Makes(fn *types.Func) ([]client.Word, bool) {
	sig := fn.Signature()
	if sig.Recv() != nil || fn.Pkg() == nil || !owns(fn.Pkg().Path()) ||
		!strings.HasPrefix(fn.Name(), "New") || !sig.Variadic() {
		return nil, false
	}
	if _, ok := commandResult(sig); !ok {
		return nil, false
	}
	params := client.Params(sig)
	words := client.Selector{Param: len(params) - 1, Steps: []client.Step{{Op: client.Each}}}
	for i, p := range params {
		t := p.Type()
		if i == words.Param {
			t = t.(*types.Slice).Elem()
		}
		// A text stands for a part of the command: NewHImportSetCmd takes the
		// key and the values, and puts the words together itself.
		if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			return nil, false
		}
	}
	return []client.Word{{Arg: &words}}, true
}

// belongs reports whether the method is on the type that the row is for.
func (m *method) belongs(sig *types.Signature, recv *types.Named) bool {
	switch m.on {
	case onScript:
		params := client.Params(sig)
		if len(params) == 0 {
			return false
		}
		// v6 and v7 spell it in lower case.
		n := client.Named(params[0].Type())
		return n != nil && owns(client.PackagePath(n)) && strings.EqualFold(n.Obj().Name(), "Scripter")
	case onSentinel:
		return recv != nil && recv.Obj().Name() == "SentinelClient"
	}
	return true
}

// fits reports whether the row's selectors can be resolved in the parameters.
func (m *method) fits(sig *types.Signature) bool {
	params := client.Params(sig)
	for _, s := range m.Keys {
		if s.Param >= len(params) {
			return false
		}
		t := params[s.Param].Type()
		if m.Kind == client.Process {
			if !isCommand(t) && !isCommandList(t) {
				return false
			}
		} else if !s.Fits(t) {
			return false
		}
	}
	return true
}

// commandResult reports whether the only result is a command of go-redis, and
// of which major version.
func commandResult(sig *types.Signature) (major int, ok bool) {
	if sig.Results().Len() != 1 || !isCommand(sig.Results().At(0).Type()) {
		return 0, false
	}
	return majorOf(client.PackagePath(client.Named(sig.Results().At(0).Type())))
}

// isCommand reports whether t is Cmder, or a pointer to a type like StringCmd.
func isCommand(t types.Type) bool {
	n := client.Named(t)
	if n == nil || !owns(client.PackagePath(n)) {
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
		if n := client.Named(t); n != nil {
			if owns(client.PackagePath(n)) {
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
