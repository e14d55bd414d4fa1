// Package dualread makes a program whose keys were renamed find what is stored under
// the old names: it puts a call around each key that moves the value first.
//
// A program that reads the old key where the new one is missing, and writes the new
// one, is right for values that are written as a whole only: HINCRBY or SADD makes a
// new key with one element, which hides all others. A value that is moved before the
// command, whatever the command is, is there for all that follow.
package dualread

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// A Plan is what is to be changed, and what is not.
type Plan struct {
	Edits []retag.Edit
	// Helpers are the packages that need the function that moves keys.
	Helpers []Helper
	Left    []Left // in their order
}

// A Helper is the function that moves keys, in a file of its own.
type Helper struct {
	File   string // where it belongs; others of the folder may have the name
	Name   string // of the function
	Source string
}

// A Left is a command that uses only the new name of a key.
type Left struct {
	Pos token.Pos
	Why string
}

// New plans for the packages of a program that has the new names. uses are all keys
// that it sends; families are those that were renamed, by their new names.
func New(units []*retag.Unit, uses []retag.Use, families map[retag.Family]bool) *Plan {
	p := &planner{uses: make(map[token.Pos][]retag.Use), families: families, seen: make(map[string]bool), plan: new(Plan)}
	for _, u := range uses {
		p.uses[u.Pos] = append(p.uses[u.Pos], u)
	}
	for _, u := range units {
		p.unit(u)
	}
	for pos, list := range p.uses { // the rest is of no call of a client that was seen
		if slices.ContainsFunc(list, p.renamed) && !strings.HasSuffix(units[0].Fset.Position(pos).Filename, "_test.go") {
			p.plan.Left = append(p.plan.Left, Left{pos, "a function passes the key on"})
		}
	}
	slices.SortFunc(p.plan.Left, func(a, b Left) int { return cmp.Compare(a.Pos, b.Pos) })
	return p.plan
}

// A planner goes through the packages.
type planner struct {
	uses     map[token.Pos][]retag.Use // by the place of the command
	families map[retag.Family]bool
	seen     map[string]bool // files: a package and its tests share some
	plan     *Plan
}

func (p *planner) renamed(u retag.Use) bool { return !u.Glob && p.families[retag.FamilyOf(u.Key)] }

// unit plans for one package.
func (p *planner) unit(u *retag.Unit) {
	helper := -1
	for _, file := range u.Files {
		name := u.Fset.PositionFor(file.Package, false).Filename
		if p.seen[name] || strings.HasSuffix(name, "_test.go") || ast.IsGenerated(file) {
			continue
		}
		p.seen[name] = true
		ast.PreorderStack(file, nil, func(n ast.Node, stack []ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			at := call.Lparen
			uses := p.uses[at]
			if !slices.ContainsFunc(uses, p.renamed) {
				return true
			}
			c := &site{Unit: u, call: call, stack: stack}
			why := c.look()
			if why == "" && slices.ContainsFunc(uses, func(u retag.Use) bool { return !p.renamed(u) }) {
				why = "it has keys of other families, too"
			}
			if why == "" && helper < 0 {
				var h Helper
				if h, why = helperOf(u, name, c); why == "" {
					helper = len(p.plan.Helpers)
					p.plan.Helpers = append(p.plan.Helpers, h)
				}
			}
			delete(p.uses, at)
			if why != "" {
				p.plan.Left = append(p.plan.Left, Left{at, why})
				return true
			}
			for _, key := range c.keys {
				open := fmt.Sprintf("%s(%s, %s, ", p.plan.Helpers[helper].Name, types.ExprString(call.Args[0]), types.ExprString(c.client))
				p.plan.Edits = append(p.plan.Edits, retag.Edit{Pos: key.Pos(), End: key.Pos(), Text: open}, retag.Edit{Pos: key.End(), End: key.End(), Text: ")"})
			}
			return true
		})
	}
}

// helperOf returns the function for a package, with a name that nothing has there. It
// says why there can be none.
func helperOf(u *retag.Unit, file string, c *site) (h Helper, why string) {
	taken := make(map[string]bool)
	for id := range u.Info.Defs {
		taken[id.Name] = true
	}
	name := "movedKey"
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("movedKey%d", n)
	}
	h = Helper{File: filepath.Join(filepath.Dir(file), "moved_keys.go"), Name: name, Source: fmt.Sprintf(c.mover, u.Pkg.Name(), name, c.library.Path())}
	f, err := parser.ParseFile(token.NewFileSet(), "", h.Source, parser.ImportsOnly)
	if err != nil {
		return h, unknownVersion
	}
	for _, spec := range f.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		imported := filepath.Base(path)
		if path == c.library.Path() {
			imported = c.library.Name()
		}
		if u.Pkg.Scope().Lookup(imported) != nil {
			return h, fmt.Sprintf("its package declares the name %s, which the function that moves keys needs", imported)
		}
	}
	return h, ""
}

// A site is a call of a client with keys that were renamed.
type site struct {
	*retag.Unit
	call  *ast.CallExpr
	stack []ast.Node // around it

	library *types.Package // of the client
	mover   string         // the source of the function that moves keys
	client  ast.Expr       // that moves them
	keys    []ast.Expr     // of the command
}

