package group

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A form is the statement that a call is in.
type form uint8

const (
	alone    form = iota // a statement of its own, or an assignment to blanks
	assigned             // n, err := …Result()
	checked              // if err := …Err(); err != nil { … }
	returned             // return …Result()
)

// A use is what is done with the result of a call.
type use struct {
	form     form
	stmt     ast.Stmt   // which is replaced
	list     []ast.Stmt // that has the statement
	block    *ast.BlockStmt
	accessor string // Err, Result, Val, or "" if the result is dropped

	value, err *target        // that the parts of the result are assigned to
	body       *ast.BlockStmt // of an if
	loops      bool           // a loop can have the statement in it
}

// A target is a variable that something is assigned to; nil for what is dropped.
type target struct {
	name    string
	defined bool // by this statement
}

// dropped reports whether nothing is done with the result.
func (u *use) dropped() bool { return u.form == alone }

// errs reports whether the error is seen by the code around.
func (u *use) errs() bool {
	switch u.form {
	case assigned:
		return u.err != nil
	case checked:
		return u.err != nil || u.value == nil
	case returned:
		return u.accessor != "Val"
	}
	return false
}

// use returns what is done with the call, nil if that cannot be kept.
func (s *site) use() *use {
	u := &use{loops: true}
	path := s.path[1:]
	result := ast.Expr(s.call)
	if sel, ok := path[0].(*ast.SelectorExpr); ok {
		outer, ok := path[1].(*ast.CallExpr)
		if !ok || outer.Fun != ast.Expr(sel) || len(outer.Args) > 0 {
			return nil
		}
		switch sel.Sel.Name {
		case "Err", "Result", "Val":
		default:
			return nil
		}
		u.accessor, result, path = sel.Sel.Name, outer, path[2:]
	}
	ok := false
	switch stmt := path[0].(type) {
	case *ast.ExprStmt:
		u.form, u.stmt, ok = alone, stmt, true
	case *ast.AssignStmt:
		if cond, isIf := path[1].(*ast.IfStmt); isIf {
			ok = cond.Init == ast.Stmt(stmt) && s.assign(u, stmt) && s.check(u, cond)
			path = path[1:]
		} else {
			u.form, u.stmt = assigned, stmt
			ok = s.assign(u, stmt)
		}
	case *ast.BinaryExpr: // if …Err() != nil
		if cond, isIf := path[1].(*ast.IfStmt); isIf && cond.Init == nil && cond.Cond == ast.Expr(stmt) {
			ok = u.accessor == "Err" && stmt.X == result && s.check(u, cond)
			path = path[1:]
		}
	case *ast.ReturnStmt:
		u.form, u.stmt = returned, stmt
		ok = s.returns(u, stmt, path)
	}
	if !ok || !u.listed(path[1]) || !s.movable(u) {
		return nil
	}
	return u
}

// listed sets the list of statements that has the statement, and reports whether
// there is one.
func (u *use) listed(parent ast.Node) bool {
	switch p := parent.(type) {
	case *ast.BlockStmt:
		u.list, u.block = p.List, p
	case *ast.CaseClause:
		u.list = p.Body
	case *ast.CommClause:
		u.list = p.Body
	}
	for _, stmt := range u.list {
		if stmt == u.stmt {
			return true
		}
	}
	return false
}

// assign reads the left side of an assignment of the result.
func (s *site) assign(u *use, stmt *ast.AssignStmt) bool {
	if len(stmt.Rhs) != 1 || stmt.Tok != token.DEFINE && stmt.Tok != token.ASSIGN {
		return false
	}
	var targets []*target
	for _, x := range stmt.Lhs {
		id, ok := x.(*ast.Ident)
		if !ok {
			return false
		}
		t, ok := s.target(id)
		if !ok {
			return false
		}
		targets = append(targets, t)
	}
	typeOf := func(x ast.Expr) string {
		if t := s.info.TypeOf(x); t != nil {
			return types.TypeString(t, nil)
		}
		return ""
	}
	switch u.accessor {
	case "":
		u.form = alone
		return targets[0] == nil
	case "Err":
		u.err = targets[0]
	case "Val":
		u.value = targets[0]
	case "Result":
		u.value, u.err = targets[0], targets[1]
	}
	if u.value == nil && u.err == nil {
		u.form = alone
		return true
	}
	if u.err != nil && typeOf(stmt.Lhs[len(stmt.Lhs)-1]) != "error" {
		return false
	}
	if u.value != nil && !s.holds(s.info.TypeOf(stmt.Lhs[0])) {
		return false
	}
	return u.value == nil || s.reply != same || u.err != nil
}

