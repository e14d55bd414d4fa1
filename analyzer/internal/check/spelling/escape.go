package spelling

import (
	"go/ast"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/inventory"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/tag"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// escapes reports whether a key of that spelling goes to code of which is not
// known what it sends with it: then it may well be read or written there.
func (sp *spellings) escapes(text string) bool {
	if sp.escaped == nil {
		sp.escaped = make(map[string]bool)
		for _, fn := range sp.Funcs {
			for _, b := range fn.Blocks {
				for _, in := range b.Instrs {
					sp.escape(fn, in)
				}
			}
		}
	}
	return sp.escaped[text]
}

// escape notes the keys that an instruction hands to others.
func (sp *spellings) escape(fn *ssa.Function, in ssa.Instruction) {
	switch in := in.(type) {
	case ssa.CallInstruction:
		if !sp.sendsKnown(in) {
			sp.note(in.Common().Args...)
		}
	case *ssa.Return:
		if fn.Parent() == nil && ast.IsExported(fn.Name()) && fn.Pkg.Pkg.Name() != "main" {
			sp.note(in.Results...)
		}
	case *ssa.Send:
		sp.note(in.X)
	case *ssa.MapUpdate:
		sp.note(in.Key, in.Value)
	case *ssa.Store:
		if field, ok := in.Addr.(*ssa.FieldAddr); ok && !ofClient(field.X.Type()) {
			sp.note(in.Val)
		}
	}
}

// ofClient reports whether a struct is an argument of the client's methods.
func ofClient(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && libraries.Owns(n.Obj().Pkg().Path())
}

// note notes the spellings of what values may be.
func (sp *spellings) note(values ...ssa.Value) {
	for _, v := range values {
		if v == nil || !unit.IsText(v.Type()) && !types.IsInterface(v.Type()) {
			continue
		}
		sp.Eval.ResetBudget()
		val := sp.Eval.Expand(sp.Eval.Eval(v))
		alts := val.Texts()
		if len(alts) == 0 {
			if list := val.AsList(); list != nil {
				for _, it := range list.Items {
					alts = append(alts, it.Value.Texts()...)
				}
			}
		}
		for _, a := range alts {
			if s, ok := tag.Spell(a.Pattern); ok && !value.BraceIn(a.Pattern) {
				sp.escaped[s.Text] = true
			}
		}
	}
}

// sendsKnown reports whether it is known of a call what it sends with its arguments:
// it is of a client, of a helper whose commands are known, or of a package that
// has no use for keys.
func (sp *spellings) sendsKnown(call ssa.CallInstruction) bool {
	common := call.Common()
	if sp.followed[common.Pos()] {
		return true
	}
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := common.Method
	if !common.IsInvoke() {
		callee := common.StaticCallee()
		if callee == nil {
			return false
		}
		fn, _ = callee.Object().(*types.Func)
	}
	if fn == nil || fn.Pkg() == nil {
		return fn != nil // the method Error
	}
	if _, ok := libraries.Lookup(fn); ok {
		return true
	}
	path := fn.Pkg().Path()
	return libraries.Owns(path) || unit.IsStandard(path) || fn.Pkg() != sp.Pass.Pkg && tells.MatchString(path)
}

// tells matches the paths of packages that tell people of keys.
var tells = regexp.MustCompile(`log|zap|trac|telemetry|metric|prometheus|errors|sentry`)

// settled reports whether both is done to the keys of a spelling, or may be.
func (sp *spellings) settled(s *spelling) bool {
	return sp.exempt[s.Family] || slices.ContainsFunc(s.own, func(u inventory.Key) bool { return !sp.Counts(u.Class) }) || sp.escapes(s.Text)
}
