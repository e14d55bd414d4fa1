package confine

import (
	"go/ast"
	"go/types"
	"regexp"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// encoder matches the names of functions that turn a whole value into text, or look
// into it by reflection.
var encoder = regexp.MustCompile(`(?i)marshal|encode|json|yaml|xml|toml|execute|render|deepequal`)

// keepers are the packages whose functions keep a value, or order several, and do
// not look into one.
var keepers = regexp.MustCompile(`^(sync|context|container|errors|sort|slices|maps|iter|runtime|unique|weak)(/|$)`)

// reads reports whether a function without source looks into argument i. any says
// that it takes a value of any type.
func (t *trace) reads(call *ast.CallExpr, i int, fn *types.Func, exported, any bool) bool {
	path := ""
	if fn.Pkg() != nil {
		path = fn.Pkg().Path()
	}
	switch {
	case isLog(t, call, i, fn):
		return false
	case path == "fmt":
		return any && !strings.Contains(fn.Name(), "can") && !describes(t.typeOf(call.Args[i]))
	case !exported:
		return false
	}
	return path == "reflect" || encoder.MatchString(fn.Name()) || any && !keepers.MatchString(path)
}

// encodes returns a function without source that turns a whole value into text which
// may be one of some interfaces; nil if there is none.
func (t *trace) encodes(boxed map[string]bool) (found *types.Func) {
	for file, u := range t.unitOf {
		for n := range ast.Preorder(file) {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				continue
			}
			fn, ok := typeutil.Callee(u.Info, call).(*types.Func)
			if !ok || t.owns(fn.Pkg()) || !encoder.MatchString(fn.Name()) || strings.Contains(strings.ToLower(fn.Name()), "unmarshal") {
				continue
			}
			for _, arg := range call.Args {
				if holdsBox(u.Info.TypeOf(arg), boxed, 0) && (found == nil || fn.FullName() < found.FullName()) {
					found = fn
				}
			}
		}
	}
	return found
}

// isAny reports whether a type is of values of any type.
func isAny(typ types.Type) bool { return isBox(typ) && boxName(typ) == "any" }

// isBox reports whether a type is an interface, of which the values may be structs.
// Errors are for people.
func isBox(typ types.Type) bool {
	if typ == nil {
		return false
	}
	_, ok := typ.Underlying().(*types.Interface)
	return ok && !types.Implements(typ, errorType)
}

// boxName returns the name of an interface, "any" for one without methods and for a
// parameter of a type.
func boxName(typ types.Type) string {
	_, isParam := types.Unalias(typ).(*types.TypeParam)
	if i, ok := typ.Underlying().(*types.Interface); isParam || ok && i.NumMethods() == 0 {
		return "any"
	}
	return types.TypeString(typ, nil)
}

// elementType returns the type of element i of a literal, or of a list; nil if it has
// none.
func elementType(typ types.Type, lit *ast.CompositeLit, i int) types.Type {
	if typ == nil {
		return nil
	}
	switch u := typ.Underlying().(type) {
	case *types.Map:
		return u.Elem()
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Struct:
		if lit == nil {
			return nil
		}
		kv, keyed := lit.Elts[i].(*ast.KeyValueExpr)
		for n := range u.NumFields() {
			if !keyed && n == i || keyed && isNamed(kv.Key, u.Field(n).Name()) {
				return u.Field(n).Type()
			}
		}
	}
	return nil
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// resultType returns the type of result i of the function that a statement returns
// from.
func (t *trace) resultType(ret *ast.ReturnStmt, i int) types.Type {
	typ := typeOfFunc(t.around(ret))
	if typ == nil || typ.Results == nil {
		return nil
	}
	for _, f := range typ.Results.List {
		if i -= max(len(f.Names), 1); i < 0 {
			return t.typeOf(f.Type)
		}
	}
	return nil
}

// holdsBox reports whether a value of a type has one of some interfaces in it.
func holdsBox(typ types.Type, boxed map[string]bool, depth int) bool {
	if typ == nil || depth > 3 {
		return false
	}
	if isBox(typ) {
		return boxed[boxName(typ)]
	}
	switch u := typ.Underlying().(type) {
	case *types.Pointer:
		return holdsBox(u.Elem(), boxed, depth+1)
	case *types.Slice:
		return holdsBox(u.Elem(), boxed, depth+1)
	case *types.Array:
		return holdsBox(u.Elem(), boxed, depth+1)
	case *types.Map:
		return holdsBox(u.Elem(), boxed, depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if f.Exported() && holdsBox(f.Type(), boxed, depth+1) {
				return true
			}
		}
	}
	return false
}

// paramType returns the type of the parameter that takes argument i.
func paramType(fn *types.Func, i int) types.Type {
	sig := fn.Origin().Signature()
	n := sig.Params().Len()
	if n == 0 {
		return nil
	}
	if i < n-1 || !sig.Variadic() {
		return sig.Params().At(min(i, n-1)).Type()
	}
	if s, ok := sig.Params().At(n - 1).Type().(*types.Slice); ok {
		return s.Elem()
	}
	return nil
}

// describes reports whether values of a type are printed by a method of their own.
func describes(typ types.Type) bool {
	for _, name := range []string{"Error", "String", "Format"} {
		if obj, _, _ := types.LookupFieldOrMethod(typ, true, nil, name); obj != nil {
			if _, ok := obj.(*types.Func); ok {
				return true
			}
		}
	}
	return false
}

// isValue reports whether values of a type are compared field by field.
func isValue(typ types.Type) bool {
	if typ == nil {
		return false
	}
	switch typ.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}

func isMap(typ types.Type) bool {
	if typ == nil {
		return false
	}
	_, ok := typ.Underlying().(*types.Map)
	return ok
}

// isZero reports whether an expression is a literal of a struct without fields.
func isZero(e ast.Expr) bool {
	lit, ok := ast.Unparen(e).(*ast.CompositeLit)
	return ok && len(lit.Elts) == 0
}

// isAssigned reports whether an expression is assigned to.
func (t *trace) isAssigned(e ast.Expr) bool {
	assign, ok := t.parents[e].(*ast.AssignStmt)
	if !ok {
		return false
	}
	for _, left := range assign.Lhs {
		if left == e {
			return true
		}
	}
	return false
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
		return t.holdsField(u.Key(), field, depth+1) || t.holdsField(u.Elem(), field, depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if t.of(f) == field || t.holdsField(f.Type(), field, depth+1) {
				return true
			}
		}
	}
	return false
}
