package main

import (
	"errors"
	"flag"
	"os"
	"runtime/debug"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/format"
	"github.com/crossslotlint/crossslotlint/internal/lint"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// lintMain is the stand-alone program: it loads packages, analyzes them, and writes
// what is found. It returns the exit status.
func lintMain(env environment, args []string) int {
	o, err := parseFlags(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		usage(env.stdout)
		return statusClean
	case err != nil:
		complain(env.stderr, err)
		return statusUsage
	}
	root, err := os.Getwd()
	if err != nil {
		complain(env.stderr, err)
		return statusFailure
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	cfg := load.Config{Dir: root, Tests: o.tests, IsClient: analyzer.IsClient}
	if o.tags != "" {
		cfg.BuildFlags = []string{"-tags=" + o.tags}
	}
	program, err := load.Load(cfg, o.patterns...)
	if err != nil {
		complain(env.stderr, err)
		return statusFailure
	}
	r, err := lint.Run(o.analyzer, program, root)
	if err != nil {
		complain(env.stderr, err)
		return statusFailure
	}
	opts := format.Options{Version: shortVersion(), Source: program.Source}
	if err := o.outputs.Write(env.stdout, r, opts); err != nil {
		complain(env.stderr, err)
		return statusFailure
	}
	return status(r)
}

// gcPercent is how much the heap may grow before garbage is collected.
const gcPercent = 200

// status returns the exit status for a result.
func status(r *result.Result) int {
	switch {
	case len(r.Failures) > 0:
		return statusFailure
	case len(r.Findings) > 0:
		return statusFindings
	}
	return statusClean
}
