package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGroupFix shows that both drivers apply all rewrites of -group together: what
// they make of testdata/group are its golden files.
func TestGroupFix(t *testing.T) {
	flags := []string{"-group", "-retag=false", "-fix", "-checks=crossslot", "-certainty=possible", "./..."}
	for name, fix := range map[string]func(dir string) output{
		"alone": func(dir string) output { return run(t, dir, tool(t), flags...) },
		"vet":   func(dir string) output { return vet(t, dir, flags...) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(filepath.Join(testdata, "group"))); err != nil {
				t.Fatal(err)
			}
			root, err := filepath.Abs("../..")
			if err != nil {
				t.Fatal(err)
			}
			if r := run(t, dir, "go", "mod", "edit", "-replace=github.com/crossslotlint/crossslotlint="+root); r.code != 0 {
				t.Fatal(r.stderr)
			}
			out := fix(dir)
			goldens, err := filepath.Glob(filepath.Join(dir, "*", "*.golden"))
			if err != nil || len(goldens) == 0 {
				t.Fatal("no golden files", err)
			}
			for _, golden := range goldens {
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				got, err := os.ReadFile(strings.TrimSuffix(golden, ".golden"))
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s: not what the driver makes of it:\n%s", filepath.Base(golden), got)
				}
			}
			if t.Failed() {
				t.Log(out.stdout, out.stderr)
			}
		})
	}
}
