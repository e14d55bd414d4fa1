package retag

import (
	"cmp"
	"go/token"
	"maps"
	"slices"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
)

// A Use is a key of a command, in one of the texts that it may have.
type Use struct {
	Pos token.Pos // of the command
	Key pattern.Pattern
}

// An Edit puts a text in place of what is between two positions.
type Edit struct {
	Pos, End token.Pos
	Text     string
}

func insertion(pos token.Pos, text string) Edit { return Edit{pos, pos, text} }

// A Writer knows where the texts of a program's keys come from.
type Writer struct {
	Marks      *Marks
	Units      []*Unit
	Separators Separators
	uses       []traced
	// passes are the boundaries of keys that an offset of a literal is at.
	passes  map[spot][]boundary
	through map[int]map[int]bool // the uses that a marked constant is part of
	decls   *decls
	parents *parents
	// instances are families that have constants in place of values.
	instances map[Family]bool
	// made are the places of the two braces of each use that was written last.
	made map[int][2]token.Pos
}

// A spot is an offset of a literal.
type spot struct {
	lit token.Pos
	off int
}

func (l leaf) spot() spot { return spot{l.lit.Pos(), l.off} }

// A boundary is the place before item i of a use.
type boundary struct{ use, i int }

// traced is a use with the places that its text comes from.
type traced struct {
	Use
	family Family
	stream stream
	known  bool // the evaluation with marks came to the same text
}

// NewWriter returns a writer for the keys that a program has, and the same keys
// where its constants are marked.
func NewWriter(sep Separators, marks *Marks, units []*Unit, uses, marked []Use) *Writer {
	w := &Writer{Separators: sep, Marks: marks, Units: units, passes: make(map[spot][]boundary), through: make(map[int]map[int]bool), instances: make(map[Family]bool), decls: declarations(units)}
	w.parents = &parents{units: units}
	same := aligned(uses, marked)
	for i, u := range uses {
		t := traced{Use: u, family: FamilyOf(u.Key)}
		if m, ok := same[i]; ok && FamilyOf(Plain(m.Key)) == t.family {
			t.stream, t.known = marks.read(m.Key), true
		}
		w.uses = append(w.uses, t)
		for at, places := range t.stream.at {
			for _, p := range places {
				if w.through[p.n] == nil {
					w.through[p.n] = make(map[int]bool)
				}
				w.through[p.n][i] = true
			}
			seen := make(map[spot]bool)
			for _, l := range w.leaves(places) {
				if s := l.spot(); !seen[s] {
					seen[s] = true
					w.passes[s] = append(w.passes[s], boundary{i, at})
				}
			}
		}
	}
	return w
}

// aligned finds, for each use, the same one of the evaluation with marks: the
// one of the same number at the same command, if that has as many.
func aligned(uses, marked []Use) map[int]Use {
	at := make(map[token.Pos][]Use)
	for _, u := range marked {
		at[u.Pos] = append(at[u.Pos], u)
	}
	count, next := make(map[token.Pos]int), make(map[token.Pos]int)
	for _, u := range uses {
		count[u.Pos]++
	}
	out := make(map[int]Use)
	for i, u := range uses {
		if n := next[u.Pos]; len(at[u.Pos]) == count[u.Pos] {
			out[i] = at[u.Pos][n]
		}
		next[u.Pos]++
	}
	return out
}

func (w *Writer) leaves(places []place) (out []leaf) {
	for _, p := range places {
		c := w.Marks.consts[p.n]
		out = append(out, w.decls.leaves(c.expr, c.info, p.off, false)...)
	}
	return out
}

// Ways is the number of ways to write a tag that Write knows.
const Ways = 6

