// Package analyzer reports Redis commands, transactions and scripts, sent
// through go-redis, whose keys do not hash to one slot: on Redis Cluster they
// fail with CROSSSLOT.
package analyzer

import (
	"flag"
	"fmt"
	"reflect"
	"runtime/debug"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

const doc = `report Redis keys that a cluster keeps in different slots

Redis Cluster refuses a command, transaction or script whose keys hash to more
than one slot (CROSSSLOT). The analyzer follows how a program builds its keys,
through formats, helper functions, fields and lists, and reports the calls made
through go-redis whose keys do not share a slot, and those that a cluster refuses
whatever their keys are, or that reach one node of it only.`

// Analyzer is the crossslotlint analyzer, with the default settings.
var Analyzer = New()

// CheckFlags returns an error if a flag of an analyzer that New returned was set
// to a value that it does not take. A driver that calls it tells that once, where
// the analysis itself tells it for every package.
func CheckFlags(a *analysis.Analyzer) error {
	value := func(name string) flag.Value { return a.Flags.Lookup(name).Value }
	s := &settings{
		lowest: *value("certainty").(*certaintyFlag), clients: *value("clients").(*clientsFlag),
		checks: *value("checks").(*checksFlag), server: *value("server").(*serverFlag),
	}
	return s.err()
}

// New returns an analyzer of its own, with flags of its own.
func New() *analysis.Analyzer {
	s := &settings{lowest: certaintyFlag{value: prove.Likely}, server: serverFlag{major: 7, minor: 2}}
	a := &analysis.Analyzer{
		Name:       "crossslotlint",
		Doc:        doc,
		URL:        "https://github.com/crossslotlint/crossslotlint",
		FactTypes:  []analysis.Fact{new(funcFact), new(varFact), new(resolverFact), new(familiesFact)},
		ResultType: reflect.TypeFor[*Result](),
	}
	a.Flags.Var(&s.lowest, "certainty", "lowest certainty reported: proven, likely or possible")
	a.Flags.Var(&s.clients, "clients", "client types that count, separated by commas: cluster, universal, ring, single, or all")
	a.Flags.Var(&s.checks, "checks", "checks that run, separated by commas, or all; -name takes one away")
	a.Flags.Var(&s.server, "server", "oldest Redis `version` that the program is to run on")
	a.Flags.BoolVar(&s.right, "right", false, "also tell which calls are proved to be right")
	a.Flags.BoolVar(&s.group, "group", false, "offer fixes that send one command for each slot, where a command can be split")
	a.Run = func(pass *analysis.Pass) (any, error) { return run(pass, s) }
	return a
}

// A Result is what one run did, as counts that no machine changes.
type Result struct {
	Calls int // call sites with several keys, transactions included
	Work  int // steps of the evaluation
}

// run analyzes one package. A fault of the analyzer itself is an error that
// names the package, never a panic that would end the whole vet run.
func run(pass *analysis.Pass, s *settings) (result any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal error in package %s: %v (please report it)\n%s", pass.Pkg.Path(), r, debug.Stack())
		}
	}()
	if err := s.err(); err != nil {
		return nil, err
	}
	c := &checker{pass: pass, settings: s, result: &Result{}}
	c.run()
	return c.result, nil
}
