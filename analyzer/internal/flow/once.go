package flow

import (
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// calledOnce returns what a function value gives that sync.OnceValue or sync.OnceValues
// made: the same at every call. It is nil for other calls.
func (e *Evaluator) calledOnce(v *ssa.Call, result int) *value.Value {
	if len(v.Call.Args) > 0 {
		return nil
	}
	made, ok := e.onceMade(v.Call.Value).(*ssa.Call)
	if !ok {
		made = e.makerCall(v.Call.Value)
	}
	if made == nil || !calls(made, "sync.OnceValue") && !calls(made, "sync.OnceValues") {
		return nil
	}
	if r := e.apply(made, e.Eval(made.Call.Args[0]), nil, result); r != nil && r.Kind != value.Unknown {
		return r
	}
	id := value.Distinct(e.local(made).ID, strconv.Itoa(result))
	return &value.Value{Kind: value.Sym, ID: id, Name: e.NameOf(v), Hole: holeKind(resultType(v, result))}
}
