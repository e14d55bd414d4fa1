package site

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Facts gives access to what other packages export.
type Facts interface {
	// Sends returns the commands that a function of another package sends with
	// keys of its callers.
	Sends(fn *types.Func) []Send
}

// A Finder finds the sends of the functions of one package.
type Finder struct {
	Fset *token.FileSet
	// All says that callers are asked for the keys of commands with one key, too, of
	// which no slot has to be compared. It is for the schema.
	All bool
	// Lives says that the times to live that methods are given are kept.
	Lives bool

	eval  *flow.Evaluator
	facts Facts
	calls map[token.Pos]*ast.CallExpr // by the position of the parenthesis
	files []*ast.File
	info  *types.Info
	sends map[*ssa.Function][]Send

	exported map[*ssa.Function][]Send
	done     map[*ssa.Function]bool // whose sends are complete

	givenUp []GivenUp

	binaries map[token.Pos]*ast.BinaryExpr // by the position of the operator
}

// NewFinder returns a finder over the functions that eval evaluates.
func NewFinder(fset *token.FileSet, files []*ast.File, info *types.Info, eval *flow.Evaluator, facts Facts) *Finder {
	return &Finder{Fset: fset, eval: eval, facts: facts, files: files, info: info, sends: make(map[*ssa.Function][]Send), exported: make(map[*ssa.Function][]Send), done: make(map[*ssa.Function]bool)}
}

// callExpr returns the syntax of a call.
func (f *Finder) callExpr(call ssa.CallInstruction) *ast.CallExpr {
	if f.calls == nil {
		f.calls = make(map[token.Pos]*ast.CallExpr)
		for _, file := range f.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if c, ok := n.(*ast.CallExpr); ok {
					f.calls[c.Lparen] = c
				}
				return true
			})
		}
	}
	return f.calls[call.Common().Pos()]
}

// Sends returns what fn sends, in the order of its code: what it sends itself,
// and what it makes others send with keys or pipelines that it passes on.
// Function literals are functions of their own; but see [Finder.Exported].
func (f *Finder) Sends(fn *ssa.Function) []Send {
	if s, ok := f.sends[fn]; ok {
		return s
	}
	f.sends[fn] = nil // recursion adds nothing
	var out []Send
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if len(out) >= maxSends {
				f.giveUp(call.Pos(), fmt.Sprintf("%d commands of one function are kept", maxSends))
				break
			}
			f.eval.ResetBudget()
			for _, s := range f.at(call) {
				s.call = call
				s.Keys = f.feasible(call, s.Keys)
				if s.Guarded = f.guarded(call, 0, false); !s.Guarded {
					s.Keys = f.counted(call, s.Keys)
				}
				out = append(out, s)
			}
		}
	}
	f.sends[fn] = out
	f.done[fn] = true
	return out
}

// feasible returns keys without those, and without the strings of those, that the
// decisions which lead to a call exclude.
func (f *Finder) feasible(call ssa.Instruction, keys []Key) []Key {
	var out []Key
	for i, k := range keys {
		v, ok := f.eval.Feasible(call, k.Value)
		if out == nil && (!ok || v != k.Value) {
			out = append(make([]Key, 0, len(keys)), keys[:i]...)
		}
		if k.Value = v; ok && out != nil {
			out = append(out, k)
		}
	}
	if out == nil {
		return keys
	}
	return out
}

// at returns the sends of one call.
func (f *Finder) at(call ssa.CallInstruction) []Send {
	common := call.Common()
	var obj *types.Func
	if common.IsInvoke() {
		obj = common.Method
	} else if fn := common.StaticCallee(); fn != nil {
		if obj, _ = fn.Object().(*types.Func); obj == nil && fn.Origin() != nil {
			obj, _ = fn.Origin().Object().(*types.Func)
		}
	}
	if obj != nil {
		fn, args := f.eval.Callee(common)
		ours := isClient(obj)
		if !ours && fn != nil {
			// The program's own code says what it does with its arguments,
			// whatever its name.
			if fn.Blocks != nil {
				out := f.through(call, fn, args, f.Exported(fn))
				if common.IsInvoke() && f.All {
					out = append(out, f.implemented(call, obj)...) // other packages implement it, too
				}
				return out
			}
			if f.facts != nil {
				if sends := f.facts.Sends(obj.Origin()); len(sends) > 0 {
					return f.through(call, fn, args, sends)
				}
			}
		}
		if m, ok := libraries.Lookup(obj); ok {
			return f.direct(call, obj, m)
		}
		if !ours && common.IsInvoke() {
			return f.implemented(call, obj)
		}
		return nil
	}
	// A function literal that is called where it stands, or a local variable
	// that holds one, is found through its own code; its parameters are bound.
	switch v := f.eval.Eval(common.Value); v.Kind {
	case value.Func:
		if fn := flow.Function(v); fn != nil && fn.Blocks != nil {
			return f.through(call, fn, common.Args, f.Exported(fn))
		}
	case value.Sym:
		return f.queue(call, v)
	}
	return nil
}

// implemented returns what a call of a method of an interface sends, as far as facts
// say it.
func (f *Finder) implemented(call ssa.CallInstruction, obj *types.Func) []Send {
	if f.facts == nil {
		return nil
	}
	common := call.Common()
	return f.through(call, nil, append([]ssa.Value{common.Value}, common.Args...), f.facts.Sends(obj))
}

func isClient(obj *types.Func) bool {
	return obj.Pkg() != nil && libraries.Owns(obj.Pkg().Path())
}

// CallExpr returns the syntax of the call that s is a send of, nil if it is not
// known.
func (f *Finder) CallExpr(s Send) *ast.CallExpr {
	if s.call == nil {
		return nil
	}
	return f.callExpr(s.call)
}
