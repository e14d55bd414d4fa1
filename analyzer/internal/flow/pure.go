package flow

import (
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// replaced evaluates the method Replace of a strings.Replacer: it never changes,
// so a package variable is what it was made of.
func (e *Evaluator) replaced(v *ssa.Call, args []ssa.Value) *value.Value {
	made := e.onceMade(args[0])
	r := e.Eval(made)
	vs := []*value.Value{r, e.Eval(args[1])}
	op := value.OpName("(*strings.Replacer).Replace")
	if call, ok := made.(*ssa.Call); ok && calls(call, "strings.NewReplacer") {
		if done := value.Fold(op, append(vs, e.Eval(call.Call.Args[0]))); done != nil {
			return done
		}
	}
	return e.pureValue(v, op, vs, types.Typ[types.String])
}

// calls reports whether a call is of the library function of that name.
func calls(call *ssa.Call, name string) bool {
	fn := call.Call.StaticCallee()
	return fn != nil && object(fn) != nil && object(fn).FullName() == name
}

// onceMade returns what the declaration gives the package variable that v is read
// from, if nothing else assigns it, and v itself otherwise: for types whose values
// never change.
func (e *Evaluator) onceMade(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return v
	}
	g, ok := load.X.(*ssa.Global)
	if !ok || g.Pkg != e.pkg || e.stores().parts[g] {
		return v
	}
	stores := e.stores().global[g]
	if len(stores) != 1 || stores[0].Parent() != e.pkg.Func("init") {
		return v
	}
	return stores[0].Val
}

// state returns the identity of what an object holds when the instruction at
// reads it: of two reads between which nothing writes the object it is the same.
// It is "" where the object is given away, so that others may write it.
func (e *Evaluator) state(at ssa.Value, obj ssa.Value) string {
	in, ok := at.(ssa.Instruction)
	if !ok || obj.Parent() != at.Parent() {
		return ""
	}
	aliases, ok := sharers(obj)
	if !ok {
		return ""
	}
	own := e.Eval(obj).Identity()
	if _, param := obj.(*ssa.Parameter); !param || own == "" {
		own = e.local(obj).ID
	}
	var ids []string
	e.reaching(at, in.Parent(), func(x ssa.Instruction) (ssa.Value, bool) {
		if v, ok := x.(ssa.Value); ok && v == obj {
			return nil, true
		}
		if !writesAny(x, aliases) {
			return nil, false
		}
		name := "w" + strconv.Itoa(x.Block().Index) + "_" + strconv.Itoa(slices.Index(x.Block().Instrs, x))
		e.atoms[value.Call(e.number(in.Parent()), name)] = x.Block()
		ids = append(ids, value.Local(e.number(in.Parent()), name))
		return nil, true
	})
	if len(ids) == 0 {
		if id := e.Eval(obj).Identity(); value.Alias(id) != "" {
			return id // another call may give the same object
		}
		return own
	}
	slices.Sort(ids)
	return value.Bounded(value.Op("state", append([]string{own}, slices.Compact(ids)...)...), strconv.Itoa(e.number(in.Parent())))
}

// sharers returns the values of a function through which an object can be
// written; ok is false where it is stored, so that others can.
func sharers(obj ssa.Value) (aliases []ssa.Value, ok bool) {
	aliases = []ssa.Value{obj}
	for i := 0; i < len(aliases); i++ {
		refs := aliases[i].Referrers()
		if refs == nil || len(aliases) > 64 {
			return nil, false
		}
		for _, ref := range *refs {
			switch ref := ref.(type) {
			case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType:
				aliases = append(aliases, ref.(ssa.Value))
			case *ssa.Call:
				if _, builtin := ref.Call.Value.(*ssa.Builtin); !builtin && keeps(ref.Type()) {
					aliases = append(aliases, ref) // it may hold the object
				}
			case *ssa.MapUpdate:
				if ref.Map != aliases[i] {
					return nil, false
				}
			case *ssa.Store:
				if ref.Val == aliases[i] {
					return nil, false
				}
			case *ssa.Lookup, *ssa.Range, *ssa.UnOp, *ssa.Return, *ssa.DebugRef, *ssa.BinOp:
			default:
				return nil, false
			}
		}
	}
	return aliases, true
}

// keeps reports whether a result of type t may hold an object that the call was
// given.
func keeps(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return false
	case *types.Slice:
		return !isBasic(u.Elem())
	case *types.Tuple:
		for i := range u.Len() {
			if keeps(u.At(i).Type()) {
				return true
			}
		}
		return false
	}
	return t != types.Universe.Lookup("error").Type()
}

