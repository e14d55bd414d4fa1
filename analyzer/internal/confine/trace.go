package confine

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

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
	maps           map[place][]keyed // of which the texts are keys
	keys           []ast.Expr        // that the texts become
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
	if e := (Escape{Pos: n.Pos(), Use: use}); !t.reported[e] {
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
		if ok && isStatement(fn, argumentOf(p, n)) {
			return
		}
		if t.sent = t.sent || !ok || fn.Pkg() == nil || !pure[fn.Pkg().Path()]; !t.sent {
			t.push(step{p, nil, All})
		}
	default:
		t.sent = true
	}
}

// argumentOf returns the number of the argument of a call that a node is, -1 if it is
// none.
func argumentOf(call *ast.CallExpr, n ast.Node) int {
	return slices.IndexFunc(call.Args, func(arg ast.Expr) bool { return arg == n })
}

func (t *trace) note(n ast.Node, use string) { t.remark(Escape{Pos: n.Pos(), Use: use}) }

// look notes a use that somebody should look at.
func (t *trace) look(n ast.Node, use string) { t.remark(Escape{Pos: n.Pos(), Use: use, Look: true}) }

func (t *trace) remark(e Escape) {
	if !t.reported[e] {
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
	if types.TypeString(t, nil) == "time.Time" {
		return false
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
