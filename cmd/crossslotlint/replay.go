package main

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/crossslotlint/crossslotlint/internal/cache"
	"github.com/crossslotlint/crossslotlint/internal/load"
	"github.com/crossslotlint/crossslotlint/internal/result"
)

// A replay is a result that is kept, so that a run over a program that has not changed
// analyzes nothing. A nil replay keeps none.
type replay struct {
	cache *cache.Cache
	key   cache.Key
}

// newReplay returns the replay of a run, nil where it cannot be known that nothing has
// changed.
func newReplay(c *cache.Cache, p *load.Program, o *options) *replay {
	key, ok := p.Key()
	if c == nil || !ok || o.run != nil || o.settings.JudgesProgram() {
		return nil
	}
	h := sha256.New()
	fmt.Fprintf(h, "result 1\n%x\n%q\n", key, o.dir)
	if !hashSelf(h) {
		return nil
	}
	fs := flag.NewFlagSet("", flag.ContinueOnError)
	o.settings.Bind(fs) // those of the configuration file, too
	fs.VisitAll(func(f *flag.Flag) { fmt.Fprintf(h, "-%s=%q\n", f.Name, f.Value) })
	return &replay{c, cache.Key(h.Sum(nil))}
}

// hashSelf writes the program that runs.
func hashSelf(w io.Writer) bool {
	name, err := os.Executable()
	if err != nil {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err == nil
}

// result returns what was kept, nil for nothing.
func (r *replay) result() *result.Result {
	if r == nil {
		return nil
	}
	data, err := r.cache.Get(r.key)
	if err != nil {
		return nil
	}
	var out result.Result
	if json.Unmarshal(data, &out) != nil {
		return nil
	}
	return &out
}

// keep keeps a result. One with fixes, or with reasons why there are none, depends on
// other files of the repository, and is made anew.
func (r *replay) keep(out *result.Result) {
	if r == nil || len(out.Failures) > 0 || slices.ContainsFunc(out.Findings, func(f result.Finding) bool { return f.Fix != nil || len(f.Renames) > 0 || f.Unfixed != "" }) {
		return
	}
	if data, err := json.Marshal(out); err == nil {
		r.cache.Put(r.key, data) // if it fails, the next run analyzes, too
	}
}
