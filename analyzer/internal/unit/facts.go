package unit

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/site"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/value"
)

// A funcFact says of an exported function which keys it returns, in terms of
// its parameters, and which commands it sends with keys of its callers.
type funcFact struct {
	Results []*value.Value
	Sends   []site.Send
	Writes  bool // it may write memory that was there before
	Edits   bool // it assigns elements of a list or map that it is given
}

func (*funcFact) AFact() {}

// String spells the fact for tests: "returns user:<id>; sends MGET".
func (f *funcFact) String() string {
	var parts []string
	for _, v := range f.Results {
		if v.Kind == value.Unknown {
			continue
		}
		parts = append(parts, "returns "+value.Describe(v))
	}
	for _, s := range f.Sends {
		name := s.Command
		if name == "" {
			name = s.Kind.String()
		}
		parts = append(parts, "sends "+name)
	}
	if f.Edits {
		parts = append(parts, "edits")
	}
	return strings.Join(parts, "; ")
}

// FactTypes returns the facts of this package, for the analyzer.
func FactTypes() []analysis.Fact {
	return []analysis.Fact{new(funcFact), new(varFact), new(resolverFact), new(scriptsFact)}
}

// A varFact says which value a package variable always has.
type varFact struct{ Value *value.Value }

func (*varFact) AFact() {}

func (f *varFact) String() string { return fmt.Sprintf("is %s", value.Describe(f.Value)) }

// A resolverFact marks a package that makes a resolver with which the client
// splits the commands that can be split (go-redis v9.18: NewDynamicResolver).
type resolverFact struct{}

func (*resolverFact) AFact()         {}
func (*resolverFact) String() string { return "splits commands" }
