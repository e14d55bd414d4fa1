// Noop is a vet tool with one fact type that does nothing: what is left of a
// vet run when the analysis costs nothing.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

type fact struct{}

func (*fact) AFact() {}

// nonce makes each build another tool, so that the go command has no results
// of it yet.
var nonce string

func main() {
	_ = nonce
	unitchecker.Main(&analysis.Analyzer{
		Name:      "noop",
		Doc:       "do nothing",
		FactTypes: []analysis.Fact{new(fact)},
		Run:       func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
