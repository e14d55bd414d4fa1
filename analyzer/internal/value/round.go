package value

import (
	"strconv"
	"strings"
)

// Vary returns v as it differs from round to round of a loop: the atoms varies
// from element to element that are computed inside it, or by a call that is.
// inside reports whether the loop holds an instruction, "3:t7".
func (v *Value) Vary(inside func(instruction string) bool) *Value {
	if v == nil {
		return nil
	}
	return v.MapIDs(func(id string) string {
		return rewriteDeep(id, func(t atom) string {
			if t.sigil == '%' && inside(t.instruction()) {
				return "*" + t.body
			}
			return t.String()
		})
	})
}

// Settle returns an element of a list or map as one round of a loop over it has
// it: it varies with the round, which the call of an iterator or an index names,
// and no longer from element to element. Where with is given, only the atoms
// that vary in it too are settled.
func (v *Value) Settle(round string, with *Value) *Value {
	return v.MapIDs(func(id string) string {
		return rewriteDeep(id, func(t atom) string {
			if t.sigil == '*' && (with == nil || Mentions(with, "*"+t.body)) {
				return "%" + t.body + "/" + round
			}
			return t.String()
		})
	})
}

// SettleEntry returns the list that a map holds under the key of one round of a
// loop over it: what the elements share with their key is the same in all of
// them, and the rest is not.
func SettleEntry(entry Item, round string) *Value {
	var old, settled []string
	for _, a := range entry.Key.Texts() {
		for _, part := range a.Pattern {
			if part.Hole != nil && Varies(part.Hole.ID) {
				old = append(old, part.Hole.ID)
				settled = append(settled, Symbol(part.Hole.ID).Settle(round, nil).Identity())
			}
		}
	}
	return entry.Value.MapIDs(func(id string) string {
		for i := range old {
			id = replaceWhole(id, old[i], settled[i])
		}
		return id
	})
}

// Freeze returns v as a property of the object base: the activation that
// computed it is over, so its atoms are told apart by the object only.
func (v *Value) Freeze(base string) *Value {
	return v.MapIDs(func(id string) string {
		if strings.HasPrefix(id, "@") || strings.HasPrefix(id, opOf+"(@") {
			return id
		}
		inner := rewriteDeep(id, func(t atom) string {
			switch t.sigil {
			case '$', '%':
				return "!" + t.body
			}
			return t.String()
		})
		out := Op(opOf, base, inner)
		if len(out) > MaxID {
			return Bounded(inner, "0") + "of" + base
		}
		return out
	})
}

// MadeBy returns v, a result of a call, with what the call itself made marked:
// another call of the same function with the same arguments may give the same
// value, as getters do, or another, as counters do. Alias is what those calls
// share.
func (v *Value) MadeBy(call, alias string) *Value {
	return v.MapIDs(func(id string) string {
		if madeIn(id, call) && !isMaybe(id) && len(id)+len(alias) < 2*MaxID {
			return Maybe(alias, id)
		}
		return id
	})
}

// MadeIn reports whether an identity is of a part of what the instruction computes
// that is called local.
func MadeIn(id, local string) bool {
	found := false
	rewrite(id, func(t atom) string {
		found = found || len(local) > 0 && (t.sigil == '%' || t.sigil == '*') && t.instruction() == local[1:]
		return ""
	})
	return found
}

// InFrame reports whether an identity is of something that the function with the number
// fn computes itself. What writes an object in the function does not compute it.
func InFrame(id string, fn int) bool {
	found, frame := false, strconv.Itoa(fn)
	rewrite(unwritten(id), func(t atom) string {
		found = found || (t.sigil == '%' || t.sigil == '*') && t.frame() == frame
		return ""
	})
	return found
}

// unwritten returns the identity of what was there before all writes that id names.
func unwritten(id string) string {
	for {
		i := strings.Index(id, opSince+"(")
		if i < 0 {
			return id
		}
		end := opEnd(id, i+len(opSince))
		_, args, ok := splitOp(id[i:end])
		if !ok || len(args) == 0 {
			return id
		}
		id = id[:i] + args[0] + id[end:]
	}
}

// madeIn reports whether an identity is of a value that the call itself made,
// not just of an element of a list that it went through.
func madeIn(id, call string) bool {
	found := false
	rewrite(id, func(t atom) string {
		found = found || (t.sigil == '%' || t.sigil == '*') && t.madeBy(call)
		return ""
	})
	return found
}
