package analyzer

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/retag"
)

// maxOther is the size of the largest file of another language than Go that is
// read, in bytes: what is larger was not written by people.
const maxOther = 1 << 20

// named returns those of families that are named where nothing is edited.
func (p *program) named(families []retag.Family) map[retag.Family]bool {
	out := make(map[retag.Family]bool)
	for _, f := range families {
		out[f] = p.elsewhere != nil && p.elsewhere(f)
	}
	for _, name := range p.unseen() {
		src, err := os.ReadFile(name)
		if other := filepath.Ext(name) != ".go"; other && (err != nil || len(src) > maxOther) {
			continue
		}
		file := retag.NewSource(filepath.Ext(name), string(src))
		for _, f := range families {
			out[f] = out[f] || err != nil || file.Spells(p.separators, f)
		}
	}
	return out
}

// used returns a Go file that is not analyzed and uses one of some names, and the
// name; "" if none does.
func (p *program) used(names []retag.Name) (file, name string) {
	if len(names) == 0 {
		return "", ""
	}
	for _, file := range p.beside() {
		known := make(map[string]bool)
		for _, n := range names {
			if ast.IsExported(n.Text) || filepath.Dir(n.File) == filepath.Dir(file) {
				known[n.Text] = true
			}
		}
		if len(known) == 0 {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			return file, names[0].Text
		}
		var s scanner.Scanner
		s.Init(token.NewFileSet().AddFile(file, -1, len(src)), src, nil, 0)
		for {
			_, tok, text := s.Scan()
			if tok == token.EOF {
				break
			}
			if tok == token.IDENT && known[text] {
				return file, text
			}
		}
	}
	return "", ""
}

// goFiles returns the Go files among files.
func goFiles(files []string) []string {
	return slices.DeleteFunc(slices.Clone(files), func(name string) bool { return !strings.HasSuffix(name, ".go") })
}
