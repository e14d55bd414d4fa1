// Lintcost measures what linters cost on a module, and prints a table in
// Markdown: the CPU time and the memory of the stand-alone program, of the vet
// tool, of go vet and of staticcheck, next to what it costs to load the packages
// only. The packages are built before.
//
//	go run ./internal/measure/lintcost [-rounds 5] [-max-cpu 1.25] [-max-mib 400] MODULE_DIR [PACKAGES]
//
// All take turns, and the medians count: single times say little on a machine
// that others use too. "Cold" is a first run, with a tool that the go command has
// no results of, or an empty cache; "warm" is the same once more. With -golangci
// PATH a golangci-lint takes part that was built with the plugin, with -also
// NAME=COMMAND another program, with -empty runs on a machine without any cache. With -max-cpu and -max-mib it fails if
// the stand-alone program takes more than so many times the CPU time of loading,
// or more memory.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("lintcost: ")
	rounds := flag.Int("rounds", 5, "counted runs of each program, after one to warm up")
	maxCPU := flag.Float64("max-cpu", 0, "fail if the stand-alone program takes more than so many times the CPU time of loading; 0 for never")
	maxMiB := flag.Float64("max-mib", 0, "fail if the stand-alone program takes more than so many MiB; 0 for never")
	version := flag.String("staticcheck", "latest", "the `version` of staticcheck to install; none to leave it out")
	golangci := flag.String("golangci", "", "measure the golangci-lint at `path`, built with the plugin, too")
	var also []string
	flag.Func("also", "measure another program too: `NAME=COMMAND`; may be repeated", func(s string) error {
		if name, command, ok := strings.Cut(s, "="); !ok || name == "" || strings.TrimSpace(command) == "" {
			return fmt.Errorf("want NAME=COMMAND")
		}
		also = append(also, s)
		return nil
	})
	empty := flag.Bool("empty", false, "also measure runs without any cache, as on a fresh machine")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("usage: lintcost [-rounds N] [-max-cpu RATIO] [-max-mib MIB] [-staticcheck VERSION] [-golangci PATH] [-empty] MODULE_DIR [PACKAGES]")
	}
	tmp, err := os.MkdirTemp("", "lintcost")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(tmp)
	packages := flag.Args()[1:]
	if len(packages) == 0 {
		packages = []string{"./..."}
	}
	b := &bench{tmp: tmp, dir: flag.Arg(0), packages: packages}
	programs := b.programs(*version, *golangci, also, *empty)

	costs := make([][]cost, len(programs))
	for round := range *rounds + 1 {
		for i, p := range programs {
			c, err := b.measure(p, round)
			if err != nil {
				os.RemoveAll(tmp)
				log.Fatalf("%s: %v", p.name, err)
			}
			if round > 0 {
				costs[i] = append(costs[i], c)
			}
		}
	}

	fmt.Printf("| program | CPU | to loading | memory |\n|---|---|---|---|\n")
	var ratio, mib float64
	for i, p := range programs {
		cpu := median(costs[i], func(c cost) float64 { return c.cpu })
		// The load of the machine changes from round to round.
		ratios := make([]cost, len(costs[i]))
		for n, c := range costs[i] {
			ratios[n].cpu = c.cpu / costs[0][n].cpu
		}
		r, m := median(ratios, func(c cost) float64 { return c.cpu }), median(costs[i], func(c cost) float64 { return c.mib })
		fmt.Printf("| %s | %.2f s | %.2f | %.0f MiB |\n", p.name, cpu, r, m)
		if i == alone {
			ratio, mib = r, m
		}
	}
	os.RemoveAll(tmp)
	if *maxCPU > 0 && ratio > *maxCPU {
		log.Fatalf("the stand-alone program takes %.2f times the CPU time of loading, more than %.2f", ratio, *maxCPU)
	}
	if *maxMiB > 0 && mib > *maxMiB {
		log.Fatalf("the stand-alone program takes %.0f MiB, more than %.0f", mib, *maxMiB)
	}
}

func median(list []cost, of func(cost) float64) float64 {
	var xs []float64
	for _, c := range list {
		xs = append(xs, of(c))
	}
	slices.Sort(xs)
	if len(xs) == 0 {
		return 0
	}
	return xs[len(xs)/2]
}

func (b *bench) path(name string) string { return filepath.Join(b.tmp, name) }
