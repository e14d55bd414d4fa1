package flow

import (
	"go/constant"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// convert follows the conversions that keep the text: between string types,
// bytes and strings, numbers of other sizes.
func (e *Evaluator) convert(v, x ssa.Value) *value.Value {
	val := e.Eval(x)
	if isInteger(x.Type()) && isString(v.Type()) {
		return nil // a rune
	}
	if isScalar(v.Type()) || isBytes(v.Type()) {
		return val
	}
	if val.Kind == value.List || val.Kind == value.Struct || val.Kind == value.Sym {
		return val
	}
	return nil
}

func constValue(c *ssa.Const) *value.Value {
	if c.Value == nil {
		if isString(c.Type()) || isBytes(c.Type()) {
			return value.Literal("")
		}
		if isList(c.Type()) {
			return &value.Value{Kind: value.List}
		}
		return value.Nil()
	}
	switch c.Value.Kind() {
	case constant.String:
		return value.Literal(constant.StringVal(c.Value))
	case constant.Bool, constant.Int:
		v := value.Literal(c.Value.ExactString())
		v.Number = true
		return v
	case constant.Float:
		f, _ := constant.Float64Val(c.Value)
		return value.Literal(strconv.FormatFloat(f, 'g', -1, 64))
	}
	return nil
}

// holeKind returns what a value of type t can hold as text.
func holeKind(t types.Type) pattern.Kind {
	if b, ok := t.Underlying().(*types.Basic); ok {
		switch info := b.Info(); {
		case info&types.IsInteger != 0:
			return pattern.Int
		case info&types.IsBoolean != 0:
			return pattern.Bool
		case info&types.IsFloat != 0:
			return pattern.Word
		}
	}
	return pattern.Text
}

// boxed evaluates a value that becomes an interface, as arguments of fmt do:
// what it prints as, where its type has a method String.
func (e *Evaluator) boxed(v *ssa.MakeInterface) *value.Value {
	t := v.X.Type()
	n, ok := types.Unalias(t).(*types.Named)
	if p, isPtr := types.Unalias(t).(*types.Pointer); isPtr {
		n, ok = types.Unalias(p.Elem()).(*types.Named)
	}
	if !ok || n.Obj().Pkg() == nil {
		return e.Eval(v.X)
	}
	obj, _, _ := types.LookupFieldOrMethod(t, false, n.Obj().Pkg(), "String")
	m, ok := obj.(*types.Func)
	if !ok || m.Signature().Params().Len() != 0 || m.Signature().Results().Len() != 1 || !isString(m.Signature().Results().At(0).Type()) {
		return e.Eval(v.X)
	}
	x := e.Eval(v.X)
	if fn := e.prog.FuncValue(m.Origin()); fn != nil {
		if sum := e.Summary(fn); sum != nil && len(sum.Results) == 1 && sum.Results[0] != nil {
			b := e.substitution(fn, e.callID(v), []*value.Value{x})
			printed := *b.Bind(sum.Results[0])
			printed.Raw = x
			return &printed
		}
	}
	if _, made := types.Unalias(t).(*types.Pointer); x.Kind == value.Struct || x.Identity() == "" || made && x.Kind == value.List {
		return x // the words of a command are no pointer, and what it prints is not what it is
	}
	printed := e.pureOf(v, "String", x)
	if printed != nil {
		printed.Raw, printed.Hole = x, pattern.Text
	}
	return printed
}
