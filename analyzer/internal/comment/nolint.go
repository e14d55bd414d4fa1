package comment

import (
	"go/ast"
	"go/token"
	"path"
	"path/filepath"
	"strings"
)

// A silence is a part of a file in which nothing is reported: all of it, if the
// settings leave the file out, or lines with a //nolint comment.
type silence struct {
	whole bool
	lines [][2]int // first and last
}

// skipped reports whether the settings, or a //nolint comment, leave out what
// is reported at pos.
func (c *Comments) skipped(pos token.Pos) bool {
	file := c.Pass.Fset.File(pos)
	if file == nil {
		return false
	}
	if c.silent == nil {
		c.silent = make(map[*token.File]*silence)
		for _, f := range c.Pass.Files {
			c.silent[c.Pass.Fset.File(f.FileStart)] = c.silence(f)
		}
	}
	s := c.silent[file]
	if s == nil {
		return false
	}
	line := file.Line(pos)
	for _, l := range s.lines {
		if l[0] <= line && line <= l[1] {
			return true
		}
	}
	return s.whole
}

func (c *Comments) silence(f *ast.File) *silence {
	s := &silence{whole: !c.Generated && ast.IsGenerated(f)}
	name := c.inModule(f.FileStart)
	for _, p := range c.Exclude {
		s.whole = s.whole || p.Match(name)
	}
	if !c.Nolint {
		return s
	}
	file := c.Pass.Fset.File(f.FileStart)
	for _, group := range f.Comments {
		for _, comment := range group.List {
			if nolint(comment.Text) {
				s.lines = append(s.lines, extent(file, f, group))
				break
			}
		}
	}
	return s
}

// inModule returns the path of a file in its module, with slashes: what the
// import path says of it, which is the same on every machine.
func (c *Comments) inModule(pos token.Pos) string {
	dir, _, _ := strings.Cut(c.Pass.Pkg.Path(), " ") // go vet: "p [p.test]"
	if strings.HasSuffix(c.Pass.Pkg.Name(), "_test") {
		dir = strings.TrimSuffix(dir, "_test")
	}
	if m := c.Pass.Module; m != nil && m.Path != "" {
		if rest, ok := strings.CutPrefix(dir+"/", m.Path+"/"); ok {
			dir = rest
		}
	}
	if dir == "command-line-arguments" {
		dir = ""
	}
	return path.Join(dir, filepath.Base(c.Pass.Fset.Position(pos).Filename))
}

// nolint reports whether a comment switches this linter off in the words of
// golangci-lint: //nolint, //nolint:all, or //nolint: with a list of linters that
// has this one. Behind another // is a reason.
func nolint(comment string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(comment, "/ "), "nolint")
	if !ok || rest != "" && rest[0] != ' ' && rest[0] != ':' {
		return false
	}
	list, ok := strings.CutPrefix(rest, ":")
	if !ok {
		return true
	}
	list, _, _ = strings.Cut(list, "//")
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.ToLower(strings.TrimSpace(name)); name == "all" || name == "crossslotlint" {
			return true
		}
	}
	return false
}

// extent returns the lines that a //nolint comment is for, as golangci-lint has
// it: its own, and all of what begins below it in the same column.
func extent(file *token.File, f *ast.File, group *ast.CommentGroup) [2]int {
	first, last := file.Line(group.Pos()), file.Line(group.End())
	column := file.Position(group.Pos()).Column
	to := last
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		if p := file.Position(n.Pos()); p.Line == last+1 && p.Column == column {
			to = max(to, file.Line(n.End()))
		}
		return true
	})
	return [2]int{first, to}
}
