package confine

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// maxSteps bounds the expressions that are followed. A program in which one key
// reaches more of them has none that is confined.
const maxSteps = 100_000

// maxStack bounds the calls that are remembered on the way into functions. Out of
// a function that is deeper the text goes to all its callers.
const maxStack = 4

// An Escape is a use of a text that may depend on how the text is spelled.
type Escape struct {
	Pos token.Pos
	Use string // what is done there, as in "is split by strings.Split"
}

// A Program is what texts are followed through.
type Program struct {
	units []*retag.Unit
	fset  *token.FileSet
	// closed says that nobody else calls the functions of the program.
	closed bool

	parents map[ast.Node]ast.Node
	unitOf  map[*ast.File]*retag.Unit
	uses    map[place][]ast.Expr    // of variables, constants, fields and functions
	funcs   map[place]*ast.FuncDecl // by the place of the name
	methods map[string][]*ast.FuncDecl
	defs    map[place]*ast.Ident // where things are declared
	// selected are the uses of methods of interfaces, by name.
	selected map[string][]ast.Expr
	recovers []ast.Expr                       // the calls of recover
	structs  []*types.Struct                  // that the program spells
	unkeyed  []*ast.CompositeLit              // without names of fields
	keyed    map[*types.Named]map[string]bool // fields of the client's structs that hold keys
}

// A place identifies what is declared at it. A package and its tests are checked
// apart and have different objects for one declaration.
type place struct {
	file      string
	line, col int
}

// New returns the program of units. closed says that they are all code that can
// call their functions.
func New(units []*retag.Unit, closed bool) *Program {
	p := &Program{
		units: units, closed: closed,
		parents: make(map[ast.Node]ast.Node), unitOf: make(map[*ast.File]*retag.Unit),
		uses: make(map[place][]ast.Expr), funcs: make(map[place]*ast.FuncDecl), methods: make(map[string][]*ast.FuncDecl),
		defs: make(map[place]*ast.Ident), selected: make(map[string][]ast.Expr), keyed: make(map[*types.Named]map[string]bool),
	}
	for _, u := range units {
		p.fset = u.Fset
		for _, file := range u.Files {
			if p.unitOf[file] == nil {
				p.unitOf[file] = u
				p.index(u, file)
			}
		}
	}
	return p
}

// index notes the parents, the declared functions and the uses in a file.
func (p *Program) index(u *retag.Unit, file *ast.File) {
	var stack []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		if len(stack) > 0 {
			p.parents[n] = stack[len(stack)-1]
		}
		stack = append(stack, n)
		switch n := n.(type) {
		case *ast.StructType:
			if st, ok := u.Info.TypeOf(n).(*types.Struct); ok {
				p.structs = append(p.structs, st)
			}
		case *ast.CompositeLit:
			if len(n.Elts) > 0 {
				if _, keyed := n.Elts[0].(*ast.KeyValueExpr); !keyed {
					p.unkeyed = append(p.unkeyed, n)
				}
			}
		case *ast.CallExpr:
			if fn, ok := typeutil.Callee(u.Info, n).(*types.Builtin); ok && fn.Name() == "recover" {
				p.recovers = append(p.recovers, n)
			}
		case *ast.FuncDecl:
			p.funcs[p.at(n.Name.Pos())] = n
			if n.Recv != nil {
				p.methods[n.Name.Name] = append(p.methods[n.Name.Name], n)
			}
		case *ast.Ident:
			if u.Info.Defs[n] != nil {
				p.defs[p.at(n.Pos())] = n
			}
			if obj := u.Info.Uses[n]; obj != nil && obj.Pos().IsValid() {
				var e ast.Expr = n
				if sel, ok := p.parents[n].(*ast.SelectorExpr); ok && sel.Sel == n {
					e = sel
				}
				at := p.of(obj)
				p.uses[at] = append(p.uses[at], e)
				if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil && types.IsInterface(fn.Signature().Recv().Type()) {
					p.selected[fn.Name()] = append(p.selected[fn.Name()], e)
				}
			}
		}
		return true
	})
}

func (p *Program) at(pos token.Pos) place {
	x := p.fset.PositionFor(pos, false)
	return place{x.Filename, x.Line, x.Column}
}

// of returns the place of what an object is made of: the generic field or function,
// where the object is an instance of it.
func (p *Program) of(obj types.Object) place {
	switch o := obj.(type) {
	case *types.Var:
		obj = o.Origin()
	case *types.Func:
		obj = o.Origin()
	}
	return p.at(obj.Pos())
}

// unit returns the unit whose types know a node.
func (p *Program) unit(n ast.Node) *retag.Unit {
	for up := n; up != nil; up = p.parents[up] {
		if f, ok := up.(*ast.File); ok {
			return p.unitOf[f]
		}
	}
	return nil
}

