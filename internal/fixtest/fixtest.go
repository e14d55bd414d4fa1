// Package fixtest applies the fixes that the analyzer offers, for the tests that
// judge them.
package fixtest

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/fix"
	"github.com/crossslotlint/crossslotlint/internal/lint"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// A Finder finds what is wrong in all packages of the module in a folder, and in
// their tests, and the fixes. It fails if a package does not compile.
type Finder func(dir string) (*result.Result, error)

// Packages is the Finder of drivers that see one package at a time, as go vet
// does: nothing is known of the packages that import it.
func Packages(dir string) (*result.Result, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: dir, Tests: true}, "./...")
	if err != nil {
		return nil, err
	}
	var errs []error
	packages.Visit(pkgs, nil, func(p *packages.Package) {
		for _, err := range p.Errors {
			errs = append(errs, err)
		}
	})
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{analyzer.New()}, pkgs, nil)
	if err != nil {
		return nil, err
	}
	r := &result.Result{Root: dir}
	for _, act := range graph.Roots {
		if act.Err != nil {
			return nil, act.Err
		}
		for _, d := range act.Diagnostics {
			f := result.Finding{Check: d.Category, Message: d.Message, Package: act.Package.PkgPath, Range: span(act, d.Pos, d.End)}
			for i, s := range d.SuggestedFixes {
				if i > 0 {
					return nil, fmt.Errorf("%s:%d: more than one fix", f.File, f.Line)
				}
				f.Fix = &result.Fix{Message: s.Message}
				for _, e := range s.TextEdits {
					f.Fix.Edits = append(f.Fix.Edits, result.Edit{Range: span(act, e.Pos, e.End), New: string(e.NewText)})
				}
			}
			r.Findings = append(r.Findings, f)
		}
	}
	r.Sort()
	return r, nil
}

// span returns the range of two positions, of which the second may be missing.
func span(act *checker.Action, from, to token.Pos) result.Range {
	if !to.IsValid() {
		to = from
	}
	a, b := act.Package.Fset.Position(from), act.Package.Fset.Position(to)
	return result.Range{
		File: a.Filename, Line: a.Line, Column: a.Column, EndLine: b.Line, EndColumn: b.Column, Offset: a.Offset, End: b.Offset,
	}
}

// Program is the Finder of the stand-alone program, which sees all packages.
func Program(dir string) (*result.Result, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	settings := analyzer.NewSettings()
	p, err := load.Load(load.Config{Dir: dir, Tests: true, IsClient: settings.IsClient}, "./...")
	if err != nil {
		return nil, err
	}
	r, err := lint.Run(settings.Analyzer(), p, dir)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, f := range r.Failures {
		errs = append(errs, fmt.Errorf("%s: %s:%d: %s", f.Package, f.File, f.Line, f.Message))
	}
	return r, errors.Join(errs...)
}

// Apply makes all edits of all safe fixes in the files, as they are. It fails, with
// nothing written, if two of them are in each other's way, or if they leave a
// file that is not as gofmt would write it, though it was.
func Apply(r *result.Result) ([]fix.File, error) {
	plan, err := fix.New(r.Findings, false, os.ReadFile)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, s := range plan.Skipped {
		errs = append(errs, fmt.Errorf("%s:%d: %s", s.Finding.File, s.Finding.Line, s.Reason))
	}
	for _, f := range plan.Files {
		if formatted, err := format.Source(f.Old); err != nil || !bytes.Equal(formatted, f.Old) {
			continue
		}
		if raw := edited(r, f); !bytes.Equal(raw, f.New) {
			errs = append(errs, fmt.Errorf("%s: gofmt changes what the fixes leave:\n%s", f.Name, raw))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return plan.Files, plan.Write(r.Root)
}

// edited makes the edits of a file without formatting it.
func edited(r *result.Result, f fix.File) []byte {
	var edits []result.Edit
	for _, found := range r.Findings {
		if found.Answer() == "safe" {
			edits = append(edits, found.Fix.Edits...)
		}
	}
	edits = slices.DeleteFunc(edits, func(e result.Edit) bool { return e.File != f.Name })
	slices.SortFunc(edits, func(a, b result.Edit) int { return result.Compare(a.Range, b.Range) })
	var out []byte
	at := 0
	for _, e := range slices.Compact(edits) {
		out = append(append(out, f.Old[at:e.Offset]...), e.New...)
		at = e.End
	}
	return append(out, f.Old[at:]...)
}

// Copy copies a module to the directory to. What its go.mod replaces by a folder
// is replaced by the same folder from there.
func Copy(to, module string) error {
	module, err := filepath.Abs(module)
	if err != nil {
		return err
	}
	if err := os.CopyFS(to, os.DirFS(module)); err != nil {
		return err
	}
	name := filepath.Join(to, "go.mod")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		if before, folder, ok := strings.Cut(line, " => "); ok && strings.HasPrefix(folder, ".") {
			lines[i] = before + " => " + filepath.Join(module, folder)
		}
	}
	return os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o666)
}
