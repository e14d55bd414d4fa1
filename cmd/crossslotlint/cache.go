package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/crossslotlint/crossslotlint/internal/cache"
	"github.com/crossslotlint/crossslotlint/internal/quote"
)

// cacheVariable is the environment variable that says what -cache does by default.
const cacheVariable = "CROSSSLOTLINT_CACHE"

// noCache is the value of -cache without a folder.
const noCache = "off"

const cacheUsage = "keep types of dependencies and results in `DIR`, or off for nowhere (default $" + cacheVariable + ", or else a folder in the user's cache directory)"

// openCache returns the cache in a folder, by what -cache says, or the environment; nil
// for off, and where there is no folder for it.
func openCache(dir string, getenv func(string) string) (*cache.Cache, error) {
	if dir == "" {
		dir = getenv(cacheVariable)
	}
	switch {
	case dir == noCache:
		return nil, nil
	case dir == "":
		user, err := os.UserCacheDir()
		if err != nil {
			return nil, nil // there is no home: work without
		}
		dir = filepath.Join(user, "crossslotlint")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(abs); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("cache %s: is not a folder", quote.Text(dir))
	}
	return cache.Open(abs), nil
}

// cacheFlags returns the flags of the command cache, and where they say the cache is.
func cacheFlags() (fs *flag.FlagSet, dir *string) {
	fs = flag.NewFlagSet("crossslotlint cache", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs, fs.String("cache", "", cacheUsage)
}

// cacheWords are what the command cache does.
var cacheWords = []string{"show", "trim", "clear"}

// cacheMain shows, trims or clears the cache.
func cacheMain(env environment, args []string) int {
	fs, dir := cacheFlags()
	what := "show"
	err := fs.Parse(args)
	if err == nil && fs.NArg() > 0 { // flags may follow, too
		what = fs.Arg(0)
		err = fs.Parse(fs.Args()[1:])
	}
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(env.stdout, `usage: crossslotlint cache [flags] [show | trim | clear]

The stand-alone program keeps the types of dependencies, and results, in a folder, so
that it does not make them again. You can delete the folder at any time.

  show    where it is, and how much it has (the default)
  trim    remove what was not used for two weeks, and what is above 1 GiB
  clear   remove all of it

Flags:
`)
		fs.SetOutput(env.stdout)
		fs.PrintDefaults()
		return statusClean
	} else if err != nil {
		complain(env.stderr, fmt.Errorf("cache: %w", err))
		return statusUsage
	}
	if !slices.Contains(cacheWords, what) || fs.NArg() > 0 {
		complain(env.stderr, fmt.Errorf("cache: want show, trim or clear, got %s", quote.Text(strings.Join(append([]string{what}, fs.Args()...), " "))))
		return statusUsage
	}
	c, err := openCache(*dir, env.getenv)
	if err == nil && c == nil {
		err = errors.New("there is none: it is off, or there is no home directory")
	}
	var freed int64
	var done string
	if err == nil {
		switch what {
		case "trim":
			freed, err = c.Trim(time.Now())
			done = "trimmed"
		case "clear":
			freed, err = c.Clear()
			done = "cleared"
		}
	}
	if err != nil {
		complain(env.stderr, fmt.Errorf("cache: %w", err))
		return statusFailure
	}
	if done != "" {
		_, err = fmt.Fprintf(env.stdout, "%s %s: %s freed\n", done, quote.Text(c.Dir()), size(freed))
	} else {
		var entries int
		var bytes int64
		if entries, bytes, err = c.Size(); err == nil {
			_, err = fmt.Fprintf(env.stdout, "%s: %d entries, %s\n", quote.Text(c.Dir()), entries, size(bytes))
		}
	}
	if err != nil {
		complain(env.stderr, fmt.Errorf("cache: %w", err))
		return statusFailure
	}
	return statusClean
}

// size spells a number of bytes in MiB.
func size(bytes int64) string { return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20)) }
