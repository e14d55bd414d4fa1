package retag

import (
	"go/ast"
	"go/constant"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var word = regexp.MustCompile(`\pL{3}`)

// Nameable reports whether other texts can be told to name a family: it is text,
// and has a word.
func (f Family) Nameable() bool { return utf8.ValidString(string(f)) && word.MatchString(string(f)) }

// Anchors are the texts by which a file that is not read as Go names a family:
// its literal parts that have a word and a separator.
func (f Family) Anchors(sep Separators) (out []string) {
	for part := range strings.SplitSeq(string(f), "\x00") {
		if word.MatchString(part) && (sep.in(part) || part == string(f)) {
			out = append(out, part)
		}
	}
	if out == nil {
		for part := range strings.SplitSeq(string(f), "\x00") {
			if word.MatchString(part) {
				out = append(out, part)
			}
		}
	}
	return out
}

// Spells reports whether a file that is not analyzed, with a name of an ending,
// spells a key of a family, or may: a Lua script or a Go file does with one of
// the family's anchors. In other languages the words of keys mean more things,
// and the whole has to be there, in one line.
func (sep Separators) Spells(ending, src string, f Family) bool {
	if ending == ".go" || ending == ".lua" {
		return slices.ContainsFunc(f.Anchors(sep), func(a string) bool { return strings.Contains(src, a) })
	}
	var parts []string
	for part := range strings.SplitSeq(strings.Trim(string(f), "\x00"), "\x00") {
		parts = append(parts, regexp.QuoteMeta(part))
	}
	spelled := strings.Join(parts, `[^\n]{1,80}?`)
	if strings.HasSuffix(string(f), "\x00") {
		spelled += `\S` // "user: root" is no key
	}
	return regexp.MustCompile(spelled).MatchString(src)
}

// A Blocker is a text that names a family in a place where it cannot be seen
// what it is for.
type Blocker struct {
	Pos    token.Pos
	Family Family
}

// Rest looks at the texts of the program that are no part of a key that a
// command is seen to have, and that name a family which gets a tag: it returns
// the insertions that rename those too, or what is in the way. edits are those
// that are made already.
func (w *Writer) Rest(tags map[Family]Cut, edits []Edit) (more []Edit, blocked []Blocker) {
	r := &rest{Writer: w, tags: tags, done: make(map[Edit]bool), traced: make(map[ast.Expr]bool), valueOf: make(map[ast.Expr]string), lits: make(map[token.Pos]bool)}
	for _, e := range edits {
		r.done[e] = true
	}
	for f := range tags {
		if !w.instances[f] { // who names one names the whole family
			r.families = append(r.families, f)
		}
	}
	slices.Sort(r.families)
	for _, t := range w.uses {
		for _, places := range t.stream.at {
			for _, p := range places {
				c := w.Marks.consts[p.n]
				r.traced[c.expr], r.valueOf[c.expr] = true, c.value
			}
		}
	}
	for s := range w.passes {
		r.lits[s.lit] = true
	}
	seen := make(map[*ast.File]bool)
	for _, u := range w.Units {
		for _, file := range u.Files {
			if !seen[file] {
				seen[file] = true
				r.file(u, file)
			}
		}
	}
	r.join()
	return r.more, r.blocked
}

type rest struct {
	*Writer
	tags     map[Family]Cut
	families []Family
	done     map[Edit]bool
	traced   map[ast.Expr]bool // constants that are part of a key
	valueOf  map[ast.Expr]string
	lits     map[token.Pos]bool // literals that are
	more     []Edit
	blocked  []Blocker
	words    []wordAt // that may become a part of a key
}

func (r *rest) file(u *Unit, file *ast.File) {
	test := strings.HasSuffix(u.Fset.Position(file.Package).Filename, "_test.go")
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			return n.Tag == nil
		case ast.Expr:
			tv, ok := u.Info.Types[n]
			if !ok || tv.Value == nil || tv.Value.Kind() != constant.String {
				return true
			}
			if !r.traced[n] && !r.declares(u, n) {
				r.text(u, n, constant.StringVal(tv.Value), test)
			}
			return false
		}
		return true
	})
}

// declares reports whether an expression is the value of a constant all of whose
// literals are part of a key: where else the constant is used is looked at there.
func (r *rest) declares(u *Unit, e ast.Expr) bool {
	found := false
	for n := range ast.Preorder(e) {
		if lit, ok := n.(*ast.BasicLit); ok {
			if !r.lits[lit.Pos()] {
				return false
			}
			found = true
		}
	}
	_, named := r.parents.parent(e).(*ast.ValueSpec)
	_, single := ast.Unparen(e).(*ast.BasicLit)
	return found && (named || single)
}

// text looks at one constant that is no part of a key that is seen.
func (r *rest) text(u *Unit, e ast.Expr, text string, test bool) {
	for _, f := range r.families {
		offsets, kind := r.Separators.match(text, f, r.tags[f])
		if kind == other {
			continue
		}
		if kind == part && plainText(text) {
			if r.Separators.in(text) || r.builds(u, e) {
				r.words = append(r.words, wordAt{text, Blocker{e.Pos(), f}})
			}
			continue
		}
		if kind == form || kind == instance && test && telling(f) {
			if r.insert(u, e, offsets) {
				continue
			}
		}
		r.blocked = append(r.blocked, Blocker{e.Pos(), f})
	}
}

