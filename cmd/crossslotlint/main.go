// Crossslotlint reports Redis commands, transactions and scripts whose keys a
// cluster keeps in different slots.
//
//	go vet -vettool=$(which crossslotlint) ./...
//	crossslotlint ./...
package main

import (
	"flag"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/singlechecker"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// nonce tells builds apart that are otherwise equal; measurements set it, so that
// the go command has no results of the tool yet.
var nonce string

func main() {
	_ = nonce
	if underVet(os.Args[1:]) {
		// The settings go by the same short names as in the stand-alone program.
		analyzer.Analyzer.Flags.VisitAll(func(f *flag.Flag) { flag.Var(f.Value, f.Name, f.Usage) })
		unitchecker.Main(analyzer.Analyzer)
	}
	singlechecker.Main(analyzer.Analyzer)
}

// underVet reports whether the go command runs the program: it asks for the
// version and the flags, and then passes the description of one package.
func underVet(args []string) bool {
	for _, a := range args {
		if a == "-flags" || a == "-V=full" || strings.HasSuffix(a, ".cfg") {
			return true
		}
	}
	return false
}
