package retag

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A wordAt is a text that has a word of a family, or some.
type wordAt struct {
	text string
	Blocker
}

// builders are the packages of the standard library whose functions make texts of
// others.
var builders = strings.Fields("bytes fmt net/url path path/filepath slices strconv strings text/template")

// builds reports whether a word may become a part of a text where it stands: it
// is added to one, an element of a list, or given to a function that returns
// text. One of another module knows nothing of the program's keys.
func (r *rest) builds(u *Unit, e ast.Expr) bool {
	switch x := r.parents.parent(e).(type) {
	case *ast.BinaryExpr:
		return x.Op == token.ADD
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		return isText(x, u.Info) && r.makes(x, u.Info)
	}
	return false
}

// makes reports whether a call may be of a function that makes keys.
func (r *rest) makes(call *ast.CallExpr, info *types.Info) bool {
	id, _ := ast.Unparen(call.Fun).(*ast.Ident)
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		id = sel.Sel
	}
	if id == nil || info.Uses[id] == nil || info.Uses[id].Pkg() == nil {
		return true
	}
	path := info.Uses[id].Pkg().Path()
	return slices.Contains(builders, path) || slices.ContainsFunc(r.Units, func(u *Unit) bool { return u.Pkg.Path() == path })
}

// join says of the texts which are in the way: those with which a key of the
// family could be put together of what there is, of other such texts and of the
// literals that keys are made of. "refresh" is no part of "quota-refresh:7" where
// that is written in one.
func (r *rest) join() {
	pieces := make(map[string]bool)
	for _, text := range r.traced {
		for _, piece := range verbs.Split(text, -1) {
			pieces[piece] = true
		}
	}
	for _, w := range r.words {
		for _, piece := range wild.Split(w.text, -1) {
			pieces[piece] = true
		}
	}
	delete(pieces, "")
	for _, w := range r.words {
		if r.Separators.joinsAny(w.Family, w.text, pieces) {
			r.blocked = append(r.blocked, w.Blocker)
		}
	}
	slices.SortStableFunc(r.blocked, func(a, b Blocker) int { return int(a.Pos - b.Pos) })
}

// joinsAny reports whether a key of a family can be put together with one of the
// parts of a text, and of pieces.
func (sep Separators) joinsAny(f Family, text string, pieces map[string]bool) bool {
	return slices.ContainsFunc(wild.Split(text, -1), func(part string) bool {
		return f.word().MatchString(part) && sep.joins(string(f), part, pieces)
	})
}

// joins reports whether one of the literal parts of a family is made of pieces
// and separators, a text among them, of which what is too much may be a part of
// the values around.
func (sep Separators) joins(family, text string, pieces map[string]bool) bool {
	parts := strings.Split(family, "\x00")
	word := Family(family).word()
	for n, part := range parts {
		if part == "" {
			continue
		}
		if strings.Contains(text, part) && word.MatchString(part) {
			return true
		}
		// with[i] and without[i] say whether part[:i] can be made, with the text or
		// without it.
		with, without := make([]bool, len(part)+1), make([]bool, len(part)+1)
		without[0] = true
		for i := 1; n > 0 && i < len(part); i++ {
			with[i] = strings.HasSuffix(text, part[:i])
		}
		for i := range len(part) {
			if !with[i] && !without[i] {
				continue
			}
			reach := func(n int, isText bool) {
				with[n] = with[n] || with[i] || isText && without[i]
				without[n] = without[n] || without[i] && !isText
			}
			if sep.in(part[i : i+1]) {
				reach(i+1, false)
			}
			for piece := range pieces {
				if strings.HasPrefix(part[i:], piece) {
					reach(i+len(piece), piece == text)
				}
			}
			if n < len(parts)-1 && strings.HasPrefix(text, part[i:]) && word.MatchString(part[i:]) {
				reach(len(part), true)
			}
		}
		if with[len(part)] {
			return true
		}
	}
	return false
}
