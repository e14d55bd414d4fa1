package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/checkdoc"
	"github.com/crossslotlint/crossslotlint/internal/config"
	"github.com/crossslotlint/crossslotlint/internal/fix"
	"github.com/crossslotlint/crossslotlint/internal/format"
	"github.com/crossslotlint/crossslotlint/internal/gofiles"
	"github.com/crossslotlint/crossslotlint/internal/lint"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
	"github.com/crossslotlint/crossslotlint/internal/terminal"
)

// gcPercent is how much the heap may grow before garbage is collected: a run is
// over soon. Go's default of 100 costs a fifth more CPU time; with more than 200
// the memory grows faster than the time shrinks. GOGC in the environment counts
// more. internal/measure/lintcost measures it.
const gcPercent = 200

// directive is how comments begin that speak to the analyzer.
const directive = "//crossslot:"

// lintMain is the stand-alone program. The data flows one way: options, packages,
// findings, fixes, output.
func lintMain(env environment, args []string) int {
	root, err := os.Getwd()
	if err != nil {
		complain(env.stderr, err)
		return statusFailure
	}
	o, err := parseFlags(root, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		usage(env.stdout)
		return statusClean
	case err != nil:
		complain(env.stderr, err)
		return statusUsage
	}
	if env.getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	if name := config.Misnamed(root); name != "" && o.config == "" {
		complain(env.stderr, fmt.Errorf("warning: %s is not read: settings are in %s", name, config.Name))
	}
	exit, err := execute(env, o)
	if err != nil {
		complain(env.stderr, err)
		return statusFailure
	}
	return exit
}

// execute does what the options say. With an error nothing of the result counts.
func execute(env environment, o *options) (exit int, err error) {
	if err := recoverFixes(env, o); err != nil {
		return 0, err
	}
	program, r, err := analyze(env, o)
	if err != nil {
		return 0, err
	}
	for _, w := range unknownFunctions(o.settings, program) {
		complain(env.stderr, errors.New("warning: "+w))
	}
	if o.fix {
		applied, err := applyFixes(env, o, program, r)
		if err != nil {
			return 0, fmt.Errorf("-fix: %w", err)
		}
		if o.diff && len(o.outputs) == 0 {
			return status(r), nil // the diff has standard output for itself
		}
		if len(applied) > 0 {
			// Lines have moved, and a change may bring up what it hid.
			if program, r, err = analyze(env, o); err != nil {
				return 0, err
			}
			for _, f := range applied {
				r.Applied = append(r.Applied, f.Renames...)
			}
		}
	}
	return status(r), write(env, o, program, r)
}

// recoverFixes ends what a run with -fix was writing when it was interrupted. Without
// -fix no file is changed.
func recoverFixes(env environment, o *options) error {
	dir := gofiles.Module(o.dir)
	if !o.fix || o.diff {
		if _, err := os.Stat(filepath.Join(dir, fix.JournalName)); err == nil {
			complain(env.stderr, errors.New("warning: a run with -fix was interrupted: run with -fix to end it"))
		}
		return nil
	}
	changed, err := fix.Recover(dir)
	if err != nil {
		return fmt.Errorf("-fix: %w", err)
	}
	for _, name := range changed {
		fmt.Fprintf(env.stderr, "crossslotlint: fixed %s, as an interrupted run was to\n", quote.Text(name))
	}
	return nil
}

// analyze loads the packages, and returns what is found in them.
func analyze(env environment, o *options) (*load.Program, *result.Result, error) {
	if err := o.gates.prepare(o.dir); err != nil {
		return nil, nil, err
	}
	var progress *terminal.Progress
	if terminal.Is(env.stderr, env.getenv) {
		progress = terminal.NewProgress(env.stderr)
		defer progress.Stop()
	}
	cfg := load.Config{
		Dir: o.dir, Tests: o.tests, IsClient: o.settings.IsClient, Directive: directive,
		Progress: func(done, total int) {
			switch {
			case total == 0:
				progress.Set("listing packages")
			case done < total:
				progress.Set(fmt.Sprintf("type-checking %d of %d packages", done+1, total))
			default:
				progress.Set("analyzing")
			}
		},
	}
	if o.tags != "" {
		cfg.BuildFlags = []string{"-tags=" + o.tags}
	}
	var err error
	if cfg.Cache, err = openCache(o.cache, env.getenv); err != nil {
		return nil, nil, err
	}
	program, err := list(cfg, o.patterns)
	if err != nil {
		return nil, nil, err
	}
	kept := newReplay(cfg.Cache, program, o)
	if r := kept.result(); r != nil {
		return program, r, o.gates.apply(r, program)
	}
	if program, err = program.Check(); err != nil {
		return nil, nil, err
	}
	cfg.Cache.TrimDaily(time.Now()) // if it fails, it is tried again the next time
	run := o.run
	if run == nil {
		run = func(p *load.Program, root string) (*result.Result, error) {
			return lint.Run(o.settings.Analyzer(), p, root)
		}
	}
	r, err := run(program, o.dir)
	if err != nil {
		return nil, nil, err
	}
	if len(unknownFunctions(o.settings, program)) == 0 { // they ask for types
		kept.keep(r)
	}
	return program, r, o.gates.apply(r, program)
}

