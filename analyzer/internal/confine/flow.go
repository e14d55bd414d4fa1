package confine

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// flow follows a text from an expression to what is around it.
func (t *trace) flow(s step) {
	e := s.expr
	switch p := t.parents[e].(type) {
	case *ast.ParenExpr, *ast.StarExpr:
		t.push(step{p.(ast.Expr), s.stack, s.part})
	case *ast.UnaryExpr:
		if p.Op == token.AND {
			t.push(step{p, s.stack, s.part})
		} else {
			t.escape(e, "is received from a channel")
		}
	case *ast.TypeAssertExpr:
		switch assign, ok := t.parents[p].(*ast.AssignStmt); {
		case p.Type != nil:
			t.push(step{p, s.stack, s.part})
		case ok:
			t.typeSwitch(assign, s)
		}
	case *ast.SliceExpr:
		switch {
		case t.isString(e):
			t.escape(e, "is sliced")
		case p.X == e && isOne(t.constant(p.Low)) && s.part == First: // without the key
		case p.X == e:
			t.push(step{p, s.stack, All})
		}
	case *ast.IndexExpr:
		t.indexed(s, p)
	case *ast.BinaryExpr:
		t.binary(s, p)
	case *ast.KeyValueExpr:
		t.element(s, p, p.Key == e)
	case *ast.CompositeLit:
		t.element(s, e, false)
	case *ast.CallExpr:
		t.call(s, p)
	case *ast.SelectorExpr:
		t.selector(s, p)
	case *ast.AssignStmt:
		t.assign(s, p)
	case *ast.ValueSpec:
		t.value(s, p)
	case *ast.ReturnStmt:
		t.result(t.around(p), slices.Index(p.Results, e), s)
	case *ast.RangeStmt:
		t.ranged(s, p)
	case *ast.SwitchStmt, *ast.CaseClause:
		t.escape(e, "is compared in a switch")
	case *ast.SendStmt:
		t.escape(e, "is sent on a channel")
	case *ast.ExprStmt, *ast.IncDecStmt, *ast.DeferStmt, *ast.GoStmt:
	default:
		t.escape(e, "is used in a way that is not followed")
	}
}

// indexed follows an expression that is indexed, or is an index.
func (t *trace) indexed(s step, p *ast.IndexExpr) {
	n, isConst := t.constant(p.Index)
	switch {
	case p.Index == s.expr:
		if assign, ok := t.parents[p].(*ast.AssignStmt); ok && slices.Contains(assign.Lhs, ast.Expr(p)) {
			t.into(p.X, step{s.expr, s.stack, Index}) // a map with these keys
			return
		}
		t.keeps(p.X, s.expr, "is looked up in a map")
	case s.part == Index:
		if !t.isAssigned(p) {
			t.keeps(p.X, s.expr, "is a map with such keys, in which something is looked up")
		}
	case t.isString(s.expr):
		t.escape(s.expr, "is indexed")
	case isConst && s.part == First && n != 0, isConst && s.part == Others && n == 0:
	default:
		t.push(step{p, s.stack, All})
	}
}

func (t *trace) binary(s step, p *ast.BinaryExpr) {
	other := p.X
	if other == s.expr {
		other = p.Y
	}
	switch p.Op {
	case token.ADD:
		t.makes(p, s)
	case token.EQL, token.NEQ:
		// No edit makes a text empty, or a list nil.
		tv := t.unit(p).Info.Types[other]
		if tv.IsNil() || tv.Value != nil && tv.Value.Kind() == constant.String && constant.StringVal(tv.Value) == "" {
			return
		}
		if !slices.Contains(t.compared[p], s.expr) {
			t.compared[p] = append(t.compared[p], s.expr)
		}
	default:
		t.escape(s.expr, "is compared")
	}
}

