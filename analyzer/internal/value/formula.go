package value

import (
	"slices"
	"strconv"
	"strings"
)

// A Formula is what is known of a boolean value: a constant, an atom, or
// formulas that !, && and || combine. An atom is an identity, of a comparison
// for equality most often. What a formula says does not change once it is built; it
// belongs to the evaluation of one package.
type Formula struct {
	op   string // "true", "false", opNot, opAnd, opOr; "" for an atom
	atom string
	args []*Formula
	size int    // the number of atoms in args, each time it occurs
	text string // what String returns, once it was asked
}

// maxFormula is the number of atoms, each time it occurs, of a formula that is
// built. See [Formula.Large].
const maxFormula = 2 * MaxCases

// Large reports whether a formula has grown too large to be followed.
func (f *Formula) Large() bool { return f.size > maxFormula }

// The operations of formulas in identities.
const (
	opNot = "not"
	opAnd = "and"
	opOr  = "or"
)

var (
	isTrue  = &Formula{op: "true"}
	isFalse = &Formula{op: "false"}
)

// Constant returns the formula that is always b.
func Constant(b bool) *Formula {
	if b {
		return isTrue
	}
	return isFalse
}

// Truth returns what is known of a boolean value; nil where it has no identity.
func Truth(v *Value) *Formula {
	out := isFalse
	alts := v.Texts()
	if len(alts) == 0 {
		return nil
	}
	for _, a := range alts {
		var is *Formula
		if text, ok := a.Pattern.Text(); ok {
			is = Constant(text == "true")
		} else if len(a.Pattern) == 1 {
			is = parseFormula(a.Pattern[0].Hole.ID)
		}
		under := all(a.Conds)
		if is == nil || under == nil {
			return nil
		}
		out = Or(out, And(under, is))
	}
	if out.Large() {
		return nil
	}
	return out
}

// Equal returns the formula that two values are equal, nil where one of them has
// no identity.
func Equal(x, y *Value) *Formula {
	if a, b := x.Identity(), y.Identity(); a != "" && b != "" {
		return equal(a, b)
	}
	return nil
}

// Not returns the negation of f.
func Not(f *Formula) *Formula {
	switch f.op {
	case "true":
		return isFalse
	case "false":
		return isTrue
	case opNot:
		return f.args[0]
	}
	return &Formula{op: opNot, args: []*Formula{f}, size: max(f.size, 1)}
}

// And returns a && b.
func And(a, b *Formula) *Formula { return combine(opAnd, isTrue, isFalse, a, b) }

// Or returns a || b.
func Or(a, b *Formula) *Formula { return combine(opOr, isFalse, isTrue, a, b) }

// combine returns a op b, where the operation with unit is the other operand, and
// with zero is zero.
func combine(op string, unit, zero, a, b *Formula) *Formula {
	switch {
	case a == unit || b == zero:
		return b
	case b == unit || a == zero:
		return a
	case a.Large():
		return a // whoever asks sees that it is too large
	case b.Large():
		return b
	}
	out := &Formula{op: op}
	for _, f := range []*Formula{a, b} {
		args := []*Formula{f}
		if f.op == op {
			args = f.args
		}
		for _, g := range args {
			text := g.String()
			if slices.ContainsFunc(out.args, func(o *Formula) bool { return o.String() == text }) {
				continue
			}
			if negated := Not(g).String(); slices.ContainsFunc(out.args, func(o *Formula) bool { return o.String() == negated }) {
				return zero
			}
			out.args = append(out.args, g)
			out.size += max(g.size, 1)
		}
	}
	if len(out.args) == 1 {
		return out.args[0]
	}
	return out
}

// Choose returns what yes is where cond holds, and what no is elsewhere.
func Choose(cond, yes, no *Formula) *Formula {
	switch {
	case yes.Large() || no.String() == yes.String():
		return yes
	case no.Large():
		return no
	case yes == isTrue:
		return Or(cond, no)
	case no == isTrue:
		return Or(Not(cond), yes)
	}
	return Or(And(cond, yes), And(Not(cond), no))
}

// String spells a formula as an identity.
func (f *Formula) String() string {
	switch f.op {
	case "":
		return f.atom
	case "true", "false":
		return strconv.Quote(f.op)
	}
	if f.text == "" {
		args := make([]string, len(f.args))
		for i, a := range f.args {
			args[i] = a.String()
		}
		f.text = Op(f.op, args...)
	}
	return f.text
}

// parseFormula reads the identity of a boolean value.
func parseFormula(id string) *Formula {
	switch id {
	case `"true"`:
		return isTrue
	case `"false"`:
		return isFalse
	}
	op, args, ok := splitOp(id)
	if !ok {
		return &Formula{atom: id}
	}
	switch {
	case op == opNot && len(args) == 1:
		return Not(parseFormula(args[0]))
	case op == opNot && len(args) == 2:
		return Not(equal(args[0], args[1]))
	case op == opAnd || op == opOr:
		out := Constant(op == opAnd)
		for _, a := range args {
			if op == opAnd {
				out = And(out, parseFormula(a))
			} else {
				out = Or(out, parseFormula(a))
			}
		}
		return out
	case op == "==" && len(args) == 2:
		return equal(args[0], args[1])
	case len(args) == 2:
		if f := ordered(op, args[0], args[1]); f != nil {
			return f
		}
	}
	return &Formula{atom: id}
}

