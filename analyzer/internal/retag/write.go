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
	// Glob says that it is no key: a pattern of keys, or the name of a channel.
	Glob bool
	// Parsed says what a script that takes the key does with it besides to use it as
	// a key, as in "is compared in a script"; "" if it does nothing, or none does.
	Parsed string
	// Published says that a script takes the key for the name of a channel, too, and
	// where, as in "line 7".
	Published string
	// Made says that a script makes the key: no text of the Go code becomes it.
	Made bool
	// Sending says how the key comes to the command; it is zero where that is not asked.
	Sending Sending
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
	others  *others // nil until asked for
	// instances are families that have constants in place of values.
	instances map[Family]bool
	// sent are the families of the keys of each command, nil until asked for.
	sent map[Sending][]Family
	// made are the places of the two braces of each use that was written last.
	made map[int][2]token.Pos
}

// A spot is an offset of a literal.
type spot struct {
	lit token.Pos
	off int
}

func (l literalAt) spot() spot { return spot{l.lit.Pos(), l.off} }

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
			for _, l := range w.literals(places) {
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

func (w *Writer) literals(places []place) (out []literalAt) {
	for _, p := range places {
		c := w.Marks.consts[p.n]
		out = append(out, w.decls.literals(c.expr, c.info, p.off, false)...)
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
	t := &writing{Writer: w, tags: tags, way: way, at: make(map[boundary]int), score: make(map[spot]int), texts: make(map[token.Pos]string)}
	if !t.need() || !t.intoLiterals(t.candidates()) || !t.besideOperands() {
		return nil, false
	}
	for _, pos := range slices.Sorted(maps.Keys(t.texts)) {
		edits = append(edits, insertion(pos, t.texts[pos]))
	}
	return edits, true
}

// A writing is one call of Write.
type writing struct {
	*Writer
	tags  map[Family]Cut
	way   int
	needs []need // two for each key: where its tag opens, and where it closes
	at    map[boundary]int
	score map[spot]int
	texts map[token.Pos]string // that are inserted
}

// A need is a brace at a boundary of a key.
type need struct {
	boundary
	brace string
	in    *literalAt // the literal that takes it, nil if none does
}

// need finds the braces that the keys need. It reports whether there are any, and
// all keys are known.
func (t *writing) need() bool {
	for u, k := range t.uses {
		cut, in := t.tags[k.family]
		if !in {
			continue
		}
		if !k.known {
			return false
		}
		for _, n := range []need{{boundary{u, cut.Open}, "{", nil}, {boundary{u, cut.Close}, "}", nil}} {
			t.at[n.boundary] = len(t.needs)
			t.needs = append(t.needs, n)
		}
	}
	return len(t.needs) > 0
}

// candidates returns the literals that can take a brace for all keys that they are
// part of, the one that is preferred first.
func (t *writing) candidates() (found []literalAt) {
	for _, n := range t.needs {
		for _, l := range t.literals(t.uses[n.use].stream.at[n.i]) {
			if _, dup := t.score[l.spot()]; dup || !l.pos().IsValid() || !t.wanted(l, n.brace, t.tags) {
				continue
			}
			score := t.Writer.score(l, n.brace, t.tags)
			if t.way%3 == 2 {
				score += 100 * len(t.passes[l.spot()])
			}
			t.score[l.spot()] = score
			if t.way%3 == 0 && l.named && score < both {
				continue // half a tag in a constant is hard to read
			}
			found = append(found, l)
		}
	}
	slices.SortFunc(found, func(a, b literalAt) int {
		return cmp.Or(t.score[b.spot()]-t.score[a.spot()], int(a.lit.Pos()-b.lit.Pos()), a.off-b.off)
	})
	return found
}

// put inserts a text. It reports whether no other text is inserted there.
func (t *writing) put(pos token.Pos, text string) bool {
	old, dup := t.texts[pos]
	t.texts[pos] = text
	return !dup || old == text
}

func (t *writing) intoLiterals(found []literalAt) bool {
	for _, l := range found {
		served := t.passes[l.spot()]
		if slices.ContainsFunc(served, func(b boundary) bool { return t.needs[t.at[b]].in != nil }) {
			continue // one of them would have two braces
		}
		for _, b := range served {
			t.needs[t.at[b]].in = &l
		}
		if !t.put(l.pos(), t.needs[t.at[served[0]]].brace) {
			return false
		}
	}
	return true
}

// besideOperands puts the braces that no literal takes beside operands.
func (t *writing) besideOperands() bool {
	t.made = make(map[int][2]token.Pos)
	for i, n := range t.needs {
		pos, ok := token.NoPos, true
		if n.in != nil {
			pos = n.in.pos()
		} else if pos, ok = t.besideOperand(n); !ok {
			return false
		}
		made := t.made[n.use]
		made[i%2] = pos
		t.made[n.use] = made
	}
	return true
}

func (t *writing) besideOperand(n need) (token.Pos, bool) {
	open := func(use int) bool { // the key of that use needs the brace, too
		cut, ok := t.tags[t.uses[use].family]
		at := cut.Open
		if n.brace == "}" {
			at = cut.Close
		}
		return ok && t.needs[t.at[boundary{use, at}]].in == nil
	}
	beside := t.operands(n.use, n.i, n.brace, open)
	if len(beside) == 0 || t.way/3 >= len(beside) && t.way > 2 && len(beside) > 1 {
		return token.NoPos, false
	}
	e := beside[min(t.way/3, len(beside)-1)]
	return e.Pos, t.put(e.Pos, e.Text)
}

// wanted reports whether every key that passes an offset of a literal wants the
// brace there.
func (w *Writer) wanted(l literalAt, brace string, tags map[Family]Cut) bool {
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
func (w *Writer) score(l literalAt, brace string, tags map[Family]Cut) (n int) {
	other := map[string]string{"{": "}", "}": "{"}[brace]
	for off := 0; off <= len(l.lit.Value); off++ {
		o := literalAt{l.lit, off, l.named}
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
