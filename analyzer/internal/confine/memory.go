package confine

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// A keyed is a text that is a key of a map.
type keyed struct {
	text ast.Expr
	use  string // what is done there, if the map is not in memory alone
}

// syncMap are the methods of sync.Map whose first argument is a key, and that do
// nothing else with keys.
var syncMap = map[string]bool{
	"Load": true, "Store": true, "Delete": true, "LoadOrStore": true, "LoadAndDelete": true, "Swap": true,
	"CompareAndSwap": true, "CompareAndDelete": true,
}

// isSyncMap reports whether a function is one of these methods.
func isSyncMap(fn *types.Func) bool {
	return strings.HasPrefix(fn.FullName(), "(*sync.Map).") && syncMap[fn.Name()]
}

// keeps notes that a text is a key of a map. What becomes of it is known when all texts
// have been followed.
func (t *trace) keeps(m ast.Expr, text ast.Expr, use string) {
	v, ok := t.objectOf(m).(*types.Var)
	if !ok || !t.owns(v.Pkg()) {
		t.escape(text, use)
		return
	}
	if t.maps == nil {
		t.maps = make(map[place][]keyed)
	}
	t.maps[t.of(v)] = append(t.maps[t.of(v)], keyed{text, use})
}

// memory reports the maps of which not all keys are texts that the program makes: one
// with a hash tag may not be found in them. In the others a text is found under any name,
// as the program fills them when it runs.
func (t *trace) memory() {
	if len(t.maps) == 0 {
		return
	}
	keys := &memoryKeys{t, t.reached()}
	for at, texts := range t.maps {
		own := t.isMemory(at, keys)
		for _, k := range texts {
			if own {
				t.look(k.text, "is a key of a map in memory")
			} else {
				t.escape(k.text, k.use)
			}
		}
	}
}

// isMemory reports whether a variable holds a map that nobody else has, which is empty
// when the program starts, and of which the program makes all keys. A decoder may fill an
// exported field.
func (t *trace) isMemory(at place, keys *memoryKeys) bool {
	def := t.defs[at]
	if def == nil {
		return false
	}
	v, ok := t.objectOf(def).(*types.Var)
	if !ok || v.Exported() && (v.IsField() || !t.closed) || !isMap(v.Type()) && !isSyncMapType(v.Type()) || !t.isEmptyAt(def, v) {
		return false
	}
	for _, e := range t.uses[at] {
		if !strings.HasSuffix(t.at(e.Pos()).file, "_test.go") && !t.isMemoryUse(e, keys) {
			return false
		}
	}
	return true
}

// memoryKeys tells which keys of maps the program makes.
type memoryKeys struct {
	*trace
	reached map[ast.Expr]bool
}

// own reports whether all texts that an expression may hold are among those that were
// followed, or others of the program.
func (k *memoryKeys) own(e ast.Expr) bool {
	o := origins{trace: k.trace}
	return k.reached[e] || o.all(e)
}

// isSyncMapType reports whether a type is sync.Map.
func isSyncMapType(typ types.Type) bool { return types.TypeString(typ, nil) == "sync.Map" }

// isEmptyAt reports whether the declaration of a map gives it no keys: a parameter
// has those of its caller.
func (t *trace) isEmptyAt(def *ast.Ident, v *types.Var) bool {
	if slices.ContainsFunc(t.unnamed(v), func(e ast.Expr) bool { return !t.isNewMap(e) }) {
		return false
	}
	switch p := t.parents[def].(type) {
	case *ast.AssignStmt:
		i := slices.Index(p.Lhs, ast.Expr(def))
		return i >= 0 && len(p.Lhs) == len(p.Rhs) && t.isNewMap(p.Rhs[i])
	case *ast.ValueSpec:
		i := slices.Index(p.Names, def)
		return i >= 0 && (len(p.Values) == 0 || len(p.Values) == len(p.Names) && t.isNewMap(p.Values[i]))
	}
	return v.IsField()
}

// isNewMap reports whether an expression makes an empty map, or is none.
func (t *trace) isNewMap(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.CallExpr:
		return t.builtinOf(e) == "make"
	case *ast.StarExpr:
		made, ok := ast.Unparen(e.X).(*ast.CallExpr)
		return ok && t.builtinOf(made) == "new"
	case *ast.Ident:
		return t.unit(e).Info.Types[e].IsNil()
	}
	return false
}

// builtinOf returns the name of the built-in function that a call is of, "" if it is of
// another one.
func (t *trace) builtinOf(call *ast.CallExpr) string {
	if b, ok := typeutil.Callee(t.unit(call).Info, call).(*types.Builtin); ok {
		return b.Name()
	}
	return ""
}

// isMemoryUse reports whether a use of a map only names keys that the program makes, or
// gives it a new map.
func (t *trace) isMemoryUse(e ast.Expr, keys *memoryKeys) bool {
	switch p := t.parents[e].(type) {
	case *ast.IndexExpr:
		return p.X == e && keys.own(p.Index)
	case *ast.SelectorExpr:
		call, ok := t.parents[p].(*ast.CallExpr)
		fn, isFunc := t.objectOf(p).(*types.Func)
		return ok && isFunc && call.Fun == p && (isSyncMap(fn) && keys.own(call.Args[0]) || fn.FullName() == "(*sync.Map).Clear")
	case *ast.CallExpr:
		name := t.builtinOf(p)
		return name == "len" || name == "clear" || name == "delete" && keys.own(p.Args[1])
	case *ast.AssignStmt:
		i := slices.Index(p.Lhs, e)
		return i >= 0 && len(p.Lhs) == len(p.Rhs) && t.isNewMap(p.Rhs[i])
	case *ast.KeyValueExpr: // of the struct that has the field
		return p.Key == e && t.isNewMap(p.Value)
	case *ast.BinaryExpr:
		return (p.Op == token.EQL || p.Op == token.NEQ) && (t.isNewMap(p.X) || t.isNewMap(p.Y))
	}
	return false
}
