// Package worktree checks out another revision of a git repository, in a temporary
// folder that goes away again.
package worktree

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A Worktree is a revision that is checked out.
type Worktree struct {
	// Top is the folder of the work tree, and Dir the one in it that is at the
	// place of the folder that was asked for.
	Top, Dir string

	repository string // a folder of the repository
	temporary  string
}

// Add checks out a revision of the repository that dir is in. Nothing is left behind if it
// fails, or the context ends. Its error says what to do.
func Add(ctx context.Context, dir, rev string) (_ *Worktree, err error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, errors.New("the program git is needed, and is not in the PATH")
	}
	inside, err := run(ctx, dir, "rev-parse", "--show-prefix")
	if err != nil && strings.Contains(err.Error(), "not a git repository") {
		return nil, fmt.Errorf("%s is in no git work tree: run crossslotlint in a clone, or compare with a JSON file", dir)
	}
	if err != nil {
		return nil, err
	}
	commit, err := run(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	switch {
	case ctx.Err() != nil:
		return nil, err
	case err != nil:
		hint := ""
		if shallow, _ := run(ctx, dir, "rev-parse", "--is-shallow-repository"); shallow == "true" {
			hint = "; this clone is shallow: fetch the history with git fetch --unshallow (in GitHub Actions, check out with fetch-depth: 0)"
		}
		return nil, fmt.Errorf("%q is no file and no revision: git log --all --oneline lists the revisions%s", rev, hint)
	}
	temporary, err := os.MkdirTemp("", "crossslotlint-")
	if err != nil {
		return nil, err
	}
	// The go command names files without symbolic links.
	if real, err := filepath.EvalSymlinks(temporary); err == nil {
		temporary = real
	}
	w := &Worktree{Top: filepath.Join(temporary, "tree"), repository: dir, temporary: temporary}
	w.Dir = filepath.Join(w.Top, filepath.FromSlash(inside))
	defer func() {
		if err != nil {
			err = errors.Join(err, w.Remove())
		}
	}()
	// Hooks are for people who check out.
	if _, err := run(ctx, dir, "-c", "core.hooksPath="+os.DevNull, "worktree", "add", "--quiet", "--detach", w.Top, commit); err != nil {
		return nil, err
	}
	if info, err := os.Stat(w.Dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("the folder %s is not in %q", filepath.Clean(inside), rev)
	}
	return w, nil
}

// Remove removes the work tree, and what git knows of it.
func (w *Worktree) Remove() error {
	// Only git knows where it keeps that. Where it cannot remove a work tree that is half
	// made, it forgets it once the folder is gone.
	_, first := run(context.Background(), w.repository, "worktree", "remove", "--force", "--force", w.Top)
	if err := os.RemoveAll(w.temporary); err != nil {
		return err
	}
	if first == nil {
		return nil
	}
	_, err := run(context.Background(), w.repository, "worktree", "prune")
	return err
}

// ofHooks are what git tells its hooks of the work tree that they run for. In another one
// git would write that index.
var ofHooks = []string{"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"}

// run runs git, and returns what it prints without the last line break. Its error is the
// first line that git complains with.
func run(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(cmd.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(ofHooks, name)
	})
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) } // it removes its locks
	cmd.WaitDelay = 10 * time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", errors.New("interrupted")
		}
		if first, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n"); first != "" {
			err = errors.New(first)
		}
		return "", fmt.Errorf("git: %w", err)
	}
	return strings.TrimSuffix(stdout.String(), "\n"), nil
}
