package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// idle reports whether a store writes a variable with what it holds, as a return of a
// result by its name does. A function with many returns of one struct would otherwise be
// followed through all pairs of them.
func idle(s *ssa.Store) bool {
	load, ok := s.Val.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || load.X != s.Addr || load.Block() != s.Block() {
		return false
	}
	if _, local := s.Addr.(*ssa.Alloc); !local {
		return false
	}
	instrs := s.Block().Instrs
	from, to := slices.Index(instrs, ssa.Instruction(load)), slices.Index(instrs, ssa.Instruction(s))
	for _, in := range instrs[from:to] {
		switch in := in.(type) {
		case *ssa.UnOp:
			if in.Op == token.ARROW {
				return false // another goroutine may have written it by then
			}
		case *ssa.DebugRef:
		case *ssa.Store: // to another result
			if _, local := in.Addr.(*ssa.Alloc); !local || in.Addr == s.Addr {
				return false
			}
		default:
			return false
		}
	}
	return true
}
