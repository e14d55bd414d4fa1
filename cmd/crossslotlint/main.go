// Crossslotlint reports Redis commands, transactions and scripts whose keys a
// cluster keeps in different slots.
//
//	go vet -vettool=$(which crossslotlint) ./...
//	crossslotlint ./...
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis/singlechecker"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/slottool"
)

// nonce tells builds apart that are otherwise equal; measurements set it, so that
// the go command has no results of the tool yet.
var nonce string

func main() {
	_ = nonce
	if len(os.Args) > 1 && os.Args[1] == "slot" {
		os.Exit(slottool.Main(os.Args[2:], os.Stdin, os.Stdout, os.Stderr))
	}
	if len(os.Args) == 2 && strings.TrimLeft(os.Args[1], "-") == "version" {
		fmt.Println(version())
		return
	}
	if underVet(os.Args[1:]) {
		// The go command runs the tool once for each package of the program,
		// for a moment: collecting garbage is most of what can be saved.
		if os.Getenv("GOGC") == "" {
			debug.SetGCPercent(400)
		}
		// The settings go by the same short names as in the stand-alone program.
		analyzer.Analyzer.Flags.VisitAll(func(f *flag.Flag) { flag.Var(f.Value, f.Name, f.Usage) })
		unitchecker.Main(analyzer.Analyzer)
	}
	checkFlags(os.Args[1:])
	singlechecker.Main(analyzer.Analyzer)
}

// checkFlags ends the program if a setting has a value that it does not take,
// before anything is loaded.
func checkFlags(args []string) {
	for i, a := range args {
		name, value, ok := strings.Cut(strings.TrimLeft(a, "-"), "=")
		f := analyzer.Analyzer.Flags.Lookup(name)
		if f == nil || !strings.HasPrefix(a, "-") {
			continue
		}
		if !ok && i+1 < len(args) {
			value = args[i+1]
		}
		f.Value.Set(value)
	}
	if err := analyzer.CheckFlags(analyzer.Analyzer); err != nil {
		fmt.Fprintln(os.Stderr, "crossslotlint:", err)
		os.Exit(2)
	}
}

// underVet reports whether the go command runs the program: it asks for the
// version and the flags, and then passes the description of one package.
func underVet(args []string) bool {
	for _, a := range args {
		if a == "-flags" || a == "-V=full" || a == "help" || strings.HasSuffix(a, ".cfg") {
			return true
		}
	}
	return false
}

// version says which version this is, and what it was built with.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "crossslotlint (built without module information)"
	}
	out := "crossslotlint " + info.Main.Version + " " + info.GoVersion
	for _, dep := range info.Deps {
		out += " " + dep.Path + "@" + dep.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
			out += " " + s.Key + "=" + s.Value
		}
	}
	return out
}
