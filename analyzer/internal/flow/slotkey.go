package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// SlotPackage is this project's package for slots.
const SlotPackage = "github.com/crossslotlint/crossslotlint/slot"

// IsSlot reports whether v, used as the key of a map, is the slot of a Redis
// key: what is kept under it was grouped by slot.
func (e *Evaluator) IsSlot(v ssa.Value) bool {
	for range 4 {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.BinOp:
			v = x.X
		case *ssa.Call:
			if x.Call.IsInvoke() {
				return slotName(x.Call.Method.Name())
			}
			if fn := x.Call.StaticCallee(); fn != nil && fn.Signature.Recv() != nil && (fn.Name() == "Val" || fn.Name() == "Result") {
				v = x.Call.Args[0] // of what ClusterKeySlot asked the server
				continue
			} else if fn != nil {
				return slotName(fn.Name()) || fn.Pkg != nil && fn.Pkg.Pkg.Path() == SlotPackage
			}
			return false
		default:
			return false
		}
	}
	return false
}

// groupsBySlot reports whether a function returns keys grouped by slot.
func groupsBySlot(fn *types.Func) bool {
	if fn.Pkg() != nil && fn.Pkg().Path() == SlotPackage {
		return true
	}
	name := strings.ToLower(fn.Name())
	if !slotName(name) || fn.Signature().Results().Len() == 0 {
		return false
	}
	switch t := fn.Signature().Results().At(0).Type(); t.Underlying().(type) {
	case *types.Slice, *types.Map:
	default:
		return false
	}
	for _, word := range []string{"group", "split", "partition", "bucket", "byslot", "perslot", "same", "ensure"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// ofGroup reports whether f is a field of a slot.Group, the keys of which are in
// one slot wherever the group comes from.
func ofGroup(f *types.Var) bool { return f.Pkg() != nil && f.Pkg().Path() == SlotPackage }

// slotName reports whether a function of that name computes slots.
func slotName(name string) bool {
	return strings.Contains(strings.ToLower(name), "slot")
}
