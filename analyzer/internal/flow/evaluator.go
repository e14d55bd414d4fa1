package flow

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// Bounds. No input makes the analysis slow or a fact large; what lies past a
// bound becomes a hole or is left out, never guessed. See those of package value.
const (
	MaxDepth     = 1500    // nesting of one evaluation
	maxDeep      = 6000    // nesting of all that are under way
	WorkPerQuery = 200_000 // steps that one question to the evaluator may cost
)

// Facts gives access to what other packages export.
type Facts interface {
	// Summary returns the summary of a function of another package, nil if it
	// has none.
	Summary(fn *types.Func) *Summary
	// Var returns the value of a package variable of another package, nil if
	// it is not known.
	Var(v *types.Var) *value.Value
}

// A File is a file in an embed.FS.
type File struct{ Name, Text string }

// An Evaluator answers what is known of the values of one package.
type Evaluator struct {
	Work int // steps taken so far, a measure of time that no machine changes

	// Embedded returns the text of a file that go:embed puts into a package
	// variable; it may be nil.
	Embedded func(*ssa.Global) (string, bool)
	// Unseen has the package variables and fields that functions write of which only the
	// declaration is at hand.
	Unseen map[*types.Var]bool

	// EmbeddedFiles returns the scripts among the files that go:embed puts into a
	// package variable of type embed.FS; it may be nil.
	EmbeddedFiles func(*ssa.Global) []File

	// Marks returns what the program says of a variable or function; it may be
	// nil.
	Marks func(types.Object) Mark

	prog  *ssa.Program
	pkg   *ssa.Package
	funcs []*ssa.Function // all with a body, function literals included, in source order
	facts Facts

	memo    map[ssa.Value]*value.Value
	busy    map[ssa.Value]int
	low     int
	limit   int
	nesting int
	deep    int // of all evaluations under way

	numbers map[*ssa.Function]int
	atoms   map[string]*ssa.BasicBlock
	madeBy  map[*ssa.Function]*ssa.MakeClosure
	globals map[*ssa.Global]*value.Value
	index   *storeIndex
	opening map[*types.Var]bool
	fields  []*types.Var // by the numbers that identities name them by

	fieldNumbers map[*types.Var]int
	cells        map[*ssa.Alloc]cellWrites
	elsewhere    map[*types.Var]bool

	effectsOf  *effectIndex
	spellings  map[types.Type]string
	writings   map[*ssa.Function]*writer
	versions   map[versionKey]*versions
	cellCalled map[fieldOfCell]bool
	containers map[any]*contained // by what makes them, or the value
	exits      map[exitKey]leaving
	entered    map[string]enteredAt // by the identity of what a location holds when a literal is called
	cellOf     map[string]*ssa.Alloc
	bracedIn   map[ssa.Value]bool
	byGlobal   map[string]*ssa.Global // the variables that something assigns, by their identities

	survivors map[*types.Var][]*ssa.Store
	summaries map[*ssa.Function]*Summary
	impls     map[*types.Func]*ssa.Function
	named     []*types.Named
	buffers   map[ssa.Instruction]*value.Value // what a buffer holds behind the write
	loops     map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool
	holds     map[*ssa.BasicBlock][]value.Cond // that hold in a block, for [Evaluator.holding]
	cycles    map[[2]*ssa.BasicBlock]map[*ssa.BasicBlock]bool
	callers   map[*ssa.Function][]ssa.CallInstruction
	asValue   map[*ssa.Function][]ssa.Instruction
	sharing   map[ssa.Value]bool
	// assignedTo are the variables of a function by the calls that are assigned to them.
	assignedTo map[*ssa.Function]map[token.Pos][]string
	offers     *bool
	tagged     map[string]bool // see tagsAfter
	leads      map[leadOf]Lead
	emptied    map[*ssa.Function]bool // whose summary leaves out an empty string
	filling    map[*ssa.Parameter][]value.Item
	byNum      []*ssa.Function
	marks      map[types.Object]Mark
	presetIn   map[*types.Package]map[*types.Var]bool // see [Evaluator.presets]
}

