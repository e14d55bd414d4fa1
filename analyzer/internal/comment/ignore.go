package comment

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

// ignorePrefix begins a comment that switches reports off:
//
//	//crossslot:ignore CHECK[,CHECK] reason
const ignorePrefix = "//crossslot:ignore"

// An ignore is such a comment, and what it covers: the lines from first to last
// of its file.
type ignore struct {
	pos, end    token.Pos
	file        *token.File
	first, last int
	checks      []string
	reason      string
	used        bool
}

// ReadIgnores finds the comments that switch reports off, and reports those that
// do not say of what, or not why.
func (c *Comments) ReadIgnores() {
	for _, f := range c.Pass.Files {
		for _, group := range f.Comments {
			for _, comment := range group.List {
				rest, ok := strings.CutPrefix(comment.Text, ignorePrefix)
				if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
					continue
				}
				i := &ignore{pos: comment.Pos(), end: comment.End(), file: c.Pass.Fset.File(comment.Pos())}
				if err := i.parse(rest, c.checks); err != "" {
					c.misplaced(i.pos, i.end, "ignore "+err, "")
					i.reason = err
					c.wrong = append(c.wrong, i)
					continue
				}
				i.cover(f, comment)
				c.ignores = append(c.ignores, i)
			}
		}
	}
}

// parse reads what follows the prefix; known are the names of the checks. It returns what is wrong with it.
func (i *ignore) parse(rest string, known []string) (wrong string) {
	checks, reason, _ := strings.Cut(strings.TrimSpace(rest), " ")
	if checks == "" {
		return "names no check: want the names of checks, or all, and a reason"
	}
	for name := range strings.SplitSeq(checks, ",") {
		if name != "all" && !slices.Contains(known, name) {
			return fmt.Sprintf("of an unknown check %q: want %s, or all", name, strings.Join(known, ", "))
		}
		i.checks = append(i.checks, name)
	}
	if i.reason = strings.TrimSpace(reason); i.reason == "" {
		return "gives no reason: write it behind the check"
	}
	return ""
}

// cover finds what the comment is about: the file, if it stands before the
// package clause; a declaration, if it is part of its comment; the line that it
// ends; or else the line below.
func (i *ignore) cover(f *ast.File, comment *ast.Comment) {
	line := i.file.Line(i.pos)
	i.first, i.last = line, line
	if comment.Pos() < f.Package {
		i.first, i.last = 1, i.file.LineCount()
		return
	}
	for _, decl := range f.Decls {
		var doc *ast.CommentGroup
		switch d := decl.(type) {
		case *ast.FuncDecl:
			doc = d.Doc
		case *ast.GenDecl:
			doc = d.Doc
		}
		if doc != nil && doc.Pos() <= comment.Pos() && comment.End() <= doc.End() {
			i.last = i.file.Line(decl.End())
			return
		}
	}
	code := false // before the comment on its line
	ast.Inspect(f, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.Comment, *ast.CommentGroup:
			return false
		}
		starts, ends := i.file.Line(n.Pos()), i.file.Line(n.End())
		code = code || starts == line && n.Pos() < comment.Pos() || ends == line && n.End() <= comment.Pos()
		return starts <= line && line <= ends
	})
	if !code {
		i.last = line + 1
	}
}

// ignored reports whether a comment switches off what a check reports at pos.
func (c *Comments) ignored(pos token.Pos, check string) bool {
	file := c.Pass.Fset.File(pos)
	if file == nil {
		return false
	}
	line, found := file.Line(pos), false
	for _, i := range c.ignores {
		if i.file == file && i.first <= line && line <= i.last && (slices.Contains(i.checks, check) || slices.Contains(i.checks, "all")) {
			i.used, found = true, true
		}
	}
	return found
}

// Check is the name in findings of what is wrong with a comment. It is no check
// that can be chosen: nothing switches it off but options that leave out the file.
const Check = "ignore"

// misplaced reports what is wrong with a comment.
func (c *Comments) misplaced(pos, end token.Pos, problem, advice string) {
	f := report.Comment(problem, advice)
	f.Pos, f.End = pos, end
	if !c.skipped(pos) {
		c.Found = append(c.Found, unit.Finding{Finding: f})
	}
}

// ReportUnused reports the comments that switched nothing off. Of checks that
// did not run nothing is known; ran reports whether one did.
func (c *Comments) ReportUnused(ran func(check string) bool) {
	for _, i := range c.ignores {
		if i.used || slices.ContainsFunc(i.checks, func(name string) bool { return name != "all" && !ran(name) }) {
			continue
		}
		c.misplaced(i.pos, i.end, fmt.Sprintf("ignore of %s switches nothing off: nothing is reported there", strings.Join(i.checks, ", ")), "remove it")
	}
}
