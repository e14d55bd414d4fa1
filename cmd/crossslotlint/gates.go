package main

import (
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/baseline"
	"github.com/crossslotlint/crossslotlint/internal/identity"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/newfrom"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// gates keep findings that are not new out of a result.
type gates struct {
	baseline, writeBaseline, newFrom string

	known   *baseline.Baseline
	changes *newfrom.Changes
	notes   string // lines for standard error
}

func (g *gates) register(fs *flag.FlagSet) {
	fs.StringVar(&g.baseline, "baseline", "", "do not report the findings that `FILE` names")
	fs.StringVar(&g.writeBaseline, "write-baseline", "", "write the names of all findings into `FILE`, for -baseline, and report none")
	fs.StringVar(&g.newFrom, "new-from", "", "report only what is on lines that have changed since the merge base of the git revision `REV` and HEAD")
}

// check returns an error for flags that do not go together.
func (g *gates) check(fix bool) error {
	if g.writeBaseline != "" && (g.baseline != "" || g.newFrom != "" || fix) {
		return errors.New("-write-baseline writes all findings: give it without -baseline, -new-from and -fix")
	}
	return nil
}

// prepare reads what findings are to be compared with, before anything is
// loaded. dir is the working directory.
func (g *gates) prepare(dir string) (err error) {
	if g.baseline != "" {
		if g.known, err = baseline.Read(g.baseline); err != nil {
			return fmt.Errorf("-baseline: %w", err)
		}
	}
	if g.newFrom != "" {
		if g.changes, err = newfrom.Since(dir, g.newFrom); err != nil {
			return fmt.Errorf("-new-from: %w", err)
		}
	}
	return nil
}

// apply takes findings out of a result, and sets the notes to what is to be told
// of it.
func (g *gates) apply(r *result.Result, p *load.Program) error {
	g.notes = ""
	if g.writeBaseline != "" {
		return g.write(r, p)
	}
	if g.known != nil {
		gone := g.known.Filter(r, identity.Of(r, p.Source))
		g.notes = tellGone(g.baseline, lookedAt(gone, p))
	}
	if g.changes != nil {
		g.changes.Filter(r)
	}
	return nil
}

func (g *gates) write(r *result.Result, p *load.Program) error {
	if len(r.Failures) > 0 {
		return fmt.Errorf("-write-baseline: %s is not written, since findings would be missing: package %s could not be analyzed (run without -write-baseline to see why)",
			g.writeBaseline, r.Failures[0].Package)
	}
	if err := baseline.New(identity.Of(r, p.Source)).Write(g.writeBaseline); err != nil {
		return fmt.Errorf("-write-baseline: %w", err)
	}
	g.notes = fmt.Sprintf("crossslotlint: %s: %s written\n", quote.Text(g.writeBaseline), count(len(r.Findings)))
	r.Findings = nil
	return nil
}

// lookedAt returns the findings of packages that were analyzed: of others nothing
// is known.
func lookedAt(ids []identity.Identity, p *load.Program) (list []identity.Identity) {
	analyzed := make(map[string]bool)
	for _, pkg := range p.Named {
		if !pkg.IllTyped {
			analyzed[pkg.PkgPath] = true
		}
	}
	for _, id := range ids {
		if analyzed[id.Package] {
			list = append(list, id)
		}
	}
	return list
}

// maxGone is how many findings are told by name.
const maxGone = 10

// tellGone says which known findings did not occur, if any.
func tellGone(file string, gone []identity.Identity) string {
	if len(gone) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "crossslotlint: %s: %s in it did not occur; -write-baseline %s leaves out what is gone\n", quote.Text(file), count(len(gone)), quote.Text(file))
	for i, id := range gone {
		if i == maxGone {
			fmt.Fprintf(&b, "\tand %d more\n", len(gone)-i)
			break
		}
		where := id.Package + "/" + id.File
		if id.In != "" {
			where += ": " + id.In
		}
		for _, what := range []string{id.Subject, id.Keys} {
			if what != "" {
				where += ": " + what
			}
		}
		fmt.Fprintf(&b, "\t%s\n", quote.Line(where))
	}
	return b.String()
}

func count(n int) string {
	if n == 1 {
		return "1 finding"
	}
	return fmt.Sprint(n, " findings")
}
