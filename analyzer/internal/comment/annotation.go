package comment

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// FactTypes returns the facts of this package, for the analyzer.
func FactTypes() []analysis.Fact { return []analysis.Fact{new(markFact)} }

// directive begins the comments of this linter:
//
//	//crossslot:ignore CHECK[,CHECK] reason
//	//crossslot:tagged [NAME[,NAME]] [reason]
//	//crossslot:sameslot [NAME[,NAME]] [reason]
//	//crossslot:family NAME: what it is for
//
// The first switches reports off; see ignore. The others state what the code does
// not show: of a struct field or a package variable, or, in the comment of a
// function or of a method of an interface, of the parameters that are named, and
// of the results, whose name is "return". The last names a family of keys, for the
// schema; see [Family].
const directive = "//crossslot:"

// statements are what annotations state.
var statements = map[string]flow.Mark{"tagged": flow.Tagged, "sameslot": flow.SameSlot}

// A markFact is what an annotation states of a field or variable, or of the
// results of a function.
type markFact struct{ Mark flow.Mark }

func (*markFact) AFact() {}

func (f *markFact) String() string {
	var words []string
	if f.Mark&flow.Tagged != 0 {
		words = append(words, "tagged")
	}
	if f.Mark&flow.SameSlot != 0 {
		words = append(words, "sameslot")
	}
	return strings.Join(words, " ")
}

// mark returns what annotations state of an object of this package or another.
func (c *Comments) mark(obj types.Object) flow.Mark {
	if obj.Pkg() == c.Pass.Pkg || obj.Pkg() == nil {
		return c.marks[obj]
	}
	var f markFact
	c.Pass.ImportObjectFact(obj, &f)
	return f.Mark
}

// readMarks finds the annotations, tells other packages of them, and reports
// those that state nothing.
func (c *Comments) readMarks() {
	for _, file := range c.Pass.Files {
		if !annotated(file) {
			continue
		}
		r := &marker{Comments: c, read: make(map[*ast.Comment]bool)}
		ast.Inspect(file, r.visit)
		for _, group := range file.Comments {
			for _, comment := range group.List {
				if rest, ok := strings.CutPrefix(comment.Text, directive); ok && !r.read[comment] {
					r.stray(comment, rest)
				}
			}
		}
	}
	for obj, m := range c.marks {
		if obj.Exported() && !c.parameter(obj) {
			c.Pass.ExportObjectFact(obj, &markFact{m})
		}
	}
}

// parameter reports whether obj is of one function alone.
func (c *Comments) parameter(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && !v.IsField() && v.Parent() != c.Pass.Pkg.Scope()
}

func annotated(file *ast.File) bool {
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if strings.HasPrefix(comment.Text, directive) {
				return true
			}
		}
	}
	return false
}

// A marker reads the annotations of one file.
type marker struct {
	*Comments
	read map[*ast.Comment]bool
}

func (r *marker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncDecl:
		r.function(n.Name, n.Type, n.Doc)
		r.family([]*ast.Ident{n.Name}, n.Doc)
	case *ast.InterfaceType:
		for _, m := range n.Methods.List {
			if t, ok := m.Type.(*ast.FuncType); ok && len(m.Names) == 1 {
				r.function(m.Names[0], t, m.Doc, m.Comment)
			}
		}
	case *ast.StructType:
		for _, f := range n.Fields.List {
			r.variables(f.Names, f.Doc, f.Comment)
		}
	case *ast.File:
		for _, decl := range n.Decls {
			d, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range d.Specs {
				if s, ok := spec.(*ast.ValueSpec); ok {
					r.variables(s.Names, s.Doc, s.Comment)
					r.family(s.Names, s.Doc, s.Comment)
					if len(d.Specs) == 1 {
						r.variables(s.Names, d.Doc)
						r.family(s.Names, d.Doc)
					}
				}
			}
		}
	}
	return true
}

// each calls f with the annotations of some comments.
func (r *marker) each(groups []*ast.CommentGroup, f func(comment *ast.Comment, word string, mark flow.Mark, rest string)) {
	for _, group := range groups {
		if group == nil {
			continue
		}
		for _, comment := range group.List {
			rest, _ := strings.CutPrefix(comment.Text, directive)
			word, rest := cutSpace(rest)
			if m, ok := statements[word]; ok && strings.HasPrefix(comment.Text, directive) {
				r.read[comment] = true
				f(comment, word, m, rest)
			}
		}
	}
}

