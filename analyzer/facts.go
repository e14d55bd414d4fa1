package analyzer

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/flow"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
)

// A funcFact says of an exported function which keys it returns, in terms of
// its parameters, and which commands it sends with keys of its callers.
type funcFact struct {
	Results []*flow.Value
	Sends   []site.Send
}

func (*funcFact) AFact() {}

// String spells the fact for tests: "returns user:<id>; sends MGET".
func (f *funcFact) String() string {
	var parts []string
	for _, v := range f.Results {
		if v.Kind == flow.Unknown {
			continue
		}
		parts = append(parts, "returns "+flow.Describe(v))
	}
	for _, s := range f.Sends {
		name := s.Command
		if name == "" {
			name = s.Kind.String()
		}
		parts = append(parts, "sends "+name)
	}
	return strings.Join(parts, "; ")
}

// A varFact says which value a package variable always has.
type varFact struct{ Value *flow.Value }

func (*varFact) AFact() {}

func (f *varFact) String() string { return fmt.Sprintf("is %s", flow.Describe(f.Value)) }

// A resolverFact marks a package that makes a resolver with which the client
// splits the commands that can be split (go-redis v9.18: NewDynamicResolver).
type resolverFact struct{}

func (*resolverFact) AFact()         {}
func (*resolverFact) String() string { return "splits commands" }

// imported gives the evaluators access to the facts of other packages.
type imported struct{ pass *analysis.Pass }

func (i imported) Summary(fn *types.Func) *flow.Summary {
	var f funcFact
	if fn.Pkg() == i.pass.Pkg || !i.pass.ImportObjectFact(fn, &f) {
		return nil
	}
	s := &flow.Summary{Results: make([]*flow.Value, len(f.Results))}
	for n, v := range f.Results {
		if v.Kind != flow.Unknown {
			s.Results[n] = v
		}
	}
	return s
}

func (i imported) Sends(fn *types.Func) []site.Send {
	var f funcFact
	if fn.Pkg() == i.pass.Pkg || !i.pass.ImportObjectFact(fn, &f) {
		return nil
	}
	sends := slices.Clone(f.Sends) // the driver keeps the fact
	for n := range sends {
		sends[n].Unpack()
	}
	return sends
}

func (i imported) Var(v *types.Var) *flow.Value {
	var f varFact
	if v.Pkg() == i.pass.Pkg || !i.pass.ImportObjectFact(v, &f) {
		return nil
	}
	return f.Value
}
