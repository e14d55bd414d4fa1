package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// maxRun is the number of instructions that a run of a function may take.
const maxRun = 400

// A run follows the one way that a call takes through a function whose decisions
// its arguments settle: a method String that chooses a name for a constant, a
// helper with a switch over a kind. The way is known only if each branch that is
// met hangs on constants.
type run struct {
	e     *Evaluator
	fn    *ssa.Function
	bind  *value.Substitution
	vals  map[ssa.Value]*value.Value
	cells map[*ssa.Alloc]map[int]*value.Value // what the parts of variables hold; -1 is the whole
	steps *int

	rounds map[*ssa.BasicBlock]int // how often a block was entered
}

// ran returns what a call of fn with the arguments returns as its results, nil
// if it is not known which way it takes, or if there is just one.
func (e *Evaluator) ran(fn *ssa.Function, call string, args []*value.Value) []*value.Value {
	if fn.Pkg != e.pkg || !e.decides(fn) || !slices.ContainsFunc(args, settled) {
		return nil
	}
	var results []*value.Value
	steps := 0
	e.apart(func() { results = e.follow(fn, call, args, &steps) })
	return results
}

// settled reports whether an argument may settle a decision.
func settled(v *value.Value) bool {
	if v.Kind == value.List {
		return !v.Partial && !slices.ContainsFunc(v.Items, func(it value.Item) bool { return it.Repeat })
	}
	_, ok := v.Constant()
	return ok
}

// decides reports whether a function chooses between values: by a branch, or by
// an entry of a table.
func (e *Evaluator) decides(fn *ssa.Function) bool {
	if d, ok := e.deciding[fn]; ok {
		return d
	}
	d := false
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.If, *ssa.Lookup:
				d = true
			case *ssa.IndexAddr:
				_, fixed := in.Index.(*ssa.Const)
				d = d || !fixed
			case *ssa.Index:
				d = true
			}
		}
	}
	d = d && len(fn.Blocks) <= 64
	e.deciding[fn] = d
	return d
}

// follow is ran in the middle of another run.
func (e *Evaluator) follow(fn *ssa.Function, call string, args []*value.Value, steps *int) []*value.Value {
	if len(args) != len(fn.Params) || len(fn.FreeVars) > 0 {
		return nil
	}
	r := &run{e: e, fn: fn, rounds: make(map[*ssa.BasicBlock]int), vals: make(map[ssa.Value]*value.Value), cells: make(map[*ssa.Alloc]map[int]*value.Value), steps: steps}
	r.bind = e.substitution(fn, call, args)
	for i, p := range fn.Params {
		r.vals[p] = args[i]
	}
	var prev *ssa.BasicBlock
	for b := fn.Blocks[0]; b != nil; {
		next, ret := r.block(b, prev)
		if ret != nil {
			if failed(ret) {
				return nil
			}
			out := make([]*value.Value, len(ret.Results))
			for i, v := range ret.Results {
				out[i] = r.value(v)
			}
			return out
		}
		prev, b = b, next
	}
	return nil
}

// block runs a block that was entered from prev. It returns the block to go on
// with, or the return statement at its end; neither if the way is not known.
func (r *run) block(b, prev *ssa.BasicBlock) (next *ssa.BasicBlock, ret *ssa.Return) {
	r.rounds[b]++
	entered := make(map[*ssa.Phi]*value.Value)
	for _, in := range b.Instrs {
		phi, ok := in.(*ssa.Phi)
		if !ok {
			break
		}
		entered[phi] = r.value(phi.Edges[slices.Index(b.Preds, prev)])
	}
	for phi, v := range entered {
		r.vals[phi] = v
	}
	for _, in := range b.Instrs {
		r.e.Work++
		if *r.steps++; *r.steps > maxRun {
			return nil, nil
		}
		switch in := in.(type) {
		case *ssa.Phi:
		case *ssa.If:
			text, ok := constantOf(r.value(in.Cond))
			switch {
			case ok && text == "true":
				return b.Succs[0], nil
			case ok && text == "false":
				return b.Succs[1], nil
			}
			return nil, nil
		case *ssa.Jump:
			return b.Succs[0], nil
		case *ssa.Return:
			return nil, in
		case *ssa.Store:
			if !r.store(in.Addr, r.value(in.Val)) {
				return nil, nil
			}
		case *ssa.MapUpdate, *ssa.Send, *ssa.Go, *ssa.Defer, *ssa.RunDefers, *ssa.Panic, *ssa.Select, *ssa.MakeClosure:
			return nil, nil
		case *ssa.Alloc:
			delete(r.cells, in)
		case ssa.Value:
			// A loop computes it anew in each round.
			if v := r.compute(in); v != nil {
				r.vals[in] = v
			} else if delete(r.vals, in); r.givesAway(in) {
				return nil, nil
			}
		}
	}
	return nil, nil
}