// variables reads what is stated of fields or package variables.
func (r *marker) variables(names []*ast.Ident, groups ...*ast.CommentGroup) {
	r.each(groups, func(comment *ast.Comment, word string, m flow.Mark, _ string) {
		stated := false
		for _, name := range names {
			if obj, ok := r.Pass.TypesInfo.Defs[name].(*types.Var); ok {
				stated = true
				r.state(comment, word, m, 1, obj)
			}
		}
		if !stated {
			r.wrong(comment, word+" is of no variable: an embedded field has none, and a constant needs none")
		}
	})
}

// function reads what is stated of the parameters and the results of a function.
func (r *marker) function(name *ast.Ident, t *ast.FuncType, groups ...*ast.CommentGroup) {
	r.each(groups, func(comment *ast.Comment, word string, m flow.Mark, rest string) {
		params := make(map[string]types.Object)
		for _, f := range t.Params.List {
			for _, id := range f.Names {
				params[id.Name] = r.Pass.TypesInfo.Defs[id]
			}
		}
		list, _ := cutSpace(rest)
		if list == "" || strings.HasPrefix(list, "//") {
			list = "return"
		}
		named := strings.Split(list, ",")
		for _, p := range named {
			obj := params[p]
			if p == "return" {
				if obj = r.Pass.TypesInfo.Defs[name]; t.Results == nil {
					r.wrong(comment, word+" names no parameter, and the function returns nothing: want the names of parameters")
					return
				}
			}
			if obj == nil {
				r.wrong(comment, fmt.Sprintf("%s of %q: want the names of parameters, separated by commas, or return", word, p))
				return
			}
			r.state(comment, word, m, len(named), obj)
		}
	})
}

// state notes what is stated of one of n objects, if it can be of its type.
func (r *marker) state(comment *ast.Comment, word string, m flow.Mark, n int, obj types.Object) {
	t := obj.Type()
	if fn, ok := obj.(*types.Func); ok {
		results := fn.Signature().Results()
		n = results.Len()
		t = results.At(0).Type()
		if n > 1 {
			if last := results.At(n - 1).Type(); types.Identical(last, types.Universe.Lookup("error").Type()) || types.Identical(last, types.Typ[types.Bool]) {
				n--
			}
		}
	}
	_, basic := t.Underlying().(*types.Basic)
	switch {
	case m == flow.Tagged && !unit.IsText(t) && !isBytes(t):
		r.wrong(comment, fmt.Sprintf("tagged of %s, which is no text but %s", obj.Name(), types.TypeString(t, types.RelativeTo(r.Pass.Pkg))))
	case m == flow.SameSlot && basic && n == 1:
		r.wrong(comment, fmt.Sprintf("sameslot of %s, which is no list: one key is in one slot always", obj.Name()))
	default:
		if r.marks == nil {
			r.Comments.marks = make(map[types.Object]flow.Mark)
		}
		r.marks[obj] |= m
	}
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && types.Identical(s.Elem().Underlying(), types.Typ[types.Byte])
}

// stray reports a comment that is of no declaration, or of no kind that there is.
func (r *marker) stray(comment *ast.Comment, rest string) {
	word, _ := cutSpace(rest)
	switch _, ok := statements[word]; {
	case ok:
		r.wrong(comment, word+" stands where it states nothing: want it at a struct field or package variable, or in the comment of a function")
	case word == "family":
		r.wrong(comment, "family stands where it names nothing: want it at a constant of the package, or in the comment of a function")
	case word != "ignore":
		r.wrong(comment, word+" is unknown: want crossslot:ignore, crossslot:tagged, crossslot:sameslot or crossslot:family")
	}
}

func (r *marker) wrong(comment *ast.Comment, what string) {
	r.misplaced(comment.Pos(), comment.End(), what, "")
}

// cutSpace splits the first word off a text.
func cutSpace(text string) (word, rest string) {
	i := strings.IndexAny(text, " \t")
	if i < 0 {
		return text, ""
	}
	return text[:i], strings.TrimSpace(text[i:])
}