// Write returns the insertions that put tags into the keys of the program, in
// one of the Ways, from 0 on; ok is false if that does not work. It does not know
// whether other keys change with them: the caller evaluates the result.
//
// A brace goes into a literal, if all keys that the literal is part of want it
// there, else beside an operand. The ways differ in what is preferred: literals
// where the key is put together, literals that take both braces, or those that
// serve many keys; and in the operand.
func (w *Writer) Write(tags map[Family]Cut, way int) (edits []Edit, ok bool) {
	type need struct {
		boundary
		brace string
		leaf  *leaf
	}
	var needs []need
	at := make(map[boundary]int)
	for u, t := range w.uses {
		cut, in := tags[t.family]
		if !in {
			continue
		}
		if !t.known {
			return nil, false
		}
		for _, n := range []need{{boundary{u, cut.Open}, "{", nil}, {boundary{u, cut.Close}, "}", nil}} {
			at[n.boundary] = len(needs)
			needs = append(needs, n)
		}
	}
	if len(needs) == 0 {
		return nil, false
	}
	var found []leaf
	score := make(map[spot]int)
	for _, n := range needs {
		for _, l := range w.leaves(w.uses[n.use].stream.at[n.i]) {
			if _, dup := score[l.spot()]; dup || !l.pos().IsValid() || !w.wanted(l, n.brace, tags) {
				continue
			}
			switch score[l.spot()] = w.score(l, n.brace, tags); way % 3 {
			case 0:
				if l.named && score[l.spot()] < both {
					continue // half a tag in a constant is hard to read
				}
			case 2:
				score[l.spot()] += 100 * len(w.passes[l.spot()])
			}
			found = append(found, l)
		}
	}
	slices.SortFunc(found, func(a, b leaf) int {
		return cmp.Or(score[b.spot()]-score[a.spot()], int(a.lit.Pos()-b.lit.Pos()), a.off-b.off)
	})
	texts := make(map[token.Pos]string)
	put := func(pos token.Pos, text string) bool {
		old, dup := texts[pos]
		texts[pos] = text
		return !dup || old == text
	}
	for _, l := range found {
		served := w.passes[l.spot()]
		if slices.ContainsFunc(served, func(b boundary) bool { return needs[at[b]].leaf != nil }) {
			continue // one of them would have two braces
		}
		for _, b := range served {
			needs[at[b]].leaf = &l
		}
		if !put(l.pos(), needs[at[served[0]]].brace) {
			return nil, false
		}
	}
	w.made = make(map[int][2]token.Pos)
	for i, n := range needs {
		var pos token.Pos
		if n.leaf != nil {
			pos = n.leaf.pos()
		} else {
			beside := w.operands(n.use, n.i, n.brace, func(use int) bool {
				cut, ok := tags[w.uses[use].family]
				return ok && (n.brace == "{" && needs[at[boundary{use, cut.Open}]].leaf == nil || n.brace == "}" && needs[at[boundary{use, cut.Close}]].leaf == nil)
			})
			if len(beside) == 0 || way/3 >= len(beside) && way > 2 && len(beside) > 1 {
				return nil, false
			}
			e := beside[min(way/3, len(beside)-1)]
			if pos = e.Pos; !put(e.Pos, e.Text) {
				return nil, false
			}
		}
		made := w.made[n.use]
		made[i%2] = pos
		w.made[n.use] = made
	}
	for _, pos := range slices.Sorted(maps.Keys(texts)) {
		edits = append(edits, insertion(pos, texts[pos]))
	}
	return edits, true
}

// wanted reports whether every key that passes an offset of a literal wants the
// brace there.
func (w *Writer) wanted(l leaf, brace string, tags map[Family]Cut) bool {
	for _, b := range w.passes[l.spot()] {
		cut, ok := tags[w.uses[b.use].family]
		if !ok || brace == "{" && cut.Open != b.i || brace == "}" && cut.Close != b.i {
			return false
		}
	}
	return true
}

// both is the score of a literal that takes both braces.
const both = 4

// score prefers the literal that takes both braces, then one that goes on behind
// the brace, as a reader would put it, then one that is not named.
func (w *Writer) score(l leaf, brace string, tags map[Family]Cut) (n int) {
	other := map[string]string{"{": "}", "}": "{"}[brace]
	for off := 0; off <= len(l.lit.Value); off++ {
		o := leaf{l.lit, off, l.named}
		if len(w.passes[o.spot()]) > 0 && w.wanted(o, other, tags) {
			n += both
			break
		}
	}
	if len(w.passes[spot{l.lit.Pos(), l.off + 1}]) > 0 {
		n += 2
	}
	if !l.named {
		n++
	}
	return n
}
