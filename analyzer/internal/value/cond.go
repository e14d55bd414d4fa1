package value

import (
	"slices"
	"strconv"
	"strings"
)

// A Cond is of one of three forms. "if F" says that the formula F holds (edge 1)
// or does not (edge 2). "[i]" says that the index i is the number of the edge.
// Any other At is a join that is known by its name only.
const (
	condIf  = "if "
	holds   = 1
	holdNot = 2

	maxCond  = 400 // bytes of one condition
	maxAtoms = 8   // atoms of conditions that are tried in all combinations
)

// Conds returns the conditions under which f holds, nil for none; ok is false
// where it cannot.
func (f *Formula) Conds() (conds []Cond, ok bool) {
	switch f.op {
	case "true":
		return nil, true
	case "false":
		return nil, false
	case opNot:
		if g := f.args[0]; g.op == opOr { // !(a || b)
			return And(Not(g.args[0]), Not(withoutFirst(g))).Conds()
		}
		return []Cond{{condIf + Bounded(f.args[0].String(), "0"), holdNot}}, true
	case opAnd:
		for _, a := range f.args {
			if f.implied(a) {
				continue
			}
			c, ok := a.Conds()
			if !ok {
				return nil, false
			}
			conds = append(conds, c...)
		}
		return conds, true
	}
	id := f.String()
	if len(id) > maxCond {
		id = Bounded(id, "0")
	}
	return []Cond{{condIf + id, holds}}, true
}

// implied reports whether the part a of a conjunction says that a value is not
// one constant, where another part says that it is another.
func (f *Formula) implied(a *Formula) bool {
	if a.op != opNot {
		return false
	}
	x, _, ok := isConstant(a.args[0])
	return ok && slices.ContainsFunc(f.args, func(b *Formula) bool {
		y, _, ok := isConstant(b)
		return ok && x == y && b.String() != a.args[0].String()
	})
}

// isConstant splits an atom that says that a value is a constant.
func isConstant(f *Formula) (of, text string, ok bool) {
	op, args, ok := splitOp(f.atom)
	if !ok || op != "==" || len(args) != 2 {
		return "", "", false
	}
	text, ok = literal(args[1])
	return args[0], text, ok
}

// withoutFirst returns a formula of several without the first.
func withoutFirst(f *Formula) *Formula {
	if len(f.args) == 2 {
		return f.args[1]
	}
	return &Formula{op: f.op, args: f.args[1:], size: f.size - max(f.args[0].size, 1)}
}

// formula returns the condition as a formula, nil if it is none, or too large.
func (c Cond) formula() *Formula {
	id, ok := strings.CutPrefix(c.At, condIf)
	if !ok {
		return nil
	}
	f := parseFormula(id)
	if f.Large() {
		return nil
	}
	if c.Edge == holdNot {
		return Not(f)
	}
	return f
}

// all returns the formula that says that all conditions hold, nil if one of them
// is no formula.
func all(conds []Cond) *Formula {
	out := isTrue
	for _, c := range conds {
		f := c.formula()
		if f == nil {
			return nil
		}
		out = And(out, f)
	}
	if out.Large() {
		return nil
	}
	return out
}

// compound reports whether a condition is more than a plain atom that nothing
// but itself contradicts.
func (c Cond) compound() bool {
	id, ok := strings.CutPrefix(c.At, condIf)
	return ok && (strings.HasPrefix(id, opAnd+"(") || strings.HasPrefix(id, opOr+"(") || strings.HasPrefix(id, opNot+"(") || strings.HasPrefix(id, "==(") && c.Edge == holds)
}

// contradict reports whether conditions of which no two are about the same join
// cannot all hold.
func contradict(conds []Cond) bool {
	n := 0
	for _, c := range conds {
		if c.compound() {
			n++
		}
	}
	if n == 0 || n == 1 && len(conds) == 1 {
		return false
	}
	known := make(map[string]bool)
	var open []*Formula
	for _, c := range conds {
		f := c.formula()
		switch {
		case f == nil:
		case f.op == "":
			known[f.atom] = true
		case f.op == opNot && f.args[0].op == "":
			known[f.args[0].atom] = false
		default:
			open = append(open, f)
		}
	}
	if !exclusive(known) {
		return true
	}
	var atoms []string
	for _, f := range open {
		if val, ok := f.under(known); ok && !val {
			return true
		}
		atoms = f.atoms(atoms)
	}
	atoms = slices.DeleteFunc(atoms, func(a string) bool { _, ok := known[a]; return ok })
	return len(open) > 0 && len(atoms) <= maxAtoms && !satisfiable(open, known, atoms)
}

// satisfiable reports whether the atoms can be such that all formulas hold.
func satisfiable(fs []*Formula, known map[string]bool, atoms []string) bool {
	if len(atoms) == 0 {
		return exclusive(known) && !slices.ContainsFunc(fs, func(f *Formula) bool { val, _ := f.under(known); return !val })
	}
	defer delete(known, atoms[0])
	for _, val := range []bool{true, false} {
		if known[atoms[0]] = val; satisfiable(fs, known, atoms[1:]) {
			return true
		}
	}
	return false
}

