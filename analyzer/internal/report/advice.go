package report

import (
	"fmt"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/slot"
)

// separators are what the parts of a key are separated with.
const separators = ":/.-_|#"

// advice says what to do. A tag is proposed around what the two keys share, up
// to a separator: the thing that both are aspects of. Keys of different things
// get none, as it would gather all things in one slot.
func advice(s Subject, a, b pattern.Pattern, self, unknown bool) string {
	if s.UnderWatch {
		return "send it by the client itself, or give the keys one hash tag"
	}
	if !unknown && !braced(a) && !braced(b) {
		if text := retag(s, a, b, self); text != "" {
			return text
		}
	}
	switch {
	case s.Split && (self || unknown):
		return "group the keys by slot, or send one command for each key in a pipeline"
	case s.Split:
		return "group the keys by slot, or give them one hash tag"
	case s.Tx && !s.Conn && !s.Watched:
		return "use Pipelined in place of TxPipelined if they need not change together, or keep under one hash tag what has to"
	case self && !braced(a):
		return "keep them in one hash with fields, or combine them in the client"
	}
	return "combine them in the client, or give them one hash tag if they belong together"
}

// Groups reports whether what is advised is to group the keys by slot: the
// command can be split, and no tag is proposed. The arguments are those of
// [CrossSlot].
func Groups(s Subject, a, b pattern.Pattern, self, unknown bool) bool {
	if !s.Split || s.UnderWatch {
		return false
	}
	return unknown || braced(a) || braced(b) || retag(s, a, b, self) == ""
}

// retag proposes a hash tag for two keys without one, "" if none fits.
func retag(s Subject, a, b pattern.Pattern, self bool) string {
	move := ", and move what is stored under the old names"
	if s.Channel {
		move = ""
	}
	tag, restA, restB := shared(a, b)
	whole := func(p pattern.Pattern) bool { return len(p) == 0 }
	switch {
	case len(tag) == 0:
		if derived, ok := around(a, b); ok && !self {
			return fmt.Sprintf("write %s, which hashes like %s", derived, key(b))
		}
		if derived, ok := around(b, a); ok && !self {
			return fmt.Sprintf("write %s, which hashes like %s", derived, key(a))
		}
		return ""
	case self && !holds(tag):
		return "" // many things: one tag for all would be one slot for all
	case self:
		return fmt.Sprintf("give them one hash tag, as in %s%s", tagged(tag, restA), move)
	case whole(restA) && settled(tag):
		return fmt.Sprintf("write %s, which hashes like %s", tagged(tag, restB), key(a))
	case whole(restB) && settled(tag):
		return fmt.Sprintf("write %s, which hashes like %s", tagged(tag, restA), key(b))
	case holds(tag) && len(tag) > 1:
		return fmt.Sprintf("give them one hash tag, as in %s and %s%s", tagged(tag, restA), tagged(tag, restB), move)
	case !holds(tag) && !holds(restA) && !holds(restB) && !numbered(restA) && !numbered(restB):
		text, _ := tag.Text()
		return fmt.Sprintf("give them one hash tag, as in %s and %s (slot %d, with all other keys of that tag)%s",
			tagged(tag, restA), tagged(tag, restB), slot.Of(text), move)
	}
	return ""
}

// shared returns the longest beginning of a and b that ends before a separator,
// or with the key, in both, and what follows it.
func shared(a, b pattern.Pattern) (tag, restA, restB pattern.Pattern) {
	n := 0
	for n < len(a) && n < len(b) && a[n:n+1].Equal(b[n:n+1]) {
		n++
	}
	common := ""
	if n < len(a) && n < len(b) && a[n].Hole == nil && b[n].Hole == nil {
		x, y := a[n].Lit, b[n].Lit
		i := 0
		for i < len(x) && i < len(y) && x[i] == y[i] {
			i++
		}
		common = x[:i]
	}
	for {
		for k := len(common); k >= 0; k-- {
			head := pattern.Concat(a[:n], pattern.Lit(common[:k]))
			ra, rb := behind(a, n, k), behind(b, n, k)
			if ends(head) && begins(ra) && begins(rb) {
				return head, ra, rb
			}
		}
		if n--; n < 0 {
			return nil, a, b
		}
		common = a[n].Lit
	}
}

// behind returns what follows the first n parts of p and k bytes of the next.
func behind(p pattern.Pattern, n, k int) pattern.Pattern {
	if k == 0 {
		return p[n:]
	}
	return pattern.Concat(pattern.Lit(p[n].Lit[k:]), p[n+1:])
}

// ends reports whether p can be a tag: some text that does not end with a
// separator.
func ends(p pattern.Pattern) bool {
	if len(p) == 0 {
		return false
	}
	last := p[len(p)-1]
	return last.Hole != nil || last.Lit != "" && !strings.ContainsAny(last.Lit[len(last.Lit)-1:], separators)
}

// begins reports whether p is nothing, or begins with a separator.
func begins(p pattern.Pattern) bool {
	return len(p) == 0 || p[0].Hole == nil && strings.ContainsAny(p[0].Lit[:1], separators)
}

// around spells a key that ends with the other one with a tag around that: what
// is tagged hashes as the other does. ok is false for other keys.
func around(long, short pattern.Pattern) (spelled string, ok bool) {
	n := len(long) - len(short)
	if len(short) == 0 || n < 0 || !settled(short) {
		return "", false
	}
	tail := long[n:]
	if !tail[1:].Equal(short[1:]) {
		return "", false
	}
	if tail[0].Hole != nil || short[0].Hole != nil {
		return "", false
	}
	head, ok := strings.CutSuffix(tail[0].Lit, short[0].Lit)
	head = spell(pattern.Concat(long[:n], pattern.Lit(head)))
	if !ok || head == "" || !strings.ContainsAny(head[len(head)-1:], separators) {
		return "", false
	}
	return head + "{" + spell(short) + "}", true
}

// settled reports whether p begins with literal text: a key that begins with a
// value may have a tag in it.
func settled(p pattern.Pattern) bool { return len(p) > 0 && p[0].Hole == nil }

// numbered reports whether a constant part of a key begins with a number: it is
// one of many things.
func numbered(p pattern.Pattern) bool {
	text, _ := p.Text()
	text = strings.TrimLeft(text, separators)
	return text != "" && '0' <= text[0] && text[0] <= '9'
}

func tagged(tag, rest pattern.Pattern) string {
	return key(pattern.Concat(pattern.Lit("{"), tag, pattern.Lit("}"), rest))
}

// holds reports whether a run-time value is in p.
func holds(p pattern.Pattern) bool {
	for _, part := range p {
		if part.Hole != nil {
			return true
		}
	}
	return false
}

func braced(p pattern.Pattern) bool {
	for _, part := range p {
		if strings.ContainsAny(part.Lit, "{}") {
			return true
		}
	}
	return false
}