// readers lists the functions that only read the object that they are given.
var readers = map[string]bool{
	"(net/url.Values).Encode": true, "(net/url.Values).Get": true, "(net/url.Values).Has": true,
	"(*strings.Builder).String": true, "(*strings.Builder).Len": true, "(*strings.Builder).Cap": true, "(*strings.Builder).Grow": true,
	"(*bytes.Buffer).String": true, "(*bytes.Buffer).Bytes": true, "(*bytes.Buffer).Len": true, "(*bytes.Buffer).Cap": true, "(*bytes.Buffer).Grow": true,
	"(hash.Hash).Sum": true, "(hash.Hash).Size": true, "(hash.Hash64).Sum64": true, "(hash.Hash32).Sum32": true,
	"(*net/url.URL).String": true,
}

// writesAny reports whether an instruction may write one of the objects.
func writesAny(in ssa.Instruction, aliases []ssa.Value) bool {
	switch in := in.(type) {
	case *ssa.MapUpdate:
		return slices.Contains(aliases, in.Map)
	case *ssa.Store:
		a, ok := in.Addr.(*ssa.FieldAddr)
		return slices.Contains(aliases, in.Addr) || ok && slices.Contains(aliases, a.X)
	case ssa.CallInstruction:
		common := in.Common()
		if !slices.ContainsFunc(common.Args, func(a ssa.Value) bool { return slices.Contains(aliases, a) }) && !slices.Contains(aliases, common.Value) {
			return false
		}
		if _, builtin := common.Value.(*ssa.Builtin); builtin {
			return common.Value.Name() != "len"
		}
		if common.IsInvoke() {
			return !readers[common.Method.FullName()]
		}
		fn := common.StaticCallee()
		return fn == nil || object(fn) == nil || !readers[object(fn).FullName()] && !isPure(object(fn)) && !isStringMethod(object(fn))
	}
	return false
}

// isStringMethod reports whether a function is a method String of another package, which
// writes nothing that matters.
func isStringMethod(fn *types.Func) bool {
	sig := fn.Signature()
	return fn.Name() == "String" && sig.Recv() != nil && sig.Params().Len() == 0
}

// read evaluates a method without effects of an object that may be written: for
// what it holds when it is read.
func (e *Evaluator) read(v *ssa.Call, args []ssa.Value) *value.Value {
	obj := args[0]
	for c, ok := obj.(*ssa.ChangeType); ok; c, ok = obj.(*ssa.ChangeType) {
		obj = c.X
	}
	op := value.OpName(object(v.Call.StaticCallee()).FullName())
	id := e.state(v, obj)
	if id == "" {
		l := *e.local(v)
		l.ID = value.Maybe(value.Op(op, e.local(obj).ID), l.ID)
		return &l
	}
	r := e.pureOf(v, op, append([]*value.Value{value.Symbol(id)}, e.evalAll(args[1:])...)...)
	if r == nil {
		return nil
	}
	r.Hole = pattern.Text
	if k, ok := value.ResultKind(op); ok {
		r.Hole = k
	}
	return r
}

// sums names the function that makes the sum of a text at once, by the one that
// makes the hash.
var sums = map[string]string{
	"crypto/md5.New": "crypto/md5.Sum", "crypto/sha1.New": "crypto/sha1.Sum", "crypto/sha256.New": "crypto/sha256.Sum256", "crypto/sha256.New224": "crypto/sha256.Sum224",
	"crypto/sha512.New": "crypto/sha512.Sum512", "hash/fnv.New32": "hash/fnv.New32", "hash/fnv.New32a": "hash/fnv.New32a", "hash/fnv.New64": "hash/fnv.New64",
	"hash/fnv.New64a": "hash/fnv.New64a", "hash/crc32.NewIEEE": "hash/crc32.ChecksumIEEE",
}

// summed evaluates the methods Sum, Sum32 and Sum64 of a hash, nil if v is no
// call of one: the sum is that of what was written to the hash.
func (e *Evaluator) summed(v *ssa.Call) *value.Value {
	common := v.Common()
	switch common.Method.FullName() {
	case "(hash.Hash).Sum":
		if k, ok := common.Args[0].(*ssa.Const); !ok || k.Value != nil {
			return nil
		}
	case "(hash.Hash64).Sum64", "(hash.Hash32).Sum32":
	default:
		return nil
	}
	made, ok := common.Value.(*ssa.Call)
	if !ok || made.Call.StaticCallee() == nil || object(made.Call.StaticCallee()) == nil {
		return nil
	}
	op, ok := sums[object(made.Call.StaticCallee()).FullName()]
	if !ok {
		return nil
	}
	content := e.held(v, made)
	if content == nil || content.Identity() == "" {
		id := e.state(v, made)
		if id == "" {
			return nil
		}
		content = value.Symbol(id)
	}
	return e.pureOf(v, value.OpName(op), content)
}