// exclusive reports whether no value is said to equal two constants.
func exclusive(known map[string]bool) bool {
	is := make(map[string]string)
	for atom, val := range known {
		of, text, ok := isConstant(&Formula{atom: atom})
		if !val || !ok {
			continue
		}
		if other, ok := is[of]; ok && other != text {
			return false
		}
		is[of] = text
	}
	return true
}

// When returns the conditions that say that the index is n.
func when(index string, n int) Cond { return Cond{At: "[" + index + "]", Edge: n} }

// mapCond returns a condition with what it is about replaced, as sym does for a
// value and at for the name of a join; ok is false where it cannot hold then.
func mapCond(c Cond, sym func(*Value) *Value, at func(string) string) (conds []Cond, ok bool) {
	if strings.HasPrefix(c.At, condIf) {
		f := c.formula()
		if f != nil {
			f = f.mapAtoms(func(atom string) *Formula { return mapAtom(atom, sym) })
		}
		if f != nil && !f.Large() {
			return f.Conds()
		}
	} else if index, ok := strings.CutPrefix(c.At, "["); ok && strings.HasSuffix(index, "]") {
		index = strings.TrimSuffix(index, "]")
		v := sym(Symbol(index))
		if text, ok := v.Constant(); ok {
			n, err := strconv.Atoi(text)
			return nil, err == nil && n == c.Edge
		}
		if id := v.Identity(); id != "" {
			return []Cond{when(id, c.Edge)}, true
		}
		return mapIndex(v, c, at)
	}
	return []Cond{{at(c.At), c.Edge}}, true
}

// mapIndex is mapCond for an index that is one of several.
func mapIndex(v *Value, c Cond, at func(string) string) (conds []Cond, ok bool) {
	n := 0
	for _, a := range v.Texts() {
		text, constant := a.Pattern.Text()
		if !constant {
			n = 2
		} else if text == strconv.Itoa(c.Edge) {
			conds = a.Conds
			n++
		}
	}
	if n == 1 || n == 0 && len(v.Texts()) > 0 {
		return conds, n == 1
	}
	return []Cond{{at(c.At), c.Edge}}, true
}

// mapAtom returns an atom with the values in it replaced, nil where nothing is
// known of them.
func mapAtom(atom string, sym func(*Value) *Value) *Formula {
	op, args, ok := splitOp(atom)
	if !ok || op != "==" || len(args) != 2 {
		return Truth(sym(Symbol(atom)))
	}
	x, y := operandOf(args[0], sym), operandOf(args[1], sym)
	out := isFalse
	if len(x.Texts()) == 0 || len(y.Texts()) == 0 {
		return Equal(x, y)
	}
	for _, a := range x.Texts() {
		for _, b := range y.Texts() {
			conds, ok := mergeConds(a.Conds, b.Conds)
			if !ok {
				continue
			}
			under := all(conds)
			if under == nil {
				return nil
			}
			out = Or(out, And(under, equal(Of(a.Pattern).Identity(), Of(b.Pattern).Identity())))
		}
	}
	return out
}

func operandOf(id string, sym func(*Value) *Value) *Value {
	if text, ok := literal(id); ok {
		return Literal(text)
	}
	return sym(Symbol(id))
}

// mapConds is mapCond for all conditions of a string.
func mapConds(conds []Cond, sym func(*Value) *Value, at func(string) string) (out []Cond, ok bool) {
	for _, c := range conds {
		mapped, ok := mapCond(c, sym, at)
		if !ok {
			return nil, false
		}
		if out, ok = mergeConds(out, mapped); !ok {
			return nil, false
		}
	}
	return out, true
}

// MayCompatible is [Compatible] where decisions that may be one are taken for
// one: those about what two calls of a getter return, or about what two calls of
// one function found.
func MayCompatible(a, b []Cond, elements bool) bool {
	own := func(c Cond) bool { return strings.ContainsAny(c.At, "%*") }
	if slices.ContainsFunc(a, own) || slices.ContainsFunc(b, own) {
		a, b = aliased(a, elements), aliased(b, elements) // both, since they are compared
	}
	return Compatible(a, b, elements)
}

func aliased(conds []Cond, elements bool) []Cond {
	out := make([]Cond, len(conds))
	for i, c := range conds {
		out[i] = c
		if elements && Varies(c.At) {
			continue // decided for each element anew
		}
		if a := Alias(c.At); a != "" {
			out[i].At = a
		}
		out[i].At = rewriteDeep(out[i].At, func(t atom) string {
			if t.sigil == '%' || t.sigil == '*' {
				t.body, _, _ = strings.Cut(t.body, "/")
			}
			return t.String()
		})
	}
	return out
}
