// Package analyzer reports Redis commands, transactions and scripts, sent
// through go-redis, whose keys do not hash to one slot: on Redis Cluster they
// fail with CROSSSLOT.
package analyzer

import (
	"fmt"
	"runtime/debug"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/schema"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/unit"
)

const doc = `report Redis keys that a cluster keeps in different slots

Redis Cluster refuses a command, transaction or script whose keys hash to more
than one slot (CROSSSLOT). The analyzer follows how a program builds its keys,
through formats, helper functions, fields and lists, and reports the calls made
through go-redis whose keys do not share a slot, and those that a cluster refuses
whatever their keys are, or that reach one node of it only.`

// Analyzer is the crossslotlint analyzer, with the default settings.
var Analyzer = New()

// New returns an analyzer of its own with the default settings, and with flags of
// its own.
func New() *analysis.Analyzer { return NewSettings().Analyzer() }

// A Result is what one run did, as counts that no machine changes.
type Result struct {
	Calls int // call sites with several keys, transactions included
	Work  int // steps of the evaluation
	// GivenUp counts the call sites of which not all is known, because the analysis
	// came to one of its bounds. They are reported at the certainty possible.
	GivenUp int

	schema  *schema.Package // what the package adds to the schema of its program
	methods []unit.Method   // that send commands with keys of their callers
	plan    *planInput      // what the package is to a program that is planned as a whole
}

// run analyzes one package; wrong is a setting that cannot be. A fault of the
// analyzer itself is an error that names the package, never a panic that would end
// the whole vet run.
func run(pass *analysis.Pass, o *unit.Options, wrong error) (result any, err error) {
	defer func() {
		r := recover()
		if wrong, ok := r.(unit.OptionError); ok {
			err = wrong
		} else if r != nil {
			err = fmt.Errorf("internal error in package %s: %v (please report it)\n%s", pass.Pkg.Path(), r, debug.Stack())
		}
	}()
	if wrong != nil {
		return nil, wrong
	}
	if o.Marks != nil {
		marked := *pass
		marked.TypesInfo = o.Marks.Info(pass.TypesInfo)
		pass = &marked
	}
	if len(pass.Files) == 0 {
		return &Result{}, nil // some drivers have dependencies without their source
	}
	p := newPackage(unit.New(pass, o))
	p.analyze()
	for _, d := range p.diagnostics() {
		pass.Report(d)
	}
	out := &Result{Calls: p.Calls, Work: p.Work(), GivenUp: p.GivenUp}
	if o.Schema {
		out.schema = schema.Of(p.Unit, p.inventory(), p.families)
		out.schema.Ignores = p.comments.Of(KeyIgnoreCheck)
		out.methods = p.Exported
	}
	if o.Whole {
		out.plan = p.planInput()
	}
	return out, nil
}
