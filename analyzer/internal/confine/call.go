package confine

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// call follows an argument of a call, or a function that is called.
func (t *trace) call(s step, call *ast.CallExpr) {
	if call.Fun == s.expr { // what it returns
		t.push(step{call, s.stack, All})
		return
	}
	i := slices.Index(call.Args, s.expr)
	info := t.unit(call).Info
	if tv := info.Types[call.Fun]; tv.IsType() {
		if types.Implements(types.NewPointer(tv.Type), errorType) && !types.IsInterface(tv.Type) {
			t.escape(s.expr, "becomes an error")
		}
		t.push(step{call, s.stack, s.part})
		return
	}
	switch fn := typeutil.Callee(info, call).(type) {
	case *types.Builtin:
		t.builtin(s, call, i, fn.Name())
	case *types.Func:
		if t.unusual(s, call, i, fn) {
			return
		}
		t.static(s, call, i, fn)
	default:
		t.dynamic(s, call, i)
	}
}

func (t *trace) builtin(s step, call *ast.CallExpr, i int, name string) {
	switch name {
	case "append":
		t.push(step{call, s.stack, s.part})
	case "copy":
		if i == 1 {
			t.into(call.Args[0], s)
			t.behind(call.Args[0], s)
		}
	case "len", "cap":
		if t.isString(s.expr) && !t.isZeroTest(call) {
			t.escape(s.expr, "is measured with len")
		}
	case "panic":
		t.note(s.expr, "is printed")
		for _, r := range t.recovers {
			t.push(step{r, nil, All})
		}
	case "print", "println":
		t.note(s.expr, "is printed")
	case "clear":
	case "delete":
		if i == 1 {
			t.keeps(call.Args[0], s.expr, "is looked up in a map")
		}
	default:
		t.escape(s.expr, "is given to "+name)
	}
}

// unusual follows an argument of a call in which the arguments are not those of the
// parameters, one by one: of a method expression, whose first one is the receiver, and
// f(g()) with several results. It reports whether the call is one.
func (t *trace) unusual(s step, call *ast.CallExpr, i int, fn *types.Func) bool {
	decl := t.funcs[t.of(fn)]
	sel, _ := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	isExpr := sel != nil && t.isMethodExpr(sel)
	tuple, isTuple := t.typeOf(s.expr).(*types.Tuple)
	switch {
	case !isExpr && !isTuple:
		return false
	case isLog(t, call, i, fn):
		t.note(s.expr, "is logged")
	case decl == nil || decl.Body == nil || isExpr && isTuple:
		t.escape(s.expr, "is given to "+short(fn))
	case isTuple:
		for n := range tuple.Len() {
			if holdsText(tuple.At(n).Type(), 0) {
				t.enterFunc(s, call, n, decl)
			}
		}
	case i == 0:
		t.method(s, call, fn)
	default:
		t.enterFunc(s, call, i-1, decl)
	}
	return true
}

func (t *trace) isMethodExpr(sel *ast.SelectorExpr) bool {
	s := t.unit(sel).Info.Selections[sel]
	return s != nil && s.Kind() == types.MethodExpr
}

// isZeroTest reports whether a length is only compared with zero.
func (t *trace) isZeroTest(call *ast.CallExpr) bool {
	p, ok := t.parents[call].(*ast.BinaryExpr)
	if !ok {
		return false
	}
	for _, e := range []ast.Expr{p.X, p.Y} {
		if n, ok := t.constant(e); ok && n == 0 {
			return true
		}
	}
	return false
}

// static follows an argument of a function that is known.
func (t *trace) static(s step, call *ast.CallExpr, i int, fn *types.Func) {
	fn = fn.Origin()
	if t.clientCall(s, call, i, fn) {
		return
	}
	if decl := t.funcs[t.of(fn)]; decl != nil && decl.Body != nil {
		t.enterFunc(s, call, i, decl)
		return
	}
	if sig := fn.Signature(); sig.Recv() != nil && types.IsInterface(sig.Recv().Type()) {
		t.dispatched(s, call, i, fn)
		return
	}
	t.foreign(s, call, i, fn)
}

// enterFunc follows an argument into a function of the program.
func (t *trace) enterFunc(s step, call *ast.CallExpr, i int, fn ast.Node) {
	name := paramName(fn, i)
	if name == nil || name.Name == "_" {
		return
	}
	stack := t.enter(s.stack, call, fn)
	part := s.part
	if isVariadic(fn, i) && !call.Ellipsis.IsValid() {
		part = All
	}
	t.objectPart(t.objectOf(name), stack, s.expr, part)
}

// dispatched follows an argument of a method of an interface into all methods that
// may be meant.
func (t *trace) dispatched(s step, call *ast.CallExpr, i int, fn *types.Func) {
	found := false
	for _, decl := range t.methods[fn.Name()] {
		if decl.Body != nil && numParams(decl) == fn.Signature().Params().Len() && t.satisfies(decl, fn.Signature().Recv().Type()) {
			found = true
			t.enterFunc(s, call, i, decl)
		}
	}
	// Others may implement an interface that is not the program's.
	if isLogMethod(fn) {
		t.note(s.expr, "is logged")
	} else if !found || len(t.uses[t.of(fn)]) == 0 || !t.owns(fn.Pkg()) {
		t.escape(s.expr, "is given to the method "+fn.Name()+" of an interface")
	}
}