// New returns an evaluator for a built package. funcs are its functions with a
// body, function literals included, in source order.
func New(pkg *ssa.Package, funcs []*ssa.Function, facts Facts) *Evaluator {
	e := &Evaluator{
		prog: pkg.Prog, pkg: pkg, funcs: funcs, facts: facts,
		memo: make(map[ssa.Value]*value.Value), busy: make(map[ssa.Value]int), low: MaxDepth, limit: WorkPerQuery,
		numbers: make(map[*ssa.Function]int), atoms: make(map[string]*ssa.BasicBlock),
		madeBy:  make(map[*ssa.Function]*ssa.MakeClosure),
		globals: make(map[*ssa.Global]*value.Value), opening: make(map[*types.Var]bool), fieldNumbers: make(map[*types.Var]int), cells: make(map[*ssa.Alloc]cellWrites), elsewhere: make(map[*types.Var]bool), survivors: make(map[*types.Var][]*ssa.Store),
		summaries: make(map[*ssa.Function]*Summary), impls: make(map[*types.Func]*ssa.Function),
		spellings: make(map[types.Type]string), writings: make(map[*ssa.Function]*writer), versions: make(map[versionKey]*versions), cellCalled: make(map[fieldOfCell]bool), containers: make(map[any]*contained), sharing: make(map[ssa.Value]bool), exits: make(map[exitKey]leaving),
		entered: make(map[string]enteredAt), cellOf: make(map[string]*ssa.Alloc), bracedIn: make(map[ssa.Value]bool),
		marks: make(map[types.Object]Mark), presetIn: make(map[*types.Package]map[*types.Var]bool), emptied: make(map[*ssa.Function]bool), leads: make(map[leadOf]Lead),
		buffers: make(map[ssa.Instruction]*value.Value), filling: make(map[*ssa.Parameter][]value.Item),
		loops:      make(map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool),
		holds:      make(map[*ssa.BasicBlock][]value.Cond),
		assignedTo: make(map[*ssa.Function]map[token.Pos][]string),
		cycles:     make(map[[2]*ssa.BasicBlock]map[*ssa.BasicBlock]bool),
	}
	for _, fn := range funcs {
		e.number(fn)
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if mc, ok := in.(*ssa.MakeClosure); ok {
					e.madeBy[mc.Fn.(*ssa.Function)] = mc
				}
			}
		}
	}
	return e
}

// ResetBudget grants the next question its share of work.
func (e *Evaluator) ResetBudget() { e.limit = e.Work + WorkPerQuery }

// number returns the number that identities name fn by.
func (e *Evaluator) number(fn *ssa.Function) int {
	n, ok := e.numbers[fn]
	if !ok {
		e.byNum = append(e.byNum, fn)
		n = len(e.byNum)
		e.numbers[fn] = n
	}
	return n
}

// apart runs an evaluation that has nothing to do with those under way.
func (e *Evaluator) apart(f func()) {
	if e.nesting >= MaxDepth {
		return
	}
	busy, low := e.busy, e.low
	e.busy, e.low = make(map[ssa.Value]int), MaxDepth
	e.nesting++
	f()
	e.nesting--
	e.busy, e.low = busy, low
}

// ParamID returns the identity of the i-th parameter of fn.
func (e *Evaluator) ParamID(fn *ssa.Function, i int) string {
	return value.Param(e.number(fn), i)
}

// ParamPrefix returns the text that the identities of fn's parameters, and of
// nothing else, begin with.
func (e *Evaluator) ParamPrefix(fn *ssa.Function) string { return value.ParamPrefix(e.number(fn)) }

// LocalID returns the identity of something that fn makes under that name, which
// is another for each call of fn.
func (e *Evaluator) LocalID(fn *ssa.Function, name string) string {
	return value.Local(e.number(fn), value.Safe(strings.ReplaceAll(name, ".", "_")))
}

// MadeBy returns the instruction that makes a function literal, nil if it
// captures nothing.
func (e *Evaluator) MadeBy(fn *ssa.Function) *ssa.MakeClosure { return e.madeBy[fn] }

// Function returns the body of a function value, nil if it is not at hand.
func Function(v *value.Value) *ssa.Function {
	fn, _ := v.Body().(*ssa.Function)
	return fn
}

// Source returns the value that conversions to interfaces made v of.
func Source(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}
