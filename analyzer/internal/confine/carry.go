package confine

import (
	"go/ast"
	"go/types"
	"regexp"

	"golang.org/x/tools/go/types/typeutil"
)

// encoder matches the names of functions that turn a whole value into text, or look
// into it by reflection.
var encoder = regexp.MustCompile(`(?i)marshal|encode|json|yaml|xml|toml|execute|render|deepequal`)

// carried reports the functions without source that read all exported fields of a
// value, where one of them holds a text.
func (t *trace) carried(field *types.Var, from ast.Expr) {
	if !field.Exported() {
		return
	}
	at := t.of(field)
	if t.carries[at] {
		return
	}
	t.carries[at] = true
	for file, u := range t.unitOf {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			fn, ok := typeutil.Callee(u.Info, call).(*types.Func)
			if !ok || t.funcs[t.of(fn)] != nil {
				return true
			}
			if reflects := fn.Pkg() != nil && fn.Pkg().Path() == "reflect"; !reflects && !encoder.MatchString(fn.Name()) {
				return true
			}
			for _, arg := range call.Args {
				if t.holdsField(u.Info.TypeOf(arg), at, 0) {
					t.escape(from, "is in a struct that is given to "+short(fn))
				}
			}
			return true
		})
	}
}

// holdsField reports whether a value of a type has a field, itself or in a part of
// it.
func (t *trace) holdsField(typ types.Type, field place, depth int) bool {
	if typ == nil || depth > 4 {
		return false
	}
	switch u := typ.Underlying().(type) {
	case *types.Pointer:
		return t.holdsField(u.Elem(), field, depth+1)
	case *types.Slice:
		return t.holdsField(u.Elem(), field, depth+1)
	case *types.Array:
		return t.holdsField(u.Elem(), field, depth+1)
	case *types.Map:
		return t.holdsField(u.Elem(), field, depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if t.of(f) == field || t.holdsField(f.Type(), field, depth+1) {
				return true
			}
		}
	}
	return false
}
