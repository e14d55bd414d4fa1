package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/config"
	"github.com/crossslotlint/crossslotlint/internal/format"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// options are what the flags of the stand-alone program say.
type options struct {
	settings  *analyzer.Settings
	config    string // a file, "none", or "" for the one that is found
	tests     bool
	tags      string
	cache     string // a folder, "off", or "" for the default
	outputs   format.Outputs
	fix, diff bool
	review    bool // also apply the fixes that ask for a review
	dualRead  bool // keys with old names are moved before they are used
	gates     gates
	dir       string // the working directory
	patterns  []string
	run       runner // nil for the analyzer with the settings
}

// A runner tells what is found in a program, with file names relative to root.
type runner func(p *load.Program, root string) (*result.Result, error)

// newFlagSet returns the flags of the stand-alone program, and what they set. It
// has the analyzer's own, by the names that they have under go vet, which change
// the settings that are given.
func newFlagSet(s *analyzer.Settings) (*flag.FlagSet, *options) {
	o := &options{settings: s}
	fs := flag.NewFlagSet("crossslotlint", flag.ContinueOnError)
	fs.SetOutput(io.Discard) // parseFlags tells what is wrong, in one line
	s.Bind(fs)
	fs.StringVar(&o.config, "config", "", "read the settings from `FILE`, or from none; without it, from "+config.Name+" in this folder or above")
	fs.BoolVar(&o.tests, "tests", true, "also lint the tests of the packages")
	fs.StringVar(&o.tags, "tags", "", "build `tags`, separated by commas, as for go build")
	fs.StringVar(&o.cache, "cache", "", cacheUsage)
	fs.Var(&o.outputs, "format", "write the findings as `NAME` to standard output, or as NAME=FILE to a file; may be repeated")
	fs.BoolFunc("json", "the same as -format json", func(string) error { return o.outputs.Set("json") })
	fs.BoolVar(&o.fix, "fix", false, "apply the fixes that are offered, and report what is left")
	fs.BoolVar(&o.review, "review", false, "with -fix, also apply the fixes of keys that other files may name, and list the places to look at")
	fs.BoolVar(&o.dualRead, "dual-read", false, "with -fix, also make the program find what is stored under the old names of keys: it moves a key before it uses it")
	fs.BoolVar(&o.diff, "diff", false, "with -fix, print the changes instead of making them")
	o.gates.register(fs)
	return fs, o
}

// wrongValue is how package flag tells that a value is wrong, before it tells why.
var wrongValue = regexp.MustCompile(`^invalid (?:boolean )?(?:value|flag) .* for (?:flag )?(-[a-z-]+): (.*)$`)

// parseFlags reads the command line, and the configuration file for dir, whose
// settings the flags change. Its error tells what is wrong, and what is allowed.
func parseFlags(dir string, args []string) (*options, error) {
	fs, o := newFlagSet(analyzer.NewSettings())
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil, err
		}
		if m := wrongValue.FindStringSubmatch(err.Error()); m != nil {
			return nil, fmt.Errorf("%s: %s", m[1], m[2])
		}
		return nil, fmt.Errorf("%w (crossslotlint help lists the flags)", err)
	}
	s, file, err := config.Load(dir, o.config)
	if err != nil {
		return nil, err
	}
	if file != nil {
		fs, o = newFlagSet(s)
		if err := fs.Parse(args); err != nil {
			return nil, err
		}
	}
	if err := o.settings.Err(); err != nil {
		return nil, err
	}
	if o.diff && !o.fix {
		return nil, errors.New("-diff shows what -fix would change: give both")
	}
	if o.review && !o.fix {
		return nil, errors.New("-review says which fixes -fix applies: give both")
	}
	if o.dualRead && !o.fix {
		return nil, errors.New("-dual-read says what else -fix writes: give both")
	}
	for _, out := range o.outputs {
		if o.diff && out.File == "" && out.Format.Machine {
			return nil, fmt.Errorf("-diff and -format %[1]s both write to standard output: send one of them to a file, as in -format %[1]s=FILE", out.Format.Name)
		}
	}
	if err := o.gates.check(o.fix); err != nil {
		return nil, err
	}
	o.dir = dir
	o.patterns = fs.Args()
	if len(o.patterns) > 0 {
		name, ok := nearCommand(o.patterns[0])
		switch {
		case ok && name == o.patterns[0]:
			return nil, fmt.Errorf("%s stands behind a flag: a command comes first. A package in a folder of that name is ./%s", name, name)
		case ok:
			return nil, fmt.Errorf("%s is no command: did you mean %s? A package in a folder of that name is ./%s", o.patterns[0], name, o.patterns[0])
		}
	}
	if len(o.patterns) == 0 {
		o.patterns = []string{"."}
	}
	for _, p := range o.patterns {
		if len(p) > 1 && p[0] == '-' {
			return nil, fmt.Errorf("flag %s stands behind the packages: flags come first", p)
		}
	}
	return o, nil
}

// usage writes what the program is called with.
func usage(w io.Writer) {
	fmt.Fprint(w, `crossslotlint reports Redis commands, transactions and scripts whose keys a
cluster keeps in different slots.

	crossslotlint [flags] [packages]
	go vet -vettool=$(which crossslotlint) [flags] [packages]
	crossslotlint COMMAND [arguments]

Without packages it lints the one in the working directory.

The exit status is 0 if there is nothing to report, 3 if there are findings, 2 if
the command line is wrong, and 1 if a package could not be loaded or analyzed or a
file not written, whether there are findings or not.

Commands:
`)
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-12s %s\n", c.name, c.doc)
	}
	fmt.Fprint(w, "\nFlags:\n")
	fs, _ := newFlagSet(analyzer.NewSettings())
	fs.SetOutput(w)
	fs.PrintDefaults()
	fmt.Fprint(w, "\nFormats:\n")
	for _, f := range format.Formats {
		fmt.Fprintf(w, "  %-12s %s\n", f.Name, f.Doc)
	}
}
