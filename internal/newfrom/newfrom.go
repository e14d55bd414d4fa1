// Package newfrom tells which lines of a git work tree are new since a revision,
// so that a program with old findings can be linted for new ones.
package newfrom

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/crossslotlint/crossslotlint/internal/result"
)

// Changes are the lines that are not as they were.
type Changes struct {
	files map[string]*lines // by absolute name, without symbolic links
}

// Since returns what has changed since the merge base of a revision and HEAD:
// by commits, in the index, in the work tree, and all lines of files that git
// does not know and does not ignore. dir is a folder of the work tree. Its error
// says what to do.
func Since(dir, rev string) (*Changes, error) {
	g := repository{dir: dir}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("the program git is needed, and is not in the PATH")
	}
	top, err := g.run("rev-parse", "--show-toplevel")
	if err != nil && strings.Contains(err.Error(), "not a git repository") {
		return nil, fmt.Errorf("%s is in no git work tree: run crossslotlint in a clone, or compare with -baseline", dir)
	}
	if err != nil {
		return nil, err
	}
	g.top = filepath.FromSlash(strings.TrimSuffix(string(top), "\n"))
	base, err := g.mergeBase(rev)
	if err != nil {
		return nil, err
	}
	c := &Changes{make(map[string]*lines)}
	// What the user's settings do to a diff is undone: it is read by a program.
	diff, err := g.run("diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--text",
		"--find-renames", "--diff-algorithm=histogram", "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/", "--output-indicator-new=+", "--output-indicator-old=-", base, "--")
	if err != nil {
		return nil, err
	}
	if err := parse(diff, func(name string, l *lines) { c.files[g.path(name)] = l }); err != nil {
		return nil, fmt.Errorf("the output of git diff: %w", err)
	}
	others, err := g.run("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(string(others), "\x00") {
		if name != "" {
			c.files[g.path(name)] = &lines{all: true}
		}
	}
	return c, nil
}

// A repository runs git.
type repository struct {
	dir, top string
}

// path returns the name under which Changes keeps a file.
func (g repository) path(name string) string {
	return resolved(filepath.Join(g.top, filepath.FromSlash(name)))
}

// resolved follows symbolic links, as far as they lead somewhere.
func resolved(file string) string {
	if path, err := filepath.EvalSymlinks(file); err == nil {
		return path
	}
	return filepath.Clean(file)
}

// run runs git, and returns what it prints. Its error is the first line that git
// complains with.
func (g repository) run(args ...string) ([]byte, error) {
	cmd := exec.Command("git", append([]string{"-c", "core.quotepath=off"}, args...)...)
	cmd.Dir = g.dir
	cmd.Env = append(cmd.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if first, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n"); first != "" {
			err = errors.New(first)
		}
		return stdout.Bytes(), fmt.Errorf("git %s: %w", args[0], err)
	}
	return stdout.Bytes(), nil
}

// mergeBase returns the commit that rev and HEAD have both grown from.
func (g repository) mergeBase(rev string) (string, error) {
	commit := func(rev string) (string, error) {
		out, err := g.run("rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
		return strings.TrimSpace(string(out)), err
	}
	head, err := commit("HEAD")
	if err != nil {
		return "", fmt.Errorf("the repository %s has no commit yet", g.top)
	}
	out, err := g.run("rev-parse", "--is-shallow-repository")
	shallow := err == nil && strings.TrimSpace(string(out)) == "true"
	from, err := commit(rev)
	switch {
	case err != nil && shallow:
		return "", fmt.Errorf("unknown revision %q: this clone is shallow; fetch the history with git fetch --unshallow, and %s (in GitHub Actions, check out with fetch-depth: 0)", rev, fetchHint(rev))
	case err != nil:
		return "", fmt.Errorf("unknown revision %q: git log --all --oneline lists what there is; a branch of a server needs %s", rev, fetchHint(rev))
	}
	out, err = g.run("merge-base", from, head)
	base, _, _ := strings.Cut(string(out), "\n")
	switch {
	case base != "":
		return base, nil
	case shallow:
		return "", fmt.Errorf("no commit is known that %s and HEAD have both grown from: this clone is shallow; fetch the history with git fetch --unshallow (in GitHub Actions, check out with fetch-depth: 0)", rev)
	case err != nil && out == nil:
		return "", err
	}
	return "", fmt.Errorf("there is no commit that %s and HEAD have both grown from: compare with a revision of the same history", rev)
}

// fetchHint tells how to get a branch.
func fetchHint(rev string) string {
	if remote, branch, ok := strings.Cut(rev, "/"); ok && remote == "origin" {
		return "git fetch origin " + branch
	}
	return "git fetch origin " + rev
}

// Filter takes the findings out of a result of which no line is new: neither one
// of the finding itself, nor one of the places that it is related to, where its
// keys are built. A key that changes in one file makes a fault of a command in
// another.
func (c *Changes) Filter(r *result.Result) {
	known := make(map[string]string)
	changed := func(rng result.Range) bool {
		name, ok := known[rng.File]
		if !ok {
			name = resolved(rng.File)
			known[rng.File] = name
		}
		l := c.files[name]
		return l != nil && l.touch(rng.Line, max(rng.Line, rng.EndLine))
	}
	var left []result.Finding
	for _, f := range r.Findings {
		isNew := changed(f.Range)
		for _, rel := range f.Related {
			isNew = isNew || changed(rel.Range)
		}
		if isNew {
			left = append(left, f)
		}
	}
	r.Findings = left
}