// givesAway reports whether an instruction whose effects are not known gets a
// local variable, or a part of one, that it may write.
func (r *run) givesAway(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && slices.ContainsFunc(call.Call.Args, func(a ssa.Value) bool {
		for {
			switch x := a.(type) {
			case *ssa.Alloc:
				return true
			case *ssa.Slice:
				a = x.X
			case *ssa.FieldAddr:
				a = x.X
			case *ssa.IndexAddr:
				a = x.X
			case *ssa.MakeInterface:
				a = x.X
			default:
				return false
			}
		}
	})
}

func constantOf(v *value.Value) (string, bool) {
	if v == nil {
		return "", false
	}
	return v.Constant()
}

// value returns what v is, nil if that is not known.
func (r *run) value(v ssa.Value) *value.Value {
	if val, ok := r.vals[v]; ok {
		return val
	}
	switch v := v.(type) {
	case *ssa.Const:
		return constValue(v)
	case *ssa.Global, *ssa.Alloc:
		return nil // by its parts
	case *ssa.Function:
		return r.e.Eval(v)
	}
	// What the function makes of its arguments on every way, and once only.
	if in, ok := v.(ssa.Instruction); ok && r.rounds[in.Block()] > 1 {
		return nil
	}
	val := r.e.Eval(v)
	if val.Kind == value.Rest {
		return nil
	}
	if val = r.bind.Bind(val); len(val.Texts()) != 1 {
		return nil
	}
	return val
}

// compute returns the value of an instruction where what it is made of settles
// it, nil otherwise.
func (r *run) compute(v ssa.Value) *value.Value {
	switch v := v.(type) {
	case *ssa.BinOp:
		return r.binary(v)
	case *ssa.UnOp:
		return r.unary(v)
	case *ssa.Call:
		return r.call(v)
	case *ssa.Extract:
		return r.extract(v)
	case *ssa.Lookup:
		if v.CommaOk {
			return nil
		}
		val, _ := r.lookup(v)
		return val
	case *ssa.Index:
		return element(r.value(v.X), r.value(v.Index))
	case *ssa.Slice:
		if cell, ok := v.X.(*ssa.Alloc); ok && v.Low == nil && v.High == nil {
			return r.array(cell)
		}
	case *ssa.MakeInterface:
		if x := r.value(v.X); x != nil {
			return r.e.operand(v, x, v.X.Type())
		}
	case *ssa.ChangeType:
		return r.value(v.X)
	case *ssa.ChangeInterface:
		return r.value(v.X)
	case *ssa.Convert:
		return r.convert(v)
	}
	return nil
}

func (r *run) convert(v *ssa.Convert) *value.Value {
	x := r.value(v.X)
	from, to := v.X.Type(), v.Type()
	switch {
	case x == nil:
		return nil
	case isInteger(from) && isString(to):
		return value.RuneString(x)
	case (isString(from) || isBytes(from)) && (isString(to) || isBytes(to)):
		return x
	case isInteger(from) && isInteger(to):
		text, ok := x.Constant()
		if n, err := strconv.ParseInt(text, 10, 64); ok && err == nil && fits(n, to) {
			return x
		}
	}
	return nil
}

// fits reports whether an integer type holds n.
func fits(n int64, t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	if !ok {
		return false
	}
	unsigned := b.Info()&types.IsUnsigned != 0
	bits := map[types.BasicKind]uint{types.Int8: 7, types.Int16: 15, types.Int32: 31, types.Uint8: 8, types.Uint16: 16, types.Uint32: 32}[b.Kind()]
	if unsigned && n < 0 {
		return false
	}
	return bits == 0 || n < 1<<bits && n >= -1<<bits
}