// holds reports whether a variable of type t is one of the reply's type.
func (s *site) holds(t types.Type) bool {
	want, err := types.Eval(token.NewFileSet(), nil, token.NoPos, s.typ)
	return err == nil && t != nil && types.Identical(t, want.Type)
}

// target returns the variable that an assignment names, nil for the blank. ok is
// false for variables of the package, which others see in between, and for names
// that the call itself uses.
func (s *site) target(id *ast.Ident) (t *target, ok bool) {
	if id.Name == "_" {
		return nil, true
	}
	obj := s.info.ObjectOf(id)
	if obj == nil || obj.Parent() == s.pkg.Scope() || s.names(s.call)[id.Name] {
		return nil, false
	}
	return &target{id.Name, s.info.Defs[id] != nil}, true
}

// check reads an if that begins with the call, or compares its error with nil. A
// loop can have it if the condition is that there is an error.
func (s *site) check(u *use, stmt *ast.IfStmt) bool {
	u.form, u.stmt, u.body = checked, stmt, stmt.Body
	cond, ok := stmt.Cond.(*ast.BinaryExpr)
	simple := ok && cond.Op == token.NEQ && s.isNil(cond.Y)
	if stmt.Init == nil && (!ok || !s.isNil(cond.Y)) || stmt.Init != nil && u.value == nil && u.err == nil {
		return false
	}
	if stmt.Init != nil && simple {
		id, ok := cond.X.(*ast.Ident)
		simple = ok && u.err != nil && u.value == nil && id.Name == u.err.name
	}
	u.loops = simple && stmt.Else == nil && !leaves(stmt.Body) && s.splits(stmt.Body) == 0
	return true
}

func (s *site) isNil(x ast.Expr) bool {
	id, ok := x.(*ast.Ident)
	return ok && s.info.Uses[id] == types.Universe.Lookup("nil")
}

// returns reports whether the function returns the result as it is.
func (s *site) returns(u *use, stmt *ast.ReturnStmt, path []ast.Node) bool {
	if len(stmt.Results) != 1 || u.accessor == "" {
		return false
	}
	var results *types.Tuple
	for _, n := range path {
		var t types.Type
		switch n := n.(type) {
		case *ast.FuncLit:
			t = s.info.TypeOf(n)
		case *ast.FuncDecl:
			t = s.info.TypeOf(n.Name)
		}
		if sig, ok := t.(*types.Signature); ok {
			results = sig.Results()
			break
		}
	}
	if results == nil {
		return false
	}
	value, err := u.accessor != "Err", u.accessor != "Val"
	n := 0
	if value {
		if n++; results.Len() < n || !s.holds(results.At(0).Type()) {
			return false
		}
	}
	if err {
		if n++; results.Len() < n || types.TypeString(results.At(n-1).Type(), nil) != "error" {
			return false
		}
	}
	return results.Len() == n && !(s.reply == same && !err)
}

// movable reports whether other statements can be put in front of this one.
func (s *site) movable(u *use) bool {
	head := u.stmt.End()
	if u.body != nil {
		head = u.body.Lbrace
	}
	for _, c := range s.file.Comments {
		if u.stmt.Pos() <= c.Pos() && c.Pos() < head {
			return false
		}
	}
	for _, n := range s.path {
		switch n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return !jumps(n)
		}
	}
	return false
}