func (p *Program) typeOf(e ast.Expr) types.Type {
	if u := p.unit(e); u != nil {
		return u.Info.TypeOf(e)
	}
	return nil
}

// objectOf returns what an identifier, or the selector of one, names.
func (p *Program) objectOf(e ast.Expr) types.Object {
	u := p.unit(e)
	if u == nil {
		return nil
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return u.Info.ObjectOf(e)
	case *ast.SelectorExpr:
		return u.Info.ObjectOf(e.Sel)
	case *ast.IndexExpr: // of a generic function
		return p.objectOf(e.X)
	case *ast.IndexListExpr:
		return p.objectOf(e.X)
	}
	return nil
}

// around returns the function that a node is in, a declaration or a literal; nil
// outside of functions.
func (p *Program) around(n ast.Node) ast.Node {
	for up := p.parents[n]; up != nil; up = p.parents[up] {
		switch up.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return up
		}
	}
	return nil
}

// Follow follows texts from the expressions at which they begin. It returns the
// uses that may depend on the spelling, and those that show a text to people. Both
// are in the order in which they are reached.
func (p *Program) Follow(starts ...Start) (escapes, notes []Escape) {
	t := p.follow(starts, Reach{})
	t.compare()
	return t.escapes, t.notes
}

func (p *Program) follow(starts []Start, until Reach) *trace {
	t := p.newTrace()
	t.until = until
	t.run(starts)
	return t
}

func (p *Program) newTrace() *trace {
	return &trace{
		Program: p, seen: make(map[step]bool), reported: make(map[Escape]bool),
		reach: newReach(), carries: make(map[place]bool), compared: make(map[*ast.BinaryExpr][]ast.Expr),
	}
}

// run follows texts to their ends.
func (t *trace) run(starts []Start) {
	for _, s := range starts {
		t.push(step{s.Expr, nil, s.Part})
	}
	for steps := 0; len(t.work) > 0; steps++ {
		if steps == maxSteps {
			t.sent = true
			t.escape(starts[0].Expr, "reaches more of the program than is followed")
			return
		}
		s := t.work[len(t.work)-1]
		t.work = t.work[:len(t.work)-1]
		t.flow(s)
	}
}

// A Reach is what a text becomes a part of.
type Reach struct {
	Made  map[ast.Expr]bool // the expressions that make a longer text of it
	grown map[place]bool    // the variables that it is added to with +=
	held  map[place]bool    // the variables that hold it, or a part of them does
}

// Add adds what another text becomes a part of.
func (r *Reach) Add(other Reach) {
	if r.Made == nil {
		*r = newReach()
	}
	maps.Copy(r.Made, other.Made)
	maps.Copy(r.grown, other.grown)
	maps.Copy(r.held, other.held)
}

func newReach() Reach {
	return Reach{make(map[ast.Expr]bool), make(map[place]bool), make(map[place]bool)}
}

// Reach returns what the text of an expression becomes a part of.
// It includes the expression.
func (p *Program) Reach(e ast.Expr) Reach {
	r := p.follow([]Start{{Expr: e}}, Reach{}).reach
	r.Made[e] = true
	return r
}

// Keys returns the keys of commands that the text of an expression becomes, or a part
// of which, without becoming a part of something in until.
func (p *Program) Keys(e ast.Expr, until Reach) []ast.Expr {
	return p.follow([]Start{{Expr: e}}, until).keys
}

// Sends reports whether a command may have the text of an expression, or a longer one
// that it is a part of. What becomes of it where it is not followed counts as one,
// unless it is only looked at or taken apart.
func (p *Program) Sends(e ast.Expr) bool {
	t := p.newTrace()
	t.loose = true
	t.run([]Start{{Expr: e}})
	return t.sent
}

// Holding returns the expression that an edit at a position changes: the literal
// that the position is in, or the longest operand that begins or ends there. It is
// nil if there is none.
func (p *Program) Holding(pos token.Pos) ast.Expr {
	var found ast.Expr
	for file := range p.unitOf {
		if pos < file.FileStart || file.FileEnd < pos {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil || pos < n.Pos() || n.End() < pos {
				return false
			}
			if e, ok := n.(ast.Expr); ok && (found == nil && (n.Pos() == pos || n.End() == pos) || isLiteral(e) && n.Pos() < pos && pos < n.End()) {
				if typ := p.typeOf(e); typ != nil && holdsText(typ, 0) && !isFunc(typ) {
					found = e
				}
			}
			return true
		})
	}
	return found
}

func isFunc(typ types.Type) bool {
	_, ok := typ.Underlying().(*types.Signature)
	return ok
}

func isLiteral(e ast.Expr) bool {
	_, ok := e.(*ast.BasicLit)
	return ok
}

// A Start is an expression at which a text begins.
type Start struct {
	Expr ast.Expr
	Part Part
}

