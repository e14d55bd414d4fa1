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
		for _, l := range w.leaves(s.at[i]) {
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

// A Name is that of a constant, a variable or a function.
type Name struct {
	Text string
	// File is where it is declared: other packages do not know it if it is not
	// exported.
	File string
}

// Exposed returns the names of the constants, variables and functions that are
// part of the text of families which was written last, and do not get both of
// the braces: who uses one of them, and is not seen, would have half of a tag.
func (w *Writer) Exposed(tags map[Family]Cut) (names []Name) {
	add := func(id *ast.Ident) {
		name := Name{id.Name, w.Units[0].Fset.PositionFor(id.Pos(), false).Filename}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for u, t := range w.uses {
		if _, ok := tags[t.family]; !ok {
			continue
		}
		for _, places := range t.stream.at {
			for _, l := range w.leaves(places) {
				w.expose(u, l.lit, nil, add)
			}
			for _, p := range places {
				c := w.Marks.consts[p.n]
				w.expose(u, c.expr, func(d *ast.FuncDecl) bool { return returnsText(d, c) }, add)
			}
		}
	}
	slices.SortFunc(names, func(a, b Name) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Text, b.Text)) })
	return names
}

// expose adds the names of what declares a part of a use: of constants and
// variables, and of functions that return text.
func (w *Writer) expose(use int, part ast.Expr, returns func(*ast.FuncDecl) bool, add func(*ast.Ident)) {
	for n := ast.Node(part); n != nil; n = w.parents.parent(n) {
		switch n := n.(type) {
		case *ast.ValueSpec:
			if _, top := w.parents.parent(w.parents.parent(n)).(*ast.File); top && !w.closes(use, n) {
				for _, name := range n.Names {
					add(name)
				}
			}
		case *ast.FuncDecl:
			if returns != nil && n.Type.Results != nil && returns(n) && !w.closes(use, n) {
				add(n.Name)
			}
		}
	}
}
