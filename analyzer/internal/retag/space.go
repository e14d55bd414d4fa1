package retag

import (
	"go/token"
	"strings"
)

// Respace returns insertions that lead from src to what gofmt makes of the
// result, which differs from it in white space only. White space is changed
// where it touches an insertion, or is in a line with one and beside an
// operator; how other lines are aligned is left to who formats the file.
func Respace(src, formatted []byte, start token.Pos, edits []Edit) []Edit {
	changed := make(map[int]bool) // lines of src
	line := func(off int) int { return strings.Count(string(src[:off]), "\n") }
	for _, e := range edits {
		changed[line(int(e.Pos-start))] = true
	}
	var out []Edit
	i, j := 0, 0 // in src, in formatted
	for n := 0; ; n++ {
		off, text := len(src), ""
		if n < len(edits) {
			off, text = int(edits[n].Pos-start), edits[n].Text
		}
		for {
			// White space before the next byte, or before the insertion.
			a, b := spaces(src[:off], i), spaces(formatted, j)
			if i+a == off {
				break
			}
			if old, now := string(src[i:i+a]), string(formatted[j:j+b]); old != now && changed[line(i)] && !strings.Contains(old+now, "\n") {
				out = append(out, Edit{start + token.Pos(i), start + token.Pos(i+a), now})
			}
			if i, j = i+a, j+b; j >= len(formatted) || src[i] != formatted[j] {
				return edits // more than white space
			}
			i, j = i+1, j+1
		}
		if n == len(edits) {
			return out
		}
		// The inserted text takes in what is before and behind it.
		from, k := i, j
		word := strings.Join(strings.Fields(text), "")
		for at := 0; at < len(word); k++ {
			if k == len(formatted) {
				return edits
			}
			if formatted[k] == word[at] {
				at++
			} else if spaces(formatted, k) == 0 {
				return edits
			}
		}
		k += spaces(formatted, k)
		to := off + spaces(src, off)
		// A literal goes on right behind its brace: its spaces are its own.
		if len(text) == 1 {
			from, to = off, off
			out = append(out, Edit{start + token.Pos(off), start + token.Pos(off), text})
			j += spaces(formatted, j)
			i, j = off, j+1
			continue
		}
		out = append(out, Edit{start + token.Pos(from), start + token.Pos(to), string(formatted[j:k])})
		i, j = to, k
	}
}

// spaces is the number of blanks and line ends from i on.
func spaces(text []byte, i int) int {
	n := 0
	for i+n < len(text) && strings.IndexByte(" \t\n", text[i+n]) >= 0 {
		n++
	}
	return n
}
