package keyform

import (
	"regexp"
	"strings"
)

// Nearest returns those of the separators that are nearest to a value in the names of
// the form: no value holds them, if values and texts are parted by separators.
func (f Form) Nearest(separators string) (near string) {
	for i := range len(f) - 1 {
		before, after := f[i], f[i+1]
		if at := strings.LastIndexAny(before, separators); at >= 0 {
			near += before[at : at+1]
		}
		if at := strings.IndexAny(after, separators); at >= 0 {
			near += after[at : at+1]
		}
	}
	return near
}

// braces are in no value of a key without a hash tag.
const braces = "{}"

// Filter returns a regular expression for the names of the form whose values hold
// neither braces nor the separators that are nearest to them.
func (f Form) Filter(separators string) string {
	near := f.Nearest(separators)
	class := "[^" + braces
	for i := range len(separators) {
		if strings.IndexByte(near, separators[i]) >= 0 && separators[i] != '-' {
			class += separators[i : i+1]
		}
	}
	if strings.Contains(near, "-") {
		class += "-" // at the end it is no range
	}
	var b strings.Builder
	for i, text := range f {
		if i > 0 {
			b.WriteString(class + "]*")
		}
		b.WriteString(regexp.QuoteMeta(text))
	}
	return "^" + b.String() + "$"
}

// Meets reports whether a name can have both forms.
func (f Form) Meets(g Form) bool { return f.meets(g, "", "") }

// MeetsApart reports whether a name can have both forms if no value holds a brace or
// a separator that is nearest to it.
func (f Form) MeetsApart(g Form, separators string) bool {
	return f.meets(g, braces+f.Nearest(separators), braces+g.Nearest(separators))
}

// meets reports whether a name can have both forms; no value of f holds a byte of
// notF, and none of g one of notG.
func (f Form) meets(g Form, notF, notG string) bool {
	a, b := f.items(), g.items()
	width := len(b) + 1
	reached := make([]bool, (len(a)+1)*width) // the items of both that a beginning of a name has
	reached[0] = true
	for i := range len(a) + 1 {
		for j := range width {
			if !reached[i*width+j] {
				continue
			}
			if i < len(a) && a[i] == value {
				reached[(i+1)*width+j] = true // the value ends
				if j < len(b) && b[j] != value && strings.IndexByte(notF, byte(b[j])) < 0 {
					reached[i*width+j+1] = true
				}
			}
			if j < len(b) && b[j] == value {
				reached[i*width+j+1] = true
				if i < len(a) && a[i] != value && strings.IndexByte(notG, byte(a[i])) < 0 {
					reached[(i+1)*width+j] = true
				}
			}
			if i < len(a) && j < len(b) && a[i] == b[j] {
				reached[(i+1)*width+j+1] = true
			}
		}
	}
	return reached[len(reached)-1]
}

// value stands for a value among the bytes of a name.
const value = -1

// items returns the bytes of the texts, with value between each two texts.
func (f Form) items() (list []int) {
	for i, text := range f {
		if i > 0 {
			list = append(list, value)
		}
		for j := range len(text) {
			list = append(list, int(text[j]))
		}
	}
	return list
}
