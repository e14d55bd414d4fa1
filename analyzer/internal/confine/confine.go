package confine

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"

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
	// Look says, of a use that does not depend on the spelling as far as the program is
	// seen, that somebody should look at it.
	Look bool
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

// Follow follows texts from the expressions at which they begin. It returns the
// uses that may depend on the spelling, and those that show a text to people. Both
// are in the order in which they are reached.
func (p *Program) Follow(starts ...Start) (escapes, notes []Escape) {
	t := p.follow(starts, Reach{})
	t.compare()
	t.memory()
	return t.escapes, t.notes
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