// list asks the go command for the packages, which ends with this program.
func list(cfg load.Config, patterns []string) (*load.Program, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cfg.Context = ctx
	program, err := load.List(cfg, patterns...)
	if ctx.Err() != nil {
		return nil, errors.New("interrupted")
	}
	return program, err
}

// applyFixes makes the changes that findings offer, or prints them. It returns
// the findings whose fixes are in the files now.
func applyFixes(env environment, o *options, program *load.Program, r *result.Result) (applied []result.Finding, err error) {
	plan, err := fix.New(r.Findings, o.review, program.Source)
	if err != nil {
		return nil, err
	}
	for _, s := range plan.Skipped {
		complain(env.stderr, fmt.Errorf("%s:%d:%d: fix skipped: %s", r.Rel(s.Finding.File), s.Finding.Line, s.Finding.Column, s.Reason))
	}
	for _, place := range toReview(plan.Applied) {
		complain(env.stderr, fmt.Errorf("look at %s: it may name a key that gets another name", place))
	}
	if plan.Unsure > 0 {
		what := "1 fix was not applied"
		if plan.Unsure > 1 {
			what = fmt.Sprintf("%d fixes were not applied", plan.Unsure)
		}
		complain(env.stderr, errors.New(what+", as there is something to look at first: run with -fix -review"))
	}
	if o.dualRead {
		left, err := lint.DualRead(o.settings.Analyzer(), program, plan, r.Root)
		if err != nil {
			return nil, fmt.Errorf("-dual-read: %w", err)
		}
		for _, l := range left {
			complain(env.stderr, errors.New("-dual-read: "+l))
		}
	}
	if o.diff {
		return nil, showDiff(env.stdout, plan, r.Root, terminal.Is(env.stdout.file, env.getenv))
	}
	if len(plan.Files) == 0 {
		return nil, nil
	}
	if err := plan.Write(gofiles.Module(o.dir)); err != nil {
		return nil, err
	}
	for _, f := range plan.Files {
		fmt.Fprintf(env.stderr, "crossslotlint: fixed %s\n", quote.Text(r.Rel(f.Name)))
	}
	fmt.Fprint(env.stderr, tellRenames(o.outputs, plan.Applied))
	return plan.Applied, nil
}

// toReview returns the places that somebody has to look at after fixes, each once.
func toReview(applied []result.Finding) (out []string) {
	for _, f := range applied {
		out = append(out, f.Fix.Review...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// showDiff prints the changes of a plan. On a terminal they are quoted: nobody
// applies what stands there. Elsewhere they are as patch needs them.
func showDiff(w io.Writer, plan *fix.Plan, root string, onTerminal bool) error {
	var diff strings.Builder
	if err := plan.Diff(&diff, root); err != nil {
		return err
	}
	text := diff.String()
	if onTerminal {
		text = quote.Lines(text)
	}
	_, err := io.WriteString(w, text)
	return err
}

// tellRenames says how many families of keys fixes have renamed, if any, and what
// that asks for. Once the files are changed, nothing shows the old names any more.
func tellRenames(outputs format.Outputs, applied []result.Finding) string {
	families := make(map[string]bool)
	for _, f := range applied {
		for _, n := range f.Renames {
			families[n.Old] = true
		}
	}
	if len(families) == 0 {
		return ""
	}
	what := "1 family of keys has another name now"
	if n := len(families); n > 1 {
		what = fmt.Sprintf("%d families of keys have another name now", n)
	}
	how := ""
	if !slices.ContainsFunc(outputs, func(out format.Output) bool { return strings.HasPrefix(out.Format.Name, "migration") }) {
		how = " (take the change back and run with -fix -format migration to see which, and how)"
	}
	return fmt.Sprintf("crossslotlint: %s: move what is stored under the old one%s\n", what, how)
}

// write writes the result in all formats. Failures are told on standard error
// too where the format on standard output is for a program.
func write(env environment, o *options, program *load.Program, r *result.Result) error {
	fmt.Fprint(env.stderr, o.gates.notes)
	opts := format.Options{
		Version: shortVersion(), Source: program.Source, Rules: rules(),
		Color: terminal.Color(env.stdout.file, env.getenv), Width: terminal.Width(env.stdout.file, env.getenv),
	}
	shown := len(o.outputs) == 0 || slices.ContainsFunc(o.outputs, func(out format.Output) bool { return out.Format.Name == "text" && out.File == "" })
	if !shown {
		for _, f := range r.Failures {
			place := f.Package
			if f.File != "" {
				place = fmt.Sprintf("%s:%d:%d", r.Rel(f.File), f.Line, f.Column)
			}
			complain(env.stderr, fmt.Errorf("%s: %s", place, f.Message))
		}
	}
	return o.outputs.Write(env.stdout, r, opts)
}

// rules returns what the pages of the checks say, for formats that describe them.
func rules() []format.Rule {
	var list []format.Rule
	for _, d := range checkdoc.All() {
		list = append(list, format.Rule{ID: d.Name, Summary: strings.ToUpper(d.Summary[:1]) + d.Summary[1:] + ".", Help: d.Markdown, URL: d.URL})
	}
	return list
}

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
