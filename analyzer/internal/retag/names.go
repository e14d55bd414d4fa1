package retag

import (
	"go/ast"
	"go/constant"
	"go/token"
	"maps"
	"slices"
	"strings"
)

// A Blocker is a text that names a family in a place where it cannot be seen
// what it is for.
type Blocker struct {
	Pos    token.Pos
	Family Family
	// Part says that the text is not a key, but may become one with others: it is no
	// harm where it never reaches a command.
	Part bool
	// Word says that the text is only a word of one, or some, which keys of the family
	// could be put together with; or that it is in a test, which fails if a pattern
	// misses the key.
	Word bool
}

// Rest looks at the texts of the program that are no part of a key that a
// command is seen to have, and that name a family which gets a tag: it returns
// the insertions that rename those too, or what is in the way. edits are those
// that are made already.
func (w *Writer) Rest(tags map[Family]Cut, edits []Edit) (more []Edit, blocked []Blocker) {
	if w.others == nil {
		w.others = w.findOthers()
	}
	r := &rest{Writer: w, others: w.others, tags: tags, done: make(map[Edit]bool), isKeys: make(map[string]bool)}
	for _, e := range edits {
		r.done[e] = true
	}
	for _, f := range slices.Sorted(maps.Keys(tags)) {
		if !w.instances[f] { // who names one names the whole family
			r.matchers = append(r.matchers, w.Separators.Matcher(f))
		}
	}
	for _, lit := range r.fieldTags {
		r.tag(lit)
	}
	for _, t := range r.texts {
		r.text(t.unit, t.expr, t.text, t.test)
	}
	for _, t := range r.patterns {
		r.pattern(t)
	}
	r.join()
	return r.more, r.blocked
}

// pattern looks at a pattern of a scan whose keys the program uses: it is a part of
// these, and may match keys of other families.
func (r *rest) pattern(t textAt) {
	for _, m := range r.matchers {
		if _, kind := m.match(t.text, r.tags[m.Family]); kind != form && r.scansHalf(m.Family, t.text) {
			r.blocked = append(r.blocked, Blocker{Pos: t.expr.Pos(), Family: m.Family})
		}
	}
}

type rest struct {
	*Writer
	*others
	tags     map[Family]Cut
	matchers []*Matcher // of the families
	done     map[Edit]bool
	more     []Edit
	blocked  []Blocker
	words    []wordAt        // that may become a part of a key
	isKeys   map[string]bool // texts that are whole keys, once it was asked
}

// others are the texts of a program that are no part of a key that a command is seen to
// have.
type others struct {
	above     *parents
	traced    map[ast.Expr]string // constants that are part of a key, and what they are
	lits      map[token.Pos]bool  // literals that are
	fieldTags []*ast.BasicLit
	texts     []textAt
	patterns  []textAt // those that are part of a key, with a star or the like
}

// A textAt is a constant.
type textAt struct {
	unit *Unit
	expr ast.Expr
	text string
	test bool // it is in a file of tests
}

func (w *Writer) findOthers() *others {
	o := &others{above: w.parents, traced: make(map[ast.Expr]string), lits: make(map[token.Pos]bool)}
	for _, t := range w.uses {
		for _, places := range t.stream.at {
			for _, p := range places {
				c := w.Marks.consts[p.n]
				o.traced[c.expr] = c.value
			}
		}
	}
	for s := range w.passes {
		o.lits[s.lit] = true
	}
	seen := make(map[*ast.File]bool)
	for _, u := range w.Units {
		for _, file := range u.Files {
			if !seen[file] {
				seen[file] = true
				o.file(u, file)
			}
		}
	}
	return o
}

func (o *others) file(u *Unit, file *ast.File) {
	test := strings.HasSuffix(u.Fset.Position(file.Package).Filename, "_test.go")
	ast.Inspect(file, func(n ast.Node) bool { return o.node(u, n, test) })
}

// node looks at a node, and reports whether those below it are to be looked at.
func (o *others) node(u *Unit, n ast.Node, test bool) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.Field:
		if n.Tag != nil {
			o.fieldTags = append(o.fieldTags, n.Tag)
		}
		ast.Inspect(n.Type, func(n ast.Node) bool { return o.node(u, n, test) })
		return false
	case ast.Expr:
		tv, ok := u.Info.Types[n]
		if !ok || tv.Value == nil || tv.Value.Kind() != constant.String {
			return true
		}
		at := textAt{u, n, constant.StringVal(tv.Value), test}
		if _, ok := o.traced[n]; !ok && !o.declares(n) {
			o.texts = append(o.texts, at)
		} else if strings.ContainsAny(at.text, "*?[") {
			o.patterns = append(o.patterns, at)
		}
		return false
	}
	return true
}

