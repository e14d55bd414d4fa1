// Crossslotlint reports Redis commands, transactions and scripts whose keys a
// cluster keeps in different slots.
//
//	go vet -vettool=$(which crossslotlint) ./...
//	crossslotlint ./...
package main

import (
	"flag"
	"os"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

func main() {
	args := os.Args[1:]
	if underVet(args) {
		vetTool()
	}
	env := environment{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv}
	if len(args) > 0 {
		if c, ok := lookupCommand(args[0]); ok {
			os.Exit(c.run(env, args[1:]))
		}
	}
	os.Exit(lintMain(env, args))
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

// vetTool is the program that go vet runs. It does not return.
func vetTool() {
	// The go command runs the tool once for each package of the program, for a
	// moment: collecting garbage is most of what can be saved.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	// The settings go by the same short names as in the stand-alone program.
	analyzer.Analyzer.Flags.VisitAll(func(f *flag.Flag) { flag.Var(f.Value, f.Name, f.Usage) })
	unitchecker.Main(analyzer.Analyzer)
}
