package schema

import (
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
)

// items returns the parts of the pattern of a family. Its values may be all that the
// values in the patterns may be.
func (f *family) items(shown pattern.Pattern) (out []keyform.Item) {
	var values []keyform.Values
	for i, p := range f.patterns {
		for n, v := range valuesOf(p) {
			if i == 0 {
				values = append(values, v)
			} else {
				values[n] = values[n].Union(v)
			}
		}
	}
	for i, part := range shown {
		h := part.Hole
		if h == nil {
			out = append(out, keyform.Item{Text: part.Lit})
			continue
		}
		v := values[0]
		values = values[1:]
		if one := h.Wide || h.Held && i == 0; one && !v.Encoded && !v.Int && !v.Bool {
			v = keyform.Values{Fixed: h.Name}
		}
		out = append(out, keyform.Item{Values: &v})
	}
	return out
}

// valuesOf returns what the values in a pattern may be. Those side by side are one.
func valuesOf(p pattern.Pattern) (out []keyform.Values) {
	for i, part := range p {
		switch {
		case part.Hole == nil:
		case i > 0 && p[i-1].Hole != nil:
			out[len(out)-1] = out[len(out)-1].Beside(value.Values(part.Hole))
		default:
			out = append(out, value.Values(part.Hole))
		}
	}
	return out
}
