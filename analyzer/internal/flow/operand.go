package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// boxed evaluates a value that becomes an interface, as arguments of fmt do.
func (e *Evaluator) boxed(v *ssa.MakeInterface) *value.Value {
	return e.operand(v, e.printed(v), v.X.Type())
}

// operand returns the value x of type t as an operand of fmt: what it prints as,
// where its type has a method for that, and else the value with its type.
func (e *Evaluator) operand(at ssa.Value, x *value.Value, t types.Type) *value.Value {
	if x.Kind == value.Rest || x.Kind == value.Func || x.Kind == value.Unknown {
		return x
	}
	if _, made := types.Unalias(t).(*types.Pointer); made && x.Kind == value.List {
		return x // the words of a command, and not what it prints
	}
	if m, _ := method(t, "Format", 2, 0); m != nil && !plainText(t) {
		return x.Operand(value.TypeBraces)
	}
	raw := x
	if typ := operandType(t); typ != "" {
		raw = x.Operand(typ)
	} else if !types.IsInterface(t) {
		return x // of a type parameter: the call says which
	}
	for _, name := range []string{"Error", "String"} {
		m, path := method(t, name, 0, 1)
		if m == nil || !isString(m.Signature().Results().At(0).Type()) {
			continue
		}
		text := e.textOf(at, m, e.embedded(x, t, path), t)
		if text == nil || text.Texts() == nil {
			return x.Operand(value.TypeBraces)
		}
		return raw.Printed(text)
	}
	return raw
}

// method returns the method of that name and shape that fmt finds in the method
// set of t, and the way to it through embedded fields; nil if there is none.
func method(t types.Type, name string, params, results int) (*types.Func, []int) {
	obj, path, _ := types.LookupFieldOrMethod(t, false, nil, name)
	m, ok := obj.(*types.Func)
	if !ok || m.Signature().Params().Len() != params || m.Signature().Results().Len() != results {
		return nil, nil
	}
	return m, path[:len(path)-1]
}

// embedded returns the embedded value that path leads to from x, of type t.
func (e *Evaluator) embedded(x *value.Value, t types.Type, path []int) *value.Value {
	for _, i := range path {
		f := fieldVar(t, i)
		if x = e.fieldValue(x, f); x == nil {
			return nil
		}
		t = f.Type()
	}
	return x
}

// textOf returns what the method m of x, of type t, returns as its string: nil if
// x has no identity.
func (e *Evaluator) textOf(at ssa.Value, m *types.Func, x *value.Value, t types.Type) *value.Value {
	if x == nil {
		return nil
	}
	if fn := e.prog.FuncValue(m.Origin()); fn != nil {
		if sum := e.Summary(fn); sum != nil && len(sum.Results) == 1 && sum.Results[0] != nil {
			b := e.entering(fn, e.substitution(fn, e.callID(at), []*value.Value{x}), instruction(at), nil)
			if mi, ok := at.(*ssa.MakeInterface); ok && types.Identical(mi.X.Type(), t) {
				b = e.entering(fn, b, mi, []ssa.Value{mi.X})
			}
			if text := b.Bind(sum.Results[0]); text.Selected() {
				return text
			}
		}
	}
	if isPure(m.Origin()) {
		return e.pureValue(at, value.OpName(m.Origin().FullName()), []*value.Value{x}, types.Typ[types.String])
	}
	op := m.Name()
	if !plainText(t) {
		op = value.MayPrint(op)
	}
	if x.Identity() == "" {
		return nil
	}
	text := e.pureOf(at, op, x)
	text.Hole = pattern.Text
	return text
}

// plainText reports whether the string of a value of type t, whose method String
// is not seen, is taken to hold no brace, as other strings are: that of a number,
// of bytes, as ids are, and of the structs of the standard library that have one.
func plainText(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Array:
		return isBasic(u.Elem())
	case *types.Slice:
		return isBasic(u.Elem())
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() {
	case "time", "net", "net/netip", "net/url", "math/big", "strings", "bytes":
		return !types.IsInterface(t)
	}
	return false
}

// operandType returns the type of an operand as package value names it, by what
// the type is made of; "" if it is not known, as of an interface.
func operandType(t types.Type) string {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return typeParam(t)
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsUntyped != 0 || u.Info()&types.IsComplex != 0 || u.Kind() == types.UnsafePointer || u.Kind() == types.Invalid {
			return value.TypeParts
		}
		name := types.Typ[u.Kind()].Name()
		if _, named := types.Unalias(t).(*types.Named); named {
			name = "~" + name
		}
		return name
	case *types.Interface:
		return ""
	case *types.Slice:
		return listType(t, u.Elem())
	case *types.Array:
		return listType(t, u.Elem())
	case *types.Map:
		if printsBraces(u.Key(), 0) || printsBraces(u.Elem(), 0) {
			return value.TypeBraces
		}
		return value.TypeParts
	case *types.Pointer:
		switch u.Elem().Underlying().(type) {
		case *types.Struct:
			return value.TypeBraces
		case *types.Slice, *types.Array, *types.Map:
			if printsBraces(u.Elem(), 0) {
				return value.TypeBraces
			}
			return value.TypeParts
		}
		return value.TypePointer
	case *types.Struct:
		return value.TypeBraces
	}
	return value.TypePointer // channels and functions
}