// tag looks at the tag of a field: a program may read keys from there.
func (r *rest) tag(lit *ast.BasicLit) {
	for i, text := range strings.FieldsFunc(unquoted(lit), func(r rune) bool { return r == '"' }) {
		for _, m := range r.matchers {
			_, kind := m.match(text, r.tags[m.Family])
			whole := kind == form || kind == instance
			if i%2 == 1 && (whole || m.sep.in(text) && m.Mentions(text) > 0) {
				r.blocked = append(r.blocked, Blocker{Pos: lit.Pos(), Family: m.Family, Word: !whole})
			}
		}
	}
}

// declares reports whether an expression is the value of a constant all of whose
// literals are part of a key: where else the constant is used is looked at there.
func (o *others) declares(e ast.Expr) bool {
	found := false
	for n := range ast.Preorder(e) {
		if lit, ok := n.(*ast.BasicLit); ok {
			if !o.lits[lit.Pos()] {
				return false
			}
			found = true
		}
	}
	_, named := o.above.parent(e).(*ast.ValueSpec)
	_, single := ast.Unparen(e).(*ast.BasicLit)
	return found && (named || single)
}

// text looks at one constant that is no part of a key that is seen.
func (r *rest) text(u *Unit, e ast.Expr, text string, test bool) {
	if isScript(text) {
		r.script(u, e, text)
		return
	}
	for _, m := range r.matchers {
		f := m.Family
		offsets, kind := m.match(text, r.tags[f])
		if kind != form && r.scansHalf(f, text) {
			r.blocked = append(r.blocked, Blocker{Pos: e.Pos(), Family: f, Part: true, Word: test})
			continue
		}
		if kind < instance && r.beginsScan(f, text) && r.builds(u, e) && r.extends(u, e, f) {
			r.blocked = append(r.blocked, Blocker{Pos: e.Pos(), Family: f, Part: true, Word: test})
			continue
		}
		if kind == other {
			continue
		}
		if kind == part && plainText(text) {
			if r.Separators.in(text) || r.builds(u, e) {
				r.words = append(r.words, wordAt{text, Blocker{e.Pos(), f, true, true}})
			}
			continue
		}
		if kind == form || kind == instance && test && telling(f) {
			if r.insert(u, e, offsets) {
				continue
			}
		}
		r.blocked = append(r.blocked, Blocker{Pos: e.Pos(), Family: f, Part: true})
	}
}

// scansHalf reports whether a text, as a pattern of keys, matches keys of a family
// under their old names only.
func (r *rest) scansHalf(f Family, text string) bool {
	for _, before := range []string{"~", "%R~", "%W~", "%RW~"} { // of an access control list
		text = strings.TrimPrefix(text, before)
	}
	if strings.HasPrefix(text, "__keyspace@") {
		_, text, _ = strings.Cut(text, ":")
	}
	if !strings.ContainsAny(text, "*?[") || !plainText(text) || strings.Contains(text, "%") || !named.MatchString(text) {
		return false
	}
	return f.Scanned(text) && !f.Tagged(r.tags[f]).Covered(text) && f.Parts(text, r.tags[f])
}

// beginsScan reports whether a constant key begins with a text, which ends where a word
// of it does, and with the tag does not: with a star behind it, the text is a pattern
// that misses the key. Of other keys, what is before a value is a word that asks for a
// review.
func (r *rest) beginsScan(f Family, text string) bool {
	next, ok := strings.CutPrefix(string(f), text)
	if !ok || text == "" || next == "" || strings.Contains(next, "\x00") || !r.Separators.in(text[len(text)-1:]) && !r.Separators.in(next[:1]) {
		return false
	}
	return !strings.HasPrefix(string(f.Tagged(r.tags[f])), text)
}

// extends reports whether what a text is added to with + matches a key of a family, with
// a star for each value and one behind all: "lock-" + name + "-held" is no pattern of
// "lock-count".
func (r *rest) extends(u *Unit, e ast.Expr, f Family) bool {
	return f.Scanned(sumGlob(u, r.parents.chain(e)) + "*")
}

func sumGlob(u *Unit, e ast.Expr) string {
	e = ast.Unparen(e)
	if tv := u.Info.Types[e]; tv.Value != nil && tv.Value.Kind() == constant.String {
		return constant.StringVal(tv.Value)
	}
	if sum, ok := e.(*ast.BinaryExpr); ok && sum.Op == token.ADD {
		return sumGlob(u, sum.X) + sumGlob(u, sum.Y)
	}
	return "*"
}

// insert puts both braces into the literals of a constant.
func (r *rest) insert(u *Unit, e ast.Expr, offsets [2]int) bool {
	var edits []Edit
	for i, brace := range []string{"{", "}"} {
		literals := r.decls.literals(e, u.Info, offsets[i], false)
		if len(literals) == 0 {
			return false
		}
		l := literals[0]
		if brace == "{" {
			l = literals[len(literals)-1]
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
		if f.word().MatchString(part) {
			words++
		}
	}
	return words > 1 || !strings.Contains(string(f), "\x00")
}
