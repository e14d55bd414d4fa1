package script

import (
	"strconv"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// relate compares a key with those that a call declares.
func (f *function) relate(t lua.Text, call *scriptCall) outcome {
	f.c.Eval.ResetBudget()
	if len(call.keys) == 0 {
		return outcome{unknown: call.openKeys, none: true, certainty: prove.Proven, call: call}
	}
	out := outcome{call: call}
	mentions, compared := t.Has(lua.KeyPart), false
	for i, it := range call.keys {
		if mentions && !mentionsKey(t, i+1) {
			continue
		}
		compared = true
		v, ok := f.value(t, call, i)
		if !ok {
			out.unknown = true
			continue
		}
		found := f.c.Finder.Relate(it.Value, v)
		switch {
		case found == nil:
			if !mentions || !mentionsKey(t, 0) {
				return outcome{same: true}
			}
		case found.Unknown || found.Silent:
			out.unknown = true
		case out.finding == nil || found.Verdict.Certainty < out.finding.Verdict.Certainty:
			out.finding, out.certainty, out.key = found, found.Verdict.Certainty, i+1
		}
	}
	if out.finding == nil && !out.unknown {
		out.same, out.unknown = compared, !compared
	}
	return out
}

// mentionsKey reports whether a text has KEYS[n] in it, or one of which the place is
// not known.
func mentionsKey(t lua.Text, n int) bool {
	for _, p := range t {
		if p.Kind == lua.KeyPart && (p.Index == n || p.Index == 0) {
			return true
		}
	}
	return false
}

// value returns the text of a key at a call, where the key of a loop is the
// i-th. It is not known if it begins with an argument that is not.
func (f *function) value(t lua.Text, call *scriptCall, i int) (*value.Value, bool) {
	var parts []*value.Value
	for n, p := range t {
		var v *value.Value
		switch p.Kind {
		case lua.Literal:
			v = value.Literal(p.Lit)
		case lua.KeyPart:
			if p.Index > 0 {
				v = at(call.keys, p.Index)
			} else {
				v = call.keys[i].Value
			}
		case lua.ArgPart:
			v = at(call.args, p.Index)
		}
		if v == nil || len(v.Texts()) == 0 {
			if n == 0 && p.Kind != lua.Value {
				return nil, false
			}
			v = hole(p, n)
		}
		parts = append(parts, v)
	}
	v := value.Concat(parts...)
	return v, v != nil
}

// at returns the n-th of a list, nil where it is not known.
func at(items []value.Item, n int) *value.Value {
	for i, it := range items {
		if it.Repeat || n == 0 {
			return nil
		}
		if i == n-1 {
			return it.Value
		}
	}
	return nil
}

// hole is a value that only the running script knows.
func hole(p lua.Part, n int) *value.Value {
	h := pattern.Hole{ID: value.Unnamed("lua" + strconv.Itoa(n)), Name: p.String()}
	if p.Kind == lua.Value {
		h.Kind = pattern.Word
	}
	return &value.Value{Kind: value.Text, Alts: []value.Alt{{Pattern: pattern.Of(h)}}}
}

// pattern returns a key as far as the script alone tells it.
func (f *function) pattern(t lua.Text) pattern.Pattern {
	var ps []pattern.Pattern
	for n, p := range t {
		if p.Kind == lua.Literal {
			ps = append(ps, pattern.Lit(p.Lit))
		} else {
			ps = append(ps, hole(p, n).Alts[0].Pattern)
		}
	}
	return pattern.Concat(ps...)
}

// keyAt returns the key as a call makes it, "" where that says no more than
// the script.
func (f *function) keyAt(t lua.Text, call *scriptCall) string {
	for i := range call.keys {
		if v, ok := f.value(t, call, i); ok {
			return value.Describe(f.c.Eval.Expand(v))
		}
	}
	if len(call.keys) == 0 && !t.Has(lua.KeyPart) {
		if v, ok := f.value(t, call, 0); ok {
			return value.Describe(f.c.Eval.Expand(v))
		}
	}
	return ""
}