func (r *run) binary(v *ssa.BinOp) *value.Value {
	x, y := r.value(v.X), r.value(v.Y)
	if x == nil || y == nil {
		return nil
	}
	if v.Op == token.ADD && isString(v.Type()) {
		return value.Concat(x, y)
	}
	a, ok := constantOf(x)
	b, ok2 := constantOf(y)
	if !ok || !ok2 {
		return nil
	}
	if !isBasic(v.X.Type()) {
		return nil
	}
	p, q := goConstant(a, v.X.Type()), goConstant(b, v.Y.Type())
	if p == nil || q == nil {
		return nil
	}
	switch v.Op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		if p.Kind() != q.Kind() || p.Kind() == constant.Bool && v.Op != token.EQL && v.Op != token.NEQ {
			return nil
		}
		return value.Literal(strconv.FormatBool(constant.Compare(p, v.Op, q)))
	case token.ADD, token.SUB:
		if p.Kind() == constant.Int && q.Kind() == constant.Int {
			n, exact := constant.Int64Val(constant.BinaryOp(p, v.Op, q))
			if exact && fits(n, v.Type()) && n < 1<<31 && n > -1<<31 {
				return value.Literal(strconv.FormatInt(n, 10))
			}
		}
	}
	return nil
}

// goConstant returns a constant of type t that is spelled text, nil if it is none
// that can be compared.
func goConstant(text string, t types.Type) constant.Value {
	switch {
	case isString(t):
		return constant.MakeString(text)
	case isInteger(t):
		if c := constant.MakeFromLiteral(text, token.INT, 0); c.Kind() == constant.Int {
			return c
		}
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return constant.MakeInt64(n)
		}
	case text == "true" || text == "false":
		return constant.MakeBool(text == "true")
	}
	return nil
}

func (r *run) unary(v *ssa.UnOp) *value.Value {
	switch v.Op {
	case token.NOT:
		switch text, _ := constantOf(r.value(v.X)); text {
		case "true":
			return value.Literal("false")
		case "false":
			return value.Literal("true")
		}
	case token.MUL:
		return r.load(v)
	}
	return nil
}

func (r *run) load(v *ssa.UnOp) *value.Value {
	switch addr := v.X.(type) {
	case *ssa.Global:
		return table(r.e.Global(addr))
	case *ssa.Alloc:
		if isList(v.Type()) {
			return r.array(addr)
		}
		return r.cells[addr][-1]
	case *ssa.IndexAddr:
		if cell, ok := addr.X.(*ssa.Alloc); ok {
			if n, ok := r.index(addr.Index); ok {
				return r.cells[cell][n]
			}
			return nil
		}
		if g, ok := addr.X.(*ssa.Global); ok {
			return element(table(r.e.Global(g)), r.value(addr.Index))
		}
		return element(r.value(addr.X), r.value(addr.Index))
	case *ssa.FieldAddr:
		if cell, ok := addr.X.(*ssa.Alloc); ok {
			return r.cells[cell][addr.Field]
		}
	}
	return nil
}

func (r *run) index(v ssa.Value) (int, bool) {
	text, ok := constantOf(r.value(v))
	n, err := strconv.Atoi(text)
	return n, ok && err == nil
}

// store keeps what a local variable, or a part of one, holds. It is false for
// other memory.
func (r *run) store(addr ssa.Value, val *value.Value) bool {
	cell, part := (*ssa.Alloc)(nil), -1
	switch addr := addr.(type) {
	case *ssa.Alloc:
		cell = addr
		delete(r.cells, cell)
	case *ssa.IndexAddr:
		n, ok := r.index(addr.Index)
		if cell, _ = addr.X.(*ssa.Alloc); !ok {
			return false
		}
		part = n
	case *ssa.FieldAddr:
		cell, _ = addr.X.(*ssa.Alloc)
		part = addr.Field
	}
	if cell == nil {
		return false
	}
	if r.cells[cell] == nil {
		r.cells[cell] = make(map[int]*value.Value)
	}
	r.cells[cell][part] = val
	return true
}

