package script

import (
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/lua"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
	"github.com/crossslotlint/crossslotlint/slot"
)

// What a string function of a script makes of a key with holes is not proved, but
// tried: with texts of several forms in the place of the holes. Where it makes the
// same of all of them, but for those texts, that is taken for what it makes; and
// where it does not, two keys are taken to differ if all texts give two slots.

// textSamples and numberSamples are the texts in the place of a hole, one of each a
// try: of several lengths, with what separates the parts of keys and without.
var (
	textSamples   = [...]string{"qzxj", "W3f-9_vB", "k:7:yx.p", "70451"}
	numberSamples = [...]string{"739", "50418267", "918273645501", ""}
)

const tries = len(textSamples)

// A sample has a text for each hole that was met in one try.
type sample struct {
	try   int
	texts []string
	holes []*pattern.Hole
}

// of returns the text of a hole: the first ten of a sample have different ones.
func (s *sample) of(h *pattern.Hole) string {
	for i, g := range s.holes {
		if g.ID == h.ID {
			return s.texts[i]
		}
	}
	text := textSamples[s.try]
	if h.Kind == pattern.Int {
		text = numberSamples[s.try]
	}
	const digits = "7869534210"
	text += digits[len(s.holes)%len(digits):][:1]
	s.holes, s.texts = append(s.holes, h), append(s.texts, text)
	return text
}

// fill returns the text of a pattern.
func (s *sample) fill(p pattern.Pattern) string {
	var b strings.Builder
	for _, part := range p {
		if part.Hole != nil {
			b.WriteString(s.of(part.Hole))
		} else {
			b.WriteString(part.Lit)
		}
	}
	return b.String()
}

// holesIn is the reverse of fill.
func (s *sample) holesIn(text string) pattern.Pattern {
	var out pattern.Pattern
	for text != "" {
		at, found := len(text), -1
		for i, t := range s.texts {
			if j := strings.Index(text, t); j >= 0 && (j < at || j == at && len(t) > len(s.texts[found])) {
				at, found = j, i
			}
		}
		out = pattern.Concat(out, pattern.Lit(text[:at]))
		if found < 0 {
			break
		}
		out = pattern.Concat(out, pattern.Of(*s.holes[found]))
		text = text[at+len(s.texts[found]):]
	}
	return out
}

// text returns a text of the script with what a call passes, in one try. It is not
// known if a part of it is not, or may be one of several.
func (f *function) text(t lua.Text, call *scriptCall, i int, s *sample) (text string, ok bool) {
	for n, p := range t {
		switch v := passed(p, call, i); {
		case p.Kind == lua.Literal:
			text += p.Lit
		case p.Kind == lua.Value:
			text += s.fill(hole(p, n).Alts[0].Pattern)
		case p.Kind == lua.Made:
			args := make([]string, len(p.Call.Args))
			for j, arg := range p.Call.Args {
				if args[j], ok = f.text(arg, call, i, s); !ok {
					return "", false
				}
			}
			results, ok := lua.Apply(p.Call.Func, args)
			if !ok || p.Call.Result >= len(results) {
				return "", false
			}
			text += results[p.Call.Result]
		case v != nil:
			key, ok := f.c.Eval.Expand(v).Single()
			if !ok {
				return "", false
			}
			text += s.fill(key)
		default:
			return "", false
		}
	}
	return text, true
}

// made returns what a function of the script makes at a call. Tried says that this
// is so for the texts that were tried. It is nil if nothing is known.
func (f *function) made(p lua.Part, call *scriptCall, i int) (v *value.Value, tried bool) {
	var first pattern.Pattern
	for try := range tries {
		s := &sample{try: try}
		text, ok := f.text(lua.Text{p}, call, i, s)
		if !ok {
			return nil, true
		}
		switch made := s.holesIn(text); {
		case try == 0:
			first, tried = made, len(s.holes) > 0
		case !made.Equal(first):
			braces := slices.ContainsFunc(s.holes, func(h *pattern.Hole) bool { return !h.NoBrace() })
			if braces && p.Call.Func != "redis.sha1hex" && (lua.Text{p}).Has(lua.ArgPart) {
				return nil, true // a caller may pass one
			}
			id := value.Unnamed("lua " + p.String())
			return value.Of(pattern.Of(pattern.Hole{ID: id, Name: p.String(), Kind: pattern.Word})), true
		}
	}
	return value.Of(first), tried
}

// isTried reports whether a part of a text is known by trying alone.
func (f *function) isTried(t lua.Text, call *scriptCall, i int) bool {
	for _, p := range t {
		if p.Kind == lua.Made {
			if _, tried := f.made(p, call, i); tried {
				return true
			}
		}
	}
	return false
}

// differ reports whether a text and the i-th key of a call have two slots in every
// try.
func (f *function) differ(t lua.Text, call *scriptCall, i int) bool {
	for try := range tries {
		s := &sample{try: try}
		text, ok := f.text(t, call, i, s)
		key, ok2 := f.c.Eval.Expand(call.keys[i].Value).Single()
		if !ok || !ok2 || slot.Of(text) == slot.Of(s.fill(key)) {
			return false
		}
	}
	return true
}

// lower makes of a verdict about what was tried what trying can say.
func lower(v prove.Verdict) prove.Verdict {
	if v.Relation == prove.Never && (v.SlotA < 0 || v.SlotB < 0) {
		v.Relation = prove.Independent
	}
	v.Certainty = min(v.Certainty, prove.Likely)
	return v
}