// look finds what has to be known of a call. It says what is in the way.
func (s *site) look() (why string) {
	sel, ok := ast.Unparen(s.call.Fun).(*ast.SelectorExpr)
	if !ok {
		return "a function passes the key on"
	}
	fn, ok := s.Info.Uses[sel.Sel].(*types.Func)
	if !ok {
		return "a function passes the key on"
	}
	m, ok := libraries.Lookup(fn)
	switch {
	case !ok:
		return "a function passes the key on"
	case m.Kind != client.Command || m.OnScript:
		return "the key is one of a script, of a Watch, or of a command that is made of words"
	case client.FirstParam(fn.Signature()) != 1 || !plain(s.call.Args[0]):
		return "its context is no variable"
	}
	if s.client, why = s.sender(sel.X, fn); why != "" {
		return why
	}
	for _, k := range m.Keys {
		at := 1 + k.Param
		switch {
		case k.Pattern, k.Optional, at >= len(s.call.Args):
			return "not all of its keys are arguments"
		case len(k.Steps) == 0:
			s.keys = append(s.keys, s.call.Args[at])
		case len(k.Steps) == 1 && k.Steps[0].Op == client.Each && fn.Signature().Variadic() && at == fn.Signature().Params().Len()-1 && !s.call.Ellipsis.IsValid():
			s.keys = append(s.keys, s.call.Args[at:]...)
		default:
			return "its keys are in a list"
		}
	}
	return ""
}

// sender returns the expression of a client that sends a command at once: the receiver,
// or, in a function that queues commands on a pipeline, the client of that.
func (s *site) sender(x ast.Expr, fn *types.Func) (e ast.Expr, why string) {
	if why = s.sends(x, fn); why == "" {
		return x, ""
	}
	id, ok := ast.Unparen(x).(*ast.Ident)
	if !ok {
		return nil, why
	}
	for i, n := range slices.Backward(s.stack) {
		lit, ok := n.(*ast.FuncLit)
		if !ok || i == 0 || !declares(lit, s.Info.Uses[id], s.Info) {
			continue
		}
		outer, ok := s.stack[i-1].(*ast.CallExpr)
		if !ok || !slices.Contains(outer.Args, ast.Expr(lit)) {
			break
		}
		sel, ok := ast.Unparen(outer.Fun).(*ast.SelectorExpr)
		if !ok {
			break
		}
		begin, ok := s.Info.Uses[sel.Sel].(*types.Func)
		if !ok {
			break
		}
		m, ok := libraries.Lookup(begin)
		if !ok || m.Kind != client.Begin && m.Kind != client.Batch || s.sends(sel.X, fn) != "" || !s.visible(sel.X) {
			break
		}
		return sel.X, ""
	}
	return nil, why
}

// declares reports whether a variable is a parameter of a function.
func declares(lit *ast.FuncLit, v types.Object, info *types.Info) bool {
	for _, f := range lit.Type.Params.List {
		for _, name := range f.Names {
			if info.Defs[name] == v && v != nil {
				return true
			}
		}
	}
	return false
}

// visible reports whether the variable that an expression begins with is the same at
// the call: nothing between has its name.
func (s *site) visible(e ast.Expr) bool {
	for {
		sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
		if !ok {
			break
		}
		e = sel.X
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	scope := s.Pkg.Scope().Innermost(s.call.Pos())
	if scope == nil {
		return false
	}
	_, found := scope.LookupParent(id.Name, s.call.Pos())
	return found != nil && found == s.Info.Uses[id]
}

// sends says what is wrong with an expression as a client that sends at once; fn is a
// method of its library.
func (s *site) sends(x ast.Expr, fn *types.Func) (why string) {
	if !plain(x) {
		return "its client is no variable"
	}
	pkg := resultPackage(fn)
	if pkg == nil {
		return unknownVersion
	}
	r := libraries.OwnerOf(pkg.Path()).Replies(pkg.Path())
	if r == nil || r.Mover == "" {
		return unknownVersion
	}
	commands, ok := pkg.Scope().Lookup(r.Client).(*types.TypeName)
	t := s.Info.TypeOf(x)
	switch class := libraries.ClassOf(t); {
	case class == client.Pipeline, class == client.Tx:
		return "it is queued on a pipeline or a transaction"
	case class != client.Cluster && class != client.Universal && class != client.Single || libraries.IsConnection(t), !ok, !types.AssignableTo(t, commands.Type()):
		return "its client cannot be told from a pipeline, or sends only some commands"
	}
	if iface, ok := t.Underlying().(*types.Interface); ok {
		if pipeline, ok := pkg.Scope().Lookup(r.Pipeline).(*types.TypeName); !ok || types.Implements(pipeline.Type(), iface) {
			return "its client cannot be told from a pipeline, or sends only some commands"
		}
	}
	s.library, s.mover = pkg, r.Mover
	return ""
}

const unknownVersion = "no function that moves keys is known for this version of the client"

// resultPackage returns the package of the library that has the type of a reply, nil
// if that is of another one.
func resultPackage(fn *types.Func) *types.Package {
	if fn.Signature().Results().Len() == 0 {
		return nil
	}
	n := client.Named(fn.Signature().Results().At(0).Type())
	if n == nil || n.Obj().Pkg() == nil || libraries.OwnerOf(n.Obj().Pkg().Path()) == nil {
		return nil
	}
	return n.Obj().Pkg()
}

// plain reports whether an expression is a variable, or a field of one: it may be
// written twice.
func plain(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name != "nil"
	case *ast.SelectorExpr:
		return plain(e.X)
	}
	return false
}
