package lint

import (
	"path"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// Schema returns the schema of a program, with file names relative to root, and what
// could not be analyzed. owners returns who owns a file, by its
// absolute name; it may be nil.
func Schema(a *analysis.Analyzer, p *load.Program, root string, owners func(file string) []string) (*analyzer.KeySchema, *result.Result, error) {
	d := &driver{program: p}
	r := &result.Result{Root: root}
	s, _, err := analyzer.Schema(a, d, owners)
	if err != nil {
		return nil, nil, err
	}
	relative(s, r)
	return s, d.result(nil, root), nil
}

// relative makes the names of files relative to the root, and those of other modules to
// nothing.
func relative(s *analyzer.KeySchema, r *result.Result) {
	each := func(list []analyzer.KeyPlace) {
		for i := range list {
			p := &list[i]
			// Where other modules are is not the same on all machines.
			if rel := r.Rel(p.File); strings.HasPrefix(rel, "../") {
				p.File = strings.TrimSuffix(p.Package, "_test") + "/" + path.Base(rel)
			} else {
				p.File = rel
			}
		}
	}
	each(s.Unknown)
	for i := range s.Ignores {
		s.Ignores[i].File = r.Rel(s.Ignores[i].File)
	}
	for i := range s.Families {
		f := &s.Families[i]
		for _, list := range [][]analyzer.KeyPlace{f.Readers, f.Writers, f.Removers, f.Unseen, f.Expiry.With, f.Expiry.Without} {
			each(list)
		}
		for _, t := range f.Types {
			each(t.Places)
		}
		for _, m := range f.Meets {
			each(m.Places)
		}
	}
}
