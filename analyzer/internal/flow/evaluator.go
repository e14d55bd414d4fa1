package flow

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// workPerQuery bounds the steps that one question to the evaluator may cost.
const workPerQuery = 200_000

// Facts gives access to what other packages export.
type Facts interface {
	// Summary returns the summary of a function of another package, nil if it
	// has none.
	Summary(fn *types.Func) *Summary
	// Var returns the value of a package variable of another package, nil if
	// it is not known.
	Var(v *types.Var) *Value
}

// An Evaluator answers what is known of the values of one package.
type Evaluator struct {
	Work int // steps taken so far, a measure of time that no machine changes

	prog  *ssa.Program
	pkg   *ssa.Package
	funcs []*ssa.Function // all with a body, function literals included, in source order
	facts Facts

	memo    map[ssa.Value]*Value
	busy    map[ssa.Value]int
	low     int
	limit   int
	nesting int

	numbers map[*ssa.Function]int
	atoms   map[string]*ssa.BasicBlock
	madeBy  map[*ssa.Function]*ssa.MakeClosure
	globals map[*ssa.Global]*Value
	index   *storeIndex
	opening map[*types.Var]bool
	fields  []*types.Var // by the numbers that identities name them by

	fieldNumbers map[*types.Var]int
	cells        map[*ssa.Alloc]cellWrites

	survivors map[*types.Var][]*ssa.Store
	summaries map[*ssa.Function]*Summary
	impls     map[*types.Func]*ssa.Function
	named     []*types.Named
	buffers   map[ssa.Instruction]*Value // what a buffer holds behind the write
	loops     map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool
	cycles    map[[2]*ssa.BasicBlock]map[*ssa.BasicBlock]bool
	callers   map[*ssa.Function][]ssa.CallInstruction
	asValue   map[*ssa.Function]bool
	filling   map[*ssa.Parameter][]Item
	byNum     []*ssa.Function
}

// New returns an evaluator for a built package. funcs are its functions with a
// body, function literals included, in source order.
func New(pkg *ssa.Package, funcs []*ssa.Function, facts Facts) *Evaluator {
	e := &Evaluator{
		prog: pkg.Prog, pkg: pkg, funcs: funcs, facts: facts,
		memo: make(map[ssa.Value]*Value), busy: make(map[ssa.Value]int), low: maxDepth, limit: workPerQuery,
		numbers: make(map[*ssa.Function]int), atoms: make(map[string]*ssa.BasicBlock),
		madeBy:  make(map[*ssa.Function]*ssa.MakeClosure),
		globals: make(map[*ssa.Global]*Value), opening: make(map[*types.Var]bool), fieldNumbers: make(map[*types.Var]int), cells: make(map[*ssa.Alloc]cellWrites), survivors: make(map[*types.Var][]*ssa.Store),
		summaries: make(map[*ssa.Function]*Summary), impls: make(map[*types.Func]*ssa.Function),
		buffers: make(map[ssa.Instruction]*Value), filling: make(map[*ssa.Parameter][]Item),
		loops:  make(map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool),
		cycles: make(map[[2]*ssa.BasicBlock]map[*ssa.BasicBlock]bool),
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

// Begin grants the next question its share of work.
func (e *Evaluator) Begin() { e.limit = e.Work + workPerQuery }

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
	if e.nesting >= maxDepth {
		return
	}
	busy, low := e.busy, e.low
	e.busy, e.low = make(map[ssa.Value]int), maxDepth
	e.nesting++
	f()
	e.nesting--
	e.busy, e.low = busy, low
}

// loop returns the blocks of the loop that head is the head of, nil if it is
// none: what head dominates and what leads back to it.
func (e *Evaluator) loop(head *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	if l, ok := e.loops[head]; ok {
		return l
	}
	var body map[*ssa.BasicBlock]bool
	var add func(b *ssa.BasicBlock)
	add = func(b *ssa.BasicBlock) {
		if body[b] {
			return
		}
		body[b] = true
		if b != head {
			for _, p := range b.Preds {
				add(p)
			}
		}
	}
	for _, p := range head.Preds {
		if head.Dominates(p) {
			if body == nil {
				body = map[*ssa.BasicBlock]bool{head: true}
			}
			add(p)
		}
	}
	e.loops[head] = body
	return body
}

// cycle returns the blocks that run again and again together with b, without
// the block made being run in between; nil if b runs once for each run of made.
func (e *Evaluator) cycle(b, made *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	key := [2]*ssa.BasicBlock{b, made}
	if c, ok := e.cycles[key]; ok {
		return c
	}
	var body map[*ssa.BasicBlock]bool
	if b.Parent() == made.Parent() && b != made {
		from := reach(b, made, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })
		if from[b] {
			body = make(map[*ssa.BasicBlock]bool)
			for x := range reach(b, made, func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Preds }) {
				if from[x] {
					body[x] = true
				}
			}
		}
	}
	e.cycles[key] = body
	return body
}

