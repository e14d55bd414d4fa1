// Vetcost measures what the linter adds to go vet on a module: CPU time and
// memory of "go vet -vettool" with crossslotlint, as a ratio to a vet tool that
// does nothing. The packages are built, the vet results are not.
//
//	go run ./internal/measure/vetcost [-runs 5] [-max 1.10] MODULE_DIR [PACKAGES]
//
// The two tools take turns, and the median of the ratios is what counts:
// single times say little on a machine that others use too. With -max it fails
// when the median is above.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("vetcost: ")
	runs := flag.Int("runs", 5, "counted runs of each tool, after one to warm up")
	most := flag.Float64("max", 0, "fail when the median ratio of CPU times is above; 0 for never")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("usage: vetcost [-runs N] [-max RATIO] MODULE_DIR [PACKAGES]")
	}
	packages := flag.Args()[1:]
	if len(packages) == 0 {
		packages = []string{"./..."}
	}
	tmp, err := os.MkdirTemp("", "vetcost")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(tmp)

	const module = "github.com/crossslotlint/crossslotlint/"
	var ratios, ours, noops []float64
	for run := range *runs + 1 {
		a := vet(tmp, module+"cmd/crossslotlint", flag.Arg(0), packages, run)
		b := vet(tmp, module+"internal/measure/vetcost/noop", flag.Arg(0), packages, run)
		if run == 0 {
			continue // the build cache is warm from here on
		}
		ours, noops, ratios = append(ours, a), append(noops, b), append(ratios, a/b)
		fmt.Printf("run %d: crossslotlint %.2f s, no-op %.2f s of CPU, ratio %.3f\n", run, a, b, a/b)
	}
	ratio := median(ratios)
	fmt.Printf("median: crossslotlint %.2f s, no-op %.2f s of CPU, ratio %.3f (%.3f to %.3f)\n",
		median(ours), median(noops), ratio, slices.Min(ratios), slices.Max(ratios))
	if *most > 0 && ratio > *most {
		os.RemoveAll(tmp)
		log.Fatalf("the ratio is above %.2f", *most)
	}
}

// vet runs a vet tool that was never run before, and returns the CPU seconds
// that the go command and all that it started took.
func vet(tmp, pkg, dir string, packages []string, run int) float64 {
	tool := filepath.Join(tmp, filepath.Base(pkg))
	build := exec.Command("go", "build", "-o", tool, "-ldflags", fmt.Sprintf("-X main.nonce=%d-%d", time.Now().UnixNano(), run), pkg)
	if out, err := build.CombinedOutput(); err != nil {
		log.Fatalf("building %s: %v\n%s", pkg, err, out)
	}
	cmd := exec.Command("go", append([]string{"vet", "-vettool=" + tool}, packages...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if _, exit := err.(*exec.ExitError); err != nil && !exit {
		log.Fatalf("go vet: %v\n%s", err, out)
	}
	if run == 0 {
		lines := 0
		for _, c := range out {
			if c == '\n' {
				lines++
			}
		}
		fmt.Printf("%s prints %d lines\n", filepath.Base(pkg), lines)
	}
	ru := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return time.Duration(ru.Utime.Nano() + ru.Stime.Nano()).Seconds()
}

func median(xs []float64) float64 {
	xs = slices.Clone(xs)
	slices.Sort(xs)
	return xs[len(xs)/2]
}