// listType is operandType for slices and arrays.
func listType(t, elem types.Type) string {
	if b, ok := elem.Underlying().(*types.Basic); ok && b.Kind() == types.Byte {
		return value.TypeBytes
	}
	if printsBraces(elem, 0) {
		return value.TypeBraces
	}
	if m, _ := method(elem, "String", 0, 1); m == nil && isBasic(elem) {
		return "[]" + operandType(elem)
	}
	return value.TypeParts
}

// printsBraces reports whether a value of type t that is part of another may
// print a brace.
func printsBraces(t types.Type, depth int) bool {
	if depth > 4 {
		return true
	}
	for _, name := range []string{"Error", "String"} {
		if m, _ := method(t, name, 0, 1); m != nil {
			return !plainText(t)
		}
	}
	if m, _ := method(t, "Format", 2, 0); m != nil && !plainText(t) {
		return true
	}
	switch u := t.Underlying().(type) {
	case *types.Basic, *types.Pointer, *types.Chan, *types.Signature:
		return false // pointers inside of others print as addresses
	case *types.Slice:
		return printsBraces(u.Elem(), depth+1)
	case *types.Array:
		return printsBraces(u.Elem(), depth+1)
	case *types.Map:
		return printsBraces(u.Key(), depth+1) || printsBraces(u.Elem(), depth+1)
	}
	return true
}

// typeParam is operandType for a type parameter all of whose types are basic.
func typeParam(t types.Type) string {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || iface.NumEmbeddeds() != 1 {
		return ""
	}
	typ, n := "", 0
	add := func(t types.Type, tilde bool) bool {
		b, ok := t.Underlying().(*types.Basic)
		if !ok || tilde {
			return false // a type of the program may have methods
		}
		if n++; n > 1 {
			typ = value.TypeScalar
			return true
		}
		typ = types.Typ[b.Kind()].Name()
		return true
	}
	switch u := iface.EmbeddedType(0).Underlying().(type) {
	case *types.Union:
		for i := range u.Len() {
			if !add(u.Term(i).Type(), u.Term(i).Tilde()) {
				return ""
			}
		}
	case *types.Basic:
		if !add(u, false) {
			return ""
		}
	}
	return typ
}

// instantiated returns the arguments of a call of the generic function fn as
// operands, where their types are its type parameters: only the call says which
// types those are.
func (e *Evaluator) instantiated(fn *ssa.Function, at ssa.Value, args []ssa.Value, vs []*value.Value) []*value.Value {
	if fn == nil || fn.Signature.TypeParams().Len() == 0 && fn.Signature.RecvTypeParams().Len() == 0 {
		return vs
	}
	for i, t := range parameters(fn.Signature) {
		if i >= len(vs) {
			break
		}
		switch u := types.Unalias(t).(type) {
		case *types.TypeParam:
			vs[i] = e.operand(at, vs[i], args[i].Type())
		case *types.Slice:
			elem, isSlice := args[i].Type().Underlying().(*types.Slice)
			if _, ok := types.Unalias(u.Elem()).(*types.TypeParam); !ok || !isSlice {
				continue
			}
			if vs[i].Kind != value.List {
				if typ := operandType(args[i].Type()); typ != "" {
					vs[i] = vs[i].Operand(typ)
				}
				continue
			}
			l := *vs[i]
			l.Items = make([]value.Item, len(vs[i].Items))
			for j, it := range vs[i].Items {
				it.Value = e.operand(at, it.Value, elem.Elem())
				l.Items[j] = it
			}
			vs[i] = &l
		}
	}
	return vs
}

// parameters returns the types of what a function is given: those of another package
// have no body here that lists them.
func parameters(sig *types.Signature) []types.Type {
	var out []types.Type
	if recv := sig.Recv(); recv != nil {
		out = append(out, recv.Type())
	}
	for p := range sig.Params().Variables() {
		out = append(out, p.Type())
	}
	return out
}

// receiver returns vs, the arguments of a call, with the value itself in the
// place of an operand that prints as something else.
func receiver(vs []*value.Value) []*value.Value {
	if len(vs) > 0 {
		vs[0] = vs[0].Unboxed()
	}
	return vs
}

// reboxed evaluates an interface that becomes another one: as an operand it
// prints what its method String returns.
func (e *Evaluator) reboxed(v *ssa.ChangeInterface) *value.Value {
	x := e.Eval(v.X)
	if x.Kind != value.Sym || x.Type != "" {
		return x
	}
	return e.operand(v, x, v.X.Type())
}

// asserted evaluates x.(T): the value itself, where that is not an interface, of
// what prints as something else.
func (e *Evaluator) asserted(v *ssa.TypeAssert) *value.Value {
	x := e.Eval(v.X)
	if types.IsInterface(v.AssertedType) {
		return x
	}
	return x.Unboxed()
}

// marshaled evaluates json.Marshal: what it makes of objects holds braces.
func (e *Evaluator) marshaled(v *ssa.Call, args []ssa.Value) *value.Value {
	x, op := e.Eval(args[0]).Unboxed(), value.OpName("encoding/json.Marshal")
	switch {
	case value.PlainJSON(x):
	case x.Type == "":
		op = value.MayPrint(op)
	default:
		op = value.Prints(op)
	}
	r := e.pureOf(v, op, x)
	if r == nil {
		l := *e.local(v)
		r = &l
		r.ID = value.MayHoldTag(value.Distinct(r.ID, "0"))
	}
	r.Hole = pattern.Text
	return r
}
