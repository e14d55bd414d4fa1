package comment

import (
	"go/ast"
	"go/types"
	"strings"
)

// A Family is the name of a family of keys, and what the family is for: as the
// annotation //crossslot:family states it of a constant that holds the key, its format,
// or what it begins with, or of a function that makes it.
type Family struct {
	Name, Doc string
	Object    types.Object
}

// family reads what is stated of the families of keys that some names stand for.
func (r *marker) family(names []*ast.Ident, groups ...*ast.CommentGroup) {
	for _, group := range groups {
		if group == nil {
			continue
		}
		for _, comment := range group.List {
			rest, ok := strings.CutPrefix(comment.Text, directive)
			word, rest := cutSpace(rest)
			if !ok || word != "family" {
				continue
			}
			r.read[comment] = true
			name, doc, ok := strings.Cut(rest, ":")
			if name, doc = strings.TrimSpace(name), strings.TrimSpace(doc); !ok || name == "" || doc == "" {
				r.wrong(comment, "family has no name or no description: want crossslot:family NAME: what it is for")
				continue
			}
			for _, id := range names {
				switch obj := r.Pass.TypesInfo.Defs[id].(type) {
				case *types.Const, *types.Func:
					r.Families = append(r.Families, Family{name, doc, obj})
				default:
					r.wrong(comment, "family is of "+id.Name+": want it at a constant, or in the comment of a function")
				}
			}
		}
	}
}
