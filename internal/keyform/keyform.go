// Package keyform matches the names of keys with the form of their family: texts
// with run-time values between them.
package keyform

import (
	"slices"
	"strings"
)

// A Form is the texts of a family's names, in their order, with one run-time value
// between each two: "cart:" and ":items" for cart:<user>:items. A name without
// values is one text. The texts at the ends, and those between two values that
// follow each other, may be empty.
type Form []string

// Separators are the characters that the linter takes for separators of a key.
const Separators = ":/.-_|#"

// special are the characters that patterns of SCAN give a meaning.
const special = `*?[]\`

// FromGlob returns the form of a pattern of SCAN in which a * stands for each
// value, and a backslash is before every other character with a meaning. ok is
// false for other patterns.
func FromGlob(glob string) (f Form, ok bool) {
	var text []byte
	for i := 0; i < len(glob); i++ {
		switch c := glob[i]; {
		case c == '*':
			f = append(f, string(text))
			text = nil
		case c == '\\' && i+1 < len(glob):
			i++
			text = append(text, glob[i])
		case strings.IndexByte(special, c) >= 0:
			return nil, false
		default:
			text = append(text, c)
		}
	}
	return append(f, string(text)), true
}

// Glob returns the pattern of SCAN that matches every name of the form.
func (f Form) Glob() string {
	var b strings.Builder
	for i, text := range f {
		if i > 0 {
			b.WriteByte('*')
		}
		for j := range len(text) {
			if strings.IndexByte(special, text[j]) >= 0 {
				b.WriteByte('\\')
			}
			b.WriteByte(text[j])
		}
	}
	return b.String()
}

// Parts returns the texts that are not empty, with nil for each value: the form as
// JSON has it.
func (f Form) Parts() []*string {
	parts := []*string{}
	for i, text := range f {
		if i > 0 {
			parts = append(parts, nil)
		}
		if text != "" {
			parts = append(parts, &text)
		}
	}
	return parts
}

// FromParts returns the form of what Parts has written.
func FromParts(parts []*string) Form {
	f := Form{""}
	for _, p := range parts {
		if p == nil {
			f = append(f, "")
		} else {
			f[len(f)-1] += *p
		}
	}
	return f
}

// Values returns the values in a name. Where it can be cut in several ways, first
// has every text as far in front as it can be, and last as far behind; where first
// and last are equal there is one way. ok is false if the name has another form.
func (f Form) Values(name string) (first, last []string, ok bool) {
	if len(f) == 0 {
		return nil, nil, false
	}
	n := len(f) - 1
	if n == 0 {
		return nil, nil, name == f[0]
	}
	begin, end := len(f[0]), len(name)-len(f[n])
	if end < begin || !strings.HasPrefix(name, f[0]) || !strings.HasSuffix(name, f[n]) {
		return nil, nil, false
	}
	at := begin
	for _, text := range f[1:n] {
		i := strings.Index(name[at:end], text)
		if i < 0 {
			return nil, nil, false
		}
		first = append(first, name[at:at+i])
		at += i + len(text)
	}
	first = append(first, name[at:end])
	at = end
	for _, text := range slices.Backward(f[1:n]) {
		i := strings.LastIndex(name[begin:at], text) // there is one, as there was from the front
		last = append(last, name[begin+i+len(text):at])
		at = begin + i
	}
	last = append(last, name[begin:at])
	slices.Reverse(last)
	return first, last, true
}

// Fill returns the name with the values, one less than there are texts.
func (f Form) Fill(values []string) string {
	var b strings.Builder
	for i, text := range f {
		if i > 0 {
			b.WriteString(values[i-1])
		}
		b.WriteString(text)
	}
	return b.String()
}

// Covers reports whether every name of the form g is one of f too, whatever the
// values hold.
func (f Form) Covers(g Form) bool {
	// A value of g may be anything, so that only a value of f can hold it: no text
	// of a name is like this one.
	const anything = "\xff\xfe\x00value\x00\xfe\xff"
	_, _, ok := f.Values(strings.Join(g, anything))
	return ok
}

// Tagged returns the form with a "{" and a "}" put in, as spelled has them more than
// plain: the two are spellings of its names, in which <…> stands for a value, and
// spell gives that of a text. ok is false if they do not tell where the braces are.
func (f Form) Tagged(plain, spelled string, spell func(string) string) (tagged Form, ok bool) {
	outer := make(Form, len(f)) // what is in a spelling besides the names of values
	for i, text := range f {
		outer[i] = spell(text)
		if i > 0 {
			outer[i] = ">" + outer[i]
		}
		if i < len(f)-1 {
			outer[i] += "<"
		}
	}
	names, others, ok := outer.Values(plain)
	if !ok || !slices.Equal(names, others) {
		return nil, false
	}
	render := func(g Form) string {
		var b strings.Builder
		for i, text := range g {
			if i > 0 {
				b.WriteString("<" + names[i-1] + ">")
			}
			b.WriteString(spell(text))
		}
		return b.String()
	}
	opened := f.insert("{", func(head Form) bool { return strings.HasPrefix(spelled, render(head)) })
	for _, g := range opened {
		for _, tagged := range g.insert("}", func(head Form) bool { return strings.HasPrefix(spelled, render(head)) }) {
			if render(tagged) == spelled {
				return tagged, true
			}
		}
	}
	return nil, false
}

// insert returns the form with a brace put in, once for each place where the name up
// to the brace is accepted.
func (f Form) insert(brace string, accept func(head Form) bool) (out []Form) {
	for i, text := range f {
		for n := range len(text) + 1 {
			head := append(slices.Clone(f[:i]), text[:n]+brace)
			if accept(head) {
				g := slices.Clone(f)
				g[i] = text[:n] + brace + text[n:]
				out = append(out, g)
			}
		}
	}
	return out
}