// A Part says which elements of a list hold the text.
type Part uint8

const (
	All    Part = iota // all of them, or it is no list
	First              // the first one: the reply to BLPOP begins with the key
	Others             // all but the first one: a command begins with its name
	Index              // none: the keys of a map hold it
)

// A step is a text at an expression, reached through calls.
type step struct {
	expr  ast.Expr
	stack *frame
	part  Part
}

// A frame is a call that a text came in by.
type frame struct {
	call  *ast.CallExpr
	fn    ast.Node // a declaration or a literal
	outer *frame
	depth int
}

// A trace is one run of Follow.
type trace struct {
	*Program
	work           []step
	seen           map[step]bool
	frames         map[frame]*frame
	reported       map[Escape]bool
	compared       map[*ast.BinaryExpr][]ast.Expr
	keys           []ast.Expr // that the texts become
	reach, until   Reach
	loose          bool              // follow texts through functions without source, too
	sent           bool              // a command has one of the texts
	carries        map[place]bool    // fields that carried has looked at
	stored         map[behindOf]bool // what behind has followed
	escapes, notes []Escape
}

func (t *trace) push(s step) {
	if typ := t.typeOf(s.expr); typ != nil && !holdsText(typ, 0) || t.seen[s] {
		return
	}
	t.seen[s] = true
	t.work = append(t.work, s)
}

// makes follows a text into a longer one.
func (t *trace) makes(longer ast.Expr, s step) {
	t.reach.Made[longer] = true
	if !t.until.Made[longer] {
		t.push(step{longer, s.stack, All})
	}
}

// enter returns the stack with one more call.
func (t *trace) enter(outer *frame, call *ast.CallExpr, fn ast.Node) *frame {
	f := frame{call, fn, outer, 1}
	if outer != nil {
		f.depth = outer.depth + 1
	}
	if f.depth > maxStack {
		return nil
	}
	if t.frames == nil {
		t.frames = make(map[frame]*frame)
	}
	if t.frames[f] == nil {
		t.frames[f] = &f
	}
	return t.frames[f]
}

func (t *trace) escape(n ast.Node, use string) {
	if t.loose {
		t.beyond(n)
	}
	// A test that expects another text fails, and no data are lost.
	if strings.HasSuffix(t.at(n.Pos()).file, "_test.go") {
		t.note(n, use)
		return
	}
	if e := (Escape{n.Pos(), use}); !t.reported[e] {
		t.reported[e] = true
		t.escapes = append(t.escapes, e)
	}
}

// beyond follows a text through a use that only looks at it, or takes it apart, to
// what comes of that. Behind any other use a command may have it.
func (t *trace) beyond(n ast.Node) {
	switch p := t.parents[n].(type) {
	case *ast.BinaryExpr, *ast.SwitchStmt, *ast.CaseClause, *ast.IndexExpr, *ast.RangeStmt: // it is compared, or read
	case *ast.SliceExpr:
		t.push(step{p, nil, All})
	case *ast.CallExpr:
		fn, ok := typeutil.Callee(t.unit(p).Info, p).(*types.Func)
		if builtin, isBuiltin := typeutil.Callee(t.unit(p).Info, p).(*types.Builtin); isBuiltin && builtin.Name() == "len" {
			return
		}
		if t.sent = t.sent || !ok || fn.Pkg() == nil || !pure[fn.Pkg().Path()]; !t.sent {
			t.push(step{p, nil, All})
		}
	default:
		t.sent = true
	}
}

func (t *trace) note(n ast.Node, use string) {
	if e := (Escape{n.Pos(), use}); !t.reported[e] {
		t.reported[e] = true
		t.notes = append(t.notes, e)
	}
}

// holdsText reports whether a value of a type can hold the text of a key. An error
// holds one for people only.
func holdsText(t types.Type, depth int) bool {
	if depth > 8 {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0 || u.Kind() == types.UnsafePointer || u.Kind() == types.Uint8 || u.Kind() == types.Int32
	case *types.Pointer:
		return holdsText(u.Elem(), depth+1)
	case *types.Slice:
		return holdsText(u.Elem(), depth+1)
	case *types.Array:
		return holdsText(u.Elem(), depth+1)
	case *types.Chan:
		return holdsText(u.Elem(), depth+1)
	case *types.Map:
		return holdsText(u.Key(), depth+1) || holdsText(u.Elem(), depth+1)
	case *types.Signature: // an iterator, or a function that returns it
		return holdsText(u.Params(), depth+1) || holdsText(u.Results(), depth+1)
	case *types.Interface:
		return !types.Implements(t, errorType)
	case *types.Tuple:
		for v := range u.Variables() {
			if holdsText(v.Type(), depth+1) {
				return true
			}
		}
		return false
	}
	return true
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
