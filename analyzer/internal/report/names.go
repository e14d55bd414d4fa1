package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// key spells a key: quoted if it is constant.
func key(p pattern.Pattern) string {
	if text, ok := p.Text(); ok {
		return quote.Text(strconv.Quote(shorten(text)))
	}
	return shortNames(p)
}

// Plain spells a key for a place of a trace: in full, and without quotes unless it
// is empty.
func Plain(p pattern.Pattern) string {
	if empty(p) {
		return `""`
	}
	return quote.Text(p.String())
}

// shortNames spells a pattern with the names of its holes cut to their last part
// where they are long.
func shortNames(p pattern.Pattern) string {
	return quote.Text(shorten(p.Map(func(h *pattern.Hole) pattern.Pattern {
		g := *h
		g.Name = shortName(h.Name)
		return pattern.Of(g)
	}).String()))
}

// ordinals tell values with one name apart, from the second on.
var ordinals = []string{"another ", "a third ", "a fourth ", "a fifth ", "a sixth "}

// cut is what stands for the parts of a name that are left out.
const cut = "…"

// shortName cuts a long name of a hole: the arguments of a call to an ellipsis, and
// then all but the last part. Brackets stay in pairs.
func shortName(name string) string {
	const most = 24
	for _, o := range ordinals {
		if rest, ok := strings.CutPrefix(name, o); ok {
			return o + shortName(rest)
		}
	}
	if len(name) <= most || strings.HasPrefix(name, cut+".") {
		return name
	}
	return lastParts(name, 1, most)
}

// lastParts cuts a name of more than most bytes to its last n parts.
func lastParts(name string, n, most int) string {
	var dots []int
	depth, open, dot, quoted := 0, -1, -1, false
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '(' || c == '[':
			if depth == 0 && c == '(' {
				open = i
			}
			depth++
		case c == ')' || c == ']':
			depth--
		case c == '.' && depth == 0:
			dot = i
			dots = append(dots, i)
		}
	}
	if depth != 0 || quoted {
		return "…"
	}
	if open > dot && strings.HasSuffix(name, ")") && len(name)-open > len("(…)") {
		if name = name[:open] + "(…)"; len(name) <= most {
			return name
		}
	}
	if len(dots) >= n {
		return cut + name[dots[len(dots)-n]:]
	}
	return name
}

// apart returns a name as it is shown beside others: a long one with as many of its last
// parts as tell it from them.
func apart(name string, others map[string]map[string]bool) string {
	short := shortName(name)
	for n := 1; n <= 3 && strings.HasPrefix(short, cut+"."); n++ {
		longer := lastParts(name, n, 0)
		end := strings.TrimPrefix(longer, cut)
		unique := strings.HasPrefix(longer, cut)
		for other := range others {
			unique = unique && (other == name || !strings.HasSuffix(other, end))
		}
		if unique {
			return longer
		}
	}
	return name
}

// shorten bounds what a message quotes of one key.
func shorten(s string) string {
	const most = 120
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most-40], "") + "…" + strings.ToValidUTF8(s[len(s)-36:], "")
}

// varying names the holes that tell two elements of a list apart.
func varying(a, b pattern.Pattern) []string {
	var names []string
	for i := range a {
		if i < len(b) && a[i].Hole != nil && b[i].Hole != nil && a[i].Hole.ID != b[i].Hole.ID {
			if name := shortName(a[i].Hole.Name); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	const most = 3
	if len(names) > most {
		return nil // the key shows them
	}
	return names
}

// tellApart is [TellApart] for the two keys of a sentence and those of Also.
func (s *Subject) tellApart(a, b pattern.Pattern, self bool) (pattern.Pattern, pattern.Pattern) {
	if self {
		return a, b
	}
	all := TellApart(slices.Concat([]pattern.Pattern{a, b}, s.Also)...)
	s.Also = all[2:]
	return all[0], all[1]
}

// TellApart gives holes that are other values but spelled alike names of their
// own, over all keys: a string in two formats by the verb or the function that
// makes it, a long name by more of its parts, and otherwise "another id".
func TellApart(keys ...pattern.Pattern) []pattern.Pattern {
	names := make(map[string]string) // by identity
	taken := make(map[string]bool)
	alike := make(map[string]map[string]bool)
	for _, part := range slices.Concat(keys...) {
		if h := part.Hole; h != nil {
			if alike[h.Name] == nil {
				alike[h.Name] = make(map[string]bool)
			}
			alike[h.Name][h.ID] = true
		}
	}
	rename := func(h *pattern.Hole) pattern.Pattern {
		g := *h
		name, known := names[h.ID]
		if !known {
			name = apart(h.Name, alike)
			if verb, ok := value.Format(h.ID); ok && len(alike[h.Name]) > 1 {
				name += " as " + verb
			} else if f := value.MadeBy(h.ID); taken[shortName(name)] && f != "" && !strings.Contains(name, "(") {
				name = f + "(" + name + ")"
			}
			for n, first := 0, name; taken[shortName(name)]; n++ {
				name = ordinals[min(n, len(ordinals)-1)] + first
				if n >= len(ordinals) {
					name = fmt.Sprintf("%s no. %d", shortName(first), n+2)
				}
			}
			names[h.ID], taken[shortName(name)] = name, true
		}
		g.Name = name
		return pattern.Of(g)
	}
	out := make([]pattern.Pattern, len(keys))
	for i, p := range keys {
		out[i] = p.Map(rename)
	}
	return out
}
