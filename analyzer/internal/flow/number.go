package flow

import (
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// keepsNumber reports whether a conversion from one type to another is none
// between numbers, or one that keeps the decimal text of every number. An int
// has 64 bits.
func keepsNumber(from, to types.Type) bool {
	for _, f := range basics(from) {
		for _, t := range basics(to) {
			if !keepsBasic(f, t) {
				return false
			}
		}
	}
	return true
}

// basics returns the basic types that t stands for: several for a type parameter,
// none for another type.
func basics(t types.Type) []*types.Basic {
	if b, ok := t.Underlying().(*types.Basic); ok {
		return []*types.Basic{b}
	}
	p, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return nil
	}
	var out []*types.Basic
	var add func(t types.Type)
	add = func(t types.Type) {
		switch t := t.Underlying().(type) {
		case *types.Basic:
			out = append(out, t)
		case *types.Union:
			for i := range t.Len() {
				add(t.Term(i).Type())
			}
		case *types.Interface:
			for i := range t.NumEmbeddeds() {
				add(t.EmbeddedType(i))
			}
		}
	}
	add(p.Constraint())
	return out
}

func keepsBasic(from, to *types.Basic) bool {
	if from.Info()&types.IsNumeric == 0 || to.Info()&types.IsNumeric == 0 || from.Kind() == to.Kind() {
		return true
	}
	if from.Info()&types.IsInteger == 0 || to.Info()&types.IsInteger == 0 {
		return false // to or from a fraction, or between fractions
	}
	signed, wide := integer(from)
	toSigned, toWide := integer(to)
	switch {
	case signed == toSigned:
		return wide <= toWide
	case signed:
		return false
	}
	return wide < toWide
}

// integer returns the sign and the size of an integer type.
func integer(b *types.Basic) (signed bool, bits int) {
	signed = b.Info()&types.IsUnsigned == 0
	switch b.Kind() {
	case types.Int8, types.Uint8:
		return signed, 8
	case types.Int16, types.Uint16:
		return signed, 16
	case types.Int32, types.Uint32:
		return signed, 32
	}
	return signed, 64
}

// converted is a number after a conversion that may change it: another number,
// and the same one whenever it is converted.
func (e *Evaluator) converted(v ssa.Value, val *value.Value) *value.Value {
	to := v.Type().String()
	if b := basics(v.Type()); len(b) == 1 {
		to = b[0].Name()
		if b[0].Info()&types.IsInteger != 0 {
			if to == "byte" {
				to = "uint8"
			} else if to == "rune" {
				to = "int32"
			}
			if r := value.Convert(to, val); r != nil {
				return r
			}
		}
	}
	id := val.Identity()
	if id == "" {
		return nil
	}
	frame := ""
	if fn := v.Parent(); fn != nil {
		frame = strconv.Itoa(e.number(fn))
	}
	return &value.Value{Kind: value.Sym, ID: value.Bounded(value.Converted(value.Safe(to), id), frame), Name: e.NameOf(v), Hole: holeKind(v.Type())}
}
