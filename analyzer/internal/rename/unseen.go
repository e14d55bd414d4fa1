package rename

import (
	"bytes"
	"encoding/binary"
	"errors"
	"go/ast"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
	"github.com/crossslotlint/crossslotlint/internal/gofiles"
)

// maxOther is the size of the largest file that is searched, in bytes. A larger one
// is listed without a look at it.
const maxOther = 64 << 20

// ownReport matches what this linter writes into reports: the keys in such a line
// are reported, not used.
var ownReport = regexp.MustCompile(`(?m)^.*(?:\([a-z]+, (?:proven|likely|possible)\)|"type":"finding").*$`)

// ownBaseline matches the beginning of a file of known findings.
var ownBaseline = regexp.MustCompile(`^\s*\{\s*"version":\s*\d+,\s*"findings":`)

// prose matches the names of documents, patches and golden files. People read them,
// or a test that fails; no program finds keys in them.
var prose = regexp.MustCompile(`(?i)(^|/)(README|CHANGELOG|CHANGES|LICENSE|NOTICE|AUTHORS)(\.txt)?$|\.(md|markdown|rst|adoc|diff|patch|golden)$`)

// An unseenFile is a file that is not analyzed.
type unseenFile struct {
	*retag.Source
	name string
	src  string
	err  error // of reading it
}

// others returns the files that are not analyzed, and may name keys: all but those
// that hold no text, documents, and reports of this linter.
func (p *Program) others() []*unseenFile {
	if p.unseenFiles == nil {
		p.unseenFiles = []*unseenFile{}
		for _, name := range p.Unseen() {
			if prose.MatchString(filepath.ToSlash(name)) {
				continue
			}
			src, err := readText(name)
			if err == nil && src == "" {
				continue
			}
			if !strings.HasSuffix(name, ".go") {
				if ownBaseline.MatchString(src) {
					continue
				}
				src = ownReport.ReplaceAllString(src, "")
			}
			p.unseenFiles = append(p.unseenFiles, &unseenFile{retag.NewSource(filepath.Ext(name), src), name, src, err})
		}
	}
	return p.unseenFiles
}

// readText returns what a file holds, "" if that is no text.
func readText(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, 8000)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return "", err
	}
	order := byteOrder(head[:n])
	if order == nil && bytes.IndexByte(head[:n], 0) >= 0 {
		return "", nil
	}
	rest, err := io.ReadAll(io.LimitReader(f, maxOther))
	if err == nil && len(rest) == maxOther {
		err = errors.New("too large")
	}
	text := append(head[:n], rest...)
	if order == nil {
		return string(text), err
	}
	units := make([]uint16, len(text)/2)
	for i := range units {
		units[i] = order.Uint16(text[2*i:])
	}
	return string(utf16.Decode(units)), err
}

// byteOrder returns the order of the bytes of a text in UTF-16, nil if it is none.
func byteOrder(head []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}):
		return binary.LittleEndian
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return binary.BigEndian
	}
	return nil
}

func (o *unseenFile) isGo() bool { return strings.HasSuffix(o.name, ".go") }

// named returns the places that may name families and are not edited, each with
// the line. They are in the order of the files.
func (p *Program) named(families []retag.Family) map[retag.Family][]Place {
	out := make(map[retag.Family][]Place)
	var matchers []*retag.Matcher
	for _, f := range families {
		matchers = append(matchers, p.Separators.Matcher(f))
	}
	for _, o := range p.others() {
		for _, m := range matchers {
			switch line := o.Mentions(m); {
			case o.err != nil:
				out[m.Family] = append(out[m.Family], Place{o.name, 0, o.err.Error()})
			case line > 0:
				out[m.Family] = append(out[m.Family], Place{o.name, line, ""})
			case o.Names(m):
				out[m.Family] = append(out[m.Family], Place{o.name, 0, ""})
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

// used returns a Go file that is not analyzed and uses a name for a part of a key,
// and the name; "" if none does. Uses of names for whole keys are in review: what
// becomes of these is for somebody to see. So are uses in tests, which fail at worst.
func (p *Program) used(names []retag.Name) (file, name string, review []Place) {
	for _, o := range p.others() {
		if !o.isGo() {
			continue
		}
		for _, n := range names {
			switch {
			case o.err == nil && !(ast.IsExported(n.Text) || o.beside(n)) || o.err == nil && !o.mentions(n):
			case o.err == nil && o.Syntax() != nil && (n.Whole || strings.HasSuffix(o.name, "_test.go")):
				review = append(review, Place{o.name, 0, "it uses " + n.Text})
			default:
				return o.name, n.Text, nil
			}
		}
	}
	return "", "", review
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
			return ok && libraries.HasMethod(sel.Sel.Name) && isKeyOf(sel.Sel.Name, parent.Args, slices.Index(parent.Args, e))
		default:
			return false
		}
	}
	return false
}

// isKeyOf reports whether argument i of a method that has the name of a command is a
// key of it. A context stands in the place of the name: without one it is another
// method, as Set of a cache.
func isKeyOf(name string, args []ast.Expr, i int) bool {
	cmd, ok := command.Lookup(strings.ToUpper(name), "")
	if !ok || i < 1 {
		return false
	}
	keys, ok := cmd.Keys(len(args), func(int) (string, bool) { return "", false })
	return ok && slices.ContainsFunc(keys, func(k command.Key) bool { return k.Index == i && !k.NotKey })
}
