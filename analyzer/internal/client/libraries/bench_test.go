package libraries_test

import (
	"go/types"
	"os"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/goredis"
	"github.com/crossslotlint/crossslotlint/analyzer/internal/client/libraries"
)

// BenchmarkLookup looks up all functions that a package with many methods of
// clients mentions: through the list, and as go-redis does alone.
func BenchmarkLookup(b *testing.B) {
	cfg := &packages.Config{
		Mode: packages.LoadSyntax, Dir: "../../../../testdata/record",
		Env: append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off"),
	}
	pkgs, err := packages.Load(cfg, "github.com/redis/go-redis/v9")
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		b.Fatal(err)
	}
	var funcs []*types.Func
	for _, obj := range pkgs[0].TypesInfo.Uses {
		if fn, ok := obj.(*types.Func); ok {
			funcs = append(funcs, fn)
		}
	}
	for _, bench := range []struct {
		name string
		f    func(*types.Func)
	}{
		{"list", func(fn *types.Func) { libraries.Lookup(fn); libraries.MakesScript(fn) }},
		{"library", func(fn *types.Func) { goredis.Library.Lookup(fn) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				for _, fn := range funcs {
					bench.f(fn)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(funcs)), "ns/func")
		})
	}
}