// reach returns the blocks that edges lead to from b, b itself only if they
// lead back to it, without passing through the block avoid.
func reach(b, avoid *ssa.BasicBlock, edges func(*ssa.BasicBlock) []*ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{b}
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range edges(x) {
			if s != avoid && !seen[s] {
				seen[s] = true
				work = append(work, s)
			}
		}
	}
	return seen
}

func fieldVar(t types.Type, i int) *types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return structOf(t).Field(i)
}

func structOf(t types.Type) *types.Struct {
	if s, ok := t.Underlying().(*types.Struct); ok {
		return s
	}
	// A type parameter whose types share a structure.
	if p, ok := types.Unalias(t).(*types.TypeParam); ok {
		if iface, ok := p.Constraint().Underlying().(*types.Interface); ok {
			for i := range iface.NumEmbeddeds() {
				if u, ok := iface.EmbeddedType(i).(*types.Union); ok {
					return structOf(u.Term(0).Type())
				}
				return structOf(iface.EmbeddedType(i))
			}
		}
	}
	return types.NewStruct(nil, nil)
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isScalar(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Interface:
		return true
	case *types.Slice:
		return isBytes(t)
	}
	return false
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// isList reports whether a value of type t is evaluated as a list.
func isList(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return !isBytes(t)
	case *types.Array:
		return true
	}
	return false
}

// slotKey reports whether v, used as the key of a map, is the slot of a Redis
// key: what is kept under it was grouped by slot.
func (e *Evaluator) slotKey(v ssa.Value) bool {
	for range 4 {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.BinOp:
			v = x.X
		case *ssa.Call:
			if x.Call.IsInvoke() {
				return slotName(x.Call.Method.Name())
			}
			if fn := x.Call.StaticCallee(); fn != nil {
				return slotName(fn.Name()) || fn.Pkg != nil && fn.Pkg.Pkg.Path() == SlotPackage
			}
			return false
		default:
			return false
		}
	}
	return false
}

// SlotPackage is this project's package for slots.
const SlotPackage = "github.com/crossslotlint/crossslotlint/slot"

// groupsBySlot reports whether a function returns keys grouped by slot.
func groupsBySlot(fn *types.Func) bool {
	if fn.Pkg() != nil && fn.Pkg().Path() == SlotPackage {
		return true
	}
	name := strings.ToLower(fn.Name())
	if !slotName(name) || fn.Signature().Results().Len() == 0 {
		return false
	}
	switch t := fn.Signature().Results().At(0).Type(); t.Underlying().(type) {
	case *types.Slice, *types.Map:
	default:
		return false
	}
	for _, word := range []string{"group", "split", "partition", "bucket", "byslot", "perslot", "same", "ensure"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// slotName reports whether a function of that name computes slots.
func slotName(name string) bool {
	return strings.Contains(strings.ToLower(name), "slot")
}

// Callers returns the calls of fn in the package, none if it may be called in
// ways that are not visible.
func (e *Evaluator) Callers(fn *ssa.Function) []ssa.CallInstruction { return e.callersOf(fn) }

// Spell returns how the source names a value.
func (e *Evaluator) Spell(v ssa.Value) string { return e.spell(v) }

// ParamID returns the identity of the i-th parameter of fn.
func (e *Evaluator) ParamID(fn *ssa.Function, i int) string {
	return e.ParamPrefix(fn) + strconv.Itoa(i)
}

// Looped returns v as it differs from round to round, if a loop runs block
// again and again between two runs of the block entry.
func (e *Evaluator) Looped(v *Value, block, entry *ssa.BasicBlock) (*Value, bool) {
	loop := e.cycle(block, entry)
	if loop == nil || v == nil {
		return v, false
	}
	return e.vary(v, loop), true
}

// Captured returns the value that a function literal captured, nil if it is not
// known.
func (e *Evaluator) Captured(v *ssa.FreeVar) ssa.Value { return e.binding(v) }

// MadeBy returns the instruction that makes a function literal, nil if it
// captures nothing.
func (e *Evaluator) MadeBy(fn *ssa.Function) *ssa.MakeClosure { return e.madeBy[fn] }

// IsParam reports whether an identity is that of a parameter itself.
func (e *Evaluator) IsParam(id string) bool {
	return len(id) > 1 && id[0] == '$' && stepsEnd(id, 1) == 1 && !strings.ContainsAny(id, ".[(")
}

// IsSlot reports whether a value is the slot of a key, by the name of what
// computed it.
func (e *Evaluator) IsSlot(v ssa.Value) bool { return e.slotKey(v) }

func isBasic(t types.Type) bool {
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

// blockOf returns the block that computes an atom, or that makes the call in
// which it was computed; nil if that is not known.
func (e *Evaluator) blockOf(t atom) *ssa.BasicBlock {
	body := t.body[strings.LastIndexByte(t.body, '/')+1:]
	if i := strings.IndexAny(body, "#@'"); i >= 0 {
		body = body[:i]
	}
	return e.atoms[body]
}
