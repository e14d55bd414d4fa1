package rename

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/internal/gofiles"
)

// maxOther is the size of the largest file of another language than Go that is
// read, in bytes: what is larger was not written by people.
const maxOther = 1 << 20

// ownReport matches what this linter writes into baselines and reports: the keys
// in them are told, not used.
var ownReport = regexp.MustCompile(`\([a-z]+, (?:proven|likely|possible)\)`)

// An unseenFile is a file that is not analyzed.
type unseenFile struct {
	*retag.Source
	name string
	src  string
	err  error // of reading it
}

// others returns the files that are not analyzed, and may name keys.
func (p *Program) others() []*unseenFile {
	if p.unseenFiles == nil {
		p.unseenFiles = []*unseenFile{}
		for _, name := range p.Unseen() {
			src, err := os.ReadFile(name)
			o := &unseenFile{retag.NewSource(filepath.Ext(name), string(src)), name, string(src), err}
			if o.isGo() || err == nil && len(src) <= maxOther && !ownReport.Match(src) {
				p.unseenFiles = append(p.unseenFiles, o)
			}
		}
	}
	return p.unseenFiles
}

func (o *unseenFile) isGo() bool { return strings.HasSuffix(o.name, ".go") }

// named returns those of families that are named where nothing is edited, each
// with the place.
func (p *Program) named(families []retag.Family) map[retag.Family]string {
	out := make(map[retag.Family]string)
	for _, f := range families {
		if p.Imported != nil && p.Imported(f) {
			out[f] = "a package that this one imports"
		}
	}
	var matchers []*retag.Matcher
	for _, f := range families {
		matchers = append(matchers, p.Separators.Matcher(f))
	}
	for _, o := range p.others() {
		for _, m := range matchers {
			if f := m.Family; out[f] == "" && (o.err != nil || o.Names(m)) {
				out[f] = inModule(o.name)
				if o.isGo() {
					out[f] += ", which is not analyzed"
				} else {
					out[f] += ", which is not edited"
				}
			}
		}
	}
	return out
}

// inModule spells the name of a file from the folder of its module.
func inModule(name string) string {
	if rel, err := filepath.Rel(gofiles.Module(filepath.Dir(name)), name); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.Base(name)
}

// used returns a Go file that is not analyzed and uses one of some names, and the
// name; "" if none does.
func (p *Program) used(names []retag.Name) (file, name string) {
	for _, o := range p.others() {
		if !o.isGo() {
			continue
		}
		for _, n := range names {
			if o.err != nil || (ast.IsExported(n.Text) || o.beside(n)) && o.mentions(n) {
				return inModule(o.name), n.Text
			}
		}
	}
	return "", ""
}

// beside reports whether a name is declared in the package of the file.
func (o *unseenFile) beside(n retag.Name) bool { return filepath.Dir(n.File) == filepath.Dir(o.name) }

// mentions reports whether the file uses a name, or one like it, in a way that is not
// seen to be right: any for what is a part of a key, and other than as a key of a
// command for what is one.
func (o *unseenFile) mentions(n retag.Name) bool {
	if !strings.Contains(o.src, n.Text) {
		return false
	}
	file := o.Syntax()
	if file == nil {
		return true
	}
	imports, dot := false, false
	for _, spec := range file.Imports {
		if strings.Trim(spec.Path.Value, "`\"") == n.Package {
			imports, dot = true, spec.Name != nil && spec.Name.Name == "."
		}
	}
	found := false
	ast.PreorderStack(file, nil, func(node ast.Node, stack []ast.Node) bool {
		id, ok := node.(*ast.Ident)
		if !ok || found || id.Name != n.Text || len(stack) == 0 {
			return !found
		}
		sel, _ := stack[len(stack)-1].(*ast.SelectorExpr)
		switch selected := sel != nil && sel.Sel == id; {
		case selected && !n.Member && !imports, !selected && !dot && !o.beside(n):
			return true // another thing
		case isDeclared(id, stack[len(stack)-1]):
			return true
		case selected:
			found = !n.Whole || !isKey(sel, stack[:len(stack)-1])
		default:
			found = !n.Whole || !isKey(id, stack)
		}
		return !found
	})
	return found
}

// isDeclared reports whether an identifier is the name of what a node declares:
// another function of that name, in another package or of another type.
func isDeclared(id *ast.Ident, parent ast.Node) bool {
	d, ok := parent.(*ast.FuncDecl)
	return ok && d.Name == id
}

// isKey reports whether an expression, or the call of it, is an argument of a
// command as it is, or an element of a list that is.
func isKey(e ast.Expr, stack []ast.Node) bool {
	for _, parent := range slices.Backward(stack) {
		switch parent := parent.(type) {
		case *ast.ParenExpr:
			e = parent
		case *ast.CompositeLit:
			if !slices.Contains(parent.Elts, e) {
				return false
			}
			e = parent
		case *ast.CallExpr:
			if parent.Fun == e {
				e = parent
				continue
			}
			sel, ok := parent.Fun.(*ast.SelectorExpr)
			return ok && libraries.HasMethod(sel.Sel.Name)
		default:
			return false
		}
	}
	return false
}