// insert puts both braces into the literals of a constant.
func (r *rest) insert(u *Unit, e ast.Expr, offsets [2]int) bool {
	var edits []Edit
	for i, brace := range []string{"{", "}"} {
		leaves := r.decls.leaves(e, u.Info, offsets[i], false)
		if len(leaves) == 0 {
			return false
		}
		l := leaves[0]
		if brace == "{" {
			l = leaves[len(leaves)-1]
		}
		edit := insertion(l.pos(), brace)
		if !edit.Pos.IsValid() || r.lits[l.lit.Pos()] && !r.done[edit] {
			return false
		}
		edits = append(edits, edit)
	}
	for _, e := range edits {
		if !r.done[e] {
			r.done[e] = true
			r.more = append(r.more, e)
		}
	}
	return true
}

// telling reports whether a family is told by more than its first word: the text
// "user:read" may be anything, where "user:5:profile" is a key.
func telling(f Family) bool {
	words := 0
	for part := range strings.SplitSeq(string(f), "\x00") {
		if word.MatchString(part) {
			words++
		}
	}
	return words > 1 || !strings.Contains(string(f), "\x00")
}

// How a text speaks of a family.
type speaks uint8

const (
	other    speaks = iota // not at all
	part                   // it has some of its words, or more
	instance               // it is one of its keys
	form                   // it is its format, or matches all of its keys
)

// plainText reports whether a text may be a key, or a part of one: it is no
// sentence, no script and no regular expression.
func plainText(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsAny(text, " \t\r\n\"'`<()^$|\\")
}

// match says how a text speaks of a family and, if that is as a whole, where the
// braces go.
func (sep Separators) match(text string, f Family, cut Cut) (offsets [2]int, kind speaks) {
	if !plainText(text) {
		for _, a := range f.Anchors(sep) {
			if strings.Contains(text, a) {
				return offsets, part
			}
		}
		return offsets, other
	}
	if offsets, kind = whole(text, f, cut); kind != other {
		return offsets, kind
	}
	if overlaps(sep.segments(text, string(f)), sep.segments(string(f), string(f))) {
		return offsets, part
	}
	return offsets, other
}

const (
	verb  = `%[-+# 0-9.\[\]]*[a-zA-Z]`
	value = `[^%*{}\s]+?`
)

var wild = regexp.MustCompile(verb + `|\*`)

// whole matches a text with a whole family: with a verb, a * or a value for
// each hole.
func whole(text string, f Family, cut Cut) (offsets [2]int, kind speaks) {
	in, ok := cut.in(text, f, verb+`|\*|`+value)
	if !ok {
		return offsets, other
	}
	offsets = [2]int{in.Open, in.Close}
	kind = instance
	if wild.MatchString(text) {
		kind = form
	}
	return offsets, kind
}

// in returns where the braces go in a text that has something else for each hole
// of a family: what a regular expression without groups matches.
func (c Cut) in(text string, f Family, hole string) (Cut, bool) {
	var b strings.Builder
	var at []int // the item that each group begins with
	n := 0
	b.WriteString(`^`)
	for i, part := range strings.Split(string(f), "\x00") {
		if i > 0 {
			b.WriteString(`(` + hole + `)`)
			at = append(at, n)
			n++
		}
		b.WriteString(`(` + regexp.QuoteMeta(part) + `)`)
		at = append(at, n)
		n += len(part)
	}
	b.WriteString(`$`)
	m := regexp.MustCompile(b.String()).FindStringSubmatchIndex(text)
	if m == nil {
		return Cut{}, false
	}
	find := func(item int) int {
		for g := len(at) - 1; g >= 0; g-- {
			if at[g] <= item {
				return m[2+2*g] + item - at[g]
			}
		}
		return 0
	}
	if c.Close == n {
		return Cut{find(c.Open), len(text)}, true
	}
	return Cut{find(c.Open), find(c.Close)}, true
}

// segments splits a text at the separators that a family uses, with a NUL byte
// for each verb or *.
func (sep Separators) segments(text, family string) []string {
	text = wild.ReplaceAllString(text, "\x00")
	out := strings.FieldsFunc(text, func(r rune) bool {
		return strings.ContainsRune(string(sep), r) && strings.ContainsRune(family, r)
	})
	return out
}

// overlaps reports whether the segments of one are all found in the other, in a
// row, one word among them.
func overlaps(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for i := 0; i+len(a) <= len(b) && len(a) > 0; i++ {
		ok, words := true, false
		for j := range a {
			x, y := a[j], b[i+j]
			switch {
			case x == y:
				words = words || word.MatchString(x)
			case !strings.Contains(x, "\x00") && !strings.Contains(y, "\x00"):
				ok = false
			}
		}
		if ok && words {
			return true
		}
	}
	return false
}
