package analyzer

import (
	"os"
	"path/filepath"
	"strings"
)

// WholeModule has the fixes of a package made with regard to all of its module, as
// they are in the program, until the function that it returns is called.
func WholeModule() (restore func()) {
	around = wholeModule
	return func() { around = folder }
}

var wholeModule = around

// folder is the module of a package in testdata: its other files are beside it.
func folder(dir string, visit func(name string)) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), ".lua") {
			visit(filepath.Join(dir, e.Name()))
		}
	}
}

func init() { around = folder }
