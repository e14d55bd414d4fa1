package confine

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// verb matches what a format has in place of a value, and the sign for a percent.
var verb = regexp.MustCompile(`%[-+# 0-9.]*[a-zA-Z%]`)

// glob returns a pattern that matches what the pattern of a scan does: a star stands for
// what is not seen. known is false if that is all.
func (t *trace) glob(e ast.Expr) (glob string, known bool) {
	glob = t.globText(e, 0)
	if strings.ContainsAny(glob, `[\`) {
		if _, constant := t.text(e); !constant { // a star is one of the characters there
			return "", false
		}
	}
	return glob, strings.Trim(glob, "*") != ""
}

func (t *trace) globText(e ast.Expr, depth int) string {
	e = ast.Unparen(e)
	if text, ok := t.text(e); ok {
		return text
	}
	if depth > maxStack {
		return "*"
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return t.globText(e.X, depth+1) + t.globText(e.Y, depth+1)
		}
	case *ast.CallExpr:
		return t.globCall(e, depth)
	case *ast.Ident:
		if v, ok := t.objectOf(e).(*types.Var); ok && v.Parent() != v.Pkg().Scope() && t.allMade(v) && !t.isGrown(v) {
			if made := t.madeOf(v, e); len(made) == 1 {
				return t.globText(made[0], depth+1)
			}
		}
	}
	return "*"
}

// isGrown reports whether something is added to a variable with +=.
func (t *trace) isGrown(v *types.Var) bool {
	return slices.ContainsFunc(t.uses[t.of(v)], func(e ast.Expr) bool {
		assign, ok := t.parents[e].(*ast.AssignStmt)
		return ok && assign.Tok == token.ADD_ASSIGN && slices.Contains(assign.Lhs, e)
	})
}

// globCall is globText for what a call returns: of fmt.Sprintf, or of a function of the
// program that returns one text.
func (t *trace) globCall(call *ast.CallExpr, depth int) string {
	fn, ok := typeutil.Callee(t.unit(call).Info, call).(*types.Func)
	if !ok {
		return "*"
	}
	if fn.FullName() == "fmt.Sprintf" {
		format, ok := t.text(call.Args[0])
		if !ok || strings.Contains(format, "%[") || strings.Contains(format, "%*") {
			return "*"
		}
		n := 0
		return verb.ReplaceAllStringFunc(format, func(v string) string {
			if v == "%%" {
				return "%"
			}
			if n++; v == "%s" && n < len(call.Args) && !call.Ellipsis.IsValid() && !describes(t.typeOf(call.Args[n])) {
				return t.globText(call.Args[n], depth+1)
			}
			return "*"
		})
	}
	decl := t.funcs[t.of(fn)]
	if decl == nil || decl.Body == nil || len(decl.Body.List) != 1 {
		return "*"
	}
	if ret, ok := decl.Body.List[0].(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
		return t.globText(ret.Results[0], depth+1)
	}
	return "*"
}