// element follows an element of a composite literal, or a key of one of a map.
func (t *trace) element(s step, e ast.Expr, isKey bool) {
	lit, ok := t.parents[e].(*ast.CompositeLit)
	if !ok {
		t.escape(s.expr, "is used in a way that is not followed")
		return
	}
	typ := t.typeOf(lit)
	if p, ok := typ.Underlying().(*types.Pointer); ok {
		typ = p.Elem()
	}
	st, ok := typ.Underlying().(*types.Struct)
	if !ok {
		part := All
		if isKey && isMap(typ) {
			part = Index
		}
		t.push(step{lit, s.stack, part})
		return
	}
	if isKey {
		return // the name of the field
	}
	var field *types.Var
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		field, _ = t.objectOf(kv.Key).(*types.Var)
	} else if i := slices.Index(lit.Elts, e); i < st.NumFields() {
		field = st.Field(i)
	}
	t.field(s, field)
}

// field follows what is stored in a field.
func (t *trace) field(s step, field *types.Var) {
	if field == nil {
		t.escape(s.expr, "is used in a way that is not followed")
		return
	}
	if field.Pkg() != nil && libraries.Owns(field.Pkg().Path()) {
		if !t.isKeyField(s.expr, field) {
			t.escape(s.expr, "is stored in the field "+field.Name()+" of an argument of a command")
		}
		return
	}
	if !t.owns(field.Pkg()) {
		t.foreignField(s, field)
		return
	}
	t.carried(field, s.expr)
	for _, twin := range t.twins(field) {
		t.object(twin, nil, s.expr)
	}
	t.object(field, nil, s.expr)
}

// selector follows a value of which something is selected.
func (t *trace) selector(s step, p *ast.SelectorExpr) {
	if p.Sel == s.expr {
		t.flow(step{p, s.stack, s.part})
		return
	}
	obj := t.objectOf(p)
	switch obj := obj.(type) {
	case *types.Var:
		if obj.Pkg() != nil && libraries.Owns(obj.Pkg().Path()) && !keyFields[obj.Name()] && !keyFields[typeName(t.typeOf(p.X))+"."+obj.Name()] {
			return // of a reply: a value, or an identifier
		}
		t.push(step{p, s.stack, All})
	case *types.Func:
		if call, ok := t.parents[p].(*ast.CallExpr); ok && call.Fun == p {
			t.method(s, call, obj)
			return
		}
		t.escape(s.expr, "is the receiver of a method that is used as a value")
	}
}

// typeName returns the name of a type, or of what it points to.
func typeName(typ types.Type) string {
	if n := client.Named(typ); n != nil {
		return n.Obj().Name()
	}
	return ""
}

func (t *trace) assign(s step, p *ast.AssignStmt) {
	i := slices.Index(p.Rhs, s.expr)
	if i < 0 {
		return // it is assigned to
	}
	if p.Tok == token.ADD_ASSIGN {
		if obj := t.objectOf(p.Lhs[0]); obj != nil {
			t.reach.grown[t.of(obj)] = true
			if t.until.held[t.of(obj)] {
				return
			}
		}
	}
	switch {
	case len(p.Lhs) == len(p.Rhs):
		t.into(p.Lhs[i], s)
	case isCall(s.expr):
		for j := range p.Lhs {
			t.intoResult(p.Lhs[j], s)
		}
	default: // v, ok := m[k]
		t.into(p.Lhs[0], s)
	}
}

func isCall(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok
}

// intoResult follows one of several results, if it can hold the text.
func (t *trace) intoResult(left ast.Expr, s step) {
	if typ := t.typeOf(left); typ == nil || holdsText(typ, 0) {
		t.into(left, s)
	}
}

// into follows a text into what is assigned to.
func (t *trace) into(left ast.Expr, s step) {
	switch left := ast.Unparen(left).(type) {
	case *ast.Ident:
		if left.Name != "_" {
			t.variable(left, t.objectOf(left), s)
		}
	case *ast.SelectorExpr:
		if field, ok := t.objectOf(left).(*types.Var); ok && field.IsField() {
			t.field(s, field)
		} else {
			t.variable(left, t.objectOf(left), s)
		}
	case *ast.IndexExpr:
		t.into(left.X, step{s.expr, s.stack, All})
		t.behind(left.X, s)
	case *ast.StarExpr:
		t.into(left.X, s)
		t.behind(left.X, s)
	case *ast.CallExpr:
		t.escape(s.expr, "is assigned to what a function returns")
	default:
		t.escape(s.expr, "is used in a way that is not followed")
	}
}

