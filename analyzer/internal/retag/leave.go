package retag

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// Leaves reports whether the text of a family that was written last may be put
// together in packages that are not seen: a part of it comes from there, or is
// an exported constant, or is what an exported function returns, and the braces
// of the tag are put elsewhere.
func (w *Writer) Leaves(tags map[Family]Cut) bool {
	for u, t := range w.uses {
		if _, ok := tags[t.family]; !ok {
			continue
		}
		for i, it := range t.stream.items {
			if it.hole == nil && len(t.stream.at[i]) == 0 && !w.instances[t.family] {
				return true
			}
		}
		for _, places := range t.stream.at {
			for _, p := range places {
				owner, foreign := w.owner(w.Marks.consts[p.n])
				if foreign || owner != nil && !w.within(u, owner) {
					return true
				}
			}
		}
	}
	return false
}

// owner returns the exported constant or function through which other packages
// get at a constant, nil if there is none; foreign says that it is one of theirs.
func (w *Writer) owner(c marked) (owner ast.Node, foreign bool) {
	if obj := constOf(c.expr, c.info); obj != nil && obj.Exported() && obj.Parent() == obj.Pkg().Scope() {
		v, ok := w.decls.of(obj)
		if !ok {
			return nil, true
		}
		return v.value, false
	}
	for n := ast.Node(c.expr); n != nil; n = w.parents.parent(n) {
		if d, ok := n.(*ast.FuncDecl); ok && d.Name.IsExported() && d.Type.Results != nil && returnsText(d, c) {
			return d, false
		}
	}
	return nil, false
}

// within reports whether all of the text of a use, and the braces, are in what
// other packages get.
func (w *Writer) within(use int, owner ast.Node) bool {
	if !w.closes(use, owner) {
		return false
	}
	s := w.uses[use].stream
	for i, it := range s.items {
		if it.hole != nil {
			continue
		}
		for _, l := range w.literals(s.at[i]) {
			if !inside(owner, l.lit.Pos()) {
				return false
			}
		}
	}
	return true
}

// closes reports whether both braces of a use are put in what owner declares.
func (w *Writer) closes(use int, owner ast.Node) bool {
	made := w.made[use]
	return inside(owner, made[0]) && inside(owner, made[1])
}

func inside(n ast.Node, pos token.Pos) bool { return n.Pos() <= pos && pos <= n.End() }

// returnsText reports whether a function returns text, or a list of texts.
func returnsText(d *ast.FuncDecl, c marked) bool {
	for _, r := range d.Type.Results.List {
		t := c.info.TypeOf(r.Type)
		if t == nil || types.IsInterface(t) {
			continue // an error, say
		}
		if strings.Contains(t.Underlying().String(), "string") {
			return true
		}
	}
	return false
}

// Wanted returns which texts have to be marked to follow those of families: those
// that have a word of a family, or none at all.
func (sep Separators) Wanted(tags map[Family]Cut) func(text string) bool {
	words := make(map[string]bool)
	for f := range tags {
		for _, w := range sep.split(string(f)) {
			words[w] = true
		}
	}
	return func(text string) bool {
		if strings.ContainsAny(text, "\n\x01") {
			return false
		}
		own := sep.split(wild.ReplaceAllString(text, "\x00"))
		return len(own) == 0 || slices.ContainsFunc(own, func(w string) bool { return words[w] })
	}
}

// split returns the words between separators and holes.
func (sep Separators) split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == 0 || strings.ContainsRune(string(sep), r) })
}

// A Name is that of a constant, a variable, a function or a field.
type Name struct {
	Text string
	// File is where it is declared: other packages do not know it if it is not
	// exported. Package is the path of the package.
	File, Package string
	// Member says that it is a field or a method: who has a value of its type can
	// use it, whatever is imported.
	Member bool
	// Whole says that it has both braces of the tag: it is right for who uses it
	// as a key, and wrong for who makes a longer text of it.
	Whole bool
}

// Exposed returns the names of the constants, variables, functions and fields that
// are, or give, a part of the text of families which was written last: who uses
// one of them, and is not seen, would have a half of a tag or a key of another
// family with one.
func (w *Writer) Exposed(tags map[Family]Cut) (names []Name) {
	at := make(map[types.Object]int)
	add := func(obj types.Object, member, whole bool) {
		if obj == nil || obj.Pkg() == nil {
			return
		}
		i, ok := at[obj]
		if !ok {
			i = len(names)
			at[obj] = i
			file := w.Units[0].Fset.PositionFor(obj.Pos(), false).Filename
			names = append(names, Name{obj.Name(), file, obj.Pkg().Path(), member, true})
		}
		names[i].Whole = names[i].Whole && whole
	}
	for use, t := range w.uses {
		if _, ok := tags[t.family]; !ok {
			continue
		}
		for _, places := range t.stream.at {
			for _, l := range w.literals(places) {
				w.expose(use, l.lit, func(*ast.FuncDecl) bool { return false }, add)
			}
			for _, p := range places {
				c := w.Marks.consts[p.n]
				w.expose(use, c.expr, func(d *ast.FuncDecl) bool { return returnsText(d, c) }, add)
			}
		}
	}
	slices.SortFunc(names, func(a, b Name) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Text, b.Text)) })
	return slices.Compact(names)
}

// expose adds what declares a part of a use: constants, variables and fields, and
// functions that return text.
func (w *Writer) expose(use int, part ast.Expr, returns func(*ast.FuncDecl) bool, add func(obj types.Object, member, whole bool)) {
	u := w.unit(part.Pos())
	if u == nil {
		return
	}
	for n := ast.Node(part); n != nil; n = w.parents.parent(n) {
		whole := w.closes(use, n)
		switch d := n.(type) {
		case *ast.ValueSpec:
			if _, top := w.parents.parent(w.parents.parent(n)).(*ast.File); top {
				for _, name := range d.Names {
					add(u.Info.Defs[name], false, whole)
				}
			}
		case *ast.AssignStmt:
			for _, left := range d.Lhs {
				if sel, ok := ast.Unparen(left).(*ast.SelectorExpr); ok {
					add(u.Info.Uses[sel.Sel], true, whole)
				}
			}
		case *ast.FuncDecl:
			if d.Type.Results != nil && returns(d) {
				add(u.Info.Defs[d.Name], d.Recv != nil, whole)
			}
		case ast.Expr:
			if field := w.fieldOf(d, u); field != nil {
				add(field, true, whole)
			}
		}
	}
}

// fieldOf returns the field that an expression is the value of in a composite
// literal, nil if it is none.
func (w *Writer) fieldOf(e ast.Expr, u *Unit) types.Object {
	switch parent := w.parents.parent(e).(type) {
	case *ast.KeyValueExpr:
		if key, ok := parent.Key.(*ast.Ident); ok {
			if v, ok := u.Info.Uses[key].(*types.Var); ok && v.IsField() {
				return v
			}
		}
	case *ast.CompositeLit:
		t := u.Info.TypeOf(parent)
		if t == nil {
			return nil
		}
		if s, ok := t.Underlying().(*types.Struct); ok {
			if i := slices.Index(parent.Elts, e); i >= 0 && i < s.NumFields() {
				return s.Field(i)
			}
		}
	}
	return nil
}

// unit returns the unit that has a position, nil if none does.
func (w *Writer) unit(pos token.Pos) *Unit {
	for _, u := range w.Units {
		for _, f := range u.Files {
			if f.FileStart <= pos && pos <= f.FileEnd {
				return u
			}
		}
	}
	return nil
}
