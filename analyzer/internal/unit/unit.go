package unit

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/report"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// A Unit is one package under analysis.
type Unit struct {
	Pass *analysis.Pass
	*Options

	// What [Unit.Evaluate] makes. Finder is nil before, and in a package that
	// cannot matter.
	Funcs  []*ssa.Function // with a body, closures included, in the order of the code
	Eval   *flow.Evaluator
	Finder *site.Finder
	ssa    *ssa.Package

	// Splits says that the client splits the commands that can be split.
	Splits bool
	// Calls counts the call sites with several keys, transactions included.
	Calls int
	// GivenUp counts the call sites of which not all is known, because the analysis
	// came to one of its bounds.
	GivenUp int
	Found   []Finding
	// Exported are the methods that send commands with keys of their callers, if the
	// unit is one for a schema.
	Exported []Method

	// Annotated returns what annotations state of an object of this package or
	// another, and Silenced reports whether a comment or an option switches off
	// what a check reports at pos. Both may be nil.
	Annotated func(types.Object) flow.Mark
	Silenced  func(pos token.Pos, check string) bool

	reaches         bool                // a client is among what the package imports
	unseen          map[*types.Var]bool // what functions write that are not built
	reportedScripts []string
	reportedCalls   []token.Pos
	scriptVars      []types.Object
	scriptsMade     map[uint64]bool // see [Unit.ScriptElsewhere]
	scriptsGiven    map[string]bool // see [Unit.ScriptGiven]
}

// New returns the unit of a package.
func New(pass *analysis.Pass, o *Options) *Unit { return &Unit{Pass: pass, Options: o} }

// Report keeps a finding, if its check runs and nothing switches it off.
func (u *Unit) Report(f report.Finding) { u.ReportPlanned(Finding{Finding: f}) }

// ReportPlanned does so for a finding that takes part in the choice of tags.
func (u *Unit) ReportPlanned(f Finding) {
	if u.Checks[f.Check] && (u.Silenced == nil || !u.Silenced(f.Pos, f.Check)) {
		u.Found = append(u.Found, f)
	}
}

// GiveUp counts a call site that was given up, and reports it.
func (u *Unit) GiveUp(g site.GivenUp) {
	if u.Silenced != nil && u.Silenced(g.Pos, "crossslot") {
		return
	}
	u.GivenUp++
	if prove.Possible >= u.Lowest {
		f := report.GivenUp(g.Bound)
		f.Pos = g.Pos
		u.Report(f)
	}
}

// ReportScript reports a fault of a script itself, if it is certain enough, and
// notes that packages which run the script need not.
func (u *Unit) ReportScript(source string, f report.Finding) {
	if f.Certainty >= u.Lowest {
		u.reportedScripts = append(u.reportedScripts, source)
		u.Report(f)
	}
}

// ReportScriptCall reports a fault of a call that runs a script, and notes that
// packages which lead to that call need not. Of a possible fault they may know more.
func (u *Unit) ReportScriptCall(call token.Pos, f report.Finding) {
	if f.Certainty > prove.Possible {
		u.reportedCalls = append(u.reportedCalls, call)
	}
	u.Report(f)
}

// Wanted reports whether what was found is certain enough.
func (u *Unit) Wanted(f *site.Finding) bool {
	certainty := f.Verdict.Certainty
	if f.Unknown {
		certainty = prove.Possible
	}
	return certainty >= u.Lowest
}

// Steps returns the calls that lead from a send to the client's method.
func (u *Unit) Steps(s site.Send) (out []report.Place) {
	for _, step := range s.Trace[1:] {
		if step.Pos.IsValid() {
			out = append(out, report.Place{Pos: step.Pos, Message: "sent by " + step.Func})
		} else if s.Pos().IsValid() {
			out = append(out, report.Place{Pos: s.Pos(), Message: fmt.Sprintf("sent by %s at %s", step.Func, quote.Text(step.Posn))})
		}
	}
	return out
}

// Extent returns the source range of a send: its call expression, or where it
// starts if there is none.
func (u *Unit) Extent(s site.Send) (pos, end token.Pos) {
	if expr := u.Finder.CallExpr(s); expr != nil {
		return expr.Pos(), expr.End()
	}
	return s.Pos(), token.NoPos
}

// File returns the file that holds pos, nil if none of the package does.
func (u *Unit) File(pos token.Pos) *ast.File {
	i := slices.IndexFunc(u.Pass.Files, func(f *ast.File) bool { return f.FileStart <= pos && pos < f.FileEnd })
	if i < 0 {
		return nil
	}
	return u.Pass.Files[i]
}

// InTest reports whether pos is in a test file.
func (u *Unit) InTest(pos token.Pos) bool {
	return pos.IsValid() && strings.HasSuffix(u.Pass.Fset.Position(pos).Filename, "_test.go")
}

// Work returns the steps of the evaluation, a count that no machine changes.
func (u *Unit) Work() int {
	if u.Eval == nil {
		return 0
	}
	return u.Eval.Work
}
