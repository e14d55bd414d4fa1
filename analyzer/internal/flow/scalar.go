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
// bytes and strings, numbers to a type that holds them all.
func (e *Evaluator) convert(v, x ssa.Value) *value.Value {
	val := e.content(instruction(v), x, x.Type(), e.Eval(x))
	if !keepsNumber(x.Type(), v.Type()) {
		return e.converted(v, val)
	}
	if isInteger(x.Type()) && isString(v.Type()) {
		return value.RuneString(val)
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
		return zeroConst(c.Type(), 0)
	}
	switch c.Value.Kind() {
	case constant.String:
		return value.Literal(constant.StringVal(c.Value))
	case constant.Bool, constant.Int:
		return value.Literal(c.Value.ExactString())
	case constant.Float:
		f, _ := constant.Float64Val(c.Value)
		return value.Literal(strconv.FormatFloat(f, 'g', -1, 64))
	}
	return nil
}

// zeroConst is the zero value of a type that is no string and no list: a struct with the
// zero values of its fields, or nil.
func zeroConst(t types.Type, depth int) *value.Value {
	const most = 3 // layers of structs
	s, ok := t.Underlying().(*types.Struct)
	if !ok || depth == most {
		return value.Nil()
	}
	out := &value.Value{Kind: value.Struct, Name: types.TypeString(t, func(p *types.Package) string { return p.Name() }) + "{}"}
	for f := range s.Fields() {
		var zero *value.Value
		if _, ok := f.Type().Underlying().(*types.Struct); ok {
			zero = zeroConst(f.Type(), depth+1)
		} else if b, ok := f.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsBoolean != 0 {
			zero = value.Literal("false")
		} else {
			zero = zeroOf(f.Type(), nil)
		}
		if zero != nil {
			out.Fields = append(out.Fields, value.Field{Name: f.Name(), Value: zero})
		}
	}
	return out
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
