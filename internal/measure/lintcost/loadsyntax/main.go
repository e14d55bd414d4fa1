// Loadsyntax loads the packages that its arguments name, from source, with
// golang.org/x/tools/go/packages, and does nothing with them: what every linter
// costs that sees types.
package main

import (
	"log"
	"os"

	"golang.org/x/tools/go/packages"
)

func main() {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Tests: true}, os.Args[1:]...)
	if err != nil {
		log.Fatal(err)
	}
	if len(pkgs) == 0 {
		log.Fatal("no packages")
	}
}