// equal is a == b, with what is constant last.
func equal(a, b string) *Formula {
	x, constA := literal(a)
	y, constB := literal(b)
	switch {
	case constA && constB:
		return Constant(x == y)
	case a == b:
		return isTrue
	case constA || !constB && a > b:
		a, b, y, constB = b, a, x, constA
	}
	if list, ok := lengthOf(a); ok && constB && y == "0" {
		a, b, y = list, `""`, ""
	}
	if constB && y == "" && (strings.HasPrefix(a, `"`) || strings.HasSuffix(a, `"`)) {
		return isFalse // there is a literal in it
	}
	if none, ok := emptyList(a); ok && (constB && y == "" || b == opList+"()" || b == nilID) {
		return Constant(none)
	}
	return &Formula{atom: Op("==", a, b)}
}

// emptyList reports whether a list has no elements, as a variadic parameter that
// is given none; ok is false where that is not known.
func emptyList(id string) (empty, ok bool) {
	op, args, ok := splitOp(id)
	if !ok || op != opList {
		return false, false
	}
	args = slices.DeleteFunc(slices.Clone(args), func(a string) bool { return a == "" })
	some := slices.ContainsFunc(args, func(a string) bool { return !strings.HasPrefix(a, opEach+"(") })
	return !some, some || len(args) == 0
}

// ordered is a comparison of numbers, nil for other operations. That something is
// empty is a comparison with the empty string.
func ordered(op, a, b string) *Formula {
	switch op {
	case ">":
		op, a, b = "<", b, a
	case ">=":
		op, a, b = "<=", b, a
	case "<", "<=":
	default:
		return nil
	}
	x, constA := literal(a)
	y, constB := literal(b)
	if constA && constB {
		n, err := strconv.ParseInt(x, 10, 64)
		m, err2 := strconv.ParseInt(y, 10, 64)
		if err == nil && err2 == nil {
			return Constant(n < m || op == "<=" && n == m)
		}
	}
	if list, ok := lengthOf(b); ok && (op == "<" && a == `"0"` || op == "<=" && a == `"1"`) {
		return Not(equal(list, `""`))
	}
	if list, ok := lengthOf(a); ok && (op == "<" && b == `"1"` || op == "<=" && b == `"0"`) {
		return equal(list, `""`)
	}
	return &Formula{atom: Op(op, a, b)}
}

// literal reads the identity of a constant, the length of one included.
func literal(id string) (text string, ok bool) {
	if of, ok := lengthOf(id); ok {
		if text, ok := literal(of); ok {
			return strconv.Itoa(len(text)), true
		}
	}
	if id == "" || id[0] != '"' || quoteEnd(id, 0) != len(id) {
		return "", false
	}
	text, err := strconv.Unquote(id)
	return text, err == nil
}

func lengthOf(id string) (of string, ok bool) {
	op, args, ok := splitOp(id)
	if !ok || op != "len" || len(args) != 1 {
		return "", false
	}
	return args[0], true
}

// mapAtoms returns f with every atom replaced; nil where with returns nil.
func (f *Formula) mapAtoms(with func(atom string) *Formula) *Formula {
	switch f.op {
	case "":
		return with(f.atom)
	case opNot:
		if a := f.args[0].mapAtoms(with); a != nil {
			return Not(a)
		}
		return nil
	case opAnd, opOr:
		out := Constant(f.op == opAnd)
		for _, a := range f.args {
			switch a = a.mapAtoms(with); {
			case a == nil:
				return nil
			case f.op == opAnd:
				out = And(out, a)
			default:
				out = Or(out, a)
			}
		}
		return out
	}
	return f
}

// under returns what f is where the atoms of known have these values, and
// whether that is known.
func (f *Formula) under(known map[string]bool) (val, ok bool) {
	switch f.op {
	case "":
		val, ok = known[f.atom]
		return val, ok
	case "true", "false":
		return f.op == "true", true
	case opNot:
		val, ok = f.args[0].under(known)
		return !val, ok
	}
	sure := true
	for _, a := range f.args {
		v, ok := a.under(known)
		if ok && v == (f.op == opOr) {
			return v, true
		}
		sure = sure && ok
	}
	return f.op == opAnd, sure
}

// atoms adds the atoms of f to those in out.
func (f *Formula) atoms(out []string) []string {
	if f.op == "" && !slices.Contains(out, f.atom) {
		return append(out, f.atom)
	}
	for _, a := range f.args {
		out = a.atoms(out)
	}
	return out
}
