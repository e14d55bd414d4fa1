package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/crossslotlint/crossslotlint/analyzer"
	"github.com/crossslotlint/crossslotlint/internal/config"
	"github.com/crossslotlint/crossslotlint/internal/schemadiff"
	"github.com/crossslotlint/crossslotlint/internal/schemafmt"
	"github.com/crossslotlint/crossslotlint/internal/terminal"
	"github.com/crossslotlint/crossslotlint/internal/worktree"
)

// categories is the value of the flag -breaking.
type categories []schemadiff.Category

// defaultBreaking are the categories that harm a program in production. What is orphaned
// harms none.
var defaultBreaking = categories{schemadiff.Data, schemadiff.Cluster, schemadiff.Leak}

// noCategories is how -breaking says that nothing fails.
const noCategories = "none"

// String returns the names of the categories.
func (c *categories) String() string {
	var names []string
	for _, category := range *c {
		names = append(names, string(category))
	}
	return strings.Join(names, ",")
}

// Set reads the names of categories.
func (c *categories) Set(text string) error {
	*c = nil
	if text == noCategories {
		return nil
	}
	for name := range strings.SplitSeq(text, ",") {
		category := schemadiff.Category(strings.TrimSpace(name))
		if category == schemadiff.Note || !slices.Contains(schemadiff.Categories, category) {
			return fmt.Errorf("there is no category %q: want some of %s, or %s", name, allBreaking(), noCategories)
		}
		if !slices.Contains(*c, category) {
			*c = append(*c, category)
		}
	}
	return nil
}

// allBreaking lists the categories that may fail.
func allBreaking() string {
	var names []string
	for _, c := range schemadiff.Categories {
		if c != schemadiff.Note {
			names = append(names, string(c))
		}
	}
	return strings.Join(names, ", ")
}

func changeFormats() string {
	var names []string
	for _, f := range schemafmt.ChangeFormats {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// gateMain is the command schema with -against: it tells what has changed for stored
// data.
func (o *schemaOptions) gateMain(env environment) int {
	format, err := schemafmt.LookupChanges(o.format)
	switch {
	case err != nil:
	case o.into != "" || o.check:
		err = errors.New("-into and -check are for the schema, and not for the changes of -against")
	case slices.ContainsFunc(o.patterns, filepath.IsAbs):
		err = errors.New("-against reads the packages of two revisions: name them relative to this folder")
	default:
		o.settings, _, err = config.Load(o.dir, o.config)
	}
	if err != nil {
		complain(env.stderr, fmt.Errorf("schema: %w", err))
		return statusUsage
	}
	status, err := o.gate(env, format)
	if err != nil {
		complain(env.stderr, fmt.Errorf("schema: %w", err))
		return statusFailure
	}
	return status
}

// gate compares the schema with another one, and writes what has changed.
func (o *schemaOptions) gate(env environment, format schemafmt.ChangeFormat) (status int, err error) {
	before, err := o.before(env)
	if err != nil {
		return 0, fmt.Errorf("-against: %w", err)
	}
	after, err := o.complete(env)
	if err != nil {
		return 0, err
	}
	c := &schemafmt.Changes{Against: o.against, Breaking: o.breaking, Changes: schemadiff.Compare(before, after), Root: o.dir}
	c.Idle = schemadiff.Ignore(c.Changes, after.Ignores)
	var out bytes.Buffer
	opts := schemafmt.Options{Color: terminal.Color(env.stdout.file, env.getenv), Width: terminal.Width(env.stdout.file, env.getenv), Version: shortVersion()}
	if err := format.Write(&out, c, opts); err != nil {
		return 0, err
	}
	if _, err := env.stdout.Write(out.Bytes()); err != nil {
		return 0, err
	}
	if c.Breaks() > 0 {
		return statusFindings, nil
	}
	return statusClean, nil
}

// complete returns the schema if all packages could be analyzed: else keys would be told
// as gone.
func (o *schemaOptions) complete(env environment) (*analyzer.KeySchema, error) {
	s, r, err := o.read(env, nil)
	switch {
	case err != nil:
		return nil, err
	case len(r.Failures) > 1:
		return nil, fmt.Errorf("nothing is compared, as a schema is not complete: %w (and %d more)", failure(r, r.Failures[0]), len(r.Failures)-1)
	case len(r.Failures) == 1:
		return nil, fmt.Errorf("nothing is compared, as a schema is not complete: %w", failure(r, r.Failures[0]))
	}
	return s, nil
}

// before returns the schema to compare with: that of a file, or that of a revision.
func (o *schemaOptions) before(env environment) (*analyzer.KeySchema, error) {
	info, err := os.Stat(o.against)
	if err != nil || !info.Mode().IsRegular() {
		return o.revision(env)
	}
	f, err := os.Open(o.against)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s, err := schemafmt.ReadJSON(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.against, err)
	}
	return s, nil
}

// revision returns the schema of a revision, with the settings that it has. What is
// checked out for it is removed, also after a signal.
func (o *schemaOptions) revision(env environment) (s *analyzer.KeySchema, err error) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	w, err := worktree.Add(ctx, o.dir, o.against)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, w.Remove()) }()

	old := *o
	old.dir = w.Dir
	if old.settings, _, err = config.Load(w.Dir, o.config); err == nil {
		type outcome struct {
			schema *analyzer.KeySchema
			err    error
		}
		done := make(chan outcome, 1) // nobody may wait for it any more
		go func() {
			s, err := old.complete(env)
			done <- outcome{s, err}
		}()
		select {
		case out := <-done:
			s, err = out.schema, out.err
		case <-ctx.Done():
			return nil, errors.New("interrupted")
		}
	}
	if err != nil {
		// The files are those of the revision, wherever they were read.
		text := strings.ReplaceAll(err.Error(), w.Top+string(filepath.Separator), o.against+":")
		return nil, fmt.Errorf("the revision %s cannot be read: %s", o.against, strings.ReplaceAll(text, w.Top, o.against))
	}
	return s, nil
}
