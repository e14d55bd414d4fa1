package script

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

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
		if f.isTried(t, call, i) {
			switch {
			case found == nil && !hasTag(v):
				out.unknown = true
				continue
			case found == nil:
			case !f.differ(t, call, i):
				out.unknown = true
				continue
			default:
				found.Verdict = lower(found.Verdict)
			}
		}
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
	for p := range t.Parts() {
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
		case lua.Made:
			if v, _ = f.made(p, call, i); v == nil {
				return nil, false
			}
		default:
			v = passed(p, call, i)
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

// passed returns what a call passes for a part of a text, where the key of a loop is
// the i-th; nil if it is not known, or no such part.
func passed(p lua.Part, call *scriptCall, i int) *value.Value {
	switch {
	case p.Kind == lua.KeyPart && p.Index > 0:
		return at(call.keys, p.Index)
	case p.Kind == lua.KeyPart && i < len(call.keys):
		return call.keys[i].Value
	case p.Kind == lua.ArgPart:
		return at(call.args, p.Index)
	}
	return nil
}

// hasTag reports whether a key has a hash tag that is written in plain sight.
func hasTag(v *value.Value) bool {
	p, _ := v.Single()
	_, tag, _ := p.Hashed()
	return tag
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

// spell spells a key: as one text, or the first two of several.
func (f *function) spell(v *value.Value) string {
	const most = 2
	var texts []string
	for _, alt := range f.c.Eval.Expand(v).Texts() {
		if text := alt.Pattern.String(); !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	if more := len(texts) - most; more > 1 {
		texts = append(texts[:most], fmt.Sprintf("one of %d others", more))
	}
	return strings.Join(texts, " or ")
}

// keyAt returns the key as a call makes it, "" where that says no more than
// the script.
func (f *function) keyAt(t lua.Text, call *scriptCall) string {
	for i := range call.keys {
		if v, ok := f.value(t, call, i); ok {
			return f.spell(v)
		}
	}
	if len(call.keys) == 0 && !t.Has(lua.KeyPart) {
		if v, ok := f.value(t, call, 0); ok {
			return f.spell(v)
		}
	}
	return ""
}
