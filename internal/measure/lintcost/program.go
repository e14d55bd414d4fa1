package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A bench is where programs are measured.
type bench struct {
	tmp      string   // for the programs and their caches
	dir      string   // the module that is linted
	packages []string // of it
	nonce    string   // of this round
}

// A program is a line of the table.
type program struct {
	name string
	// prepare, which may be nil, runs before each measured run.
	prepare func(round int) error
	command []string
	env     []string
	failure int // the exit status of a run that failed; 0 if that cannot be told from findings
}

// alone is the place of the stand-alone program among programs; the first place
// is loading only, which all are compared to.
const alone = 1

const module = "github.com/crossslotlint/crossslotlint/"

// onlyPlugin is a .golangci.yml that has golangci-lint run crossslotlint only.
const onlyPlugin = `version: "2"
linters:
  default: none
  enable: [crossslotlint]
  settings:
    custom:
      crossslotlint: {type: module}
`

// programs builds and lists what is measured. golangci is a golangci-lint with the
// plugin, "" for none.
func (b *bench) programs(staticcheck, golangci string, also []string, empty bool) []program {
	b.must("go", "build", "-o", b.path("loadsyntax"), module+"internal/measure/lintcost/loadsyntax")
	b.must("go", "build", "-o", b.path("crossslotlint"), module+"cmd/crossslotlint")
	list := []program{
		{name: "packages.LoadSyntax", command: append([]string{b.path("loadsyntax")}, b.packages...), failure: 1},
		{name: "crossslotlint", command: append([]string{b.path("crossslotlint")}, b.packages...), failure: 1, env: []string{"CROSSSLOTLINT_CACHE=" + b.path("types")}},
	}
	vettool := append([]string{"go", "vet", "-vettool=" + b.path("vettool")}, b.packages...)
	list = append(list,
		program{name: "go vet -vettool=crossslotlint, cold", prepare: b.newTool, command: vettool},
		program{name: "go vet -vettool=crossslotlint, warm", command: vettool},
		// Another value of a flag that changes nothing here: there are no results yet.
		program{name: "go vet, cold", prepare: func(round int) error { b.nonce = nonce(round); return nil }, command: append([]string{"go", "vet", flagNonce}, b.packages...)},
		program{name: "go vet, warm", command: append([]string{"go", "vet", flagNonce}, b.packages...)})
	if staticcheck != "none" {
		cmd := exec.Command("go", "install", "honnef.co/go/tools/cmd/staticcheck@"+staticcheck)
		cmd.Env = append(os.Environ(), "GOBIN="+b.tmp, "GOFLAGS=")
		if out, err := cmd.CombinedOutput(); err != nil {
			log.Fatalf("installing staticcheck: %v\n%s", err, out)
		}
		command := append([]string{b.path("staticcheck")}, b.packages...)
		list = append(list, b.cached("staticcheck", "STATICCHECK_CACHE", command, 0)...)
	}
	if golangci != "" {
		config := b.path("golangci.yml")
		if err := os.WriteFile(config, []byte(onlyPlugin), 0o666); err != nil {
			log.Fatal(err)
		}
		command := append([]string{golangci, "run", "--config=" + config}, b.packages...)
		list = append(list, b.cached("golangci-lint with the plugin only", "GOLANGCI_LINT_CACHE", command, 3)...)
	}
	if empty {
		for _, p := range []program{
			{name: "crossslotlint", command: list[alone].command, failure: 1, env: []string{"CROSSSLOTLINT_CACHE=" + b.path("notypes")}},
			{name: "go vet", command: append([]string{"go", "vet"}, b.packages...)},
			{name: "staticcheck", command: append([]string{b.path("staticcheck")}, b.packages...), env: []string{"STATICCHECK_CACHE=" + b.path("nochecks")}},
		} {
			if p.name != "staticcheck" || staticcheck != "none" {
				list = append(list, b.fresh(p))
			}
		}
	}
	for _, a := range also {
		name, command, _ := strings.Cut(a, "=")
		list = append(list, program{name: name, command: strings.Fields(command)})
	}
	return list
}

// cached returns the lines of a program that keeps results in the folder that a
// variable names.
func (b *bench) cached(name, variable string, command []string, failure int) []program {
	dir := b.path(variable)
	empty := func(int) error { return errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o777)) }
	env := []string{variable + "=" + dir}
	return []program{
		{name: name + ", cold", prepare: empty, command: command, env: env, failure: failure},
		{name: name + ", warm", command: command, env: env, failure: failure},
	}
}

// flagNonce stands for a flag of go vet that has another value in each round.
const flagNonce = "-NONCE"

func nonce(round int) string { return fmt.Sprintf("N%dR%d", time.Now().UnixNano(), round) }

// newTool builds a vet tool that was never run before.
func (b *bench) newTool(round int) error {
	out, err := exec.Command("go", "build", "-o", b.path("vettool"), "-ldflags", "-X=main.nonce="+nonce(round), module+"cmd/crossslotlint").CombinedOutput()
	if err != nil {
		return fmt.Errorf("building the vet tool: %w\n%s", err, out)
	}
	return nil
}

func (b *bench) must(command ...string) {
	if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
		log.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, out)
	}
}

// A cost is what one run took, with all the processes that it started.
type cost struct {
	cpu float64 // seconds, of the program and of the system for it
	mib float64 // of the largest process, at its largest
}

// measure runs a program once.
func (b *bench) measure(p program, round int) (cost, error) {
	if p.prepare != nil {
		if err := p.prepare(round); err != nil {
			return cost{}, err
		}
	}
	command := slices.Clone(p.command)
	if i := slices.Index(command, flagNonce); i >= 0 {
		command[i] = "-printf.funcs=" + b.nonce
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), p.env...)
	out, err := cmd.CombinedOutput()
	code := cmd.ProcessState.ExitCode()
	// Linters that have found something do not exit with 0.
	if _, exit := errors.AsType[*exec.ExitError](err); err != nil && !exit || code < 0 || p.failure > 0 && code == p.failure {
		return cost{}, fmt.Errorf("%v\n%s", err, out)
	}
	if round == 0 {
		fmt.Fprintf(os.Stderr, "%s: exit status %d, %d lines\n", p.name, code, strings.Count(string(out), "\n"))
	}
	ru := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	size := float64(ru.Maxrss) * 1024
	if runtime.GOOS == "darwin" {
		size = float64(ru.Maxrss)
	}
	return cost{time.Duration(ru.Utime.Nano() + ru.Stime.Nano()).Seconds(), size / (1 << 20)}, nil
}

// fresh is a program on a machine that has no cache at all but the sources of modules.
func (b *bench) fresh(p program) program {
	p.name += ", no cache"
	p.env = append(p.env, "GOCACHE="+b.path("nobuild"))
	p.prepare = func(int) error {
		for _, name := range []string{"nobuild", "notypes", "nochecks"} {
			if err := os.RemoveAll(b.path(name)); err != nil {
				return err
			}
		}
		return nil
	}
	return p
}
