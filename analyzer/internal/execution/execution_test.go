// Package execution judges the analyzer by what a cluster says. Its test
// generates programs that build keys in the ways of real code, lints them, runs
// them on a real cluster with random inputs, and holds the linter's word on each
// call against the server's answer.
package execution

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/redistest"
)

// seedEnv names the environment variable that chooses the programs and inputs.
const seedEnv = "CROSSSLOTLINT_EXECUTION_SEED"

var keep = flag.String("keep", "", "write the generated module to this `directory`, and leave it there")

// today is a seed that is another one each day: what a run finds is found again on
// the same day, or with seedEnv.
func today() uint64 { return uint64(time.Now().UTC().Unix() / (24 * 60 * 60)) }

// seedOf returns the seed of a run, and tells it.
func seedOf(t *testing.T, seed uint64) uint64 {
	if s := os.Getenv(seedEnv); s != "" {
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", seedEnv, err)
		}
		seed = n
	}
	t.Logf("%s=%d", seedEnv, seed)
	return seed
}

// trimmed has the go command leave the directory of a module out of what it
// builds: building, loading and testing the module share their compiled packages,
// and those of a run before serve the next one.
func trimmed(t *testing.T) { t.Setenv("GOFLAGS", "-trimpath") }

func TestExecution(t *testing.T) {
	trimmed(t)
	nodes := redistest.Cluster(t)
	seed := seedOf(t, today())
	size, rounds := size{packages: 20, files: 12, sites: 14}, 10
	if testing.Short() {
		size, rounds = sizeShort, 5
	}
	dir := *keep
	if dir == "" {
		dir = t.TempDir()
	}
	p := &program{dir: dir, module: generate(seed, size)}
	if err := p.write(); err != nil {
		t.Fatal(err)
	}
	if err := p.build(filepath.Join(dir, "execution")); err != nil {
		t.Fatal(err)
	}
	reports, err := p.lint()
	if err != nil {
		t.Fatal(err)
	}
	records, err := p.run(filepath.Join(dir, "execution"), nodes, seed, rounds)
	if err != nil {
		t.Fatal(err)
	}
	j, err := newJudge(p, reports, nodes)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if err := j.judge(r); err != nil {
			t.Fatal(err)
		}
	}
	j.report(t)
}

var sizeShort = size{packages: 4, files: 3, sites: 10}