// array returns the list that a local array holds, nil if a part is not known.
func (r *run) array(cell *ssa.Alloc) *value.Value {
	a, ok := cell.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array)
	if !ok || a.Len() > value.MaxItems {
		return nil
	}
	items := make([]value.Item, a.Len())
	for i := range items {
		if items[i].Value = r.cells[cell][i]; items[i].Value == nil {
			return nil
		}
	}
	return value.NewList(items)
}

// table returns a list or map whose entries are all constants, nil for others.
func table(v *value.Value) *value.Value {
	if v.Kind != value.List && v.Kind != value.Map || v.Partial {
		if _, ok := v.Constant(); ok {
			return v
		}
		return nil
	}
	for _, it := range v.Items {
		if _, ok := constantOf(it.Value); !ok || it.Repeat {
			return nil
		}
		if _, ok := constantOf(it.Key); it.Key != nil && !ok {
			return nil
		}
	}
	return v
}

// element returns the element of a known list at a constant index.
func element(list, index *value.Value) *value.Value {
	text, ok := constantOf(index)
	n, err := strconv.Atoi(text)
	if list == nil || !settled(list) || list.Kind != value.List || !ok || err != nil || n < 0 || n >= len(list.Items) {
		return nil
	}
	if v := list.Items[n].Value; v.Kind != value.Unknown {
		return v
	}
	return nil
}

// lookup returns the entry of a table of constants under a constant key, and
// whether there is one.
func (r *run) lookup(v *ssa.Lookup) (val *value.Value, found bool) {
	m := r.value(v.X)
	text, ok := constantOf(r.value(v.Index))
	if m == nil || m.Kind != value.Map || table(m) == nil || !ok {
		return nil, false
	}
	for i := len(m.Items) - 1; i >= 0; i-- {
		if k, _ := m.Items[i].Key.Constant(); k == text {
			return m.Items[i].Value, true
		}
	}
	elem := v.X.Type().Underlying().(*types.Map).Elem()
	if !isString(elem) && !isInteger(elem) {
		return nil, false
	}
	return zeroOf(elem, nil), false
}

func (r *run) extract(v *ssa.Extract) *value.Value {
	switch t := v.Tuple.(type) {
	case *ssa.Lookup:
		val, found := r.lookup(t)
		if val == nil || v.Index == 0 {
			return val
		}
		return value.Literal(strconv.FormatBool(found))
	case *ssa.Call:
		if results := r.results(t); v.Index < len(results) {
			return results[v.Index]
		}
	}
	return nil
}

// call evaluates a call: of another function of the package, or of a library
// function of known values.
func (r *run) call(v *ssa.Call) *value.Value {
	args := make([]*value.Value, len(v.Call.Args))
	for i, a := range v.Call.Args {
		if args[i] = r.value(a); args[i] == nil {
			return nil
		}
	}
	if b, ok := v.Call.Value.(*ssa.Builtin); ok {
		if b.Name() == "len" && args[0].Kind == value.List && settled(args[0]) {
			return value.Literal(strconv.Itoa(len(args[0].Items)))
		}
		if text, ok := args[0].Constant(); ok && b.Name() == "len" && isString(v.Call.Args[0].Type()) {
			return value.Literal(strconv.Itoa(len(text)))
		}
		return nil
	}
	fn := v.Call.StaticCallee()
	if fn != nil && fn.Blocks == nil && object(fn) != nil && isPure(object(fn)) {
		return value.Fold(value.OpName(object(fn).FullName()), args)
	}
	if results := r.results(v); len(results) == 1 {
		return results[0]
	}
	return nil
}

// results runs a function of the package with the values that it is called with.
func (r *run) results(v *ssa.Call) []*value.Value {
	fn, _ := r.e.Callee(&v.Call)
	if fn == nil || fn.Pkg != r.e.pkg || fn.Blocks == nil || v.Call.IsInvoke() || r.e.nesting >= maxDepth {
		return nil
	}
	args := make([]*value.Value, len(v.Call.Args))
	for i, a := range v.Call.Args {
		if args[i] = r.value(a); args[i] == nil {
			return nil
		}
	}
	return r.e.follow(fn, r.e.callID(v)+"/"+r.bind.Call, args, r.steps)
}