// variable follows a text into a variable.
func (t *trace) variable(at ast.Expr, obj types.Object, s step) {
	v, ok := obj.(*types.Var)
	if !ok {
		t.escape(at, "is used in a way that is not followed")
		return
	}
	if !t.owns(v.Pkg()) {
		t.escape(s.expr, "is stored in a variable of package "+v.Pkg().Name())
		return
	}
	stack := s.stack
	if v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
		stack = nil
	}
	t.objectPart(v, stack, s.expr, s.part)
	// A named result is returned by a bare return statement, and what a deferred
	// function assigns.
	for fn := t.around(at); fn != nil; fn = t.around(fn) {
		for i, name := range resultNames(fn) {
			if t.at(name.Pos()) == t.of(v) {
				t.result(fn, i, s)
			}
		}
	}
}

// object follows a text to all uses of what holds it.
func (t *trace) object(obj types.Object, stack *frame, from ast.Expr) {
	t.objectPart(obj, stack, from, All)
}

func (t *trace) objectPart(obj types.Object, stack *frame, from ast.Expr, part Part) {
	if obj == nil {
		t.escape(from, "is used in a way that is not followed")
		return
	}
	t.reach.held[t.of(obj)] = true
	if t.until.grown[t.of(obj)] {
		return
	}
	for _, use := range t.uses[t.of(obj)] {
		t.push(step{use, stack, part})
	}
}

func (t *trace) value(s step, p *ast.ValueSpec) {
	i := slices.Index(p.Values, s.expr)
	if i < 0 {
		return
	}
	for j, name := range p.Names {
		if len(p.Values) != len(p.Names) || i == j {
			obj := t.objectOf(name)
			stack := s.stack
			if obj != nil && obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope() {
				stack = nil
			}
			t.objectPart(obj, stack, s.expr, s.part)
		}
	}
}

func (t *trace) ranged(s step, p *ast.RangeStmt) {
	if p.X != s.expr {
		return // it is assigned to
	}
	switch typ := t.typeOf(p.X).Underlying().(type) {
	case *types.Basic:
		t.escape(s.expr, "is read letter by letter")
	case *types.Chan:
		t.escape(s.expr, "is sent on a channel")
	default:
		_, isMap := typ.(*types.Map)
		_, isFunc := typ.(*types.Signature)
		for _, v := range []ast.Expr{p.Key, p.Value} {
			if v == p.Value && s.part == Index {
				continue
			}
			if v != nil && (v == p.Value || isMap || isFunc) && holdsText(orString(t.typeOf(v)), 0) {
				t.into(v, step{s.expr, s.stack, All})
			}
		}
	}
}

func orString(typ types.Type) types.Type {
	if typ == nil {
		return types.Typ[types.String]
	}
	return typ
}

// typeSwitch follows a text to the variable that each clause of a switch declares.
func (t *trace) typeSwitch(assign *ast.AssignStmt, s step) {
	sw, ok := t.parents[assign].(*ast.TypeSwitchStmt)
	if !ok {
		return
	}
	for _, clause := range sw.Body.List {
		if obj := t.unit(sw).Info.Implicits[clause]; obj != nil && holdsText(obj.Type(), 0) {
			// All of them are declared at one place.
			t.object(obj, s.stack, s.expr)
		}
	}
}

func (t *trace) isString(e ast.Expr) bool {
	typ := t.typeOf(e)
	if typ == nil {
		return true
	}
	b, ok := typ.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// constant returns the value of an integer constant.
func (t *trace) constant(e ast.Expr) (n int64, ok bool) {
	if e == nil {
		return 0, false
	}
	if tv := t.unit(e).Info.Types[e]; tv.Value != nil && tv.Value.Kind() == constant.Int {
		return constant.Int64Val(tv.Value)
	}
	return 0, false
}

func isOne(n int64, ok bool) bool { return ok && n == 1 }
