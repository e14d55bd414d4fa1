package retag

import "strings"

// A globItem is what one item of a pattern of SCAN matches: any string, or one byte
// of a set.
type globItem struct {
	star bool
	set  func(byte) bool
}

// parseGlob reads a pattern of KEYS and SCAN as the server does (util.c,
// stringmatchlen): * and ?, sets like [a-c] and [^a], and a backslash before what
// is meant literally.
func parseGlob(glob string) (out []globItem) {
	for i := 0; i < len(glob); i++ {
		switch c := glob[i]; {
		case c == '*':
			if len(out) == 0 || !out[len(out)-1].star {
				out = append(out, globItem{star: true})
			}
		case c == '?':
			out = append(out, globItem{set: func(byte) bool { return true }})
		case c == '[':
			set, n := parseSet(glob[i+1:])
			out = append(out, globItem{set: set})
			i += n
		default:
			if c == '\\' && i+1 < len(glob) {
				i++
				c = glob[i]
			}
			out = append(out, globItem{set: func(b byte) bool { return b == c }})
		}
	}
	return out
}

// parseSet reads a set behind its bracket, and returns its length with the bracket
// that ends it.
func parseSet(text string) (set func(byte) bool, n int) {
	var in [256]bool
	not := strings.HasPrefix(text, "^")
	if not {
		n++
	}
	for ; n < len(text) && text[n] != ']'; n++ {
		switch {
		case text[n] == '\\' && n+1 < len(text):
			n++
			in[text[n]] = true
		case n+2 < len(text) && text[n+1] == '-':
			low, high := min(text[n], text[n+2]), max(text[n], text[n+2])
			for b := int(low); b <= int(high); b++ {
				in[b] = true
			}
			n += 2
		default:
			in[text[n]] = true
		}
	}
	return func(b byte) bool { return in[b] != not }, min(n+1, len(text))
}

// Scanned reports whether a pattern of SCAN may match a key of the family.
func (f Family) Scanned(glob string) bool { return meets(parseGlob(glob), string(f)) }

// Covered reports whether a pattern of SCAN is seen to match all keys of the family.
func (f Family) Covered(glob string) bool { return covers(parseGlob(glob), string(f)) }

// meets reports whether a pattern matches a key of a family, with some strings for
// the values.
func meets(glob []globItem, f string) bool {
	return walkGlob(glob, f, func(visit func(i, j int), g []globItem, f string, i, j int) {
		if i < len(g) && g[i].star {
			visit(i+1, j)
			if j < len(f) {
				visit(i, j+1)
			}
			return
		}
		if j < len(f) && f[j] == 0 {
			visit(i, j+1)
			if i < len(g) {
				visit(i+1, j)
			}
			return
		}
		if i < len(g) && j < len(f) && g[i].set(f[j]) {
			visit(i+1, j+1)
		}
	})
}

// covers reports whether a pattern matches every key of a family: a value is matched
// by a star only. Of a value at the beginning it is taken that the pattern begins
// with it: a program that scans for a prefix has the prefix as a value, too.
func covers(glob []globItem, f string) bool {
	return walkGlob(glob, f, func(visit func(i, j int), g []globItem, f string, i, j int) {
		if i < len(g) && g[i].star {
			visit(i+1, j)
			if j < len(f) {
				visit(i, j+1)
			}
			return
		}
		switch {
		case i >= len(g) || j >= len(f):
		case f[j] != 0 && g[i].set(f[j]):
			visit(i+1, j+1)
		case f[j] == 0 && j == 0:
			visit(i+1, j)
			visit(i+1, j+1)
		}
	})
}

// walkGlob reports whether steps lead from the beginning of a pattern and a family
// to the end of both.
func walkGlob(g []globItem, f string, step func(visit func(i, j int), g []globItem, f string, i, j int)) bool {
	seen := make([]bool, (len(g)+1)*(len(f)+1))
	work := []int{0}
	seen[0] = true
	visit := func(i, j int) {
		if at := i*(len(f)+1) + j; !seen[at] {
			seen[at] = true
			work = append(work, at)
		}
	}
	for len(work) > 0 {
		at := work[len(work)-1]
		work = work[:len(work)-1]
		step(visit, g, f, at/(len(f)+1), at%(len(f)+1))
	}
	return seen[len(seen)-1]
}

// Parts reports whether a pattern may match a key of a family, and not the key that a
// cut makes of it: where a brace goes, the pattern has no star that could match it.
func (f Family) Parts(glob string, c Cut) bool {
	items := parseGlob(glob)
	const brace = 1 // stands where one goes
	marked := string(f[:c.Open]) + string(rune(brace)) + string(f[c.Open:c.Close]) + string(rune(brace)) + string(f[c.Close:])
	type state struct {
		i, j   int
		parted bool
	}
	seen := make(map[state]bool)
	work := []state{{}}
	for len(work) > 0 {
		at := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[at] {
			continue
		}
		seen[at] = true
		i, j := at.i, at.j
		star := i < len(items) && items[i].star
		switch {
		case j < len(marked) && marked[j] == brace:
			absorbed := star || i > 0 && items[i-1].star
			work = append(work, state{i, j + 1, at.parted || !absorbed})
		case star && j < len(marked):
			work = append(work, state{i, j + 1, at.parted})
		case j < len(marked) && marked[j] == 0:
			work = append(work, state{i, j + 1, at.parted})
			if i < len(items) {
				work = append(work, state{i + 1, j, at.parted})
			}
		case i < len(items) && j < len(marked) && items[i].set(marked[j]):
			work = append(work, state{i + 1, j + 1, at.parted})
		}
		if star {
			work = append(work, state{i + 1, j, at.parted})
		}
	}
	return seen[state{len(items), len(marked), true}]
}
