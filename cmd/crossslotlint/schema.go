package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/atomicfile"
	"github.com/crossslotlint/crossslotlint/internal/codeowners"
	"github.com/crossslotlint/crossslotlint/internal/config"
	"github.com/crossslotlint/crossslotlint/internal/lint"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/quote"
	"github.com/crossslotlint/crossslotlint/internal/result"
	"github.com/crossslotlint/crossslotlint/internal/schemadiff"
	"github.com/crossslotlint/crossslotlint/internal/schemafmt"
	"github.com/crossslotlint/crossslotlint/internal/terminal"
)

// schemaOptions are what the flags of the command schema say.
type schemaOptions struct {
	options
	format   string
	into     string // a document, or a file of its own
	check    bool   // compare, and write nothing
	against  string // a revision, or a file with a schema
	breaking categories
}

// schemaFlags returns the flags of the command schema. Its settings are those of the
// configuration file, which matter to what is seen: wrappers, keys and clients.
func schemaFlags() *flag.FlagSet {
	fs, _ := newSchemaFlags()
	return fs
}

// schemaValues are the values of its flags that can be listed.
func schemaValues() map[string][]string {
	var names []string
	for _, f := range schemafmt.Formats {
		names = append(names, f.Name)
	}
	for _, f := range schemafmt.ChangeFormats {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	breaking := []string{noCategories}
	for _, c := range schemadiff.Categories {
		if c != schemadiff.Note {
			breaking = append(breaking, string(c))
		}
	}
	return map[string][]string{"format": names, "breaking": breaking}
}

func newSchemaFlags() (*flag.FlagSet, *schemaOptions) {
	o := &schemaOptions{breaking: defaultBreaking}
	fs := flag.NewFlagSet("schema", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.config, "config", "", "read the settings from `FILE`, or from none; without it, from "+config.Name+" in this folder or above")
	fs.StringVar(&o.tags, "tags", "", "build `tags`, separated by commas, as for go build")
	fs.StringVar(&o.cache, "cache", "", cacheUsage)
	fs.StringVar(&o.format, "format", "text", "write the schema as `NAME`: "+schemaFormats())
	fs.StringVar(&o.into, "into", "", "write it into `FILE`: the whole file, or of a Markdown document what is between two comments")
	fs.BoolVar(&o.check, "check", false, "with -into, change nothing, and exit with status 3 if the file is not current")
	fs.StringVar(&o.against, "against", "", "tell what has changed for stored data since the git revision `REV`, or the schema that the JSON file of this name holds, and exit with status 3 if a change is breaking; formats: "+changeFormats())
	fs.Var(&o.breaking, "breaking", "with -against, the `CATEGORIES` of changes that are breaking, separated by commas, or none: "+allBreaking())
	return fs, o
}

func schemaFormats() string {
	var names []string
	for _, f := range schemafmt.Formats {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// schemaMain is the command schema: it tells which keys a program has.
func schemaMain(env environment, args []string) int {
	dir, err := os.Getwd()
	if err != nil {
		complain(env.stderr, err)
		return statusFailure
	}
	fs, o := newSchemaFlags()
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		schemaUsage(env.stdout)
		return statusClean
	} else if err != nil {
		complain(env.stderr, fmt.Errorf("schema: %w (crossslotlint help schema lists the flags)", err))
		return statusUsage
	}
	o.dir, o.patterns = dir, fs.Args()
	if len(o.patterns) == 0 {
		o.patterns = []string{"./..."}
	}
	given := make(map[string]bool)
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if o.against != "" {
		return o.gateMain(env)
	}
	if o.into != "" && !given["format"] {
		o.format = "markdown"
	}
	format, err := schemafmt.Lookup(o.format)
	switch {
	case err != nil:
	case given["against"]:
		err = errors.New("-against wants a git revision or a file")
	case given["breaking"]:
		err = errors.New("-breaking is for changes: give -against REV, too")
	case o.into == "" && o.check:
		err = errors.New("-check compares a file with the schema: give -into FILE, too")
	case o.into != "" && o.format != "markdown" && o.format != "json":
		err = errors.New("-into is for the formats markdown and json")
	}
	if err == nil {
		o.settings, _, err = config.Load(dir, o.config)
	}
	if err != nil {
		complain(env.stderr, fmt.Errorf("schema: %w", err))
		return statusUsage
	}
	status, err := o.execute(env, format)
	if err != nil {
		complain(env.stderr, fmt.Errorf("schema: %w", err))
		return statusFailure
	}
	return status
}

// execute makes the schema, and writes it.
func (o *schemaOptions) execute(env environment, format schemafmt.Format) (status int, err error) {
	var of func(file string) []string
	owners, err := codeowners.Find(o.dir)
	if err != nil {
		return 0, err
	}
	if owners != nil {
		of = owners.Of
	}
	s, r, err := o.read(env, of)
	if err != nil {
		return 0, err
	}
	tellFailures(env, r)
	if len(r.Failures) > 0 && o.into != "" {
		return 0, fmt.Errorf("%s is left as it is: the schema is not complete", o.into)
	}
	var out bytes.Buffer
	opts := schemafmt.Options{Color: terminal.Color(env.stdout.file, env.getenv), Width: terminal.Width(env.stdout.file, env.getenv)}
	if err := format.Write(&out, s, opts); err != nil {
		return 0, err
	}
	if o.into != "" {
		return o.write(env, out.Bytes())
	}
	if _, err := env.stdout.Write(out.Bytes()); err != nil {
		return 0, err
	}
	if len(r.Failures) > 0 {
		return statusFailure, nil
	}
	return statusClean, nil
}

// read returns the schema of the packages, and what could not be analyzed.
func (o *schemaOptions) read(env environment, owners func(file string) []string) (s *analyzer.KeySchema, r *result.Result, err error) {
	o.run = func(p *load.Program, root string) (r *result.Result, err error) {
		s, r, err = lint.Schema(o.settings.Analyzer(), p, root, owners)
		return r, err
	}
	_, r, err = analyze(env, &o.options)
	return s, r, err
}

// tellFailures says what could not be analyzed.
func tellFailures(env environment, r *result.Result) {
	for _, f := range r.Failures {
		complain(env.stderr, failure(r, f))
	}
}

// failure says what could not be analyzed, and where.
func failure(r *result.Result, f result.Failure) error {
	place := f.Package
	if f.File != "" {
		place = fmt.Sprintf("%s:%d:%d", r.Rel(f.File), f.Line, f.Column)
	}
	return fmt.Errorf("%s: %s", place, f.Message)
}

// write puts the schema into the file, or compares it with what the file has.
func (o *schemaOptions) write(env environment, text []byte) (status int, err error) {
	old, err := os.ReadFile(o.into)
	switch {
	case errors.Is(err, os.ErrNotExist) && o.format == "markdown":
		return 0, fmt.Errorf("there is no %s: make it, with these two lines:\n%s\n%s", o.into, schemafmt.Begin, schemafmt.End)
	case err != nil && (o.check || !errors.Is(err, os.ErrNotExist)):
		return 0, err
	}
	if o.format == "markdown" {
		if text, err = schemafmt.Insert(old, text); err != nil {
			return 0, fmt.Errorf("%s: %w", o.into, err)
		}
	}
	switch {
	case bytes.Equal(old, text):
		return statusClean, nil
	case o.check:
		fmt.Fprintf(env.stderr, "crossslotlint: schema: %s is not current: run the command without -check\n", quote.Text(o.into))
		return statusFindings, nil
	}
	if err := atomicfile.Write(o.into, func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
		return 0, err
	}
	fmt.Fprintf(env.stderr, "crossslotlint: schema: wrote %s\n", quote.Text(o.into))
	return statusClean, nil
}

// schemaUsage writes what the command is called with.
func schemaUsage(w io.Writer) {
	fmt.Fprint(w, `crossslotlint schema tells which keys a program has: one row for each family of
keys, with its type, its expiry, and who reads, writes and removes it.

	crossslotlint schema [flags] [packages]

Without packages it reads those of this folder and below, ./... The tests of the
packages do not count.

With -against it tells what has changed for stored data since another revision: keys
that have another name or hash tag, other types and expiries, and more.

The exit status is 0, or 3 with -check if the file is not current and with -against if
a change is breaking, 2 if the command line is wrong, and 1 if a package could not be
loaded or analyzed or the file not written.

Flags:
`)
	fs := schemaFlags()
	fs.SetOutput(w)
	fs.PrintDefaults()
}
