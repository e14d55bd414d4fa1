package analyzer

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
)

// A checker analyzes one package.
type checker struct {
	pass *analysis.Pass
	*Settings
	result *Result

	funcs   []*ssa.Function
	eval    *flow.Evaluator
	finder  *site.Finder
	reaches bool // a Redis client is among what the package imports
	ssaPkg  *ssa.Package
	found   []finding
	// What luaslot and clusterdenied have reported: the scripts whose own faults
	// they are, and the calls.
	toldScripts []string
	toldCalls   []token.Pos
	ignores     []*ignore
	marks       map[types.Object]flow.Mark // of this package
	silent      map[*token.File]*silence   // nil until something is reported
	resolver    bool                       // commands that can be split are split by the client
}

func (c *checker) run() {
	if c.standard() || libraries.Owns(c.pass.Pkg.Path()) {
		return
	}
	defer c.flush()
	c.readMarks()
	interest := c.interest()
	if interest == none {
		c.tags(false)
		return
	}
	c.evaluate(interest)
	c.resolver = c.splitByClient()
	c.readIgnores()
	if interest&callSites != 0 {
		for _, fn := range c.funcs {
			c.check(fn)
		}
		c.scripts()
	}
	c.tags(interest&callSites != 0)
	c.export(c.ssaPkg)
	c.unusedIgnores()
	c.result.Work = c.eval.Work
}

// check reports the sites of one function.
func (c *checker) check(fn *ssa.Function) {
	for _, s := range c.finder.Sends(fn) {
		if s.Guarded || s.Judged || len(s.Keys) == 0 || s.Kind == client.Begin || !c.counts(s.Class) {
			continue
		}
		if len(s.Keys) > 1 || s.Keys[0].Repeat {
			c.result.Calls++
			c.command(s)
		}
	}
	for _, t := range c.finder.Transactions(fn) {
		if c.counts(t.Begin.Class) {
			c.result.Calls++
			c.transaction(t)
		}
	}
	for _, t := range c.finder.Watches(fn) {
		if c.counts(t.Begin.Class) && t.Begin.Class != client.Ring {
			c.watch(t)
		}
	}
	c.denied(fn)
}

func (c *checker) counts(class client.Class) bool {
	return c.clients.classes == nil || c.clients.classes[class]
}

// report keeps a diagnostic, if its check runs and nothing switches it off. The
// category is the check.
func (c *checker) report(d analysis.Diagnostic) { c.find(finding{Diagnostic: d}) }

func (c *checker) find(f finding) {
	if c.checks.runs(f.Category) && !c.ignored(f.Diagnostic) && !c.skipped(f.Diagnostic) {
		c.found = append(c.found, f)
	}
}

func (c *checker) wanted(f *site.Finding) bool {
	certainty := f.Verdict.Certainty
	if f.Unknown {
		certainty = prove.Possible
	}
	return certainty >= c.lowest.value
}

// steps returns the calls that lead from a site to the client's method.
func (c *checker) steps(s site.Send) (out []analysis.RelatedInformation) {
	c.trace(s, func(pos token.Pos, message string) {
		out = append(out, analysis.RelatedInformation{Pos: pos, Message: message})
	})
	return out
}
