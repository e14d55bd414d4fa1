// Package analyzer reports Redis commands, transactions and scripts, sent
// through go-redis, whose keys do not hash to one slot: on Redis Cluster they
// fail with CROSSSLOT.
package analyzer

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/prove"
)

const doc = `report Redis keys that a cluster keeps in different slots

Redis Cluster refuses a command, transaction or script whose keys hash to more
than one slot (CROSSSLOT). The analyzer follows how a program builds its keys,
through formats, helper functions, fields and lists, and reports the calls made
through go-redis whose keys do not share a slot.`

// Analyzer is the crossslotlint analyzer, with the default settings.
var Analyzer = New()

// settings are what the flags set.
type settings struct {
	certainty string
	clients   string
}

// New returns an analyzer of its own, with flags of its own.
func New() *analysis.Analyzer {
	s := &settings{}
	a := &analysis.Analyzer{
		Name:       "crossslotlint",
		Doc:        doc,
		URL:        "https://github.com/crossslotlint/crossslotlint",
		FactTypes:  []analysis.Fact{new(funcFact), new(varFact), new(resolverFact)},
		ResultType: reflect.TypeFor[*Result](),
	}
	a.Flags.StringVar(&s.certainty, "certainty", "likely", "lowest certainty reported: proven, likely or possible")
	a.Flags.StringVar(&s.clients, "clients", "all", "client types that count, separated by commas: cluster, universal, ring, single, or all")
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
	lowest, err := prove.ParseCertainty(s.certainty)
	if err != nil {
		return nil, fmt.Errorf("-certainty: %v", err)
	}
	classes, err := parseClients(s.clients)
	if err != nil {
		return nil, err
	}
	c := &checker{pass: pass, lowest: lowest, classes: classes, result: &Result{}}
	c.run()
	return c.result, nil
}

// parseClients reads the flag -clients. A pipeline or a transaction counts with
// whatever client it came from.
func parseClients(text string) (map[client.Class]bool, error) {
	if text == "all" {
		return nil, nil
	}
	names := map[string]client.Class{"cluster": client.Cluster, "universal": client.Universal, "ring": client.Ring, "single": client.Single}
	out := map[client.Class]bool{client.Pipeline: true, client.Tx: true, client.Unknown: true}
	for _, name := range strings.Split(text, ",") {
		class, ok := names[strings.TrimSpace(name)]
		if !ok {
			return nil, fmt.Errorf("-clients: unknown client type %q: want cluster, universal, ring, single, or all", name)
		}
		out[class] = true
	}
	return out, nil
}
