package schema

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/command"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/pattern"
	"github.com/crossslotlint/crossslotlint/internal/keyform"
)

// orphaned says that nothing reads a family, or that nothing writes it; "" if something
// may. A WATCH wants to know what becomes of the keys, and so does a SCAN.
func (f *family) orphaned(out *Family) string {
	switch {
	case out.Unseen != nil:
	case len(out.Readers) == 0 && len(out.Writers) > 0 && !f.scanned && !slices.ContainsFunc(f.uses, func(u placed) bool { return u.Command == "WATCH" }):
		return "never read"
	case len(out.Writers) == 0 && len(out.Readers) > 0:
		return "never written"
	}
	return ""
}

// A scan is a SCAN or KEYS, with the pattern of SCAN for what it finds; "" if that is not
// known.
type scan struct {
	glob  string
	place Place
}

// scan collects what the functions of the package scan.
func (c *collector) scan() {
	for _, fn := range c.Funcs {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				call, ok := in.(*ssa.Call)
				if !ok || c.InTest(call.Pos()) {
					continue
				}
				c.Eval.ResetBudget()
				if p, ok := c.Eval.Scan(call); ok {
					c.scans = append(c.scans, scan{wildcard(p), c.place(fn, call.Pos(), "SCAN")})
				}
			}
		}
	}
}

// wildcard returns the pattern of a scan, with a star for each value in it; "" if it is
// one for keys of all names.
func wildcard(p pattern.Pattern) string {
	if wordless(p) {
		return ""
	}
	var b strings.Builder
	for _, part := range p {
		if part.Hole != nil {
			b.WriteByte('*')
		}
		b.WriteString(part.Lit)
	}
	return b.String()
}

// scanned notes which families the scans of the program find.
func (m *merger) scanned(pkgs []*Package) {
	for _, p := range pkgs {
		for _, s := range p.scans {
			form, ok := keyform.FromGlob(s.glob)
			switch {
			case s.glob == "" && p.named:
				m.strays = append(m.strays, Stray{s.place, command.Role{Effects: command.Reads}})
			case s.glob != "":
				for _, f := range m.byGlob {
					if !ok || form.Meets(formOf(f.patterns[0])) {
						f.root().scanned = true
					}
				}
			}
		}
	}
}

// stray notes a command whose key is not known.
func (m *merger) stray(u placed) {
	if u.pkg.named {
		m.strays = append(m.strays, Stray{u.place, u.Role})
	}
}