// owns reports whether a package is one of the program, and not a client that is
// replaced by a copy.
func (p *Program) owns(pkg *types.Package) bool {
	return pkg != nil && !libraries.Owns(pkg.Path()) && slices.ContainsFunc(p.units, func(u *retag.Unit) bool { return u.Pkg.Path() == pkg.Path() })
}

// foreign follows an argument of a function of which there is no source.
func (t *trace) foreign(s step, call *ast.CallExpr, i int, fn *types.Func) {
	switch name := fn.FullName(); {
	case isLog(t, call, i, fn):
		t.note(s.expr, "is logged")
	case i == 0 && isSyncMap(fn):
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			t.escape(s.expr, "is given to "+short(fn))
			return
		}
		t.keeps(sel.X, s.expr, "is given to "+short(fn))
	case isMaker(name, i) && i == 0 && searches[name] && !t.isPlaceholder(call.Args[1]):
		t.escape(s.expr, "is searched by "+short(fn))
	case isMaker(name, i):
		t.makes(call, s)
	case isFiller(name):
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			t.into(sel.X, s)
			t.behind(sel.X, s)
		}
	case isInPlace(name):
	case isPrinter(name) && t.isBuffer(call.Args[0]):
		if i == 0 {
			return // it gets more text
		}
		buffer := ast.Unparen(call.Args[0])
		if x, ok := buffer.(*ast.UnaryExpr); ok {
			buffer = x.X
		}
		t.into(buffer, s)
		t.behind(buffer, s)
	default:
		t.escape(s.expr, "is given to "+short(fn))
	}
}

// isBuffer reports whether an expression is one of the buffers whose methods are
// fillers.
func (t *trace) isBuffer(e ast.Expr) bool {
	typ := t.typeOf(e)
	return typ != nil && fillers["("+types.TypeString(typ, nil)+").Write"]
}

// isPlaceholder reports whether the text that is replaced in another one is known, and
// no brace can get into it: separators are next to braces.
func (t *trace) isPlaceholder(e ast.Expr) bool {
	old, ok := t.text(e)
	return ok && old != "" && !strings.ContainsAny(old[1:], ":/|.-")
}

// method follows the receiver of a method that is called.
func (t *trace) method(s step, call *ast.CallExpr, fn *types.Func) {
	fn = fn.Origin()
	name := fn.FullName()
	switch decl := t.funcs[t.of(fn)]; {
	case fn.Pkg() != nil && libraries.Owns(fn.Pkg().Path()):
		t.push(step{call, s.stack, s.part}) // a reply, and what is in it
	case decl != nil && decl.Body != nil:
		if decl.Recv != nil && len(decl.Recv.List) == 1 && len(decl.Recv.List[0].Names) == 1 {
			recv := decl.Recv.List[0].Names[0]
			t.objectPart(t.objectOf(recv), t.enter(s.stack, call, decl), s.expr, s.part)
		}
	case isMaker(name, -1):
		t.makes(call, s)
	case isFiller(name), isInPlace(name):
	default:
		if isLogMethod(fn) {
			t.note(s.expr, "is logged")
			return
		}
		t.escape(s.expr, "is the receiver of "+short(fn))
	}
}

// dynamic follows an argument of a function value.
func (t *trace) dynamic(s step, call *ast.CallExpr, i int) {
	fns, ok := t.funcsOf(call.Fun, 0)
	if !ok || len(fns) == 0 {
		t.escape(s.expr, "is given to a function value")
		return
	}
	for _, fn := range fns {
		t.enterFunc(s, call, i, fn)
	}
}

// result follows what a function returns to its calls.
func (t *trace) result(fn ast.Node, i int, s step) {
	if s.stack != nil && s.stack.fn == fn {
		t.returned(s.stack.call, i, step{s.stack.call, s.stack.outer, s.part})
		return
	}
	switch fn := fn.(type) {
	case *ast.FuncLit:
		t.calls(fn, func(call *ast.CallExpr) { t.returned(call, i, step{call, s.stack, s.part}) }, s)
	case *ast.FuncDecl:
		if fn.Name.Name == "main" && fn.Recv == nil {
			return
		}
		t.calls(fn, func(call *ast.CallExpr) { t.returned(call, i, step{call, nil, s.part}) }, s)
		t.implicit(fn, s)
	default:
		t.escape(s.expr, "is used in a way that is not followed")
	}
}

// returned follows result i of a call.
func (t *trace) returned(call *ast.CallExpr, i int, s step) {
	typ := t.typeOf(call)
	tuple, ok := typ.(*types.Tuple)
	if !ok {
		t.push(s)
		return
	}
	if i < 0 || i >= tuple.Len() { // return f()
		t.push(s)
		return
	}
	if !holdsText(tuple.At(i).Type(), 0) {
		return
	}
	switch p := t.parents[call].(type) {
	case *ast.AssignStmt:
		if len(p.Lhs) == tuple.Len() {
			t.into(p.Lhs[i], s)
			return
		}
	case *ast.ValueSpec:
		if len(p.Names) == tuple.Len() {
			t.object(t.objectOf(p.Names[i]), s.stack, s.expr)
			return
		}
	case *ast.ReturnStmt:
		t.result(t.around(p), i, s)
		return
	case *ast.ExprStmt:
		return
	}
	t.push(s)
}

func short(fn *types.Func) string {
	name := fn.FullName()
	if i := strings.LastIndex(name, "/"); i >= 0 {
		prefix := ""
		if strings.HasPrefix(name, "(*") {
			prefix = "(*"
		} else if strings.HasPrefix(name, "(") {
			prefix = "("
		}
		name = prefix + name[i+1:]
	}
	return name
}
